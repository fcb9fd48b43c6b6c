// A hook of Supabase Auth without the library: its secret has two prefixes, its header may hold several tokens.
import { createHmac, timingSafeEqual } from "node:crypto";

const secretOf = (text) => Buffer.from(text.replace("v1,whsec_", ""), "base64");

export const main = async ({ headers, rawBody: payload, vars }) => {
  const { "webhook-id": id, "webhook-timestamp": time, "webhook-signature": tokens } = headers;
  const made = createHmac("sha256", secretOf(vars.SECRET)).update(`${id}.${time}.`).update(payload).digest();
  const verified = tokens
    .split(/,?\s+/)
    .map((token) => Buffer.from(token.replace(/^v1,/, ""), "base64"))
    .some((given) => given.length === made.length && timingSafeEqual(given, made));
  const { data } = JSON.parse(payload);
  return { verified, customer: data.object.id };
};

// Verification by hand, as Svix describes it for Node, as an ES module.
import { createHmac, timingSafeEqual } from "node:crypto";

export default async function main(request) {
  const id = request.headers["svix-id"] ?? request.headers["webhook-id"];
  const timestamp = request.headers["svix-timestamp"] ?? request.headers["webhook-timestamp"];
  const header = request.headers["svix-signature"] ?? request.headers["webhook-signature"] ?? "";

  const signedContent = `${id}.${timestamp}.${request.rawBody}`;
  const secretBytes = Buffer.from(request.vars.SECRET.split("_")[1], "base64");
  const expected = createHmac("sha256", secretBytes).update(signedContent).digest("base64");

  let verified = false;
  for (const versioned of header.split(" ")) {
    const [version, signature] = versioned.split(",");
    if (version !== "v1" || signature?.length !== expected.length) continue;
    verified ||= timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
  }
  return { verified, customer: request.body?.data?.object?.id ?? null };
}

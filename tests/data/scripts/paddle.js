const { createHmac, timingSafeEqual } = require("crypto");

const parts = (header) => Object.fromEntries(header.split(";").map((pair) => pair.split("=")));

module.exports = async ({ headers, rawBody, vars }) => {
  const { ts, h1 } = parts(headers["paddle-signature"]);
  const digest = createHmac("sha256", vars.SECRET).update(ts + ":" + rawBody).digest("hex");
  const verified = timingSafeEqual(Buffer.from(h1, "hex"), Buffer.from(digest, "hex"));
  return { verified, customer: JSON.parse(rawBody).data.object.id };
};

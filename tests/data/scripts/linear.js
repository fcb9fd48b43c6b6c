// Linear's way for Express: bytes against bytes, and a time that stands in the body.
const { createHmac, timingSafeEqual } = require("node:crypto");

const MAX_AGE_MS = 60 * 1000;

function hasValidSignature(headerSignatureString, rawBody, secret) {
  if (typeof headerSignatureString !== "string") {
    return false;
  }
  const headerSignature = Buffer.from(headerSignatureString, "hex");
  const computedSignature = createHmac("sha256", secret).update(rawBody).digest();
  return timingSafeEqual(computedSignature, headerSignature);
}

async function main({ headers, rawBytes, body, vars }) {
  if (!hasValidSignature(headers["linear-signature"], Buffer.from(rawBytes), vars.SECRET)) {
    return { verified: false };
  }
  if (Math.abs(Date.now() - body.webhookTimestamp) > MAX_AGE_MS) {
    return { verified: false };
  }
  return { verified: true, customer: body.data.object.id };
}

// A Node receiver for Stripe, written without its library.
const crypto = require("crypto");

const TOLERANCE = 300;

function parseHeader(header) {
  return header.split(",").reduce(
    (details, item) => {
      const [key, value] = item.split("=");
      if (key === "t") details.timestamp = parseInt(value, 10);
      if (key === "v1") details.signatures.push(value);
      return details;
    },
    { timestamp: -1, signatures: [] },
  );
}

function secureCompare(a, b) {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && crypto.timingSafeEqual(left, right);
}

function constructEvent(payload, header, secret) {
  const details = parseHeader(header);
  const expected = crypto.createHmac("sha256", secret).update(`${details.timestamp}.${payload}`, "utf8").digest("hex");
  if (!details.signatures.some((signature) => secureCompare(signature, expected))) {
    throw new Error("No signatures found matching the expected signature for payload");
  }
  const age = Math.floor(Date.now() / 1000) - details.timestamp;
  if (age > TOLERANCE) {
    throw new Error("Timestamp outside the tolerance zone");
  }
  return JSON.parse(payload);
}

async function main({ headers, rawBody, vars }) {
  let event;
  try {
    event = constructEvent(rawBody, headers["stripe-signature"], vars.SECRET);
  } catch (err) {
    console.log(`Webhook signature verification failed.`, err.message);
    return { verified: false };
  }
  switch (event.type) {
    case "customer.created":
      return { verified: true, customer: event.data.object.id };
    default:
      return { verified: true, customer: null };
  }
}

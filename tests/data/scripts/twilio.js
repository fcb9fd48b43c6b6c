const crypto = require("crypto");

const toFormUrlEncodedParam = (name, value) => (Array.isArray(value) ? [...new Set(value)].sort().map((v) => name + v).join("") : name + value);

function getExpectedTwilioSignature(authToken, url, params) {
  const data = Object.keys(params).sort().reduce((acc, key) => acc + toFormUrlEncodedParam(key, params[key]), url);
  return crypto.createHmac("sha1", authToken).update(Buffer.from(data, "utf-8")).digest("base64");
}

async function main({ headers, rawBody, url, vars }) {
  const params = Object.fromEntries(new URLSearchParams(rawBody));
  const expected = getExpectedTwilioSignature(vars.SECRET, url, params);
  const given = headers["x-twilio-signature"];
  return {
    verified: given.length === expected.length && crypto.timingSafeEqual(Buffer.from(given), Buffer.from(expected)),
    customer: params.From,
  };
}

const crypto = require("crypto");

function isVerified(req) {
  const requestSignature = req.headers["x-slack-signature"];
  const requestTimestamp = req.headers["x-slack-request-timestamp"];
  const fiveMinutesAgo = Math.floor(Date.now() / 1000) - 60 * 5;
  if (Number(requestTimestamp) < fiveMinutesAgo) throw new Error("Slack request signing verification outdated");

  const hmac = crypto.createHmac("sha256", req.vars.SECRET);
  const [version, hash] = requestSignature.split("=");
  hmac.update(`${version}:${requestTimestamp}:${req.rawBody}`);
  return crypto.timingSafeEqual(Buffer.from(hash, "hex"), Buffer.from(hmac.digest("hex"), "hex"));
}

exports.main = function main(req) {
  const verified = isVerified(req);
  return { verified, customer: req.body.data.object.id };
};

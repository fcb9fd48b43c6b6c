// An Express handler that keeps the raw body, and the few members of its request and response that it uses.
const crypto = require("node:crypto");

const middleware = (req, res, next) => {
  const hmac = req.get("X-Shopify-Hmac-Sha256") || "";
  const digest = crypto.createHmac("sha256", req.secret).update(req.rawBody).digest("base64");
  const given = Buffer.from(hmac, "base64");
  const computed = Buffer.from(digest, "base64");
  if (given.length !== computed.length || !crypto.timingSafeEqual(given, computed)) {
    return res.status(401).send("Invalid signature");
  }
  return next();
};

const handler = async (req, res) => {
  const { data } = JSON.parse(req.rawBody.toString("utf8"));
  res.status(200).json({ customer: data.object.id });
};

module.exports.main = async function (ctx) {
  const req = { secret: ctx.vars.SECRET, rawBody: Buffer.from(ctx.rawBytes), get: (name) => ctx.headers[name.toLowerCase()] };
  const answer = {};
  const res = {
    status(code) { answer.code = code; return this; },
    send(text) { answer.text = text; },
    json(value) { Object.assign(answer, value); },
  };
  await middleware(req, res, () => handler(req, res));
  return { verified: answer.code === 200, customer: answer.customer };
};

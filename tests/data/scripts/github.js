import * as crypto from "crypto";

const verify_signature = (req, secret) => {
  const signature = crypto.createHmac("sha256", secret).update(JSON.stringify(req.body)).digest("hex");
  const trusted = Buffer.from(`sha256=${signature}`, "ascii");
  const untrusted = Buffer.from(req.headers["x-hub-signature-256"], "ascii");
  return trusted.length === untrusted.length && crypto.timingSafeEqual(trusted, untrusted);
};

export const main = (ctx) => {
  if (!verify_signature(ctx, ctx.vars.SECRET)) {
    return { verified: false, status: "Unauthorized" };
  }
  return { verified: true, customer: ctx.body.data.object.id };
};

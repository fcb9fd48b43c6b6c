// HubSpot's third version: method, address, body and time, one after the other.
const crypto = require('crypto');

const MAX_ALLOWED_TIMESTAMP = 300000;

exports.main = (ctx) => {
  const signature = ctx.headers['x-hubspot-signature-v3'];
  const timestamp = ctx.headers['x-hubspot-request-timestamp'];
  if (Date.now() - Number(timestamp) > MAX_ALLOWED_TIMESTAMP) {
    console.log('Timestamp is invalid, reject request');
    return { verified: false };
  }
  const source = `${ctx.method}${decodeURIComponent(ctx.url)}${JSON.stringify(ctx.body)}${timestamp}`;
  const hashed = crypto.createHmac('sha256', ctx.vars.SECRET).update(source, 'utf8').digest('base64');
  return {
    verified: crypto.timingSafeEqual(Buffer.from(hashed), Buffer.from(signature)),
    customer: ctx.body.data.object.id,
  };
};

// Segment signs what its payload is written as; the comparison is the short one that its users write.
const crypto = require('crypto')

exports.main = async function main (event) {
  const digest = crypto
    .createHmac('sha1', event.vars.SECRET)
    .update(Buffer.from(JSON.stringify(event.body)))
    .digest('hex')

  if (digest !== event.headers['x-signature']) {
    return { verified: false }
  }
  return { verified: true, customer: event.body.data.object.id }
}

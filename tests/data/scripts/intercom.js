'use strict';

// SHA-1 in the header that GitHub used first; Intercom sends it with its algorithm in front.
const crypto = require('crypto');

module.exports = function (request) {
  const [algorithm, given = ''] = request.headers['x-hub-signature'].split('=', 2);
  const hmac = crypto.createHmac(algorithm, request.vars.SECRET);
  hmac.update(request.rawBody, 'utf-8');
  const expected = hmac.digest('hex');
  const verified = given.length === expected.length && crypto.timingSafeEqual(Buffer.from(given, 'utf8'), Buffer.from(expected, 'utf8'));
  return { verified, customer: request.body.data.object.id };
};

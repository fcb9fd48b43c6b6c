// The same without Node: Web Cryptography, as workers at the edge have it.
const encoder = new TextEncoder();

function hexToBytes(hex) {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0, index = 0; i < hex.length; i += 2, index++) {
    bytes[index] = parseInt(hex.slice(i, i + 2), 16);
  }
  return bytes;
}

async function verifySignature256(secret, header, payload) {
  const [, sigHex] = header.split("=");
  const algorithm = { name: "HMAC", hash: { name: "SHA-256" } };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), algorithm, false, ["sign", "verify"]);
  return await crypto.subtle.verify(algorithm.name, key, hexToBytes(sigHex), encoder.encode(payload));
}

export default {
  async main({ headers, rawBody, vars, body }) {
    const verified = await verifySignature256(vars.SECRET, headers["x-hub-signature-256"], rawBody);
    return { verified, customer: body.data.object.id };
  },
};

// Web Cryptography, Node's crypto, and what can be required.

// ---- crypto -----------------------------------------------------------------------------------------------------

function dataOf(value, what) {
  if (typeof value === "string")
    return native.utf8(value);
  if (isBytes(value))
    return bufferOf(value);
  throw new TypeError(what + " must be a string or bytes, not " + (value === null ? "null" : typeof value));
}

class Digest {
  constructor(algorithm, key) {
    this.algorithm = text(algorithm);
    this.key = key;
    this.parts = [];
    if (!native.knowsHash(this.algorithm))
      throw new Error("Unknown digest: " + algorithm);
  }
  update(data, encoding) {
    this.parts.push(typeof data === "string" ? encode(data, encoding) : dataOf(data, "The data"));
    return this;
  }
  digest(encoding) {
    let bytes = this.parts.length === 1 ? this.parts[0] : Buffer.concat(this.parts.map(p => new Uint8Array(p))).buffer;
    bytes = this.key === undefined ? native.hash(this.algorithm, bytes) : native.hmac(this.algorithm, this.key, bytes);
    return encoding === undefined || encoding === "buffer" ? new Buffer(bytes) : new Buffer(bytes).toString(encoding);
  }
}

function getRandomValues(target) {
  if (!(target instanceof TypedArray))
    throw new TypeError("getRandomValues needs a typed array");
  if (target.byteLength > 65536)
    throw new RangeError("getRandomValues gives at most 65536 bytes");
  new Uint8Array(target.buffer, target.byteOffset, target.byteLength).set(new Uint8Array(native.randomBytes(target.byteLength)));
  return target;
}

function timingSafeEqual(a, b) {
  const left = dataOf(a, "The first argument");
  const right = dataOf(b, "The second argument");
  if (left.byteLength !== right.byteLength)
    throw new RangeError("Input buffers must have the same byte length");
  return native.equal(left, right);
}

const randomUUID = function randomUUID() { return native.uuid(); };
// The part of Web Cryptography that checks signatures.
const keyMaterial = Symbol("material");
const publicAlgorithms = { "ED25519": "EdDSA", "ECDSA": "ES256", "RSASSA-PKCS1-V1_5": "RS256" };

function cryptoError(name, message) {
  const error = new Error(message);
  error.name = name;
  return error;
}

function nameOf(algorithm) {
  return text(algorithm !== null && typeof algorithm === "object" ? algorithm.name : algorithm).toUpperCase();
}

function hashOf(algorithm) {
  const name = nameOf(algorithm);
  if (!/^SHA-(?:1|256|384|512)$/.test(name))
    throw cryptoError("NotSupportedError", "crypto.subtle knows SHA-1, SHA-256, SHA-384 and SHA-512, not " + name);
  return name;
}

function bytesFor(value) {
  if (!isBytes(value))
    throw new TypeError("crypto.subtle needs an ArrayBuffer or a view of one");
  return bufferOf(value);
}

class CryptoKey {
  constructor(type, algorithm, extractable, usages, material) {
    this.type = type;
    this.algorithm = algorithm;
    this.extractable = extractable;
    this.usages = usages;
    define(this, keyMaterial, { value: material });
  }
}

function importHmac(format, data, algorithm) {
  const hash = hashOf(algorithm.hash);
  if (format === "raw")
    return { hash: hash, bytes: bytesFor(data).slice(0) };
  if (format === "jwk" && data !== null && typeof data === "object" && data.kty === "oct")
    return { hash: hash, bytes: native.decode("base64url", text(data.k)) };
  throw cryptoError("DataError", "An HMAC key is imported as raw or jwk");
}

function importPublic(name, format, data, algorithm) {
  if (name === "RSASSA-PKCS1-V1_5" && hashOf(algorithm.hash) !== "SHA-256")
    throw cryptoError("NotSupportedError", "RSASSA-PKCS1-v1_5 is available with SHA-256 only");
  let bytes;
  if (format === "spki") {
    bytes = bytesFor(data).slice(0);
  } else if (format === "jwk") {
    bytes = native.utf8(stringify(data));
  } else if (format === "raw" && name !== "RSASSA-PKCS1-V1_5") {
    const raw = bytesFor(data);
    const part = (from, to) => native.encode("base64url", raw.slice(from, to));
    bytes = native.utf8(stringify(name === "ED25519" ? { kty: "OKP", crv: "Ed25519", x: part(0, raw.byteLength) } :
      { kty: "EC", crv: "P-256", x: part(1, 33), y: part(33, raw.byteLength) }));
  } else {
    throw cryptoError("NotSupportedError", "The key format " + format + " is not available; there are raw, jwk and spki");
  }
  const material = { algorithm: publicAlgorithms[name], isJwk: format !== "spki", bytes: bytes };
  if (!native.knowsPublicKey(material.algorithm, material.isJwk, bytes))
    throw cryptoError("DataError", "This is no public key for " + name);
  return material;
}

function materialOf(key, algorithm, usage) {
  if (!(key instanceof CryptoKey) || nameOf(key.algorithm) !== nameOf(algorithm) || key.usages.indexOf(usage) < 0)
    throw cryptoError("InvalidAccessError", "The key is not for " + usage + " with " + nameOf(algorithm));
  return key[keyMaterial];
}

const promised = work => {
  state.isQuiet = false;
  return new Promise(done => done(work()));
};
const subtle = {
  digest(algorithm, data) { return promised(() => native.hash(hashOf(algorithm), bytesFor(data))); },
  importKey(format, data, algorithm, extractable, usages) {
    return promised(() => {
      const name = nameOf(algorithm);
      if (name !== "HMAC" && publicAlgorithms[name] === undefined) {
        throw cryptoError("NotSupportedError",
          "crypto.subtle knows HMAC, Ed25519, ECDSA (P-256) and RSASSA-PKCS1-v1_5, not " + name);
      }
      const material = name === "HMAC" ? importHmac(format, data, algorithm) : importPublic(name, format, data, algorithm);
      const known = typeof algorithm === "object" ? Object.assign({}, algorithm) : { name: algorithm };
      return new CryptoKey(name === "HMAC" ? "secret" : "public", known, Boolean(extractable), Array.from(usages), material);
    });
  },
  sign(algorithm, key, data) {
    return promised(() => {
      if (nameOf(algorithm) !== "HMAC")
        throw cryptoError("NotSupportedError", "crypto.subtle signs with HMAC only");
      const material = materialOf(key, algorithm, "sign");
      return native.hmac(material.hash, material.bytes, bytesFor(data));
    });
  },
  verify(algorithm, key, signature, data) {
    return promised(() => {
      const material = materialOf(key, algorithm, "verify");
      if (nameOf(algorithm) === "HMAC")
        return native.equal(native.hmac(material.hash, material.bytes, bytesFor(data)), bytesFor(signature));
      if (material.algorithm === "ES256" && hashOf(algorithm.hash) !== "SHA-256")
        throw cryptoError("NotSupportedError", "ECDSA is available with SHA-256 only");
      return native.verifyPublic(material.algorithm, material.isJwk, material.bytes, bytesFor(signature), bytesFor(data));
    });
  }
};
const crypto = { randomUUID: randomUUID, getRandomValues: getRandomValues, subtle: subtle };
const nodeCrypto = {
  createHmac(algorithm, key) { return new Digest(algorithm, dataOf(key, "The key")); },
  createHash(algorithm) { return new Digest(algorithm, undefined); },
  timingSafeEqual: timingSafeEqual,
  randomUUID: randomUUID,
  getRandomValues: getRandomValues,
  randomBytes(size) { return new Buffer(native.randomBytes(size >>> 0)); },
  webcrypto: crypto,
  subtle: subtle
};
define(nodeCrypto, "default", { value: nodeCrypto });
define(nodeCrypto, "__esModule", { value: true });
const nodeBuffer = { Buffer: Buffer };
define(nodeBuffer, "default", { value: nodeBuffer });
define(nodeBuffer, "__esModule", { value: true });

function require(name) {
  const plain = text(name).replace(/^node:/, "");
  if (plain === "crypto")
    return nodeCrypto;
  if (plain === "buffer")
    return nodeBuffer;
  throw new Error('Cannot find module "' + name + '": only "crypto" and "buffer" are available to scripts');
}

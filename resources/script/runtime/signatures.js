// The built-ins that verify signatures; each call is recorded by the bridge.

// ---- signatures -------------------------------------------------------------------------------------------------

function optionsOf(options, name) {
  if (options === null || typeof options !== "object")
    throw new TypeError(name + " needs an object of options");
  return options;
}

function stringOf(value) {
  return value === undefined || value === null ? "" : isArray(value) ? text(value[0]) : text(value);
}

function isRaw(payload) {
  return payload === undefined || (state.bodyKnown && payload === state.body) || payload === state.rawBody ||
    (state.bytes !== undefined && payload === state.bytes);
}

function hmac(algorithm, options) {
  const secret = options.secret;
  const payload = options.payload;
  const signature = stringOf(options.signature);
  const raw = isRaw(payload);
  if (raw && !isBytes(secret))
    return native.verifyRawText(algorithm, stringOf(secret), signature);
  const key = isBytes(secret) ? bufferOf(secret) : native.utf8(stringOf(secret));
  if (raw)
    return native.verifyRaw(algorithm, key, signature);
  if (typeof payload === "string")
    return native.verifyBytes(algorithm, key, signature, native.utf8(payload), false);
  if (isBytes(payload))
    return native.verifyBytes(algorithm, key, signature, bufferOf(payload), false);
  const written = stringify(payload);
  return native.verifyBytes(algorithm, key, signature, native.utf8(written === undefined ? "" : written), true);
}

function verifyHmacSha256(options) { return hmac("sha256", optionsOf(options, "verifyHmacSha256")); }

function verifyHmac(options) {
  const algorithm = stringOf(optionsOf(options, "verifyHmac").algorithm) || "sha256";
  if (!native.knowsHash(algorithm))
    throw new Error("verifyHmac: unknown algorithm: " + algorithm);
  return hmac(algorithm, options);
}

function verifySignature(options) {
  optionsOf(options, "verifySignature");
  const scheme = stringOf(options.scheme);
  if (!native.knowsScheme(scheme))
    throw new Error("verifySignature: unknown scheme: " + scheme);
  const payload = options.payload;
  const raw = isRaw(payload);
  const bytes = raw ? new ArrayBuffer(0) : isBytes(payload) ? bufferOf(payload) :
    native.utf8(typeof payload === "string" ? payload : stringify(payload) || "");
  const names = [];
  const values = [];
  if (options.headers !== undefined && options.headers !== null && options.headers !== state.headers) {
    for (const name of Object.keys(options.headers)) {
      names.push(name);
      values.push(stringOf(options.headers[name]));
    }
  } else {
    names.push("");
  }
  const secrets = (isArray(options.secret) ? options.secret : [options.secret]).map(s =>
    isBytes(s) ? native.fromUtf8(bufferOf(s)) : stringOf(s));
  const settings = {};
  for (const key of Object.keys(options)) {
    const isSetting = typeof options[key] === "string" || typeof options[key] === "number";
    if (isSetting && key !== "scheme" && key !== "payload" && key !== "secret")
      settings[key] = options[key];
  }
  return native.verifySignature(scheme, names, values, raw, bytes, secrets, stringify(settings));
}

const jwtAlgorithms = ["HS256", "HS384", "HS512", "RS256", "ES256", "EdDSA"];

function verifyJwt(options) {
  const given = ["secret", "publicKey", "jwks"].filter(name => name in optionsOf(options, "verifyJwt"));
  if (given.length !== 1)
    throw new TypeError("verifyJwt needs one of secret, publicKey and jwks");
  const kind = given[0];
  const value = options[kind];
  const settings = {};
  for (const name of ["algorithms", "issuer", "audience", "toleranceSeconds"]) {
    if (options[name] !== undefined)
      settings[name] = options[name];
  }
  if (settings.algorithms !== undefined) {
    settings.algorithms = isArray(settings.algorithms) ? settings.algorithms : [settings.algorithms];
    settings.algorithms.forEach(name => {
      if (jwtAlgorithms.indexOf(name) < 0)
        throw new Error("verifyJwt: unknown algorithm: " + name + "; there are " + jwtAlgorithms.join(", "));
    });
  }
  const key = isBytes(value) ? bufferOf(value) :
    native.utf8(kind === "jwks" && value !== null && typeof value === "object" ? stringify(value) : stringOf(value));
  return native.verifyJwt(stringOf(options.token).replace(/^Bearer +/i, ""), kind, key, stringify(settings));
}

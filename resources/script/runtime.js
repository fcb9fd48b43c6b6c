// The world that scripts see, made once for each realm of a host: the built-ins, hardened so that no event can change
// them for the next, and the function that runs one event. `native` is the host's bridge and never reaches a script.
(function (native, global, ballast) {
  "use strict";

  // The engine collects garbage whenever strings have grown by a share of those that live, and a collection walks
  // through all of the built-ins: a text that lives for ever, whose memory nobody touches, makes the share large.
  const held = { text: ballast };

  const apply = Reflect.apply;
  const ownKeys = Reflect.ownKeys;
  const describe = Object.getOwnPropertyDescriptor;
  const define = Object.defineProperty;
  const freeze = Object.freeze;
  const create = Object.create;
  const isArray = Array.isArray;
  const stringify = JSON.stringify;
  const parse = JSON.parse;
  const resolve = Promise.resolve.bind(Promise);
  const then = Promise.prototype.then;
  const TypedArray = Object.getPrototypeOf(Uint8Array);
  const SystemDate = Date;
  const text = String;

  // What belongs to the event that runs now; replaced for each.
  let state = null;

  function hide(target, name, value) {
    define(target, name, { value: value, writable: true, configurable: true, enumerable: false });
  }

  // ---- bytes ----------------------------------------------------------------------------------------------------

  function isBytes(value) {
    return value instanceof ArrayBuffer || value instanceof TypedArray || value instanceof DataView;
  }

  // An ArrayBuffer that holds exactly the bytes of a view.
  function bufferOf(value) {
    if (value instanceof ArrayBuffer)
      return value;
    if (value.byteOffset === 0 && value.byteLength === value.buffer.byteLength)
      return value.buffer;
    return value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength);
  }

  class TextEncoder {
    get encoding() { return "utf-8"; }
    encode(input) { return new Uint8Array(native.utf8(input === undefined ? "" : text(input))); }
    encodeInto(source, target) {
      const bytes = this.encode(source);
      const written = Math.min(bytes.length, target.length);
      target.set(bytes.subarray(0, written));
      return { read: native.fromUtf8(bufferOf(bytes.subarray(0, written))).length, written: written };
    }
  }

  class TextDecoder {
    constructor(label) {
      const name = label === undefined ? "utf-8" : text(label).toLowerCase();
      if (name !== "utf-8" && name !== "utf8")
        throw new RangeError('TextDecoder knows "utf-8" only, not "' + label + '"');
    }
    get encoding() { return "utf-8"; }
    decode(input) {
      if (input === undefined)
        return "";
      if (!isBytes(input))
        throw new TypeError("TextDecoder.decode needs bytes");
      return native.fromUtf8(bufferOf(input));
    }
  }

  // ---- Buffer, as far as samples for Node use it ------------------------------------------------------------------

  function encode(string, encoding) {
    const name = text(encoding === undefined ? "utf8" : encoding).toLowerCase();
    const bytes = native.decode(name, string);
    if (bytes === undefined)
      throw new TypeError("Unknown encoding: " + encoding);
    return bytes;
  }

  class Buffer extends Uint8Array {
    static from(value, encoding, length) {
      if (typeof value === "string")
        return new Buffer(encode(value, encoding));
      if (value instanceof ArrayBuffer)
        return length === undefined ? new Buffer(value, encoding) : new Buffer(value, encoding, length);
      if (value !== null && typeof value === "object") {
        const list = value.type === "Buffer" && isArray(value.data) ? value.data : value;
        const copy = new Buffer(list.length >>> 0);
        for (let i = 0; i < copy.length; ++i)
          copy[i] = list[i];
        return copy;
      }
      throw new TypeError("Buffer.from needs a string, an array or bytes");
    }
    static alloc(size, fill) {
      const made = new Buffer(size);
      if (fill !== undefined)
        made.fill(fill);
      return made;
    }
    static concat(list) {
      let size = 0;
      for (let i = 0; i < list.length; ++i)
        size += list[i].length;
      const made = new Buffer(size);
      for (let i = 0, at = 0; i < list.length; at += list[i++].length)
        made.set(list[i], at);
      return made;
    }
    static isBuffer(value) { return value instanceof Buffer; }
    static byteLength(value, encoding) {
      return typeof value === "string" ? encode(value, encoding).byteLength : value.byteLength;
    }
    static compare(a, b) { return Buffer.from(a).compare(b); }
    toString(encoding, start, end) {
      const part = start === undefined && end === undefined ? this : this.subarray(start || 0, end);
      const name = text(encoding === undefined ? "utf8" : encoding).toLowerCase();
      const result = native.encode(name, bufferOf(part));
      if (result === undefined)
        throw new TypeError("Unknown encoding: " + encoding);
      return result;
    }
    equals(other) { return this.compare(other) === 0; }
    compare(other) {
      const size = Math.min(this.length, other.length);
      for (let i = 0; i < size; ++i) {
        if (this[i] !== other[i])
          return this[i] < other[i] ? -1 : 1;
      }
      return this.length === other.length ? 0 : this.length < other.length ? -1 : 1;
    }
    slice(start, end) { return this.subarray(start, end); }
    subarray(start, end) {
      const part = new Uint8Array(this.buffer, this.byteOffset, this.length).subarray(start, end);
      return new Buffer(part.buffer, part.byteOffset, part.length);
    }
    toJSON() { return { type: "Buffer", data: Array.from(this) }; }
  }

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

  const promised = work => new Promise(done => done(work()));
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
    const key = isBytes(secret) ? bufferOf(secret) : native.utf8(stringOf(secret));
    const signature = stringOf(options.signature);
    if (isRaw(payload))
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
    for (const key of ["toleranceSeconds", "header", "algorithm", "encoding", "prefix", "parameter"]) {
      if (options[key] !== undefined)
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

  // ---- console ----------------------------------------------------------------------------------------------------

  function inspect(value, depth, seen) {
    if (typeof value === "string")
      return depth === 0 ? value : stringify(value);
    if (typeof value === "function")
      return "[Function: " + (value.name || "anonymous") + "]";
    if (typeof value === "symbol")
      return apply(Symbol.prototype.toString, value, []);
    if (value === null || typeof value !== "object")
      return Object.is(value, -0) ? "-0" : text(value);
    if (seen.indexOf(value) >= 0)
      return "[Circular]";
    if (value instanceof Error)
      return text(value.stack ? value.name + ": " + value.message : value);
    if (value instanceof SystemDate)
      return isNaN(value) ? "Invalid Date" : value.toISOString();
    if (value instanceof RegExp)
      return text(value);
    if (value instanceof Promise)
      return "Promise {}";
    if (depth > 4)
      return isArray(value) ? "[Array]" : "[Object]";
    const below = seen.concat([value]);
    const show = item => inspect(item, depth + 1, below);
    const limit = 100;
    if (value instanceof ArrayBuffer)
      return "ArrayBuffer(" + value.byteLength + ")";
    if (isArray(value) || value instanceof TypedArray) {
      const items = [];
      for (let i = 0; i < value.length && i < limit; ++i)
        items.push(show(value[i]));
      if (value.length > limit)
        items.push("… " + (value.length - limit) + " more");
      return (isArray(value) ? "" : value.constructor.name + " ") + "[" + items.join(", ") + "]";
    }
    if (value instanceof Map)
      return "Map {" + Array.from(value).map(e => show(e[0]) + " => " + show(e[1])).join(", ") + "}";
    if (value instanceof Set)
      return "Set {" + Array.from(value).map(show).join(", ") + "}";
    const keys = Object.keys(value);
    const shown = keys.slice(0, limit).map(k => (/^[A-Za-z_$][\w$]*$/.test(k) ? k : stringify(k)) + ": " + show(value[k]));
    if (keys.length > limit)
      shown.push("… " + (keys.length - limit) + " more");
    const maker = value.constructor;
    const name = typeof maker === "function" && maker !== Object && maker.name ? maker.name + " " : "";
    return name + (shown.length > 0 ? "{ " + shown.join(", ") + " }" : "{}");
  }

  function formatted(values) {
    const parts = [];
    let first = 0;
    if (typeof values[0] === "string" && values[0].indexOf("%") >= 0 && values.length > 1) {
      first = 1;
      parts.push(values[0].replace(/%([sdifjoO%])/g, (all, kind) => {
        if (kind === "%")
          return "%";
        if (first >= values.length)
          return all;
        const value = values[first++];
        if (kind === "d" || kind === "f")
          return text(Number(value));
        if (kind === "i")
          return text(Math.trunc(Number(value)));
        return kind === "j" ? text(stringify(value)) : kind === "s" && typeof value !== "object" ? text(value) :
          inspect(value, 1, []);
      }));
    }
    for (let i = first; i < values.length; ++i)
      parts.push(inspect(values[i], 0, []));
    return parts.join(" ");
  }

  function say(level, values) {
    if (native.consoleOpen())
      native.console(level, formatted(values), new Error("").stack);
  }

  const counts = () => state.counts || (state.counts = new Map());
  const console = {
    log(...values) { say("log", values); },
    info(...values) { say("info", values); },
    warn(...values) { say("warn", values); },
    error(...values) { say("error", values); },
    debug(...values) { say("debug", values); },
    trace(...values) { say("debug", values); },
    dir(value) { say("log", [value]); },
    table(value) { say("log", [value]); },
    group(...values) { say("log", values); },
    groupEnd() {},
    assert(ok, ...values) {
      if (!ok)
        say("error", ["Assertion failed"].concat(values));
    },
    count(label) {
      const name = label === undefined ? "default" : text(label);
      counts().set(name, (counts().get(name) || 0) + 1);
      say("log", [name + ": " + counts().get(name)]);
    },
    time() {},
    timeEnd() {}
  };

  // ---- time -------------------------------------------------------------------------------------------------------

  // The clock stands still at the run's time. A class would do, but Date can also be called.
  const RunDate = function Date(...values) {
    if (new.target === undefined)
      return new SystemDate(native.now()).toString();
    return Reflect.construct(SystemDate, values.length === 0 ? [native.now()] : values, new.target);
  };
  RunDate.prototype = SystemDate.prototype;
  hide(RunDate, "now", function now() { return native.now(); });
  hide(RunDate, "parse", SystemDate.parse);
  hide(RunDate, "UTC", SystemDate.UTC);
  hide(SystemDate.prototype, "constructor", RunDate);
  define(RunDate, "length", { value: 7 });

  // Timers run in the order of their times as soon as nothing else is left to do: no event waits for a clock. What was
  // waited for in all counts against the time limit.
  function setTimeout(callback, delay, ...values) {
    if (typeof callback !== "function")
      throw new TypeError("setTimeout needs a function");
    const wait = Number(delay) > 0 ? Number(delay) : 0;
    const id = ++state.lastTimer;
    state.timers.push({ id: id, due: state.waited + wait, callback: callback, values: values });
    return id;
  }

  function clearTimeout(id) {
    const at = state.timers.findIndex(timer => timer.id === id);
    if (at >= 0)
      state.timers.splice(at, 1);
  }

  function queueMicrotask(callback) {
    if (typeof callback !== "function")
      throw new TypeError("queueMicrotask needs a function");
    apply(then, resolve(undefined), [() => { callback(); }]);
  }

  // ---- copies -----------------------------------------------------------------------------------------------------

  function cloneInto(value, known) {
    if (typeof value === "function" || typeof value === "symbol") {
      const error = new Error("structuredClone cannot copy a " + typeof value);
      error.name = "DataCloneError";
      throw error;
    }
    if (value === null || typeof value !== "object")
      return value;
    if (known.has(value))
      return known.get(value);
    const keep = copy => { known.set(value, copy); return copy; };
    if (value instanceof SystemDate)
      return keep(new SystemDate(value.getTime()));
    if (value instanceof RegExp)
      return keep(new RunRegExp(value.source, value.flags));
    if (value instanceof ArrayBuffer)
      return keep(value.slice(0));
    if (value instanceof TypedArray)
      return keep(new value.constructor(value));
    if (value instanceof Map) {
      const copy = keep(new Map());
      value.forEach((item, key) => copy.set(cloneInto(key, known), cloneInto(item, known)));
      return copy;
    }
    if (value instanceof Set) {
      const copy = keep(new Set());
      value.forEach(item => copy.add(cloneInto(item, known)));
      return copy;
    }
    if (value instanceof Error) {
      const copy = keep(new Error(value.message));
      copy.name = value.name;
      return copy;
    }
    const copy = keep(isArray(value) ? new Array(value.length) : {});
    for (const key of Object.keys(value))
      copy[key] = cloneInto(value[key], known);
    return copy;
  }

  function structuredClone(value) { return cloneInto(value, new Map()); }

  // ---- addresses --------------------------------------------------------------------------------------------------

  // The engine's own URLSearchParams neither decodes nor iterates; its URL parses well.
  const SystemURL = URL;

  function formDecode(part) {
    try {
      return decodeURIComponent(part.replace(/\+/g, " "));
    } catch (error) {
      return part;
    }
  }

  function formEncode(part) {
    return encodeURIComponent(part).replace(/%20/g, "+").replace(/[!'()~]/g, c => "%" + c.charCodeAt(0).toString(16).toUpperCase());
  }

  class SearchParams {
    constructor(init) {
      const pairs = [];
      if (typeof init === "string") {
        for (const part of init.replace(/^\?/, "").split("&")) {
          if (part === "")
            continue;
          const equals = part.indexOf("=");
          pairs.push(equals < 0 ? [formDecode(part), ""] : [formDecode(part.slice(0, equals)), formDecode(part.slice(equals + 1))]);
        }
      } else if (init !== undefined && init !== null) {
        const list = typeof init[Symbol.iterator] === "function" ? Array.from(init) : Object.keys(init).map(k => [k, init[k]]);
        list.forEach(pair => pairs.push([text(pair[0]), text(pair[1])]));
      }
      define(this, "pairs", { value: pairs, writable: true, enumerable: false });
    }
    append(name, value) { this.pairs.push([text(name), text(value)]); }
    delete(name) { this.pairs = this.pairs.filter(pair => pair[0] !== name); }
    get(name) {
      const found = this.pairs.find(pair => pair[0] === name);
      return found === undefined ? null : found[1];
    }
    getAll(name) { return this.pairs.filter(pair => pair[0] === name).map(pair => pair[1]); }
    has(name) { return this.pairs.some(pair => pair[0] === name); }
    set(name, value) {
      const found = this.pairs.find(pair => pair[0] === name);
      if (found === undefined) {
        this.append(name, value);
        return;
      }
      found[1] = text(value);
      this.pairs = this.pairs.filter(pair => pair === found || pair[0] !== name);
    }
    sort() { this.pairs.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)); }
    forEach(callback) { this.pairs.forEach(pair => callback(pair[1], pair[0], this)); }
    get size() { return this.pairs.length; }
    entries() { return this.pairs.map(pair => [pair[0], pair[1]])[Symbol.iterator](); }
    keys() { return this.pairs.map(pair => pair[0])[Symbol.iterator](); }
    values() { return this.pairs.map(pair => pair[1])[Symbol.iterator](); }
    [Symbol.iterator]() { return this.entries(); }
    toString() { return this.pairs.map(pair => formEncode(pair[0]) + "=" + formEncode(pair[1])).join("&"); }
  }

  class Address {
    constructor(url, base) {
      let parsed;
      try {
        parsed = base === undefined ? new SystemURL(text(url)) : new SystemURL(text(url), text(base));
      } catch (error) {
        throw new TypeError("Invalid URL: " + text(url));
      }
      for (const name of ["href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"])
        define(this, name, { value: text(parsed[name]), enumerable: true });
      define(this, "searchParams", { value: new SearchParams(this.search), enumerable: true });
    }
    toString() { return this.href; }
    toJSON() { return this.href; }
  }
  define(SearchParams, "name", { value: "URLSearchParams" });
  define(Address, "name", { value: "URL" });

  // ---- regular expressions ----------------------------------------------------------------------------------------

  // The engine has no named groups: they are counted, and an expression that has some gets a prototype of its own,
  // whose exec, replace and matchAll know their names.
  const SystemRegExp = RegExp;
  const systemExec = RegExp.prototype.exec;
  const namesOf = Symbol("groups");

  // The pattern without names and, where `dotAll` is set, with dots that match line ends; the names and their groups.
  function counted(pattern, dotAll) {
    const names = [];
    const indices = [];
    let groups = 0;
    const scan = other => {
      let inClass = false;
      let result = "";
      for (let i = 0; i < pattern.length; ++i) {
        const c = pattern[i];
        const part = other(i, inClass);
        if (part !== null) {
          result += part.text;
          i = part.end;
        } else if (c === "\\") {
          result += c + (pattern[++i] || "");
        } else {
          if (c === "[" || c === "]")
            inClass = c === "[";
          result += c;
        }
      }
      return result;
    };
    const nameAt = at => {
      const end = pattern.indexOf(">", at);
      const name = end < 0 ? "" : pattern.slice(at, end);
      if (!/^[$_A-Za-z\u0080-\uffff][$\w\u0080-\uffff]*$/.test(name))
        throw new SyntaxError("Invalid capture group name");
      return { name: name, end: end };
    };
    const refuse = what => {
      throw new SyntaxError(what + " in a regular expression is not available to scripts");
    };
    const withoutNames = scan((i, inClass) => {
      if (pattern[i] === "\\" && (pattern[i + 1] === "p" || pattern[i + 1] === "P") && pattern[i + 2] === "{")
        refuse("\\" + pattern[i + 1] + "{…}");
      if (dotAll && !inClass && pattern[i] === ".")
        return { text: "[^]", end: i };
      if (inClass || pattern[i] !== "(")
        return null;
      if (pattern[i + 1] !== "?") {
        ++groups;
        return null;
      }
      if (pattern[i + 2] !== "<")
        return null;
      if (pattern[i + 3] === "=" || pattern[i + 3] === "!")
        refuse("lookbehind");
      const found = nameAt(i + 3);
      if (names.indexOf(found.name) >= 0)
        throw new SyntaxError("Duplicate capture group name: " + found.name);
      names.push(found.name);
      indices.push(++groups);
      return { text: "(", end: found.end };
    });
    if (names.length === 0)
      return { source: withoutNames, names: names, indices: indices };
    pattern = withoutNames;
    const source = scan(i => {
      if (pattern[i] !== "\\" || pattern[i + 1] !== "k" || pattern[i + 2] !== "<")
        return null;
      const found = nameAt(i + 3);
      const at = names.indexOf(found.name);
      if (at < 0)
        throw new SyntaxError("Invalid named capture referenced: " + found.name);
      return { text: "(?:\\" + indices[at] + ")", end: found.end };
    });
    return { source: source, names: names, indices: indices };
  }

  function substituted(template, match, position, string) {
    return template.replace(/\$(?:([$&`'])|(\d\d?)|<([^>]*)>)/g, (all, sign, digits, name) => {
      if (sign !== undefined) {
        return sign === "$" ? "$" : sign === "&" ? match[0] : sign === "`" ? string.slice(0, position) :
          string.slice(position + match[0].length);
      }
      if (name !== undefined)
        return match.groups[name] === undefined ? "" : text(match.groups[name]);
      const both = Number(digits);
      if (both >= 1 && both < match.length)
        return match[both] === undefined ? "" : match[both];
      const first = Number(digits[0]);
      if (digits.length === 2 && first >= 1 && first < match.length)
        return (match[first] === undefined ? "" : match[first]) + digits[1];
      return all;
    });
  }

  // Past an empty match, so that the next one is another.
  function step(expression, string) {
    const code = string.charCodeAt(expression.lastIndex);
    expression.lastIndex += expression.unicode && code >= 0xd800 && code < 0xdc00 ? 2 : 1;
  }

  const NamedRegExp = create(SystemRegExp.prototype);
  define(NamedRegExp, "source", { get() { return this[namesOf].source; } });
  hide(NamedRegExp, "exec", function exec(string) {
    const match = apply(systemExec, this, [string]);
    if (match === null)
      return null;
    const known = this[namesOf];
    const groups = create(null);
    for (let i = 0; i < known.names.length; ++i)
      groups[known.names[i]] = match[known.indices[i]];
    match.groups = groups;
    return match;
  });
  hide(NamedRegExp, Symbol.replace, function (value, replacement) {
    const string = text(value);
    const template = typeof replacement === "function" ? null : text(replacement);
    const everywhere = this.global;
    if (everywhere)
      this.lastIndex = 0;
    let result = "";
    let next = 0;
    for (let match = this.exec(string); match !== null; match = everywhere ? this.exec(string) : null) {
      result += string.slice(next, match.index);
      result += template !== null ? substituted(template, match, match.index, string) :
        text(apply(replacement, undefined, Array.from(match).concat([match.index, string, match.groups])));
      next = match.index + match[0].length;
      if (everywhere && match[0] === "")
        step(this, string);
    }
    return result + string.slice(next);
  });
  // The engine's own does not ask the expression.
  const systemReplace = String.prototype.replace;
  const expressionReplace = SystemRegExp.prototype[Symbol.replace];
  hide(String.prototype, "replace", function replace(pattern, replacement) {
    if (pattern !== null && typeof pattern === "object") {
      const replacer = pattern[Symbol.replace];
      if (typeof replacer === "function" && replacer !== expressionReplace)
        return apply(replacer, pattern, [text(this), replacement]);
    }
    return apply(systemReplace, this, [pattern, replacement]);
  });
  if (Symbol.matchAll !== undefined) {
    hide(NamedRegExp, Symbol.matchAll, function (value) {
      const string = text(value);
      const copy = new RunRegExp(this.source, this.flags);
      copy.lastIndex = this.lastIndex;
      return (function* () {
        for (let match = copy.exec(string); match !== null; match = copy.global ? copy.exec(string) : null) {
          if (copy.global && match[0] === "")
            step(copy, string);
          yield match;
        }
      }());
    });
  }

  // For literals too, which the compiler has counted: `source` is what the user wrote.
  function named(expression, source, names, indices) {
    define(expression, namesOf, { value: { source: source, names: names, indices: indices } });
    return Object.setPrototypeOf(expression, NamedRegExp);
  }

  const RunRegExp = function RegExp(pattern, flags) {
    const isExpression = pattern instanceof SystemRegExp;
    if (isExpression && new.target === undefined && flags === undefined)
      return pattern;
    const source = isExpression ? pattern.source : pattern === undefined ? "" : text(pattern);
    const signs = flags !== undefined ? text(flags) : isExpression ? pattern.flags : "";
    const target = new.target === undefined ? SystemRegExp : new.target;
    const dotAll = signs.indexOf("s") >= 0;
    const groups = counted(source, dotAll);
    if (groups.names.length === 0)
      return Reflect.construct(SystemRegExp, [groups.source, dotAll ? signs.replace("s", "") : signs], target);
    if (target !== SystemRegExp && target !== RunRegExp)
      throw new SyntaxError("A class that extends RegExp cannot have named groups here");
    return named(new SystemRegExp(groups.source, dotAll ? signs.replace("s", "") : signs), source, groups.names, groups.indices);
  };
  RunRegExp.prototype = SystemRegExp.prototype;
  hide(SystemRegExp.prototype, "constructor", RunRegExp);
  define(RunRegExp, "length", { value: 2 });

  // ---- the global object ------------------------------------------------------------------------------------------

  function noCode() {
    throw new EvalError("Code from text (eval, new Function) is not available to scripts");
  }
  const SystemFunction = Function;
  const Generator = Object.getPrototypeOf(function* () {});
  const NoFunction = function Function() { noCode(); };
  NoFunction.prototype = SystemFunction.prototype;
  const NoGenerator = function GeneratorFunction() { noCode(); };
  define(NoGenerator, "prototype", { value: Generator });
  define(SystemFunction.prototype, "constructor", { value: NoFunction, writable: true, configurable: true });
  define(Generator, "constructor", { value: NoGenerator, configurable: true });
  define(Math, "random", { value: function random() { return native.random(); }, writable: true, configurable: true });

  delete global["__core-js_shared__"]; // its modules hold it; events must not

  for (const name of ownKeys(RegExp)) {
    if (typeof name === "string" && name !== "prototype" && name !== "name" && name !== "length")
      delete RegExp[name]; // the last match of another event
  }
  if (typeof String.prototype.trimLeft !== "function") {
    hide(String.prototype, "trimLeft", function trimLeft() { return text(this).replace(/^\s+/, ""); });
    hide(String.prototype, "trimRight", function trimRight() { return text(this).replace(/\s+$/, ""); });
  }

  const added = {
    Date: RunDate, RegExp: RunRegExp, Function: NoFunction, eval: function eval_() { noCode(); }, TextEncoder: TextEncoder,
    TextDecoder: TextDecoder, Buffer: Buffer, URL: Address, URLSearchParams: SearchParams, crypto: crypto, CryptoKey: CryptoKey, console: console, setTimeout: setTimeout,
    clearTimeout: clearTimeout, queueMicrotask: queueMicrotask, structuredClone: structuredClone,
    atob(value) {
      const bytes = native.decode("base64", text(value).replace(/[\t\n\f\r ]/g, ""));
      if (native.encode("base64", bytes).replace(/=+$/, "") !== text(value).replace(/[\t\n\f\r ]/g, "").replace(/=+$/, ""))
        throw new Error("The string to be decoded is not correctly encoded");
      return native.encode("latin1", bytes);
    },
    btoa(value) {
      const string = text(value);
      for (let i = 0; i < string.length; ++i) {
        if (string.charCodeAt(i) > 255)
          throw new Error("The string to be encoded contains characters outside of the Latin1 range");
      }
      return native.encode("base64", native.decode("latin1", string));
    },
    verifyHmacSha256: verifyHmacSha256, verifyHmac: verifyHmac, verifyJwt: verifyJwt, verifySignature: verifySignature
  };
  for (const name of Object.keys(added))
    hide(global, name, added[name]);
  for (const name of ["globalThis", "global", "self"]) {
    delete global[name];
    define(global, name, {
      get: () => state.global || (state.global = create(global)), set: undefined, configurable: false, enumerable: false
    });
  }

  // ---- hardening --------------------------------------------------------------------------------------------------

  // A frozen prototype property would also forbid `this.name = …` on what inherits it: the assignment defines on the
  // receiver instead, as it would without freezing.
  function defineOnReceiver(owner, name, value, enumerable) {
    define(owner, name, {
      get() { return value; },
      set(other) {
        if (this === owner || this === null || (typeof this !== "object" && typeof this !== "function"))
          throw new TypeError("The built-in " + text(name) + " cannot be changed");
        define(this, name, { value: other, writable: true, configurable: true, enumerable: true });
      },
      configurable: false, enumerable: enumerable
    });
  }

  const often = new Set([Array.prototype, String.prototype, TypedArray.prototype]);
  const asTheyAre = new Set([Promise.prototype]);
  const shadowed = new Set(["constructor", "toString", "toLocaleString", "valueOf", "toJSON"]);

  // An accessor takes two slots of an object. The engine crashes where one is defined in place of a value and the second
  // slot is not there yet.
  function makeRoom(value, count) {
    for (let i = 0; i < count + 4; ++i)
      value["hw$" + i] = i;
    for (let i = 0; i < count + 4; ++i)
      delete value["hw$" + i];
  }

  function harden(roots) {
    const done = new Set([global]);
    const waiting = roots.slice();
    while (waiting.length > 0) {
      const value = waiting.pop();
      if (value === null || (typeof value !== "object" && typeof value !== "function") || done.has(value))
        continue;
      done.add(value);
      waiting.push(Object.getPrototypeOf(value));
      const isPrototype = Object.prototype.hasOwnProperty.call(value, "constructor");
      const names = ownKeys(value);
      if (isPrototype)
        makeRoom(value, names.length);
      for (const name of names) {
        const old = describe(value, name);
        if (old === undefined)
          continue;
        if ("value" in old) {
          waiting.push(old.value);
          if (isPrototype && old.configurable && !asTheyAre.has(value) && (!often.has(value) || shadowed.has(name)))
            defineOnReceiver(value, name, old.value, old.enumerable);
        } else {
          waiting.push(old.get, old.set);
        }
      }
      freeze(value);
    }
  }

  const roots = [
    Generator, Generator.prototype, TypedArray, [][Symbol.iterator](), ""[Symbol.iterator](),
    new Map()[Symbol.iterator](), new Set()[Symbol.iterator](),
    nodeCrypto, nodeBuffer, Digest, SystemDate, SystemRegExp, NamedRegExp
  ];
  for (const name of ownKeys(global)) {
    const property = describe(global, name);
    if ("value" in property) {
      roots.push(property.value);
      if (property.configurable || property.writable)
        define(global, name, { writable: false, configurable: false });
    }
  }
  harden(roots);
  freeze(global);

  // ---- one event --------------------------------------------------------------------------------------------------

  class Module {
    constructor() { this.exports = {}; }
    pick(main) {
      const exported = this.exports;
      const found = [main, exported, exported && exported.main, exported && exported.default,
                     exported && exported.default && exported.default.main].find(f => typeof f === "function");
      return found;
    }
  }
  freeze(Module.prototype);

  function readBody() {
    if (!state.bodyKnown) {
      state.bodyKnown = true;
      state.body = freshBody();
    }
    return state.body;
  }

  function freshBody() {
    const kind = native.bodyKind();
    if (kind === 0)
      return null;
    if (kind === 1) {
      try {
        return parse(readRaw());
      } catch (error) {
        native.badBody();
        return null;
      }
    }
    return parse(native.bodyJson());
  }

  function readRaw() {
    if (state.rawBody === undefined)
      state.rawBody = native.rawBody();
    return state.rawBody;
  }

  function readHeaders() {
    if (state.headers === undefined)
      state.headers = native.headers();
    return state.headers;
  }

  let varsKey = 0, vars = freeze({}), signingKey = 0, signing = null;

  function readVars() {
    if (native.varsKey() !== varsKey) {
      vars = freeze(native.vars());
      varsKey = native.varsKey();
    }
    return vars;
  }

  function deepFreeze(value) {
    if (value !== null && typeof value === "object")
      Object.keys(value).forEach(key => deepFreeze(value[key]));
    return freeze(value);
  }

  function readSigning() {
    if (native.signingKey() !== signingKey) {
      signing = deepFreeze(parse(native.signing()));
      signingKey = native.signingKey();
    }
    return signing;
  }

  function override(name) {
    return function (value) {
      define(this, name, { value: value, writable: true, configurable: true, enumerable: true });
    };
  }
  const setters = { body: override("body"), rawBody: override("rawBody"), headers: override("headers"), vars: override("vars") };

  const lazy = {
    body: { get: readBody, set: setters.body, enumerable: true, configurable: true },
    rawBody: { get: readRaw, set: setters.rawBody, enumerable: true, configurable: true },
    headers: { get: readHeaders, set: setters.headers, enumerable: true, configurable: true },
    vars: { get: readVars, set: setters.vars, enumerable: true, configurable: true },
    rawBytes: {
      get() {
        if (state.bytes === undefined)
          state.bytes = new Uint8Array(native.rawBytes());
        return state.bytes;
      },
      enumerable: true, configurable: true
    },
    query: { get: () => native.field("query"), enumerable: true, configurable: true },
    method: { get: () => native.field("method"), enumerable: true, configurable: true },
    path: { get: () => native.field("path"), enumerable: true, configurable: true },
    url: { get: () => native.field("url"), enumerable: true, configurable: true },
    source: { get: () => native.field("source"), enumerable: true, configurable: true },
    environment: { get: () => native.field("environment"), enumerable: true, configurable: true },
    receivedAt: { get: () => native.field("receivedAt"), enumerable: true, configurable: true },
    signing: { get: readSigning, enumerable: true, configurable: true }
  };
  for (const name of Object.keys(lazy)) {
    freeze(lazy[name].get);
    if (lazy[name].set !== undefined)
      freeze(lazy[name].set);
  }

  // Most scripts only read members: what they get inherits these, which costs a tenth of having 13 of its own. A script
  // whose code may ask for the keys of an object, or copy it, gets them as its own.
  const Context = Object.defineProperties({}, lazy);
  freeze(Context);
  const looksAtKeys = /\b(?:keys|entries|values|assign|getOwn\w+|hasOwn\w*|ownKeys|stringify|structuredClone|console|_objectSpread\w*|_objectWithoutProperties\w*|_extends\w*)\b|\bin\b/;

  // The top-level key and the kind of what JSON would drop or refuse.
  class Unwritable extends TypeError {}

  function jsonOf(key, value) {
    if (typeof value === "string" || typeof value === "boolean" || typeof value === "number" || value === null)
      return stringify(value);
    const above = [];
    return stringify(value, function (name, item) {
      if (typeof item === "function" || typeof item === "symbol")
        throw new Unwritable('The returned "' + key + '" holds a ' + typeof item + ", which is not JSON");
      if (item !== null && typeof item === "object") {
        while (above.length > 0 && above[above.length - 1] !== this)
          above.pop();
        if (above.indexOf(item) >= 0 || item === this)
          throw new Unwritable('The returned "' + key + '" holds itself (a cycle), which is not JSON');
        above.push(item);
      }
      return item;
    });
  }

  function finish(value) {
    if (state.done)
      return;
    try {
      if (value === null || typeof value !== "object" || isArray(value))
        throw new TypeError("main must return an object, not " + (value === null ? "null" : isArray(value) ? "an array" : typeof value));
      let verified = 0;
      let ignore = null;
      const members = [];
      for (const key of Object.keys(value)) {
        const item = value[key];
        if (key === "verified") {
          verified = item === true ? 2 : 1;
        } else if (key === "ignore" && typeof item === "string") {
          ignore = item;
        } else if (item !== undefined) {
          let json;
          try {
            json = jsonOf(key, item);
          } catch (error) {
            if (!(error instanceof TypeError) || text(error.message).indexOf("circular") < 0)
              throw error;
            throw new Unwritable('The returned "' + key + '" holds itself (a cycle), which is not JSON');
          }
          if (json !== undefined)
            members.push(stringify(key) + ":" + json);
        }
      }
      state.done = true;
      const preprocess = "{" + members.join(",") + "}";
      if (native.finish(verified, ignore !== null, ignore === null ? "" : ignore, preprocess) && state.expressions.length > 0)
        evaluate(preprocess);
    } catch (error) {
      fail(error);
    }
  }

  function evaluate(preprocessText) {
    const touched = state.bodyKnown;
    const body = touched ? freshBody() : readBody();
    const headers = native.headers();
    const preprocess = parse(preprocessText);
    state.expressions.forEach((expression, index) => {
      if (expression === null)
        return;
      try {
        const value = expression(body, headers, preprocess, readVars());
        const json = value === undefined ? undefined : jsonOf("value", value);
        native.expression(index, json === undefined ? "" : json);
      } catch (error) {
        const told = tell(error);
        native.expressionFailed(index, told.name, told.message, told.stack);
      }
    });
  }

  // Name, message and stack of what was thrown, which may be anything.
  function tell(error) {
    const told = { name: "Error", message: "", stack: "" };
    try {
      if (error instanceof Error) {
        told.name = text(error.name);
        told.message = text(error.message);
        told.stack = text(error.stack);
      } else {
        told.message = "thrown: " + inspect(error, 0, []);
      }
    } catch (another) {
      told.message = "thrown: a value that cannot be shown";
    }
    return told;
  }

  function fail(error) {
    if (state.done)
      return;
    state.done = true;
    const told = tell(error);
    native.fail(told.name, told.message, told.stack);
  }

  function prepare(program, code) { program.wholeContext = looksAtKeys.test(code); }

  // Runs an event until it ends or waits; the host then settles promises and calls wake().
  function run(program) {
    state = {
      done: false, bodyKnown: false, body: undefined, rawBody: undefined, bytes: undefined, headers: undefined,
      global: null, counts: null, timers: [], lastTimer: 0, waited: 0, expressions: program.expressions
    };
    if (program.script === undefined) {
      finish({});
      return true;
    }
    try {
      const main = program.script(new Module(), require);
      if (typeof main !== "function")
        throw new TypeError("The script defines no function named main");
      const value = main(program.wholeContext ? Object.defineProperties({}, lazy) : create(Context));
      if (value !== null && typeof value === "object" && typeof value.then === "function")
        apply(then, resolve(value), [finish, fail]);
      else
        finish(value);
    } catch (error) {
      fail(error);
    }
    return state.done;
  }

  // 0: the event has ended; 1: a timer was run; 2: nothing is left that could settle it; 3: the time limit was waited for.
  function wake(limit) {
    if (state.done)
      return 0;
    let next = 0;
    for (let i = 1; i < state.timers.length; ++i) {
      if (state.timers[i].due < state.timers[next].due)
        next = i;
    }
    if (state.timers.length === 0)
      return 2;
    const timer = state.timers.splice(next, 1)[0];
    if (timer.due > limit)
      return 3;
    state.waited = timer.due;
    try {
      apply(timer.callback, undefined, timer.values);
    } catch (error) {
      fail(error);
    }
    return state.done ? 0 : 1;
  }

  return { run: run, wake: wake, prepare: prepare, named: named, held: held };
})

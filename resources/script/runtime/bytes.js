// The first part of the world that scripts see. All parts (app/scripthost/realm.cpp has their order) stand in one function,
// whose parameters are `bridge`, the host's, which never reaches a script, the global object, `ballast`, and
// `isDebugging`, for a realm with a debugger. They are made once for each realm of a host: the built-ins, hardened so that
// no event can change them for the next, and the function that runs one event.

// The bridge's methods, looked up once: the engine searches all of them for each name, and makes an object of what it
// found.
const native = {};
for (const name in bridge) {
  if (typeof bridge[name] === "function")
    native[name] = bridge[name];
}

// The engine collects garbage whenever strings have grown by a share of those that live, and a collection walks
// through all of the built-ins: a text that lives for ever, whose memory nobody touches, makes the share large.
// It does so too whenever twice as much is in use as was left last time: empty arrays with room for many items, whose
// memory nobody touches either, count as in use.
const held = { text: ballast, room: [] };
for (let i = 0; i < 100; ++i)
  held.room.push(new Array(4000));

const apply = Reflect.apply;
const ownKeys = Reflect.ownKeys;
const describe = Object.getOwnPropertyDescriptor;
const define = Object.defineProperty;
const freeze = Object.freeze;
const create = Object.create;
const isArray = Array.isArray;
const stringify = JSON.stringify;
const systemParse = JSON.parse;
const resolve = Promise.resolve.bind(Promise);
const then = Promise.prototype.then;
const TypedArray = Object.getPrototypeOf(Uint8Array);
const SystemDate = Date;
const text = String;

// What belongs to the event that runs now; replaced for each.
let state = null;

let watcher = null; // the debugger, in debug runs

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
  constructor(label, options) {
    define(this, "fatal", { value: Boolean(options && options.fatal) });
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
    const decoded = native.fromUtf8(bufferOf(input));
    if (this.fatal && decoded.indexOf("\ufffd") >= 0 && !sameBytes(new Uint8Array(native.utf8(decoded)), new Uint8Array(bufferOf(input))))
      throw new TypeError("The bytes are not UTF-8");
    return decoded;
  }
}

function sameBytes(a, b) { return a.length === b.length && a.every((byte, i) => byte === b[i]); }

// ---- Buffer, as far as samples for Node use it ------------------------------------------------------------------

function encode(string, encoding) {
  const name = text(encoding === undefined ? "utf8" : encoding).toLowerCase();
  const bytes = native.decode(name, string);
  if (bytes === undefined)
    throw new TypeError("Unknown encoding: " + encoding);
  return bytes;
}

// Where bytes stand in others; -1 where they do not.
function placeOf(bytes, value, from, encoding, step) {
  const wanted = typeof value === "string" ? new Uint8Array(encode(value, encoding)) :
    typeof value === "number" ? new Uint8Array([value]) : value;
  const start = from === undefined ? (step > 0 ? 0 : bytes.length) : Number(from) < 0 ? bytes.length + Number(from) : Number(from);
  for (let at = Math.max(0, Math.min(start, bytes.length - wanted.length)); at >= 0 && at + wanted.length <= bytes.length; at += step) {
    let same = start >= 0;
    for (let i = 0; same && i < wanted.length; ++i)
      same = bytes[at + i] === wanted[i];
    if (same && (step < 0 || at >= start))
      return at;
  }
  return -1;
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
  indexOf(value, from, encoding) { return placeOf(this, value, from, encoding, 1); }
  lastIndexOf(value, from, encoding) { return placeOf(this, value, from, encoding, -1); }
  includes(value, from, encoding) { return this.indexOf(value, from, encoding) >= 0; }
  subarray(start, end) {
    const part = new Uint8Array(this.buffer, this.byteOffset, this.length).subarray(start, end);
    return new Buffer(part.buffer, part.byteOffset, part.length);
  }
  toJSON() { return { type: "Buffer", data: Array.from(this) }; }
}
for (const kind of ["Int8", "Uint8", "Int16", "Uint16", "Int32", "Uint32", "Float32", "Float64"]) {
  const node = { Float32: "Float", Float64: "Double" }[kind] || kind.replace("Uint", "UInt");
  for (const order of kind.endsWith("8") ? [""] : ["BE", "LE"]) {
    const name = "read" + node + order;
    hide(Buffer.prototype, name, define(function (offset) {
      const at = offset === undefined ? 0 : offset;
      return new DataView(this.buffer, this.byteOffset, this.byteLength)["get" + kind](at, order === "LE");
    }, "name", { value: name }));
  }
}

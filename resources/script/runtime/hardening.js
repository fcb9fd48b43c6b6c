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

// The engine's own sort does not keep the order of equals, which ES2019 asks for.
const systemSort = Array.prototype.sort;
hide(Array.prototype, "sort", function sort(compare) {
  if (compare === undefined || !isArray(this))
    return apply(systemSort, this, [compare]);
  if (typeof compare !== "function")
    throw new TypeError("The comparison function must be a function");
  const items = [];
  let undefineds = 0;
  const length = this.length;
  for (let i = 0; i < length; ++i) {
    if (!(i in this))
      continue;
    if (this[i] === undefined)
      ++undefineds;
    else
      items.push({ value: this[i], index: i });
  }
  apply(systemSort, items, [(a, b) => Number(compare(a.value, b.value)) || a.index - b.index]);
  for (let i = 0; i < items.length; ++i)
    this[i] = items[i].value;
  for (let i = 0; i < undefineds; ++i)
    this[items.length + i] = undefined;
  for (let i = items.length + undefineds; i < length; ++i)
    delete this[i];
  return this;
});

// Its Object.assign leaves symbols out, its typed arrays cannot sort, its Math.cbrt misses whole
// numbers by a bit, and toPrecision begins exponents too early.
const systemAssign = Object.assign;
hide(Object, "assign", function assign(target, ...sources) {
  apply(systemAssign, Object, [target].concat(sources));
  const to = Object(target);
  for (const source of sources) {
    if (source === null || typeof source !== "object" && typeof source !== "function")
      continue;
    for (const symbol of Object.getOwnPropertySymbols(source)) {
      if (describe(source, symbol).enumerable)
        to[symbol] = source[symbol];
    }
  }
  return to;
});
define(Object.assign, "length", { value: 2 });
hide(TypedArray.prototype, "sort", function sort(compare) {
  const order = compare !== undefined ? compare :
    (a, b) => (a !== a ? (b !== b ? 0 : 1) : b !== b ? -1 : a < b ? -1 : a > b ? 1 : Object.is(a, b) ? 0 : Object.is(a, -0) ? -1 : 1);
  this.set(apply(Array.prototype.sort, Array.prototype.slice.call(this), [order]));
  return this;
});
const systemRoot = Math.cbrt;
hide(Math, "cbrt", function cbrt(x) {
  const root = systemRoot(x);
  const whole = Math.round(root);
  return whole * whole * whole === Number(x) && whole !== 0 ? whole : root;
});
const systemPrecision = Number.prototype.toPrecision;
hide(Number.prototype, "toPrecision", function toPrecision(digits) {
  const told = apply(systemPrecision, this, digits === undefined ? [] : [digits]);
  const match = /^(-?)(\d)(?:\.(\d+))?e-([1-6])$/.exec(told);
  return match === null ? told : match[1] + "0." + "0".repeat(match[4] - 1) + match[2] + (match[3] || "");
});

// Its localeCompare compares codes. This order is that of most languages for Latin letters: letters before accents before
// capitals, signs before digits before letters.
const rankOf = c => (/\s/.test(c) ? 0 : /[0-9]/.test(c) ? 2 : c.toLowerCase() !== c.toUpperCase() || c > "\u02ff" ? 3 : 1);
function compareTexts(a, b, weigh) {
  for (let i = 0; i < a.length && i < b.length; ++i) {
    const difference = weigh(a[i], b[i]);
    if (difference !== 0)
      return difference < 0 ? -1 : 1;
  }
  return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
}
hide(String.prototype, "localeCompare", function localeCompare(that, locales, options) {
  const parts = string => text(string).normalize("NFD");
  const a = parts(this), b = parts(that);
  const byCode = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
  const numbers = options !== undefined && options !== null && options.numeric === true;
  const bare = string => (numbers ? string.replace(/\d+/g, n => text(n.replace(/^0+/, "").length).padStart(8, "0") + n) : string)
    .replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const levels = [
    () => compareTexts(bare(a), bare(b), (x, y) => rankOf(x) - rankOf(y) || byCode(x, y)),
    () => compareTexts(a.toLowerCase(), b.toLowerCase(), byCode),
    () => compareTexts(a, b, (x, y) => (x === y ? 0 : x === x.toLowerCase() ? -1 : 1))
  ];
  const sensitivity = options === undefined || options === null ? undefined : options.sensitivity;
  const many = sensitivity === "base" ? 1 : sensitivity === "accent" ? 2 : 3;
  for (let i = 0; i < many; ++i) {
    const found = levels[i]();
    if (found !== 0)
      return found;
  }
  return 0;
});
define(String.prototype.localeCompare, "length", { value: 1 });

// Node's way to a stack; an error has one here already.
hide(Error, "captureStackTrace", function captureStackTrace(target) {
  if (!(target instanceof Error))
    define(target, "stack", { value: new Error("").stack, writable: true, configurable: true });
});

delete global["__core-js_shared__"]; // its modules hold it; events must not

for (const name of ownKeys(RegExp)) {
  if (typeof name === "string" && name !== "prototype" && name !== "name" && name !== "length")
    delete RegExp[name]; // the last match of another event
}
if (typeof String.prototype.trimLeft !== "function") {
  hide(String.prototype, "trimLeft", function trimLeft() { return text(this).replace(/^\s+/, ""); });
  hide(String.prototype, "trimRight", function trimRight() { return text(this).replace(/\s+$/, ""); });
}

// What a debugger may stop at.
const watched = check => (!isDebugging ? check : function (options) {
  const verified = check(options);
  if (!verified)
    watcher.unverified(check.name);
  return verified;
});

const added = {
  Date: RunDate, RegExp: RunRegExp, Map: RunMap, Set: RunSet, WeakMap: RunWeakMap, WeakSet: RunWeakSet, Function: NoFunction, eval: function eval_() { noCode(); }, TextEncoder: TextEncoder,
  TextDecoder: TextDecoder, Buffer: Buffer, URL: Address, URLSearchParams: SearchParams, crypto: crypto, CryptoKey: CryptoKey, console: console, setTimeout: setTimeout,
  clearTimeout: clearTimeout, setInterval: setInterval, clearInterval: clearTimeout, setImmediate: setImmediate,
  clearImmediate: clearTimeout, process: nodeProcess, fetch: missing("fetch", "there is no network"),
  XMLHttpRequest: missing("XMLHttpRequest", "there is no network"),
  WebSocket: missing("WebSocket", "there is no network"), queueMicrotask: queueMicrotask, structuredClone: structuredClone,
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
  verifyHmacSha256: watched(verifyHmacSha256), verifyHmac: watched(verifyHmac), verifyJwt: watched(verifyJwt),
  verifySignature: watched(verifySignature)
};
// A debugger looks into scopes with the built-in eval; scripts do not reach it.
if (isDebugging)
  delete added.eval;

function freshGlobal() {
  state.global = create(global);
  if (isDebugging)
    hide(state.global, "eval", function eval_() { noCode(); });
  return state.global;
}

for (const name of Object.keys(added))
  hide(global, name, added[name]);
for (const name of ["globalThis", "global", "self"]) {
  delete global[name];
  define(global, name, {
    get: () => state.global || freshGlobal(), set: undefined, configurable: false, enumerable: false
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
  nodeCrypto, nodeBuffer, Digest, SystemDate, SystemMap, SystemSet, SystemRegExp, NamedRegExp, SystemURL, new SystemURL("http://a/").searchParams
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

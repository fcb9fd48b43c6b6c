// Clock, timers, copies, addresses.

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
function addTimer(name, callback, delay, values, repeats) {
  if (typeof callback !== "function")
    throw new TypeError(name + " needs a function");
  const wait = Number(delay) > 0 ? Number(delay) : 0;
  const id = ++state.lastTimer;
  state.timers.push({ id: id, due: state.waited + wait, callback: callback, values: values, every: repeats ? Math.max(1, wait) : 0 });
  return id;
}

function setTimeout(callback, delay, ...values) { return addTimer("setTimeout", callback, delay, values, false); }
function setInterval(callback, delay, ...values) { return addTimer("setInterval", callback, delay, values, true); }
function setImmediate(callback, ...values) { return addTimer("setImmediate", callback, 0, values, false); }

function clearTimeout(id) {
  const at = state.timers.findIndex(timer => timer.id === id);
  if (at >= 0)
    state.timers.splice(at, 1);
}

function queueMicrotask(callback) {
  if (typeof callback !== "function")
    throw new TypeError("queueMicrotask needs a function");
  state.isQuiet = false;
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

const ownerOf = Symbol("owner");
const partsOf = Symbol("parts");

// The address follows its parameters.
function tellOwner(params) {
  if (params[ownerOf] !== undefined)
    params[ownerOf][partsOf].search = params.pairs.length === 0 ? "" : "?" + params.toString();
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
  append(name, value) {
    this.pairs.push([text(name), text(value)]);
    tellOwner(this);
  }
  delete(name) {
    this.pairs = this.pairs.filter(pair => pair[0] !== name);
    tellOwner(this);
  }
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
    tellOwner(this);
  }
  sort() {
    // By index too: the engine's own sort does not keep the order of equals.
    const places = new Map(this.pairs.map((pair, index) => [pair, index]));
    this.pairs.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : places.get(a) - places.get(b)));
    tellOwner(this);
  }
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
    define(this, partsOf, { value: parsed });
    const params = new SearchParams(text(parsed.search));
    define(params, ownerOf, { value: this });
    define(this, "searchParams", { value: params });
  }
  toString() { return this.href; }
  toJSON() { return this.href; }
  static canParse(url, base) {
    try {
      return new Address(url, base) !== null;
    } catch (error) {
      return false;
    }
  }
}
for (const name of ["href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"]) {
  define(Address.prototype, name, {
    get() { return text(this[partsOf][name]); },
    set: name === "origin" ? undefined : function (value) {
      this[partsOf][name] = text(value);
      if (name === "search" || name === "href")
        this.searchParams.pairs = new SearchParams(text(this[partsOf].search)).pairs;
    },
    enumerable: true, configurable: true
  });
}
define(SearchParams, "name", { value: "URLSearchParams" });
define(Address, "name", { value: "URL" });

// ---- what is not there --------------------------------------------------------------------------------------------

function missing(name, why) {
  return define(function () { throw new Error(name + " is not available to scripts: " + why); }, "name", { value: name });
}

// Samples for Node read their secrets from here.
const nodeProcess = create(null);
define(nodeProcess, "env", { get: () => readVars(), enumerable: true });

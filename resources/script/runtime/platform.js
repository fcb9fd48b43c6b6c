// Clock, timers, copies, addresses.

// ---- time -------------------------------------------------------------------------------------------------------

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

// What the engine does not read: the dates of e-mails and of HTTP, those that toString() writes, short numbers.
function parseDate(string) {
  const known = SystemDate.parse(string);
  if (known === known)
    return known;
  const short = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d\d)(?::(\d\d))?)?\s*$/.exec(string);
  if (short !== null)
    return validDate(short[1], short[2] - 1, short[3], short[4], short[5], short[6]);
  const match = new RegExp("^\\s*(?:[a-z]{3,9},?\\s+)?(?:(\\d{1,2})[\\s-]+([a-z]{3,9})|([a-z]{3,9})\\s+(\\d{1,2}),?)[\\s-]+" +
    "(\\d{4})(?:,?\\s+(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:\\.\\d+)?)?)?\\s*" +
    "(?:(?:gmt|utc|z)?\\s*([+-])(\\d\\d):?(\\d\\d)|gmt|utc|z)?\\s*(?:\\([^)]*\\))?\\s*$", "i").exec(string);
  if (match === null)
    return NaN;
  const name = (match[2] || match[3]).slice(0, 3).toLowerCase();
  const away = match[9] === undefined ? 0 : (match[9] === "-" ? -1 : 1) * (Number(match[10]) * 60 + Number(match[11]));
  return validDate(match[5], months.findIndex(month => month.toLowerCase() === name), match[1] || match[4], match[6], match[7],
                   match[8]) - away * 60000;
}

function validDate(year, month, day, hour, minute, second) {
  const time = [hour, minute, second].map(part => Number(part || 0));
  if (month < 0 || month > 11 || day < 1 || day > 31 || time[0] > 23 || time[1] > 59 || time[2] > 59)
    return NaN;
  return SystemDate.UTC(Number(year), month, Number(day), time[0], time[1], time[2]);
}

// The engine writes dates in a form of its own. Hosts run in UTC, so that a run does not depend on its machine.
function dateTexts(date) {
  const two = number => text(number).padStart(2, "0");
  const year = date.getFullYear();
  return {
    weekday: weekdays[date.getDay()], month: months[date.getMonth()], day: two(date.getDate()),
    year: (year < 0 ? "-" : "") + text(Math.abs(year)).padStart(4, "0"),
    time: two(date.getHours()) + ":" + two(date.getMinutes()) + ":" + two(date.getSeconds()) + " GMT"
  };
}
const zone = "+0000 (Coordinated Universal Time)";
const dateForms = {
  toString: t => t.weekday + " " + t.month + " " + t.day + " " + t.year + " " + t.time + zone,
  toDateString: t => t.weekday + " " + t.month + " " + t.day + " " + t.year,
  toTimeString: t => t.time + zone,
  toUTCString: t => t.weekday + ", " + t.day + " " + t.month + " " + t.year + " " + t.time
};
for (const name of Object.keys(dateForms)) {
  const form = dateForms[name];
  hide(SystemDate.prototype, name, define(function () {
    return apply(SystemDate.prototype.getTime, this, []) !== apply(SystemDate.prototype.getTime, this, []) ? "Invalid Date" :
      form(dateTexts(this));
  }, "name", { value: name }));
}
hide(SystemDate.prototype, "toGMTString", SystemDate.prototype.toUTCString);

// The clock stands still at the run's time. A class would do, but Date can also be called.
const RunDate = function Date(...values) {
  if (new.target === undefined)
    return new SystemDate(native.now()).toString();
  return Reflect.construct(SystemDate, values.length === 0 ? [native.now()] : values.length === 1 && typeof values[0] === "string" ?
    [parseDate(values[0])] : values, new.target);
};
RunDate.prototype = SystemDate.prototype;
hide(RunDate, "now", function now() { return native.now(); });
hide(RunDate, "parse", function parse_(string) { return parseDate(text(string)); });
define(RunDate.parse, "name", { value: "parse" });
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

// The engine's own URLSearchParams neither decodes nor iterates, its URL decodes what it should leave alone and does not
// resolve: these follow the URL standard for addresses of ASCII hosts, and refuse others.
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

const standardPorts = { "http:": "80", "https:": "443", "ws:": "80", "wss:": "443", "ftp:": "21" };
const isSpecial = protocol => standardPorts[protocol] !== undefined;

// Characters that stand as they are in a part of an address, beside letters and digits.
const plainPath = /[!$&'()*+,\-./:;=@[\\\]^_|~%A-Za-z0-9]/;
const plainQuery = /[!$&()*+,\-./:;=?@[\\\]^_`{|}~%A-Za-z0-9]/;
const plainHash = /[!#$%&'()*+,\-./:;=?@[\\\]^_{|}~A-Za-z0-9]/;
const plainUser = /[!$%&'()*+,\-._~A-Za-z0-9]/;

function escapedBut(part, plain) {
  let result = "";
  for (const c of part)
    result += plain.test(c) ? c : c < "\x80" ? "%" + c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0") :
      /^[\ud800-\udfff]$/.test(c) ? "%EF%BF%BD" : encodeURIComponent(c);
  return result;
}

function plainPathOf(path) {
  const done = [];
  const steps = path.split("/");
  steps.forEach((step, i) => {
    const name = step.replace(/%2e/gi, ".");
    if (name === ".." && done.length > 1)
      done.pop(); // never what stands before the first slash
    if (name !== "." && name !== "..")
      done.push(step);
    else if (i === steps.length - 1)
      done.push("");
  });
  return done.join("/");
}

function invalidUrl(url) { return new TypeError("Invalid URL: " + url); }

// What the URL standard makes of an address with a host, as [user, password, host, port]; null where it is none.
function authorityOf(protocol, authority) {
  const at = authority.lastIndexOf("@");
  const user = at < 0 ? "" : authority.slice(0, at);
  const colon = user.indexOf(":");
  const match = /^(\[[0-9a-f:.]+\]|[^:]*)(?::(\d*))?$/i.exec(authority.slice(at + 1));
  if (match === null || Number(match[2] || 0) > 65535)
    return null;
  let host = match[1];
  if (isSpecial(protocol)) {
    try {
      host = decodeURIComponent(host).toLowerCase();
    } catch (error) {
      return null;
    }
  }
  if (host === "" && isSpecial(protocol) || /[\s#%/<>?@\\^|]/.test(host) || /[^\x21-\x7e]/.test(host))
    return null;
  return {
    username: escapedBut(colon < 0 ? user : user.slice(0, colon), plainUser),
    password: colon < 0 ? "" : escapedBut(user.slice(colon + 1), plainUser), hostname: host,
    port: match[2] === undefined || match[2] === "" || Number(match[2]) === Number(standardPorts[protocol]) ? "" : text(Number(match[2]))
  };
}

function parseUrl(url, base) {
  const input = url.replace(/^[\0-\x20]+|[\0-\x20]+$/g, "").replace(/[\t\n\r]/g, "");
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(input);
  if (scheme === null && base === null)
    throw invalidUrl(url);
  const protocol = scheme === null ? base.protocol : scheme[1].toLowerCase() + ":";
  const hashAt = input.indexOf("#");
  const hash = hashAt < 0 ? "" : input.slice(hashAt + 1);
  let rest = (hashAt < 0 ? input : input.slice(0, hashAt)).slice(scheme === null ? 0 : scheme[0].length);
  const queryAt = rest.indexOf("?");
  const query = queryAt < 0 ? null : rest.slice(queryAt + 1);
  rest = queryAt < 0 ? rest : rest.slice(0, queryAt);
  if (isSpecial(protocol))
    rest = rest.replace(/\\/g, "/");
  const parts = { protocol: protocol, username: "", password: "", hostname: null, port: "", pathname: "", search: "", hash: "" };
  let path = rest;
  if (scheme !== null && isSpecial(protocol))
    rest = "//" + rest.replace(/^\/*/, "");
  if (rest.startsWith("//")) {
    const slash = rest.indexOf("/", 2);
    const authority = authorityOf(protocol, slash < 0 ? rest.slice(2) : rest.slice(2, slash));
    if (authority === null)
      throw invalidUrl(url);
    Object.keys(authority).forEach(name => { parts[name] = authority[name]; });
    path = slash < 0 ? "" : rest.slice(slash);
  } else if (scheme === null) {
    if (base.hostname === null && rest !== "" && !rest.startsWith("/") && !base.pathname.startsWith("/"))
      throw invalidUrl(url);
    ["username", "password", "hostname", "port"].forEach(name => { parts[name] = base[name]; });
    path = rest === "" ? base.pathname : rest.startsWith("/") ? rest : base.pathname.slice(0, base.pathname.lastIndexOf("/") + 1) + rest;
    if (rest === "" && query === null)
      parts.search = base.search;
  }
  parts.pathname = parts.hostname === null && !path.startsWith("/") ? escapedBut(path, /[^\0-\x1f\x7f-\uffff]/) :
    plainPathOf(escapedBut(path === "" && isSpecial(protocol) ? "/" : path, plainPath));
  if (query !== null && query !== "")
    parts.search = "?" + escapedBut(query, plainQuery);
  if (hash !== "")
    parts.hash = "#" + escapedBut(hash, plainHash);
  return parts;
}

const readParts = {
  host: p => (p.hostname === null ? "" : p.hostname + (p.port === "" ? "" : ":" + p.port)),
  hostname: p => (p.hostname === null ? "" : p.hostname),
  origin: p => (isSpecial(p.protocol) ? p.protocol + "//" + readParts.host(p) : "null"),
  href: p => p.protocol + (p.hostname === null ? "" : "//" + (p.username === "" && p.password === "" ? "" : p.username +
    (p.password === "" ? "" : ":" + p.password) + "@") + readParts.host(p)) + p.pathname + p.search + p.hash
};

// A change that makes no address leaves it as it was.
const writeParts = {
  protocol(p, value) { p.protocol = value.replace(/:.*$/, "").toLowerCase() + ":"; },
  username(p, value) { p.username = escapedBut(value, plainUser); },
  password(p, value) { p.password = escapedBut(value, plainUser); },
  host(p, value) {
    const found = authorityOf(p.protocol, value.replace(/[/?#].*$/, ""));
    if (found !== null) {
      p.hostname = found.hostname;
      p.port = found.port === "" && value.indexOf(":") < 0 ? p.port : found.port;
    }
  },
  hostname(p, value) {
    if (value.startsWith("[") || value.indexOf(":") < 0)
      writeParts.host(p, value);
  },
  port(p, value) { p.port = /^\d{1,5}$/.test(value) && Number(value) < 65536 && value !== standardPorts[p.protocol] ? text(Number(value)) : ""; },
  pathname(p, value) { p.pathname = plainPathOf(escapedBut(value.startsWith("/") ? value : "/" + value, plainPath)); },
  search(p, value) { p.search = value === "" || value === "?" ? "" : "?" + escapedBut(value.replace(/^\?/, ""), plainQuery); },
  hash(p, value) { p.hash = value === "" || value === "#" ? "" : "#" + escapedBut(value.replace(/^#/, ""), plainHash); }
};

class Address {
  constructor(url, base) {
    const above = base === undefined ? null : parseUrl(text(base), null);
    define(this, partsOf, { value: parseUrl(text(url), above), writable: true });
    const params = new SearchParams(this[partsOf].search);
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
    get() { return readParts[name] === undefined ? this[partsOf][name] : readParts[name](this[partsOf]); },
    set: name === "origin" ? undefined : function (value) {
      if (name === "href")
        this[partsOf] = parseUrl(text(value), null);
      else
        writeParts[name](this[partsOf], text(value));
      if (name === "search" || name === "href")
        this.searchParams.pairs = new SearchParams(this[partsOf].search).pairs;
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

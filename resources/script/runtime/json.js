// ---- JSON ---------------------------------------------------------------------------------------------------

// The engine's JSON.parse refuses numbers beyond those of the language, which are Infinity and 0: they go through it as
// texts that begin with a mark.
function isBeyond(token) {
  const value = /^-?0\d/.test(token) ? NaN : Number(token);
  return value === Infinity || value === -Infinity || (value === 0 && /^-?[0.]*[1-9]/.test(token));
}

function markNumbers(string, mark) {
  let result = "";
  for (let at = 0; at < string.length;) {
    const quote = string.indexOf('"', at);
    const end = quote < 0 ? string.length : quote;
    result += string.slice(at, end).replace(/-?\d[\d.]*(?:[eE][-+]?\d+)?/g, (token, from, part) =>
      (isBeyond(token) && !/^\s*:/.test(part.slice(from + token.length)) ? '"' + mark + token + '"' : token));
    if (quote < 0)
      break;
    let last = quote;
    let isEscaped = true;
    while (isEscaped && last >= 0) {
      last = string.indexOf('"', last + 1);
      let slashes = 0;
      while (last > 0 && string[last - 1 - slashes] === "\\")
        ++slashes;
      isEscaped = slashes % 2 === 1;
    }
    at = last < 0 ? string.length : last + 1;
    result += string.slice(quote, at);
  }
  return result;
}

function unmarked(value, mark) {
  if (typeof value === "string")
    return value.startsWith(mark) ? Number(value.slice(mark.length)) : value;
  if (value !== null && typeof value === "object") {
    for (const key of Object.keys(value)) {
      const item = unmarked(value[key], mark);
      if (item !== value[key])
        define(value, key, { value: item });
    }
  }
  return value;
}

function parse(string) {
  try {
    return systemParse(string);
  } catch (error) {
    const source = text(string);
    let mark = "number:";
    while (source.indexOf(mark) >= 0)
      mark += ":";
    const marked = markNumbers(source, mark);
    if (marked.length === source.length)
      throw error;
    return unmarked(systemParse(marked), mark);
  }
}

// Nor does it know a reviver.
function revived(holder, key, reviver) {
  const value = holder[key];
  if (value !== null && typeof value === "object") {
    for (const name of isArray(value) ? Array.from(value.keys(), text) : Object.keys(value)) {
      const item = revived(value, name, reviver);
      if (item === undefined)
        Reflect.deleteProperty(value, name);
      else
        Reflect.defineProperty(value, name, { value: item, writable: true, enumerable: true, configurable: true });
    }
  }
  return apply(reviver, holder, [key, value]);
}
hide(JSON, "parse", function parse_(string, reviver) {
  const value = parse(string);
  return typeof reviver === "function" ? revived({ "": value }, "", reviver) : value;
});
define(JSON.parse, "name", { value: "parse" });

// Its JSON.stringify gives a replacer no holder, takes a list of names for none, and writes halves of surrogate pairs
// as they are. What a replacer leaves is made first, then written.
function replaced(holder, key, replacer, names, above) {
  let value = holder[key];
  if (value !== null && (typeof value === "object" || typeof value === "function") && typeof value.toJSON === "function")
    value = value.toJSON(key);
  if (replacer !== null)
    value = apply(replacer, holder, [key, value]);
  if (value === null || typeof value !== "object" || value instanceof Number || value instanceof String || value instanceof Boolean)
    return value;
  if (above.indexOf(value) >= 0)
    throw new TypeError("Cannot convert circular structure to JSON");
  above.push(value);
  const list = isArray(value);
  const copy = list ? [] : {};
  const keys = list ? Array.from({ length: value.length }, (_, i) => text(i)) : names !== null ? names : Object.keys(value);
  for (const name of keys) {
    if (!list && names !== null && !apply(Object.prototype.hasOwnProperty, value, [name]) && !(name in value))
      continue;
    define(copy, name, { value: replaced(value, name, replacer, names, above), writable: true, enumerable: true, configurable: true });
  }
  above.pop();
  return copy;
}
function namesOfList(list) {
  const names = Array.from(list).filter(item => typeof item === "string" || typeof item === "number" || item instanceof String ||
    item instanceof Number).map(text);
  return names.filter((name, i) => names.indexOf(name) === i);
}
hide(JSON, "stringify", function stringify_(value, replacer, space) {
  const isFunction = typeof replacer === "function";
  const told = !isFunction && !isArray(replacer) ? stringify(value, null, space) :
    stringify(replaced({ "": value }, "", isFunction ? replacer : null, isFunction ? null : namesOfList(replacer), []), null, space);
  return told === undefined || !/[\ud800-\udfff]/.test(told) ? told :
    told.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, c => (c.length === 2 ? c : "\\u" + c.charCodeAt(0).toString(16)));
});
define(JSON.stringify, "name", { value: "stringify" });

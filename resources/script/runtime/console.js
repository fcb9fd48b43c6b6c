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
  if (value instanceof Address)
    return "URL " + value.href;
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

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

// The engine's own source has "\/" for each "/", for an escaped one too, and the ends of lines as they are.
const lineEnds = { "\n": "\\n", "\r": "\\r", "\u2028": "\\u2028", "\u2029": "\\u2029" };
const systemSource = describe(SystemRegExp.prototype, "source").get;
define(SystemRegExp.prototype, "source", {
  get() {
    const pattern = apply(systemSource, this, []).replace(/\\\//g, "/");
    let result = "";
    let inClass = false;
    for (let i = 0; i < pattern.length; ++i) {
      const c = pattern[i];
      if (c === "[" || c === "]")
        inClass = c === "[";
      result += c === "\\" ? c + (pattern[++i] || "") : c === "/" && !inClass ? "\\/" : lineEnds[c] || c;
    }
    return result;
  },
  configurable: true
});

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

// For operands that a later one changes (the compiler's keepOperands).
named.keep = value => value;

// Objects that are written with their prototype.
named.inherited = (object, proto) => (proto === null || typeof proto === "object" || typeof proto === "function" ?
  Object.setPrototypeOf(object, proto) : object);
named.inheriting = (proto, object) => named.inherited(object, proto);

// For assignments, which the compiler sends here: the stack of the engine's errors can be read only.
named.setStack = function (target, value) {
  if (!(target instanceof Error))
    target.stack = value;
  return value;
};

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

// How the debugger shows values: one line each, and what is in them only where it is asked for. Nothing of the script's
// own runs for it but what cannot be told from a plain object (a Proxy), and getters when they are opened.
(function (global) {
  "use strict";

  const apply = Reflect.apply;
  const ownKeys = Reflect.ownKeys;
  const describe = Object.getOwnPropertyDescriptor;
  const above = Object.getPrototypeOf;
  const isArray = Array.isArray;
  const stringify = JSON.stringify;
  const text = String;
  const TypedArray = above(Uint8Array);
  const SystemDate = Date;
  const SystemRegExp = RegExp;

  const longestText = 200;  // characters of a string that are shown in a line
  const longestValue = 10000; // the same where it is shown alone
  const membersInLine = 6;
  const most = 100;         // members that are given at once; more stand in groups

  const isObject = value => value !== null && (typeof value === "object" || typeof value === "function");

  // The names of the built-in kinds of objects: hardened, they do not tell themselves.
  const builtIns = new Map();
  for (const name of ownKeys(global)) {
    const property = describe(global, name);
    if (typeof property.value === "function" && isObject(property.value.prototype))
      builtIns.set(property.value.prototype, name);
  }

  function kindOf(value) {
    for (let proto = above(value); proto !== null; proto = above(proto)) {
      if (builtIns.has(proto))
        return builtIns.get(proto);
      const maker = describe(proto, "constructor");
      if (maker !== undefined && typeof maker.value === "function") {
        const name = describe(maker.value, "name");
        if (name !== undefined && typeof name.value === "string" && name.value !== "")
          return name.value;
      }
    }
    return "Object";
  }

  return function (native, evaluate, scopeVariables) {
    const mask = value => native.mask(value);
    // Getters that are the runtime's own: they only fetch what a script would have found there.
    const trusted = new Set();

    function quoted(value, limit) {
      const shown = mask(value);
      return shown.length > limit ? stringify(shown.slice(0, limit)).slice(0, -1) + "…\" (" + value.length + " characters)" :
        stringify(shown);
    }

    // Own members that are shown: [name, descriptor].
    function membersOf(value, limit) {
      const found = [];
      const isError = value instanceof Error;
      for (const key of ownKeys(value)) {
        const property = describe(value, key);
        if (property === undefined || (!property.enumerable && !isError))
          continue;
        if (isError && ["stack", "fileName", "lineNumber"].indexOf(key) >= 0)
          continue; // places of compiled code
        found.push([typeof key === "symbol" ? key.toString() : key, property]);
        if (found.length >= limit)
          break;
      }
      return found;
    }

    function valueOf(holder, property) {
      if (property.get === undefined)
        return { value: property.value };
      return trusted.has(property.get) ? { value: apply(property.get, holder, []) } : null;
    }

    const keyText = name => (/^#?[A-Za-z_$][\w$]*$/.test(name) || /^\d+$/.test(name) || name.startsWith("Symbol(") ?
      mask(name) : quoted(name, longestText));

    function bytesOf(value) {
      if (value instanceof ArrayBuffer)
        return value;
      return value.byteOffset === 0 && value.byteLength === value.buffer.byteLength ? value.buffer :
        value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength);
    }

    // The name of the secret whose bytes these are or hold.
    function secretIn(value) {
      return value instanceof ArrayBuffer || value instanceof TypedArray || value instanceof DataView ?
        native.secretIn(bytesOf(value)) : "";
    }

    function list(value, length, limit) {
      const items = [];
      for (let i = 0; i < length && i < limit; ++i) {
        const property = describe(value, text(i));
        const item = property === undefined ? null : valueOf(value, property);
        items.push(property === undefined ? "empty" : item === null ? "(getter)" : line(item.value, 1));
      }
      if (length > limit)
        items.push("…");
      return "[" + items.join(", ") + "]";
    }

    // A value in one line; `depth` > 0 inside of another.
    function line(value, depth) {
      switch (typeof value) {
      case "string": return quoted(value, depth === 0 ? longestText : 60);
      case "undefined": return "undefined";
      case "symbol": return mask(value.toString());
      case "number": return Object.is(value, -0) ? "-0" : text(value);
      case "boolean": return text(value);
      default: break;
      }
      if (value === null)
        return "null";
      try {
        return objectLine(value, depth);
      } catch (error) {
        return "(cannot be shown)";
      }
    }

    function objectLine(value, depth) {
      if (typeof value === "function") {
        const name = describe(value, "name");
        return "function " + mask(name !== undefined && typeof name.value === "string" && name.value || "(anonymous)");
      }
      const kind = kindOf(value);
      const secret = secretIn(value);
      if (secret !== "")
        return kind + " (bytes of " + secret + ")";
      if (isArray(value))
        return depth > 0 ? "(" + value.length + ") […]" : "(" + value.length + ") " + list(value, value.length, membersInLine);
      if (value instanceof TypedArray) {
        const shown = [];
        for (let i = 0; i < value.length && i < membersInLine; ++i)
          shown.push(text(value[i]));
        return kind + "(" + value.length + ")" + (depth > 0 ? "" :
          " [" + shown.join(", ") + (value.length > membersInLine ? ", …]" : "]"));
      }
      if (value instanceof ArrayBuffer)
        return "ArrayBuffer(" + value.byteLength + ")";
      if (value instanceof Error) {
        const name = describe(value, "name");
        const message = describe(value, "message");
        return mask((name && typeof name.value === "string" ? name.value : kind) +
          (message && typeof message.value === "string" && message.value !== "" ? ": " + message.value : ""));
      }
      if (value instanceof SystemDate)
        return isNaN(apply(SystemDate.prototype.getTime, value, [])) ? "Invalid Date" : apply(SystemDate.prototype.toISOString, value, []);
      if (value instanceof SystemRegExp)
        return mask(apply(SystemRegExp.prototype.toString, value, []));
      if (value instanceof Map || value instanceof Set)
        return kind + "(" + value.size + ")" + (depth > 0 || value.size === 0 ? "" : " {" + entriesOf(value).slice(0, membersInLine).map(e =>
          (e.length === 2 ? line(e[0], 1) + " => " + line(e[1], 1) : line(e[0], 1))).join(", ") +
          (value.size > membersInLine ? ", …}" : "}"));
      if (value instanceof Promise)
        return "Promise";
      const prefix = kind === "Object" ? "" : mask(kind) + " ";
      const members = membersOf(value, membersInLine + 1);
      if (members.length === 0)
        return prefix + "{}";
      if (depth > 0)
        return prefix + "{…}";
      const shown = members.slice(0, membersInLine).map(entry => {
        const held = valueOf(value, entry[1]);
        return keyText(entry[0]) + ": " + (held === null ? "(getter)" : line(held.value, 1));
      });
      return prefix + "{" + shown.join(", ") + (members.length > membersInLine ? ", …}" : "}");
    }

    function entriesOf(value) {
      const found = [];
      if (value instanceof Map)
        apply(Map.prototype.forEach, value, [(item, key) => { found.push([key, item]); }]);
      else
        apply(Set.prototype.forEach, value, [item => { found.push([item]); }]);
      return found;
    }

    function typeOf(value) {
      try {
        return value === null ? "null" : typeof value === "object" ? mask(kindOf(value)) : typeof value;
      } catch (error) {
        return "object";
      }
    }

    // Getters that the class of an object defines.
    function inheritedGetters(value) {
      const found = [];
      for (let proto = above(value); proto !== null && !Object.isFrozen(proto); proto = above(proto)) {
        for (const key of ownKeys(proto)) {
          const property = describe(proto, key);
          if (typeof key === "string" && key !== "__proto__" && property.get !== undefined && !found.some(e => e[0] === key))
            found.push([key, property]);
        }
      }
      return found;
    }

    function privateMembers(value, frame) {
      let readers;
      try {
        readers = evaluate(frame, "hw$private")[0];
      } catch (error) {
        return []; // outside of classes that have any
      }
      const found = [];
      for (const name of Object.keys(readers)) {
        try {
          found.push([name, { value: readers[name](value) }, true]);
        } catch (error) {
          continue; // of another class
        }
      }
      return found;
    }

    function isOpenable(value, frame) {
      if (!isObject(value))
        return typeof value === "string" && value.length > longestText;
      try {
        if (secretIn(value) !== "")
          return false;
        if (value instanceof ArrayBuffer)
          return value.byteLength > 0;
        return value instanceof Map || value instanceof Set ? value.size > 0 : membersOf(value, 1).length > 0 ||
          inheritedGetters(value).length > 0 || privateMembers(value, frame).length > 0;
      } catch (error) {
        return false;
      }
    }

    function makeView() {
      const kept = [];
      const keep = source => kept.push(source);

      function variable(name, value, frame) {
        return {
          name: name, value: line(value, 0), type: typeOf(value),
          variablesReference: isOpenable(value, frame) ? keep({ value: value, frame: frame }) : 0
        };
      }

      function member(holder, entry, frame) {
        const held = valueOf(holder, entry[1]);
        if (held !== null) {
          const made = variable(keyText(entry[0]), held.value, frame);
          if (entry[2] && typeof held.value === "function")
            made.value = "function " + entry[0]; // a private method has a name of the compiler's
          return made;
        }
        return {
          name: keyText(entry[0]), value: "(getter)", type: "", presentationHint: { lazy: true },
          variablesReference: keep({ getter: entry[1].get, holder: holder, frame: frame })
        };
      }

      // Members [from, to) of something long, in groups where they are many.
      function range(from, to, make, frame) {
        const found = [];
        let size = most;
        while ((to - from) / size > most)
          size *= most;
        if (to - from <= most) {
          for (let i = from; i < to; ++i)
            found.push(make(i));
          return found;
        }
        for (let i = from; i < to; i += size) {
          const end = Math.min(to, i + size);
          found.push({ name: "[" + i + "…" + (end - 1) + "]", value: "", type: "",
                       variablesReference: keep({ from: i, to: end, make: make, frame: frame }) });
        }
        return found;
      }

      function childrenOf(value, frame) {
        if (typeof value === "string")
          return [{ name: "text", value: quoted(value, longestValue), type: "string", variablesReference: 0 }];
        if (secretIn(value) !== "")
          return [];
        const numbers = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
        if (numbers instanceof TypedArray)
          return range(0, numbers.length, i => variable(text(i), numbers[i], frame), frame);
        if (value instanceof Map || value instanceof Set) {
          const entries = entriesOf(value);
          return range(0, entries.length, i => (entries[i].length === 2 ?
            variable(line(entries[i][0], 1), entries[i][1], frame) : variable(text(i), entries[i][0], frame)), frame);
        }
        if (isArray(value) && value.length > most) {
          return range(0, value.length, i => {
            const property = describe(value, text(i));
            return property === undefined ? { name: text(i), value: "empty", type: "", variablesReference: 0 } :
              member(value, [text(i), property], frame);
          }, frame);
        }
        const members = membersOf(value, Infinity).concat(privateMembers(value, frame), inheritedGetters(value));
        const found = range(0, members.length, i => member(value, members[i], frame), frame);
        if (value instanceof Error) {
          const stack = value.stack;
          if (typeof stack === "string")
            found.push({ name: "stack", value: mask(native.userStack(stack)), type: "string", variablesReference: 0 });
        }
        return found;
      }

      function children(reference) {
        const source = kept[reference - 1];
        if (source === undefined)
          throw new RangeError("there are no variables " + reference);
        if (source.scope !== undefined)
          return scopeVariables(source);
        if (source.make !== undefined)
          return range(source.from, source.to, source.make, source.frame);
        if (source.getter !== undefined)
          return [variable("value", apply(source.getter, source.holder, []), source.frame)];
        return childrenOf(source.value, source.frame);
      }

      return { keep: keep, variable: variable, children: children };
    }

    return {
      preview: value => line(value, 0),
      makeView: makeView,
      trust(getters) { getters.forEach(getter => trusted.add(getter)); }
    };
  };
})

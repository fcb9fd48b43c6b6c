// Runs in the compiler process beside Babel, before compile.js: which place of the user's source, and which of its
// functions, stands behind a line of compiled code.
"use strict";

(function (global) {
  const parser = global.Babel.packages.parser;

  const isBefore = (line, column, at) => line < at.line || (line === at.line && column < at.column + 1);

  // The names of a source's functions, and which of them a place stands in: the engine's own names are the compiler's.
  class Functions {
    constructor() {
      this.indices = new Map(); // by name
      this.ranges = [];         // {loc, name, parent}, in the order of their beginnings
      this.open = null;
    }
    enter(path) {
      const loc = path.node.loc;
      if (!loc)
        return;
      const name = global.hwNameOf(path);
      if (!this.indices.has(name))
        this.indices.set(name, this.indices.size);
      while (this.open !== null && !isBefore(loc.start.line, loc.start.column + 1, this.open.loc.end))
        this.open = this.open.parent;
      this.open = { loc: loc, name: this.indices.get(name), parent: this.open };
      this.ranges.push(this.open);
    }
    // -1 outside of all.
    at(line, column) {
      let from = 0, to = this.ranges.length;
      while (from < to) {
        const middle = (from + to) >> 1;
        if (isBefore(line, column, this.ranges[middle].loc.start))
          to = middle;
        else
          from = middle + 1;
      }
      let range = from > 0 ? this.ranges[from - 1] : null;
      while (range !== null && !isBefore(line, column, range.loc.end))
        range = range.parent;
      return range === null ? -1 : range.name;
    }
    names() { return Array.from(this.indices.keys()); }
  }

  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  // The segments of a source map by generated line: [generated column, line, column], or [generated column] alone.
  function decodeMappings(mappings) {
    const lines = [[]];
    let i = 0, column = 0, source = 0, line = 0, sourceColumn = 0, name = 0;
    function next() {
      let result = 0, shift = 0, digit;
      do {
        digit = digits.indexOf(mappings[i++]);
        result |= (digit & 31) << shift;
        shift += 5;
      } while (digit & 32);
      return result & 1 ? -(result >>> 1) : result >>> 1;
    }
    while (i < mappings.length) {
      const c = mappings[i];
      if (c === ";") {
        lines.push([]);
        column = 0;
        ++i;
      } else if (c === ",") {
        ++i;
      } else {
        column += next();
        if (i < mappings.length && mappings[i] !== "," && mappings[i] !== ";") {
          source += next();
          line += next();
          sourceColumn += next();
          if (i < mappings.length && mappings[i] !== "," && mappings[i] !== ";")
            name += next();
          lines[lines.length - 1].push([column, line + 1, sourceColumn + 1]);
        } else {
          lines[lines.length - 1].push([column]);
        }
      }
    }
    return lines;
  }

  const bound = new Set(["return", "throw", "break", "continue", "yield", "new", "async", "let", "static", "get", "set"]);

  // Breaks the lines of generated code so that each begins at a mapped place, wherever the grammar lets a line end.
  function breakLines(code, mappings) {
    const segments = decodeMappings(mappings);
    const ast = parser.parse(code, { tokens: true, sourceType: "script", ranges: false, allowReturnOutsideFunction: true });
    const lines = code.split("\n");
    const starts = [0];
    for (const line of lines)
      starts.push(starts[starts.length - 1] + line.length + 1);

    const breaks = [];
    let previous = null;
    for (const token of ast.tokens) {
      if (token.type === "CommentLine" || token.type === "CommentBlock")
        continue;
      const label = token.type.label;
      const at = token.loc.start;
      const before = previous;
      previous = token;
      if (!before || before.loc.end.line !== at.line)
        continue;
      if (label !== "name" && label !== "num" && label !== "string" && label !== "regexp" && !token.type.keyword)
        continue;
      if (bound.has(code.slice(before.start, before.end)) || before.type.label === "template")
        continue;
      const list = segments[at.line - 1] || [];
      if (list.some(s => s[0] === at.column && s.length > 1))
        breaks.push(token.start);
    }

    const places = [];
    const out = [];
    let nextBreak = 0;
    let last = [0, 0];
    for (let l = 0; l < lines.length; ++l) {
      const list = segments[l] || [];
      const end = starts[l + 1] - 1;
      let from = starts[l];
      while (true) {
        const to = nextBreak < breaks.length && breaks[nextBreak] < end ? breaks[nextBreak++] : end;
        out.push(code.slice(from, to));
        // The first place on the line, of what is thrown or returned where it begins so; a line without a place continues
        // what stands before it.
        const begin = from - starts[l] + (/^\s*(?:throw|return) +(?=new )/.exec(code.slice(from, to)) || [""])[0].length;
        const first = list.find(s => s[0] >= begin && s[0] < Math.max(to - starts[l], from - starts[l] + 1));
        if (first)
          last = first.length > 1 ? [first[1], first[2]] : [0, 0];
        places.push(last);
        if (to === end)
          break;
        from = to;
      }
    }
    return { text: out.join("\n"), places: places };
  }

  // Whether a line passes the call of an asynchronous function on to its body, which nobody wrote.
  function isWrapper(line, written, column) {
    const match = /^\s*(?:return _\w+\.)?(apply|arguments)?(?:\(this, |\);?)?$/.exec(line);
    return match !== null && line.trim() !== "" && written !== undefined &&
      !/^(?:return|apply|arguments)\b/.test(written.slice(column - 1));
  }

  global.hwPlaces = { Functions: Functions, breakLines: breakLines, isWrapper: isWrapper };
}(this));

// Runs in the compiler process beside Babel: turns a user's script and the expressions of its mappings into one ES2016
// function expression. Each line of the result stands for exactly one place of the user's source, because the engine
// that runs it knows the line of an error but not its column.
"use strict";

(function (global) {
  // What Babel's printer uses and the engine lacks.
  if (!String.prototype.trimRight) {
    Object.defineProperty(String.prototype, "trimRight", {
      value: function () { return this.replace(/\s+$/, ""); }, writable: true, configurable: true
    });
  }

  const Babel = global.Babel;
  const traverse = Babel.packages.traverse.default;
  const parser = Babel.packages.parser;
  const t = Babel.packages.types;
  const corrections = global.hwCorrections;
  const places = global.hwPlaces;

  const modules = ["crypto", "node:crypto", "buffer", "node:buffer"];
  const available = 'only "crypto" and "buffer" (also as "node:…") can be imported; network, files, processes and ' +
    "other modules are not available to scripts";

  // What the engine's library lacks; Babel reports far more for an engine as old as the one whose syntax this one has.
  const polyfills = new Set([
    "es.aggregate-error", "es.aggregate-error.cause", "es.error.cause", "es.array.at", "es.array.find-last",
    "es.array.find-last-index", "es.array.flat", "es.array.flat-map", "es.array.to-reversed", "es.array.to-sorted",
    "es.array.to-spliced", "es.array.with", "es.array.from-async", "es.object.from-entries",
    "es.object.has-own", "es.object.group-by", "es.promise.all-settled", "es.promise.any", "es.promise.finally",
    "es.promise.with-resolvers", "es.string.at-alternative", "es.string.is-well-formed", "es.string.match-all", "es.string.replace-all",
    "es.string.to-well-formed", "es.string.trim-end", "es.string.trim-start", "es.symbol.async-iterator",
    "es.symbol.description", "es.symbol.match-all", "es.typed-array.at", "es.typed-array.find-last",
    "es.typed-array.find-last-index", "es.typed-array.to-reversed", "es.typed-array.to-sorted", "es.typed-array.with"
  ]);

  // Globals of ES2023 and of hosts that cannot be had here, and what helps instead.
  const absent = {
    BigInt: "numbers beyond 2^53 can be kept as strings",
    BigInt64Array: "numbers beyond 2^53 can be kept as strings",
    BigUint64Array: "numbers beyond 2^53 can be kept as strings",
    WeakRef: "no script lives long enough to need one",
    FinalizationRegistry: "no script lives long enough to need one",
    Intl: "the engine knows no languages; dates have toISOString, numbers have toFixed"
  };

  // What the language takes for parts of names, and the engine does not.
  const unknownLetters = /[\u00b7\u0387\u1369-\u1371\u1885\u1886\u19da\u200c\u200d\u2118\u212e\u309b\u309c\ud800-\udfff]/;

  class Refusal extends Error {
    constructor(kind, message, hint, place) {
      super(message);
      this.text = message; // Babel puts the file's name before the message of what it passes on
      this.kind = kind;
      this.hint = hint;
      this.place = place;
    }
  }

  function placeOf(node) {
    return node && node.loc ? { line: node.loc.start.line, column: node.loc.start.column + 1 } : { line: 0, column: 0 };
  }

  function unsupported(feature, hint, node, offset) {
    const place = placeOf(node);
    place.column += offset || 0;
    throw new Refusal("unsupported", feature, hint, place);
  }

  // Groups of a regular expression in which a repeated part is repeated again, as in (a+)+.
  function nestedQuantifierAt(pattern) {
    const open = [];
    let inClass = false;
    let closed = null;
    for (let i = 0; i < pattern.length; ++i) {
      const c = pattern[i];
      const group = closed;
      closed = null;
      if (c === "\\") {
        ++i;
      } else if (inClass) {
        inClass = c !== "]";
      } else if (c === "[") {
        inClass = true;
      } else if (c === "(") {
        open.push({ at: i, repeats: false });
      } else if (c === ")") {
        closed = open.pop() || null;
        if (closed && closed.repeats && open.length > 0)
          open[open.length - 1].repeats = true;
      } else if (c === "*" || c === "+" || (c === "{" && /^\{\d+,\d*\}/.test(pattern.slice(i)))) {
        if (group && group.repeats)
          return group.at;
        if (open.length > 0)
          open[open.length - 1].repeats = true;
      }
    }
    return -1;
  }

  function checkRegExp(pattern, flags, node, shift, warnings) {
    for (let i = 0, inClass = false; i < pattern.length; ++i) {
      const c = pattern[i];
      if (c === "\\") {
        const next = pattern[i + 1];
        if ((next === "p" || next === "P") && pattern[i + 2] === "{")
          unsupported("\\" + next + "{…} in a regular expression", "list the characters, as in [A-Za-z]", node, shift + i);
        ++i;
      } else if (c === "[") {
        inClass = true;
      } else if (c === "]") {
        inClass = false;
      } else if (!inClass && c === "(" && pattern[i + 1] === "?" && pattern[i + 2] === "<" &&
                 (pattern[i + 3] === "=" || pattern[i + 3] === "!")) {
        unsupported("lookbehind in a regular expression", "match what stands before, and use a group", node, shift + i);
      }
    }
    for (const flag of ["v", "d"]) {
      if (flags.indexOf(flag) >= 0)
        unsupported('flag "' + flag + '" of a regular expression', "the flags g, i, m, s, u, y are available", node, 0);
    }
    const nested = nestedQuantifierAt(pattern);
    if (nested >= 0) {
      const place = placeOf(node);
      warnings.push({
        code: "nested_quantifier",
        text: "a repeated group that repeats inside: matching may give up on long input and answer \"no match\"",
        line: place.line, column: place.column + shift + nested
      });
    }
  }

  // The pattern without the names of its groups, which the engine lacks, and these names.
  function countGroups(pattern, node) {
    const refuse = (message, at) => {
      const place = placeOf(node);
      throw new Refusal("syntax", message, "", { line: place.line, column: place.column + 1 + at });
    };
    const names = [];
    const indices = [];
    let groups = 0;
    // Escapes and classes are passed over whole; Babel takes "(?<" in a class for a group, and never ends.
    const source = pattern.replace(/\\[^]|\[(?:\\[^]|[^\]\\])*\]|\((?!\?)|\(\?<(?![=!])([^>]*)>/g, (all, name, at) => {
      if (all[0] !== "(")
        return all[0] === "[" ? all.replace(/\(\?</g, "(\\?<") : all;
      ++groups;
      if (name === undefined)
        return all;
      if (!/^[$_A-Za-z\u0080-\uffff][$\w\u0080-\uffff]*$/.test(name))
        refuse("invalid name of a group in a regular expression: " + name, at);
      if (names.indexOf(name) >= 0)
        refuse("two groups of a regular expression are named " + name, at);
      names.push(name);
      indices.push(groups);
      return "(";
    });
    return {
      names: names, indices: indices,
      source: names.length === 0 ? source : source.replace(/\\k<([^>]*)>|\\[^]|\[(?:\\[^]|[^\]\\])*\]/g, (all, name) => {
        if (name === undefined)
          return all;
        if (names.indexOf(name) < 0)
          refuse("no group of the regular expression is named " + name, 0);
        return "(?:\\" + indices[names.indexOf(name)] + ")";
      })
    };
  }

  function isGlobal(path, name) {
    return path.node.type === "Identifier" && path.node.name === name && !path.scope.hasBinding(name, true);
  }

  // Whether a statement can take long in itself: it calls something, outside the functions that it only defines.
  function calls(path) {
    let found = false;
    path.traverse({
      Function(inner) { inner.skip(); },
      CallExpression(inner) { found = true; inner.stop(); },
      NewExpression(inner) { found = true; inner.stop(); }
    });
    return found;
  }

  function marker(node) {
    const statement = t.expressionStatement(t.assignmentExpression("=",
      t.memberExpression(t.identifier("hw$at"), t.numericLiteral(0), true), t.numericLiteral(node.loc.start.line)));
    statement.loc = node.loc;
    return statement;
  }

  // Refuses what cannot be compiled right, and stores the line before each statement that may take long.
  function inspectors(warnings, facts) {
    const visitor = {
      RegExpLiteral(path) {
        const node = path.node;
        checkRegExp(node.pattern, node.flags, node, 1, warnings);
        const groups = countGroups(node.pattern, node);
        if (groups.names.length === 0) {
          if (groups.source !== node.pattern)
            path.replaceWith(t.regExpLiteral(groups.source, node.flags));
          return;
        }
        const literal = t.regExpLiteral(groups.source, node.flags);
        literal.loc = node.loc;
        const call = t.callExpression(t.identifier("hw$named"), [
          literal, t.stringLiteral(node.pattern), t.valueToNode(groups.names), t.valueToNode(groups.indices)
        ]);
        call.loc = node.loc;
        path.replaceWith(call);
      },
      "NewExpression|CallExpression"(path) {
        if (path.node.callee.type === "Import")
          unsupported("dynamic import", available, path.node);
        const callee = path.get("callee");
        const args = path.node.arguments;
        if (isGlobal(callee, "RegExp") && args.length > 0 && args[0].type === "StringLiteral") {
          checkRegExp(args[0].value, args.length > 1 && args[1].type === "StringLiteral" ? args[1].value : "", args[0], 1,
                      warnings);
        }
        if (isGlobal(callee, "require") && path.node.type === "CallExpression") {
          if (args.length !== 1 || args[0].type !== "StringLiteral")
            unsupported("require with a computed name", available, path.node);
          if (modules.indexOf(args[0].value) < 0)
            unsupported('require("' + args[0].value + '")', available, path.node);
        }
        if (isGlobal(callee, "eval") && path.node.type === "CallExpression")
          unsupported("eval", "code from text is not available to scripts", path.node);
      },
      UpdateExpression: corrections.keepOperands,
      TemplateLiteral: { exit: corrections.textOf },
      ObjectExpression: { exit: corrections.inherit },
      ForXStatement: corrections.nameTargets,
      AssignmentExpression(path) {
        corrections.keepOperands(path);
        corrections.nameTargets(path);
        if (!path.isAssignmentExpression())
          return;
        const left = path.node.left;
        if (path.node.operator !== "=" || !t.isMemberExpression(left) || left.computed || left.property.name !== "stack" ||
            left.object.type === "Super")
          return;
        const call = t.callExpression(t.memberExpression(t.identifier("hw$named"), t.identifier("setStack")),
                                      [left.object, path.node.right]);
        call.loc = path.node.loc;
        path.replaceWith(call);
      },
      ImportExpression(path) { unsupported("dynamic import", available, path.node); },
      MetaProperty(path) {
        if (path.node.meta.name === "import")
          unsupported("import.meta", "a script has no address", path.node);
      },
      BigIntLiteral(path) {
        unsupported("BigInt literal", "numbers beyond 2^53 can be kept as strings", path.node);
      },
      "ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration"(path) {
        const kind = path.node.importKind || path.node.exportKind;
        if (path.node.source && kind !== "type" && modules.indexOf(path.node.source.value) < 0)
          unsupported('import of "' + path.node.source.value + '"', available, path.node);
        if (path.node.type === "ImportDeclaration" || kind === "type")
          return;
        if (path.node.declaration) {
          Object.keys(t.getBindingIdentifiers(path.node.declaration, false, true)).forEach(name => facts.exports.push(name));
        }
        (path.node.specifiers || []).forEach(s => facts.exports.push(s.exported.name || s.exported.value));
      },
      ExportDefaultDeclaration() { facts.exports.push("default"); },
      AwaitExpression(path) {
        if (!path.getFunctionParent())
          unsupported("await outside a function", "await inside of main", path.node);
      },
      ForOfStatement(path) {
        if (path.node.await && !path.getFunctionParent())
          unsupported("await outside a function", "await inside of main", path.node);
      },
      Identifier(path) {
        const name = path.node.name;
        if (path.node.loc && /^hw\$/.test(name))
          unsupported('the name "' + name + '"', "names that begin with hw$ are the compiler's own", path.node);
        if (unknownLetters.test(name))
          unsupported('the name "' + name + '"', "a letter of it is none to the engine", path.node);
        if (path.isReferenced() && absent[name] !== undefined && !path.scope.hasBinding(name, true) &&
            !(path.parentPath.isUnaryExpression({ operator: "typeof" })))
          unsupported(name, absent[name], path.node);
        if ((path.node.name === "module" || path.node.name === "exports") && path.isReferenced() &&
            !path.scope.hasBinding(path.node.name, true))
          facts.commonJs = true;
      }
    };
    const markers = {
      Statement(path) {
        const node = path.node;
        if (!node.loc || node.hwMarked || path.isBlockStatement() || path.isFunctionDeclaration() ||
            path.isClassDeclaration() || path.isModuleDeclaration() || path.isImportOrExportDeclaration() ||
            (node.type.startsWith("TS")))
          return;
        node.hwMarked = true;
        if (path.isLoop()) {
          path.ensureBlock();
          const body = path.get("body");
          body.unshiftContainer("body", marker(node));
        }
        if (path.inList && (path.listKey === "body" || path.listKey === "consequent") &&
            !(path.parentPath.isProgram() && path.node.directive) && !path.isLoop() && calls(path))
          path.insertBefore(marker(node));
      }
    };
    return { checks: visitor, markers: markers };
  }

  // The function that a name stands for, where nothing of the user's comes between.
  function functionOf(binding) {
    const isVariable = binding.path.isVariableDeclarator() && t.isIdentifier(binding.path.node.id);
    const found = isVariable ? binding.path.get("init") : binding.path;
    return binding.constant && found.isFunction() ? found : null;
  }

  function inspect(warnings, facts) {
    const inspecting = inspectors(warnings, facts);
    return {
      visitor: {
        Program(path) {
          path.traverse({ Function(inner) { facts.functions.enter(inner); } });
          const binding = path.scope.getOwnBinding("main");
          facts.hasMain = Boolean(binding && binding.kind !== "unknown");
          if (!facts.debugging) {
            const main = facts.hasMain ? functionOf(binding) : null;
            facts.asyncMain = main !== null && main.node.async && !main.node.generator;
            const use = global.hwContextUse.lookThrough(path, main);
            facts.plainMain = facts.asyncMain && use.isOurs && global.hwAwaits.drop(path, main);
            facts.members = use.members;
            facts.isContextRead = use.isRead;
            use.unused.forEach(property => property.remove());
          }
          path.traverse(inspecting.checks);
          if (!facts.debugging) // its own calls tell the line
            path.traverse(inspecting.markers);
        }
      }
    };
  }

  // Takes the polyfills that Babel asks for out of its output and notes those that the engine needs.
  function takePolyfills(code, found) {
    return code.replace(/^require\("core-js\/modules\/([a-z0-9.-]+)\.js"\);$/gm, (all, name) => {
      if (polyfills.has(name))
        found.add(name);
      return "";
    });
  }

  // The runtime has a quicker way to run asynchronous functions than Babel's.
  function useOwnAsync(code) {
    return code.replace(/^function asyncGeneratorStep\(.*\}$/m, "")
      .replace(/^function (_asyncToGenerator\d*)\(.*\}$/m, "const $1 = hw$$named.async;");
  }

  function cleanMessage(text, fileName) {
    let message = String(text).split("\n")[0];
    const prefix = "/" + fileName + ": ";
    if (message.startsWith(prefix))
      message = message.slice(prefix.length);
    else
      message = message.replace(/^[^:]*: /, m => (m.endsWith(fileName + ": ") ? "" : m));
    return message.replace(/ \(\d+:\d+\)$/, "");
  }

  // The engine calls the `return` of an iterator that it is done with before time, also where that is null, and ends with
  // it. Where a script names one that is no method, its loops and patterns are Babel's, which ask first; only there,
  // because they take longer.
  const oddReturn = /["'`]return["'`]|\.\s*return\b|\breturn\s*[:=](?![=>])|\bget\s+return\b/;
  const ownIteration = ["transform-for-of", "transform-destructuring", "transform-parameters", "transform-spread"];

  function transform(source, fileName, isTypeScript, warnings, facts, found) {
    try {
      const out = Babel.transform(source, {
        filename: fileName,
        sourceType: "module",
        sourceMaps: true,
        comments: false,
        compact: false,
        babelrc: false,
        configFile: false,
        highlightCode: false,
        assumptions: { iterableIsArray: false },
        parserOpts: { allowReturnOutsideFunction: false },
        plugins: [inspect(warnings, facts)].concat(facts.debugging ? [global.hwInstrument(facts)] : []),
        presets: [
          ["env", {
            targets: { chrome: "51" }, modules: "commonjs", useBuiltIns: "usage", corejs: "3.50",
            include: oddReturn.test(source) ? ownIteration : []
          }]
        ].concat(isTypeScript ? [["typescript", { allExtensions: true, onlyRemoveTypeImports: false }]] : [])
      });
      const code = takePolyfills(out.code, found);
      return places.breakLines(facts.debugging ? code : useOwnAsync(code), out.map.mappings);
    } catch (error) {
      if (error instanceof Refusal)
        throw error;
      const place = error.loc ? { line: error.loc.line, column: error.loc.column + 1 } : { line: 0, column: 0 };
      throw new Refusal("syntax", cleanMessage(error.message, fileName), "", place);
    }
  }

  const isTypeScriptFile = name => /\.[cm]?ts$/i.test(name);

  // An expression that is evaluated in a paused frame, whose variables and realm are what they are.
  function compileEvaluation(request, result) {
    const shift = place => { throw new Refusal("syntax", place.text, place.hint, { line: 1, column: Math.max(1, place.column - 1) }); };
    try {
      global.hwParseEvaluation(request.source);
      const facts = { exports: [], refuse: (message, node) => { throw new Refusal("unsupported", message, "", placeOf(node)); } };
      const checks = { visitor: { Program(path) { path.traverse(inspectors(result.warnings, facts).checks); } } };
      const code = Babel.transform("(" + request.source + "\n);", {
        filename: request.fileName, sourceType: "script", comments: false, babelrc: false, configFile: false,
        highlightCode: false, parserOpts: { errorRecovery: true, allowAwaitOutsideFunction: true },
        plugins: [checks, global.hwEvaluation(facts)],
        presets: [["env", { targets: { chrome: "51" }, modules: false }]].concat(isTypeScriptFile(request.fileName) ?
          [["typescript", { allExtensions: true }]] : [])
      }).code;
      // In a function of its own: the engine confuses the functions that Babel adds where they stand in evaluated code.
      result.code = "(function () { var hw$value;\n" + code + "\nreturn hw$value; }).call(this)";
      result.lines = result.code.split("\n").map(() => [1, 1]);
    } catch (error) {
      const place = error.place || (error.loc ? { line: error.loc.line, column: error.loc.column + 1 } : { column: 1 });
      shift({ text: error.text || cleanMessage(error.message, request.fileName), hint: error.hint || "", column: place.column });
    }
  }

  // Helpers that Babel adds have no place; what looks like one has the place of the code before it otherwise.
  function compileScript(request, result) {
    const facts = {
      exports: [], hasMain: false, commonJs: false, debugging: request.mode === "debug", debug: null,
      functions: new places.Functions()
    };
    const found = new Set(result.polyfills);
    const isTypeScript = isTypeScriptFile(request.fileName);
    const text = transform(request.source, request.fileName, isTypeScript, result.warnings, facts, found);
    result.exports = Array.from(new Set(facts.exports));
    result.polyfills = Array.from(found);
    result.hasMain = true;
    result.debug = facts.debug;
    result.asyncMain = facts.asyncMain;
    result.plainMain = facts.plainMain;
    result.members = facts.members;
    result.isContextRead = facts.isContextRead;
    result.functions = facts.functions.names();
    const lines = text.text.split("\n");
    const written = request.source.split(/\r\n|[\n\r\u2028\u2029]/);
    text.places = text.places.map((p, i) => (places.isWrapper(lines[i], written[p[0] - 1], p[1]) ? [0, 0, -1] :
      [p[0], p[1], facts.functions.at(p[0], p[1])]));
    if (!facts.hasMain && !facts.commonJs && facts.exports.indexOf("main") < 0 && facts.exports.indexOf("default") < 0)
      throw new Refusal("syntax", "the script defines no function named main", "", { line: 1, column: 1 });
    return text;
  }

  function compileExpression(text, result) {
    const prefix = "export default function (body, headers, preprocess, vars) { return (";
    try {
      parser.parseExpression(text, { sourceType: "module" });
      const found = new Set(result.polyfills);
      const facts = { exports: [], functions: new places.Functions() };
      const out = transform(prefix + text + "\n); }", "expression.js", false, [], facts, found);
      result.polyfills = Array.from(found);
      out.places = out.places.map(p => (p[0] === 1 ? [1, Math.max(1, p[1] - prefix.length)] : p));
      return out;
    } catch (error) {
      let place = error.place || (error.loc ? { line: error.loc.line, column: error.loc.column + 1 } : { line: 0, column: 0 });
      if (error instanceof Refusal && place.line === 1 && place.column > prefix.length)
        place = { line: 1, column: place.column - prefix.length };
      return { error: describe(error, place) };
    }
  }

  function describe(error, place) {
    if (error instanceof Refusal)
      return { kind: error.kind, message: error.text, hint: error.hint || "", line: place.line, column: place.column };
    return { kind: "syntax", message: cleanMessage(error.message, ""), hint: "", line: place.line, column: place.column };
  }

  global.hwCompile = function (requestText) {
    const request = JSON.parse(requestText);
    const result = { exports: [], functions: [], polyfills: [], warnings: [], hasMain: false, expressionErrors: [] };
    const code = [];
    const lines = [];
    function add(text, where) {
      code.push(text);
      const count = text.split("\n").length;
      for (let i = 0; i < count; ++i)
        lines.push(where ? where[i] : [0, 0, -1]);
    }
    try {
      if (request.mode === "evaluate") {
        compileEvaluation(request, result);
        return JSON.stringify(result);
      }
      add(request.mode === "debug" ? "(function (hw$at, hw$named, hw$debug) {" : "(function (hw$at, hw$named) {");
      add('"use strict";');
      add("return {");
      if (request.source) {
        const script = compileScript(request, result);
        if (result.asyncMain)
          add("asyncMain: true,");
        if (result.plainMain)
          add("plainMain: true,");
        if (result.isContextRead)
          add("isContextRead: true,");
        for (const name of ["body", "headers"]) {
          if (result.members && result.members[name])
            add(name + "Members: " + JSON.stringify(result.members[name]) + ",");
        }
        add("script: function (hw$module, require) { return (function (module, exports) {");
        add(script.text, script.places);
        add('; return hw$module.pick(typeof main === "undefined" ? undefined : main, module.exports);');
        add("}).call(undefined, hw$module, hw$module.exports); },");
        if (result.debug)
          add("debug: " + JSON.stringify(result.debug) + ",");
      }
      add("expressions: [");
      for (const text of request.expressions) {
        const expression = compileExpression(text, result);
        result.expressionErrors.push(expression.error || null);
        if (expression.error) {
          add("null,");
          continue;
        }
        add("(function () { const exports = {}; (function () {");
        add(expression.text, expression.places);
        add("}()); return exports.default; }()),");
      }
      add("] };");
      add("})");
    } catch (error) {
      return JSON.stringify({ error: describe(error, error.place || { line: 0, column: 0 }) });
    }
    result.code = code.join("\n");
    result.lines = lines;
    return JSON.stringify(result);
  };
}(this));

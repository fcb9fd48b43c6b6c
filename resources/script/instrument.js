// Runs in the compiler process, for debug runs alone: gives each statement of a user's script a call that lets the
// debugger stop there, each function a frame, and the program a table of its places, functions and scopes. It works on
// the source as the user wrote it, before anything else is transformed, so that names and lines are the user's own.
//
// In what it adds, "hw$debug" is the debugger (debugger.js), "hw$frame" the frame of the function around, "hw$private"
// reads the private members of the class around, and "hw$scope<N>" evaluates in a scope some of whose names are hidden
// by inner ones.
"use strict";

(function (global) {
  const t = global.Babel.packages.types;
  const parser = global.Babel.packages.parser;

  const call = (name, args) => t.callExpression(t.memberExpression(t.identifier("hw$debug"), t.identifier(name)), args);
  const frame = () => t.identifier("hw$frame");

  // A call in a tail position would leave the scope before the text is evaluated in it: hence the array, which also
  // tells a variable that is not initialised yet (a hole) from one that is undefined.
  function evaluator() {
    return t.functionExpression(null, [t.identifier("hw$text")], t.blockStatement([
      t.returnStatement(t.arrayExpression([t.callExpression(t.identifier("eval"), [t.identifier("hw$text")])]))
    ]));
  }

  function constant(name, value) {
    return t.variableDeclaration("const", [t.variableDeclarator(t.identifier(name), value)]);
  }

  function keyName(node) {
    if (node.computed)
      return node.key.type === "StringLiteral" ? node.key.value : "(computed)";
    return node.key.type === "PrivateName" ? "#" + node.key.id.name : node.key.name || String(node.key.value);
  }

  function targetName(node) {
    return node.type === "Identifier" ? node.name : node.type === "MemberExpression" && !node.computed ?
      targetName(node.object) + "." + (node.property.name || "#" + (node.property.id || {}).name) :
      node.type === "ThisExpression" ? "this" : "(computed)";
  }

  // The name of a function as its writer would call it.
  function nameOf(path) {
    const node = path.node;
    const parent = path.parent;
    if (path.isClassMethod() || path.isClassPrivateMethod()) {
      const owner = path.parentPath.parentPath.node;
      const outer = path.parentPath.parentPath.parent;
      const name = owner.id ? owner.id.name : outer.type === "VariableDeclarator" && outer.id.name || "(class)";
      if (node.kind === "constructor")
        return "new " + name;
      return (node.kind === "get" || node.kind === "set" ? node.kind + " " : "") + name + "." + keyName(node);
    }
    if (path.isObjectMethod())
      return (node.kind === "method" ? "" : node.kind + " ") + keyName(node);
    if (node.id)
      return node.id.name;
    if (parent.type === "VariableDeclarator" && parent.init === node)
      return targetName(parent.id);
    if (parent.type === "AssignmentExpression" && parent.right === node)
      return targetName(parent.left);
    if (parent.type === "AssignmentPattern" && parent.right === node)
      return targetName(parent.left);
    if (parent.type === "ObjectProperty" || parent.type === "ClassProperty" || parent.type === "ClassPrivateProperty")
      return keyName(parent);
    if (parent.type === "ExportDefaultDeclaration")
      return "default";
    return "(anonymous)";
  }

  // Whether something thrown here is caught in the same function.
  function isGuarded(path) {
    for (let at = path; at.parentPath && !at.isFunction(); at = at.parentPath) {
      if (at.parentPath.isTryStatement() && at.key === "block" && at.parent.handler)
        return true;
    }
    return false;
  }

  function hasThis(path) {
    for (let at = path.parentPath; at; at = at.parentPath) {
      if (at.isFunction() && !at.isArrowFunctionExpression())
        return true;
      if (at.isClassProperty() || at.isClassPrivateProperty() || at.isStaticBlock())
        return true;
    }
    return false;
  }

  // The names of private members of the class that a function belongs to directly.
  function privateNames(path) {
    const above = path.findParent(p => p.isFunction() || p.isClass());
    if (!above || !above.isClass())
      return [];
    return above.node.body.body.filter(member => member.key && member.key.type === "PrivateName")
      .filter(member => member.kind !== "set").map(member => member.key.id.name);
  }

  class Instrumenter {
    constructor(program) {
      this.program = program;
      this.stops = [];     // [line, column, last line, 1 = a statement without statements in it, function, scope, guarded, head]
      this.functions = []; // [name, 1 = asynchronous, 2 = generator, 3 = both]
      this.scopes = [];    // {names, kind, parent, function, evaluator}
      this.functionIds = new Map();
      this.scopeIds = new Map();
      this.edits = [];
    }

    functionId(path) {
      const owner = path && path.isFunction() ? path : path && path.getFunctionParent();
      const node = owner ? owner.node : this.program.node;
      if (!this.functionIds.has(node)) {
        this.functionIds.set(node, this.functions.length);
        this.functions.push(owner ? [nameOf(owner), (node.async ? 1 : 0) + (node.generator ? 2 : 0)] : ["(module)", 0]);
      }
      return this.functionIds.get(node);
    }

    scopeId(scope) {
      if (this.scopeIds.has(scope))
        return this.scopeIds.get(scope);
      const node = scope.block;
      const parent = scope.parent ? this.scopeId(scope.parent) : -1;
      const kind = t.isProgram(node) ? "module" : t.isFunction(node) ? "function" : t.isCatchClause(node) ? "catch" : "block";
      const bindings = (t.isClass(node) ? [] : Object.keys(scope.bindings)).map(name => scope.bindings[name])
        .filter(b => b.kind !== "local" && b.kind !== "unknown" && b.identifier.loc && b.identifier.name !== "this" &&
          !/^TS(?!Enum)/.test(b.path.type) && !(b.path.parent && b.path.parent.importKind === "type"))
        .sort((a, b) => a.identifier.start - b.identifier.start);
      const id = this.scopes.length;
      this.scopeIds.set(scope, id);
      this.scopes.push({
        names: bindings.map(b => b.identifier.name), kind: kind, parent: parent, function: this.functionId(scope.path),
        evaluator: false
      });
      // Names that this scope hides from view are still to be seen.
      for (let at = parent; at >= 0; at = this.scopes[at].parent) {
        if (this.scopes[at].names.some(name => this.scopes[id].names.indexOf(name) >= 0))
          this.scopes[at].evaluator = true;
      }
      return id;
    }

    // The call that stops at a node.
    stop(path, node, scope, isLeaf, head) {
      const id = this.stops.length;
      const from = node.loc.start;
      this.stops.push([from.line, from.column + 1, node.loc.end.line, isLeaf ? 1 : 0, this.functionId(path.isFunction() ?
        path : path.getFunctionParent()), this.scopeId(scope), isGuarded(path) ? 1 : 0, head === undefined ? -1 : head]);
      const args = [frame(), t.numericLiteral(id), evaluator()];
      if (path.isFunction() ? hasThis(path) || !path.isArrowFunctionExpression() : hasThis(path))
        args.push(t.arrowFunctionExpression([], t.thisExpression()));
      const made = call("at", args);
      made.loc = node.loc;
      return { id: id, expression: made };
    }

    before(path, made) {
      let target = path;
      while (target.parentPath.isLabeledStatement() || target.parentPath.isExportNamedDeclaration() ||
             target.parentPath.isExportDefaultDeclaration())
        target = target.parentPath;
      const statement = t.expressionStatement(made.expression);
      statement.loc = path.node.loc;
      const node = target.node;
      const parent = target.parent;
      const key = target.key;
      const list = target.listKey;
      this.edits.push(() => {
        if (list)
          parent[list].splice(parent[list].indexOf(node), 0, statement);
        else
          parent[key] = t.blockStatement([statement, node]);
      });
    }

    statement(path) {
      const node = path.node;
      const position = path.listKey || path.key;
      if (!node.loc || node.declare || ["body", "consequent", "alternate", "declaration"].indexOf(position) < 0)
        return;
      const outside = path.parentPath.scope;
      if (path.isLoop()) {
        this.loop(path, outside);
      } else if (path.isVariableDeclaration() ? node.declarations.some(d => d.init) : path.isExpressionStatement() ||
          path.isReturnStatement() || path.isThrowStatement() || path.isIfStatement() || path.isSwitchStatement() ||
          path.isBreakStatement() || path.isContinueStatement() || path.isDebuggerStatement() || path.isClassDeclaration() ||
          (path.isExportDefaultDeclaration() && t.isExpression(node.declaration))) {
        const isLeaf = !path.isIfStatement() && !path.isSwitchStatement() && !path.isClassDeclaration();
        const made = this.stop(path, node, outside, isLeaf);
        if (path.isDebuggerStatement()) {
          made.expression.arguments.push(...(made.expression.arguments.length < 4 ? [t.identifier("undefined")] : []),
                                         t.booleanLiteral(true));
          this.edits.push(() => { node.type = "EmptyStatement"; });
        }
        this.before(path, made);
      }
    }

    loop(path, outside) {
      const node = path.node;
      const intoHead = (key, made) => this.edits.push(() => {
        node[key] = t.sequenceExpression([made.expression, node[key]]);
      });
      if (path.isWhileStatement()) {
        intoHead("test", this.stop(path, node, path.scope, false));
        this.intoBody(node, null);
      } else if (path.isDoWhileStatement()) {
        intoHead("test", this.stop(path, node.test, path.scope, true));
        this.intoBody(node, null);
      } else {
        const head = this.stop(path, node, outside, false);
        this.before(path, head);
        if (path.isForStatement() && node.update) {
          intoHead("update", this.stop(path, node, path.scope, false));
          this.intoBody(node, null);
        } else {
          this.intoBody(node, this.stop(path, node, path.scope, false, head.id));
        }
        if (path.isForOfStatement())
          this.edits.push(() => { node.right = call("each", [frame(), node.right, t.booleanLiteral(Boolean(node.await)),
                                                                   t.numericLiteral(head.id)]); });
      }
    }

    intoBody(node, made) {
      this.edits.push(() => {
        if (node.body.type !== "BlockStatement")
          node.body = t.blockStatement(node.body.type === "EmptyStatement" ? [] : [node.body]);
        if (made)
          node.body.body.unshift(t.expressionStatement(made.expression));
      });
    }

    function(path) {
      const node = path.node;
      if (!node.body)
        return;
      const id = this.functionId(path);
      const isExpression = node.body.type !== "BlockStatement";
      const stop = isExpression ? this.stop(path, node.body, path.scope, true) : null;
      const watchesResult = !path.getFunctionParent();
      const hidden = privateNames(path);
      const scope = this.scopeId(path.scope);
      const duplicates = isExpression ? [] : this.duplicateFunctions(path);
      this.edits.push(() => {
        const result = value => (watchesResult ? call("result", [frame(), value]) : value);
        const content = isExpression ?
          [t.expressionStatement(stop.expression), t.returnStatement(result(node.body))] : node.body.body;
        if (isExpression)
          content[0].loc = content[1].loc = node.body.loc;
        duplicates.forEach(name => this.hoist(content, name));
        if (hidden.length > 0)
          content.unshift(this.privateReaders(hidden));
        if (this.scopes[scope].evaluator)
          content.unshift(constant("hw$scope" + scope, evaluator()));
        const guarded = t.tryStatement(t.blockStatement(content),
          t.catchClause(t.identifier("hw$error"), t.blockStatement([
            t.throwStatement(call("thrown", [frame(), t.identifier("hw$error")]))
          ])), t.blockStatement([t.expressionStatement(call("leave", [frame()]))]));
        const body = t.blockStatement([constant("hw$frame", call("enter", [t.numericLiteral(id)])), guarded],
                                      node.body.directives || []);
        body.loc = node.body.loc;
        node.body = body;
        if (path.isArrowFunctionExpression())
          node.expression = false;
      });
    }

    // A block may not declare a function twice, or beside a variable of its name, as the body of a function may.
    duplicateFunctions(path) {
      const seen = new Set();
      return path.node.body.body.filter(s => s.type === "FunctionDeclaration").map(s => s.id.name).filter(name => {
        const binding = path.scope.getOwnBinding(name);
        const again = seen.has(name);
        seen.add(name);
        return !again && binding && (binding.kind !== "hoisted" || binding.constantViolations.some(v =>
          v.isVariableDeclarator() || v.isFunctionDeclaration()));
      });
    }

    hoist(content, name) {
      const found = content.filter(s => s.type === "FunctionDeclaration" && s.id.name === name);
      const last = found[found.length - 1];
      found.forEach(f => content.splice(content.indexOf(f), 1));
      last.type = "FunctionExpression";
      content.unshift(t.variableDeclaration("var", [t.variableDeclarator(t.identifier(name), last)]));
    }

    privateReaders(names) {
      return constant("hw$private", t.objectExpression(names.map(name => t.objectProperty(t.stringLiteral("#" + name),
        t.arrowFunctionExpression([t.identifier("hw$of")],
          t.memberExpression(t.identifier("hw$of"), t.privateName(t.identifier(name))))))));
    }

    // Where a function waits, it is not on the stack.
    suspension(path) {
      const node = path.node;
      const made = Object.assign({}, node);
      const isAsync = path.getFunctionParent().node.async;
      this.edits.push(() => {
        const args = [frame(), node.argument || t.identifier("undefined")];
        made.argument = node.delegate ? call("each", args.concat([t.booleanLiteral(isAsync)])) : call("suspend", args);
        const whole = call("resume", [frame(), made]);
        whole.loc = node.loc;
        Object.keys(node).forEach(key => delete node[key]);
        Object.assign(node, whole);
      });
    }

    catchClause(path) {
      const node = path.node;
      this.edits.push(() => {
        const param = node.param;
        const isName = param && param.type === "Identifier";
        if (!isName) {
          node.param = t.identifier("hw$error");
          if (param)
            node.body.body.unshift(t.variableDeclaration("let", [t.variableDeclarator(param, t.identifier("hw$error"))]));
        }
        node.body.body.unshift(t.expressionStatement(call("caught", [frame(), t.identifier(isName ? param.name : "hw$error")])));
      });
    }

    // Imported names become constants: an evaluated text has to find them.
    importDeclaration(path) {
      const node = path.node;
      if (node.importKind === "type")
        return;
      this.edits.push(() => {
        const module = t.callExpression(t.identifier("require"), [t.stringLiteral(node.source.value)]);
        const made = node.specifiers.filter(s => s.importKind !== "type").map(s => {
          const imported = s.type === "ImportDefaultSpecifier" ? t.identifier("default") :
            s.type === "ImportSpecifier" ? s.imported : null;
          return t.variableDeclarator(t.identifier(s.local.name), imported === null ? t.cloneNode(module) :
            t.memberExpression(t.cloneNode(module), imported, imported.type === "StringLiteral"));
        });
        const list = this.program.node.body;
        list.splice(list.indexOf(node), 1);
        if (made.length > 0) {
          const statement = t.variableDeclaration("const", made);
          statement.loc = node.loc;
          list.unshift(statement);
        }
      });
    }

    run() {
      const self = this;
      this.functionId(null);
      const top = this.scopeId(this.program.scope);
      this.program.traverse({
        "TSModuleDeclaration|TSEnumDeclaration|TSInterfaceDeclaration|TSTypeAliasDeclaration"(path) { path.skip(); },
        Scope(path) { self.scopeId(path.scope); },
        Function(path) { self.function(path); },
        Statement(path) { self.statement(path); },
        "AwaitExpression|YieldExpression"(path) { self.suspension(path); },
        ReturnStatement(path) {
          const owner = path.getFunctionParent();
          const node = path.node;
          if (owner && !owner.getFunctionParent() && node.argument)
            self.edits.push(() => { node.argument = call("result", [frame(), node.argument]); });
        },
        CatchClause(path) { self.catchClause(path); },
        ImportDeclaration(path) { self.importDeclaration(path); },
        Identifier(path) {
          const node = path.node;
          if (node.name === "eval" && path.isReferencedIdentifier() && !path.scope.hasBinding("eval", true)) {
            self.edits.push(() => {
              Object.assign(node, t.memberExpression(t.identifier("hw$debug"), t.identifier("noEval")));
            });
          }
        }
      });
      // Inner ones first: what an outer edit moves is complete.
      this.edits.reverse().forEach(edit => edit());
      this.scopeIds.forEach((id, scope) => {
        const node = scope.block;
        if (!this.scopes[id].evaluator || t.isFunction(node))
          return;
        const list = node.type === "CatchClause" ? node.body.body : node.type === "SwitchStatement" || !Array.isArray(node.body) ?
          null : node.body;
        if (list)
          list.unshift(constant("hw$scope" + id, evaluator()));
        else
          this.scopes[id].evaluator = false;
      });
      const body = this.program.node.body;
      body.unshift(constant("hw$frame", call("enter", [t.numericLiteral(0)])));
      body.push(t.expressionStatement(call("leave", [frame()])));
      this.program.scope.crawl();
      return {
        stops: this.stops, functions: this.functions,
        scopes: this.scopes.map(s => [s.kind, s.names, s.parent, s.function, s.evaluator ? 1 : 0]), module: top
      };
    }
  }

  global.hwNameOf = nameOf;

  // A plugin of Babel; the table of the program is left in `facts.debug`.
  global.hwInstrument = function (facts) {
    return { visitor: { Program(path) { facts.debug = new Instrumenter(path).run(); } } };
  };

  // A text that is evaluated in a paused frame, made of syntax that the engine knows; its value is left in "hw$value".
  // "this" is what the debugger gives to the evaluator; private members are read by the readers of the frame's function.
  global.hwEvaluation = function (facts) {
    return {
      visitor: {
        Program(path) {
          path.traverse({
            MemberExpression(inner) {
              const property = inner.node.property;
              if (property.type !== "PrivateName")
                return;
              if (inner.parentPath.isAssignmentExpression({ left: inner.node }) || inner.parentPath.isUpdateExpression())
                facts.refuse("private members can be read here, not changed", inner.node);
              const read = from => t.callExpression(t.memberExpression(t.identifier("hw$private"),
                t.stringLiteral("#" + property.id.name), true), [from]);
              if (!inner.parentPath.isCallExpression({ callee: inner.node })) {
                inner.replaceWith(read(inner.node.object));
                return;
              }
              const of = t.identifier("hw$of");
              inner.parentPath.replaceWith(t.callExpression(t.arrowFunctionExpression([of],
                t.callExpression(t.memberExpression(read(of), t.identifier("call")), [of].concat(inner.parent.arguments))),
              [inner.node.object]));
            }
          });
          const statement = path.node.body[0];
          statement.expression = t.assignmentExpression("=", t.identifier("hw$value"), statement.expression);
        }
      }
    };
  };

  // Problems that Babel notes and goes on after: a private name without its class is none here.
  global.hwParseEvaluation = function (text) {
    const parsed = parser.parse("(" + text + "\n)", {
      sourceType: "script", errorRecovery: true, plugins: ["typescript"], allowAwaitOutsideFunction: true
    });
    const real = parsed.errors.filter(e => e.reasonCode !== "InvalidPrivateFieldResolution");
    if (real.length > 0)
      throw real[0];
    if (parsed.program.body.length !== 1 || parsed.program.body[0].type !== "ExpressionStatement")
      throw new SyntaxError("one expression is evaluated at a time");
  };
}(this));

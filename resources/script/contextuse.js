// Runs in the compiler process beside Babel, before compile.js: which members of `ctx.body` and `ctx.headers` a script
// looks at. Most read a few and nothing else of them; the host then makes only these into values, which is most of what
// an event costs.
"use strict";

(function (global) {
  const t = global.Babel.packages.types;

  const contextNames = new Set(["headers", "rawBody", "rawBytes", "body", "vars", "query", "method", "path", "url", "source",
                                "environment", "batch", "receivedAt", "signing"]);
  const verifiers = new Set(["verifyHmacSha256", "verifyHmac", "verifySignature"]);
  const mostMembers = 64;

  // Somebody could see more than some members.
  class Seen extends Error {}

  function seen() { throw new Seen(); }

  function isNotSeen(look) {
    try {
      look();
      return true;
    } catch (error) {
      if (error instanceof Seen)
        return false;
      throw error;
    }
  }

  function nameOf(key, computed) {
    if (!computed && t.isIdentifier(key))
      return key.name;
    return t.isStringLiteral(key) ? key.value : seen();
  }

  const isWrapper = path => path.isTSAsExpression() || path.isTSNonNullExpression() || path.isTSSatisfiesExpression() ||
    path.isTSTypeAssertion() || path.isParenthesizedExpression();

  const isMember = path => path.isMemberExpression() || path.isOptionalMemberExpression();

  // A member of an object that has no code which could look at the others: a getter could, or an inherited one.
  const isPlain = property => t.isObjectProperty(property) && !(t.isIdentifier(property.key, { name: "__proto__" }) ||
    t.isStringLiteral(property.key, { value: "__proto__" }));

  // Whether what stands here is only read: not assigned to, and not called, which would hand on what it is a member of.
  function isRead(path) {
    let at = path;
    while (isWrapper(at.parentPath))
      at = at.parentPath;
    const parent = at.parentPath;
    if (parent.isCallExpression() || parent.isOptionalCallExpression() || parent.isNewExpression())
      return at.key !== "callee";
    if (parent.isTaggedTemplateExpression())
      return at.key !== "tag";
    if (parent.isAssignmentExpression() || parent.isAssignmentPattern() || parent.isForXStatement())
      return at.key !== "left";
    return !parent.isUpdateExpression() && !parent.isUnaryExpression({ operator: "delete" }) && !parent.isRestElement() &&
      !parent.isArrayPattern() && !(parent.isObjectProperty() && parent.parentPath.isObjectPattern());
  }

  // A variable that nothing is assigned to later.
  function variableOf(path) {
    const variable = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
    return variable && variable.constant ? variable : seen();
  }

  // What is taken out of an object by a pattern: calls `take` with each name, the pattern behind it, and the whole.
  function eachProperty(pattern, take) {
    pattern.get("properties").forEach(property => {
      if (!property.isObjectProperty())
        seen();
      take(nameOf(property.node.key, property.node.computed), property.get("value"), property);
    });
  }

  // What is looked at of one member of the context, `ctx.body` or `ctx.headers`. `option` is the name under which the
  // built-ins that verify take it as a whole: they know it by itself.
  class Uses {
    constructor(option) {
      this.option = option;
      this.members = new Set();
      this.variables = new Set();
    }

    add(name) {
      if (name === "__proto__" || this.members.size === mostMembers)
        seen();
      this.members.add(name);
    }

    // The value goes into a variable, of which `use` gets each place where it is read, or is taken apart.
    bind(target, use, apart) {
      const to = target.isAssignmentPattern() ? target.get("left") : target;
      if (to.isObjectPattern()) {
        apart(to);
        return;
      }
      const variable = variableOf(to);
      if (this.variables.has(variable))
        return;
      this.variables.add(variable);
      variable.referencePaths.forEach(use);
    }

    apart(pattern) { eachProperty(pattern, name => this.add(name)); }

    value(target) { this.bind(target, use => this.use(use), pattern => this.apart(pattern)); }

    // Where the value itself stands.
    use(path) {
      const parent = path.parentPath;
      if (isWrapper(parent))
        return this.use(parent);
      if (isMember(parent) && path.key === "object") {
        if (!isRead(parent))
          seen();
        return this.add(nameOf(parent.node.property, parent.node.computed));
      }
      if (parent.isVariableDeclarator() && path.key === "init")
        return this.value(parent.get("id"));
      if (parent.isLogicalExpression()) {
        // Of "&&" the left is the value only where it is no object.
        return parent.node.operator === "&&" && path.key === "left" ? undefined : this.use(parent);
      }
      if (parent.isConditionalExpression())
        return path.key === "test" ? undefined : this.use(parent);
      if (parent.isObjectProperty() && path.key === "value" && this.isOption(parent))
        return undefined;
      const isNothing = node => t.isNullLiteral(node) || t.isIdentifier(node, { name: "undefined" });
      const isCompared = parent.isBinaryExpression() && /^[!=]==?$/.test(parent.node.operator) &&
        (isNothing(parent.node.left) || isNothing(parent.node.right));
      const isTested = parent.isIfStatement() || parent.isExpressionStatement() ||
        (parent.isUnaryExpression() && /^(?:!|typeof|void)$/.test(parent.node.operator));
      return isCompared || isTested ? undefined : seen();
    }

    isOption(property) {
      const options = property.parentPath;
      const call = options.parentPath;
      return options.isObjectExpression() && options.key === 0 && options.node.properties.every(isPlain) &&
        !property.node.computed && nameOf(property.node.key, false) === this.option && call.isCallExpression() &&
        call.get("callee").isIdentifier() && verifiers.has(call.node.callee.name) &&
        !call.scope.hasBinding(call.node.callee.name, true);
    }
  }

  // Where the context itself stands: `take` gets the name of each member that is read, and a function that goes on with it.
  class Context {
    constructor(take) {
      this.take = take;
      this.uses = new Uses("");
      this.unused = [];
    }

    value(target) { this.uses.bind(target, use => this.use(use), pattern => this.apart(pattern)); }

    use(path) {
      const parent = path.parentPath;
      if (isMember(parent) && path.key === "object") {
        const name = nameOf(parent.node.property, parent.node.computed);
        if (!contextNames.has(name) || !isRead(parent))
          seen();
        this.take(name, uses => uses.use(parent));
      } else if (parent.isVariableDeclarator() && path.key === "init") {
        this.value(parent.get("id"));
      } else {
        seen();
      }
    }

    apart(pattern) {
      eachProperty(pattern, (name, value, property) => {
        if (!contextNames.has(name))
          seen();
        if (value.isIdentifier() && !variableOf(value).referenced)
          this.unused.push(property);
        else
          this.take(name, uses => uses.value(value));
      });
    }
  }

  // Looks through the program as it was written, before anything is changed in it. `members` are the names of those of
  // `body` and `headers` that its main, a function where that is known, may look at, null where it may look at all;
  // `unused` are the places where it takes something out of the context and never uses it, which costs as much as using
  // it. `isRead`: of the context itself it does nothing but read members. `isOurs`: nobody calls main but the host.
  function lookThrough(program, main) {
    const nothing = { members: null, unused: [], isRead: false, isOurs: false };
    if (main === null)
      return nothing;
    const isOurs = program.scope.getOwnBinding("main").referencePaths.every(use =>
      use.isExportDeclaration() || use.parentPath.isExportSpecifier());
    nothing.isOurs = isOurs;
    const uses = { body: new Uses("payload"), headers: new Uses("headers") };
    const whole = {};
    const context = new Context((name, go) => {
      if (uses[name] !== undefined && !whole[name])
        whole[name] = !isNotSeen(() => go(uses[name]));
    });
    const isKnown = isNotSeen(() => {
      program.traverse({
        Identifier(path) {
          if (path.node.name === "arguments")
            seen();
        }
      });
      const parameters = main.get("params").filter(parameter => !parameter.isIdentifier({ name: "this" })); // of TypeScript
      if (parameters.length > 0)
        context.value(parameters[0]);
    });
    if (!isKnown)
      return nothing;
    const namesOf = name => (whole[name] ? null : Array.from(uses[name].members));
    // A script that calls its main itself may give it anything.
    return {
      members: { body: namesOf("body"), headers: namesOf("headers") }, unused: isOurs ? context.unused : [], isRead: true,
      isOurs: isOurs
    };
  }

  global.hwContextUse = { lookThrough: lookThrough };
}(this));

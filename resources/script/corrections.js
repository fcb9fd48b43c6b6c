// Runs in the compiler process beside Babel, before compile.js: what the engine evaluates otherwise than the language says,
// written so that it does not.
"use strict";

(function (global) {
  const t = global.Babel.packages.types;

  // Whether an expression reads one of the names, outside of the functions in it.
  function reads(node, names) {
    if (!node || t.isFunction(node))
      return false;
    if (node.type === "Identifier")
      return names.indexOf(node.name) >= 0;
    return (t.VISITOR_KEYS[node.type] || []).some(key => {
      if (node.type === "MemberExpression" && key === "property" && !node.computed)
        return false;
      return Array.isArray(node[key]) ? node[key].some(inner => reads(inner, names)) : reads(node[key], names);
    });
  }

  // What an expression has evaluated before one of its operands, and uses after it.
  function evaluatedBefore(parent, operand) {
    const partsOf = member => (t.isMemberExpression(member.node) || t.isOptionalMemberExpression(member.node) ?
      [member.get("object")].concat(member.node.computed ? [member.get("property")] : []) : [member]);
    if (parent.isBinaryExpression() && operand.key === "right")
      return [parent.get("left")];
    if (parent.isAssignmentExpression() && operand.key === "right" && t.isMemberExpression(parent.node.left))
      return partsOf(parent.get("left"));
    if ((parent.isMemberExpression() || parent.isOptionalMemberExpression()) && operand.key === "property" && parent.node.computed)
      return [parent.get("object")];
    if ((parent.isCallExpression() || parent.isNewExpression() || parent.isOptionalCallExpression()) &&
        operand.listKey === "arguments")
      return partsOf(parent.get("callee"));
    return [];
  }

  // The engine reads a variable that is an operand when it is used, after the operands that follow have changed it, as in
  // a[i] = b[i++]: its value is taken in time.
  function keepOperands(path) {
    const target = path.isUpdateExpression() ? path.node.argument : path.node.left;
    const names = t.isMemberExpression(target) ? [] : Object.keys(t.getBindingIdentifiers(target, false, true));
    if (names.length === 0)
      return;
    for (let at = path; at.parentPath && !at.parentPath.isStatement() && !at.parentPath.isFunction(); at = at.parentPath) {
      for (const before of evaluatedBefore(at.parentPath, at)) {
        const node = before.node;
        if (node.hwKept || t.isSuper(node) || t.isPrivateName(node) || t.isImport(node) || !reads(node, names))
          continue;
        const call = t.callExpression(t.memberExpression(t.identifier("hw$named"), t.identifier("keep")), [node]);
        call.loc = node.loc;
        call.hwKept = true;
        before.replaceWith(call);
      }
    }
  }

  // A text with values in it; the engine asks objects for their value where it should ask for their text.
  function textOf(path) {
    const node = path.node;
    if (node.expressions.length === 0 || path.parentPath.isTaggedTemplateExpression() || path.parentPath.isTSLiteralType() ||
        node.expressions.some(e => !t.isExpression(e)))
      return;
    const parts = [];
    node.quasis.forEach((quasi, i) => {
      if (i > 0)
        parts.push(node.expressions[i - 1]);
      if (i > 0 && quasi.value.cooked !== "")
        parts.push(t.stringLiteral(quasi.value.cooked));
    });
    const call = t.callExpression(t.memberExpression(t.stringLiteral(node.quasis[0].value.cooked), t.identifier("concat")), parts);
    call.loc = node.loc;
    path.replaceWith(call);
  }

  // An object that is written with its prototype, for which the engine takes a member like others.
  function inherit(path) {
    const isProto = property => t.isObjectProperty(property) && !property.computed && !property.shorthand &&
      (t.isIdentifier(property.key, { name: "__proto__" }) || t.isStringLiteral(property.key, { value: "__proto__" }));
    const at = path.node.properties.findIndex(isProto);
    if (at < 0)
      return;
    const proto = path.node.properties.splice(at, 1)[0].value;
    const call = t.callExpression(t.memberExpression(t.identifier("hw$named"), t.identifier(at === 0 ? "inheriting" : "inherited")),
                                  at === 0 ? [proto, path.node] : [path.node, proto]);
    call.loc = path.node.loc;
    path.replaceWith(call);
  }

  // The engine does not see that a pattern sets variables of a function around it, and sets something else: they are named
  // before, where nothing is read of them.
  function nameTargets(path) {
    const target = path.node.left;
    if (path.node.hwNamed || !t.isPattern(target))
      return;
    const names = Object.keys(t.getBindingIdentifiers(target, false, true));
    if (names.length === 0)
      return;
    path.node.hwNamed = true;
    const named = t.logicalExpression("&&", t.booleanLiteral(false), t.sequenceExpression(names.map(name => t.identifier(name))));
    const before = node => {
      const both = t.sequenceExpression([named, node]);
      both.loc = node.loc;
      return both;
    };
    if (path.isAssignmentExpression())
      path.replaceWith(before(path.node));
    else
      path.node.right = before(path.node.right);
  }

  global.hwCorrections = { keepOperands: keepOperands, textOf: textOf, inherit: inherit, nameTargets: nameTargets };
}(this));

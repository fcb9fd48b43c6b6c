// Runs in the compiler process beside Babel, before compile.js: an asynchronous main that never waits for anything becomes
// a plain function, which costs a third of what the generator does that it would be otherwise.
"use strict";

(function (global) {
  const t = global.Babel.packages.types;

  // They answer at once.
  const verifiers = new Set(["verifyHmacSha256", "verifyHmac", "verifySignature", "verifyJwt"]);

  // What makes promises, or leads to what does.
  const promising = new Set(["Promise", "queueMicrotask", "crypto", "require", "globalThis", "global", "self", "fromAsync"]);

  const isVerifying = path => path.isCallExpression() && path.get("callee").isIdentifier() &&
    verifiers.has(path.node.callee.name) && !path.scope.hasBinding(path.node.callee.name, true);

  // An await lets go first whatever waits to be run. Where nothing can wait, and the value is there, it does nothing: `main`
  // is all that is asynchronous, and the program names nothing that makes a promise.
  function canWait(program, main) {
    let found = false;
    program.traverse({
      "TSTypeAnnotation|TSTypeParameterInstantiation|TSTypeAliasDeclaration|TSInterfaceDeclaration"(path) { path.skip(); },
      Function(path) { found = found || (path.node.async && path.node !== main.node); },
      ForOfStatement(path) { found = found || path.node.await; },
      ImportDeclaration(path) { found = found || path.node.importKind !== "type"; },
      Identifier(path) { found = found || promising.has(path.node.name); },
      AwaitExpression(path) { found = found || !isVerifying(path.get("argument")); }
    });
    return found;
  }

  // Whether `main` was made a plain function.
  function drop(program, main) {
    const awaits = [];
    main.traverse({
      Function(path) { path.skip(); },
      AwaitExpression(path) { awaits.push(path); },
      ForOfStatement(path) {
        if (path.node.await)
          awaits.push(path);
      }
    });
    if (awaits.length > 0 && canWait(program, main))
      return false;
    awaits.reverse().forEach(path => path.replaceWith(path.node.argument));
    main.node.async = false;
    return true;
  }

  global.hwAwaits = { drop: drop };
}(this));

// Loads modules of core-js, by name, into the realm before it is hardened.
(function (native, names) {
  "use strict";
  const loaded = {};
  function load(path) {
    if (loaded[path])
      return loaded[path].exports;
    const module = loaded[path] = { exports: {} };
    const folder = path.slice(0, path.lastIndexOf("/"));
    const code = new Function("module", "exports", "require", native.module(path));
    code(module, module.exports, name => load(name.startsWith("../") ? name.slice(3) : folder + name.slice(1)));
    return module.exports;
  }
  names.forEach(name => load("modules/" + name));
})

// Loads modules of core-js, by name, into the realm before it is hardened.
(function (native, names) {
  "use strict";
  const loaded = {};
  function load(path) {
    if (loaded[path])
      return loaded[path].exports;
    const module = loaded[path] = { exports: {} };
    const folder = path.slice(0, path.lastIndexOf("/"));
    // The engine would read the first index after the second has changed it.
    const source = native.module(path).replace(/\[(\w+)\] = (?=\w+\[\1\+\+\])/g, "[+$1] = ");
    const code = new Function("module", "exports", "require", source);
    code(module, module.exports, name => load(name.startsWith("../") ? name.slice(3) : folder + name.slice(1)));
    return module.exports;
  }
  names.forEach(name => load("modules/" + name));
})

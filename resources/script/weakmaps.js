// WeakMap and WeakSet for the compiler. The engine's own look for a key through all of them one by one, and Babel hangs
// what it knows of every tree on the nodes in weak maps: each script would take it longer than the one before. Here the
// key itself holds its value, which is found at once and goes with the key.
(function (global) {
  "use strict";
  const define = Object.defineProperty;
  const System = global.WeakMap;
  const held = Symbol("held"); // [map, value, map, value, …]: few maps know one key
  const none = [];

  function heldBy(key) {
    if (key === null || typeof key !== "object" && typeof key !== "function")
      return none;
    const list = key[held];
    // What a prototype holds is not its heirs'.
    return list !== undefined && list.key === key ? list : none;
  }

  class WeakMap {
    constructor(pairs) {
      this.frozen = null; // what can hold nothing itself
      if (pairs !== undefined && pairs !== null) {
        for (const pair of pairs)
          this.set(pair[0], pair[1]);
      }
    }

    at(key) {
      const list = heldBy(key);
      for (let i = 0; i < list.length; i += 2) {
        if (list[i] === this)
          return i;
      }
      return -1;
    }

    has(key) {
      return this.at(key) >= 0 || this.frozen !== null && this.frozen.has(key);
    }

    get(key) {
      const at = this.at(key);
      if (at >= 0)
        return key[held][at + 1];
      return this.frozen === null ? undefined : this.frozen.get(key);
    }

    set(key, value) {
      const at = this.at(key);
      if (at >= 0) {
        key[held][at + 1] = value;
      } else if (heldBy(key) !== none) {
        key[held].push(this, value);
      } else if (Object.isExtensible(key)) {
        const list = [this, value];
        list.key = key;
        define(key, held, { value: list, configurable: true });
      } else {
        if (this.frozen === null)
          this.frozen = new System();
        this.frozen.set(key, value); // and says what is no key
      }
      return this;
    }

    delete(key) {
      const at = this.at(key);
      if (at >= 0) {
        key[held].splice(at, 2);
        return true;
      }
      return this.frozen !== null && this.frozen.delete(key);
    }
  }

  class WeakSet {
    constructor(values) {
      this.map = new WeakMap();
      if (values !== undefined && values !== null) {
        for (const value of values)
          this.add(value);
      }
    }

    has(value) { return this.map.has(value); }
    add(value) {
      this.map.set(value, true);
      return this;
    }
    delete(value) { return this.map.delete(value); }
  }

  global.WeakMap = WeakMap;
  global.WeakSet = WeakSet;
})(this);

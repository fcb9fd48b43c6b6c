// ---- Map and Set ------------------------------------------------------------------------------------------------

// The engine looks for a key through all of them one by one, so that a few thousand take seconds, and where one is
// deleted while the others are gone through, it passes over the next. These keep their entries in a list of their own.

const entriesOf = Symbol("entries");
const placesFrom = 16; // fewer are looked through

class Entries {
  constructor(owner) {
    this.owner = owner;
    this.count = 0;
    this.first = undefined;
    this.last = undefined;
    this.places = null; // by key: of primitive values, and of objects
    this.objects = null;
    this.stale = 0; // places of what was deleted
  }

  static nameOf(key) {
    switch (typeof key) {
    case "string": return "s" + key;
    case "number": return "n" + key;
    case "object": return key === null ? "null" : "";
    case "function":
    case "symbol": return "";
    default: return text(key);
    }
  }

  find(key) {
    if (this.places !== null) {
      const name = Entries.nameOf(key);
      return name === "" ? apply(systemMapGet, this.objects, [key]) : this.places[name];
    }
    if (key !== key) {
      for (let entry = this.first; entry !== undefined; entry = entry.next) {
        if (entry.key !== entry.key)
          return entry;
      }
      return undefined;
    }
    for (let entry = this.first; entry !== undefined; entry = entry.next) {
      if (entry.key === key)
        return entry;
    }
    return undefined;
  }

  place(entry) {
    const name = Entries.nameOf(entry.key);
    if (name === "")
      apply(systemMapSet, this.objects, [entry.key, entry]);
    else
      this.places[name] = entry;
  }

  makePlaces() {
    this.places = create(null);
    this.objects = new SystemMap();
    this.stale = 0;
    for (let entry = this.first; entry !== undefined; entry = entry.next)
      this.place(entry);
  }

  put(key, value) {
    const known = this.find(key);
    if (known !== undefined) {
      known.value = value;
      return;
    }
    const entry = { key: key === 0 ? 0 : key, value: value, previous: this.last, next: undefined, isGone: false };
    if (this.last === undefined)
      this.first = entry;
    else
      this.last.next = entry;
    this.last = entry;
    ++this.count;
    if (this.places !== null)
      this.place(entry);
    else if (this.count > placesFrom)
      this.makePlaces();
  }

  // An entry that is gone keeps what stood before it: whoever stands at it goes on from there.
  remove(key) {
    const entry = this.find(key);
    if (entry === undefined)
      return false;
    entry.isGone = true;
    if (entry.previous === undefined)
      this.first = entry.next;
    else
      entry.previous.next = entry.next;
    if (entry.next === undefined)
      this.last = entry.previous;
    else
      entry.next.previous = entry.previous;
    --this.count;
    if (this.places !== null) {
      const name = Entries.nameOf(key);
      if (name === "")
        apply(systemMapDelete, this.objects, [key]);
      else
        this.places[name] = undefined;
      if (++this.stale > 1000 && this.stale > this.count)
        this.makePlaces();
    }
    return true;
  }

  clear() {
    for (let entry = this.first; entry !== undefined; entry = entry.next) {
      entry.isGone = true;
      entry.previous = undefined;
    }
    this.first = this.last = undefined;
    this.count = 0;
    this.places = this.objects = null;
  }

  after(entry) {
    let at = entry;
    while (at !== undefined && at.isGone)
      at = at.previous;
    return at === undefined ? this.first : at.next;
  }

  each(callback, self, collection) {
    if (typeof callback !== "function")
      throw new TypeError("forEach needs a function");
    for (let entry = this.after(undefined); entry !== undefined; entry = this.after(entry))
      apply(callback, self, [this.owner === RunMap ? entry.value : entry.key, entry.key, collection]);
  }
}

const SystemMap = Map;
const SystemSet = Set;
const systemMapGet = Map.prototype.get;
const systemMapSet = Map.prototype.set;
const systemMapDelete = Map.prototype.delete;

function entriesIn(collection, owner) {
  const entries = isObject(collection) ? collection[entriesOf] : undefined;
  if (entries === undefined || entries.owner !== owner)
    throw new TypeError("This is no " + owner.name);
  return entries;
}

function makeCollection(System, owner, target, items, adderName, add) {
  if (target === undefined)
    throw new TypeError(owner.name + " needs new");
  const made = Reflect.construct(System, [], target);
  const entries = new Entries(owner);
  define(made, entriesOf, { value: entries });
  if (isMissing(items))
    return made;
  const adder = made[adderName];
  if (typeof adder !== "function")
    throw new TypeError(adderName + " must be a function");
  add(items, adder === owner.prototype[adderName] ? entries : null, made, adder);
  return made;
}

function pairOf(item) {
  if (!isObject(item))
    throw new TypeError("What a map is made of must be pairs");
  return item;
}

const RunMap = function Map(items) {
  return makeCollection(SystemMap, RunMap, new.target, items, "set", (all, entries, made, set) => {
    eachOf(all, item => {
      const key = pairOf(item)[0];
      const value = item[1];
      if (entries !== null)
        entries.put(key, value);
      else
        apply(set, made, [key, value]);
    });
  });
};

const RunSet = function Set(items) {
  return makeCollection(SystemSet, RunSet, new.target, items, "add", (all, entries, made, add) => {
    eachOf(all, item => {
      if (entries !== null)
        entries.put(item, item);
      else
        apply(add, made, [item]);
    });
  });
};

// Where an iterator stands: in a hidden member, which the engine's own iterators do not have.
const walkOf = Symbol("walk");

function iteratorsOf(owner, System) {
  const proto = Object.getPrototypeOf(new System()[Symbol.iterator]());
  hide(proto, "next", function next() {
    const walk = isObject(this) ? this[walkOf] : undefined;
    if (walk === undefined || walk.owner !== owner)
      throw new TypeError("This is no iterator of a " + owner.name);
    if (walk.entries === null)
      return { value: undefined, done: true };
    const entry = walk.at = walk.entries.after(walk.at);
    if (entry === undefined) {
      walk.entries = null;
      return { value: undefined, done: true };
    }
    return { value: walk.take(entry), done: false };
  });
  return (collection, take) => define(create(proto), walkOf, {
    value: { owner: owner, entries: entriesIn(collection, owner), at: undefined, take: take }
  });
}

const keyIn = entry => entry.key;
const valueIn = entry => entry.value;
const pairIn = entry => [entry.key, entry.value];
const twiceIn = entry => [entry.key, entry.key];

function giveMethods(owner, System, methods) {
  const proto = System.prototype;
  define(owner, "prototype", { value: proto, writable: false });
  define(owner, "length", { value: 0 });
  define(owner, Symbol.species, { get: describe(System, Symbol.species) ? describe(System, Symbol.species).get : function () { return this; },
                                  configurable: true });
  hide(proto, "constructor", owner);
  for (const name of Object.keys(methods))
    hide(proto, name, methods[name]);
  define(proto, "size", { get: describe({ get size() { return entriesIn(this, owner).count; } }, "size").get, configurable: true });
}

const overMap = iteratorsOf(RunMap, SystemMap);
giveMethods(RunMap, SystemMap, {
  get(key) {
    const entry = entriesIn(this, RunMap).find(key);
    return entry === undefined ? undefined : entry.value;
  },
  has(key) { return entriesIn(this, RunMap).find(key) !== undefined; },
  set(key, value) {
    entriesIn(this, RunMap).put(key, value);
    return this;
  },
  delete(key) { return entriesIn(this, RunMap).remove(key); },
  clear() { entriesIn(this, RunMap).clear(); },
  forEach(callback, ...self) { entriesIn(this, RunMap).each(callback, self[0], this); },
  entries() { return overMap(this, pairIn); },
  keys() { return overMap(this, keyIn); },
  values() { return overMap(this, valueIn); }
});
hide(SystemMap.prototype, Symbol.iterator, SystemMap.prototype.entries);
hide(RunMap, "groupBy", function groupBy(items, keyOf) {
  if (typeof keyOf !== "function")
    throw new TypeError("Map.groupBy needs a function");
  const groups = new RunMap();
  const entries = groups[entriesOf];
  let at = 0;
  eachOf(items, item => {
    const key = keyOf(item, at++);
    const known = entries.find(key);
    if (known === undefined)
      entries.put(key, [item]);
    else
      known.value.push(item);
  });
  return groups;
});

const overSet = iteratorsOf(RunSet, SystemSet);
giveMethods(RunSet, SystemSet, {
  has(value) { return entriesIn(this, RunSet).find(value) !== undefined; },
  add(value) {
    const entries = entriesIn(this, RunSet);
    if (entries.find(value) === undefined)
      entries.put(value, value === 0 ? 0 : value);
    return this;
  },
  delete(value) { return entriesIn(this, RunSet).remove(value); },
  clear() { entriesIn(this, RunSet).clear(); },
  forEach(callback, ...self) { entriesIn(this, RunSet).each(callback, self[0], this); },
  entries() { return overSet(this, twiceIn); },
  values() { return overSet(this, keyIn); }
});
hide(SystemSet.prototype, "keys", SystemSet.prototype.values);
hide(SystemSet.prototype, Symbol.iterator, SystemSet.prototype.values);

// What another set tells of itself, for the methods that compare two.
function recordOf(other) {
  if (!isObject(other))
    throw new TypeError("What a set is compared with must be a set");
  const size = Number(other.size);
  if (size !== size)
    throw new TypeError("The size of what a set is compared with must be a number");
  if (Math.trunc(size) < 0)
    throw new RangeError("The size of what a set is compared with must not be negative");
  const has = other.has;
  const keys = other.keys;
  if (typeof has !== "function" || typeof keys !== "function")
    throw new TypeError("What a set is compared with must have the methods has and keys");
  return {
    size: Math.trunc(size),
    has: value => Boolean(apply(has, other, [value])),
    // `take` ends it by giving true.
    each(take) {
      const iterator = iteratorBy(keys, other);
      if (!eachStep(iterator, take))
        return;
      const end = iterator.return;
      if (!isMissing(end))
        apply(end, iterator, []);
    }
  };
}

function setOf(entries) {
  const made = new RunSet();
  for (let entry = entries.first; entry !== undefined; entry = entry.next)
    made[entriesOf].put(entry.key, entry.key);
  return made;
}

// Whether `holds` is true of all members, those included that come meanwhile.
function isTrueOfAll(entries, holds) {
  for (let entry = entries.after(undefined); entry !== undefined; entry = entries.after(entry)) {
    if (!holds(entry.key))
      return false;
  }
  return true;
}

const comparing = {
  union(other) {
    const own = entriesIn(this, RunSet);
    const record = recordOf(other);
    const made = setOf(own);
    record.each(value => { made.add(value); });
    return made;
  },
  intersection(other) {
    const own = entriesIn(this, RunSet);
    const record = recordOf(other);
    const made = new RunSet();
    const take = value => { made.add(value); };
    if (own.count <= record.size)
      isTrueOfAll(own, value => (record.has(value) && take(value), true));
    else
      record.each(value => { if (own.find(value) !== undefined) take(value); });
    return made;
  },
  difference(other) {
    const own = entriesIn(this, RunSet);
    const record = recordOf(other);
    const made = setOf(own);
    if (own.count <= record.size)
      isTrueOfAll(own, value => (record.has(value) && made.delete(value), true));
    else
      record.each(value => { made.delete(value); });
    return made;
  },
  symmetricDifference(other) {
    const own = entriesIn(this, RunSet);
    const record = recordOf(other);
    const made = setOf(own);
    record.each(value => {
      if (own.find(value) !== undefined)
        made.delete(value);
      else
        made.add(value);
    });
    return made;
  },
  isSubsetOf(other) {
    const own = entriesIn(this, RunSet);
    const record = recordOf(other);
    return own.count <= record.size && isTrueOfAll(own, record.has);
  },
  isSupersetOf(other) {
    const own = entriesIn(this, RunSet);
    const record = recordOf(other);
    let holds = own.count >= record.size;
    if (holds)
      record.each(value => !(holds = own.find(value) !== undefined));
    return holds;
  },
  isDisjointFrom(other) {
    const own = entriesIn(this, RunSet);
    const record = recordOf(other);
    let holds = true;
    if (own.count <= record.size)
      return isTrueOfAll(own, value => !record.has(value));
    record.each(value => !(holds = own.find(value) === undefined));
    return holds;
  }
};
for (const name of Object.keys(comparing))
  hide(SystemSet.prototype, name, comparing[name]);

// Those that hold their keys weakly are filled through the same way; they cannot be gone through.
function weak(System, adderName, add) {
  const made = function (items) {
    if (new.target === undefined)
      throw new TypeError(System.name + " needs new");
    const collection = Reflect.construct(System, [], new.target);
    if (isMissing(items))
      return collection;
    const adder = collection[adderName];
    if (typeof adder !== "function")
      throw new TypeError(adderName + " must be a function");
    eachOf(items, item => { apply(adder, collection, add(item)); });
    return collection;
  };
  define(made, "name", { value: System.name });
  define(made, "length", { value: 0 });
  define(made, "prototype", { value: System.prototype, writable: false });
  hide(System.prototype, "constructor", made);
  return made;
}
const RunWeakMap = weak(WeakMap, "set", item => [pairOf(item)[0], item[1]]);
const RunWeakSet = weak(WeakSet, "add", item => [item]);

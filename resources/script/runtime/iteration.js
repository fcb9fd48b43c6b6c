// ---- what goes through an iterator ------------------------------------------------------------------------------

// Where a built-in of the engine ends an iterator before time it calls whatever stands in its `return`, and crashes where
// that is no function; these ask first.

const isObject = value => value !== null && (typeof value === "object" || typeof value === "function");
const systemValues = Array.prototype[Symbol.iterator];

function closeQuietly(iterator) {
  try {
    const end = iterator.return;
    if (end !== undefined && end !== null)
      apply(end, iterator, []);
  } catch (error) {
    // what led here is what is told
  }
}

function iteratorBy(begin, items) {
  const iterator = apply(begin, items, []);
  if (!isObject(iterator))
    throw new TypeError("An iterator must be an object");
  return iterator;
}

// Calls `take` with each value until it gives true; whether it did.
function eachStep(iterator, take) {
  const next = iterator.next;
  for (;;) {
    const step = apply(next, iterator, []);
    if (!isObject(step))
      throw new TypeError("What next() of an iterator gives must be an object");
    if (step.done)
      return false;
    if (take(step.value) === true)
      return true;
  }
}

// Calls `take` with each item; where that throws, the iterator is ended.
function eachOf(items, take) {
  const begin = items[Symbol.iterator];
  if (begin === systemValues && isArray(items)) {
    for (let i = 0; i < items.length; ++i)
      take(items[i]);
    return;
  }
  if (typeof begin !== "function")
    throw new TypeError(inspect(items, 1, []) + " is not iterable");
  const iterator = iteratorBy(begin, items);
  eachStep(iterator, value => {
    try {
      take(value);
    } catch (error) {
      closeQuietly(iterator);
      throw error;
    }
  });
}

function isConstructor(value) {
  try {
    Reflect.construct(Object, [], value);
    return true;
  } catch (error) {
    return false;
  }
}

const isMissing = value => value === undefined || value === null;

function callableOrMissing(map) {
  if (map !== undefined && typeof map !== "function")
    throw new TypeError("What maps the items must be a function");
}

function lengthOf(list) {
  const length = Math.trunc(Number(list.length));
  return length > 0 ? Math.min(length, Number.MAX_SAFE_INTEGER) : 0;
}

// The engine's own Array.from takes pairs of surrogates apart, too.
hide(Array, "from", function from(items, map, self) {
  callableOrMissing(map);
  const Made = this;
  const isOwn = Made === Array || !isConstructor(Made);
  let made, at = 0;
  const put = item => {
    const value = map === undefined ? item : apply(map, self, [item, at]);
    if (isOwn)
      made[at++] = value;
    else
      define(made, at++, { value: value, writable: true, enumerable: true, configurable: true });
  };
  if (isMissing(items[Symbol.iterator])) {
    const list = Object(items);
    const length = lengthOf(list);
    made = isOwn ? new Array(length) : new Made(length);
    while (at < length)
      put(list[at]);
  } else {
    made = isOwn ? [] : new Made();
    eachOf(items, put);
  }
  made.length = at;
  return made;
});
define(Array.from, "length", { value: 1 });

hide(TypedArray, "from", function from(items, map, self) {
  if (!isConstructor(this))
    throw new TypeError("TypedArray.from needs a constructor");
  callableOrMissing(map);
  let list = items;
  if (!isMissing(items[Symbol.iterator])) {
    list = [];
    eachOf(items, item => { list.push(item); });
  }
  const made = new this(lengthOf(list));
  for (let i = 0; i < made.length; ++i)
    made[i] = map === undefined ? list[i] : apply(map, self, [list[i], i]);
  return made;
});
define(TypedArray.from, "length", { value: 1 });

// A promise of a class, with what settles it.
function promiseOf(Made) {
  const made = {};
  made.promise = new Made((done, failed) => {
    if (made.done !== undefined || made.failed !== undefined)
      throw new TypeError("A promise's executor is called once");
    made.done = done;
    made.failed = failed;
  });
  if (typeof made.done !== "function" || typeof made.failed !== "function")
    throw new TypeError("A promise's executor gets two functions");
  return made;
}

function promiseThrough(Made, items, use) {
  const made = promiseOf(Made);
  try {
    const resolveOne = Made.resolve;
    if (typeof resolveOne !== "function")
      throw new TypeError("resolve must be a function");
    use(made, item => apply(resolveOne, Made, [item]));
  } catch (error) {
    apply(made.failed, undefined, [error]);
  }
  return made.promise;
}

hide(Promise, "all", function all(items) {
  return promiseThrough(this, items, (made, resolveOne) => {
    const values = [];
    let left = 1, count = 0;
    const settled = () => {
      if (--left === 0)
        apply(made.done, undefined, [values]);
    };
    eachOf(items, item => {
      const at = count++;
      values[at] = undefined;
      const next = resolveOne(item);
      let isOver = false;
      ++left;
      next.then(value => {
        if (isOver)
          return;
        isOver = true;
        values[at] = value;
        settled();
      }, made.failed);
    });
    settled();
  });
});

hide(Promise, "race", function race(items) {
  return promiseThrough(this, items, (made, resolveOne) => {
    eachOf(items, item => { resolveOne(item).then(made.done, made.failed); });
  });
});

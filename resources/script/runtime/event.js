// The last part: runs one event, and gives the host what it needs.

// ---- one event --------------------------------------------------------------------------------------------------

class Module {
  constructor() { this.exports = {}; }
  pick(main) {
    if (typeof main === "function")
      return main;
    const exported = this.exports;
    const found = [main, exported, exported && exported.main, exported && exported.default,
                   exported && exported.default && exported.default.main].find(f => typeof f === "function");
    return found;
  }
}
freeze(Module.prototype);

function readBody() {
  if (!state.bodyKnown) {
    state.bodyKnown = true;
    state.body = freshBody(state.someMembers);
  }
  return state.body;
}

// With those members alone that the program's main looks at, where these are known and the body is an object of JSON.
function freshBody(someMembers) {
  const kind = native.bodyKind();
  if (kind === 0)
    return null;
  if (kind === 1) {
    try {
      const members = someMembers ? native.bodyMembers() : "";
      return parse(members !== "" ? members : readRaw());
    } catch (error) {
      native.badBody();
      return null;
    }
  }
  return parse(kind === 3 ? native.element() : native.bodyJson());
}

function readRaw() {
  if (state.rawBody === undefined)
    state.rawBody = native.rawBody();
  return state.rawBody;
}

function readHeaders() {
  if (state.headers === undefined)
    state.headers = native.headers(state.someHeaders);
  return state.headers;
}

let varsKey = 0, vars = freeze({}), signingKey = 0, signing = null;

function readVars() {
  if (state.varsKey !== varsKey) {
    vars = freeze(native.vars());
    varsKey = state.varsKey;
  }
  return vars;
}

function deepFreeze(value) {
  if (value !== null && typeof value === "object")
    Object.keys(value).forEach(key => deepFreeze(value[key]));
  return freeze(value);
}

function readSigning() {
  if (native.signingKey() !== signingKey) {
    signing = deepFreeze(parse(native.signing()));
    signingKey = native.signingKey();
  }
  return signing;
}

function override(name) {
  return function (value) {
    define(this, name, { value: value, writable: true, configurable: true, enumerable: true });
  };
}
const setters = { body: override("body"), rawBody: override("rawBody"), headers: override("headers"), vars: override("vars") };

const lazy = {
  body: { get: readBody, set: setters.body, enumerable: true, configurable: true },
  rawBody: { get: readRaw, set: setters.rawBody, enumerable: true, configurable: true },
  headers: { get: readHeaders, set: setters.headers, enumerable: true, configurable: true },
  vars: { get: readVars, set: setters.vars, enumerable: true, configurable: true },
  rawBytes: {
    get() {
      if (state.bytes === undefined)
        state.bytes = new Uint8Array(native.rawBytes());
      return state.bytes;
    },
    enumerable: true, configurable: true
  },
  query: { get: () => native.field("query"), enumerable: true, configurable: true },
  method: { get: () => native.field("method"), enumerable: true, configurable: true },
  path: { get: () => native.field("path"), enumerable: true, configurable: true },
  url: { get: () => native.field("url"), enumerable: true, configurable: true },
  source: { get: () => native.field("source"), enumerable: true, configurable: true },
  environment: { get: () => native.field("environment"), enumerable: true, configurable: true },
  batch: { get: () => native.batch(), enumerable: true, configurable: true },
  receivedAt: { get: () => native.field("receivedAt"), enumerable: true, configurable: true },
  signing: { get: readSigning, enumerable: true, configurable: true }
};
for (const name of Object.keys(lazy)) {
  freeze(lazy[name].get);
  if (lazy[name].set !== undefined)
    freeze(lazy[name].set);
}

// Most scripts only read members: what they get inherits these, which costs a tenth of having 14 of its own. A script
// that may do anything else with the context gets them as its own.
const Context = Object.defineProperties({}, lazy);
freeze(Context);

// The top-level key and the kind of what JSON would drop or refuse.
class Unwritable extends TypeError {}

function jsonOf(key, value) {
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "number" || value === null)
    return stringify(value);
  const above = [];
  return stringify(value, function (name, item) {
    if (typeof item === "function" || typeof item === "symbol")
      throw new Unwritable('The returned "' + key + '" holds a ' + typeof item + ", which is not JSON");
    if (item !== null && typeof item === "object") {
      while (above.length > 0 && above[above.length - 1] !== this)
        above.pop();
      if (above.indexOf(item) >= 0 || item === this)
        throw new Unwritable('The returned "' + key + '" holds itself (a cycle), which is not JSON');
      above.push(item);
    }
    return item;
  });
}

function finish(value) {
  if (state.done)
    return;
  try {
    if (value === null || typeof value !== "object" || isArray(value))
      throw new TypeError("main must return an object, not " + (value === null ? "null" : isArray(value) ? "an array" : typeof value));
    let verified = 0;
    let ignore = null;
    const members = [];
    for (const key of Object.keys(value)) {
      const item = value[key];
      if (key === "verified") {
        verified = item === true ? 2 : 1;
      } else if (key === "ignore" && typeof item === "string") {
        ignore = item;
      } else if (item !== undefined) {
        let json;
        try {
          json = jsonOf(key, item);
        } catch (error) {
          if (!(error instanceof TypeError) || text(error.message).indexOf("circular") < 0)
            throw error;
          throw new Unwritable('The returned "' + key + '" holds itself (a cycle), which is not JSON');
        }
        if (json !== undefined)
          members.push(stringify(key) + ":" + json);
      }
    }
    state.done = true;
    const preprocess = members.length === 0 ? "{}" : "{" + members.join(",") + "}";
    if (state.isRunning && ignore === null && state.expressions.length === 0)
      state.result = verified + preprocess;
    else if (native.finish(verified, ignore !== null, ignore === null ? "" : ignore, preprocess) && state.expressions.length > 0)
      evaluate(preprocess);
  } catch (error) {
    fail(error);
  }
}

function evaluate(preprocessText) {
  const body = freshBody(false);
  const headers = native.headers(false);
  const preprocess = parse(preprocessText);
  state.expressions.forEach((expression, index) => {
    if (expression === null)
      return;
    try {
      const value = expression(body, headers, preprocess, readVars());
      const json = value === undefined ? undefined : jsonOf("value", value);
      native.expression(index, json === undefined ? "" : json);
    } catch (error) {
      const told = tell(error);
      native.expressionFailed(index, told.name, told.message, told.stack);
    }
  });
}

// Name, message and stack of what was thrown, which may be anything.
function tell(error) {
  const told = { name: "Error", message: "", stack: "" };
  try {
    if (error instanceof Error) {
      told.name = text(error.name);
      told.message = text(error.message);
      told.stack = text(error.stack);
    } else {
      told.message = "thrown: " + inspect(error, 0, []);
    }
  } catch (another) {
    told.message = "thrown: a value that cannot be shown";
  }
  return told;
}

function fail(error) {
  if (state.done)
    return;
  state.done = true;
  const told = tell(error);
  native.fail(told.name, told.message, told.stack);
}

// ---- asynchronous functions -----------------------------------------------------------------------------------------

const nextOf = Generator.prototype.next;
const throwOf = Generator.prototype.throw;

// The rest of an asynchronous function, from an await of `value` on. What goes before its first await has been run.
function settle(frames, value, done, failed) {
  const go = (resume, given) => {
    let step;
    try {
      step = apply(resume, frames, [given]);
    } catch (error) {
      failed(error);
      return;
    }
    if (step.done)
      done(step.value);
    else
      apply(then, resolve(step.value), [proceed, raise]);
  };
  const proceed = given => { go(nextOf, given); };
  const raise = error => { go(throwOf, error); };
  apply(then, resolve(value), [proceed, raise]);
}

// What the compiler makes of asynchronous functions calls this with the function's body, a generator.
//
// An await lets everything go first that already waits to be run. While nothing can wait (the first asynchronous
// function of the event is `main` itself, whose caller only waits for it, and nothing that makes promises was used yet)
// nobody can tell whether it does, and what is awaited is mostly the plain value that a built-in returns: then it goes
// on at once. That spares most scripts all promises, which are half of what their events cost.
named.async = function (body) {
  return function () {
    if (state.isMain) {
      state.isMain = false;
      const frames = apply(body, this, arguments);
      let step = apply(nextOf, frames, [undefined]);
      while (!step.done && state.isQuiet && (step.value === null || typeof step.value !== "object") &&
             typeof step.value !== "function")
        step = apply(nextOf, frames, [step.value]);
      if (step.done)
        return step.value;
      state.isQuiet = false;
      return new Promise((done, failed) => { settle(frames, step.value, done, failed); });
    }
    state.isQuiet = false;
    return new Promise((done, failed) => {
      const frames = apply(body, this, arguments);
      const step = apply(nextOf, frames, [undefined]);
      if (step.done)
        done(step.value);
      else
        settle(frames, step.value, done, failed);
    });
  };
};

// What can make a promise, or lead to what can, other than an asynchronous function and the built-ins that tell.
const makesPromises = /\b(?:Promise|globalThis|global|self|fromAsync)\b/;

function prepare(program, code) {
  program.wholeContext = program.isContextRead !== true;
  program.isQuiet = !makesPromises.test(code);
  program.isGenerator = program.asyncMain === true && program.plainMain !== true;
}

// Runs an event until it ends or waits; the host then settles promises and calls wake(). Gives what main returned, as
// finish() would tell it, where the event has ended with that and nothing else is to be done: one call of the host less.
function run(program, varsId) {
  state = {
    done: false, bodyKnown: false, body: undefined, rawBody: undefined, bytes: undefined, headers: undefined,
    global: null, counts: null, timers: [], lastTimer: 0, waited: 0, expressions: program.expressions,
    isMain: false, isQuiet: program.isQuiet, isRunning: true, result: undefined, varsKey: varsId, someMembers: program.bodyMembers !== undefined,
    someHeaders: program.headersMembers !== undefined
  };
  if (program.script === undefined) {
    finish({});
    return state.result;
  }
  try {
    const main = program.script(new Module(), require);
    if (typeof main !== "function")
      throw new TypeError("The script defines no function named main");
    if (watcher !== null)
      watcher.startMain();
    state.isMain = program.isQuiet && program.isGenerator;
    const value = main(program.wholeContext ? Object.defineProperties({}, lazy) : create(Context));
    // What main gives goes behind everything that already waits to be run.
    if (!state.isQuiet || isObject(value) && typeof value.then === "function")
      apply(then, resolve(value), [finish, fail]);
    else
      finish(value);
  } catch (error) {
    if (watcher !== null)
      watcher.failed(error);
    fail(error);
  }
  state.isRunning = false;
  return state.result;
}

function watch(debugging) {
  watcher = debugging;
  watcher.trust(Object.keys(lazy).map(name => lazy[name].get));
}

// 0: the event has ended; 1: a timer was run; 2: nothing is left that could settle it; 3: the time limit was waited for.
function wake(limit) {
  if (state.done)
    return 0;
  let next = 0;
  for (let i = 1; i < state.timers.length; ++i) {
    if (state.timers[i].due < state.timers[next].due)
      next = i;
  }
  if (state.timers.length === 0)
    return 2;
  const timer = state.timers[next];
  if (timer.due > limit)
    return 3;
  state.waited = timer.due;
  if (timer.every > 0)
    timer.due += timer.every;
  else
    state.timers.splice(next, 1);
  try {
    apply(timer.callback, undefined, timer.values);
  } catch (error) {
    fail(error);
  }
  return state.done ? 0 : 1;
}

// Between two events: what the last one held need not be kept until the next.
function forget() { state = null; }

return { run: run, wake: wake, forget: forget, prepare: prepare, watch: watch, named: named, held: held };

// The debugger of one realm, in debug runs alone. Instrumented scripts (instrument.js) call it before each statement; it
// stops them there, and answers requests of the Debug Adapter Protocol while they stand. `native` is the host's side of
// it; `attention` is set by the engine when it has sent something to a running script; `marker` takes the line that runs.
(function (native, attention, marker, makeDescribing) {
  "use strict";

  const apply = Reflect.apply;
  const stringify = JSON.stringify;
  const parse = JSON.parse;
  const text = String;

  let places = null;      // the program's table: stops, functions, scopes
  let breakpoints = [];   // by stop: the breakpoints there
  let on = { unverified: false, caught: false, uncaught: false };
  let stack = [];         // frames, the running one last
  let step = null;        // {mode, frame}
  let pausing = false;
  let busy = 0;           // > 0 while something is evaluated for the debugger: nothing stops then
  let mainIsNext = false;
  let toldUnverified = false;
  let thrownObjects = new WeakSet(); // errors that have been seen on their way up
  let thrownValue = null;            // the same of one that is no object: {value}
  let view = null;                   // what was shown of the present stop (describe.js), and its frames

  const isObject = value => value !== null && (typeof value === "object" || typeof value === "function");
  const lineOf = frame => places.stops[frame.stop][0];
  // 0 = plain, 1 = async, 2 = generator, 3 = async generator.
  const kindOf = frame => places.functions[frame.function][1];

  // ---- frames -----------------------------------------------------------------------------------------------------

  function enter(id) {
    const frame = {
      function: id, caller: stack.length > 0 ? stack[stack.length - 1] : null, stop: -1, head: -1, evaluator: null,
      self: undefined, done: false, isMain: mainIsNext, quiet: busy > 0
    };
    mainIsNext = false;
    stack.push(frame);
    return frame;
  }

  // Makes a frame the running one, wherever it was before.
  function settle(frame) {
    const at = stack.lastIndexOf(frame);
    if (at >= 0) {
      stack.length = at + 1;
      return;
    }
    if (stack.length > 0)
      frame.caller = stack[stack.length - 1];
    stack.push(frame);
  }

  function suspend(frame, value) {
    const at = stack.lastIndexOf(frame);
    if (at >= 0)
      stack.length = at;
    return value;
  }

  function resume(frame, value) {
    settle(frame);
    return value;
  }

  function leave(frame) {
    frame.done = true;
    suspend(frame);
  }

  // What `for … of` and `yield*` go through: the next value is asked for at the head of the loop, and a frame that may
  // wait for it does.
  function each(frame, iterable, isAsync, head) {
    const method = isAsync && isObject(iterable) && Symbol.asyncIterator !== undefined &&
      typeof iterable[Symbol.asyncIterator] === "function" ? Symbol.asyncIterator : Symbol.iterator;
    if (iterable === undefined || iterable === null || typeof iterable[method] !== "function")
      return iterable;
    const pass = (iterator, name) => function (value) {
      settle(frame);
      if (head !== undefined)
        frame.head = head;
      try {
        return apply(iterator[name], iterator, [value]);
      } finally {
        if (isAsync || head === undefined)
          suspend(frame);
      }
    };
    return {
      [method]() {
        const iterator = iterable[method]();
        const passing = { next: pass(iterator, "next") };
        for (const name of ["return", "throw"]) {
          if (typeof iterator[name] === "function")
            passing[name] = pass(iterator, name);
        }
        return passing;
      }
    };
  }

  // ---- stopping ---------------------------------------------------------------------------------------------------

  function at(frame, id, evaluator, self, isForced) {
    const previous = frame.stop;
    frame.stop = id;
    frame.head = -1;
    frame.evaluator = evaluator;
    frame.self = self;
    if (stack[stack.length - 1] !== frame)
      settle(frame);
    marker[0] = places.stops[id][0];
    if (busy > 0 || frame.quiet)
      return;
    if (attention[0] !== 0)
      native.poll();
    if (pausing)
      pause("pause");
    else if (breakpoints[id] !== undefined && hits(frame, breakpoints[id]))
      pause("breakpoint");
    else if (isForced)
      pause("debugger statement");
    else if (step !== null && isStep(frame, id, previous))
      pause(step.mode === "entry" ? "entry" : "step");
  }

  function isStep(frame, id, previous) {
    if (step.mode === "entry")
      return frame.isMain;
    const head = places.stops[id][7];
    if (head >= 0 && head === previous)
      return false; // the head of the loop again, which has just been stopped at
    const from = step.frame;
    if (!from.done) {
      if (frame === from)
        return step.mode !== "out";
      if (step.mode === "in" && stack.indexOf(from) >= 0)
        return true;
      if (kindOf(from) < 2 || stack.indexOf(from) >= 0)
        return false;
    }
    let target = from.caller;
    while (target !== null && target.done)
      target = target.caller;
    if (target === null)
      return from.done;
    return frame === target || (step.mode === "in" && stack.indexOf(target) >= 0);
  }

  function pause(reason, more) {
    step = null;
    pausing = false;
    view = describing.makeView();
    view.frames = visibleFrames();
    native.pause(stringify({ reason: reason, text: more === undefined ? "" : native.mask(more) }));
    view = null;
  }

  function within(work) {
    ++busy;
    try {
      return work();
    } finally {
      --busy;
    }
  }

  function thisOf(frame) {
    try {
      return frame.self === undefined ? undefined : frame.self();
    } catch (error) {
      return undefined; // before super()
    }
  }

  // [value]; [] where a variable is not initialised.
  function evaluate(frame, code) {
    return within(() => apply(frame.evaluator, thisOf(frame), [code]));
  }

  // The same for what a person wrote: the engine takes a variable that is not initialised yet for some number, which
  // must not come out of an expression.
  function evaluateText(frame, written, compiled) {
    const words = /(\.?)\s*([A-Za-z_$][\w$]*)/g;
    for (let match = words.exec(written); match !== null; match = words.exec(written)) {
      if (match[1] === "" && isVisible(frame, match[2]) && !(0 in evaluate(frame, match[2])))
        throw new ReferenceError(match[2] + " is not initialised yet");
    }
    return evaluate(frame, compiled || "(" + written + "\n)")[0];
  }

  function isVisible(frame, name) {
    for (let id = places.stops[frame.stop][5]; id >= 0; id = places.scopes[id][2]) {
      if (places.scopes[id][1].indexOf(name) >= 0)
        return true;
    }
    return false;
  }

  function show(error) {
    try {
      return error instanceof Error ? text(error.name) + ": " + text(error.message) : "thrown: " + preview(error);
    } catch (another) {
      return "thrown: a value that cannot be shown";
    }
  }

  function hits(frame, list) {
    let stops = false;
    for (let i = 0; i < list.length; ++i) {
      const point = list[i];
      if (point.condition !== "") {
        let holds = false;
        try {
          holds = evaluateText(frame, point.condition, point.compiled);
        } catch (error) {
          say(frame, "the condition of the breakpoint failed: " + show(error));
        }
        if (!holds)
          continue;
      }
      ++point.count;
      if (!point.meets(point.count))
        continue;
      if (point.log === null)
        stops = true;
      else
        say(frame, point.log.map(part => (part.text !== undefined ? part.text : logged(frame, part))).join(""));
    }
    return stops;
  }

  function logged(frame, part) {
    try {
      const value = evaluateText(frame, part.expression, part.compiled);
      return within(() => (typeof value === "string" ? value : preview(value)));
    } catch (error) {
      return "{" + show(error) + "}";
    }
  }

  function say(frame, message) {
    native.output(stringify({ category: "console", output: native.mask(message), line: lineOf(frame) }));
  }

  // ---- what is thrown, what is not verified -----------------------------------------------------------------------

  function isKnown(error) {
    return isObject(error) ? thrownObjects.has(error) : thrownValue !== null && thrownValue.value === error;
  }

  function know(error) {
    if (isObject(error))
      thrownObjects.add(error);
    else
      thrownValue = { value: error };
  }

  // Whether somebody above has a try around the statement that runs: as far as can be told before it happens.
  function isGuarded(frame) {
    let async = kindOf(frame) % 2 === 1;
    for (let i = stack.lastIndexOf(frame) - 1; i >= 0 && !async; --i) {
      frame = stack[i];
      if (places.stops[frame.stop] !== undefined && places.stops[frame.stop][6] === 1)
        return true;
      async = kindOf(frame) % 2 === 1;
    }
    while (async && frame.caller !== null && !frame.caller.done) {
      frame = frame.caller;
      if (places.stops[frame.stop] !== undefined && places.stops[frame.stop][6] === 1)
        return true;
      async = kindOf(frame) % 2 === 1;
    }
    return false;
  }

  function thrown(frame, error) {
    if (busy > 0 || frame.quiet || frame.stop < 0)
      return error;
    settle(frame);
    if (isKnown(error))
      return error;
    know(error);
    if (isGuarded(frame) ? on.caught : on.uncaught)
      pause("exception", show(error));
    return error;
  }

  function caught(frame, error) {
    if (busy > 0 || frame.quiet)
      return;
    settle(frame);
    if (!isKnown(error) && on.caught && frame.stop >= 0)
      pause("exception", show(error));
    if (isObject(error))
      thrownObjects.delete(error); // thrown again it is another
    else
      thrownValue = null;
  }

  // The script ended by an error outside of all functions, or in one of the runtime's.
  function failed(error) {
    const frame = stack[stack.length - 1];
    if (frame !== undefined && frame.stop >= 0 && busy === 0 && !isKnown(error) && on.uncaught)
      pause("exception", show(error));
    stack = [];
  }

  function unverified(what) {
    const frame = stack[stack.length - 1];
    if (!on.unverified || toldUnverified || busy > 0 || frame === undefined || frame.quiet || frame.stop < 0)
      return;
    toldUnverified = true;
    pause("unverified", what + " gave false");
  }

  function result(frame, value) {
    if (!frame.isMain || !on.unverified || toldUnverified || busy > 0 || value === null || typeof value !== "object")
      return value;
    const property = Object.getOwnPropertyDescriptor(value, "verified");
    if (property !== undefined && property.value !== true) {
      settle(frame);
      toldUnverified = true;
      pause("unverified", "main returns verified: " + within(() => preview(property.value)));
    }
    return value;
  }

  // ---- requests ---------------------------------------------------------------------------------------------------

  // The stops of a line: the first of each function there. A line without any stands for the statement it belongs to,
  // else for the next one.
  function stopsAt(wanted) {
    const stops = places.stops;
    let next = Infinity;
    let around = -1;
    stops.forEach((stop, id) => {
      if (stop[0] >= wanted && stop[0] < next)
        next = stop[0];
      if (stop[3] === 1 && stop[0] < wanted && stop[2] >= wanted && (around < 0 || stop[0] >= stops[around][0]))
        around = id;
    });
    const line = around >= 0 && next > stops[around][2] ? stops[around][0] : next;
    if (line === Infinity)
      return null;
    const seen = new Set();
    const found = [];
    stops.map((stop, id) => id).filter(id => stops[id][0] === line).sort((a, b) => stops[a][1] - stops[b][1]).forEach(id => {
      if (!seen.has(stops[id][4]))
        found.push(id);
      seen.add(stops[id][4]);
    });
    return { line: line, ids: found };
  }

  function counter(condition) {
    const match = /^\s*(==?=?|>=?|<=?|%)?\s*(\d{1,9})\s*$/.exec(condition);
    if (match === null)
      return null;
    const number = Number(match[2]);
    switch (match[1]) {
    case ">": return count => count > number;
    case ">=": return count => count >= number;
    case "<": return count => count < number;
    case "<=": return count => count <= number;
    case "%": return count => number > 0 && count % number === 0;
    default: return count => count === number;
    }
  }

  function setBreakpoints(args) {
    const made = [];
    const counts = new Map(); // those that stay go on counting
    breakpoints.forEach(points => points.forEach(point => counts.set(point.key, point.count)));
    const told = args.breakpoints.map(wanted => {
      const found = stopsAt(wanted.line);
      if (found === null)
        return { verified: false, line: wanted.line, message: "there is no statement at line " + wanted.line + " or after it" };
      const meets = wanted.hitCondition ? counter(wanted.hitCondition) : () => true;
      if (meets === null)
        return { verified: false, line: found.line, message: "a hit count is a number, or >=, >, <, <=, % and a number" };
      const log = wanted.log || null;
      const wrong = [{ expression: wanted.condition, compiled: wanted.compiled }].concat(log === null ? [] : log)
        .map(part => (part.compiled ? "" : part.expression)).find(written => written && !native.parses(written));
      if (wrong !== undefined)
        return { verified: false, line: found.line, message: "not understood: " + wrong, unparsed: true };
      const point = { condition: wanted.condition || "", compiled: wanted.compiled, meets: meets, log: log, key: stringify(wanted) };
      point.count = counts.get(point.key) || 0;
      found.ids.forEach(id => (made[id] = made[id] || []).push(point));
      return { verified: true, line: found.line };
    });
    breakpoints = made;
    return { breakpoints: told };
  }

  function visibleFrames() {
    const found = stack.filter(frame => frame.stop >= 0).reverse();
    const all = found.map(frame => ({ frame: frame, waits: false }));
    for (let at = found.length > 0 ? found[found.length - 1].caller : null; at !== null; at = at.caller) {
      if (!at.done && at.stop >= 0 && found.indexOf(at) < 0)
        all.push({ frame: at, waits: true });
    }
    return all;
  }

  function stackTrace() {
    const frames = view.frames.map((entry, index) => {
      const stop = places.stops[entry.frame.head >= 0 ? entry.frame.head : entry.frame.stop];
      return {
        id: index, name: places.functions[entry.frame.function][0], line: stop[0], column: stop[1], endLine: stop[2],
        presentationHint: entry.waits ? "subtle" : "normal"
      };
    });
    return { stackFrames: frames, totalFrames: frames.length };
  }

  function frameOf(args) {
    const entry = view.frames[args.frameId === undefined ? 0 : args.frameId];
    if (entry === undefined)
      throw new RangeError("there is no frame " + args.frameId);
    return entry.frame;
  }

  // The scopes of a frame, the innermost first.
  function scopes(args) {
    const frame = frameOf(args);
    const stop = places.stops[frame.stop];
    const found = [];
    for (let id = stop[5]; id >= 0; id = places.scopes[id][2]) {
      const scope = places.scopes[id];
      const isOwn = scope[3] === stop[4];
      const isLocal = isOwn && scope[0] === "function";
      if (scope[1].length === 0 && !(isLocal && thisOf(frame) !== undefined))
        continue;
      const kind = scope[0] === "catch" ? "Catch" : "Block";
      const name = scope[0] === "module" ? "Module" : isLocal ? "Local" : isOwn ? kind :
        "Closure (" + (scope[0] === "function" ? "" : kind.toLowerCase() + " in ") + places.functions[scope[3]][0] + ")";
      found.push({ name: name, expensive: false, variablesReference: view.keep({ frame: frame, scope: id, isLocal: isLocal }) });
    }
    return { scopes: found };
  }

  // [value], [] where it is not initialised, null where it cannot be seen from here.
  function read(frame, scope, name) {
    let hidden = false;
    for (let id = places.stops[frame.stop][5]; id !== scope; id = places.scopes[id][2])
      hidden = hidden || places.scopes[id][1].indexOf(name) >= 0;
    try {
      if (!hidden)
        return evaluate(frame, name);
      if (places.scopes[scope][4] !== 1)
        return null;
      return evaluate(frame, "hw$scope" + scope + "(" + stringify(name) + ")")[0];
    } catch (error) {
      return null;
    }
  }

  function scopeVariables(from) {
    const found = [];
    const self = from.isLocal ? thisOf(from.frame) : undefined;
    if (self !== undefined)
      found.push(variable("this", self, from.frame));
    for (const name of places.scopes[from.scope][1]) {
      const value = read(from.frame, from.scope, name);
      if (value === null)
        continue;
      found.push(0 in value ? variable(name, value[0], from.frame) :
        { name: name, value: "not initialised yet", type: "", variablesReference: 0 });
    }
    return found;
  }

  function answerEvaluate(args) {
    const frame = frameOf(args);
    if (!args.compiled && !native.parses(args.expression))
      return { unparsed: true };
    let value;
    try {
      value = evaluateText(frame, args.expression, args.compiled);
    } catch (error) {
      const told = show(error);
      throw { told: told.indexOf("hw$private") >= 0 ? "private members can be read where their class can read them" : native.mask(told) };
    }
    const shown = variable("", value, frame);
    return { result: shown.value, type: shown.type, variablesReference: shown.variablesReference };
  }

  function go(mode) {
    return () => {
      step = mode === "" ? null : { mode: mode, frame: stack[stack.length - 1] };
      native.resumed();
      return {};
    };
  }

  const whilePaused = {
    stackTrace: stackTrace, scopes: scopes, evaluate: answerEvaluate,
    variables: args => ({ variables: within(() => view.children(args.variablesReference)) }),
    continue: go(""), next: go("over"), stepIn: go("in"), stepOut: go("out")
  };
  const always = {
    setBreakpoints: setBreakpoints,
    setExceptionBreakpoints(args) {
      on = { unverified: false, caught: false, uncaught: false };
      args.filters.forEach(name => { on[name] = true; });
      return {};
    },
    pause() {
      pausing = view === null;
      return {};
    },
    launch(args) {
      step = args.stopOnEntry ? { mode: "entry", frame: null } : null;
      return {};
    }
  };

  function handle(request) {
    const asked = parse(request);
    const answer = { type: "response", request_seq: asked.seq, command: asked.command, success: true };
    try {
      const work = always[asked.command] || (view === null ? undefined : whilePaused[asked.command]);
      if (work === undefined)
        throw new Error(asked.command + " is not possible now");
      answer.body = work(asked.arguments || {});
    } catch (error) {
      answer.success = false;
      answer.message = error !== null && error.told !== undefined ? error.told : native.mask(show(error));
    }
    return stringify(answer);
  }

  const describing = makeDescribing(native, evaluate, scopeVariables);
  const preview = describing.preview;
  const variable = (name, value, frame) => within(() => view.variable(name, value, frame));

  return {
    script: {
      enter: enter, at: at, leave: leave, suspend: suspend, resume: resume, each: each, thrown: thrown, caught: caught,
      result: result,
      noEval() { throw new EvalError("Code from text (eval, new Function) is not available to scripts"); }
    },
    runtime: {
      startMain() { mainIsNext = true; },
      unverified: unverified,
      failed: failed,
      trust: describing.trust
    },
    handle: handle,
    begin(table) { places = table; },
    // After an evaluation that was broken off.
    recover() { busy = 0; }
  };
})

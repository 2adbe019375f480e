'use strict';
/**
 * Runs the code of a ruleset, in a process of its own that `index.ts` starts without rights. One JSON request a line on stdin, one JSON answer a
 * line on descriptor 3. What is needed is taken here before any code of a ruleset runs.
 */
const fs = require('node:fs');
const Module = require('node:module');
const { pathToFileURL } = require('node:url');

const { stringify, parse } = JSON;
const { writeSync } = fs;
// A read of a file would keep the process from ending.
const { exit, stdin } = process;
const ANSWERS = 3;

/** Node's permissions say nothing about the network before Node 25, and nothing about signals: these are taken away by hand. */
const TAKEN = [
  'net tls http https http2 dgram dns dns/promises child_process cluster worker_threads inspector repl wasi',
  'trace_events sqlite inspector/promises quic',
]
  .join(' ')
  .split(' ');
const TAKEN_FROM = {
  v8: ['setFlagsFromString', 'writeHeapSnapshot', 'setHeapSnapshotNearHeapLimit'],
  os: ['setPriority'],
};

function denied(what) {
  return function () {
    const error = new Error(`${what} is not there for code of a ruleset`);
    error.code = 'ERR_ACCESS_DENIED';
    throw error;
  };
}

/** What inherits from the holder may still have a member of its own of that name. */
function take(holder, key, name) {
  const value = denied(name);
  const get = () => value;
  const set = function (own) {
    if (this !== holder)
      Object.defineProperty(this, key, { value: own, writable: true, configurable: true, enumerable: true });
  };
  try {
    Object.defineProperty(holder, key, { get, set, enumerable: true, configurable: false });
  } catch {
    holder[key] = value;
  }
}

function takeAll(holder, name) {
  for (const key of Object.getOwnPropertyNames(holder)) {
    const value = Object.getOwnPropertyDescriptor(holder, key)?.value;
    if (typeof value !== 'function' || key === 'constructor') continue;
    // Of a class that is held elsewhere (a stream of this process is one), the methods are what counts.
    if (value.prototype !== undefined && /^[A-Z]/.test(key)) {
      for (const method of ['connect', 'listen', 'bind', 'send', 'createConnection', 'resolve', 'resolve4', 'lookup'])
        if (method in value.prototype) take(value.prototype, method, `${name}.${key}.${method}`);
    }
    take(holder, key, `${name}.${key}`);
  }
}

function disarm() {
  // All are loaded before any is taken from: some are made of others.
  const modules = TAKEN.filter((name) => Module.isBuiltin(`node:${name}`)).map((name) => [
    require(`node:${name}`),
    name,
  ]);
  for (const [module, name] of modules) takeAll(module, name);
  for (const [name, keys] of Object.entries(TAKEN_FROM))
    for (const key of keys) take(require(`node:${name}`), key, `${name}.${key}`);
  for (const name of ['fetch', 'WebSocket', 'EventSource']) take(globalThis, name, name);
  for (const name of ['kill', '_kill', '_debugProcess', '_debugEnd', '_startProfilerIdleNotifier', 'dlopen', 'binding'])
    take(process, name, `process.${name}`);
  Object.defineProperty(process, 'report', { value: undefined });
  Module.syncBuiltinESMExports();
}

/** The steps of rules that call code: function, and options as the ruleset wrote them. */
const steps = [];
let builtins = new Set();
let documentOfCalls = null;

/** Functions and formats that Spectral's packages export, by identity: they run in countersign itself. */
function known() {
  const functions = new Map();
  const formats = new Map();
  for (const [file, { exports }] of Object.entries(Module._cache)) {
    const [, name] = /[\\/]@stoplight[\\/]spectral-(functions|formats|rulesets)[\\/]/.exec(file) ?? [];
    if (name === undefined || exports === null || typeof exports !== 'object') continue;
    for (const [key, value] of Object.entries(exports)) {
      if (typeof value !== 'function') continue;
      const called = key === 'default' ? value.name : key;
      if (name === 'formats') formats.set(value, called);
      else if (builtins.has(called)) functions.set(value, called);
    }
  }
  return { functions, formats };
}

function plain(value) {
  if (value === undefined) return undefined;
  try {
    const text = stringify(value, (_, one) => (one instanceof RegExp ? String(one) : one));
    return text === undefined ? undefined : parse(text);
  } catch {
    return String(value);
  }
}

function serialised(root, { functions, formats }) {
  const numbers = new Map();
  const definitions = [];
  const formatNames = (list) =>
    list.map((one) =>
      typeof one === 'string' ? one : (formats.get(one) ?? `custom ${one?.displayName ?? one?.name ?? ''}`),
    );
  const step = (then) => {
    if (typeof then !== 'object' || then === null || typeof then.function !== 'function') return plain(then);
    const { function: called, functionOptions, ...rest } = then;
    const name = functions.get(called);
    if (name !== undefined) return { ...plain(rest), function: name, functionOptions: plain(functionOptions) };
    if (typeof called.validator === 'function') called.validator(functionOptions ?? null);
    steps.push({ called, options: functionOptions ?? null, own: true });
    return { ...plain(rest), function: `#${steps.length - 1}`, functionOptions: plain(functionOptions) };
  };
  const rule = (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const { formats: only, then, ...rest } = value;
    const written = plain(rest);
    if (only !== undefined) written.formats = formatNames(Array.from(only));
    if (then !== undefined) written.then = Array.isArray(then) ? then.map(step) : step(then);
    return written;
  };
  const alias = (value) =>
    Array.isArray(value?.targets)
      ? {
          ...plain(value),
          targets: value.targets.map((one) => ({ ...plain(one), formats: formatNames(Array.from(one.formats)) })),
        }
      : plain(value);
  const each = (object, change) =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
  const extension = (value) =>
    typeof value === 'string' ? value : { definition: definition(value?.default ?? value) };
  const body = (value) => {
    const { extends: extended, formats: only, rules, aliases, overrides, functions: _, ...rest } = value;
    const written = plain(rest);
    if (extended !== undefined) {
      const list = Array.isArray(extended) ? extended : [extended];
      written.extends = list.map((one) => (Array.isArray(one) ? [extension(one[0]), one[1]] : extension(one)));
    }
    if (only !== undefined) written.formats = formatNames(Array.from(only));
    if (rules !== undefined) written.rules = each(rules, rule);
    if (aliases !== undefined) written.aliases = each(aliases, alias);
    if (overrides !== undefined) written.overrides = overrides.map(body);
    return written;
  };
  const definition = (value) => {
    const before = numbers.get(value);
    if (before !== undefined) return before;
    if (typeof value !== 'object' || value === null) throw new Error('it exports no ruleset');
    numbers.set(value, definitions.length);
    const number = definitions.push(null) - 1;
    definitions[number] = body(value);
    return number;
  };
  definition(root);
  return definitions;
}

async function loaded(file) {
  const namespace = await import(pathToFileURL(file).href);
  // A module that a bundler made of ES modules has its default within the default.
  const exported = namespace.default ?? namespace;
  return exported?.__esModule === true && 'default' in exported ? exported.default : exported;
}

/** The values of a document: each object once, members that are objects as `[number]`. */
function decoded(nodes) {
  const values = nodes.map((node) => (Array.isArray(node) ? [] : {}));
  const member = (one) => (Array.isArray(one) ? values[one[0]] : one);
  nodes.forEach((node, number) => {
    if (Array.isArray(node)) for (const one of node) values[number].push(member(one));
    else
      for (const [key, one] of node.members)
        Object.defineProperty(values[number], key, {
          value: member(one),
          writable: true,
          enumerable: true,
          configurable: true,
        });
  });
  return values;
}

function enter({ nodes, resolved, written, source, graph }) {
  const values = decoded(nodes);
  const [whole, asWritten] = [values[resolved], values[written]];
  const document = {
    data: asWritten,
    source,
    formats: new Set(),
    parserResult: { data: asWritten },
    getRangeForJsonPath: () => undefined,
  };
  const inventory = {
    resolved: whole,
    unresolved: asWritten,
    document,
    source,
    formats: document.formats,
    graph,
    referencedDocs: {},
    errors: [],
    findAssociatedItemForPath: () => null,
  };
  documentOfCalls = { values, document, inventory };
}

async function call([number, input, options, path, rule]) {
  try {
    const { values, document, inventory } = documentOfCalls;
    const step = steps[number];
    const value = 'number' in input ? values[input.number] : input.value;
    const definition = { severity: rule.severity };
    const context = { path, document, documentInventory: inventory, rule: { ...rule, definition } };
    const results = await step.called(value, step.own ? step.options : options, context);
    if (!Array.isArray(results)) return { results: [] };
    return {
      results: results.map(({ message, path: at }) => ({
        message: String(message),
        ...(at === undefined ? {} : { path: [...at] }),
      })),
    };
  } catch (error) {
    return { error: wordsOf(error) };
  }
}

function wordsOf(error) {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? `${first.name}: ${first.message}` : String(first);
}

async function answered(request) {
  switch (request.ask) {
    case 'ruleset': {
      builtins = new Set(request.builtins);
      const root = await loaded(request.file);
      return { definitions: serialised(root, known()) };
    }
    case 'function': {
      const called = await loaded(request.file);
      if (typeof called !== 'function') throw new Error('it exports no function');
      return { number: steps.push({ called, options: null, own: false }) - 1 };
    }
    case 'document':
      enter(request);
      return {};
    case 'calls': {
      const answers = [];
      for (const one of request.calls) answers.push(await call(one));
      return { answers };
    }
    default:
      throw new Error('nobody asks this');
  }
}

function answer(value) {
  const bytes = Buffer.from(`${stringify(value)}\n`);
  for (let at = 0; at < bytes.length;) at += writeSync(ANSWERS, bytes, at);
}

disarm();
let line = '';
let last = Promise.resolve();
stdin
  .setEncoding('utf8')
  .on('data', (text) => {
    const pieces = (line + text).split('\n');
    line = pieces.pop();
    for (const piece of pieces) {
      last = last.then(() => answered(parse(piece))).then(answer, (error) => answer({ error: wordsOf(error) }));
    }
  })
  .on('end', () => exit(0));

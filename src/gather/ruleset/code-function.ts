import { CountersignError } from '../../model/errors.ts';
import { isArray, isObject, type Json, own, ownArray, ownString } from '../../model/json.ts';
import type { SandboxCell } from '../../model/ports.ts';
import type { CodeContext, CodeFunction, CodeResult } from '../../model/ruleset.ts';

/** Calls that go to the process together. */
const BATCH = 2000;
const MOST_SIGNS = 4000;

type Call = {
  readonly request: Json;
  readonly resolve: (results: CodeResult[]) => void;
  readonly reject: (error: Error) => void;
};

/** The objects of a document by number, as the process has them. */
type Numbers = ReadonlyMap<object, number>;

/**
 * Functions of a process, by number. Their calls are gathered while the rules run and go over together; the document goes over once, and values
 * that are parts of it by number.
 */
export function codeFunctions(cell: SandboxCell, file: string): (number: number) => CodeFunction {
  let entered: { readonly document: unknown; readonly numbers: Numbers } | null = null;
  let waiting: Call[] = [];
  let last: Promise<void> = Promise.resolve();

  const flush = (): void => {
    const calls = waiting;
    waiting = [];
    if (calls.length > 0) last = last.then(() => answer(cell, file, calls));
  };
  const enter = (context: CodeContext): Numbers => {
    const inventory = context.documentInventory;
    const [resolved, unresolved] = [memberOf(inventory, 'resolved'), memberOf(inventory, 'unresolved')];
    if (entered !== null && entered.document === resolved) return entered.numbers;
    flush();
    const { nodes, numbers } = numbered([resolved, unresolved]);
    const request = {
      ask: 'document',
      nodes,
      resolved: numberOf(numbers, resolved) ?? -1,
      written: numberOf(numbers, unresolved) ?? -1,
      source: asJson(memberOf(inventory, 'source')),
      graph: { nodes: asJson(memberOf(memberOf(inventory, 'graph'), 'nodes')) },
    };
    last = last
      .then(() => cell.ask(request))
      .then(
        () => undefined,
        () => undefined,
      );
    entered = { document: resolved, numbers };
    return numbers;
  };
  return (number) => (input, options, context) => {
    const numbers = enter(context);
    const at = numberOf(numbers, input);
    const value = at === undefined ? (input === undefined ? {} : { value: asJson(input) }) : { number: at };
    const request = [number, value, asJson(options), [...context.path], ruleIn(context.rule)];
    return new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ request, resolve, reject });
      if (waiting.length >= BATCH) flush();
    });
  };
}

async function answer(cell: SandboxCell, file: string, calls: readonly Call[]): Promise<void> {
  try {
    const answers = ownArray(await cell.ask({ ask: 'calls', calls: calls.map(({ request }) => request) }), 'answers');
    if (answers?.length !== calls.length) throw new CountersignError('RULESET_CODE_FAILED', 'it gave no answer');
    calls.forEach(({ resolve, reject }, index) => {
      const one = answers[index] ?? null;
      const error = ownString(one, 'error');
      const results = (ownArray(one, 'results') ?? []).map(resultOf);
      if (error !== undefined) reject(new Error(`${file}: ${error.slice(0, MOST_SIGNS)}`));
      else if (results.every((result) => result !== null)) resolve(results);
      else reject(new Error(`${file}: a result has no message, or a path that is none`));
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    for (const { reject } of calls) reject(new Error(`${file}: ${why}`, { cause }));
  }
}

function resultOf(value: Json): CodeResult | null {
  const message = ownString(value, 'message');
  const path = own(value, 'path');
  if (message === undefined) return null;
  const text = message.slice(0, MOST_SIGNS);
  if (path === undefined) return { message: text };
  if (!isArray(path)) return null;
  // Functions do hand on keys that they did not find.
  return { message: text, path: path.filter((one) => typeof one === 'string' || typeof one === 'number') };
}

/** Every object once, whatever leads to it: members that are objects are `[number]`. */
function numbered(roots: readonly unknown[]): { readonly nodes: Json[]; readonly numbers: Numbers } {
  const numbers = new Map<object, number>();
  const waiting: object[] = [];
  const member = (value: unknown): Json => {
    if (typeof value !== 'object' || value === null) return asJson(value);
    let number = numbers.get(value);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(value, number);
      waiting.push(value);
    }
    return [number];
  };
  for (const root of roots) member(root);
  const nodes: Json[] = [];
  // What is found on the way is appended, in the order of the numbers.
  for (const value of waiting) {
    nodes.push(
      Array.isArray(value)
        ? value.map(member)
        : { members: Object.entries(value).map(([key, one]): Json => [key, member(one)]) },
    );
  }
  return { nodes, numbers };
}

/** The rule that calls, as far as functions look at it. */
function ruleIn(rule: object): Json {
  const [name, severity] = [memberOf(rule, 'name'), memberOf(rule, 'severity')];
  return { name: asJson(name), severity: asJson(severity) };
}

/** A member of one of Spectral's objects: many are computed. */
function memberOf(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null ? (Reflect.get(holder, key) as unknown) : undefined;
}

function numberOf(numbers: Numbers, value: unknown): number | undefined {
  return typeof value === 'object' && value !== null ? numbers.get(value) : undefined;
}

function asJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return isObject(value) || isArray(value) ? value : null;
}

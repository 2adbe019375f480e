import { type HistoryEvent, lifeOf } from '../../model/history.ts';
import { nearest } from '../../model/nearest.ts';

type Circumstances = {
  /** The paths that the contract was served from. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The keys of what was there before. */
  readonly alive: ReadonlySet<string>;
};

/**
 * What is called otherwise after a commit and is the same for callers, by key before and after: operations whose path parameters have other names, or
 * whose path moved between server and contract; schemas under another name that hold the same; and all that is below them.
 */
export function movesIn(events: readonly HistoryEvent[], given: Circumstances): ReadonlyMap<string, string> {
  const removed = new Set(events.filter(({ event }) => event === 'removed').map(({ key }) => key));
  const appeared = new Set(events.filter(({ event }) => event === 'appeared').map(({ key }) => key));
  const moves = new Map<string, string>();
  if (removed.size === 0 || appeared.size === 0) return moves;
  const move = (from: string, to: string): void => {
    if (!removed.delete(from) || !appeared.delete(to)) return;
    moves.set(from, to);
  };
  const operations = operationMoves(events, given);
  for (const [from, to] of operations) move(from, to);
  const places = new Map([...operations].map(([from, to]) => [traceOf(from), traceOf(to)]));
  for (const key of [...removed]) {
    const operation = operationTrace(key);
    const now = operation === null ? undefined : places.get(operation);
    const target = now === undefined || operation === null ? null : key.replace(operation, () => now);
    if (target !== null && appeared.has(target)) move(key, target);
  }
  for (const [from, to] of shapeMoves(removed, appeared, given.alive)) move(from, to);
  return moves;
}

function traceOf(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}

/** `/paths/~1a/get` of whatever is below it. */
function operationTrace(key: string): string | null {
  return /^\/paths\/[^/]*\/[^/]*/.exec(traceOf(key))?.[0] ?? null;
}

function operationMoves(
  events: readonly HistoryEvent[],
  { before, after }: Circumstances,
): readonly (readonly [string, string])[] {
  const operations = events.filter(({ what }) => what.kind === 'operation');
  const came = operations.filter(({ event }) => event === 'appeared');
  const byLife = new Map(came.map(({ key }) => [lifeOf(key), key]));
  const byCall = new Map(came.flatMap((event) => callsOf(event, after).map((call) => [call, event.key])));
  const taken = new Set<string>();
  return operations.flatMap((event) => {
    if (event.event !== 'removed') return [];
    const candidates = [byLife.get(lifeOf(event.key)), ...callsOf(event, before).map((call) => byCall.get(call))];
    const to = candidates.find((key) => key !== undefined && !taken.has(key));
    if (to === undefined) return [];
    taken.add(to);
    return [[event.key, to] as const];
  });
}

function callsOf({ what }: HistoryEvent, served: readonly string[]): readonly string[] {
  return served.map((base) => lifeOf(`${what.method ?? ''} ${base}${what.path ?? ''}`));
}

/** A schema that came or went: its place, and the keys of what is in it by their place below it. */
type Shape = { readonly place: string; readonly keys: ReadonlyMap<string, string> };

/** Schemas that went and came in the same commit with the same properties and values. */
function shapeMoves(
  removed: ReadonlySet<string>,
  appeared: ReadonlySet<string>,
  alive: ReadonlySet<string>,
): readonly (readonly [string, string])[] {
  const gone = shapesOf(removed);
  const came = shapesOf(appeared);
  return [...gone].flatMap(([signature, from]) => {
    const to = came.get(signature) ?? [];
    return paired(from, to).flatMap(([old, now]) => {
      // Only what went wholly can have become what came wholly.
      const whole = !isAround(old.place, alive, removed) && !isAround(now.place, alive, new Set());
      return whole ? [...old.keys].flatMap(([below, key]) => pairOf(key, now.keys.get(below))) : [];
    });
  });
}

function pairOf(from: string, to: string | undefined): readonly (readonly [string, string])[] {
  return to === undefined ? [] : [[from, to]];
}

/** Whether anything was at a place that did not go with it. */
function isAround(place: string, alive: ReadonlySet<string>, removed: ReadonlySet<string>): boolean {
  for (const key of alive) {
    if (removed.has(key) || !isBelow(key, place)) continue;
    return true;
  }
  return false;
}

function isBelow(key: string, place: string): boolean {
  return key.startsWith('property ') || key.startsWith('enum-value ') ? traceOf(key).startsWith(`${place}/`) : false;
}

/** The schemas of which there is a property, by what they hold. */
function shapesOf(keys: ReadonlySet<string>): ReadonlyMap<string, readonly Shape[]> {
  const byPlace = new Map<string, Map<string, string>>();
  for (const key of keys) {
    const place = placeOf(key, keys);
    if (place === null) continue;
    const kind = key.slice(0, key.indexOf(' '));
    const below = byPlace.get(place) ?? new Map<string, string>();
    byPlace.set(place, below.set(`${kind} ${traceOf(key).slice(place.length)}`, key));
  }
  const shapes = new Map<string, Shape[]>();
  for (const [place, below] of byPlace) {
    // The name of a schema is no part of what it holds.
    const held = [...below.keys()].filter((each) => each !== 'schema ').sort();
    if (!held.some((each) => each.startsWith('property '))) continue;
    const signature = held.join('\n');
    shapes.set(signature, [...(shapes.get(signature) ?? []), { place, keys: below }]);
  }
  return shapes;
}

/** The outermost schema around a key that came or went as a whole; null for what is in none. */
function placeOf(key: string, keys: ReadonlySet<string>): string | null {
  const trace = traceOf(key);
  if (key.startsWith('schema ')) return trace;
  if (!key.startsWith('property ') && !key.startsWith('enum-value ')) return null;
  const root = /^\/components\/schemas\/[^/]*/.exec(trace)?.[0] ?? /^.*?\/schema(?=\/)/.exec(trace)?.[0];
  if (root === undefined) return null;
  const operation = operationTrace(key);
  // What went with its operation did not become anything.
  if (operation !== null && keys.has(`operation ${operation}`)) return null;
  if (keys.has(`schema ${root}`)) return root;
  // Around the outermost property that is among them.
  const rest = trace.slice(root.length);
  let end = 0;
  for (const { 0: step, index } of rest.matchAll(/\/properties\/[^/]*/g)) {
    end = index + step.length;
    if (keys.has(`property ${root}${rest.slice(0, end)}`)) return root + rest.slice(0, index);
  }
  return root + rest.slice(0, end);
}

/** Pairs by likeness of names, where several hold the same. */
function paired(from: readonly Shape[], to: readonly Shape[]): readonly (readonly [Shape, Shape])[] {
  const [only, other] = [from[0], to[0]];
  if (from.length === 1 && to.length === 1 && only !== undefined && other !== undefined) return [[only, other]];
  const free = new Map(to.map((shape) => [shape.place, shape]));
  return from.flatMap((shape) => {
    const found = free.get(nearest(shape.place, free.keys()) ?? '');
    if (found === undefined) return [];
    free.delete(found.place);
    return [[shape, found] as const];
  });
}

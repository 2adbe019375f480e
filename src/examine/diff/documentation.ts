import type { Contract, Operation } from '../../model/contract.ts';
import { isArray, isObject, type Json, type JsonObject, own, ownObject } from '../../model/json.ts';
import { operationsIn } from '../../model/operations.ts';
import { pointerOf } from '../../model/pointer.ts';

/** Where the words for people and the examples of two versions differ; what came or went altogether is no matter of words. */
export type Rewording = {
  /** Operations that are in both versions, by path and method. */
  readonly operations: readonly Operation[];
  /** Names of shared things, such as schemas, sorted. */
  readonly components: readonly string[];
  /** Whether the words about the API as a whole differ. */
  readonly general: boolean;
};

const WORDS: ReadonlySet<string> = new Set(['description', 'summary', 'title']);
const EXAMPLES: ReadonlySet<string> = new Set(['example', 'examples', 'x-example', 'x-examples']);

/** Keys below which names stand, not keywords: a property may be called `description`. */
const NAMES: ReadonlySet<string> = new Set([
  ...['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions', 'variables', 'mapping', 'scopes'],
  ...[
    'responses',
    'content',
    'headers',
    'encoding',
    'links',
    'callbacks',
    'securitySchemes',
    'schemas',
    'parameters',
    'requestBodies',
  ],
]);

/** Compares descriptions, summaries, titles and examples at the same place. Pure; follows no references, so that it ends for every contract. */
export function rewordingOf({ document: before }: Contract, { document: after }: Contract): Rewording {
  const old = new Map(
    operationsIn(before).map((operation) => [`${operation.method} ${operation.path}`, operation.value]),
  );
  const operations = operationsIn(after)
    .filter(({ method, path, value }) => isReworded(old.get(`${method} ${path}`), value))
    .map(({ method, path, operationId }) => ({ method, path, operationId }))
    .sort((left, right) => compare(left.path, right.path) || compare(left.method, right.method));
  const names = new Set<string>();
  for (const [name, was, is] of sharedIn(before, after)) if (isReworded(was, is)) names.add(name);
  return {
    operations,
    components: [...names].sort(compare),
    general: ['info', 'tags'].some((key) => isReworded(own(before, key), own(after, key))),
  };
}

/** Components of both versions by name, wherever their kind keeps them. */
function sharedIn(before: JsonObject, after: JsonObject): readonly (readonly [string, Json | undefined, Json])[] {
  const rooms = (document: JsonObject): readonly (readonly [string, JsonObject])[] => [
    ...Object.entries(ownObject(document, 'components') ?? {}).flatMap(([room, value]) =>
      isObject(value) ? [[room, value] as const] : [],
    ),
    ...['definitions', 'parameters', 'responses'].flatMap((room) => {
      const value = ownObject(document, room);
      return value === undefined ? [] : [[room, value] as const];
    }),
  ];
  const old = new Map(rooms(before));
  return rooms(after).flatMap(([room, things]) =>
    Object.entries(things).map(([name, value]) => [name, own(old.get(room), name), value] as const),
  );
}

function isReworded(before: Json | undefined, after: Json | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  const [old, new_] = [before, after].map((thing) => wordsIn(thing));
  return [...(new_ ?? [])].some(([place, text]) => (old?.get(place) ?? text) !== text);
}

/** The words for people by the place where they stand. */
function wordsIn(thing: Json): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (value: Json, place: string, named: boolean): void => {
    if (isArray(value)) {
      for (const [index, each] of value.entries()) walk(each, place + pointerOf(index), false);
      return;
    }
    if (!isObject(value)) return;
    for (const [key, each] of Object.entries(value)) {
      const here = place + pointerOf(key);
      if (!named && WORDS.has(key) && typeof each === 'string') found.set(here, each.trim());
      else if (!named && EXAMPLES.has(key)) found.set(here, JSON.stringify(each));
      else walk(each, here, !named && NAMES.has(key));
    }
  };
  walk(thing, '', false);
  return found;
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

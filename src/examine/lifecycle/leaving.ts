import type { Deprecable } from '../../model/deprecation.ts';
import { isArray, isObject, type Json, type JsonObject, own, ownObject, ownString } from '../../model/json.ts';
import { operationsIn } from '../../model/operations.ts';
import { isWithin, parentOf, pointerOf, pointerOfReference, segmentsOf, valueAt } from '../../model/pointer.ts';
import { referencesTo, unusedWithout } from './uses.ts';

/** What goes from a contract: pointers into its document, none inside another. */
export type Leaving = {
  /** What was asked for, with what would be left hanging: references, links, entries of `required`; a path without operations goes whole. */
  readonly parts: readonly string[];
  /** The components that nothing uses any more because of that. */
  readonly components: readonly string[];
};

/** Why a thing cannot be taken out of a contract together with some others, in words; null where it can. */
export function hindranceTo(document: JsonObject, what: Deprecable, all: readonly Deprecable[]): string | null {
  const { kind, pointer } = what;
  const inAll = (each: string): boolean => all.some((other) => isWithin(each, other.pointer));
  // Of a shared parameter or header, what refers to it goes with it.
  const users = isReferenceGoing(kind) ? [] : referencesTo(document, pointer).filter((each) => !inAll(each));
  const [first] = users;
  if (first !== undefined)
    return `it is still referred to ${users.length === 1 ? 'once' : `${users.length} times`}, first at #${first}`;
  if (kind === 'enum-value' && isWhole(document, parentOf(pointer), inAll)) return 'nothing would be left of its enum';
  if (kind !== 'schema' || isComponent(document, pointer)) return null;
  return isAlternative(pointer) && !isWhole(document, parentOf(pointer), inAll)
    ? null
    : 'it is the only schema in its place, and nothing says what comes instead';
}

function isReferenceGoing(kind: Deprecable['kind']): boolean {
  return kind === 'parameter' || kind === 'header';
}

/** Whether every item of a list goes. */
function isWhole(document: JsonObject, list: string, goes: (pointer: string) => boolean): boolean {
  const items = valueAt(document, list);
  return isArray(items) && items.every((_, index) => goes(list + pointerOf(index)));
}

/** What goes with some things of a contract. None of them may be hindered. */
export function leavingWith(document: JsonObject, things: readonly Deprecable[]): Leaving {
  const own = things.flatMap((what) => partsOf(document, what, things));
  const parts = outermost([
    ...own,
    ...emptyPaths(document, own),
    ...emptyLists(document, own),
    ...linksTo(document, things),
  ]);
  return { parts, components: unusedWithout(document, parts) };
}

function partsOf(
  document: JsonObject,
  { kind, name, pointer }: Deprecable,
  all: readonly Deprecable[],
): readonly string[] {
  const parent = parentOf(pointer);
  switch (kind) {
    case 'operation':
    case 'schema':
      return [pointer];
    case 'parameter':
    case 'header':
      return isComponent(document, pointer) ? [pointer, ...referencesTo(document, pointer)] : [pointer];
    case 'property':
      return [pointer, ...itemsOf(document, parentOf(parent) + pointerOf('required'), name)];
    case 'enum-value': {
      const schema = parentOf(parent);
      const told = schema + pointerOf('x-deprecated-enum');
      const listed = valueAt(document, told);
      const values = all.flatMap((each) => (parentOf(each.pointer) === parent ? [each.name] : []));
      const isAll = wordsIn(listed).every((word) => values.includes(word));
      if (listed === undefined || isAll) return listed === undefined ? [pointer] : [pointer, told];
      return [pointer, ...(isObject(listed) ? [told + pointerOf(name)] : itemsOf(document, told, name))];
    }
  }
}

function wordsIn(listed: Json | undefined): readonly string[] {
  if (isArray(listed)) return listed.map(String);
  return Object.keys(isObject(listed) ? listed : {});
}

function itemsOf(document: JsonObject, list: string, item: string): readonly string[] {
  const values = valueAt(document, list);
  if (!isArray(values)) return [];
  return values.flatMap((each, index) => (each === item ? [list + pointerOf(index)] : []));
}

const MAY_BE_LEFT_OUT = /\/(?:required|parameters)$/;

/** Lists that say nothing when they are empty, and of which every item goes. */
function emptyLists(document: JsonObject, parts: readonly string[]): readonly string[] {
  const lists = new Set(parts.map(parentOf).filter((list) => MAY_BE_LEFT_OUT.test(list)));
  return [...lists].filter((list) => isWhole(document, list, (item) => parts.includes(item)));
}

/** Paths of which every operation goes. */
function emptyPaths(document: JsonObject, parts: readonly string[]): readonly string[] {
  const byPath = new Map<string, boolean>();
  for (const { path, pointer } of operationsIn(document))
    byPath.set(path, (byPath.get(path) ?? true) && parts.includes(pointer));
  return [...byPath].flatMap(([path, isEmpty]) => (isEmpty ? [pointerOf('paths', path)] : []));
}

/** Links of responses that lead to an operation that goes. */
function linksTo(document: JsonObject, things: readonly Deprecable[]): readonly string[] {
  const going = things.filter(({ kind }) => kind === 'operation').map(({ pointer }) => pointer);
  const ids = new Set(going.map((pointer) => ownString(valueAt(document, pointer), 'operationId')));
  const found: string[] = [];
  const visit = (value: Json, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, link] of Object.entries(ownObject(value, 'links') ?? {})) {
      const id = ownString(link, 'operationId');
      const reference = ownString(link, 'operationRef');
      const target = reference === undefined ? null : pointerOfReference(reference);
      if ((id !== undefined && ids.has(id)) || (target !== null && going.includes(target)))
        found.push(pointer + pointerOf('links', name));
    }
    for (const [key, each] of Object.entries(value)) visit(each, pointer + pointerOf(key));
  };
  for (const section of ['paths', 'webhooks', 'components']) visit(own(document, section) ?? null, pointerOf(section));
  return found.flatMap((link) => (isComponent(document, link) ? [link, ...referencesTo(document, link)] : [link]));
}

function isComponent(document: JsonObject, pointer: string): boolean {
  const segments = segmentsOf(pointer);
  return own(document, 'swagger') === undefined
    ? segments[0] === 'components' && segments.length === 3
    : segments[0] !== 'paths' && segments.length === 2;
}

/** One of several schemas, of which another may be taken. */
function isAlternative(pointer: string): boolean {
  return /^(?:oneOf|anyOf)$/.test(segmentsOf(parentOf(pointer)).at(-1) ?? '');
}

function outermost(pointers: readonly string[]): readonly string[] {
  const unique = [...new Set(pointers)];
  return unique.filter((each) => !unique.some((other) => other !== each && isWithin(each, other)));
}

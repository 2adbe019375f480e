import { isDeepStrictEqual } from 'node:util';
import type { FileEdit } from '../../model/edit.ts';
import { isArray, isObject, type Json, own, ownArray, ownObject, ownString } from '../../model/json.ts';
import { itemOf } from '../../model/path-item.ts';
import { pointerOf, pointerOfReference, valueAt } from '../../model/pointer.ts';
import type { FixPlace } from './define.ts';

/** What a place holds, or undefined. */
export function heldAt({ document, at }: FixPlace): Json | undefined {
  return valueAt(document, at.pointer);
}

/** Puts a value at a pointer of the place's own file. */
export function setting({ at }: FixPlace, pointer: string, value: Json): FileEdit {
  return { file: at.file, kind: 'set', pointer, value };
}

/** A list without the items that an earlier one is a twin of; null where it has none. */
export function withoutTwins(list: readonly Json[]): readonly Json[] | null {
  const kept = list.filter((item, index) => list.findIndex((other) => isDeepStrictEqual(other, item)) === index);
  return kept.length === list.length ? null : kept;
}

/** The list at a pointer without its twins, as an edit; null where there is no such list. */
export function listWithoutTwins(place: FixPlace, pointer: string): readonly FileEdit[] | null {
  const list = valueAt(place.document, pointer);
  const kept = isArray(list) ? withoutTwins(list) : null;
  return kept === null ? null : [setting(place, pointer, kept)];
}

/** The text at a place without the slashes at its end; null where nothing would be left. */
export function withoutSlash(place: FixPlace, pointer: string): readonly FileEdit[] | null {
  const text = valueAt(place.document, pointer);
  const bare = typeof text === 'string' ? text.replace(/\/+$/, '') : '';
  return bare === '' || bare === text || bare.endsWith(':') ? null : [setting(place, pointer, bare)];
}

/** The text at a place in the spelling of the list that its rule has; null where it is none of it in any case of letters. */
export function inTheSpellingOfItsRule(place: FixPlace): readonly FileEdit[] | null {
  const text = heldAt(place);
  const steps = place.rule?.then ?? [];
  const allowed = steps.flatMap(({ options }) => ownArray(ownObject(options, 'schema'), 'enum') ?? []);
  const meant = typeof text === 'string' ? allowed.filter((each) => isSameWord(each, text)) : [];
  const [only] = meant;
  return only === undefined || meant.length > 1 || only === text ? null : [setting(place, place.at.pointer, only)];
}

function isSameWord(word: Json, text: string): boolean {
  return typeof word === 'string' && word === text.trim().toLowerCase();
}

/** Of a list of parameters, the pointers of path parameters that do not say that they are required; those of the same file. */
export function optionalPathParameters(document: Json, list: string): readonly string[] {
  const parameters = valueAt(document, list);
  if (!isArray(parameters)) return [];
  return parameters.flatMap((parameter, index) => {
    const reference = ownString(parameter, '$ref');
    const at = reference === undefined ? list + pointerOf(index) : pointerOfReference(reference);
    const value = at === null ? undefined : valueAt(document, at);
    return at !== null && isObject(value) && own(value, 'in') === 'path' && own(value, 'required') !== true ? [at] : [];
  });
}

/** The lists of parameters that an operation has, by its pointer: its own and those of its path. */
export function parameterLists(operation: string): readonly string[] {
  const item = itemOf(operation);
  return [operation, item].map((pointer) => pointer + pointerOf('parameters'));
}

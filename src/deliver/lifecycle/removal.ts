import type { Contract } from '../../model/contract.ts';
import type { FileEdit } from '../../model/edit.ts';
import { isObject, type Json } from '../../model/json.ts';
import { parentOf, pointerOf, segmentsOf } from '../../model/pointer.ts';

/** What a file of a contract holds at a pointer; undefined where nothing stands there. */
export type Written = (file: string, pointer: string) => Json | undefined;

export type Removal = {
  readonly edits: readonly FileEdit[];
  /** Files that nothing of the contract refers to any more. They stay: other things may. */
  readonly left: readonly string[];
};

/**
 * The edits that take parts of a contract's document out of its files: the entry that holds a part, and, where that only refers to another file, what it
 * refers to. Later places come first, so that an edit does not move what a later one means.
 */
export function removalOf(contract: Contract, parts: readonly string[], written: Written): Removal {
  const places = parts.flatMap((part) => placesOf(contract, part, written));
  const unique = [...new Map(places.map((place) => [`${place.file}#${place.pointer}`, place])).values()];
  const edits = withoutEmptySections(
    unique.filter(({ pointer }) => pointer !== ''),
    written,
  )
    .sort((left, right) => backwards(left.pointer, right.pointer))
    .map(({ file, pointer }): FileEdit => ({ kind: 'remove', file, pointer }));
  const left = unique.filter(({ pointer }) => pointer === '').map(({ file }) => file);
  return { edits, left: left.filter((file) => !edits.some((edit) => edit.file === file)).sort() };
}

/** Sections of components, and the operations of a path without a key of their own: nothing stays of them when every entry goes. */
const SECTION = /^\/(?:components\/[^/]+|definitions|parameters|responses|(?:.*\/)?additionalOperations)$/;

function withoutEmptySections(places: readonly Place[], written: Written): Place[] {
  const isEmptied = ({ file, pointer }: Place): boolean => {
    const section = written(file, pointer);
    const names = Object.keys(isObject(section) ? section : {});
    return names.every((name) =>
      places.some((each) => each.file === file && each.pointer === pointer + pointerOf(name)),
    );
  };
  return places
    .flatMap((place) => {
      const section = { file: place.file, pointer: parentOf(place.pointer) };
      return SECTION.test(section.pointer) && isEmptied(section) ? [section] : [place];
    })
    .filter(
      (place, index, all) =>
        all.findIndex(({ file, pointer }) => file === place.file && pointer === place.pointer) === index,
    );
}

type Place = { readonly file: string; readonly pointer: string };

function placesOf(contract: Contract, part: string, written: Written): readonly Place[] {
  const { file, pointer } = contract.locate(part);
  const parent = contract.locate(parentOf(part));
  const [last = '', holder] = [segmentsOf(part).at(-1), segmentsOf(parentOf(part)).at(-1)];
  const entry = { file: parent.file, pointer: parent.pointer + pointerOf(last) };
  // What was gathered from several files may have no entry of its own.
  const hasEntry = segmentsOf(parent.pointer).at(-1) === holder && written(entry.file, entry.pointer) !== undefined;
  const itself = { file, pointer };
  return hasEntry && (entry.file !== file || entry.pointer !== pointer) ? [entry, itself] : [itself];
}

/** The last place of a document first; items of lists by number. */
function backwards(left: string, right: string): number {
  const [one, other] = [segmentsOf(left), segmentsOf(right)];
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    const [a, b] = [one[index], other[index]];
    if (a === b) continue;
    if (a === undefined) return 1;
    if (b === undefined) return -1;
    if (/^\d+$/.test(a) && /^\d+$/.test(b)) return Number(b) - Number(a);
    return a < b ? 1 : -1;
  }
  return 0;
}

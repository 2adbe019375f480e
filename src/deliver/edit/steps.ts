import { isMap, isSeq } from 'yaml';
import type { Edit } from '../../model/edit.ts';
import type { Json } from '../../model/json.ts';
import { parentOf, pointerOf, segmentsOf, valueAt } from '../../model/pointer.ts';
import { became, changedEntries } from './became.ts';
import { blockReorder } from './block.ts';
import { flowReorder } from './flow.ts';
import { notEditable } from './not-editable.ts';
import { blockKey, flowScalar } from './render.ts';
import { type Collection, entriesOf, type Entry, find, type Found, isBlock, type Source } from './source.ts';
import type { Splice } from './splice.ts';
import { styleOf } from './style.ts';

/** An edit of a text: what it does there, and the outermost place that it changes. */
export type Step = {
  readonly splices: readonly Splice[];
  readonly touched: string;
  /** Of an entry that comes last in a block: the pointer of the block. */
  readonly appendsTo: string | null;
};

/** How an edit is made in a text. Throws EDIT_IMPOSSIBLE. */
export function stepOf(source: Source, edit: Edit): Step {
  switch (edit.kind) {
    case 'set':
      return set(source, edit);
    case 'insert':
      return insert(source, edit);
    case 'remove':
      return remove(source, [edit]);
    case 'rename':
      return rename(source, edit);
    case 'reorder':
      return reorder(source, edit);
  }
}

function set(source: Source, edit: Extract<Edit, { kind: 'set' }>): Step {
  const segments = segmentsOf(edit.pointer);
  // The nearest place that is there and can hold the rest.
  for (let depth = segments.length; depth >= 0; depth -= 1) {
    const pointer = pointerOf(...segments.slice(0, depth));
    const found = find(source, pointer, edit);
    if (found === null) continue;
    const old = valueAt(source.value, pointer) ?? null;
    const value = nested(segments.slice(depth), edit.value);
    const [key] = segments.slice(depth);
    if (key === undefined || old === null)
      return { splices: became(source, found, old, value), touched: pointer, appendsTo: null };
    const collection = collectionOf(found, edit);
    const entries = entriesOf(collection);
    const before = depth === segments.length - 1 ? entries.findIndex((entry) => entry.key === edit.before) : -1;
    const index = edit.before === undefined || before === -1 ? entries.length : before;
    const additions = [{ index, key, value: nested(segments.slice(depth + 1), edit.value) }];
    return {
      splices: changedEntries(source, found, collection, new Set(), additions),
      touched: pointer + pointerOf(key),
      appendsTo: isBlock(collection) && index === entries.length ? pointer : null,
    };
  }
  throw notEditable(edit, 'nothing is there');
}

/** The value inside of objects that have it alone. */
function nested(segments: readonly string[], value: Json): Json {
  return segments.reduceRight<Json>((inner, key) => Object.fromEntries([[key, inner]]), value);
}

function insert(source: Source, edit: Extract<Edit, { kind: 'insert' }>): Step {
  const found = parentIn(source, edit);
  const collection = collectionOf(found, edit);
  if (!isSeq(collection)) throw notEditable(edit, 'only a list has places to insert at');
  const last = segmentsOf(edit.pointer).at(-1) ?? '-';
  const index = last === '-' ? entriesOf(collection).length : Number(last);
  const additions = [{ index, key: null, value: edit.value }];
  return {
    splices: changedEntries(source, found, collection, new Set(), additions),
    touched: edit.pointer,
    appendsTo: null,
  };
}

/** Entries of one object or list. */
export function remove(source: Source, edits: readonly Extract<Edit, { kind: 'remove' }>[]): Step {
  const [edit] = edits;
  if (edit === undefined) throw new Error('there is something to remove');
  const found = parentIn(source, edit);
  const collection = collectionOf(found, edit);
  const removed = new Set(edits.map((each) => indexOf(collection, each)));
  const touched = edits.length === 1 ? edit.pointer : parentOf(edit.pointer);
  return { splices: changedEntries(source, found, collection, removed, []), touched, appendsTo: null };
}

function rename(source: Source, edit: Extract<Edit, { kind: 'rename' }>): Step {
  const collection = collectionOf(parentIn(source, edit), edit);
  const keyNode = entryAt(collection, edit).keyNode;
  const [from, to] = keyNode?.range ?? [];
  if (keyNode === null || from === undefined || to === undefined)
    throw notEditable(edit, 'an item of a list has no name');
  const style = styleOf(source);
  const text = isBlock(collection)
    ? blockKey(edit.key, style, keyNode.type)
    : flowScalar(edit.key, { ...style, json: source.json }, keyNode.type);
  return { splices: [{ from, to, text }], touched: edit.pointer, appendsTo: null };
}

function reorder(source: Source, edit: Extract<Edit, { kind: 'reorder' }>): Step {
  const found = find(source, edit.pointer, edit);
  if (found === null) throw notEditable(edit, 'nothing is there');
  const collection = collectionOf(found, edit);
  const entries = entriesOf(collection);
  const order = edit.order.map((each) =>
    isMap(collection) ? entries.findIndex(({ key }) => key === String(each)) : Number(each),
  );
  const splices = isBlock(collection)
    ? blockReorder(source.text, collection, order, found.entry === null)
    : flowReorder(source.text, collection, order);
  return { splices, touched: edit.pointer, appendsTo: null };
}

function parentIn(source: Source, edit: Edit): Found {
  const found = find(source, parentOf(edit.pointer), edit);
  if (found === null) throw notEditable(edit, 'it comes from a merge key');
  return found;
}

function collectionOf({ node }: Found, edit: Edit): Collection {
  if (isMap(node) || isSeq(node)) return node;
  throw notEditable(edit, 'an alias is in the way');
}

function entryAt(collection: Collection, edit: Edit): Entry {
  const entry = entriesOf(collection)[indexOf(collection, edit)];
  if (entry === undefined) throw notEditable(edit, 'it comes from a merge key');
  return entry;
}

function indexOf(collection: Collection, edit: Edit): number {
  const last = segmentsOf(edit.pointer).at(-1) ?? '';
  const index = isMap(collection) ? entriesOf(collection).findIndex(({ key }) => key === last) : Number(last);
  if (index === -1) throw notEditable(edit, 'it comes from a merge key');
  return index;
}

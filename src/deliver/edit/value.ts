import type { Edit } from '../../model/edit.ts';
import { isArray, isObject, type Json, type JsonObject, own } from '../../model/json.ts';
import { segmentsOf } from '../../model/pointer.ts';
import { notEditable } from './not-editable.ts';

/** What an edit makes of a value; the value itself is left as it is. Throws EDIT_IMPOSSIBLE where the edit fits nothing that is there. */
export function editedValue(value: Json, edit: Edit): Json {
  const segments = segmentsOf(edit.pointer);
  if (edit.kind === 'reorder') return within(value, segments, edit, (found) => reordered(found, edit));
  const last = segments.at(-1);
  if (last === undefined) {
    if (edit.kind === 'set') return edit.value;
    throw notEditable(edit, 'it is the whole document');
  }
  return within(value, segments.slice(0, -1), edit, (parent) => withEntry(parent, last, edit));
}

/** The value with another at the end of a way. Missing parents are made for `set` alone. */
function within(value: Json | undefined, way: readonly string[], edit: Edit, change: (found: Json) => Json): Json {
  const found = (value ?? null) === null && edit.kind === 'set' ? {} : value;
  if (found === undefined) throw notEditable(edit, 'nothing is there');
  const [segment, ...rest] = way;
  if (segment === undefined) return change(found);
  if (isArray(found)) {
    const index = indexIn(found, segment, edit);
    return found.with(index, within(found[index], rest, edit, change));
  }
  if (!isObject(found)) throw notEditable(edit, 'it would be inside what is no object or list');
  return withKey(found, segment, within(own(found, segment), rest, edit, change));
}

function withEntry(parent: Json, segment: string, edit: Exclude<Edit, { kind: 'reorder' }>): Json {
  if (isArray(parent)) return withItem(parent, segment, edit);
  if (!isObject(parent)) throw notEditable(edit, 'it would be inside what is no object or list');
  if (edit.kind === 'insert') throw notEditable(edit, 'only a list has places to insert at');
  if (edit.kind === 'set') return withKey(parent, segment, edit.value, edit.before);
  if (!Object.hasOwn(parent, segment)) throw notEditable(edit, 'nothing is there');
  if (edit.kind === 'remove') return Object.fromEntries(Object.entries(parent).filter(([key]) => key !== segment));
  if (edit.key !== segment && Object.hasOwn(parent, edit.key))
    throw notEditable(edit, `there is a \`${edit.key}\` already`);
  return Object.fromEntries(
    Object.entries(parent).map(([key, value]) => [key === segment ? edit.key : key, value] as const),
  );
}

function withItem(list: readonly Json[], segment: string, edit: Exclude<Edit, { kind: 'reorder' }>): Json {
  switch (edit.kind) {
    case 'set':
      return list.with(indexIn(list, segment, edit), edit.value);
    case 'insert':
      return list.toSpliced(segment === '-' ? list.length : indexIn([...list, null], segment, edit), 0, edit.value);
    case 'remove':
      return list.toSpliced(indexIn(list, segment, edit), 1);
    case 'rename':
      throw notEditable(edit, 'an item of a list has no name');
  }
}

/** Through entries: `__proto__` is a key like any other. */
function withKey(object: JsonObject, key: string, value: Json, before?: string): JsonObject {
  const entries = Object.entries(object);
  if (Object.hasOwn(object, key))
    return Object.fromEntries(entries.map(([each, old]) => [each, each === key ? value : old] as const));
  const at = before === undefined ? -1 : entries.findIndex(([each]) => each === before);
  return Object.fromEntries(entries.toSpliced(at === -1 ? entries.length : at, 0, [key, value]));
}

function indexIn(list: readonly Json[], segment: string, edit: Edit): number {
  const index = /^(0|[1-9]\d*)$/.test(segment) ? Number(segment) : -1;
  if (index < 0 || index >= list.length) throw notEditable(edit, `the list has no item ${segment}`);
  return index;
}

function reordered(value: Json, edit: Extract<Edit, { kind: 'reorder' }>): Json {
  if (!isArray(value) && !isObject(value)) throw notEditable(edit, 'it is no object or list');
  const old = isArray(value) ? value.map((_, index) => String(index)) : Object.keys(value);
  const order = edit.order.map(String);
  if (new Set(order).size !== order.length || order.length !== old.length || order.some((each) => !old.includes(each)))
    throw notEditable(edit, 'the order does not name what is there, each once');
  if (isArray(value)) return order.map((index) => value[Number(index)] ?? null);
  return Object.fromEntries(order.map((key) => [key, own(value, key) ?? null] as const));
}

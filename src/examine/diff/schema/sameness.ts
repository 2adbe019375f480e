import { type Json, type JsonObject, isArray, isObject, ownString } from '../../../model/json.ts';
import type { Source } from '../read/source.ts';
import type { View } from './node.ts';

/** Whether a schema reads the same in both contracts, and everything that it refers to as well. Then nothing in it needs to be compared. */
export type Sameness = (before: View, after: View) => boolean;

/** Most of two versions of a contract is the same, and to see that costs less than to understand it. */
export function samenessOf(old: Source, new_: Source): Sameness {
  if (old.dialect !== new_.dialect) return () => false;
  const changed = changedReferences(old, new_);
  const isKept = (reference: string): boolean => !changed.has(reference);
  const known = new Map<string, boolean>();
  return (before, after) => {
    const key = `${before.key}|${after.key}`;
    const found = known.get(key) ?? isSameView(before, after, isKept);
    known.set(key, found);
    return found;
  };
}

function isSameView(before: View, after: View, isKept: (reference: string) => boolean): boolean {
  return (
    before.nodes.length === after.nodes.length &&
    before.nodes.every((node, index) => {
      const other = after.nodes[index];
      return node.name === other?.name && isEqual(node.value, other.value, isKept);
    })
  );
}

/** References of the old contract that lead to something else in the new one, or to something that refers to such. */
function changedReferences(old: Source, new_: Source): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const changed = new Set<string>();
  for (const reference of referencesIn(old.contract.document)) {
    const [from, to] = [old, new_].map(({ resolve }) => resolve({ $ref: reference }, ''));
    const notes = (inner: string): boolean => {
      const list = users.get(inner);
      if (list === undefined) users.set(inner, [reference]);
      else list.push(reference);
      return true;
    };
    if (from?.pointer !== to?.pointer || !isEqual(from?.value, to?.value, notes)) changed.add(reference);
  }
  // The set grows while it is gone through: who uses what changed has changed.
  for (const reference of changed) for (const user of users.get(reference) ?? []) changed.add(user);
  return changed;
}

function referencesIn(document: Json): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting: (JsonObject | readonly Json[])[] = [];
  const wait = (value: Json): void => {
    if (typeof value === 'object' && value !== null) waiting.push(value);
  };
  wait(document);
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    const reference = ownString(value, '$ref');
    if (reference !== undefined) found.add(reference);
    for (const each of isArray(value) ? value : Object.values(value)) wait(each);
  }
  return found;
}

/** Whether two values are equal, whatever the order of their keys. A reference is equal to one in the same words that `isKept`. */
function isEqual(left: Json | undefined, right: Json | undefined, isKept: (reference: string) => boolean): boolean {
  if (isObject(left)) {
    if (!isObject(right)) return false;
    const keys = Object.keys(left);
    const reference = ownString(left, '$ref');
    return (
      (reference === undefined || isKept(reference)) &&
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key], isKept))
    );
  }
  if (isArray(left))
    return (
      isArray(right) && left.length === right.length && left.every((each, index) => isEqual(each, right[index], isKept))
    );
  return left === right;
}

import { isArray, isObject, type Json } from '../../../model/json.ts';
import type { Segment } from '../define.ts';
import type { Resolved } from './resolve.ts';

/** Where Spectral reports what a function objects to. */
export type Placed = {
  /** The path in the document as written. */
  readonly path: readonly string[];
  /** The path that was objected to, as far as it is told in messages; longer than `path` where something is missing. */
  readonly told: readonly string[];
  /** What is missing below `path`. */
  readonly missing: readonly string[];
  readonly value: Json | undefined;
  /** The place that uses the definition, where `path` was reached through a reference; or the definition, where `path` is the place of use. */
  readonly other: readonly string[] | null;
};

type Here = { readonly value: Json | undefined; readonly path: readonly string[] };

/**
 * Leads a path of the resolved document back to the document as written, as Spectral does it (`findAssociatedItemForPath`): to the definition
 * behind the last reference, or to the place of use where keys stand beside the reference. With `resolved` false the path is one of the document as written.
 */
export function associate(shapes: Resolved, written: readonly Segment[], resolved: boolean): Placed {
  const path = written.map(decoded);
  if (!resolved) {
    const here = closest(shapes.written, path);
    return { ...here, told: path, missing: path.slice(here.path.length), other: null };
  }
  const there = closest(shapes.resolved, path);
  const missing = path.slice(there.path.length);
  const used = untilReference(shapes, there.path);
  const canonical = definition(shapes, path);
  if (used.rest === null) {
    const here = closest(shapes.written, path);
    const other = same(here.path, canonical.path) ? null : canonical.path;
    return { ...here, told: path, missing, other };
  }
  const last = used.rest.at(-1);
  const tail = last === undefined ? [] : path.slice(path.lastIndexOf(last) + 1);
  return { ...canonical, told: [...canonical.path, ...tail], missing, other: used.path };
}

/** A function that goes by JSON pointers hands on escaped keys. */
function decoded(segment: Segment): string {
  const key = String(segment);
  return key.includes('~') ? key.replaceAll('~1', '/').replaceAll('~0', '~') : key;
}

/** As much of a path as exists. */
function closest(root: Json, path: readonly string[]): Here {
  let value: Json | undefined = root;
  for (const [index, key] of path.entries()) {
    if (!has(value, key)) return { value, path: path.slice(0, index) };
    value = memberOf(value, key);
  }
  return { value, path };
}

/** Follows a path until it would pass through a reference. `rest` is what is behind it; null where the document as written has the whole path. */
function untilReference(
  shapes: Resolved,
  path: readonly string[],
): { path: readonly string[]; rest: readonly string[] | null } {
  let value: Json | undefined = shapes.written;
  for (const [index, key] of path.entries()) {
    if (!has(value, key)) return { path: path.slice(0, index), rest: path.slice(index) };
    value = memberOf(value, key);
  }
  const alone = isObject(value) && typeof value['$ref'] === 'string' && Object.keys(value).length === 1;
  return { path, rest: alone ? [] : null };
}

/** Where a path leads when each reference on the way is followed. */
function definition(shapes: Resolved, path: readonly string[]): Here {
  let here: Here = follow(shapes, { value: shapes.written, path: [] });
  for (const key of path) {
    if (!has(here.value, key)) return here;
    here = follow(shapes, { value: memberOf(here.value, key), path: [...here.path, key] });
  }
  return here;
}

function follow(shapes: Resolved, from: Here): Here {
  let here = from;
  for (;;) {
    const target = typeof here.value === 'object' && here.value !== null ? shapes.sites.get(here.value) : undefined;
    if (target === undefined) return here;
    here = { value: target.value, path: target.segments };
  }
}

function has(value: Json | undefined, key: string): boolean {
  // A rule may look at the length of a list, which no document holds: it is told as if one did.
  if (isArray(value)) return key === 'length' || (/^\d+$/.test(key) && Number(key) < value.length);
  return isObject(value) && Object.hasOwn(value, key);
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  if (isArray(value)) return key === 'length' ? value.length : value[Number(key)];
  return isObject(value) ? value[key] : undefined;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((segment, index) => segment === b[index]);
}

import { isArray, isObject, type Json, type JsonObject } from '../../model/json.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { Segment } from './define.ts';
import { follow, type Placed } from './references.ts';

/** Where a complaint stands in the document as written. `missing` is the rest of the path where nothing stands. */
export type Place = {
  readonly pointer: string;
  readonly path: readonly Segment[];
  readonly missing: readonly Segment[];
  readonly value: Json | undefined;
};

/** The definition that a path leads to. `through`: the path was taken through resolved references. */
export function placeOf(document: JsonObject, path: readonly Segment[], through: boolean): Place {
  let here: Placed = { value: document, path: [] };
  for (const [index, segment] of path.entries()) {
    const at = through ? follow(document, here) : here;
    const key = keyOf(at.value, segment);
    if (key === null) return placed(at, path.slice(index));
    here = { value: memberOf(at.value, key), path: [...at.path, key] };
  }
  return placed(through ? follow(document, here) : here, []);
}

function placed(at: Placed, missing: readonly Segment[]): Place {
  return { pointer: pointerOf(...at.path), path: at.path, missing, value: at.value };
}

/** The key as the document has it: functions that go by JSON Schema paths hand on escaped ones. */
function keyOf(value: Json | undefined, segment: Segment): Segment | null {
  if (isArray(value)) return Number(segment) < value.length ? Number(segment) : null;
  if (!isObject(value)) return null;
  const written = String(segment);
  const unescaped = written.replaceAll('~1', '/').replaceAll('~0', '~');
  return [written, unescaped].find((key) => Object.hasOwn(value, key)) ?? null;
}

function memberOf(value: Json | undefined, key: Segment): Json | undefined {
  if (isArray(value)) return value[Number(key)];
  return isObject(value) ? value[String(key)] : undefined;
}

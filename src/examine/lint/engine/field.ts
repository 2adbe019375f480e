import { isArray, isObject, type Json, own } from '../../../model/json.ts';
import type { Segment } from '../define.ts';
import { parsePath, type Step } from './json-path.ts';

/** What a rule's step looks at, below what `given` selects. */
export type FieldTarget = { readonly path: readonly Segment[]; readonly value: Json | undefined };
/** A rule's `field`, ready to be used. */
export type Field = (value: Json) => readonly FieldTarget[];

const WHOLE: Field = (value) => [{ path: [], value }];
const MISSING: FieldTarget = { path: [], value: undefined };

/** Reads `field` of a rule's step: nothing, `@key`, a path such as `info.contact`, or a JSONPath. Null for a JSONPath that needs another engine. */
export function parseField(field: string | null): Field | null {
  if (field === null) return WHOLE;
  if (field === '@key') return onObjects((value) => Object.keys(value).map((key) => ({ path: [key], value: key })));
  if (!field.startsWith('$')) return onObjects((value) => [{ path: pathOf(field), value: valueAt(value, field) }]);
  const parsed = field.includes('.[') ? null : parsePath(field);
  if (parsed === null || parsed.keyed || !parsed.steps.every(({ kind }) => kind === 'member' || kind === 'wildcard'))
    return null;
  return onObjects((value) => [...select(value, parsed.steps, [])]);
}

function onObjects(targets: (value: object & Json) => readonly FieldTarget[]): Field {
  return (value) => {
    if (typeof value !== 'object' || value === null) return [{ path: [], value }];
    const found = targets(value);
    return found.length === 0 ? [MISSING] : found;
  };
}

/** The value at a path as lodash reads it: a key that is there as it is written comes first. */
function valueAt(value: Json, field: string): Json | undefined {
  if (isObject(value) && Object.hasOwn(value, field)) return own(value, field);
  let here: Json | undefined = value;
  for (const key of pathOf(field)) {
    here = isArray(here) ? (key === 'length' ? here.length : here[Number(key)]) : textLength(here, key);
    if (here === undefined || here === null) break;
  }
  return here;
}

function textLength(value: Json | undefined, key: string): Json | undefined {
  return typeof value === 'string' && key === 'length' ? value.length : own(value, key);
}

const PART = /[^.[\]]+|\[(?:(-?\d+(?:\.\d+)?)|(["'])((?:(?!\2)[^\\]|\\.)*?)\2)\]|(?=(?:\.|\[\])(?:\.|\[\]|$))/g;

/** `a.b[0]['c']` in its parts, as lodash takes it apart. */
function pathOf(field: string): string[] {
  const parts: string[] = field.startsWith('.') ? [''] : [];
  for (const [whole, number, quote, quoted] of field.matchAll(PART))
    parts.push(quote === undefined ? (number ?? whole) : (quoted ?? '').replace(/\\(\\)?/g, '$1'));
  return parts;
}

function* select(value: Json, steps: readonly Step[], path: readonly string[]): Generator<FieldTarget> {
  const [step, ...rest] = steps;
  if (step === undefined) {
    yield { path, value };
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value as Record<string, Json>)) {
    if (step.kind === 'wildcard' || (step.kind === 'member' && step.names.has(key)))
      yield* select(member, rest, [...path, key]);
    if (step.deep) yield* select(member, steps, [...path, key]);
  }
}

import { UNSTABLE_LEVELS, type UnstableLevel } from './change.ts';
import type { Day } from './day.ts';
import { parseDayOrDateTime } from './day.ts';
import { isArray, isObject, type Json, type JsonObject, own, ownObject } from './json.ts';

/**
 * How contracts say that something is on its way out: OpenAPI's own `deprecated`, our `x-sunset` and `x-deprecation`, and the names that
 * published bank and payment contracts were seen to use instead. Earlier names win over later ones.
 */
export const LIFECYCLE_FIELDS = {
  /** True marks the thing as deprecated. */
  flag: ['deprecated', 'x-deprecated', 'x-is-deprecated', 'x-isDeprecated'],
  /** Present at all, the thing is deprecated: a version, a text, or a block of what is known. */
  mark: [
    'x-deprecation',
    'x-deprecated-at',
    'x-deprecatedInVersion',
    'x-deprecated-in-version',
    'x-deprecated-by-standards-version',
    'x-deprecation-notice',
    'x-deprecatedMessage',
    'x-speakeasy-deprecation-message',
    'x-speakeasy-deprecation-replacement',
  ],
  /** The day on which it was marked. */
  since: ['x-deprecated-at', 'x-deprecated-since'],
  /** The last day on which it works. */
  sunset: ['x-sunset', 'x-sunset-date'],
  /** What to use instead. */
  successor: ['x-successor', 'x-replaced-by', 'x-speakeasy-deprecation-replacement'],
  /** Why it goes, in words. */
  reason: ['x-deprecation-notice', 'x-deprecatedMessage', 'x-speakeasy-deprecation-message'],
  /** Where its end is announced. */
  announcement: ['x-deprecation-link'],
  /** The values of an enum that are deprecated: a list, or a map from each to what is known of its end. */
  values: ['x-deprecated-enum'],
  /** How much is promised: draft, alpha, beta, stable; `DEPRECATED` marks the thing as deprecated. */
  stability: ['x-stability-level', 'x-stability', 'x-release-status'],
  /** True: no more than beta. */
  beta: ['x-beta'],
  /** True: nobody outside the house calls it. */
  internal: ['x-internal'],
} as const;

/** What a field can tell. */
export const LIFECYCLE_MEANINGS = [
  'flag',
  'mark',
  'since',
  'sunset',
  'successor',
  'reason',
  'announcement',
  'values',
  'stability',
  'beta',
  'internal',
] as const;
export type LifecycleMeaning = (typeof LIFECYCLE_MEANINGS)[number];

/** The names of fields, by what they tell. */
export type LifecycleFields = { readonly [meaning in LifecycleMeaning]: readonly string[] };

/** The built-in names, after names of the house's own. */
export function withOwnFields(names: { readonly [meaning in LifecycleMeaning]?: readonly string[] }): LifecycleFields {
  const both = (meaning: LifecycleMeaning): readonly string[] => [
    ...new Set([...(names[meaning] ?? []), ...LIFECYCLE_FIELDS[meaning]]),
  ];
  return Object.keys(names).length === 0
    ? LIFECYCLE_FIELDS
    : {
        flag: both('flag'),
        mark: both('mark'),
        since: both('since'),
        sunset: both('sunset'),
        successor: both('successor'),
        reason: both('reason'),
        announcement: both('announcement'),
        values: both('values'),
        stability: both('stability'),
        beta: both('beta'),
        internal: both('internal'),
      };
}

/** The option by which functions of rules are given the names that a house has, of what its contracts say of an end. */
export const OWN_FIELDS = 'lifecycleFields';

/** What one thing of a contract says of its end, as written: days are not parsed yet. */
export type LifecycleNote = {
  readonly since: Written | null;
  readonly sunset: Written | null;
  readonly successor: string | null;
  readonly reason: string | null;
  readonly announcement: string | null;
};

/** A value and the fields that lead to it, from the thing that carries it. */
export type Written = { readonly value: Json; readonly fields: readonly string[] };

/** Whether an operation, parameter, schema or header is marked as deprecated, by whatever name. `deprecated: false` overrules the other names. */
export function isDeprecated(thing: unknown, fields: LifecycleFields = LIFECYCLE_FIELDS): boolean {
  if (own(thing, 'deprecated') === false) return false;
  return (
    fields.flag.some((field) => own(thing, field) === true) ||
    fields.mark.some((field) => says(own(thing, field))) ||
    fields.stability.some((field) => wordOf(own(thing, field)) === 'deprecated')
  );
}

const telling = new WeakMap<LifecycleFields, ReadonlySet<string>>();

/** Whether a thing has any field that could say that it is deprecated, since when or until when: a first look, for the many that have none. */
export function mayTellOfItsEnd(thing: JsonObject, fields: LifecycleFields = LIFECYCLE_FIELDS): boolean {
  let names = telling.get(fields);
  if (names === undefined) {
    names = new Set([...fields.flag, ...fields.mark, ...fields.since, ...fields.sunset, ...fields.stability]);
    telling.set(fields, names);
  }
  for (const key of Object.keys(thing)) if (names.has(key)) return true;
  return false;
}

/** An empty text or null under a name says nothing; an empty block was seen to stand for the mark alone (Square's `x-deprecation: {}`). */
function says(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}

/** The day of a sunset or of a start, or the name of a successor, with the fields that lead to it; null where nothing says it. */
export function saidOfEnd(
  thing: unknown,
  meaning: 'since' | 'sunset' | 'successor',
  fields: LifecycleFields = LIFECYCLE_FIELDS,
): Written | null {
  return written(thing, ownObject(thing, 'x-deprecation'), meaning, fields[meaning]);
}

export function lifecycleNote(thing: unknown, fields: LifecycleFields = LIFECYCLE_FIELDS): LifecycleNote {
  const block = ownObject(thing, 'x-deprecation');
  return {
    since: saidOfEnd(thing, 'since', fields),
    sunset: saidOfEnd(thing, 'sunset', fields),
    successor: textOf(saidOfEnd(thing, 'successor', fields)),
    reason: textOf(written(thing, block, 'reason', fields.reason)),
    announcement:
      textOf(written(thing, block, 'notice', fields.announcement)) ?? textOf(written(thing, block, 'notice-url', [])),
  };
}

/** The sunset of a thing as a day in `zone`, or null where there is none that exists. */
export function sunsetOf(thing: unknown, zone: string, fields: LifecycleFields = LIFECYCLE_FIELDS): Day | null {
  return dayOf(lifecycleNote(thing, fields).sunset, zone);
}

export function dayOf(found: Written | null, zone: string): Day | null {
  return typeof found?.value === 'string' ? parseDayOrDateTime(found.value, zone) : null;
}

/** How much less than stable a thing is, by its own words; null for stable, and for what says nothing. */
export function levelOf(thing: unknown, fields: LifecycleFields = LIFECYCLE_FIELDS): UnstableLevel | null {
  for (const field of fields.stability) {
    const word = wordOf(own(thing, field));
    const level = UNSTABLE_LEVELS.find((each) => each === word);
    if (level !== undefined) return level;
    if (word !== null) return null;
  }
  return fields.beta.some((field) => own(thing, field) === true) ? 'beta' : null;
}

/** Whether a thing says that nobody outside the house calls it. */
export function isInternal(thing: unknown, fields: LifecycleFields = LIFECYCLE_FIELDS): boolean {
  return fields.internal.some((field) => own(thing, field) === true);
}

/** A value of an enum that is deprecated, the thing that says so as a schema would, and where it stands below the schema. */
export type DeprecatedValue = {
  readonly value: Json;
  readonly thing: JsonObject;
  readonly steps: readonly [string, string];
};

/** The deprecated values that a schema lists. What is known of each may be a text or a block, as in `x-deprecation`. */
export function deprecatedValues(
  schema: JsonObject,
  fields: LifecycleFields = LIFECYCLE_FIELDS,
): readonly DeprecatedValue[] {
  return fields.values.flatMap((field) => {
    const listed = own(schema, field);
    const all = own(schema, 'enum');
    const found = (value: Json, known: Json, key: string): DeprecatedValue => {
      const index = isArray(all) ? all.findIndex((each) => each === value) : -1;
      return {
        value,
        thing: { deprecated: true, 'x-deprecation': typeof known === 'string' ? { reason: known } : known },
        steps: index === -1 ? [field, key] : ['enum', String(index)],
      };
    };
    if (isArray(listed)) return listed.map((value, index) => found(value, {}, String(index)));
    return isObject(listed) ? Object.entries(listed).map(([value, known]) => found(value, known, value)) : [];
  });
}

function wordOf(value: Json | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value.toLowerCase() : null;
}

function written(thing: unknown, block: unknown, name: string, fields: readonly string[]): Written | null {
  for (const field of fields) {
    const value = own(thing, field);
    if (value !== undefined && value !== null) return { value, fields: [field] };
  }
  const value = own(block, name);
  return value === undefined || value === null ? null : { value, fields: ['x-deprecation', name] };
}

function textOf(found: Written | null): string | null {
  return typeof found?.value === 'string' && found.value !== '' ? found.value : null;
}

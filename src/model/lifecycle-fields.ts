import type { Day } from './day.ts';
import { parseDayOrDateTime } from './day.ts';
import { type Json, type JsonObject, own, ownObject } from './json.ts';

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
  since: ['x-deprecated-at', 'x-deprecated-since'],
  sunset: ['x-sunset', 'x-sunset-date'],
  successor: ['x-successor', 'x-replaced-by', 'x-speakeasy-deprecation-replacement'],
  reason: ['x-deprecation-notice', 'x-deprecatedMessage', 'x-speakeasy-deprecation-message'],
} as const;

/** What one thing of a contract says of its end, as written: days are not parsed yet. */
export type LifecycleNote = {
  readonly since: Written | null;
  readonly sunset: Written | null;
  readonly successor: string | null;
  readonly reason: string | null;
};

/** A value and the fields that lead to it, from the thing that carries it. */
export type Written = { readonly value: Json; readonly fields: readonly string[] };

/** Whether an operation, parameter, schema or header is marked as deprecated, by whatever name. `deprecated: false` overrules the other names. */
export function isDeprecated(thing: unknown): boolean {
  const flags = LIFECYCLE_FIELDS.flag.map((field) => own(thing, field)).filter((value) => value !== undefined);
  if (own(thing, 'deprecated') === false) return false;
  if (flags.some((value) => value === true)) return true;
  return LIFECYCLE_FIELDS.mark.some((field) => says(own(thing, field)));
}

const TELLING: ReadonlySet<string> = new Set(
  (['flag', 'mark', 'since', 'sunset'] as const).flatMap((which) => LIFECYCLE_FIELDS[which]),
);

/** Whether a thing has any field that could say that it is deprecated, since when or until when: a first look, for the many that have none. */
export function mayTellOfItsEnd(thing: JsonObject): boolean {
  return Object.keys(thing).some((key) => TELLING.has(key));
}

/** An empty text or null under a name says nothing; an empty block was seen to stand for the mark alone (Square's `x-deprecation: {}`). */
function says(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}

export function lifecycleNote(thing: unknown): LifecycleNote {
  const block = ownObject(thing, 'x-deprecation');
  return {
    since: written(thing, block, 'since', LIFECYCLE_FIELDS.since),
    sunset: written(thing, block, 'sunset', LIFECYCLE_FIELDS.sunset),
    successor: textOf(written(thing, block, 'successor', LIFECYCLE_FIELDS.successor)),
    reason: textOf(written(thing, block, 'reason', LIFECYCLE_FIELDS.reason)),
  };
}

/** The sunset of a thing as a day in `zone`, or null where there is none that exists. */
export function sunsetOf(thing: unknown, zone: string): Day | null {
  return dayOf(lifecycleNote(thing).sunset, zone);
}

export function dayOf(found: Written | null, zone: string): Day | null {
  return typeof found?.value === 'string' ? parseDayOrDateTime(found.value, zone) : null;
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

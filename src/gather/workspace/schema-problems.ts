import type { ErrorObject } from 'ajv/dist/2020.js';
import { isObject, own, ownObject, ownString } from '../../model/json.ts';
import { pointerOf, segmentsOf } from '../../model/pointer.ts';
import { anyOf, didYouMean } from '../../model/nearest.ts';

/** Something wrong at a key or at its value. */
export type Problem = {
  readonly pointer: string;
  readonly on: 'key' | 'value';
  readonly message: string;
  /** What to do, where the message does not say it; told where it is the only problem, or the first that has one. */
  readonly hint?: string;
};

/** What ajv found (with `verbose`), in words for somebody who has never seen a schema. */
export function problemsOf(errors: readonly ErrorObject[]): readonly Problem[] {
  return errors.flatMap((error) => {
    const problem = problemOf(error);
    return problem === null ? [] : [problem];
  });
}

function problemOf(error: ErrorObject): Problem | null {
  // A bad key is reported twice: by the pattern that it does not fit, and by `propertyNames` around it.
  if (error.propertyName !== undefined) return null;
  const params: unknown = error.params;
  const named = (name: string): string => ownString(params, name) ?? '';
  const here = error.instancePath;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(here, named('additionalProperty'), error.parentSchema);
    case 'propertyNames': {
      const words = ownString(ownObject(error.parentSchema, 'propertyNames'), 'patternErrorMessage');
      const key = named('propertyName');
      return { pointer: here + pointerOf(key), on: 'key', message: `\`${key}\` ${words ?? 'is no name'}` };
    }
    case 'required':
      return {
        pointer: here,
        on: 'key',
        message: `${nameOf(here, 'the file')} has no \`${named('missingProperty')}\``,
      };
    default:
      return { pointer: here, on: 'value', message: `${nameOf(here, 'the file')} ${expected(error)}` };
  }
}

function unknownKey(parent: string, key: string, schema: unknown): Problem {
  const known = Object.keys(ownObject(schema, 'properties') ?? {});
  const guess = didYouMean(key, known);
  const message = `\`${key}\` is not known here${guess === '' ? `; ${anyOf(known)} would be` : guess}`;
  return { pointer: parent + pointerOf(key), on: 'key', message };
}

function expected(error: ErrorObject): string {
  const schema: unknown = error.parentSchema;
  const got = shown(error.data);
  switch (error.keyword) {
    case 'type':
      return `must be ${typeInWords(own(schema, 'type'))}, not ${got}`;
    case 'const':
      return `must be ${shown(own(schema, 'const'))}, not ${got}`;
    case 'enum': {
      const words = (own(schema, 'enum') as readonly unknown[]).map(String);
      const guess = typeof error.data === 'string' ? didYouMean(error.data, words) : '';
      return `must be ${anyOf(words)}, not ${got}${guess}`;
    }
    case 'pattern':
      return `${ownString(schema, 'patternErrorMessage') ?? 'is not as expected'}, not ${got}`;
    case 'format':
      return `must be a day that exists, as YYYY-MM-DD, not ${got}`;
    case 'minLength':
      return 'must not be empty';
    case 'minItems':
    case 'minProperties':
      return 'must not be empty';
    case 'uniqueItems':
      return 'has the same entry twice';
    case 'minimum':
      return `must be at least ${limitOf(error)}, not ${got}`;
    case 'maximum':
      return `must be at most ${limitOf(error)}, not ${got}`;
    default:
      return error.message ?? 'is not as expected';
  }
}

function limitOf(error: ErrorObject): string {
  return JSON.stringify(own(error.params, 'limit'));
}

const TYPES = new Map<unknown, string>([
  ['object', 'a mapping (`name: value` lines)'],
  ['array', 'a list (`- item` lines)'],
  ['string', 'text'],
  ['integer', 'a whole number'],
  ['boolean', 'true or false'],
]);

function typeInWords(type: unknown): string {
  return TYPES.get(type) ?? String(type);
}

function shown(data: unknown): string {
  if (data === null || data === undefined) return 'nothing';
  if (typeof data === 'string') return `"${data.length > 40 ? `${data.slice(0, 40)}…` : data}"`;
  if (Array.isArray(data)) return 'a list';
  return isObject(data) ? 'a mapping' : JSON.stringify(data);
}

/** `policy.failOn`, `profiles[0]`; `whole` for the document itself. */
function nameOf(pointer: string, whole: string): string {
  if (pointer === '') return whole;
  const name = segmentsOf(pointer)
    .map((segment, index) => (/^\d+$/.test(segment) ? `[${segment}]` : index === 0 ? segment : `.${segment}`))
    .join('');
  return `\`${name}\``;
}

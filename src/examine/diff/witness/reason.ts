import { type Json, isArray, own } from '../../../model/json.ts';
import type { Refusal } from './judging.ts';

/** Why a value is refused, in plain words. `subject` names the payload: `the request body`. */
export function reasonOf(error: Refusal, subject: string): string {
  const { instancePath } = error;
  const what = instancePath === '' ? subject : `\`${instancePath}\` of ${subject}`;
  return `${what} ${verdict(error)}`;
}

type Words = (said: (key: string) => string, error: Refusal) => string;

const WORDS: ReadonlyMap<string, Words> = new Map<string, Words>([
  ['required', (said) => `must have the property ${said('missingProperty')}`],
  ['dependentRequired', (said) => `must have ${said('deps')} beside ${said('property')}`],
  ['additionalProperties', (said) => `must not have the property ${said('additionalProperty')}`],
  ['unevaluatedProperties', (said) => `must not have the property ${said('unevaluatedProperty')}`],
  ['unevaluatedItems', () => 'must not have that many items'],
  ['propertyNames', (said) => `must not have a property called ${said('propertyName')}`],
  ['type', (_, { params }) => `must be ${typeWords(own(params as unknown, 'type'))}`],
  ['enum', (_, { params }) => `must be ${oneOf(own(params as unknown, 'allowedValues'))}`],
  ['const', (_, { params }) => `must be ${quoted(own(params as unknown, 'allowedValue'))}`],
  ['maxLength', (said) => `must be at most ${count(said('limit'), 'character')} long`],
  ['minLength', (said) => `must be at least ${count(said('limit'), 'character')} long`],
  ['maxItems', (said) => `must have at most ${count(said('limit'), 'item')}`],
  ['minItems', (said) => `must have at least ${count(said('limit'), 'item')}`],
  ['maxProperties', (said) => `must have at most ${properties(said('limit'))}`],
  ['minProperties', (said) => `must have at least ${properties(said('limit'))}`],
  ['maximum', (said) => `must be at most ${said('limit')}`],
  ['minimum', (said) => `must be at least ${said('limit')}`],
  ['exclusiveMaximum', (said) => `must be less than ${said('limit')}`],
  ['exclusiveMinimum', (said) => `must be more than ${said('limit')}`],
  ['multipleOf', (said) => `must be a multiple of ${said('multipleOf')}`],
  ['uniqueItems', () => 'must not have the same item twice'],
  ['pattern', (said) => `must match the pattern ${said('pattern')}`],
  ['format', (said) => `must be of the format ${said('format')}`],
  ['anyOf', () => 'fits none of the alternatives of `anyOf`'],
  ['oneOf', (_, { params }) => exclusive(own(params as unknown, 'passingSchemas'))],
  ['not', () => 'must not fit the schema of `not`'],
  ['contains', () => 'must have other items that fit the schema of `contains`'],
  ['false schema', () => 'must not be there'],
]);

function verdict(error: Refusal): string {
  const params: unknown = error.params;
  const said = (key: string): string => {
    const value = own(params, key);
    return typeof value === 'number'
      ? String(value)
      : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
  };
  return WORDS.get(error.keyword)?.(said, error) ?? error.message ?? 'is refused';
}

function count(number: string, noun: string): string {
  return `${number} ${noun}${number === '1' ? '' : 's'}`;
}

function properties(number: string): string {
  return `${number} ${number === '1' ? 'property' : 'properties'}`;
}

function typeWords(types: Json | undefined): string {
  const names = (isArray(types) ? types : [types]).filter((name) => typeof name === 'string');
  return names.map((name) => (name === 'null' ? name : `${/^[aeio]/.test(name) ? 'an' : 'a'} ${name}`)).join(' or ');
}

const SHOWN = 5;

function oneOf(values: Json | undefined): string {
  const list = isArray(values) ? values : [];
  const words = list.slice(0, SHOWN).map(quoted);
  const more = list.length > SHOWN ? ` or one of ${list.length - SHOWN} more` : '';
  if (list.length === 0) return 'one of no values at all';
  return list.length === 1 ? (words[0] ?? '') : `one of ${words.join(', ')}${more}`;
}

function quoted(value: Json | undefined): string {
  return `\`${JSON.stringify(value ?? null)}\``;
}

function exclusive(passing: Json | undefined): string {
  return isArray(passing)
    ? `fits ${passing.length} alternatives of \`oneOf\`, and must fit exactly one`
    : 'fits none of the alternatives of `oneOf`';
}

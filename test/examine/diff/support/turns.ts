import type { JsonObject } from '../../../../src/model/json.ts';

/**
 * What can happen to a schema, one minimal pair each; the tests compare both ways round. `value`: the pair stands at a place itself;
 * `object`: it is an object, and what happens happens to its properties.
 */
export type Turn = {
  readonly name: string;
  readonly of: 'value' | 'object';
  readonly before: JsonObject;
  readonly after: JsonObject;
};

const value = (name: string, before: JsonObject, after: JsonObject): Turn => ({ name, of: 'value', before, after });
const object = (name: string, before: JsonObject, after: JsonObject): Turn => ({ name, of: 'object', before, after });

const string = { type: 'string' };
const integer = { type: 'integer' };
const list = { type: 'array', items: string };
const record = (properties: JsonObject, rest: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...rest });

const BOUNDS: readonly (readonly [string, JsonObject, number, number])[] = [
  ['maxLength', string, 10, 20],
  ['minLength', string, 1, 2],
  ['maximum', integer, 10, 20],
  ['minimum', integer, 1, 2],
  ['exclusiveMaximum', integer, 10, 20],
  ['exclusiveMinimum', integer, 1, 2],
  ['maxItems', list, 10, 20],
  ['minItems', list, 1, 2],
  ['maxProperties', { type: 'object' }, 10, 20],
  ['minProperties', { type: 'object' }, 1, 2],
];

const bounds = BOUNDS.flatMap(([keyword, schema, low, high]) => [
  value(`${keyword} moved`, { ...schema, [keyword]: low }, { ...schema, [keyword]: high }),
  value(`${keyword} set`, schema, { ...schema, [keyword]: low }),
]);

const then = { then: { pattern: 'a' } };
const contains = { ...list, contains: { const: 'a' } };

const keywords: readonly Turn[] = [
  value('maxContains moved', { ...contains, maxContains: 2 }, { ...contains, maxContains: 3 }),
  value('maxContains set', contains, { ...contains, maxContains: 3 }),
  value('minContains moved', { ...contains, minContains: 2 }, { ...contains, minContains: 3 }),
  value('multipleOf set', integer, { ...integer, multipleOf: 5 }),
  value('multipleOf changed', { ...integer, multipleOf: 5 }, { ...integer, multipleOf: 7 }),
  value('multipleOf made finer', { ...integer, multipleOf: 10 }, { ...integer, multipleOf: 5 }),
  value('uniqueItems set', list, { ...list, uniqueItems: true }),
  value('enum set', string, { ...string, enum: ['a', 'b'] }),
  value('enum value added', { ...string, enum: ['a'] }, { ...string, enum: ['a', 'b'] }),
  value('const set', string, { ...string, const: 'a' }),
  value('const changed', { ...string, const: 'a' }, { ...string, const: 'b' }),
  value(
    'extensible value added',
    { ...string, 'x-extensible-enum': ['a'] },
    { ...string, 'x-extensible-enum': ['a', 'b'] },
  ),
  value('default set', string, { ...string, default: 'a' }),
  value('default changed', { ...string, default: 'a' }, { ...string, default: 'b' }),
  value('type changed', string, { type: 'boolean' }),
  value('type widened', integer, { type: 'number' }),
  value('type list widened', string, { type: ['string', 'boolean'] }),
  value('types as alternatives', { oneOf: [string, integer] }, { oneOf: [string, integer, { type: 'boolean' }] }),
  value(
    'numbers as alternatives',
    { oneOf: [{ type: 'boolean' }, integer] },
    { oneOf: [{ type: 'boolean' }, { type: 'number' }] },
  ),
  value('whole numbers', { type: 'number', multipleOf: 1, minimum: 1 }, { ...integer, exclusiveMinimum: 0 }),
  value('number in digits', { type: ['string', 'integer'] }, string),
  value(
    'what the enum says already',
    { ...string, enum: ['a'] },
    { ...string, enum: ['a'], maxLength: 1, pattern: '^a$' },
  ),
  value(
    'what the format says already',
    { ...integer, format: 'int32' },
    { ...integer, format: 'int32', maximum: 2147483647 },
  ),
  value('pattern of anything', string, { ...string, pattern: '[\\s\\S]*' }),
  value('enum opened', { ...string, enum: ['a'] }, { ...string, 'x-extensible-enum': ['a', 'b'] }),
  value('digits and text', string, { type: 'number' }),
  value('unknown format', { ...string, format: 'iban' }, { ...string, format: 'bban' }),
  value('null allowed', string, { type: ['string', 'null'] }),
  value('pattern set', string, { ...string, pattern: '^a+$' }),
  value('pattern changed', { ...string, pattern: '^a+$' }, { ...string, pattern: '^b+$' }),
  value('pattern opened', { ...string, pattern: '^a+$' }, { ...string, pattern: '^.*$' }),
  value('content', { ...string, contentMediaType: 'text/csv' }, { ...string, contentMediaType: 'application/json' }),
  value('content encoding', { ...string, contentEncoding: 'base64' }, { ...string, contentEncoding: 'base32' }),
  value('content schema', string, { ...string, contentSchema: list }),
  value('contains', list, { ...list, contains: { const: 'a' } }),
  value('if without a consequence', string, { ...string, if: { minLength: 3 } }),
  value('if changed', { ...string, if: { minLength: 3 }, ...then }, { ...string, if: { minLength: 4 }, ...then }),
  value('then', string, { ...string, if: { minLength: 3 }, ...then }),
  value('else', string, { ...string, if: { minLength: 3 }, else: { pattern: 'a' } }),
  value('not', string, { ...string, not: { enum: ['a'] } }),
  value('not changed', { ...string, not: { enum: ['a'] } }, { ...string, not: { enum: ['b'] } }),
  value('propertyNames', { type: 'object' }, { type: 'object', propertyNames: { maxLength: 3 } }),
  value('unevaluatedItems', list, { ...list, unevaluatedItems: false }),
  value('unevaluatedProperties', { type: 'object' }, { type: 'object', unevaluatedProperties: false }),
  value('dependentSchemas', { type: 'object' }, { type: 'object', dependentSchemas: { a: { required: ['b'] } } }),
  value('dependentRequired', { type: 'object' }, { type: 'object', dependentRequired: { a: ['b'] } }),
  value(
    'dependentRequired changed',
    { type: 'object', dependentRequired: { a: ['b'] } },
    { type: 'object', dependentRequired: { a: ['c'] } },
  ),
  value('prefixItems', { ...list, prefixItems: [string] }, { ...list, prefixItems: [string, integer] }),
  value('patternProperties', { type: 'object' }, { type: 'object', patternProperties: { '^x-': string } }),
  value('additionalProperties', { type: 'object' }, { type: 'object', additionalProperties: false }),
];

const cat = record({ kind: { const: 'cat' }, lives: integer }, { title: 'Cat' });
const dog = record({ kind: { const: 'dog' }, bark: string }, { title: 'Dog' });
const fox = record({ kind: { const: 'fox' }, den: string }, { title: 'Fox' });
const told = (discriminator: JsonObject): JsonObject => ({ oneOf: [cat, dog], discriminator });

const composition: readonly Turn[] = [
  value('oneOf alternative', { oneOf: [cat, dog] }, { oneOf: [cat, dog, fox] }),
  value('anyOf alternative', { anyOf: [cat, dog] }, { anyOf: [cat, dog, fox] }),
  value(
    'anyOf made oneOf',
    { anyOf: [list, { type: 'array', minItems: 1 }] },
    { oneOf: [list, { type: 'array', minItems: 1 }] },
  ),
  value('anyOf made oneOf, told apart', { anyOf: [cat, dog] }, { oneOf: [cat, dog] }),
  value(
    'one of two required',
    record({ a: string, b: string }, { required: ['a'] }),
    record({ a: string, b: string }, { anyOf: [{ required: ['a'] }, { required: ['b'] }] }),
  ),
  value('wrapped', cat, { oneOf: [cat, dog] }),
  value('allOf member', { allOf: [cat] }, { allOf: [cat, record({ age: integer }, { title: 'Aged' })] }),
  value('allOf description', { allOf: [cat] }, { allOf: [cat, { description: 'with claws' }] }),
  value('discriminator', { oneOf: [cat, dog] }, told({ propertyName: 'kind' })),
  value('discriminator renamed', told({ propertyName: 'kind' }), told({ propertyName: 'type' })),
  value(
    'discriminator mapping',
    told({ propertyName: 'kind', mapping: { a: 'A' } }),
    told({ propertyName: 'kind', mapping: { a: 'A', b: 'B' } }),
  ),
  value(
    'discriminator mapping changed',
    told({ propertyName: 'kind', mapping: { a: 'A' } }),
    told({ propertyName: 'kind', mapping: { a: 'B' } }),
  ),
];

const withName = (name: JsonObject, rest: JsonObject = {}): JsonObject => record({ id: string, name }, rest);
const required = { required: ['name'] };

const properties: readonly Turn[] = [
  object('optional property', record({ id: string }), withName(string)),
  object('required property', record({ id: string }), withName(string, required)),
  object('required property with default', record({ id: string }), withName({ ...string, default: 'a' }, required)),
  object('writeOnly property', record({ id: string }), withName({ ...string, writeOnly: true })),
  object('required writeOnly property', record({ id: string }), withName({ ...string, writeOnly: true }, required)),
  object('readOnly property', record({ id: string }), withName({ ...string, readOnly: true }, required)),
  object('property required', withName(string), withName(string, required)),
  object(
    'property with default required',
    withName({ ...string, default: 'a' }),
    withName({ ...string, default: 'a' }, required),
  ),
  object(
    'writeOnly property required',
    withName({ ...string, writeOnly: true }),
    withName({ ...string, writeOnly: true }, required),
  ),
  object('property readOnly', withName(string), withName({ ...string, readOnly: true })),
  object('property writeOnly', withName(string), withName({ ...string, writeOnly: true })),
  object('required property readOnly', withName(string, required), withName({ ...string, readOnly: true }, required)),
  object('required property writeOnly', withName(string, required), withName({ ...string, writeOnly: true }, required)),
  object(
    'property of a closed object',
    record({ id: string }, { additionalProperties: false }),
    withName(string, { additionalProperties: false }),
  ),
  object(
    'property falls under the rest',
    withName(integer, { additionalProperties: string }),
    record({ id: string }, { additionalProperties: string }),
  ),
  object(
    'closed in another spelling',
    withName(string, { additionalProperties: false }),
    withName(string, { unevaluatedProperties: false }),
  ),
  object('as many as are required', withName(string, required), withName(string, { ...required, minProperties: 1 })),
  object('property deprecated', withName(string), withName({ ...string, deprecated: true })),
  object(
    'property deprecated with a date',
    withName(string),
    withName({ ...string, deprecated: true, 'x-sunset': '2030-01-01' }),
  ),
  object(
    'property deprecated with no date',
    withName(string),
    withName({ ...string, deprecated: true, 'x-sunset': 'soon' }),
  ),
  object(
    'property stability',
    withName({ ...string, 'x-stability-level': 'beta' }),
    withName({ ...string, 'x-stability-level': 'stable' }),
  ),
  object(
    'ignored maxLength',
    withName({ ...string, readOnly: true, maxLength: 2 }),
    withName({ ...string, readOnly: true, maxLength: 1 }),
  ),
  object(
    'ignored maximum',
    withName({ ...integer, readOnly: true, maximum: 2 }),
    withName({ ...integer, readOnly: true, maximum: 1 }),
  ),
  object(
    'ignored minimum',
    withName({ ...integer, readOnly: true, minimum: 1 }),
    withName({ ...integer, readOnly: true, minimum: 2 }),
  ),
  object(
    'ignored exclusiveMaximum',
    withName({ ...integer, readOnly: true, exclusiveMaximum: 2 }),
    withName({ ...integer, readOnly: true, exclusiveMaximum: 1 }),
  ),
  object(
    'ignored exclusiveMinimum',
    withName({ ...integer, readOnly: true, exclusiveMinimum: 1 }),
    withName({ ...integer, readOnly: true, exclusiveMinimum: 2 }),
  ),
  object(
    'ignored enum, request',
    withName({ ...string, readOnly: true, enum: ['a', 'b'] }),
    withName({ ...string, readOnly: true, enum: ['a'] }),
  ),
  object(
    'ignored enum, response',
    withName({ ...string, writeOnly: true, enum: ['a'] }),
    withName({ ...string, writeOnly: true, enum: ['a', 'b'] }),
  ),
];

export const TURNS: readonly Turn[] = [...bounds, ...keywords, ...composition, ...properties];

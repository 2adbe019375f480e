import { describe, expect, it } from 'vitest';
import type { Change, Witness } from '../../../../src/model/change.ts';
import type { Json, JsonObject } from '../../../../src/model/json.ts';
import { provenBetween } from './support.ts';

const body = (schema: Json, rest: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Accounts', version: 'v1' },
  paths: {
    '/accounts': {
      post: {
        requestBody: { content: { 'application/json': { schema } } },
        responses: { '200': { description: 'done' } },
      },
    },
  },
  ...rest,
});
const answer = (schema: Json, rest: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Accounts', version: 'v1' },
  paths: {
    '/accounts': {
      get: { responses: { '200': { description: 'done', content: { 'application/json': { schema } } } } },
    },
  },
  ...rest,
});
const holding = (x: Json, rest: JsonObject = {}): JsonObject => ({ type: 'object', properties: { x }, ...rest });

async function witnesses(
  before: JsonObject,
  after: JsonObject,
): Promise<readonly (readonly [string, Witness | null])[]> {
  const changes = await provenBetween(before, after);
  return changes.filter(isInNeed).map(({ check, witness }) => [check, witness] as const);
}

/** Nothing else is proven. */
function isInNeed({ impact }: Change): boolean {
  return impact === 'breaking' || impact === 'risky';
}

/** The place that the words name. */
function placeIn(reason: string): string {
  return /^`(\/[^`]*)` of /.exec(reason)?.[1] ?? '';
}

/** Refused now, in a request. */
const refused = (value: Json, reason: string): Witness => ({
  kind: 'payload',
  direction: 'request',
  value,
  acceptedBy: 'before',
  rejectedBy: 'after',
  pointer: placeIn(reason),
  reason,
});
/** Possible now, in a response. */
const possible = (value: Json, reason: string): Witness => ({
  kind: 'payload',
  direction: 'response',
  value,
  acceptedBy: 'after',
  rejectedBy: 'before',
  pointer: placeIn(reason),
  reason,
});

const string = { type: 'string' };
const integer = { type: 'integer' };
const list = { type: 'array', items: string };

/** The keyword, the wider and the narrower schema, a value that only the wider one takes, and why the narrower one does not. */
const NARROWED: readonly (readonly [string, Json, Json, Json, string])[] = [
  ['maximum', integer, { ...integer, maximum: 10 }, 11, 'must be at most 10'],
  ['minimum', integer, { ...integer, minimum: 10 }, 0, 'must be at least 10'],
  ['exclusiveMaximum', { ...integer, maximum: 10 }, { ...integer, exclusiveMaximum: 10 }, 10, 'must be less than 10'],
  ['exclusiveMinimum', { ...integer, minimum: 3 }, { ...integer, exclusiveMinimum: 3 }, 3, 'must be more than 3'],
  ['multipleOf', integer, { ...integer, multipleOf: 5 }, 1, 'must be a multiple of 5'],
  ['maxLength', string, { ...string, maxLength: 3 }, 'text', 'must be at most 3 characters long'],
  ['minLength', string, { ...string, minLength: 5 }, 'text', 'must be at least 5 characters long'],
  ['pattern', string, { ...string, pattern: '^[A-Z]{2}$' }, 'text', 'must match the pattern `^[A-Z]{2}$`'],
  ['format', string, { ...string, format: 'date' }, 'text', 'must be of the format `date`'],
  ['enum', { enum: ['a', 'b'] }, { enum: ['a'] }, 'b', 'must be `"a"`'],
  ['const', string, { ...string, const: 'a' }, 'text', 'must be `"a"`'],
  ['type', { type: 'number' }, integer, 0.5, 'must be an integer'],
  ['null', { type: ['string', 'null'] }, string, null, 'must be a string'],
  ['maxItems', list, { ...list, maxItems: 1 }, ['text', 'text'], 'must have at most 1 item'],
  ['minItems', list, { ...list, minItems: 1 }, [], 'must have at least 1 item'],
  ['uniqueItems', list, { ...list, uniqueItems: true }, ['text', 'text'], 'must not have the same item twice'],
  [
    'maxProperties',
    { type: 'object' },
    { type: 'object', maxProperties: 0 },
    { extra1: 'text' },
    'must have at most 0 properties',
  ],
  ['minProperties', { type: 'object' }, { type: 'object', minProperties: 1 }, {}, 'must have at least 1 property'],
  [
    'oneOf branch',
    { oneOf: [string, integer, { type: 'boolean', enum: [true] }] },
    { oneOf: [string, integer] },
    true,
    'fits none of the alternatives of `oneOf`',
  ],
  [
    'anyOf branch',
    { anyOf: [holding(string, { required: ['x'] }), integer] },
    { anyOf: [integer] },
    { x: 'text' },
    'fits none of the alternatives of `anyOf`',
  ],
];

describe('a payload that proves a narrower or wider schema', () => {
  it.each(NARROWED)('%s in a request body', async (_, wide, narrow, value, why) => {
    const found = await witnesses(body(wide), body(narrow));
    expect(found.map(([, witness]) => witness)).toContainEqual(refused(value, `the request body ${why}`));
  });

  it.each(NARROWED)('%s in a property, with what must stand around it', async (_, wide, narrow, value, why) => {
    const around = (x: Json): JsonObject =>
      body({
        ...holding(x, { required: ['id'] }),
        properties: { id: { type: 'integer', minimum: 7 }, x, note: string },
      });
    const found = await witnesses(around(wide), around(narrow));
    expect(found.map(([, witness]) => witness)).toContainEqual(
      refused({ id: 7, x: value }, `\`/x\` of the request body ${why}`),
    );
  });

  it.each(NARROWED)('%s in a response body, the other way round', async (_, wide, narrow, value, why) => {
    const found = await witnesses(answer(narrow), answer(wide));
    expect(found.map(([, witness]) => witness)).toContainEqual(possible(value, `the response body (200) ${why}`));
  });

  it('is accepted by both sides in the harmless direction, so there is none', async () => {
    for (const [, wide, narrow] of NARROWED) {
      expect((await provenBetween(body(narrow), body(wide))).filter(({ witness }) => witness !== null)).toEqual([]);
      expect((await provenBetween(answer(wide), answer(narrow))).filter(({ witness }) => witness !== null)).toEqual([]);
    }
  });
});

describe('a payload that proves a change of an object', () => {
  it('lacks the property that became required, and no other', async () => {
    const properties = { a: string, b: string, c: string };
    const before = body({ type: 'object', required: ['a'], properties });
    const after = body({ type: 'object', required: ['a', 'b', 'c'], properties });
    expect(await witnesses(before, after)).toEqual([
      [
        'request-property-became-required',
        refused({ a: 'text', c: 'text' }, 'the request body must have the property `b`'),
      ],
      [
        'request-property-became-required',
        refused({ a: 'text', b: 'text' }, 'the request body must have the property `c`'),
      ],
    ]);
  });

  it('has the property that is no longer allowed', async () => {
    const before = body({ ...holding(string), additionalProperties: true });
    const after = body({ ...holding(string), additionalProperties: false });
    expect(await witnesses(before, after)).toEqual([
      [
        'request-body-additional-properties-closed',
        refused({ extra1: 'text' }, 'the request body must not have the property `extra1`'),
      ],
    ]);
  });

  it('sends no readOnly property and leaves out those that are required of responses', async () => {
    const schema = (maximum: number): JsonObject =>
      body({
        type: 'object',
        required: ['id', 'x'],
        properties: { id: { type: 'string', readOnly: true }, x: { type: 'integer', maximum } },
      });
    expect(await witnesses(schema(10), schema(5))).toEqual([
      ['request-property-max-decreased', refused({ x: 10 }, '`/x` of the request body must be at most 5')],
    ]);
  });

  it('reaches through arrays, maps and alternatives', async () => {
    const schema = (maximum: number): JsonObject =>
      body({
        type: 'array',
        items: {
          oneOf: [
            {
              title: 'None',
              type: 'object',
              required: ['none'],
              properties: { none: { const: true } },
              additionalProperties: false,
            },
            {
              title: 'Limits',
              type: 'object',
              required: ['limits'],
              properties: { limits: { type: 'object', additionalProperties: { type: 'integer', maximum } } },
              additionalProperties: false,
            },
          ],
        },
      });
    expect(await witnesses(schema(10), schema(5))).toEqual([
      [
        'request-property-max-decreased',
        refused([{ limits: { key: 10 } }], '`/0/limits/key` of the request body must be at most 5'),
      ],
    ]);
  });

  it('fits both members of an allOf', async () => {
    const schema = (maxLength: number): JsonObject =>
      body({
        allOf: [
          { type: 'object', required: ['kind'], properties: { kind: { const: 'iban' } } },
          { type: 'object', required: ['value'], properties: { value: { type: 'string', minLength: 2, maxLength } } },
        ],
      });
    expect(await witnesses(schema(4), schema(3))).toEqual([
      [
        'request-property-max-length-decreased',
        refused({ kind: 'iban', value: 'text' }, '`/value` of the request body must be at most 3 characters long'),
      ],
    ]);
  });
});

describe('what is turned round, bounded or hostile', () => {
  it('is a request that may come, where the API calls', async () => {
    const hook = (schema: Json): JsonObject => ({
      openapi: '3.1.0',
      info: { title: 'Accounts', version: 'v1' },
      paths: {},
      webhooks: { paid: { post: { requestBody: { content: { 'application/json': { schema } } }, responses: {} } } },
    });
    const found = await witnesses(hook({ ...integer, maximum: 10 }), hook(integer));
    expect(found.map(([, witness]) => witness)).toEqual([
      { ...possible(11, 'the payload must be at most 10'), direction: 'request' },
    ]);
  });

  it('ends where a schema contains itself, with the fewest levels', async () => {
    const node = (maximum: number): JsonObject => ({
      components: {
        schemas: {
          Node: {
            type: 'object',
            required: ['size'],
            properties: { size: { type: 'integer', maximum }, next: { $ref: '#/components/schemas/Node' } },
          },
        },
      },
    });
    const root = { $ref: '#/components/schemas/Node' };
    expect(await witnesses(body(root, node(10)), body(root, node(5)))).toEqual([
      ['request-property-max-decreased', refused({ size: 10 }, '`/size` of the request body must be at most 5')],
    ]);
  });

  it('is not invented where a schema requires itself without end', async () => {
    const node = (maximum: number): JsonObject => ({
      components: {
        schemas: {
          Node: {
            type: 'object',
            required: ['size', 'next'],
            properties: { size: { type: 'integer', maximum }, next: { $ref: '#/components/schemas/Node' } },
          },
        },
      },
    });
    const root = { $ref: '#/components/schemas/Node' };
    expect((await witnesses(body(root, node(10)), body(root, node(5)))).map(([, witness]) => witness)).toEqual([null]);
  });

  it('is not looked for with a pattern that no linear engine takes', async () => {
    const schema = (maximum: number): JsonObject =>
      body({
        type: 'object',
        required: ['code'],
        properties: { code: { type: 'string', pattern: '^(?=a)(a+)+$' }, x: { type: 'integer', maximum } },
      });
    expect((await witnesses(schema(10), schema(5))).map(([, witness]) => witness)).toEqual([null]);
  });

  it('ends at once with a pattern that backtracks without end elsewhere', async () => {
    const schema = (pattern: string): JsonObject => body({ type: 'string', minLength: 60, pattern });
    const changes = await provenBetween(schema('^(a+)+$'), schema('^(a|aa)+b$'));
    expect(changes.map(({ witness }) => witness)).toEqual([
      refused('a'.repeat(60), 'the request body must match the pattern `^(a|aa)+b$`'),
    ]);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', '$ref', 'a/b~c', ''])(
    'knows a property called %j',
    async (name) => {
      const schema = (maximum: number): JsonObject =>
        body({ type: 'object', properties: Object.fromEntries([[name, { type: 'integer', maximum }]]) });
      const found = await witnesses(schema(10), schema(5));
      expect(found.map(([, witness]) => witness?.value)).toEqual([Object.fromEntries([[name, 10]])]);
    },
  );

  it('says nothing of a property that ajv does not see', async () => {
    const schema = (maximum: number): string =>
      `{"type":"object","required":["__proto__"],"properties":{"__proto__":{"type":"integer","maximum":${maximum}}}}`;
    const at = (maximum: number): JsonObject => body(JSON.parse(schema(maximum)) as Json);
    expect((await witnesses(at(10), at(5))).map(([, witness]) => witness)).toEqual([null]);
  });
});

import type { JsonObject } from '../../model/json.ts';

const severity: JsonObject = { enum: ['error', 'warn', 'info', 'hint', 'off', -1, 0, 1, 2, 3] };
const names: JsonObject = { type: 'array', items: { type: 'string' } };
const expression: JsonObject = { type: 'string', pattern: '^[$#]' };
const expressions: JsonObject = { type: 'array', items: expression, minItems: 1 };
const step: JsonObject = {
  type: 'object',
  properties: { field: { type: 'string' }, function: { type: 'string' }, functionOptions: {} },
  required: ['function'],
  additionalProperties: false,
};

const rule: JsonObject = {
  type: 'object',
  properties: {
    description: { type: 'string' },
    message: { type: 'string' },
    severity,
    given: { if: { type: 'array' }, then: expressions, else: expression },
    then: { if: { type: 'array' }, then: { type: 'array', items: step, minItems: 1 }, else: step },
    formats: names,
    recommended: { type: 'boolean' },
    resolved: { type: 'boolean' },
    documentationUrl: { type: 'string' },
    tags: names,
    type: { enum: ['style', 'validation'] },
    extensions: { type: 'object' },
    'x-source': { type: 'string' },
    'x-source-verified': { type: 'boolean' },
    'x-why': { type: 'string' },
    'x-fix': { type: 'string' },
    'x-tags': names,
    'x-profiles': names,
    'x-style': { type: 'object', additionalProperties: { type: 'string', minLength: 1 } },
    'x-yields-to': { type: 'object', additionalProperties: { type: 'string', minLength: 1 } },
    'x-good': { type: 'string' },
    'x-bad': { type: 'string' },
  },
  patternProperties: { '^x-': {} },
  additionalProperties: false,
};

const alias: JsonObject = {
  if: { type: 'object' },
  then: {
    type: 'object',
    properties: {
      description: { type: 'string' },
      targets: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          properties: { formats: names, given: expressions },
          required: ['formats', 'given'],
          additionalProperties: false,
        },
      },
    },
    required: ['targets'],
    additionalProperties: false,
  },
  else: expressions,
};

/** A name; or what a ruleset in JavaScript extends as an object, once it is plain data. */
const extended: JsonObject = {
  if: { type: 'object' },
  then: { type: 'object', properties: { definition: { type: 'integer' } }, required: ['definition'] },
  else: { type: 'string' },
};

const extension: JsonObject = {
  if: { type: 'array' },
  then: {
    type: 'array',
    items: [extended, { enum: ['recommended', 'all', 'off'] }],
    minItems: 2,
    maxItems: 2,
  },
  else: extended,
};

/** What a ruleset and an override of one both have. */
const body = {
  extends: { if: { type: 'array' }, then: { type: 'array', items: extension }, else: { type: 'string' } },
  formats: names,
  aliases: {
    type: 'object',
    propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_-]*$' },
    additionalProperties: alias,
  },
  parserOptions: {
    type: 'object',
    properties: { duplicateKeys: severity, incompatibleValues: severity },
    additionalProperties: false,
  },
  rules: {
    type: 'object',
    additionalProperties: {
      if: { type: 'object' },
      then: rule,
      else: { enum: ['error', 'warn', 'info', 'hint', 'off', -1, 0, 1, 2, 3, true, false] },
    },
  },
} satisfies JsonObject;

const override: JsonObject = {
  type: 'object',
  properties: {
    description: { type: 'string' },
    files: { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1 },
    ...body,
  },
  patternProperties: { '^x-': {} },
  required: ['files'],
  additionalProperties: false,
};

/**
 * The JSON Schema (draft 7) of a ruleset file: Spectral's format, and our `x-` keys.
 * `except` is in it so that it can be refused in its own words.
 */
export const RULESET_SCHEMA: JsonObject = {
  type: 'object',
  properties: {
    description: { type: 'string' },
    documentationUrl: { type: 'string' },
    ...body,
    functions: {
      type: 'array',
      items: {
        if: { type: 'array' },
        then: { type: 'array', items: [{ type: 'string' }], minItems: 1, maxItems: 2 },
        else: { type: 'string' },
      },
    },
    functionsDir: { type: 'string' },
    'x-precedence': { type: 'integer' },
    overrides: { type: 'array', items: override, minItems: 1 },
    except: {},
  },
  patternProperties: { '^x-': {} },
  additionalProperties: false,
  anyOf: [{ required: ['extends'] }, { required: ['rules'] }],
};

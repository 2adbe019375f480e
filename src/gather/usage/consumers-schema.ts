import type { JsonObject } from '../../model/json.ts';

const operation: JsonObject = {
  title: 'Operation',
  description: 'METHOD /path, as the contract writes it; names of path parameters do not matter.',
  type: 'string',
  pattern: '^[A-Z][A-Z-]{2,19} /\\S*$',
  patternErrorMessage: 'must be an operation such as `GET /accounts/{accountId}`',
};

const names = (title: string, description: string): JsonObject => ({
  title,
  description,
  type: 'array',
  uniqueItems: true,
  items: { type: 'string', minLength: 1 },
});

const FIELDS = 'as `data.amount`, lists left out; a field stands for all below it. Without it, every field is used.';

/** A pattern is for texts and the properties for objects. */
const use: JsonObject = {
  ...operation,
  title: 'Use',
  description:
    'An operation, METHOD /path as the contract writes it; or an object that says what of it is used as well.',
  type: ['string', 'object'],
  additionalProperties: false,
  required: ['operation'],
  properties: {
    operation,
    fields: {
      title: 'Fields',
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: {
        request: names('Request', `Fields that it sends, ${FIELDS}`),
        response: names('Response', `Fields that it reads, ${FIELDS}`),
      },
    },
    parameters: names('Parameters', 'Names of the parameters that it sends. Without it, every one is.'),
  },
};

const consent: JsonObject = {
  title: 'Consent',
  description: 'The consumer agrees that the operation goes away or breaks.',
  type: 'object',
  additionalProperties: false,
  required: ['operation', 'day', 'by'],
  properties: {
    operation,
    day: { title: 'Day', description: 'When it was given, YYYY-MM-DD.', type: 'string', format: 'date' },
    by: { title: 'By', description: 'Who gave it.', type: 'string', minLength: 1 },
  },
};

/** JSON Schema (2020-12) of a consumer file, such as `consumers/mobile-app.yaml`. */
export const CONSUMERS_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:countersign:schema:consumers:1',
  title: 'Consumer',
  description: 'Somebody who calls our APIs, and what they call.',
  type: 'object',
  additionalProperties: false,
  required: ['schemaVersion', 'name', 'contact', 'uses'],
  properties: {
    schemaVersion: { title: 'Schema version', description: 'Version of this format.', const: 1 },
    name: { title: 'Name', description: 'Name of the application or the partner.', type: 'string', minLength: 1 },
    contact: { title: 'Contact', description: 'Whom to tell about changes.', type: 'string', minLength: 1 },
    knownAs: names('Known as', 'What it is called in access logs and Pact files, where that is not its name.'),
    uses: {
      title: 'Uses',
      description: 'What it calls, by API.',
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['api', 'operations'],
        properties: {
          api: { title: 'API', description: 'Id of the API in countersign.yaml.', type: 'string', minLength: 1 },
          operations: { title: 'Operations', type: 'array', minItems: 1, uniqueItems: true, items: use },
          consent: { title: 'Consent', type: 'array', items: consent },
        },
      },
    },
  },
};

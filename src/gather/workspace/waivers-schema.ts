import type { JsonObject } from '../../model/json.ts';

/** JSON Schema (2020-12) of `.countersign/waivers.yaml`. */
export const WAIVERS_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:countersign:schema:waivers:1',
  title: 'Waivers',
  description: 'Exceptions from rules. Each has a reason, somebody who answers for it, and an end.',
  type: 'object',
  additionalProperties: false,
  required: ['schemaVersion', 'waivers'],
  properties: {
    schemaVersion: { title: 'Schema version', description: 'Version of this format.', const: 1 },
    waivers: {
      title: 'Waivers',
      description: 'The exceptions, one by one.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'reason', 'owner', 'expires'],
        properties: {
          rule: { title: 'Rule', description: 'Id of the rule or check.', type: 'string', minLength: 1 },
          api: { title: 'API', description: 'The API it is for. Without it: every API.', type: 'string', minLength: 1 },
          pointer: {
            title: 'Pointer',
            description:
              'JSON pointer (RFC 6901) of the finding, such as /paths/~1accounts/get; covers what stands at or below it. Without it: the whole contract.',
            type: 'string',
            pattern: '^(/([^~]|~[01])*)?$',
            patternErrorMessage: 'must be a JSON pointer such as `/paths/~1accounts/get`',
          },
          reason: {
            title: 'Reason',
            description: 'Why the exception is right, in at least ten characters.',
            type: 'string',
            pattern: '^\\s*\\S[\\s\\S]{8,}\\S\\s*$',
            patternErrorMessage: 'must have at least ten characters',
          },
          owner: { title: 'Owner', description: 'Who answers for it.', type: 'string', minLength: 1 },
          expires: {
            title: 'Expires',
            description: 'The last day on which it counts, YYYY-MM-DD.',
            type: 'string',
            format: 'date',
          },
        },
      },
    },
  },
};

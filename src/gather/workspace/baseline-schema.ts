import type { JsonObject } from '../../model/json.ts';

/** JSON Schema (2020-12) of `.countersign/baseline/<api>.yaml`. */
export const BASELINE_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:countersign:schema:baseline:1',
  title: 'Baseline',
  description:
    'What lint already objected to in one API when the rules came, and what does not count until it is touched. `countersign baseline write` writes it.',
  type: 'object',
  additionalProperties: false,
  required: ['schemaVersion', 'api', 'findings'],
  properties: {
    schemaVersion: { title: 'Schema version', description: 'Version of this format.', const: 1 },
    api: { title: 'API', description: 'Id of the API in countersign.yaml.', type: 'string', minLength: 1 },
    findings: {
      title: 'Findings',
      description: 'One a line, sorted by fingerprint. The fingerprint decides; rule and place are for the reader.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['fingerprint', 'rule', 'at'],
        properties: {
          fingerprint: {
            title: 'Fingerprint',
            description: 'Of the finding, as `countersign lint -v` prints it.',
            type: 'string',
            pattern: '^[0-9a-f]{32}$',
            patternErrorMessage:
              'must have 32 hexadecimal characters in lower case, as `countersign lint -v` prints it',
          },
          rule: { title: 'Rule', description: 'Id of the rule.', type: 'string', minLength: 1 },
          at: { title: 'At', description: 'File and JSON pointer where it stood.', type: 'string' },
        },
      },
    },
  },
};

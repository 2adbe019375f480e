import type { JsonObject } from '../../model/json.ts';

/** JSON Schema (2020-12) of `.countersign/approvals/<api>/*.yaml`. */
export const APPROVAL_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:countersign:schema:approval:1',
  title: 'Approval',
  description: 'One person’s statement that one exact contract may be published. `countersign approve` writes it.',
  type: 'object',
  additionalProperties: false,
  required: ['schemaVersion', 'api', 'digest', 'version', 'approver', 'day'],
  properties: {
    schemaVersion: { title: 'Schema version', description: 'Version of this format.', const: 1 },
    api: { title: 'API', description: 'Id of the API in countersign.yaml.', type: 'string', minLength: 1 },
    digest: {
      title: 'Digest',
      description: 'SHA-256 of the contract’s canonical JSON. The approval is void for any other text.',
      type: 'string',
      pattern: '^[0-9a-f]{64}$',
      patternErrorMessage: 'must be a SHA-256, 64 hexadecimal characters in lower case',
    },
    version: {
      title: 'Version',
      description: 'The contract’s info.version, for the reader; the digest decides.',
      type: 'string',
    },
    approver: {
      title: 'Approver',
      description: 'Who approves, as git knows them: they commit this file themselves.',
      type: 'object',
      additionalProperties: false,
      required: ['name', 'email'],
      properties: {
        name: { title: 'Name', description: 'As in git config user.name.', type: 'string', minLength: 1 },
        email: {
          title: 'E-mail',
          description: 'As in git config user.email.',
          type: 'string',
          pattern: '^[^\\s<>]+$',
          patternErrorMessage: 'must be an e-mail address',
        },
      },
    },
    day: { title: 'Day', description: 'When it was given, YYYY-MM-DD.', type: 'string', format: 'date' },
    comment: { title: 'Comment', description: 'What the approver wants to be remembered.', type: 'string' },
  },
};

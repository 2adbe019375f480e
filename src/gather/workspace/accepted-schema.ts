import { ACCEPTANCE_CATEGORIES } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';

const hexadecimal = (digits: number, title: string, description: string): JsonObject => ({
  title,
  description,
  type: 'string',
  pattern: `^[0-9a-f]{${digits}}$`,
  patternErrorMessage: `must have ${digits} hexadecimal characters in lower case, as \`countersign diff -v\` prints it`,
});
const who = (title: string, description: string): JsonObject => ({
  title,
  description,
  type: 'string',
  pattern: '\\S',
  patternErrorMessage: 'must name somebody',
});

/** JSON Schema (2020-12) of `.countersign/accepted/<api>/*.yaml`. */
export const ACCEPTED_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:countersign:schema:accepted:1',
  title: 'Accepted change',
  description: 'A change of a contract that was agreed on, one a file. `countersign accept` writes it.',
  type: 'object',
  additionalProperties: false,
  required: ['schemaVersion', 'api', 'category', 'reason', 'owner', 'approver', 'expires'],
  properties: {
    schemaVersion: { title: 'Schema version', description: 'Version of this format.', const: 1 },
    api: { title: 'API', description: 'Id of the API in countersign.yaml.', type: 'string', minLength: 1 },
    fingerprint: hexadecimal(32, 'Fingerprint', 'Of the one change that is accepted. Either this or the cause.'),
    cause: hexadecimal(16, 'Cause', 'Of the edit whose every consequence is accepted. Either this or the fingerprint.'),
    check: { title: 'Check', description: 'Id of the check that the change is of.', type: 'string', minLength: 1 },
    change: {
      title: 'Change',
      description: 'What changes, in words, for the reader; fingerprint or cause decides.',
      type: 'string',
    },
    category: {
      title: 'Category',
      description:
        'spec-correction: only the contract was wrong, so no call changes; intended: it breaks, and is meant to; emergency: it could not wait.',
      enum: [...ACCEPTANCE_CATEGORIES],
    },
    reason: {
      title: 'Reason',
      description: 'Why it is right, in at least ten characters.',
      type: 'string',
      pattern: '^\\s*\\S[\\s\\S]{8,}\\S\\s*$',
      patternErrorMessage: 'must have at least ten characters',
    },
    owner: who('Owner', 'Who answers for it.'),
    approver: who('Approver', 'Who agreed to it: somebody else than the owner.'),
    expires: {
      title: 'Expires',
      description: 'The last day on which it counts, YYYY-MM-DD.',
      type: 'string',
      format: 'date',
    },
  },
};

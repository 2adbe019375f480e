import { ANNOUNCEMENT_KINDS } from '../../model/announcement.ts';
import type { JsonObject } from '../../model/json.ts';

const day = { type: 'string', format: 'date' } as const;

/** JSON Schema (2020-12) of `.countersign/announced/<api>.yaml`. */
export const ANNOUNCED_SCHEMA: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:countersign:schema:announced:1',
  title: 'Announced',
  description:
    'What was announced of the deprecations of one API, so that it is not announced again. `countersign announce` writes it and only ever adds to it.',
  type: 'object',
  additionalProperties: false,
  required: ['schemaVersion', 'api', 'announced'],
  properties: {
    schemaVersion: { title: 'Schema version', description: 'Version of this format.', const: 1 },
    api: { title: 'API', description: 'Id of the API in countersign.yaml.', type: 'string', minLength: 1 },
    announced: {
      title: 'Announced',
      description: 'One a line. The order does not count, nor does a line that is there twice.',
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: [
          'on',
          'what',
          'kind',
          'sunset',
          'from',
          'milestone',
          'round',
          'successor',
          'owner',
          'thing',
          'fingerprint',
        ],
        properties: {
          on: { title: 'On', description: 'The day of the run that announced it.', ...day },
          what: { title: 'What', description: 'The thing, as people call it.', type: 'string' },
          kind: { title: 'Kind', description: 'What was said of it.', enum: ANNOUNCEMENT_KINDS },
          sunset: { title: 'Sunset', description: 'Its sunset; for an end, the one that it had.', ...day },
          from: { title: 'From', description: 'The sunset before it moved.', anyOf: [day, { type: 'null' }] },
          milestone: {
            title: 'Milestone',
            description: 'The last one that had been reached, in days after the sunset.',
            type: ['integer', 'null'],
          },
          round: {
            title: 'Round',
            description: 'How often its sunset had moved, or been set anew.',
            type: 'integer',
            minimum: 0,
          },
          successor: { title: 'Successor', description: 'What to use instead.', type: ['string', 'null'] },
          owner: { title: 'Owner', description: 'Who answered for the API.', type: ['string', 'null'] },
          thing: {
            title: 'Thing',
            description: 'Which thing it is, whatever is edited around it.',
            type: 'string',
            pattern: '^[0-9a-f]{16}$',
          },
          fingerprint: {
            title: 'Fingerprint',
            description:
              'Of thing, round, sunset, milestone and whether it is an end. Nothing is announced twice with the same one.',
            type: 'string',
            pattern: '^[0-9a-f]{32}$',
          },
        },
      },
    },
  },
};

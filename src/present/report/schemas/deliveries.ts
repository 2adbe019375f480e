import type { JsonObject } from '../../../model/json.ts';
import { outputSchema } from './build.ts';
import { COMMIT, COUNT, described, list, NAME, nullable, object, oneOf, ref, TEXT } from './keywords.ts';

export const renderSchema: JsonObject = outputSchema('render', 'The gateway configuration of one contract', {
  config: object({
    target: NAME,
    environment: nullable(NAME),
    contract: NAME,
    files: list(ref('file')),
    unexpressed: list(ref('gap')),
  }),
  written: described('The folder that the files were written to; null when they were not written.', nullable(NAME)),
  notes: list(ref('note')),
});

export const acceptSchema: JsonObject = outputSchema('accept', 'One accepted change', {
  acceptance: ref('acceptance'),
  file: described('Where the entry was written.', NAME),
  changes: described('What it is of.', list(ref('change'))),
  notes: list(ref('note')),
});

const POINTS_OF_100: JsonObject = { type: 'integer', minimum: 0, maximum: 100 };
const COUNTS = object({ errors: COUNT, warnings: COUNT, infos: COUNT, hints: COUNT });
const SCORE = object({
  score: POINTS_OF_100,
  counts: COUNTS,
  groups: described(
    'By tag of the rules; a rule with several counts in each.',
    list(object({ tag: NAME, rules: COUNT, score: POINTS_OF_100, counts: COUNTS })),
  ),
});

export const scoreSchema: JsonObject = outputSchema('score', 'How well contracts keep the rules', {
  apis: list(
    object({
      api: ref('api'),
      now: SCORE,
      before: described('The score at api.base; null where nothing was compared.', nullable(SCORE)),
    }),
  ),
  notes: list(ref('note')),
});

export const baselineSchema: JsonObject = outputSchema('baseline', 'Baselines that were written', {
  action: oneOf('write', 'prune'),
  written: described('False where it was only shown what would be written.', { type: 'boolean' }),
  baselines: list(
    object({
      api: NAME,
      file: NAME,
      entries: described('Entries that it has now.', COUNT),
      added: COUNT,
      removed: COUNT,
    }),
  ),
  notes: list(ref('note')),
});

export const approveSchema: JsonObject = outputSchema('approve', 'One approval', {
  approval: ref('approval'),
  file: described('Where the statement was written.', NAME),
  notes: list(ref('note')),
});

export const publishSchema: JsonObject = outputSchema('publish', 'One publication, planned or made', {
  environment: NAME,
  outcome: oneOf('published', 'planned', 'up-to-date', 'refused'),
  summary: ref('summary'),
  api: ref('api'),
  findings: list(ref('finding')),
  approvals: list(ref('approval')),
  publication: nullable(ref('publication')),
  diff: described('Unified diff of what the commit changes; empty when nothing does.', TEXT),
  commit: described('The commit that was pushed; null when none was.', nullable(COMMIT)),
  notes: list(ref('note')),
});

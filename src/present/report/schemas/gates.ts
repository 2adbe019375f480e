import type { JsonObject } from '../../../model/json.ts';
import { outputSchema } from './build.ts';
import { described, list, nullable, ref } from './keywords.ts';

const COMMON = {
  summary: ref('summary'),
  apis: list(ref('api')),
  findings: list(ref('finding')),
  notes: list(ref('note')),
};

const CHANGES = {
  changes: list(ref('change')),
  checks: described('What is known of the checks that changes are of, by id.', list(ref('checkInfo'))),
};
const DEPRECATIONS = { deprecations: list(ref('deprecation')) };
const ABSENT = 'Left out where the command does not look for them.';

export const checkSchema: JsonObject = outputSchema('check', 'What countersign check found', COMMON, {
  changes: described(ABSENT, CHANGES.changes),
  checks: described(ABSENT, CHANGES.checks),
  deprecations: described(ABSENT, DEPRECATIONS.deprecations),
});

export const lintSchema: JsonObject = outputSchema('lint', 'What countersign lint found', COMMON, {
  fixes: described('Left out without --fix.', ref('fixes')),
});

export const diffSchema: JsonObject = outputSchema('diff', 'What countersign diff found', { ...COMMON, ...CHANGES });

export const deprecationsSchema: JsonObject = outputSchema('deprecations', 'The register of deprecations', {
  ...COMMON,
  ...DEPRECATIONS,
  failOn: described(
    'What meets each condition of --fail-on, which then makes the verdict; null where the policy makes it.',
    nullable(list(ref('metCondition'))),
  ),
});

export const impactSchema: JsonObject = outputSchema(
  'impact',
  'Who is hit by changes and deprecations',
  { ...COMMON, usage: described('Who calls what, as it is declared or was seen.', list(ref('usage'))) },
  {
    changes: described(ABSENT, CHANGES.changes),
    checks: described(ABSENT, CHANGES.checks),
    deprecations: described(ABSENT, DEPRECATIONS.deprecations),
  },
);

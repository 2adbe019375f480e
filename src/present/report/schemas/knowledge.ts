import type { JsonObject } from '../../../model/json.ts';
import { STAGE_KINDS } from '../../../model/report.ts';
import { outputSchema } from './build.ts';
import { described, list, NAME, nullable, object, ref, TEXT } from './keywords.ts';

export const rulesSchema: JsonObject = outputSchema('rules', 'The rules that are selected', {
  rules: list(ref('ruleSummary')),
});

/** One subject, tagged by its kind. */
const subject = (kind: string, property: string, definition: string): JsonObject =>
  object({ kind: { const: kind }, [property]: ref(definition) });

export const explainSchema: JsonObject = outputSchema('explain', 'What is known of one rule, check or error', {
  subject: {
    oneOf: [
      object({
        kind: { const: 'rule' },
        rule: ref('rule'),
        autofix: described('What lint --fix does; null where it does nothing.', nullable(TEXT)),
      }),
      object({
        kind: { const: 'check' },
        check: ref('checkInfo'),
        compatibility: described('What each profile says of it.', list(ref('compatibilityWord'))),
      }),
      subject('compatibility', 'profile', 'compatibilityProfile'),
      object({ kind: { const: 'lifecycle' }, stage: { enum: STAGE_KINDS }, rule: ref('lifecycleRule') }),
      subject('error', 'error', 'errorCode'),
    ],
  },
});

export const initSchema: JsonObject = outputSchema('init', 'The files that countersign init wrote', {
  files: list(NAME),
  notes: list(ref('note')),
});

export const lockSchema: JsonObject = outputSchema('lock', 'The files that countersign lock wrote', {
  files: list(NAME),
  notes: list(ref('note')),
});

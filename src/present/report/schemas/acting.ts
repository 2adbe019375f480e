import { END_NOTICE_FIELDS } from '../../../model/end-notice.ts';
import type { JsonObject } from '../../../model/json.ts';
import { outputSchema } from './build.ts';
import { described, list, NAME, nullable, object, oneOf, POINTER, ref, TEXT } from './keywords.ts';

const EDIT = described(
  'The files of the contract that are edited, and the unified diff; empty where everything is as it should be.',
  object({ files: list(NAME), diff: TEXT }),
);

export const deprecateSchema: JsonObject = outputSchema('deprecate', 'One thing marked as deprecated', {
  outcome: oneOf('written', 'planned', 'unchanged'),
  api: ref('api'),
  deprecation: described('As the register has it from then on.', ref('deprecation')),
  earliest: described('The first day that the policy allows for its sunset.', ref('day')),
  fields: described(
    'What is written.',
    list(
      object({
        field: NAME,
        from: described('Null for nothing; what is no text stands as JSON.', nullable(TEXT)),
        to: TEXT,
      }),
    ),
  ),
  edit: EDIT,
  usedBy: described('The operations that use what is shared; empty for an operation itself.', list(ref('operation'))),
  changes: described('What diff says of it.', list(ref('change'))),
  findings: described('What the policy says of it, and what does not stand in its way.', list(ref('finding'))),
  notes: list(ref('note')),
});

export const noticeSchema: JsonObject = outputSchema('notice', 'Announcements of what goes away', {
  notices: list(
    object({
      api: NAME,
      title: NAME,
      things: described('What ends on one day for one reason.', list(ref('deprecation'))),
      fields: described(
        'The eight that such a notice must have, in their order.',
        list(
          object({
            id: { enum: END_NOTICE_FIELDS },
            title: NAME,
            lines: described('What is known, a paragraph each.', list(TEXT)),
            missing: described('What is left to be filled in, and how; null where nothing is.', nullable(NAME)),
          }),
        ),
      ),
      recipients: described(
        'Declared consumers; they stand in no announcement.',
        list(object({ name: NAME, contact: TEXT })),
      ),
    }),
  ),
  notes: list(ref('note')),
});

export const retireSchema: JsonObject = outputSchema('retire', 'What was taken out of a contract', {
  outcome: oneOf('written', 'planned', 'refused', 'nothing'),
  api: described('As it is then.', ref('api')),
  retired: list(ref('deprecation')),
  refused: described(
    'What stays, and why; the verdict is no where there is any.',
    list(object({ thing: ref('deprecation'), reasons: list(NAME) })),
  ),
  components: described('What went because nothing else used it.', list(POINTER)),
  left: described('Files that nothing in the contract refers to any more. They stay.', list(NAME)),
  routes: described(
    'What gateways serve and must drop, or answer with 410.',
    list(
      object({
        environment: described('Null where the settings name none.', nullable(NAME)),
        target: nullable(NAME),
        method: NAME,
        path: TEXT,
        route: described('As the gateway calls it; null where nobody can tell.', nullable(NAME)),
      }),
    ),
  ),
  version: described(
    'The step that info.version has to make by the policy; null where nothing went, and for a number that cannot be counted up.',
    nullable(object({ step: oneOf('major', 'minor', 'patch'), version: NAME })),
  ),
  edit: EDIT,
  changes: described('What diff says of it.', list(ref('change'))),
  notes: list(ref('note')),
});

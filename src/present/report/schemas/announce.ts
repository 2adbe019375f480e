import { ANNOUNCEMENT_KINDS } from '../../../model/announcement.ts';
import type { JsonObject } from '../../../model/json.ts';
import { outputSchema } from './build.ts';
import { COUNT, described, list, NAME, nullable, object, oneOf, ORDINAL, ref, TEXT } from './keywords.ts';

const YES_OR_NO: JsonObject = { type: 'boolean' };

const ANNOUNCEMENT = object({
  fingerprint: described('The same announcement always has the same one: a receiver that knows it has had it before.', {
    type: 'string',
    pattern: '^[0-9a-f]{32}$',
  }),
  api: NAME,
  owner: described('Of the API; null where the settings name nobody.', nullable(TEXT)),
  thing: described('Which thing of the API it is, whatever is edited around it.', {
    type: 'string',
    pattern: '^[0-9a-f]{16}$',
  }),
  what: described('The thing, as people call it.', TEXT),
  kind: described(
    'milestone: one of its sunset was reached. moved: it has another sunset. scheduled: it has a sunset now. retired: it is gone. withdrawn: it is no longer deprecated. unscheduled: it has no sunset any more. ended: it is no longer deprecated, or gone.',
    oneOf(...ANNOUNCEMENT_KINDS),
  ),
  round: described('How often its sunset had moved, or been set anew.', COUNT),
  sunset: described('Its sunset; for an end, the one that it had.', ref('day')),
  offset: described(
    'The last milestone that was reached, in days after the sunset; null before the first, and for an end.',
    nullable({ type: 'integer' }),
  ),
  end: described('Whether nothing more is to be said of it, for the time being.', YES_OR_NO),
  from: described('The sunset before it moved; null for other kinds.', nullable(ref('day'))),
  successor: nullable(TEXT),
  on: described('The day of the run that announced it.', ref('day')),
});

const DELIVERY = object({
  to: described('The destination as it was asked for; announced for the files that remember.', NAME),
  action: oneOf('open', 'update', 'reopen', 'close', 'duplicate', 'write', 'keep'),
  what: described('The title of the issue, or the file.', TEXT),
  number: described('Of the issue; null for one that is not open yet, and for files.', nullable(ORDINAL)),
  url: nullable(TEXT),
});

export const announceSchema: JsonObject = outputSchema('announce', 'What was announced for the first time', {
  applied: described('False where it was only shown what would be announced.', YES_OR_NO),
  announcements: list(ANNOUNCEMENT),
  deliveries: list(DELIVERY),
  notes: list(ref('note')),
});

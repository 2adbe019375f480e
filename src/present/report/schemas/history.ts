import type { JsonObject } from '../../../model/json.ts';
import { outputSchema } from './build.ts';
import { COUNT, described, list, NAME, nullable, ref } from './keywords.ts';

export const historySchema: JsonObject = outputSchema('history', 'When each thing of a contract came and went', {
  fold: described('What was gone or unmarked for no longer than so many days is among the folds; 0 for none.', COUNT),
  about: described('What was asked about, as it was written; null for everything.', nullable(NAME)),
  kinds: described('The kinds of things that are told of.', list(ref('elementKind'))),
  since: described('What happened before is left out; null for nothing.', nullable(ref('day'))),
  apis: list(ref('historyApi')),
  events: described('API by API, oldest first.', list(ref('historyEvent'))),
  folds: described('What is told once instead of event by event.', list(ref('historyFold'))),
  notes: list(ref('note')),
});

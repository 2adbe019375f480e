import type { JsonObject } from '../../../model/json.ts';
import { outputSchema } from './build.ts';
import { described, list, NAME, ref } from './keywords.ts';

export const changelogSchema: JsonObject = outputSchema('changelog', 'What consumers have to know of each release', {
  from: described('Where the range begins, as it was written.', NAME),
  to: described('Where it ends.', NAME),
  apis: list(ref('changelogApi')),
  notes: list(ref('note')),
});

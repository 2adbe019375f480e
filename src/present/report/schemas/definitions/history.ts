import { ELEMENT_KINDS } from '../../../../model/history.ts';
import type { JsonObject } from '../../../../model/json.ts';
import { COMMIT, COUNT, described, list, NAME, nullable, object, oneOf, ORDINAL, POINTER, ref } from '../keywords.ts';

/** When each thing of a contract came and went. */
export const HISTORY_DEFINITIONS: { readonly [name: string]: JsonObject } = {
  elementKind: { enum: ELEMENT_KINDS },
  moment: object({ day: described('Committer day, UTC.', ref('day')), commit: COMMIT }),
  historyElement: object({
    kind: ref('elementKind'),
    method: described('Upper case; null for what belongs to no operation.', nullable(NAME)),
    path: described('As written; null for what belongs to no operation.', nullable(NAME)),
    pointer: described('Where it stood at that moment.', POINTER),
    name: described('As people call it, by the name that it had last.', NAME),
  }),
  historyApi: object({
    id: NAME,
    file: NAME,
    revisions: described('How many revisions touched it, along the first parents.', COUNT),
    unreadable: described('How many of them were no readable contract, and were left out.', COUNT),
    shallow: described('Whether the clone is, so that what was there first may be older.', { type: 'boolean' }),
    span: described(
      'The first and the last revision that could be read; null where none was.',
      nullable(object({ from: ref('moment'), to: ref('moment') })),
    ),
  }),
  historyEvent: object({
    api: NAME,
    event: described(
      'What was there in the first revision is first-seen: then, or earlier.',
      oneOf('first-seen', 'appeared', 'deprecated', 'undeprecated', 'removed'),
    ),
    what: ref('historyElement'),
    was: described('What it was called then, where that is another name.', nullable(NAME)),
    deprecated: described('Whether it was marked deprecated at that moment.', { type: 'boolean' }),
    sunset: nullable(ref('day')),
    day: described('Committer day, UTC.', ref('day')),
    commit: COMMIT,
    release: described('The first tag that has the commit; null where none has.', nullable(NAME)),
  }),
  historyFold: object({
    api: NAME,
    what: ref('historyElement'),
    kind: described(
      'It was gone and came back; its mark was lifted and put back; it was called otherwise and was the same for callers.',
      oneOf('gone', 'unmarked', 'renamed'),
    ),
    times: ORDINAL,
    from: described('Where it first went, or was first called otherwise.', ref('moment')),
    to: described('Where it was back for the last time.', ref('moment')),
    names: described('What it was called before; empty where it never was renamed.', list(NAME)),
  }),
};

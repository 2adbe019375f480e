import { IMPACTS } from '../../../../model/change.ts';
import { CHANGELOG_PERIODS, CHANGELOG_SECTIONS } from '../../../../model/changelog.ts';
import type { JsonObject } from '../../../../model/json.ts';
import { COMMIT, COUNT, described, list, NAME, nullable, object, oneOf, ORDINAL, ref, TEXT } from '../keywords.ts';

const POINT = {
  name: described('The tag, version, month, day or revision that it is known by.', NAME),
  commit: nullable(COMMIT),
  version: described('info.version, as written.', TEXT),
};

/** What consumers are told of each release. */
export const CHANGELOG_DEFINITIONS: { readonly [name: string]: JsonObject } = {
  changelogApi: object({
    id: NAME,
    title: TEXT,
    file: NAME,
    per: described('By what its releases were told apart.', { enum: CHANGELOG_PERIODS }),
    releases: described('Newest first.', list(ref('changelogRelease'))),
  }),
  changelogRelease: object({
    ...POINT,
    day: described('Committer day, UTC; null for what is in no commit.', nullable(ref('day'))),
    time: described('Committer time, RFC 3339 in UTC; null for what is in no commit.', nullable(TEXT)),
    from: described('What it was compared with; null where the API is new.', nullable(object(POINT))),
    operations: described('How many the contract has now.', COUNT),
    entries: described('In the order of the sections, what asks most of consumers first.', list(ref('changelogEntry'))),
  }),
  changelogEntry: object({
    section: { enum: CHANGELOG_SECTIONS },
    check: described('Null for what no check is about, such as reworded documentation.', nullable(NAME)),
    impact: { enum: IMPACTS },
    message: NAME,
    operations: described('The operations that it reaches; empty for the contract as a whole.', list(ref('operation'))),
    why: described('Why it matters to a caller; empty where nothing needs to be done.', TEXT),
    migration: described('What a caller does about it; empty where nothing needs to be done.', TEXT),
    farewell: described(
      'For operations that are deprecated or removed after having been; null for everything else.',
      nullable(
        object({
          since: nullable(object({ day: ref('day'), from: oneOf('contract', 'history', 'no later than') })),
          sunset: nullable(ref('day')),
          successor: nullable(TEXT),
          reason: nullable(TEXT),
        }),
      ),
    ),
    changes: described('How many changes of the comparison it sums up.', ORDINAL),
  }),
};

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHistory } from '../../../src/gather/history/read.ts';
import type { HistoryEvent } from '../../../src/model/history.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';
import { shared } from '../../support/shared.ts';
import { opened } from './open.ts';

const folder = shared('histories');

/** As the table writes an event: it says at the end whether the operation was flagged, where that is not the event itself. */
function row({ event, what, deprecated, day, commit }: HistoryEvent): string {
  const flagged = deprecated && (event === 'appeared' || event === 'removed' || event === 'first-seen');
  return [what.name, flagged ? `${event}-deprecated` : event, day, commit.slice(0, 12)].join('\t');
}

describe.skipIf(folder === null)('the histories of two real contracts (needs ../shared/histories)', () => {
  it.each([
    ['modern-treasury', 'mt_openapi_spec_v1.yaml', 323],
    ['lithic', 'lithic-openapi.yml', 985],
  ])(
    'every event of %s is found, and no other',
    async (name, file, revisions) => {
      const clone = join(scratchFolder(), name);
      execFileSync('git', ['clone', '--quiet', '--no-checkout', join(folder ?? '', `${name}.bundle`), clone]);
      const repository = await opened(clone);
      const commit = (await repository.resolve('HEAD')) ?? '';
      const history = await readHistory(repository, { api: name, file, commit });
      const expected = readFileSync(join(folder ?? '', `${name}.events.tsv`), 'utf8')
        .trimEnd()
        .split('\n');
      expect(history.events.map(row).sort()).toEqual(expected.sort());
      expect({ ...history, events: [], served: [], span: null }).toEqual({
        api: name,
        file,
        depth: 'operations',
        events: [],
        served: [],
        span: null,
        revisions,
        unreadable: 0,
        shallow: false,
      });
    },
    180_000,
  );
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileSystem } from '../../../src/adapters/files.ts';
import {
  ANNOUNCED_ATTRIBUTES,
  announcedPath,
  announcedText,
  readAnnounced,
} from '../../../src/gather/workspace/announced.ts';
import { announcementsOf } from '../../../src/judge/announcing/due.ts';
import {
  type Announcement,
  ANNOUNCEMENT_KINDS,
  announcementFingerprint,
  isEnd,
} from '../../../src/model/announcement.ts';
import { addDays } from '../../../src/model/day.ts';
import { day, leaving } from '../../support/register.ts';
import { scratchFolder, scratchRepo } from '../../support/scratch-repo.ts';

const TODAY = day('2026-11-05');
const SUNSET = day('2027-01-31');

function announced(...operations: readonly string[]): readonly Announcement[] {
  const deprecations = operations.map((operation) => leaving(operation, SUNSET, TODAY));
  return announcementsOf({ deprecations, covers: () => true }, [], TODAY);
}

function written(files: Readonly<Record<string, string>>): string {
  const root = scratchFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const FILE = '.countersign/announced/payments.yaml';

it('one line an announcement, whatever order they come in and however often', () => {
  const [first, second] = announced('GET /a', 'GET /b');
  if (first === undefined || second === undefined) throw new Error('nothing announced');
  const text = announcedText('payments', [second, first]);
  expect(text).toBe(announcedText('payments', [first, second, first]));
  expect(text.split('\n').slice(0, 5)).toEqual([
    '# What was announced. Written by countersign announce; commit it, so that the next run does not say it again.',
    'schemaVersion: 1',
    'api: "payments"',
    'announced:',
    `  - { on: "2026-11-05", what: "GET /${first.thing < second.thing ? 'a' : 'b'}", kind: milestone, sunset: "2027-01-31", from: null, milestone: -90, round: 0, successor: null, owner: "Team Payments", thing: "${first.thing < second.thing ? first.thing : second.thing}", fingerprint: "${first.thing < second.thing ? first.fingerprint : second.fingerprint}" }`,
  ]);
});

it('whatever things, owners and APIs are called, what is written is read', async () => {
  const unit = fc.string({ unit: 'binary' });
  const one = fc
    .record({
      owner: fc.option(unit),
      thing: fc.stringMatching(/^[0-9a-f]{16}$/),
      what: unit,
      kind: fc.constantFrom(...ANNOUNCEMENT_KINDS),
      round: fc.nat(),
      sunset: fc.nat(9000).map((days) => addDays(SUNSET, days)),
      offset: fc.option(fc.integer({ min: -400, max: 400 }).map((offset) => offset + 0)),
      from: fc.constantFrom(null, TODAY),
      successor: fc.option(unit),
      on: fc.constant(TODAY),
    })
    .map((known) => ({ ...known, end: isEnd(known.kind) }))
    .map((known) => ({ ...known, fingerprint: announcementFingerprint(known) }));
  await fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.array(one, { maxLength: 5 }),
      async (api, list) => {
        const announcements = list.map((each) => ({ ...each, api }));
        const root = written({ [announcedPath(api)]: announcedText(api, announcements) });
        const read = await readAnnounced(fileSystem, root);
        expect(new Set(read.map((each) => JSON.stringify(sorted(each))))).toEqual(
          new Set(announcements.map((each) => JSON.stringify(sorted(each)))),
        );
      },
    ),
    { numRuns: 60 },
  );
});

function sorted(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}

describe('what is not as it was written is refused, with its place', () => {
  const good = announcedText('payments', announced('GET /a'));
  it.each([
    [
      'another API',
      good.replace('"payments"', '"accounts"'),
      'what was announced of `accounts` is in .countersign/announced/accounts.yaml',
    ],
    [
      'an edited day',
      good.replace('sunset: "2027-01-31"', 'sunset: "2027-02-28"'),
      'is not the fingerprint of what its line says of GET /a',
    ],
    ['a day that does not exist', good.replace('on: "2026-11-05"', 'on: "2026-11-31"'), `${FILE}:5:`],
    ['a kind that there is not', good.replace('kind: milestone', 'kind: birthday'), `${FILE}:5:`],
    ['a conflict', good.replace('announced:\n', 'announced:\n<<<<<<< ours\n'), FILE],
  ])('%s', async (_, text, says) => {
    const root = written({ [FILE]: text });
    await expect(readAnnounced(fileSystem, root)).rejects.toMatchObject({
      code: 'ANNOUNCED_INVALID',
      message: expect.stringContaining(says) as string,
    });
  });
});

describe('branches that announced', () => {
  const base = announced('GET /a', 'GET /b');
  const attributes = { [ANNOUNCED_ATTRIBUTES.path]: ANNOUNCED_ATTRIBUTES.content };

  it('different things merge without a conflict, and the same thing is one line', async () => {
    const repo = scratchRepo({ files: { [FILE]: announcedText('payments', base), ...attributes } });
    const common = announced('GET /common');
    repo.git('checkout', '--quiet', '-b', 'left');
    repo.commit({ files: { [FILE]: announcedText('payments', [...base, ...common, ...announced('GET /left')]) } });
    repo.git('checkout', '--quiet', '-b', 'right', 'main');
    repo.commit({ files: { [FILE]: announcedText('payments', [...base, ...common, ...announced('GET /right')]) } });
    repo.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'merge', '--quiet', '--no-edit', 'left');
    const read = await readAnnounced(fileSystem, repo.folder);
    expect(read.map(({ what }) => what).sort()).toEqual(
      [...base, ...common, ...announced('GET /left', 'GET /right')].map(({ what }) => what).sort(),
    );
  });

  it('the same thing on different days: a merge that keeps both lines is right, and nothing is due', async () => {
    const repo = scratchRepo({ files: { [FILE]: announcedText('payments', base), ...attributes } });
    const late = announced('GET /late');
    repo.git('checkout', '--quiet', '-b', 'left');
    repo.commit({ files: { [FILE]: announcedText('payments', [...base, ...late]) } });
    repo.git('checkout', '--quiet', '-b', 'right', 'main');
    const tomorrow = late.map((one) => ({ ...one, on: addDays(TODAY, 1) }));
    repo.commit({ files: { [FILE]: announcedText('payments', [...base, ...tomorrow]) } });
    repo.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'merge', '--quiet', '--no-edit', 'left');
    const read = await readAnnounced(fileSystem, repo.folder);
    expect(read.filter(({ what }) => what === 'GET /late')).toHaveLength(2);
    const register = { deprecations: [leaving('GET /late', SUNSET, TODAY)], covers: () => false };
    expect(announcementsOf(register, read, TODAY)).toEqual([]);
  });
});

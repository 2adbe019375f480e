import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { forgeServer } from '../support/forge-server.ts';
import { runJson } from '../support/report.ts';
import { sampleContract, type SampleOperation } from '../support/sample-contract.ts';
import { scratchFolder, scratchRepo, type ScratchRepo } from '../support/scratch-repo.ts';

const SETTINGS = [
  'schemaVersion: 1',
  'apis:',
  '  accounts: { contract: openapi.json, owner: Team Accounts, audience: external-partner }',
  '',
].join('\n');

const V1: SampleOperation = {
  operation: 'GET /v1/accounts',
  id: 'oldAccounts',
  deprecated: true,
  sunset: '2027-01-31',
  successor: 'GET /v2/accounts',
};
const V2: SampleOperation = { operation: 'GET /v2/accounts', id: 'accounts' };

function contract(...operations: readonly SampleOperation[]): string {
  return sampleContract(operations);
}

function bank(settings = SETTINGS): ScratchRepo {
  return scratchRepo({ files: { 'openapi.json': contract(V1, V2), 'countersign.yaml': settings }, day: '2026-03-02' });
}

const FILES = ['--to', 'ical:out/sunsets.ics', '--to', 'atom:out/sunsets.xml', '--to', 'digest:out/digests'];
const TOKEN = 's3cret-t0ken';

function filesIn(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
}

describe('files', () => {
  test('the first run tells and remembers; the second one changes nothing', async () => {
    const repo = bank();
    const first = await runCli(repo.folder, ['announce', ...FILES, '--today', '2026-11-05']);
    expect(first).toMatchObject({ exit: 0, stderr: '' });
    await expect(first.stdout).toMatchFileSnapshot('golden/announce.txt');
    const after = filesIn(repo.folder);
    const again = await runCli(repo.folder, ['announce', ...FILES, '--today', '2026-11-05']);
    expect(again.exit).toBe(0);
    await expect(again.stdout).toMatchFileSnapshot('golden/announce-again.txt');
    expect(filesIn(repo.folder)).toEqual(after);
    expect(Object.keys(after).filter((path) => /^out|announced/.test(path))).toEqual([
      '.countersign/announced/.gitattributes',
      '.countersign/announced/accounts.yaml',
      'out/digests/2026-11-05-team-accounts-0d38504c.md',
      'out/sunsets.ics',
      'out/sunsets.xml',
    ]);
  });

  test('a dry run writes nothing', async () => {
    const repo = bank();
    const before = filesIn(repo.folder);
    const { stdout, exit } = await runCli(repo.folder, ['announce', '-n', ...FILES, '--today', '2026-11-05']);
    expect(exit).toBe(0);
    expect(stdout).toContain('would write  ical       out/sunsets.ics');
    expect(filesIn(repo.folder)).toEqual(before);
  });

  test('over the life of an operation: scheduled, milestones, moved, gone, each once', async () => {
    const repo = bank();
    const said: string[] = [];
    const day = async (today: string): Promise<void> => {
      const { report } = await runJson('announce', repo.folder, ['announce', '--today', today]);
      said.push(
        ...report.announcements.map(
          ({ kind, what, sunset, offset }) => `${today} ${kind} ${what} ${sunset} ${offset ?? ''}`,
        ),
      );
      repo.commit({ files: {}, day: today });
    };
    for (const today of ['2026-07-01', '2026-08-04', '2026-08-05', '2026-12-24']) await day(today);
    repo.commit({ files: { 'openapi.json': contract({ ...V1, sunset: '2027-02-28' }, V2) }, day: '2026-12-25' });
    for (const today of ['2026-12-25', '2027-02-28']) await day(today);
    repo.commit({ files: { 'openapi.json': contract(V2) }, day: '2027-03-01' });
    for (const today of ['2027-03-01', '2027-03-02']) await day(today);
    expect(said).toEqual([
      '2026-07-01 scheduled GET /v1/accounts 2027-01-31 ',
      '2026-08-04 milestone GET /v1/accounts 2027-01-31 -180',
      '2026-12-24 milestone GET /v1/accounts 2027-01-31 -60',
      '2026-12-25 moved GET /v1/accounts 2027-02-28 -90',
      '2027-02-28 milestone GET /v1/accounts 2027-02-28 0',
      '2027-03-01 retired GET /v1/accounts 2027-02-28 ',
    ]);
  });

  test('an API that the settings no longer name has ended; one that was not asked for has not', async () => {
    const two = `${SETTINGS.trimEnd()}\n  cards: { contract: cards.json, owner: Team Cards }\n`;
    const cards = contract({ ...V1, operation: 'GET /v1/cards' }, V2);
    const repo = scratchRepo({
      files: { 'openapi.json': contract(V1, V2), 'cards.json': cards, 'countersign.yaml': two },
      day: '2026-03-02',
    });
    await runCli(repo.folder, ['announce', '--today', '2026-11-05']);
    repo.commit({ files: { 'countersign.yaml': SETTINGS, 'cards.json': null }, day: '2026-11-06' });
    const one = await runJson('announce', repo.folder, ['announce', 'accounts', '--today', '2026-11-06']);
    expect(one.report.announcements).toEqual([]);
    const all = await runJson('announce', repo.folder, ['announce', '--today', '2026-11-06']);
    expect(all.report.announcements.map(({ api, kind, what, owner }) => [api, kind, what, owner])).toEqual([
      ['cards', 'ended', 'GET /v1/cards', 'Team Cards'],
    ]);
  });

  test('the day is that of the policy, whatever zone the machine is in', async () => {
    const instant = String(Date.parse('2026-12-31T23:30:00Z') / 1000);
    const zones = ['UTC', 'Pacific/Kiritimati', 'Etc/GMT+12', 'America/New_York'];
    const seen: string[] = [];
    for (const [policy, TZ] of [
      ['UTC', zones[1]],
      ['UTC', zones[2]],
      ['Europe/Paris', zones[0]],
      ['Europe/Paris', zones[3]],
    ] as const) {
      const repo = bank(`${SETTINGS}policy: { timezone: ${policy} }\n`);
      const env = { TZ: TZ ?? '', SOURCE_DATE_EPOCH: instant };
      const { report } = await runJson('announce', repo.folder, ['announce', '--to', 'ical:a.ics'], { env });
      const calendar = readFileSync(join(repo.folder, 'a.ics'), 'utf8');
      seen.push(
        `${policy} ${report.announcements.map(({ offset, on }) => `${offset ?? ''} ${on}`).join()} ${/DTSTART.*/.exec(calendar)?.[0] ?? ''}`,
      );
    }
    expect(seen).toEqual([
      'UTC -60 2026-12-31 DTSTART;VALUE=DATE:20270131',
      'UTC -60 2026-12-31 DTSTART;VALUE=DATE:20270131',
      'Europe/Paris -30 2027-01-01 DTSTART;VALUE=DATE:20270131',
      'Europe/Paris -30 2027-01-01 DTSTART;VALUE=DATE:20270131',
    ]);
  });

  test('a memory that was edited stops it, before anything is written', async () => {
    const repo = bank();
    await runCli(repo.folder, ['announce', '--today', '2026-11-05']);
    const path = '.countersign/announced/accounts.yaml';
    repo.write({ [path]: readFileSync(join(repo.folder, path), 'utf8').replace('milestone: -90', 'milestone: -60') });
    const result = await runCli(repo.folder, ['announce', ...FILES, '--today', '2027-01-05']);
    expect(result).toMatchObject({ exit: 2, stdout: '' });
    expect(result.stderr).toMatch(/^error ANNOUNCED_INVALID {2}\.countersign\/announced\/accounts\.yaml: /);
    expect(existsSync(join(repo.folder, 'out'))).toBe(false);
  });

  test('outside git, what the contract says is announced all the same', async () => {
    const repo = bank();
    const plain = scratchFolder();
    repo.git('checkout-index', '--all', `--prefix=${plain}/`);
    const { report } = await runJson('announce', plain, ['announce', '--today', '2026-11-05']);
    expect(report.announcements.map(({ kind, what }) => `${kind} ${what}`)).toEqual(['milestone GET /v1/accounts']);
  });
});

describe('issues', () => {
  test('are opened with the token of the environment, which is nowhere printed; nothing is written here', async () => {
    const server = await forgeServer('github');
    const repo = bank();
    const env = { GITHUB_TOKEN: TOKEN, GITHUB_API_URL: server.url };
    const args = ['announce', '--to', 'github:acme/apis', '--label', 'governance'];
    const first = await runCli(repo.folder, [...args, '--today', '2026-11-05', '--debug', '-v'], { env });
    expect(first).toMatchObject({ exit: 0, stderr: '' });
    await expect(first.stdout.replaceAll(server.url, 'https://git.bank.example')).toMatchFileSnapshot(
      'golden/announce-issue.txt',
    );
    expect(server.issues.map(({ title, labels }) => [title, labels])).toEqual([
      ['accounts: GET /v1/accounts has its sunset on 2027-01-31', ['api-sunset', 'governance']],
    ]);
    const again = await runCli(repo.folder, [...args, '--today', '2026-11-06'], { env });
    expect(again.stdout).toBe('PASS  nothing new to announce (as of 2026-11-06)\n');
    expect(repo.git('status', '--porcelain')).toBe('');
    for (const text of [first.stdout, again.stdout, JSON.stringify(server.issues)]) expect(text).not.toContain(TOKEN);
  });

  test('beside files: each remembers for itself, so that a destination that comes later is told everything', async () => {
    const server = await forgeServer('gitlab');
    const repo = bank();
    const env = { GITLAB_TOKEN: TOKEN };
    await runCli(repo.folder, ['announce', ...FILES, '--today', '2026-11-05']);
    const args = ['announce', ...FILES, '--to', 'gitlab:acme/apis', '--api-url', server.url, '--today', '2026-11-06'];
    const { report } = await runJson('announce', repo.folder, args, { env });
    expect(report.deliveries.map(({ to, action }) => `${action} ${to}`)).toEqual([
      'open gitlab:acme/apis',
      'keep ical:out/sunsets.ics',
      'keep atom:out/sunsets.xml',
    ]);
  });

  test('a forge that refuses stops the run before files are written and anything is remembered', async () => {
    const server = await forgeServer('github');
    server.fails = ({ method }) => (method === 'POST' ? { status: 422, body: { message: 'no' } } : null);
    const repo = bank();
    const env = { GITHUB_TOKEN: TOKEN, GITHUB_API_URL: server.url };
    const result = await runCli(
      repo.folder,
      ['announce', '--to', 'github:acme/apis', ...FILES, '--today', '2026-11-05'],
      { env },
    );
    expect(result).toEqual({
      exit: 6,
      stdout: '',
      stderr: 'error FORGE_REFUSED  github:acme/apis refused it (422): no\n  hint  its own words are above\n',
    });
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  test.each([
    [['--to', 'github:acme/apis'], {}, 'error FORGE_TOKEN_MISSING  GITHUB_TOKEN is not set\n'],
    [['--to', 'gitlab:acme/apis'], { GITHUB_TOKEN: TOKEN }, 'error FORGE_TOKEN_MISSING  GITLAB_TOKEN is not set\n'],
    [
      ['--to', 'github:acme/apis'],
      { GITHUB_TOKEN: `${TOKEN}\nx` },
      'error FORGE_TOKEN_MISSING  GITHUB_TOKEN holds what no token does, such as a line break\n',
    ],
    [
      ['--to', 'github:acme/apis', '--api-url', 'http://ghe.bank.example'],
      { GITHUB_TOKEN: TOKEN },
      'error USAGE  the address of the API is no https address\n',
    ],
    [
      ['--to', 'github:acme/apis', '--api-url', `https://ada:${TOKEN}@ghe.bank.example`],
      { GITHUB_TOKEN: TOKEN },
      'error USAGE  the address of the API holds a name or a password, which would be printed\n',
    ],
    [
      ['--to', 'github:acme/apis', '--to', 'gitlab:a/b', '--api-url', 'https://x.example'],
      {},
      'error USAGE  --api-url is of one forge, and --to names two\n',
    ],
    [['--to', 'github:acme'], {}, 'error USAGE  --to "github:acme" is no destination\n'],
    [['--to', 'github:acme/..'], {}, 'error USAGE  --to "github:acme/.." is no destination\n'],
    [['--to', 'gitlba:acme/apis'], {}, 'error USAGE  --to "gitlba:acme/apis" is no destination\n'],
    [['--to', 'ical:'], {}, 'error USAGE  --to "ical:" is no destination\n'],
  ])('%o is refused in words', async (args, env, says) => {
    const result = await runCli(bank().folder, ['announce', ...args], { env });
    expect(result).toMatchObject({ exit: 2, stdout: '' });
    expect(result.stderr).toContain(says);
    expect(result.stderr).not.toContain(TOKEN);
  });
});

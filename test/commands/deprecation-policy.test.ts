import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { runJson } from '../support/report.ts';
import { type Commit, scratchRepo, type ScratchRepo } from '../support/scratch-repo.ts';

/** Operations by `METHOD /path`, with what each says besides its responses. */
type Operations = { readonly [operation: string]: object };

function contract(
  operations: Operations,
  { info = {}, schemas = {} }: { info?: object; schemas?: object } = {},
): string {
  const paths: { [path: string]: { [method: string]: object } } = {};
  for (const [operation, says] of Object.entries(operations)) {
    const [method = '', path = ''] = operation.split(' ');
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: { ...says, responses: { 200: { description: 'OK' } } },
    };
  }
  const document = {
    openapi: '3.0.3',
    info: { title: 'Accounts', version: '1.0.0', ...info },
    paths,
    components: { schemas },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function settings(deprecation: object, more: object = {}): string {
  return JSON.stringify({
    schemaVersion: 1,
    apis: { accounts: { contract: 'openapi.json', owner: 'Team Accounts', audience: 'external-partner', ...more } },
    policy: { deprecation },
  });
}

/** One commit a day of the contract; the settings come with the first one. */
function history(deprecation: object, ...days: readonly (readonly [string, string])[]): ScratchRepo {
  const commits = days.map(([day, text], index): Commit => ({
    files: {
      'openapi.json': text,
      ...(index === 0 ? { 'countersign.yaml': settings(deprecation) } : {}),
    },
    day,
  }));
  return scratchRepo(...commits);
}

/** The lifecycle findings of the register, by rule. */
async function findingsOf(repo: ScratchRepo, today: string, args: readonly string[] = []): Promise<readonly string[]> {
  const { report } = await runJson('deprecations', repo.folder, ['deprecations', '--today', today, ...args]);
  return report.findings.map(({ rule, message }) => `${rule}: ${message}`);
}

const SUCCESSOR = { 'x-successor': 'https://bank.example/v2' };
const CURRENT: Operations = { 'GET /cards': {} };
const GOING = (sunset: string | null): object => ({
  deprecated: true,
  ...SUCCESSOR,
  ...(sunset === null ? {} : { 'x-sunset': sunset }),
});

describe('each rule, by a history of its own', () => {
  test('no sunset, no successor', async () => {
    const repo = history({}, ['2026-01-05', contract({ ...CURRENT, 'GET /a': { deprecated: true } })]);
    expect(await findingsOf(repo, '2026-06-01')).toEqual([
      'deprecated-has-successor: GET /a is deprecated and names no successor.',
      'deprecated-has-sunset: GET /a is deprecated and has no sunset.',
    ]);
  });

  test('a notice that is too short, proven by history, whatever the contract claims', async () => {
    const repo = history(
      {},
      ['2026-01-05', contract({ ...CURRENT, 'GET /a': {} })],
      ['2026-03-01', contract({ ...CURRENT, 'GET /a': { ...GOING('2026-08-01'), 'x-deprecated-at': '2020-01-01' } })],
    );
    expect(await findingsOf(repo, '2026-04-01')).toEqual([
      'sunset-min-notice: The sunset of GET /a is 2026-08-01, 153 days after it was marked deprecated on 2026-03-01; the policy asks for 180 days for callers outside the house.',
    ]);
  });

  test('an agreement, a stability and an extension x-internal change what is owed', async () => {
    const says = (more: object): string => contract({ ...CURRENT, 'GET /a': { ...GOING('2026-06-09'), ...more } });
    const days = ['2026-01-05', contract({ ...CURRENT, 'GET /a': {} })] as const;
    const beta = history({}, days, ['2026-03-01', says({ 'x-release-status': 'BETA' })]);
    const internal = history({}, days, ['2026-03-01', says({ 'x-internal': true })]);
    const draft = history({}, days, ['2026-03-01', says({ 'x-stability-level': 'draft' })]);
    expect(await findingsOf(beta, '2026-04-01')).toEqual([]);
    expect(await findingsOf(internal, '2026-04-01')).toEqual([]);
    expect(await findingsOf(draft, '2026-04-01')).toEqual([]);
    const promised = history({ agreements: [{ consumer: 'Ledger', noticeDays: 400 }] }, days, [
      '2026-03-01',
      says({ 'x-internal': true }),
    ]);
    promised.commit({
      files: {
        'consumers/ledger.yaml':
          'schemaVersion: 1\nname: Ledger\ncontact: l@bank.example\nuses:\n  - { api: accounts, operations: [GET /a] }\n',
      },
      day: '2026-03-02',
    });
    expect(await findingsOf(promised, '2026-04-01')).toContain(
      'sunset-min-notice: The sunset of GET /a is 2026-06-09, 100 days after it was marked deprecated on 2026-03-01; Ledger was promised 400 days.',
    );
  });

  test('a sunset in a freeze, outside the windows, and passed', async () => {
    const days = ['2025-01-05', contract({ ...CURRENT, 'GET /a': GOING('2027-01-05') })] as const;
    expect(await findingsOf(history({ freezePeriods: ['12-15..01-05'] }, days), '2026-06-01')).toEqual([
      'sunset-not-in-freeze: The sunset of GET /a is 2027-01-05, in the freeze 12-15..01-05.',
    ]);
    expect(await findingsOf(history({ sunsetWindows: ['01-15', '04-15'] }, days), '2026-06-01')).toEqual([
      'sunset-in-window: The sunset of GET /a is 2027-01-05, outside the windows for sunsets (01-15, 04-15).',
    ]);
    expect(await findingsOf(history({}, days), '2027-01-06')).toEqual([
      'sunset-passed-still-present: The sunset of GET /a was 2027-01-05, 1 day ago, and it is still in the contract.',
    ]);
  });

  test('siblings, an API as a whole, and too many majors', async () => {
    const siblings = contract({ 'GET /a': GOING('2027-06-30'), 'DELETE /a/{id}': GOING('2027-09-30') });
    expect(await findingsOf(history({}, ['2026-01-05', siblings]), '2026-06-01')).toEqual([
      'all-ops-deprecated-api-status: Every operation is deprecated, and info does not say that the API is.',
      'siblings-same-sunset: GET /a ends on 2027-06-30, and DELETE /a/{id}, of the same resource, on 2027-09-30.',
    ]);
    const majors = contract({ 'GET /v1/a': {}, 'GET /v2/a': {}, 'GET /v3/a': {} });
    expect(await findingsOf(history({ maxSupportedMajors: 2 }, ['2026-01-05', majors]), '2026-06-01')).toEqual([
      'max-supported-majors: v1 is more than the policy allows: 3 major versions are alive (v3, v2, v1), 2 may be.',
    ]);
  });

  test('majors are counted over the APIs of a family, also when one is asked for by name', async () => {
    const versions = Object.fromEntries(
      ['1', '2', '3'].map((major) => [
        `v${major}.json`,
        contract(CURRENT, { info: { version: `${major}.0.0`, title: `Accounts ${major}` } }),
      ]),
    );
    const apis = {
      'accounts-v1': { contract: 'v1.json' },
      'accounts-v2': { contract: 'v2.json' },
      accounts: { contract: 'v3.json' },
    };
    const policy = { deprecation: { maxSupportedMajors: 2 } };
    const repo = scratchRepo({
      files: { ...versions, 'countersign.yaml': JSON.stringify({ schemaVersion: 1, apis, policy }) },
      day: '2026-01-05',
    });
    const message =
      'max-supported-majors: v1 is more than the policy allows: 3 major versions are alive (v3 of accounts, v2 of accounts-v2, v1 of accounts-v1), 2 may be.';
    expect(await findingsOf(repo, '2026-06-01')).toEqual([message]);
    expect(await findingsOf(repo, '2026-06-01', ['accounts-v1'])).toEqual([message]);
    expect(await findingsOf(repo, '2026-06-01', ['accounts'])).toEqual([]);
  });

  test('changes against the commit before: moved earlier, removed, taken back, arrived deprecated', async () => {
    const rulesOf = async (before: string, after: string): Promise<readonly string[]> => {
      const repo = history({}, ['2025-01-05', before], ['2026-06-01', after]);
      const { report } = await runJson('diff', repo.folder, [
        ...['diff', '--against', 'HEAD~1', '--today', '2026-06-02', '--no-witness'],
      ]);
      return report.findings.map(({ rule }) => rule).filter((rule) => !/^(endpoint|version|breaking|api-v)/.test(rule));
    };
    const was = contract({ ...CURRENT, 'GET /a': GOING('2027-06-30') });
    expect(await rulesOf(was, contract({ ...CURRENT, 'GET /a': GOING('2027-03-31') }))).toContain(
      'sunset-not-moved-earlier',
    );
    expect(await rulesOf(was, contract(CURRENT))).toContain('api-path-removed-before-sunset');
    expect(await rulesOf(contract({ ...CURRENT, 'GET /a': {} }), contract(CURRENT))).toContain(
      'api-path-removed-without-deprecation',
    );
    expect(await rulesOf(was, contract({ ...CURRENT, 'GET /a': {} }))).toContain('undeprecate-needs-note');
    expect(await rulesOf(contract(CURRENT), was)).toContain('no-new-deprecated-elements');
    expect(await rulesOf(was, was)).toEqual([]);
  });
});

describe('names of fields', () => {
  test('those of the house are read in the contract and in its history', async () => {
    const own = { 'x-acme-legacy': true, 'x-acme-eol': '2026-12-31', 'x-acme-use': 'listCards' };
    const repo = history(
      { fields: { flag: ['x-acme-legacy'], sunset: ['x-acme-eol'], successor: ['x-acme-use'] } },
      ['2026-01-05', contract({ ...CURRENT, 'GET /a': {} })],
      ['2026-02-01', contract({ 'GET /cards': { operationId: 'listCards' }, 'GET /a': own })],
    );
    const { report } = await runJson('deprecations', repo.folder, ['deprecations', '--today', '2026-06-01']);
    expect(report.findings).toEqual([]);
    expect(report.deprecations).toMatchObject([
      {
        what: { path: '/a' },
        owner: 'Team Accounts',
        since: { day: '2026-02-01', from: 'history' },
        sunset: '2026-12-31',
        successor: 'listCards',
        notice: { given: 333, required: { days: 180, because: 'external' }, enough: true },
        milestone: null,
        nextMilestone: { name: 'T-180', offset: -180, day: '2026-07-04' },
        evidence: repo.git('rev-parse', 'HEAD'),
      },
    ]);
  });

  test('what providers write is understood as it is', async () => {
    const marks: readonly object[] = [
      { 'x-deprecatedInVersion': '68', 'x-deprecatedMessage': 'Use the new one.' },
      { 'x-is-deprecated': true },
      { 'x-deprecation': {} },
      { 'x-release-status': 'DEPRECATED' },
      { 'x-deprecation-notice': 'Use /v2.' },
      { 'x-deprecated-in-version': 'v1.2.1' },
      { 'x-deprecated-by-standards-version': 'v1.2-final-errata1' },
      { 'x-speakeasy-deprecation-message': 'gone', 'x-speakeasy-deprecation-replacement': 'op0' },
      {
        deprecated: true,
        'x-deprecation': { since: '2026-01-01', sunset: '2027-01-01', successor: 'x', reason: 'r', notice: 'n' },
      },
    ];
    const operations = Object.fromEntries(marks.map((mark, index) => [`GET /p${index}`, mark]));
    const schemas = { Method: { type: 'string', enum: ['card', 'payconiq'], 'x-deprecated-enum': ['payconiq'] } };
    const repo = history({}, ['2026-01-05', contract(operations, { schemas })]);
    const { report } = await runJson('deprecations', repo.folder, ['deprecations', '--today', '2026-06-01']);
    expect(
      report.deprecations?.map(({ what, reason, successor }) => [what.kind, what.name || what.path, successor, reason]),
    ).toEqual([
      ['operation', '/p0', null, 'Use the new one.'],
      ['operation', '/p1', null, null],
      ['operation', '/p2', null, null],
      ['operation', '/p3', null, null],
      ['operation', '/p4', null, 'Use /v2.'],
      ['operation', '/p5', null, null],
      ['operation', '/p6', null, null],
      ['operation', '/p7', 'op0', 'gone'],
      ['operation', '/p8', 'x', 'r'],
      ['enum-value', 'payconiq', null, null],
    ]);
    expect(report.deprecations?.[8]).toMatchObject({ announcement: 'n', sunset: '2027-01-01' });
  });
});

test('--fail-on makes the verdict, names what failed, and honours waivers', async () => {
  const repo = history({}, [
    '2025-01-05',
    contract({ ...CURRENT, 'GET /late': GOING('2026-05-01'), 'GET /soon': GOING('2026-06-20') }),
  ]);
  const run = (...args: string[]): ReturnType<typeof runCli> =>
    runCli(repo.folder, ['deprecations', '--today', '2026-06-01', '-q', ...args]);
  expect(await run('--fail-on', 'due:30d,overdue')).toMatchObject({
    exit: 1,
    stdout: 'FAIL  failed by --fail-on: due:30d (GET /soon); overdue (GET /late)\n',
  });
  expect(await run('--fail-on', 'due:10d,no-sunset')).toMatchObject({
    exit: 0,
    stdout: 'PASS  nothing meets --fail-on due:10d, no-sunset\n',
  });
  expect(await run('--fail-on', 'due:30d,overdu')).toMatchObject({ exit: 2, stdout: '' });
  repo.write({
    '.countersign/waivers.yaml': `schemaVersion: 1
waivers:
  - { rule: sunset-passed-still-present, reason: a partner needs another month, owner: Ada, expires: 2026-06-30 }
`,
  });
  expect(await run('--fail-on', 'overdue')).toMatchObject({ exit: 0 });
  const { report } = await runJson('deprecations', repo.folder, ['deprecations', '--today', '2026-06-01']);
  expect(report.deprecations?.map(({ waivers }) => waivers.map(({ expires }) => expires))).toEqual([
    ['2026-06-30'],
    [],
  ]);
  expect(
    await runCli(repo.folder, ['deprecations', '--today', '2026-07-01', '-q', '--fail-on', 'overdue']),
  ).toMatchObject({ exit: 1 });
});

test('the register as CSV, Markdown and HTML', async () => {
  const repo = history({}, ['2025-01-05', contract({ ...CURRENT, 'GET /late': GOING('2026-05-01') })]);
  for (const [format, begin] of [
    ['csv', 'api,owner,kind,what,state,'],
    ['markdown', '# Deprecations\n\nAs of 2026-06-01.'],
    ['html', '<!doctype html>'],
  ] as const) {
    const { exit, stdout, stderr } = await runCli(repo.folder, [
      'deprecations',
      '--today',
      '2026-06-01',
      '--format',
      format,
    ]);
    expect([exit, stderr, stdout.slice(0, begin.length)]).toEqual([0, '', begin]);
    expect(stdout).toContain('GET /late');
  }
});

test('the zone of the machine changes nothing', async () => {
  const repo = history({}, ['2025-01-05', contract({ ...CURRENT, 'GET /a': GOING('2026-06-01T23:30:00Z') })]);
  repo.write({ 'countersign.yaml': settings({}).replace('"policy":{', '"policy":{"timezone":"Pacific/Auckland",') });
  for (const TZ of ['UTC', 'Pacific/Kiritimati', 'America/Adak', 'Europe/Berlin']) {
    const { report } = await runJson('deprecations', repo.folder, ['deprecations', '--today', '2026-06-02'], {
      env: { TZ },
    });
    expect(report.deprecations?.map(({ sunset, daysLeft, status }) => [sunset, daysLeft, status])).toEqual([
      ['2026-06-02', 0, 'due-soon'],
    ]);
  }
});

test.each([
  [{ freezePeriods: ['02-30'] }, '`02-30` names no days that exist'],
  [{ freezePeriod: [] }, '`freezePeriod` is not known here; did you mean `freezePeriods`?'],
  [{ notice: { regulated: 30 } }, '`policy.deprecation.notice.regulated` must be at least 90, not 30'],
  [{ notice: { extrenal: 30 } }, 'did you mean `external`?'],
  [{ maxSupportedMajors: 0 }, 'must be at least 1'],
  [{ fields: { sunset: ['sunset'] } }, 'must be the name of an extension'],
  [{ agreements: [{ consumer: 'A', noticeDays: 9, until: '2026-11-31' }] }, 'must be a day that exists'],
  [
    { agreements: [{ consumer: 'A', noticeDays: 9, api: 'acounts' }] },
    'no API here is called `acounts`; did you mean `accounts`?',
  ],
  [{ milestones: ['T-30'] }, 'must be a whole number'],
])('%j is refused', async (deprecation, words) => {
  const repo = history(deprecation, ['2026-01-05', contract(CURRENT)]);
  const { exit, stdout, stderr } = await runCli(repo.folder, ['deprecations', '--today', '2026-06-01']);
  expect([exit, stdout]).toEqual([2, '']);
  expect(stderr).toContain('error CONFIG_INVALID  countersign.yaml:1:');
  expect(stderr).toContain(words);
});

import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { configDigest } from '../../../src/deliver/publish/digest.ts';
import { lockText, readLock } from '../../../src/deliver/publish/lock.ts';
import { planPublication } from '../../../src/deliver/publish/plan.ts';
import { approval, day, evidence, input, jane, landed, tip } from './sample.ts';

const folder = 'environments/prod/kong/team-pay/payments/v2';
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the first publication', () => {
  const plan = planPublication(input(), tip());
  const written = new Map(plan?.write.map(({ path, content }) => [path, content]));
  const evidenceText = written.get(`${folder}/evidence.json`) ?? '';
  const kong = sha('services: []\n');
  const config = sha(`[["kong.yaml","${kong}"]]`);

  test('writes the rendered files, the evidence and the lock into the owned folder', () => {
    expect({ ...plan, write: plan?.write.map(({ path }) => path) }).toEqual({
      base: 'd'.repeat(40),
      branch: 'main',
      write: [`${folder}/countersign.lock.json`, `${folder}/evidence.json`, `${folder}/kong.yaml`],
      remove: [],
      commit: {
        subject: 'countersign(prod): payments 2.3.1 → kong',
        body: '- breaking: field `iban` was removed from GET /payments\n- nothing is deprecated',
        trailers: [
          { token: 'Source-Repo', value: 'https://git.bank.example/payments-api' },
          { token: 'Source-Commit', value: 'c'.repeat(40) },
          { token: 'Source-Path', value: 'openapi.yaml' },
          { token: 'Spec-Digest', value: `sha256:${'5'.repeat(64)}` },
          { token: 'Config-Digest', value: `sha256:${config}` },
          { token: 'Countersign-Version', value: '1.4.0' },
          { token: 'Policy-Digest', value: `sha256:${'3'.repeat(64)}` },
          { token: 'Ruleset-Digest', value: `sha256:${'2'.repeat(64)}` },
          { token: 'Environment', value: 'prod' },
          { token: 'Approved-By', value: 'Jane Doe <jane@bank.example> (2026-11-18)' },
          { token: 'Change-Ref', value: 'CHG0012345' },
          { token: 'Countersign-Push-Id', value: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
        ],
      },
    });
  });

  test('the lock repeats the trailers, and lists every other file', () => {
    expect(JSON.parse(written.get(`${folder}/countersign.lock.json`) ?? '')).toEqual({
      schemaVersion: 1,
      environment: 'prod',
      target: 'kong',
      owner: 'team-pay',
      api: 'payments',
      version: '2.3.1',
      source: { repository: 'https://git.bank.example/payments-api', commit: 'c'.repeat(40), path: 'openapi.yaml' },
      specDigest: '5'.repeat(64),
      configDigest: config,
      policyDigest: '3'.repeat(64),
      rulesetDigest: '2'.repeat(64),
      countersign: '1.4.0',
      approvedBy: ['Jane Doe <jane@bank.example> (2026-11-18)'],
      changeRef: 'CHG0012345',
      pushId: plan?.commit.trailers.at(-1)?.value,
      files: [
        { file: 'evidence.json', sha256: sha(evidenceText) },
        { file: 'kong.yaml', sha256: kong },
      ],
    });
  });

  test('the evidence is canonical JSON: keys sorted, nothing between them', () => {
    expect(evidenceText).toMatch(/^\{"approvals":\[\{"api":"payments",.*"verdict":"pass","waivers":\[\]\}\n$/);
    expect(JSON.parse(evidenceText)).toEqual(evidence());
  });

  test('is the same bytes each time', () => {
    expect(planPublication(input(), tip())).toEqual(plan);
  });
});

describe('what stands there already', () => {
  const published = landed(planPublication(input(), tip()), tip());
  const another = { ...input().source, digest: '6'.repeat(64) };

  test.each([
    ['on another day', input({ evidence: evidence({ today: day('2027-01-01') }) })],
    [
      'by another version of the tool',
      input({ evidence: evidence({ tool: { name: 'countersign', version: '2.0.0' } }) }),
    ],
    ['from a later commit', input({ source: { ...input().source, commit: 'e'.repeat(40) } })],
    ['with another ticket', input({ changeRef: null })],
  ])('is not published again %s', (_title, again) => {
    expect(planPublication(again, published)).toBeNull();
  });

  test('is published again when the contract is another, even if the configuration is the same', () => {
    const plan = planPublication(input({ source: another }), published);
    expect(plan?.write.map(({ path }) => path)).toEqual([`${folder}/countersign.lock.json`]);
  });

  test('is published again when the configuration is another; what is no longer rendered goes', () => {
    const files = [{ path: 'routes/a.yaml', content: 'a\n' }];
    const plan = planPublication(input({ files }), published);
    expect(plan?.write.map(({ path }) => path)).toEqual([`${folder}/countersign.lock.json`, `${folder}/routes/a.yaml`]);
    expect(plan?.remove).toEqual([`${folder}/kong.yaml`]);
  });

  test('is restored when somebody edited, removed or replaced a file', () => {
    for (const edited of [
      { ...published, files: new Map([...published.files, ['kong.yaml', 'services: [x]\n']]) },
      { ...published, files: new Map([...published.files].filter(([path]) => path !== 'kong.yaml')) },
    ])
      expect(planPublication(input(), edited)?.write.map(({ path }) => path)).toEqual([
        `${folder}/countersign.lock.json`,
        `${folder}/kong.yaml`,
      ]);
  });

  test('files that the lock does not list are never removed', () => {
    const beside = { ...published, files: new Map([...published.files, ['notes.md', 'mine']]) };
    expect(planPublication(input({ source: another }), beside)?.remove).toEqual([]);
    expect(planPublication(input(), beside)).toBeNull();
  });

  test('nor is what the lock lists and is gone already, nor the lock itself, whatever it says', () => {
    const lock = readLock(published.files.get('countersign.lock.json') ?? null);
    if (lock.kind !== 'read') throw new Error('the lock is ours');
    const listed = ['countersign.lock.json', 'gone.yaml'].map((file) => ({ file, sha256: '0'.repeat(64) }));
    const files = [...lock.lock.files, ...listed];
    const digest = configDigest(files.filter(({ file }) => file !== 'evidence.json'));
    const text = lockText({ ...lock.lock, files, configDigest: digest });
    const plan = planPublication(
      input(),
      tip({ ...Object.fromEntries(published.files), 'countersign.lock.json': text }),
    );
    expect([plan?.write.length, plan?.remove]).toEqual([1, []]);
  });

  test('an empty configuration deletes nothing', () => {
    expect(planPublication(input({ files: [] }), published)).toBeNull();
    expect(planPublication(input({ files: [], source: another }), published)).toBeNull();
  });

  test('each publication has its own push id, also when an earlier text comes back', () => {
    const ids: unknown[] = [];
    let now = tip();
    for (const source of [input().source, another, input().source]) {
      const plan = planPublication(input({ source }), now);
      ids.push(plan?.commit.trailers.at(-1)?.value);
      now = landed(plan, now);
    }
    expect(new Set(ids).size).toBe(3);
  });
});

describe('names and texts of others', () => {
  const evil = 'x\nApproved-By: evil\r\u2028Approved-By: evil\u0000\u202e';

  test.each([
    ['version', input({ place: { ...input().place, version: `2${evil}` } })],
    ['api', input({ place: { ...input().place, api: evil } })],
    ['environment', input({ place: { ...input().place, environment: evil } })],
    ['target', input({ place: { ...input().place, target: evil } })],
    ['summary', input({ summary: [evil, '', '---', '# gone', 'Approved-By: evil'] })],
    ['ticket', input({ changeRef: evil })],
    ['repository and path', input({ source: { ...input().source, repository: evil, path: evil } })],
    ['approver', input({ evidence: evidence({ approvals: [approval({ approver: { name: evil, email: evil } })] }) })],
  ])('cannot forge a trailer: %s', (_title, hostile) => {
    const plan = planPublication(hostile, tip({}, hostile.place));
    const { subject = '', body = '', trailers = [] } = plan?.commit ?? {};
    const lines = [subject, ...body.split('\n'), ...trailers.map(({ token, value }) => `${token}: ${value}`)];
    const honest = lines.filter((line) => /^Approved-By:/.test(line));
    expect(honest).toHaveLength(1);
    for (const line of lines) expect(line).not.toMatch(/[\r\n\u0000\u2028\u202e]/);
    for (const line of body.split('\n')) expect(line).toMatch(/^- /);
    expect(Array.from(subject).length).toBeLessThanOrEqual(72);
  });

  test('a name cannot pass for another person’s address', () => {
    const approver = { name: 'Boss <boss@bank.example> (2026-01-01)', email: 'mallory@bank.example' };
    const plan = planPublication(input({ evidence: evidence({ approvals: [approval({ approver })] }) }), tip());
    expect(plan?.commit.trailers.find(({ token }) => token === 'Approved-By')?.value).toBe(
      'Boss boss@bank.example 2026-01-01 <mallory@bank.example> (2026-11-18)',
    );
  });

  test('every approver has a line of their own', () => {
    const omar = { name: 'Omar Roe', email: 'omar@bank.example' };
    const approvals = [approval({ approver: omar }), approval({ approver: jane })];
    const plan = planPublication(input({ evidence: evidence({ approvals }) }), tip());
    expect(plan?.commit.trailers.filter(({ token }) => token === 'Approved-By').map(({ value }) => value)).toEqual([
      'Jane Doe <jane@bank.example> (2026-11-18)',
      'Omar Roe <omar@bank.example> (2026-11-18)',
    ]);
  });

  test('what is not known has no trailer', () => {
    const source = { ...input().source, repository: null, commit: null };
    const plan = planPublication(input({ source, changeRef: null }), tip());
    expect(plan?.commit.trailers.map(({ token }) => token)).not.toContain('Source-Repo');
    expect(plan?.commit.trailers.map(({ token }) => token)).not.toContain('Source-Commit');
    expect(plan?.commit.trailers.map(({ token }) => token)).not.toContain('Change-Ref');
  });

  test('long ones are cut: the subject, a line, and the number of lines', () => {
    const place = { ...input().place, version: `2.${'9'.repeat(100)}` };
    const summary = Array.from({ length: 25 }, (_, index) => `${index} ${'x'.repeat(300)}`);
    const plan = planPublication(input({ place, summary }), tip({}, place));
    expect(Array.from(plan?.commit.subject ?? '')).toHaveLength(72);
    const lines = plan?.commit.body.split('\n') ?? [];
    expect([lines.length, lines.at(-1), Math.max(...lines.map((line) => line.length))]).toEqual([
      21,
      '- and 5 more',
      202,
    ]);
  });

  test.each(['../kong.yaml', '/etc/kong.yaml', 'a/../../b', 'a//b', './a', 'a\\b', '.git/config', 'a\nb', 'C:x', ''])(
    'a rendered file named %j is refused',
    (path) => {
      expect(() => planPublication(input({ files: [{ path, content: '' }] }), tip())).toThrow(/outside its folder/);
    },
  );

  test.each(['evidence.json', 'Countersign.Lock.json'])('a rendered file cannot be %s', (path) => {
    expect(() => planPublication(input({ files: [{ path, content: '' }] }), tip())).toThrow(/which is ours/);
  });
});

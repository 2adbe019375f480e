import { describe, expect, test } from 'vitest';
import type { PublishReport } from '../../src/model/report.ts';
import { type CliOptions, type CliResult, runCli } from '../support/cli.ts';
import { ADA, asAda, asRita, publishingBank, RITA, settingsFor, TODAY } from '../support/publishing.ts';
import { runJson } from '../support/report.ts';
import { LIST, READ, sampleContract } from '../support/sample-contract.ts';
import type { ScratchRepo } from '../support/scratch-repo.ts';

const MORE = { operation: 'GET /accounts/{accountId}/status', id: 'getAccountStatus' };

async function publish(
  bank: ScratchRepo,
  environment: string,
  ...args: readonly string[]
): Promise<CliResult & { readonly report: PublishReport }> {
  return runJson('publish', bank.folder, ['publish', '--env', environment, ...TODAY, ...args], asAda);
}

/** Rita approves what is committed, and commits her statement. */
async function approve(bank: ScratchRepo, as: CliOptions = asRita): Promise<void> {
  const { exit, stderr } = await runCli(bank.folder, ['approve', ...TODAY], as);
  if (exit !== 0) throw new Error(stderr);
  bank.commit({ files: {}, message: 'approve', author: RITA, day: '2026-06-01' });
}

/** Commits and digests depend on the folder that the GitOps repository is in, and on every rule. */
function withoutDigests(text: string): string {
  return text
    .replaceAll(/\b[0-9a-f]{32,64}\b/g, '<digest>')
    .replaceAll(/(on top of |published \()[0-9a-f]{7}\b/g, '$1<commit>');
}

function rulesOf({ findings }: PublishReport): readonly string[] {
  return findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
}

test('the whole road: refused, approved, planned, published, left alone, and the next version', async () => {
  const { bank, gateway } = publishingBank();
  const before = gateway.git('rev-parse', 'main');

  const refused = await publish(bank, 'prod');
  expect(refused).toMatchObject({
    exit: 1,
    report: { verdict: 'fail', outcome: 'refused', commit: null, approvals: [] },
  });
  expect(rulesOf(refused.report)).toEqual(['approval-missing']);
  expect(gateway.git('rev-parse', 'main')).toBe(before);
  const words = await runCli(bank.folder, ['publish', '--env', 'prod', '--quiet', ...TODAY], asAda);
  await expect(words.stdout).toMatchFileSnapshot('golden/publish-refused.txt');

  await approve(bank);
  const planned = await publish(bank, 'prod', '--dry-run', '--change-ref', 'CHG0012345');
  expect(planned).toMatchObject({ exit: 0, report: { outcome: 'planned', commit: null } });
  expect(gateway.git('rev-parse', 'main')).toBe(before);

  const published = await publish(bank, 'prod', '--change-ref', 'CHG0012345');
  expect(published).toMatchObject({
    exit: 0,
    report: { outcome: 'published', commit: gateway.git('rev-parse', 'main') },
  });
  expect(gateway.git('rev-parse', 'main~1')).toBe(before);

  // The dry run printed the very commit that was made: message, files and difference.
  const plan = planned.report.publication;
  if (plan === null) throw new Error('nothing was planned');
  const trailers = plan.commit.trailers.map(({ token, value }) => `${token}: ${value}`).join('\n');
  expect(gateway.git('log', '-1', '--format=%B', 'main')).toBe(
    `${plan.commit.subject}\n\n${plan.commit.body}\n\n${trailers}`,
  );
  expect(planned.report.diff).toBe(published.report.diff);
  for (const { path, content } of plan.write) expect(gateway.git('show', `main:${path}`)).toBe(content.trim());
  expect(gateway.git('diff', '--name-only', 'main~1', 'main').split('\n').sort()).toEqual(
    plan.write.map(({ path }) => path).sort(),
  );
  expect(trailers).toMatch(/^Approved-By: Rita Reviewer <rita@bank\.example> \(2026-06-01\)$/m);
  expect(trailers).toMatch(/^Change-Ref: CHG0012345$/m);
  expect(gateway.git('log', '-1', '--format=%(trailers:key=Environment,valueonly)', 'main')).toBe('prod');

  const again = await publish(bank, 'prod');
  expect(again).toMatchObject({
    exit: 0,
    report: { outcome: 'up-to-date', publication: null, commit: null, diff: '' },
  });
  expect(gateway.git('rev-parse', 'main')).toBe(published.report.commit);

  // Two versions on, what is compared with is what was published.
  bank.commit({ files: { 'openapi.json': sampleContract([LIST, READ, MORE], { version: '1.1.0' }) } });
  const unapproved = await publish(bank, 'prod');
  expect(unapproved.exit).toBe(1);
  expect(unapproved.report.api.base).toMatchObject({ revision: 'published', version: '1.0.0' });
  expect(unapproved.report.findings.map(({ rule }) => rule)).toContain('approval-for-other-text');
  expect(rulesOf(unapproved.report)).toEqual(['approval-missing']);

  bank.commit({ files: { 'openapi.json': sampleContract([LIST], { version: '1.2.0' }) } });
  await approve(bank);
  const breaking = await publish(bank, 'prod');
  expect(breaking).toMatchObject({ exit: 1, report: { outcome: 'refused' } });
  expect(rulesOf(breaking.report)).toContain('publish-not-passed');
  expect(gateway.git('rev-parse', 'main')).toBe(published.report.commit);
});

test('in words: planned, published, left alone', async () => {
  const { bank } = publishingBank();
  const planned = await runCli(bank.folder, ['publish', '--env', 'test', '--dry-run', ...TODAY], asAda);
  expect(planned).toMatchObject({ exit: 0, stderr: '' });
  await expect(withoutDigests(planned.stdout)).toMatchFileSnapshot('golden/publish-dry-run.txt');
  const published = await runCli(bank.folder, ['publish', '--env', 'test', '--quiet', ...TODAY], asAda);
  expect(published).toMatchObject({ exit: 0, stderr: '' });
  await expect(withoutDigests(published.stdout)).toMatchFileSnapshot('golden/publish-quiet.txt');
  const again = await runCli(bank.folder, ['publish', '--env', 'test', ...TODAY], asAda);
  expect(again).toMatchObject({ exit: 0, stderr: '' });
  await expect(withoutDigests(again.stdout)).toMatchFileSnapshot('golden/publish-again.txt');
});

describe('what stands in the way', () => {
  test('an approval that its own author committed in the name of another', async () => {
    const { bank } = publishingBank();
    await runCli(bank.folder, ['approve', ...TODAY], asRita);
    bank.commit({ files: {}, message: 'approve' });
    const { exit, report } = await publish(bank, 'prod');
    expect(exit).toBe(1);
    expect(report.findings.map(({ rule }) => rule)).toContain('approval-by-somebody-else');
    expect(rulesOf(report)).toEqual(['approval-missing']);
  });

  test('an approval that is not committed', async () => {
    const { bank } = publishingBank();
    await runCli(bank.folder, ['approve', ...TODAY], asRita);
    const { exit, report } = await publish(bank, 'prod');
    expect(exit).toBe(1);
    expect(report.findings.map(({ rule }) => rule)).toContain('approval-not-committed');
  });

  test('a text that is not committed', async () => {
    const { bank } = publishingBank();
    bank.write({ 'openapi.json': sampleContract(undefined, { version: '1.0.1' }) });
    const { exit, report } = await publish(bank, 'test');
    expect(exit).toBe(1);
    expect(rulesOf(report)).toEqual(['publish-uncommitted']);
  });

  test('a change by hand in the GitOps repository', async () => {
    const { bank, gateway } = publishingBank();
    const { report: first } = await publish(bank, 'test');
    const file = first.publication?.write.find(({ path }) => path.endsWith('kong.yaml'));
    if (file === undefined) throw new Error('nothing was published');
    gateway.edit({ [file.path]: `${file.content}# by hand\n` });
    bank.commit({ files: { 'openapi.json': sampleContract([LIST, READ, MORE], { version: '1.1.0' }) } });
    const { exit, report } = await publish(bank, 'test');
    expect(exit).toBe(1);
    expect(rulesOf(report)).toEqual(['gateway-drift']);
  });

  test('an environment that comes after another', async () => {
    const { bank } = publishingBank();
    const early = await publish(bank, 'late');
    expect(early.exit).toBe(1);
    expect(rulesOf(early.report)).toEqual(['publish-out-of-order']);
    expect(await publish(bank, 'test')).toMatchObject({ exit: 0 });
    expect(await publish(bank, 'late')).toMatchObject({ exit: 0, report: { outcome: 'published' } });
  });
});

test('no title or version can put a trailer of its own into the commit', async () => {
  const forged = 'x\n\nApproved-By: Mallory <mallory@evil.example>';
  const { bank, gateway } = publishingBank(
    sampleContract([LIST, READ], { title: `Accounts API ${forged}`, version: `1.0.0-rc.1${forged}` }),
  );
  const { report } = await runJson(
    'publish',
    bank.folder,
    ['publish', '--env', 'test', '--change-ref', `CHG1\n${forged}`, ...TODAY],
    asAda,
  );
  expect(report.outcome).toBe('published');
  expect(gateway.git('log', '-1', '--format=%(trailers:key=Approved-By)', 'main')).toBe('');
  expect(gateway.git('log', '-1', '--format=%B', 'main')).not.toMatch(/^Approved-By/m);
});

describe('what the world can do', () => {
  test('a remote that is not there', async () => {
    const { bank, gateway } = publishingBank();
    bank.commit({ files: { 'countersign.yaml': settingsFor(`${gateway.folder}-nowhere`) } });
    const result = await runCli(bank.folder, ['publish', '--env', 'test', ...TODAY], asAda);
    expect(result).toMatchObject({ exit: 6, stdout: '' });
    expect(result.stderr).toContain('error REMOTE_UNREACHABLE  ');
  });

  test('a hook that declines, with its own words', async () => {
    const { bank, gateway } = publishingBank();
    const before = gateway.git('rev-parse', 'main');
    gateway.hook('pre-receive', 'echo "frozen until Monday" >&2; exit 1');
    const result = await runCli(bank.folder, ['publish', '--env', 'test', ...TODAY], asAda);
    expect(result).toMatchObject({ exit: 5, stdout: '' });
    expect(result.stderr).toMatch(/error PUSH_REFUSED [^]*frozen until Monday/);
    expect(gateway.git('rev-parse', 'main')).toBe(before);
  });
});

test.each([
  { args: ['publish'], says: ['error USAGE  publish needs --env', 'test, prod, late'] },
  { args: ['publish', '--env', 'tets'], says: ['error ENVIRONMENT_UNKNOWN', 'did you mean test?'] },
])('$args is refused with what was meant', async ({ args, says }) => {
  const { bank } = publishingBank();
  const result = await runCli(bank.folder, args, asAda);
  expect(result).toMatchObject({ exit: 2, stdout: '' });
  for (const words of says) expect(result.stderr).toContain(words);
});

describe('accepted changes', () => {
  const OTHER = sampleContract()
    .replace(/"accountId",\s*"status"/, '"accountId"')
    .replace('"1.0.0"', '"1.1.0"');
  const accept = async (bank: ScratchRepo, approver: string): Promise<void> => {
    const { report } = await runJson('diff', bank.folder, ['diff', '--against', 'HEAD~1', '--no-witness', ...TODAY]);
    const cause = report.changes?.find(({ severity }) => severity === 'error')?.cause ?? '';
    const terms = ['--category', 'intended', '--reason', 'agreed with every consumer', '--expires', '2026-12-31'];
    const args = [
      'accept',
      cause,
      '--against',
      'HEAD~1',
      '--approver',
      approver,
      '--owner',
      'Team',
      ...terms,
      ...TODAY,
    ];
    const { exit, stderr } = await runCli(bank.folder, args, asAda);
    if (exit !== 0) throw new Error(stderr);
  };
  /** Published once, then broken, and committed by Ada. */
  const broken = async (): Promise<ScratchRepo> => {
    const { bank } = publishingBank();
    expect(await publish(bank, 'test')).toMatchObject({ exit: 0 });
    bank.commit({ files: { 'openapi.json': OTHER }, author: ADA, day: '2026-06-01' });
    return bank;
  };

  test('open the way once they are committed, and are part of the evidence', async () => {
    const bank = await broken();
    expect(rulesOf((await publish(bank, 'test')).report)).toContain('publish-not-passed');
    await accept(bank, RITA.email);
    const early = await publish(bank, 'test');
    expect(early.report.outcome).toBe('refused');
    expect(rulesOf(early.report)).toContain('acceptance-uncommitted');

    bank.commit({ files: {}, author: ADA, day: '2026-06-01' });
    const { exit, report } = await publish(bank, 'test');
    expect([exit, report.outcome]).toEqual([0, 'published']);
    expect(
      report.findings.filter(({ severity }) => severity === 'error').map(({ accepted }) => accepted?.category),
    ).toEqual(['intended', 'intended']);
    const evidence = report.publication?.write.find(({ path }) => path.endsWith('evidence.json'))?.content ?? '';
    expect(evidence).toContain('"reason":"agreed with every consumer"');
  });

  test('by whoever made the change do not count', async () => {
    const bank = await broken();
    await accept(bank, `A. Author <${ADA.email}>`);
    bank.commit({ files: {}, author: ADA, day: '2026-06-01' });
    const { report } = await publish(bank, 'test');
    expect(report.outcome).toBe('refused');
    expect(rulesOf(report)).toContain('acceptance-by-author');
  });
});

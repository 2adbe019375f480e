import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runJson } from '../support/report.ts';
import { scratchFolder } from '../support/scratch-repo.ts';
import { shared } from '../support/shared.ts';

const bundle = shared('histories/lithic.bundle');
const MINUTES = 5 * 60_000;
const AUTH_RULES = [
  'DELETE /v1/auth_rules/remove',
  'GET /v1/auth_rules',
  'GET /v1/auth_rules/{auth_rule_token}',
  'POST /v1/auth_rules',
  'POST /v1/auth_rules/{auth_rule_token}/apply',
  'PUT /v1/auth_rules/{auth_rule_token}',
];

function nameOf(operation: { readonly method: string; readonly path: string } | undefined): string {
  return operation === undefined ? '' : `${operation.method} ${operation.path}`;
}

function cloned(): { readonly folder: string; readonly git: (...args: string[]) => string } {
  const folder = join(scratchFolder(), 'lithic');
  execFileSync('git', ['clone', '--quiet', bundle ?? '', folder]);
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  return { folder, git };
}

describe.skipIf(bundle === null)('985 versions of a real contract (needs ../shared/histories)', () => {
  test(
    'check and deprecations need no settings, and the days come from git',
    async () => {
      const { folder, git } = cloned();
      const check = await runJson('check', folder, ['check', '--against', 'HEAD~1', '--today', '2026-06-01']);
      expect(check.stderr).toBe('');
      expect(check.exit).toBeLessThanOrEqual(1);
      expect(check.report.apis[0]?.base).toMatchObject({ revision: 'HEAD~1', commit: git('rev-parse', 'HEAD~1') });
      const now = await runJson('deprecations', folder, ['deprecations', '--today', '2026-06-01']);
      expect(now.stderr).toBe('');
      expect(now.report.deprecations?.length).toBeGreaterThan(0);

      // The clone is left detached at that day, as a CI job is.
      git('checkout', '--quiet', '--detach', git('rev-list', '-1', '--before=2024-10-31T00:00:00Z', 'HEAD'));
      expect(git('log', '-1', '--format=%cs')).toBe('2024-10-30');
      const then = await runJson('deprecations', folder, ['deprecations', '--today', '2024-10-30']);
      const rules = then.report.deprecations?.filter(({ what }) => what.path?.startsWith('/v1/auth_rules') === true);
      expect(rules?.map(({ what }) => `${what.method ?? ''} ${what.path ?? ''}`).sort()).toEqual(AUTH_RULES);
      expect(rules?.map(({ since }) => since)).toEqual(AUTH_RULES.map(() => ({ day: '2024-09-25', from: 'history' })));
    },
    MINUTES,
  );

  test(
    'the changelog tells each end once, though the operations went and came back three times in September and twice in November',
    async () => {
      const { folder } = cloned();
      const call = ['changelog', '2024-08-31..2024-11-30', '--today', '2026-06-01'];
      const months = await runJson('changelog', folder, [...call, '--per', 'month']);
      const told = months.report.apis[0]?.releases.map(({ name, entries }) => [
        name,
        entries
          .filter(({ operations }) => operations.length === 1 && AUTH_RULES.includes(nameOf(operations[0])))
          .filter(({ check }) => /^(api-|endpoint-)/.test(check ?? ''))
          .map(({ section, operations, farewell }) =>
            `${section} ${nameOf(operations[0])} ${farewell?.since?.day ?? ''}`.trim(),
          )
          .sort(),
      ]);
      expect(told).toEqual([
        ['2024-11', AUTH_RULES.map((name) => `removed ${name} 2024-09-25`)],
        ['2024-10', []],
        ['2024-09', AUTH_RULES.map((name) => `deprecated ${name}`)],
      ]);
    },
    MINUTES,
  );

  test(
    'the removal of 2024-11-20 is refused under ninety days, with the days of notice that were given',
    async () => {
      const { folder, git } = cloned();
      git('checkout', '--quiet', '--detach', git('rev-list', '-1', '--before=2024-11-21T00:00:00Z', 'HEAD'));
      const removal = git('log', '-1', '--format=%H', '-S', '/v1/auth_rules/remove', '--before=2024-11-21T00:00:00Z');
      git('checkout', '--quiet', '--detach', removal);
      expect(git('log', '-1', '--format=%cs')).toBe('2024-11-20');
      const { exit, report } = await runJson('diff', folder, ['diff', '--against', 'HEAD~1', '--today', '2024-11-20']);
      expect(exit).toBe(1);
      expect(
        report.findings
          .filter(({ rule, message }) => rule === 'removal-min-notice' && message.includes('/v1/auth_rules'))
          .map(({ message }) => message)
          .sort(),
      ).toEqual(
        AUTH_RULES.map(
          (name) =>
            `${name} was removed 56 days after it was marked deprecated on 2024-09-25; the policy asks for 90 days.`,
        ),
      );
    },
    MINUTES,
  );
});

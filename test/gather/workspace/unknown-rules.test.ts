import { describe, expect, it } from 'vitest';
import { policyOf } from '../../../src/gather/workspace/policy.ts';
import { unknownRuleIds } from '../../../src/gather/workspace/unknown-rules.ts';
import { parseDay } from '../../../src/model/day.ts';
import type { Waiver } from '../../../src/model/finding.ts';

describe('unknownRuleIds', () => {
  it('finds ids that nobody knows, in severities and in waivers, with the nearest that somebody does', () => {
    const waivers = [waiver('path-kebab-case', 3), waiver('operation-remove', 9)];
    const policy = policyOf(
      { severities: { 'path-kebap-case': 'off', 'quite-another': 'warn', 'path-kebab-case': 'warn' } },
      { waivers, accepted: [], baselines: [], listed: [] },
    );
    expect(unknownRuleIds(policy, ['operation-removed', 'path-kebab-case'])).toEqual([
      { id: 'path-kebap-case', nearest: 'path-kebab-case', in: 'settings', at: null },
      { id: 'quite-another', nearest: null, in: 'settings', at: null },
      { id: 'operation-remove', nearest: 'operation-removed', in: 'waivers', at: waivers[1]?.at },
    ]);
  });
});

function waiver(rule: string, line: number): Waiver {
  const expires = parseDay('2026-12-31');
  if (expires === null) throw new Error('no day');
  const at = { file: 'waivers.yaml', commit: null, pointer: '', line, column: 1, endLine: line, endColumn: 1 };
  return { rule, api: null, pointer: null, reason: 'A reason that is long.', owner: 'Ada', expires, at };
}

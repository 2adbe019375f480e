import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, describe, it } from 'vitest';
import { fileSystem } from '../../../src/adapters/files.ts';
import { edited } from '../../../src/deliver/edit/edited.ts';
import { diffContracts } from '../../../src/examine/diff/diff.ts';
import { FUNCTION_CATALOGUE } from '../../../src/examine/lint/catalogue.ts';
import type { Fix } from '../../../src/examine/lint/define.ts';
import { FIXES } from '../../../src/examine/lint/fixes/index.ts';
import { lintRuleset } from '../../../src/examine/lint/lint-ruleset.ts';
import { LINT_RULES } from '../../../src/examine/lint/rules.ts';
import { parseFile } from '../../../src/gather/contract/parse.ts';
import { loadRuleset } from '../../../src/gather/ruleset/load.ts';
import type { Fact } from '../../../src/model/finding.ts';
import type { Ruleset } from '../../../src/model/ruleset.ts';
import { contractOf } from '../../support/contract.ts';
import { projectRoot } from '../../support/shared.ts';
import { allProfiles } from './support.ts';

const folder = join(projectRoot, 'test/examine/lint/fixes');
const ours = await allProfiles();
const sources = {
  files: fileSystem,
  root: projectRoot,
  rulesets: join(projectRoot, 'rulesets'),
  functions: FUNCTION_CATALOGUE,
};
const spectral = await loadRuleset(sources, ['spectral:oas']);

/** Every rule there is, those that Spectral does not recommend among them. */
const everything: Ruleset = {
  ...ours,
  rules: [
    ...ours.rules,
    ...spectral.rules.map((rule) => (rule.severity === 'off' ? { ...rule, severity: 'warn' as const } : rule)),
  ],
};

/** A contract with the findings of one rule mended until nothing changes any more. */
async function mended(text: string, fix: Fix): Promise<string> {
  const facts = (await factsOf(text)).filter(({ rule }) => rule === fix.rule);
  const contract = await contractOf(text);
  const rule = everything.rules.find(({ id }) => id === fix.rule) ?? null;
  if (rule === null && LINT_RULES.every(({ id }) => id !== fix.rule)) throw new Error(`there is no rule ${fix.rule}`);
  const document = parseFile('openapi.yaml', new TextEncoder().encode(text)).value;
  for (const { at } of facts) {
    const edits = fix.edits({ rule, at, document }, contract);
    if (edits === null) continue;
    const after = edited(text, edits);
    expect(after, 'an edit changes something').not.toBe(text);
    return mended(after, fix);
  }
  return text;
}

async function factsOf(text: string): Promise<readonly Fact[]> {
  return lintRuleset(await contractOf(text), everything);
}

/** As `lint --fix` tells breaks apart: what was wrong is wrong in other words where its other half is right. */
async function breaksBetween(before: string, after: string): Promise<readonly string[]> {
  return diffContracts(await contractOf(before), await contractOf(after))
    .filter(({ impact }) => impact === 'breaking' || impact === 'risky')
    .map(({ check, operation, about, before: at }) => JSON.stringify([check, operation, about, at?.pointer]));
}

function countsOf(facts: readonly Fact[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of facts) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

describe.each(FIXES)('$rule', (fix) => {
  const bad = readFileSync(join(folder, fix.rule, 'bad.yaml'), 'utf8');

  it('mends what has one right answer, and leaves the rest as it is', async () => {
    const after = await mended(bad, fix);
    await expect(after).toMatchFileSnapshot(join(folder, fix.rule, 'fixed.yaml'));
    expect(await mended(after, fix)).toBe(after);
  });

  it('silences its rule, makes no other speak, and no caller would notice', async () => {
    const after = await mended(bad, fix);
    const [before, now] = [countsOf(await factsOf(bad)), countsOf(await factsOf(after))];
    expect(now.get(fix.rule) ?? 0).toBeLessThan(before.get(fix.rule) ?? 0);
    // A tag that was declared nowhere has no description yet; the rule is off unless somebody asks for it, and lint --fix looks.
    const louder = [...now].filter(([rule, count]) => rule !== 'tag-description' && count > (before.get(rule) ?? 0));
    expect(louder).toEqual([]);
    // What is wrong with the contract as it was, a comparison with itself says too.
    const old = await breaksBetween(bad, bad);
    expect((await breaksBetween(bad, after)).filter((each) => !old.includes(each))).toEqual([]);
  });
});

it('has a case for each fix, and no other', () => {
  expect(readdirSync(folder).sort()).toEqual(FIXES.map(({ rule }) => rule).sort());
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileSystem } from '../../../src/adapters/files.ts';
import { lintRuleset } from '../../../src/examine/lint/lint-ruleset.ts';
import { loadContract } from '../../../src/gather/contract/load.ts';
import { workingTree } from '../../../src/gather/contract/tree.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';
import { rulesetOf } from './support.ts';

const CONTRACT = `openapi: 3.1.0
info: { title: a, version: 1.0.0 }
paths:
  /old: { get: { responses: { '200': { description: fine } } } }
  /new: { get: { responses: { '200': { $ref: 'shared/parts.yaml#/ok' } } } }
`;
const PARTS = `ok: { description: fine, headers: { x: { schema: { type: string } } } }\n`;

/** One rule about operations, and one about descriptions of responses, which stand in both files. */
const RULES = `rules:
  operation-id: { severity: warn, message: none, given: $.paths.*.get, then: { field: operationId, function: truthy } }
  says-good: { severity: warn, message: bad, given: '$.paths.*.get.responses.*.description', then: { function: pattern, functionOptions: { match: good } } }
`;

/** What is found with a ruleset that has these overrides: severity, rule, file and pointer. */
async function found(
  overrides: string,
  more: { readonly [path: string]: string } = {},
  at = 'bank.yaml',
): Promise<unknown> {
  const root = scratchFolder();
  const files = {
    'apis/a.yaml': CONTRACT,
    'apis/shared/parts.yaml': PARTS,
    [at]: `${RULES}overrides:\n${overrides}`,
    ...more,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const contract = await loadContract(workingTree(fileSystem, root), 'apis/a.yaml', 'a');
  try {
    const facts = await lintRuleset(contract, await rulesetOf([at], root));
    return facts.map((fact) => `${fact.proposed} ${fact.rule} ${fact.at.file}#${fact.at.pointer}`).sort();
  } catch (error) {
    return error instanceof CountersignError ? `${error.code} ${error.message}` : error;
  }
}

const OLD = 'operation-id apis/a.yaml#/paths/~1old/get';
const NEW = 'operation-id apis/a.yaml#/paths/~1new/get';
const HERE = 'says-good apis/a.yaml#/paths/~1old/get/responses/200/description';
const THERE = 'says-good apis/shared/parts.yaml#/ok/description';

describe('overrides', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'of other files say nothing',
      `- { files: [b.yaml], rules: { operation-id: off } }`,
      [`warn ${HERE}`, `warn ${NEW}`, `warn ${OLD}`, `warn ${THERE}`],
    ],
    [
      'weigh a rule in a file',
      `- { files: ['a.yaml'], rules: { operation-id: error } }`,
      [`error ${NEW}`, `error ${OLD}`, `warn ${HERE}`, `warn ${THERE}`],
    ],
    [
      'reach the file that a reference leads to',
      `- { files: ['**/shared/*'], rules: { says-good: off } }`,
      [`warn ${HERE}`, `warn ${NEW}`, `warn ${OLD}`],
    ],
    [
      'leave the file that a reference leads to alone',
      `- { files: ['apis/*.yaml'], rules: { says-good: off, operation-id: 3 } }`,
      [`hint ${NEW}`, `hint ${OLD}`, `warn ${THERE}`],
    ],
    [
      'add up, the last one last',
      `- { files: ['*'], rules: { operation-id: off, says-good: error } }\n- { files: [parts.yaml], rules: { says-good: info } }`,
      [`error ${HERE}`, `info ${THERE}`],
    ],
    [
      'turn a rule on again',
      `- { files: ['*'], rules: { operation-id: off, says-good: off } }\n- { files: [a.yaml], rules: { says-good: true, operation-id: hint } }`,
      [`hint ${NEW}`, `hint ${OLD}`],
    ],
    [
      'change what a rule says',
      `- { files: [a.yaml], rules: { says-good: { given: $.info.title, severity: info, then: { function: falsy } }, operation-id: off } }`,
      [`info says-good apis/a.yaml#/info/title`, `warn ${THERE}`],
    ],
    [
      'bring rules of their own',
      `- { files: ['*.yaml'], rules: { says-good: off, operation-id: off, own: { given: $.info, then: { field: x, function: truthy } } } }`,
      [`warn own apis/a.yaml#/info`],
    ],
    [
      'weigh a place of a file',
      `- { files: ['apis/a.yaml#/paths/~1old'], rules: { operation-id: off, says-good: error } }`,
      [`error ${HERE}`, `warn ${NEW}`, `warn ${THERE}`],
    ],
    [
      'weigh the nearest place',
      `- { files: ['*.yaml#/paths/~1old/get', '*.yaml#/paths'], rules: { operation-id: error } }\n- { files: ['*.yaml#/paths'], rules: { operation-id: info } }\n- { files: ['*.yaml#/pat'], rules: { operation-id: off } }`,
      [`error ${OLD}`, `info ${NEW}`, `warn ${HERE}`, `warn ${THERE}`],
    ],
    [
      'of a place run a rule there that is off in the file',
      `- { files: ['**/a.yaml'], rules: { operation-id: off, says-good: off } }\n- { files: ['apis/a.yaml#/paths/~1old'], rules: { operation-id: hint } }`,
      [`hint ${OLD}`, `warn ${THERE}`],
    ],
    [
      'of a place run a rule in the whole file that is only not recommended, as in Spectral',
      `- { files: ['**/a.yaml'], rules: { operation-id: false, says-good: off } }\n- { files: ['apis/a.yaml#/paths/~1old'], rules: { operation-id: hint } }`,
      [`hint ${OLD}`, `warn ${NEW}`, `warn ${THERE}`],
    ],
    [
      'of a place of every file',
      `- { files: ['#/paths/~1old'], rules: { operation-id: off, says-good: off } }`,
      [`warn ${NEW}`, `warn ${THERE}`],
    ],
    [
      'of all files but some',
      `- { files: ['!apis/a.yaml'], rules: { says-good: off } }\n- { files: ['!**/shared/{0..9}*'], rules: { operation-id: off } }`,
      [`warn ${HERE}`],
    ],
    [
      'weigh a place of a file that a reference leads to',
      `- { files: ['apis/shared/parts.yaml#/ok'], rules: { says-good: off } }`,
      [`warn ${HERE}`, `warn ${NEW}`, `warn ${OLD}`],
    ],
  ])('%s', async (_, overrides, expected) => {
    expect(await found(overrides)).toEqual([...expected].sort());
  });

  it('are relative to the ruleset', async () => {
    const rules = {
      'rules/bank.yaml': `${RULES}overrides: [{ files: ['../apis/a.yaml'], rules: { operation-id: off, says-good: off } }]`,
    };
    expect(await found('', rules, 'rules/bank.yaml')).toEqual([`warn ${THERE}`]);
  });

  it('extend rulesets, whose rules give way to those that are there', async () => {
    const other = `rules:\n  operation-id: { given: $.none, then: { function: falsy } }\n  own: { given: $.info, severity: error, then: { field: x, function: truthy } }\n`;
    expect(
      await found(`- { files: ['a.yaml'], extends: other.yaml, rules: { says-good: off } }`, { 'other.yaml': other }),
    ).toEqual([`error own apis/a.yaml#/info`, `warn ${NEW}`, `warn ${OLD}`, `warn ${THERE}`].sort());
  });

  it('extend rulesets in the place of those that the ruleset extends, unless both have rules', async () => {
    const own = `rules:\n  own: { given: $.info, recommended: false, severity: error, then: { field: x, function: truthy } }\n`;
    const bank = `extends: other.yaml\noverrides:\n- { files: ['a.yaml'], extends: [[own.yaml, all]] }\n`;
    const all = { 'bank.yaml': bank, 'other.yaml': RULES, 'own.yaml': own };
    expect(await found('', all)).toEqual([`error own apis/a.yaml#/info`, `warn ${THERE}`]);
    const mine = { ...all, 'bank.yaml': `${bank}rules: { operation-id: info }\n` };
    expect(await found('', mine)).toEqual(
      [`error own apis/a.yaml#/info`, `info ${NEW}`, `info ${OLD}`, `warn ${THERE}`].sort(),
    );
    const both = { ...mine, 'bank.yaml': mine['bank.yaml'].replace('all]] }', 'all]], rules: {} }') };
    expect(await found('', both)).toEqual(
      [`error own apis/a.yaml#/info`, `info ${NEW}`, `info ${OLD}`, `warn ${HERE}`, `warn ${THERE}`].sort(),
    );
  });

  it('of rulesets that are extended do not count, as in Spectral', async () => {
    const other = `${RULES}overrides: [{ files: ['*'], rules: { operation-id: off } }]\n`;
    expect(await found('', { 'bank.yaml': 'extends: other.yaml', 'other.yaml': other })).toHaveLength(4);
  });

  it.each([
    [
      `- { files: ['*#/paths'], rules: { operation-id: true } }`,
      'bank.yaml:5 overrides.0.rules.operation-id: at a place within a file a rule has a severity, or is off',
    ],
    [
      `- { files: ['*#/paths'], extends: core }`,
      'bank.yaml:5 overrides.0.extends: an override of places within a file has `rules` alone',
    ],
    [
      `- { files: [b.yaml], rules: { no-such: off } }`,
      'bank.yaml:5 overrides.0.rules.no-such: no ruleset that is extended has this rule',
    ],
    [
      `- { files: ['${'{a,b}'.repeat(30)}'], rules: {} }`,
      `bank.yaml:5 overrides.0.files: ${'{a,b}'.repeat(30)} has too many alternatives in braces`,
    ],
    [
      `- { files: ['apis/+(a|b).yaml'], rules: {} }`,
      'bank.yaml:5 overrides.0.files: apis/+(a|b).yaml has `+(…)`, which is not read here; write {a,b}',
    ],
    [`- { rules: {} }`, 'bank.yaml:5 overrides.0: `files` is missing'],
  ])('are refused: %s', async (overrides, message) => {
    expect(await found(overrides)).toBe(`RULESET_INVALID ${message}`);
  });

  it('are part of what the ruleset is', async () => {
    const root = scratchFolder();
    const digests = new Set<string>();
    for (const severity of ['off', 'info']) {
      writeFileSync(
        join(root, 'bank.yaml'),
        `${RULES}overrides: [{ files: [a.yaml], rules: { operation-id: ${severity} } }]`,
      );
      digests.add((await rulesetOf(['bank.yaml'], root)).sha256);
    }
    expect(digests.size).toBe(2);
  });
});

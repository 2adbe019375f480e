import { describe, expect, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { portsIn } from '../support/ports.ts';
import { runJson } from '../support/report.ts';
import { scratchFolder, scratchRepo } from '../support/scratch-repo.ts';
import explain from '../../src/commands/explain.ts';
import { catalogue } from '../../src/commands/steps/catalogue.ts';
import { openWorkspace } from '../../src/gather/workspace/open.ts';
import { parseDay } from '../../src/model/day.ts';
import { SCHEMA_VERSION } from '../../src/model/report.ts';
import text from '../../src/present/report/renderers/text.ts';

// In this process: a run for each of hundreds of ids would take minutes.
test('everything that has an id is explained in words', async () => {
  const ports = portsIn(scratchFolder());
  const subjects = await catalogue(await openWorkspace(ports, { config: null }), ports);
  const today = parseDay('2026-06-01');
  if (today === null) throw new Error('no day');
  const head = { schemaVersion: SCHEMA_VERSION, tool: ports.tool, today, verdict: 'pass', report: 'explain' } as const;
  expect(subjects.size).toBeGreaterThan(200);
  for (const [id, subject] of subjects) {
    const words = text.render(
      { ...head, subject },
      { color: false, width: 80, verbose: false, quiet: false, lines: () => [] },
    );
    expect(words, id).toContain(id);
    expect(words.split('\n').length, id).toBeGreaterThan(3);
    expect(words, id).not.toMatch(/undefined|\[object|NaN/);
  }
});

test('the help names things that can be explained', async () => {
  const ports = portsIn(scratchFolder());
  const subjects = await catalogue(await openWorkspace(ports, { config: null }), ports);
  for (const { command } of explain.examples) expect([...subjects.keys()]).toContain(command.split(' ').at(-1));
});

describe('in words', () => {
  test.each(['endpoint-added', 'pay-idempotency-key', 'removal-min-notice', 'BASE_REF_NOT_FOUND', 'approval-missing'])(
    '%s',
    async (id) => {
      const result = await runCli(scratchFolder(), ['explain', id]);
      expect(result).toMatchObject({ exit: 0, stderr: '' });
      await expect(result.stdout).toMatchFileSnapshot(`golden/explain-${id.toLowerCase()}.txt`);
    },
  );
});

test.each(['endpoint-added', 'pay-idempotency-key', 'removal-min-notice', 'base_ref_not_found'])(
  '%s as JSON',
  async (id) => {
    const { exit, report } = await runJson('explain', scratchFolder(), ['explain', id]);
    expect(exit).toBe(0);
    expect(JSON.stringify(report.subject).toLowerCase()).toContain(id);
  },
);

test("the house's own rule wins over a bundled one of its name", async () => {
  const repo = scratchRepo({
    files: {
      'countersign.yaml': 'schemaVersion: 1\nprofiles: [core, house.yaml]\n',
      'house.yaml':
        'rules:\n  path-kebab-case: { description: As the house says., given: $.info, then: { function: truthy } }\n',
    },
  });
  const { report } = await runJson('explain', repo.folder, ['explain', 'path-kebab-case']);
  expect(report.subject).toMatchObject({
    kind: 'rule',
    rule: { description: 'As the house says.', profile: 'house.yaml' },
  });
});

test('what is nearly an id gets the nearest', async () => {
  const result = await runCli(scratchFolder(), ['explain', 'path-kebap-case']);
  expect(result).toEqual({
    exit: 2,
    stdout: '',
    stderr: 'error ID_UNKNOWN  nothing is called `path-kebap-case`\n  hint  did you mean path-kebab-case?\n',
  });
});

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CountersignError } from '../../../src/model/errors.ts';
import { openWorkspace } from '../../../src/gather/workspace/open.ts';
import { projectRoot } from '../../support/shared.ts';
import { copyOf, portsIn } from './ports.ts';

const folder = join(projectRoot, 'test/gather/workspace/cases');

/** Each case is a folder of `files` and what opening it gives: the workspace (`expected.json`) or the error (`expected.txt`). */
describe('opening a workspace', () => {
  for (const id of readdirSync(folder)) {
    it(id.replaceAll('-', ' '), async () => {
      const root = copyOf(join(folder, id, 'files'));
      const outcome = await outcomeOf(root);
      await expect(outcome.text).toMatchFileSnapshot(join(folder, id, outcome.file));
      const other = outcome.file === 'expected.json' ? 'expected.txt' : 'expected.json';
      expect(existsSync(join(folder, id, other))).toBe(false);
    });
  }
});

async function outcomeOf(root: string): Promise<{ readonly file: string; readonly text: string }> {
  try {
    const workspace = await openWorkspace(portsIn(root), { config: null });
    const severities = Object.fromEntries(workspace.policy.severities);
    const severityPlaces = Object.fromEntries(workspace.policy.severityPlaces);
    const plain = JSON.stringify(
      { ...workspace, root: '<root>', policy: { ...workspace.policy, severities, severityPlaces } },
      null,
      2,
    );
    return { file: 'expected.json', text: `${plain}\n` };
  } catch (error) {
    if (!(error instanceof CountersignError)) throw error;
    const text = `${error.code} ${error.message}\nhint: ${error.hint}\n`.replaceAll(root, '<root>');
    return { file: 'expected.txt', text };
  }
}

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gitOpsRepo } from '../../support/gitops-repo.ts';
import { scratchFolder } from '../../support/scratch-repo.ts';
import { projectRoot } from '../../support/shared.ts';

const script = join(projectRoot, 'test/deliver/publish/publish-once.ts');

function publishOnce(folder: string): { readonly signal: string | null; readonly said: string } {
  const args = ['--import', 'tsx', script, folder];
  // Whoever is killed leaves a temporary clone behind.
  const env = { ...process.env, TMPDIR: scratchFolder() };
  const { signal, stdout } = spawnSync(process.execPath, args, { cwd: projectRoot, encoding: 'utf8', env });
  return { signal, said: stdout };
}

// The hooks run at the other end, while the publisher waits for the answer.
test.each([
  ['before the remote has decided', 'pre-receive', 'kill -9 $(cat publisher.pid)'],
  ['while the remote refuses', 'pre-receive', 'kill -9 $(cat publisher.pid); exit 1'],
  ['after the remote has taken it', 'post-receive', 'kill -9 $(cat publisher.pid)'],
])('killed %s: the next run converges on exactly one commit', (_title, hook, command) => {
  const repo = gitOpsRepo();
  repo.hook(hook, command);
  expect(publishOnce(repo.folder)).toEqual({ signal: 'SIGKILL', said: '' });
  rmSync(join(repo.folder, 'hooks', hook));
  expect(['published', 'up-to-date']).toContain(publishOnce(repo.folder).said);
  expect(publishOnce(repo.folder).said).toBe('up-to-date');
  expect(repo.git('rev-list', '--count', 'main')).toBe('2');
  expect(repo.git('fsck', '--strict')).toBe('');
});

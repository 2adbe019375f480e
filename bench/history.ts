/**
 * What a history costs: whole processes of the built `bin/countersign.js history` over a clone of the history beside the project
 * (`../shared/histories/lithic.bundle`, 985 versions of a YAML of up to 1 MB), with an empty cache and again, for its operations and for everything in
 * it, and how the cost grows with the number of commits. Prints Markdown for RESULTS.md. `npm run bench:history`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const project = join(import.meta.dirname, '..');
const bundle = join(project, '..', 'shared', 'histories', 'lithic.bundle');
const COMMITS = [100, 250, 500, 985];

/** As the operating system counted it: seconds of user CPU and of wall time, and the peak in megabytes. */
function timed(folder: string, cache: string, args: readonly string[]): string {
  const command = [process.execPath, join(project, 'bin', 'countersign.js'), 'history', ...args];
  const run = spawnSync('/usr/bin/time', ['-f', '%U %e %M', ...command], {
    cwd: folder,
    env: { ...process.env, COUNTERSIGN_CACHE: cache },
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  const [user, wall, kilobytes] = run.stderr.trim().split('\n').at(-1)?.split(' ') ?? [];
  if (run.status !== 0) throw new Error(run.stderr);
  return `${user} | ${wall} | ${Math.round(Number(kilobytes) / 1024)}`;
}

if (existsSync(bundle)) {
  const scratch = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  try {
    const clone = join(scratch, 'clone');
    const git = (...args: string[]): string => execFileSync('git', args, { cwd: scratch, encoding: 'utf8' }).trim();
    git('clone', '--quiet', bundle, clone);
    const line = git('-C', clone, 'rev-list', '--first-parent', '--reverse', 'HEAD').split('\n');
    console.log('| commits | what | user CPU s | wall s | peak MB | again: CPU s | wall s | peak MB |');
    console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
    for (const count of COMMITS) {
      git('-C', clone, 'checkout', '--quiet', line[count - 1] ?? 'HEAD');
      for (const [what, args] of [
        ['operations', []],
        ['everything', ['--kind', 'all']],
      ] as const) {
        const cache = join(scratch, `${count}-${what}`);
        const cold = timed(clone, cache, args);
        console.log(`| ${count} | ${what} | ${cold} | ${timed(clone, cache, args)} |`);
      }
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
} else console.log(`${bundle} is not here, so there is nothing to measure`);

/** A process of its own that publishes the sample to the repository named on its command line; a test ends it at a bad moment. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchBranch } from '../../../src/adapters/git/remote.ts';
import { createGitRunner } from '../../../src/adapters/git/run.ts';
import { systemPace } from '../../../src/adapters/pace.ts';
import { applyPublication } from '../../../src/deliver/publish/apply.ts';
import { attemptPublication } from '../../../src/deliver/publish/attempt.ts';
import { input, jane, start } from './sample.ts';

const [, , folder = ''] = process.argv;
writeFileSync(join(folder, 'publisher.pid'), String(process.pid));
const runner = createGitRunner(process.env);
const result = await applyPublication({
  fetch: () => fetchBranch(runner, '/', folder, 'main'),
  plan: async (remote) => {
    const conditions = { at: start, precedes: () => Promise.resolve(true), after: null };
    return { ...(await attemptPublication(remote, input(), conditions)), refused: false };
  },
  by: jane,
  date: new Date().toISOString(),
  pace: systemPace,
});
process.stdout.write(result.outcome);

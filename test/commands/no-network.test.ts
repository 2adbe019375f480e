import { createServer, type Server } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../support/cli.ts';
import { sampleContract } from '../support/sample-contract.ts';
import { scratchRepo } from '../support/scratch-repo.ts';

/** A server that counts who asks, and would answer everything. */
async function listening(): Promise<{ readonly url: string; readonly hits: () => number }> {
  let hits = 0;
  const server: Server = createServer((_, response) => {
    hits += 1;
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, hits: () => hits };
}

test.each([
  { call: 'check', exit: 3, says: 'error REFERENCE_REMOTE  ' },
  { call: 'render kong', exit: 3, says: 'error REFERENCE_REMOTE  ' },
  { call: 'lint', exit: 1, says: 'invalid-ref' },
])('$call: a reference to another host is refused and not fetched', async ({ call, exit, says }) => {
  const { url, hits } = await listening();
  const contract = sampleContract().replace('"#/components/schemas/Account"', JSON.stringify(`${url}/account.json`));
  const repo = scratchRepo({ files: { 'openapi.json': contract } });
  const result = await runCli(repo.folder, [...call.split(' '), 'openapi.json']);
  expect(result.exit).toBe(exit);
  expect(result.stdout + result.stderr).toContain(says);
  expect(hits()).toBe(0);
});

test.each([
  (url: string) => `extends: ${url}/ruleset.yaml\nrules: {}\n`,
  (url: string) => `functionsDir: ${url}\nfunctions: [own]\nrules: {}\n`,
])('a ruleset that extends one of another host is refused and not fetched', async (ruleset) => {
  const { url, hits } = await listening();
  const repo = scratchRepo({ files: { 'openapi.json': sampleContract(), 'house.yaml': ruleset(url) } });
  for (const command of ['check', 'lint']) {
    const result = await runCli(repo.folder, [command, '--ruleset', 'house.yaml']);
    expect(result).toMatchObject({ exit: 2, stdout: '' });
  }
  const named = await runCli(repo.folder, ['lint', '--ruleset', `${url}/ruleset.yaml`]);
  expect(named).toMatchObject({ exit: 2, stdout: '' });
  expect(hits()).toBe(0);
});

test('examples, documentation and servers on other hosts are words', async () => {
  const { url, hits } = await listening();
  const contract = sampleContract()
    .replaceAll('https://api.bank.example', url)
    .replaceAll('https://developer.bank.example', url)
    .replaceAll('https://auth.bank.example', url);
  const repo = scratchRepo({ files: { 'openapi.json': contract } });
  expect((await runCli(repo.folder, ['check'])).exit).toBeLessThanOrEqual(1);
  expect(hits()).toBe(0);
});

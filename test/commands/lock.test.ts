import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { sampleContract } from '../support/sample-contract.ts';
import { scratchRepo } from '../support/scratch-repo.ts';
import { hasOpenssl, tlsServer } from '../support/tls-server.ts';

const RULE = 'rules: { has-joke: { given: $.info, severity: error, then: { field: x-joke, function: truthy } } }';

describe.skipIf(!hasOpenssl())('lock (needs openssl for a certificate)', () => {
  it('fetches once; lint uses the copy, and refuses one that was changed', async () => {
    const server = await tlsServer((_, response) => void response.end(RULE));
    const repo = scratchRepo({
      files: {
        'openapi.json': sampleContract(),
        'house.yaml': `extends: ${server.url}/joke.yaml?token=secret`,
        'countersign.yaml': 'schemaVersion: 1\nprofiles: [house.yaml]\napis: { a: { contract: openapi.json } }\n',
      },
    });
    const env = { NODE_EXTRA_CA_CERTS: server.caFile };
    const before = await runCli(repo.folder, ['lint'], { env });
    expect(before).toMatchObject({ exit: 2, stdout: '' });
    expect(before.stderr).toContain(
      `error RULESET_NOT_LOCKED  ${server.url}/joke.yaml is on another host, and .countersign/rulesets.lock.yaml has no copy of it`,
    );
    expect(server.asked).toEqual([]);

    const locked = await runCli(repo.folder, ['lock'], { env });
    expect(locked).toMatchObject({ exit: 0, stderr: '' });
    expect(locked.stdout).not.toContain('secret');
    const [copy = ''] = readdirSync(join(repo.folder, '.countersign/rulesets'));
    expect(locked.stdout.split('\n').filter((line) => line.includes('wrote  '))).toEqual([
      '  wrote  .countersign/rulesets.lock.yaml',
      `  wrote  .countersign/rulesets/${copy}`,
    ]);
    expect(readFileSync(join(repo.folder, '.countersign/rulesets', copy), 'utf8')).toBe(RULE);

    const after = await runCli(repo.folder, ['lint', '--format', 'json']);
    expect(after.exit).toBe(1);
    expect(JSON.parse(after.stdout)).toMatchObject({ findings: [{ rule: 'has-joke' }] });
    expect(server.asked).toEqual(['/joke.yaml?token=secret']);

    writeFileSync(join(repo.folder, '.countersign/rulesets', copy), `${RULE} `);
    const changed = await runCli(repo.folder, ['lint']);
    expect(changed).toMatchObject({ exit: 2, stdout: '' });
    expect(changed.stderr).toContain('error RULESET_CHANGED  ');
  });

  it('writes nothing where one of several cannot be had', async () => {
    const server = await tlsServer((request, response) => {
      if (request.url === '/a.yaml') response.end(RULE);
      else response.writeHead(503).end();
    });
    const files = { 'house.yaml': `extends: [${server.url}/a.yaml, ${server.url}/b.yaml]` };
    const repo = scratchRepo({ files });
    const result = await runCli(repo.folder, ['lock', 'house.yaml'], { env: { NODE_EXTRA_CA_CERTS: server.caFile } });
    expect(result).toMatchObject({ exit: 6, stdout: '' });
    expect(result.stderr).toContain(`${server.url}/b.yaml was not fetched: it answered 503`);
    expect(readdirSync(repo.folder).sort()).toEqual(['.git', 'house.yaml']);
  });
});

it('lock has nothing to do where no other host is named', async () => {
  const repo = scratchRepo({ files: { 'house.yaml': 'extends: [core]' } });
  const result = await runCli(repo.folder, ['lock', 'house.yaml', '--format', 'json']);
  expect(result).toMatchObject({ exit: 0, stderr: '' });
  expect(JSON.parse(result.stdout)).toMatchObject({
    report: 'lock',
    files: [],
    notes: [{ message: `${join(repo.folder, 'house.yaml')}: no ruleset of another host is extended.` }],
  });
  expect(readdirSync(repo.folder).sort()).toEqual(['.git', 'house.yaml']);
});

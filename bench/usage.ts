/**
 * Reads access logs that it writes into a temporary folder, and says how fast and with how much memory. A process of its own for each format.
 *
 *   npm run bench:usage [-- --megabytes N]
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { fileSystem } from '../src/adapters/files.ts';
import { loadContract } from '../src/gather/contract/load.ts';
import { matcherOf } from '../src/gather/usage/matcher.ts';
import { readUsage } from '../src/gather/usage/usage.ts';
import type { UsageFormat } from '../src/model/usage.ts';

const { values: flags } = parseArgs({
  options: { megabytes: { type: 'string', default: '256' }, read: { type: 'string' } },
});

const CONTRACT = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Bench', version: '1.0.0' },
  servers: [{ url: 'https://api.bank.example/v1' }],
  paths: Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [
      `/resource-${index}/{id}/parts/{part}`,
      { get: {}, post: {}, delete: {} },
    ]),
  ),
});

const LINES: { readonly [format in 'combined' | 'kong' | 'json' | 'haproxy']: (index: number) => string } = {
  combined: (index) =>
    `10.0.${index % 250}.1 - user-${index % 500} [1${index % 10}/Nov/2026:13:55:36 +0000] "GET ${target(index)} HTTP/1.1" 200 2326 "https://bank.example/" "Mozilla/5.0 (X11; Linux x86_64)"`,
  kong: (index) =>
    JSON.stringify({
      request: {
        method: 'GET',
        uri: target(index),
        headers: { host: 'api.bank.example', 'user-agent': 'okhttp/4' },
        size: 120,
      },
      response: { status: 200, size: 2326, headers: { 'content-type': 'application/json' } },
      latencies: { kong: 3, proxy: 42, request: 45 },
      consumer: { id: String(index % 500), username: `user-${index % 500}` },
      started_at: 1794268800000 + index,
      client_ip: '10.0.0.1',
    }),
  json: (index) =>
    JSON.stringify({
      start_time: '2026-11-12T10:00:00.000Z',
      method: 'GET',
      path: target(index),
      response_code: 200,
      client_id: `user-${index % 500}`,
      duration: 12,
    }),
  haproxy: (index) =>
    `Nov 12 12:14:14 lb haproxy[1]: 10.0.1.2:33317 [12/Nov/2026:12:14:14.655] in app/s1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {user-${index % 500}} {} "GET ${target(index)} HTTP/1.1"`,
};

function target(index: number): string {
  return `/v1/resource-${index % 100}/${index}/parts/${index % 77}?page=${index % 9}`;
}

async function main(): Promise<void> {
  if (flags.read !== undefined) return measure(flags.read);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-usage-'));
  try {
    for (const format of ['combined', 'json', 'haproxy', 'kong'] as const) {
      const file = join(folder, `${format}.log`);
      await write(file, LINES[format], Number(flags.megabytes) * 1024 * 1024);
      const { stdout, stderr } = spawnSync('npx', ['tsx', import.meta.filename, '--read', file], { encoding: 'utf8' });
      process.stdout.write(stdout === '' ? stderr : stdout);
      rmSync(file);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write(file: string, line: (index: number) => string, bytes: number): Promise<void> {
  const stream = createWriteStream(file);
  let written = 0;
  for (let index = 0; written < bytes;) {
    const lines = Array.from({ length: 5000 }, () => line(index++)).join('\n') + '\n';
    written += lines.length;
    if (!stream.write(lines)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

async function measure(file: string): Promise<void> {
  const tree = { commit: null, read: () => Promise.resolve(new TextEncoder().encode(CONTRACT)) };
  const match = matcherOf([await loadContract(tree, 'openapi.json', 'bench')]);
  const format = basename(file, '.log') as UsageFormat;
  const source = { name: format, root: dirname(file), path: basename(file), format, consumer: null };
  const before = process.cpuUsage();
  const { counts } = await readUsage(fileSystem, [source], match);
  const { user, system } = process.cpuUsage(before);
  const [seconds, megabytes] = [(user + system) / 1e6, statSync(file).size / 1024 / 1024];
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  const [count] = counts;
  console.log(
    `${format.padEnd(9)} ${megabytes.toFixed(0)} MB, ${count?.entries} lines, ${count?.matched} matched: ${seconds.toFixed(2)} s CPU, ${(megabytes / seconds).toFixed(0)} MB/s, peak ${peak} MB`,
  );
}

await main();

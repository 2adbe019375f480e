import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { matcherOf } from '../../../src/gather/usage/matcher.ts';
import { readUsage } from '../../../src/gather/usage/usage.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import type { Files } from '../../../src/model/ports.ts';
import { fileSystem } from '../../../src/adapters/files.ts';
import type { Usage, UsageFormat } from '../../../src/model/usage.ts';
import { contractOf } from '../../support/contract.ts';

const contract = await contractOf(
  'openapi: 3.1.0\ninfo: { title: A, version: 1.0.0 }\npaths: { /a: { get: {}, post: {} }, "/a/{id}": { get: {} } }\n',
  { id: 'api' },
);

type Options = { readonly name?: string; readonly format?: UsageFormat; readonly consumer?: string };

/** Reads a text in pieces of seven bytes, so that every line is cut somewhere. */
function read(content: string | Uint8Array, { name = 'access.log', format, consumer }: Options = {}): Promise<Usage> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const files: Files = {
    ...fileSystem,
    async *pieces() {
      for (let at = 0; at < bytes.length; at += 7) yield await Promise.resolve(bytes.subarray(at, at + 7));
    },
  };
  const source = { name, root: '/', path: name, format: format ?? null, consumer: consumer ?? null };
  return readUsage(files, [source], matcherOf([contract]));
}

const seen = ({ observations }: Usage): readonly unknown[] =>
  observations.map(({ consumer, use, calls, last }) => [consumer, `${use.method} ${use.path}`, calls, last]);

const COMBINED = `10.1.2.3 - shop [10/Nov/2026:13:55:36 +0100] "GET /a/1?iban=DE1 HTTP/1.1" 200 2326 "-" "curl" "tpp-1"
10.1.2.3 - shop [12/Nov/2026:13:55:36 +0100] "GET /a/2 HTTP/2.0" 404 2 "-" "curl" "tpp-1"

10.1.2.3 - - [11/Nov/2026:13:55:36 +0100] "GET /b HTTP/1.1" 200 2 "-" "curl" "-"
\u0016\u0003\u0001 nonsense
10.1.2.3 - - [11/Nov/2026:13:55:36 +0100] "POST /a HTTP/1.1" 201 2 "-" "curl" "tpp-2"`;

describe('a log', () => {
  it('in the combined format', async () => {
    const usage = await read(COMBINED);
    expect(seen(usage)).toEqual([
      ['shop', 'GET /a/{id}', 2, '2026-11-12'],
      ['unknown', 'POST /a', 1, '2026-11-11'],
    ]);
    expect(usage.counts).toEqual([{ source: 'access.log', entries: 5, matched: 3, unmatched: 1, garbage: 1 }]);
    expect(JSON.stringify(usage)).not.toMatch(/DE1|10\.1\.2|curl/);
  });

  it('with the consumer in a text of its own, and packed', async () => {
    const usage = await read(gzipSync(COMBINED), { name: 'access.log.gz', format: 'combined', consumer: '3' });
    expect(seen(usage)).toEqual([
      ['tpp-1', 'GET /a/{id}', 2, '2026-11-12'],
      ['tpp-2', 'POST /a', 1, '2026-11-11'],
    ]);
  });

  it('of Kong', async () => {
    const entry = (more: object): string =>
      JSON.stringify({ request: { method: 'GET', uri: '/a/1?x=secret' }, started_at: 1794268800000, ...more });
    const lines = [
      entry({ consumer: { id: '1', username: 'größe' } }),
      entry({ authenticated_entity: { id: 'credential-7' } }),
      entry({ consumer: { username: 'eyJhbGciOi.J9.x' } }),
      entry({ consumer: { username: '10.0.0.1' } }),
      '{"request":',
      '[]',
    ];
    const usage = await read(lines.join('\r\n'));
    expect(seen(usage)).toEqual([
      ['credential-7', 'GET /a/{id}', 1, '2026-11-10'],
      ['größe', 'GET /a/{id}', 1, '2026-11-10'],
      ['unknown', 'GET /a/{id}', 2, '2026-11-10'],
    ]);
    expect(usage.counts).toEqual([{ source: 'access.log', entries: 6, matched: 4, unmatched: 0, garbage: 2 }]);
  });

  it('of Envoy and nginx, in JSON', async () => {
    const usage = await read(
      [
        '{"method":"GET","path":"/a/1","start_time":"2026-11-12T10:00:00.000Z","x_client":{"name":"tpp"}}',
        '{"request":"POST /a HTTP/1.1","time_iso8601":"2026-11-13T10:00:00+01:00","x_client":{"name":"tpp"}}',
      ].join('\n'),
      { consumer: 'x_client.name' },
    );
    expect(seen(usage)).toEqual([
      ['tpp', 'POST /a', 1, '2026-11-13'],
      ['tpp', 'GET /a/{id}', 1, '2026-11-12'],
    ]);
  });

  it('of HAProxy', async () => {
    const usage = await read(
      'Nov  6 12:14:14 lb haproxy[14389]: 10.0.1.2:33317 [06/Nov/2026:12:14:14.655] in app/s1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {tpp-9|x} {} "GET /a/1?b HTTP/1.1"\n',
      { consumer: '1' },
    );
    expect(seen(usage)).toEqual([['tpp-9', 'GET /a/{id}', 1, '2026-11-06']]);
  });

  it('whose lines have no end is not kept', async () => {
    const usage = await read(`${COMBINED}\n${'x'.repeat(1_100_000)}`);
    expect(usage.counts[0]).toMatchObject({ entries: 6, garbage: 2 });
  }, 60_000);
});

test('a HAR', async () => {
  const entries = [
    { startedDateTime: '2026-11-12T10:00:00Z', request: { method: 'GET', url: 'https://x.example/a/1?token=1' } },
    { request: {} },
  ];
  const usage = await read(JSON.stringify({ log: { entries } }), { name: 'calls.har' });
  expect(seen(usage)).toEqual([['unknown', 'GET /a/{id}', 1, '2026-11-12']]);
  expect(usage.counts[0]).toMatchObject({ entries: 2, matched: 1, garbage: 1 });
});

test.each([
  ['2.0.0', { query: 'q=1&q=2', body: { a: [{ b: 1 }, { c: null }] } }, { body: { id: 1 } }],
  ['3.0.0', { query: { q: ['1'] }, body: { a: [{ b: 1 }, { c: null }] } }, { body: { id: 1 } }],
  ['4.0', { query: { q: ['1'] }, body: { content: { a: [{ b: 1 }, { c: null }] } } }, { body: { content: { id: 1 } } }],
])('a Pact file of version %s', async (version, request, response) => {
  const pact = {
    consumer: { name: 'Shop' },
    provider: { name: 'A' },
    interactions: [
      { request: { method: 'post', path: '/a', headers: { 'X-Id': 1 }, ...request }, response },
      { type: 'Asynchronous/Messages', contents: {} },
    ],
    metadata: { pactSpecification: { version } },
  };
  const { observations, counts } = await read(JSON.stringify(pact, null, 2), { name: 'pact.json' });
  expect(observations).toEqual([
    {
      consumer: 'Shop',
      api: 'api',
      use: {
        method: 'POST',
        path: '/a',
        fields: { request: ['a.b', 'a.c'], response: ['id'] },
        parameters: expect.arrayContaining(['q', 'X-Id']) as string[],
      },
      calls: 0,
      last: null,
    },
  ]);
  expect(counts[0]).toMatchObject({ entries: 2, matched: 1, garbage: 1 });
});

test.each([
  ['not a log', 'access.log cannot be used: its format cannot be told'],
  ['{"openapi":"3.1.0"}', 'access.log cannot be used: its format cannot be told'],
  ['{"a":\n', 'access.log cannot be used: it is neither JSON nor a log of a known format'],
])('%j is refused', async (text, message) => {
  const error: unknown = await read(text).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(CountersignError);
  expect(error).toMatchObject({ code: 'USAGE_INVALID', message });
});

test('what is of another format than the settings say is refused, and so is a broken archive', async () => {
  await expect(read(COMBINED, { format: 'kong' })).rejects.toMatchObject({ code: 'USAGE_INVALID' });
  const cut = gzipSync(COMBINED).subarray(0, 60);
  await expect(read(cut, { name: 'a.gz', format: 'combined' })).rejects.toMatchObject({ code: 'FILE_NOT_READABLE' });
});

test('an empty log is of nobody', async () => {
  expect(await read('')).toEqual({
    observations: [],
    counts: [{ source: 'access.log', entries: 0, matched: 0, unmatched: 0, garbage: 0 }],
  });
});

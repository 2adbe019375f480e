import { describe, expect, it } from 'vitest';
import { createHttps } from '../../src/adapters/https.ts';
import type { HttpsRequest } from '../../src/model/ports.ts';
import { hasOpenssl, tlsServer } from '../support/tls-server.ts';

const LIMITS = { bytes: 1000, milliseconds: 10_000 };

describe.skipIf(!hasOpenssl())('https (needs openssl for a certificate)', () => {
  it('gives the bytes, and says nothing about who asks', async () => {
    let headers: object = {};
    const server = await tlsServer((request, response) => {
      headers = request.headers;
      response.end('rules: {}');
    });
    const bytes = await createHttps({ ca: server.ca }).get(new URL(`${server.url}/a.yaml?b=c`), LIMITS);
    expect(new TextDecoder().decode(bytes)).toBe('rules: {}');
    expect(server.asked).toEqual(['/a.yaml?b=c']);
    expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'host']);
  });

  it('follows redirects on its own host, three at most', async () => {
    const server = await tlsServer((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    const https = createHttps({ ca: server.ca });
    expect(new TextDecoder().decode(await https.get(new URL(`${server.url}/3`), LIMITS))).toBe('there');
    await expect(https.get(new URL(`${server.url}/4`), LIMITS)).rejects.toMatchObject({
      code: 'RULESET_NOT_FETCHED',
      message: `${server.url}/1 was not fetched: it redirects more than 3 times`,
    });
  });

  it.each([
    ['https://other.example/a', 'https://other.example'],
    ['http://localhost/a', 'http://localhost'],
    ['https://localhost:1/a', 'https://localhost:1'],
    ['//127.0.0.1/a', 'https://127.0.0.1'],
  ])('does not follow a redirect to %s', async (location, shown) => {
    const server = await tlsServer((_, response) => void response.writeHead(301, { location }).end());
    const url = new URL(`${server.url}/a?token=secret`);
    await expect(createHttps({ ca: server.ca }).get(url, LIMITS)).rejects.toMatchObject({
      message: `${server.url}/a was not fetched: it redirects to ${shown}, and only https on its own host is followed`,
    });
  });

  it.each([
    ['404', 'it answered 404'],
    ['endless', 'it is larger than 1000 bytes'],
    ['broken', 'the answer broke off: ECONNRESET'],
  ])('refuses an answer that is %s', async (kind, why) => {
    const server = await tlsServer((_, response) => {
      if (kind === '404') response.writeHead(404).end('not here');
      else if (kind === 'broken') {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half', () => response.destroy());
      } else {
        const more = (): void => void response.write('x'.repeat(400), (error) => error == null && setImmediate(more));
        more();
      }
    });
    await expect(createHttps({ ca: server.ca }).get(new URL(`${server.url}/a`), LIMITS)).rejects.toMatchObject({
      message: `${server.url}/a was not fetched: ${why}`,
    });
  });

  it('does not wait for ever', async () => {
    const server = await tlsServer(() => undefined);
    const asked = createHttps({ ca: server.ca }).get(new URL(server.url), { bytes: 10, milliseconds: 300 });
    await expect(asked).rejects.toMatchObject({
      message: `${server.url}/ was not fetched: no answer within 0.3 seconds`,
    });
  });

  it('does not trust a certificate that nobody vouches for', async () => {
    const server = await tlsServer((_, response) => void response.end('x'));
    await expect(createHttps().get(new URL(server.url), LIMITS)).rejects.toMatchObject({
      code: 'RULESET_NOT_FETCHED',
      message: `${server.url}/ was not fetched: DEPTH_ZERO_SELF_SIGNED_CERT`,
    });
    expect(server.asked).toEqual([]);
  });

  it('speaks TLS alone', async () => {
    await expect(createHttps().get(new URL('http://localhost/a'), LIMITS)).rejects.toMatchObject({
      message: 'http://localhost/a was not fetched: only https is fetched',
    });
  });
});

describe.skipIf(!hasOpenssl())('a request to an API (needs openssl for a certificate)', () => {
  const request = (url: string): HttpsRequest => ({
    method: 'PATCH',
    url: new URL(url),
    headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
    body: '{"a":"é"}',
  });

  it('gives whatever is answered, and sends what it was given', async () => {
    const seen: unknown[] = [];
    const server = await tlsServer((incoming, response) => {
      const { method, headers } = incoming;
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      incoming.on('end', () => {
        seen.push(method, headers.authorization, headers['content-length'], text);
        response.writeHead(422, { 'X-Left': '7', link: ['<a>; rel="next"', '<b>; rel="last"'] }).end('no');
      });
    });
    const answer = await createHttps({ ca: server.ca }).send(request(`${server.url}/a`), LIMITS);
    expect(seen).toEqual(['PATCH', 'Bearer t', '10', '{"a":"é"}']);
    expect(answer).toMatchObject({ status: 422, headers: { 'x-left': '7', link: '<a>; rel="next", <b>; rel="last"' } });
    expect(new TextDecoder().decode(answer.body)).toBe('no');
  });

  it('follows no redirect', async () => {
    const server = await tlsServer((_, response) => void response.writeHead(307, { location: '/b' }).end());
    const answer = await createHttps({ ca: server.ca }).send(request(`${server.url}/a`), LIMITS);
    expect(answer.status).toBe(307);
    expect(server.asked).toEqual(['/a']);
  });

  it('does not wait for ever, nor read for ever', async () => {
    const silent = await tlsServer(() => undefined);
    const https = createHttps({ ca: silent.ca });
    await expect(https.send(request(silent.url), { bytes: 10, milliseconds: 300 })).rejects.toMatchObject({
      code: 'FORGE_UNREACHABLE',
      message: `${silent.url}/ gave no answer: no answer within 0.3 seconds`,
    });
    const long = await tlsServer((_, response) => void response.end('x'.repeat(2000)));
    await expect(createHttps({ ca: long.ca }).send(request(long.url), LIMITS)).rejects.toMatchObject({
      message: `${long.url}/ gave no answer: it is larger than 1000 bytes`,
    });
  });

  it.each(['http://127.0.0.2/', 'http://localhost.evil.example/', 'ftp://localhost/', 'http://2130706433.example/'])(
    'does not send to %s without TLS',
    async (url) => {
      await expect(createHttps().send(request(url), LIMITS)).rejects.toMatchObject({
        code: 'FORGE_UNREACHABLE',
        message: expect.stringContaining('only https is asked, or http on this machine') as string,
      });
    },
  );
});

import { describe, expect, it } from 'vitest';
import { createHttps } from '../../src/adapters/https.ts';
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

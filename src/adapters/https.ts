import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { CountersignError } from '../model/errors.ts';
import type { Https } from '../model/ports.ts';

const REDIRECTS = 3;

/** Real connections, TLS only. `ca`: certificates (PEM) to trust besides those that node trusts. */
export function createHttps(options: { readonly ca?: string } = {}): Https {
  const read = async (url: URL, limit: number, milliseconds: number, redirects: number): Promise<Uint8Array> => {
    const response = await answer(url, milliseconds, options.ca);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (status >= 300 && status < 400 && location !== undefined) {
      response.destroy();
      return read(redirected(url, location, redirects), limit, milliseconds, redirects + 1);
    }
    if (status !== 200) {
      response.destroy();
      throw failed(url, `it answered ${status}`);
    }
    return body(url, response, limit);
  };
  return {
    get: (url, { bytes, milliseconds }) => {
      if (url.protocol !== 'https:') return Promise.reject(failed(url, 'only https is fetched'));
      return read(url, bytes, milliseconds, 0);
    },
  };
}

/** The deadline is for the whole answer, not for each piece of it. Nothing is sent that says who asks. */
function answer(url: URL, milliseconds: number, ca: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(milliseconds);
    const headers = { accept: 'application/yaml, application/json, text/plain, */*' };
    const request = get(url, { headers, signal, agent: false, ...(ca === undefined ? {} : { ca }) }, resolve);
    request.on('error', (cause) => {
      reject(failed(url, signal.aborted ? `no answer within ${milliseconds / 1000} seconds` : reason(cause), cause));
    });
  });
}

async function body(url: URL, response: IncomingMessage, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      total += chunk.length;
      if (total > limit) throw failed(url, `it is larger than ${limit} bytes`);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof CountersignError) throw cause;
    throw failed(url, `the answer broke off: ${reason(cause)}`, cause);
  } finally {
    response.destroy();
  }
  return Buffer.concat(chunks);
}

function redirected(url: URL, location: string, redirects: number): URL {
  if (redirects >= REDIRECTS) throw failed(url, `it redirects more than ${REDIRECTS} times`);
  const next = URL.canParse(location, url.href) ? new URL(location, url) : null;
  if (next === null) throw failed(url, 'it redirects to what is no address');
  if (next.protocol !== 'https:' || next.host !== url.host)
    throw failed(url, `it redirects to ${next.protocol}//${next.host}, and only https on its own host is followed`);
  next.username = '';
  next.password = '';
  return next;
}

function failed(url: URL, why: string, cause?: unknown): CountersignError {
  return new CountersignError('RULESET_NOT_FETCHED', `${url.origin}${url.pathname} was not fetched: ${why}`, { cause });
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}

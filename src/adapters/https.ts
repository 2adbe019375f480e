import { type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { CountersignError } from '../model/errors.ts';
import type { Https, HttpsAnswer, HttpsRequest } from '../model/ports.ts';

const REDIRECTS = 3;

/** The bare host names of this machine, where nobody listens in between. */
const THIS_MACHINE: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Real connections, TLS only. `ca`: certificates (PEM) to trust besides those that node trusts. */
export function createHttps({ ca }: { readonly ca?: string } = {}): Https {
  const read = async (url: URL, limit: number, milliseconds: number, redirects: number): Promise<Uint8Array> => {
    const fail: Fail = (why, cause) => failed(url, why, cause);
    const response = await answer({ method: 'GET', url, headers: FETCHED, body: null }, milliseconds, ca, fail);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (status >= 300 && status < 400 && location !== undefined) {
      response.destroy();
      return read(redirected(url, location, redirects), limit, milliseconds, redirects + 1);
    }
    if (status !== 200) {
      response.destroy();
      throw fail(`it answered ${status}`);
    }
    return body(response, limit, fail);
  };
  return {
    get: (url, { bytes, milliseconds }) => {
      if (url.protocol !== 'https:') return Promise.reject(failed(url, 'only https is fetched'));
      return read(url, bytes, milliseconds, 0);
    },
    send: async (request, { bytes, milliseconds }) => {
      const { url } = request;
      const fail: Fail = (why, cause) =>
        new CountersignError('FORGE_UNREACHABLE', `${url.origin}${url.pathname} gave no answer: ${why}`, { cause });
      const alone = url.protocol === 'http:' && THIS_MACHINE.has(url.hostname);
      if (url.protocol !== 'https:' && !alone) throw fail('only https is asked, or http on this machine');
      const response = await answer(request, milliseconds, ca, fail);
      const text = await body(response, bytes, fail);
      return { status: response.statusCode ?? 0, headers: headersOf(response), body: text };
    },
  };
}

const FETCHED = { accept: 'application/yaml, application/json, text/plain, */*' };

type Fail = (why: string, cause?: unknown) => CountersignError;

/** The deadline is for the whole answer, not for each piece of it. Nothing is sent that says who asks, but for the headers given. */
function answer(
  { method, url, headers, body }: HttpsRequest,
  milliseconds: number,
  ca: string | undefined,
  fail: Fail,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(milliseconds);
    const send = url.protocol === 'http:' ? plainRequest : tlsRequest;
    const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const all = { ...headers, ...length };
    const request = send(
      url,
      { method, headers: all, signal, agent: false, ...(ca === undefined ? {} : { ca }) },
      resolve,
    );
    request.on('error', (cause) => {
      reject(fail(signal.aborted ? `no answer within ${milliseconds / 1000} seconds` : reason(cause), cause));
    });
    request.end(body ?? undefined);
  });
}

/** Of a header that comes several times, all of it. */
function headersOf(response: IncomingMessage): HttpsAnswer['headers'] {
  return Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

async function body(response: IncomingMessage, limit: number, fail: Fail): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      total += chunk.length;
      if (total > limit) throw fail(`it is larger than ${limit} bytes`);
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof CountersignError) throw cause;
    throw fail(`the answer broke off: ${reason(cause)}`, cause);
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

import { CountersignError, type ErrorCode } from '../../model/errors.ts';
import { isArray, isObject, type Json, own, ownString } from '../../model/json.ts';
import { plainLine } from '../../model/plain-text.ts';
import type { Https, HttpsAnswer, HttpsMethod, Pace } from '../../model/ports.ts';
import type { Comment } from './forge.ts';

/** The REST interface of a host, called with a token that no message ever holds. */
export type Api = {
  /** The JSON that one request is answered with; null where the answer is empty. `path` begins with a slash. */
  readonly call: (method: HttpsMethod, path: string, body?: Json) => Promise<Json>;
  /** Every item of a list, page after page. */
  readonly all: (path: string) => Promise<readonly Json[]>;
};

export type ApiOptions = {
  readonly https: Https;
  readonly pace: Pace;
  readonly base: URL;
  readonly headers: { readonly [name: string]: string };
  /** What must be in no message. */
  readonly token: string;
  /** As it was asked for, for messages: `github:acme/apis`. */
  readonly name: string;
  /** What to do about a token that is refused, where that is known. */
  readonly advice?: string;
};

const LIMITS = { bytes: 16 * 1024 * 1024, milliseconds: 30_000 };
const TRIES = 4;
const FIRST_PAUSE = 500;
/** Whoever asks for more patience than this is asked again by the next run. */
const LONGEST_PAUSE = 60_000;
/** What GitHub asks of those who write: not more than one request a second. */
const BETWEEN_WRITES = 1_000;
const PAGES = 200;

export function createApi(options: ApiOptions): Api {
  const { pace, name } = options;
  const root = options.base.href.replace(/\/+$/, '');
  let written: number | null = null;
  const request = async (method: HttpsMethod, url: URL, body?: Json): Promise<HttpsAnswer> => {
    if (method === 'GET') return answered(options, method, url, body);
    const rest = written === null ? 0 : written + BETWEEN_WRITES - pace.now();
    if (rest > 0) await pace.pause(rest);
    const answer = await answered(options, method, url, body);
    written = pace.now();
    return answer;
  };
  return {
    call: async (method, path, body) => jsonOf(await request(method, new URL(root + path), body), options),
    all: async (path) => {
      const items: Json[] = [];
      let next: URL | null = new URL(root + path);
      for (let page = 1; next !== null; page += 1) {
        if (page > PAGES) throw refused(`${name} has more than ${PAGES} pages of ${path.split('?')[0] ?? ''}`);
        const answer: HttpsAnswer = await request('GET', next);
        const list = jsonOf(answer, options);
        if (!isArray(list)) throw misunderstood(options);
        items.push(...list);
        next = nextPage(answer, next, options);
      }
      return items;
    },
  };
}

/** An answer that is none of a failure. What may have been done already is not asked for again. */
async function answered(
  options: ApiOptions,
  method: HttpsMethod,
  url: URL,
  body: Json | undefined,
): Promise<HttpsAnswer> {
  const { https, pace, headers } = options;
  const text = body === undefined ? null : JSON.stringify(body);
  const all = text === null ? headers : { ...headers, 'content-type': 'application/json' };
  const repeatable = method !== 'POST';
  for (let tried = 1; ; tried += 1) {
    const backOff = Math.ceil((0.5 + pace.random() / 2) * FIRST_PAUSE * 2 ** (tried - 1));
    let answer: HttpsAnswer;
    try {
      answer = await https.send({ method, url, headers: all, body: text }, LIMITS);
    } catch (cause) {
      if (!repeatable || tried >= TRIES) throw cause;
      await pace.pause(backOff);
      continue;
    }
    if (answer.status >= 200 && answer.status < 300) return answer;
    const asked = waitAskedFor(answer);
    const again = asked !== null || (repeatable && answer.status >= 500);
    const pause = asked ?? backOff;
    if (!again || tried >= TRIES || pause > LONGEST_PAUSE) throw failure(answer, asked, options);
    await pace.pause(pause);
  }
}

/** Milliseconds for which a host that did nothing asks to wait; null where it did not say that it is too much. */
function waitAskedFor({ status, headers, body }: HttpsAnswer): number | null {
  const says = 'retry-after' in headers;
  // GitHub's second limit may come without a header.
  const second = status === 403 && /secondary rate limit/i.test(ownString(parsed(body), 'message') ?? '');
  const limited = status === 429 || (status === 403 && (headers['x-ratelimit-remaining'] === '0' || says)) || second;
  if (!limited && !(status === 503 && says)) return null;
  const after = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(after)) return Math.max(0, after * 1000);
  const reset = Number(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'] ?? Number.NaN) * 1000;
  // By the host's own clock, whatever ours shows.
  const wait = reset - Date.parse(headers['date'] ?? '');
  return Number.isFinite(wait) ? Math.max(1000, wait) : LONGEST_PAUSE;
}

function failure(answer: HttpsAnswer, asked: number | null, options: ApiOptions): CountersignError {
  const { name, base, advice } = options;
  const { status } = answer;
  const words = wordsOf(answer, options);
  const said = words === '' ? '' : `: ${words}`;
  if (asked !== null)
    return problem('FORGE_UNREACHABLE', `${name} asks to wait ${Math.ceil(asked / 1000)} seconds (${status})${said}`);
  if (status === 401)
    return problem(
      'FORGE_DENIED',
      `${name} does not know the token (401)${said}`,
      advice ?? 'it may have expired or be for another host',
    );
  if (status === 403) return problem('FORGE_DENIED', `${name} does not let the token do this (403)${said}`, advice);
  if (status === 404)
    return problem('FORGE_DENIED', `there is no ${name} at ${base.origin}, or the token may not see it (404)${said}`);
  if (status === 410)
    return problem('FORGE_REFUSED', `${name} has no issues (410)${said}`, 'switch issues on for this project');
  if (status >= 300 && status < 400)
    return problem(
      'FORGE_REFUSED',
      `${name} has moved (${status})`,
      'give the new name; redirects are not followed with a token',
    );
  if (status >= 500) return problem('FORGE_UNREACHABLE', `${name} failed (${status})${said}`);
  return refused(`${name} refused it (${status})${said}`);
}

/** The host's own words, in one line and without the token. */
function wordsOf({ body }: HttpsAnswer, { token }: ApiOptions): string {
  const value = parsed(body);
  const found = ['message', 'error', 'error_description']
    .map((key) => ownString(value, key))
    .find((text) => text !== undefined);
  const message = found ?? (isObject(value) && value['message'] !== undefined ? JSON.stringify(value['message']) : '');
  const errors = isObject(value) && isArray(value['errors']) ? ` ${JSON.stringify(value['errors'])}` : '';
  return plainLine(`${message}${errors}`.replaceAll(token, '***')).slice(0, 300);
}

function jsonOf({ status, body }: HttpsAnswer, options: ApiOptions): Json {
  if (status === 204 || body.length === 0) return null;
  const value = parsed(body);
  if (value === undefined) throw misunderstood(options);
  return value;
}

function parsed(body: Uint8Array): Json | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as Json;
  } catch {
    return undefined;
  }
}

/** The `next` of a Link header (RFC 8288). A token goes to no other host, whatever a header says. */
function nextPage({ headers }: HttpsAnswer, from: URL, options: ApiOptions): URL | null {
  const found = /<([^<>]+)>\s*;(?:[^,<]*;)?\s*rel="?next"?(?=[\s;,]|$)/i.exec(headers['link'] ?? '')?.[1];
  if (found === undefined) return null;
  const next = URL.canParse(found, from.href) ? new URL(found, from) : null;
  if (next === null || next.origin !== options.base.origin)
    throw refused(`${options.name} continues its list on another host, which is not followed`);
  return next;
}

/** A comment on an issue, which both interfaces give alike. Throws FORGE_REFUSED for what is none. */
export function commentIn(value: Json, options: Pick<ApiOptions, 'name' | 'base'>): Comment {
  const id = own(value, 'id');
  if (typeof id !== 'number') throw misunderstood(options);
  return { id, body: ownString(value, 'body') ?? '' };
}

/** An answer that is not what the interface is documented to give. */
export function misunderstood({ name, base }: Pick<ApiOptions, 'name' | 'base'>): CountersignError {
  return problem(
    'FORGE_REFUSED',
    `${base.origin} does not answer as the interface of ${name.split(':')[0] ?? ''} does`,
    'check --api-url: https://HOST/api/v3 for GitHub Enterprise Server, https://HOST/api/v4 for GitLab',
  );
}

function refused(message: string): CountersignError {
  return problem('FORGE_REFUSED', message);
}

function problem(code: ErrorCode, message: string, hint?: string): CountersignError {
  return new CountersignError(code, message, hint === undefined ? {} : { hint });
}

import { describe, expect, it } from 'vitest';
import { createHttps } from '../../../src/adapters/https.ts';
import { createGitLab } from '../../../src/deliver/announce/gitlab.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import { announcedTo, clientOf, standingPace, TOKEN } from '../../support/announcing.ts';
import { forgeServer } from '../../support/forge-server.ts';
import { day, leaving } from '../../support/register.ts';

const TODAY = day('2026-11-05');
const REGISTER = [leaving('GET /v1/payments', day('2027-01-31'), TODAY)];
const GREEDY = { 'retry-after': '7' };

async function failureOf(done: Promise<unknown>): Promise<CountersignError> {
  const error = await done.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof CountersignError)) throw new Error(`no such error: ${String(error)}`);
  return error;
}

describe('an answer that is a failure', () => {
  it.each([
    [
      401,
      {},
      { message: 'Bad credentials' },
      'FORGE_DENIED',
      'github:acme/apis does not know the token (401): Bad credentials',
    ],
    [
      403,
      {},
      { message: 'Resource not accessible by integration' },
      'FORGE_DENIED',
      'github:acme/apis does not let the token do this (403): Resource not accessible by integration',
    ],
    [
      404,
      {},
      { message: 'Not Found' },
      'FORGE_DENIED',
      'there is no github:acme/apis at URL, or the token may not see it (404): Not Found',
    ],
    [
      410,
      {},
      { message: 'Issues are disabled for this repo' },
      'FORGE_REFUSED',
      'github:acme/apis has no issues (410): Issues are disabled for this repo',
    ],
    [
      422,
      {},
      { message: 'Validation Failed', errors: [{ field: 'labels' }] },
      'FORGE_REFUSED',
      'github:acme/apis refused it (422): Validation Failed [{"field":"labels"}]',
    ],
    [
      400,
      {},
      { message: { title: ["can't be blank"] } },
      'FORGE_REFUSED',
      'github:acme/apis refused it (400): {"title":["can\'t be blank"]}',
    ],
    [301, { location: 'https://evil.example/' }, '', 'FORGE_REFUSED', 'github:acme/apis has moved (301)'],
    [
      429,
      { 'retry-after': '3600' },
      { message: 'slow down' },
      'FORGE_UNREACHABLE',
      'github:acme/apis asks to wait 3600 seconds (429): slow down',
    ],
    [200, {}, '<html>a proxy</html>', 'FORGE_REFUSED', 'URL does not answer as the interface of github does'],
    [200, {}, { not: 'a list' }, 'FORGE_REFUSED', 'URL does not answer as the interface of github does'],
    [200, {}, [{ number: 'one' }], 'FORGE_REFUSED', 'URL does not answer as the interface of github does'],
  ] as const)('%i is told in words, at once', async (status, headers, body, code, message) => {
    const server = await forgeServer('github');
    server.fails = () => ({ status, headers, body });
    const error = await failureOf(announcedTo(clientOf('github', server), REGISTER, TODAY));
    expect({
      code: error.code,
      message: error.message.replace(server.url, 'URL'),
      asked: server.requests.length,
    }).toEqual({
      code,
      message,
      asked: 1,
    });
  });

  it('of a host that fails for good is told after four tries, with longer pauses each', async () => {
    const server = await forgeServer('github');
    const pace = standingPace();
    server.fails = () => ({ status: 502, body: 'bad gateway' });
    const error = await failureOf(announcedTo(clientOf('github', server, pace), REGISTER, TODAY));
    expect([error.code, error.message]).toEqual(['FORGE_UNREACHABLE', 'github:acme/apis failed (502)']);
    expect(pace.pauses).toEqual([375, 750, 1500]);
    expect(server.requests).toHaveLength(4);
  });
});

describe('a host that has too much to do', () => {
  it.each([
    ['429 with Retry-After', { status: 429, headers: GREEDY }, 7000],
    ['403 with Retry-After, as for its second limit', { status: 403, headers: GREEDY }, 7000],
    [
      '403 with nothing left, until its own clock says so',
      {
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': '1793880030',
          date: new Date(1_793_880_000_000).toUTCString(),
        },
      },
      30_000,
    ],
    ['503 with Retry-After', { status: 503, headers: GREEDY }, 7000],
    [
      '403 of its second limit without a header',
      { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } },
      60_000,
    ],
  ])('%s is given the time that it asks for, also before an issue is opened', async (_, answer, pause) => {
    const server = await forgeServer('github');
    const pace = standingPace();
    const refused = new Set<string>();
    server.fails = ({ method }) => {
      if (refused.has(method)) return null;
      refused.add(method);
      return answer;
    };
    await announcedTo(clientOf('github', server, pace), REGISTER, TODAY);
    expect(pace.pauses).toEqual([pause, pause]);
    expect(server.issues).toHaveLength(1);
  });

  it('gets at most one request that writes a second', async () => {
    const server = await forgeServer('github');
    const pace = standingPace();
    const several = ['2027-01-31', '2027-02-28', '2027-03-31'].map((sunset) =>
      leaving(`GET /${sunset}`, day(sunset), TODAY),
    );
    await announcedTo(clientOf('github', server, pace), several, TODAY);
    expect(pace.pauses).toEqual([1000, 1000]);
    expect(server.issues).toHaveLength(3);
  });
});

describe('what may have been done already', () => {
  it.each([{ status: 500, body: {} }, 'cut' as const, 'late' as const])(
    'is not asked for again: %o',
    async (failure) => {
      const server = await forgeServer('github');
      server.fails = ({ method }) => (method === 'POST' ? failure : null);
      const error = await failureOf(announcedTo(clientOf('github', server), REGISTER, TODAY));
      expect(error.code).toBe('FORGE_UNREACHABLE');
      expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
      server.fails = () => null;
      await announcedTo(clientOf('github', server), REGISTER, TODAY);
      expect(server.issues).toHaveLength(1);
    },
  );

  it('is asked for again where that changes nothing', async () => {
    const server = await forgeServer('gitlab');
    const seen = new Map<string, number>();
    server.fails = ({ method }) => {
      seen.set(method, (seen.get(method) ?? 0) + 1);
      return method !== 'POST' && seen.get(method) === 1 ? 'late' : null;
    };
    await announcedTo(clientOf('gitlab', server), REGISTER, TODAY);
    const on = day('2027-01-02');
    await announcedTo(clientOf('gitlab', server), [leaving('GET /v1/payments', day('2027-01-31'), on)], on);
    expect(server.issues.map(({ comments }) => comments.length)).toEqual([1]);
  });
});

describe('the token', () => {
  it('goes to no other host, whatever a Link header says', async () => {
    const server = await forgeServer('github');
    const other = await forgeServer('github');
    server.fails = () => ({
      status: 200,
      body: [],
      headers: { link: `<${other.url}/repos/acme/apis/issues?page=2>; rel="next"` },
    });
    const error = await failureOf(announcedTo(clientOf('github', server), REGISTER, TODAY));
    expect(error.message).toBe('github:acme/apis continues its list on another host, which is not followed');
    expect(other.requests).toEqual([]);
  });

  it('is in no message, though the host repeats it', async () => {
    const server = await forgeServer('github');
    server.fails = () => ({ status: 403, body: { message: `token ${TOKEN} may not\n::error::this\x1b[31m` } });
    const error = await failureOf(announcedTo(clientOf('github', server), REGISTER, TODAY));
    expect(error.message).toBe(
      'github:acme/apis does not let the token do this (403): token *** may not ::error::this [31m',
    );
    expect(JSON.stringify([error.message, error.hint, error.stack, String(error.cause)])).not.toContain(TOKEN);
  });

  it('is in no address and in one header alone', async () => {
    for (const kind of ['github', 'gitlab'] as const) {
      const server = await forgeServer(kind);
      await announcedTo(clientOf(kind, server), REGISTER, TODAY);
      for (const { path, headers, body } of server.requests) {
        expect(path + JSON.stringify(body)).not.toContain(TOKEN);
        expect(Object.entries(headers).filter(([, value]) => String(value).includes(TOKEN))).toEqual([
          ['authorization', `Bearer ${TOKEN}`],
        ]);
      }
    }
  });

  it('of a GitLab job is sent as such', async () => {
    const server = await forgeServer('gitlab');
    server.token = TOKEN;
    const common = { https: createHttps(), pace: standingPace(), name: 'gitlab:acme/apis', base: new URL(server.url) };
    await announcedTo(createGitLab('acme/apis', [], { kind: 'job', token: TOKEN }, common), REGISTER, TODAY);
    expect(server.requests[0]?.headers).toMatchObject({ 'job-token': TOKEN });
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
    expect(server.issues).toHaveLength(1);
  });

  it('of a GitLab job that is refused is told what to use instead', async () => {
    const server = await forgeServer('gitlab');
    const common = { https: createHttps(), pace: standingPace(), name: 'gitlab:acme/apis', base: new URL(server.url) };
    const forge = createGitLab('acme/apis', [], { kind: 'job', token: 'another' }, common);
    expect(await failureOf(announcedTo(forge, REGISTER, TODAY))).toMatchObject({
      code: 'FORGE_DENIED',
      message: 'gitlab:acme/apis does not know the token (401): Bad credentials',
      hint: 'a CI_JOB_TOKEN may not use issues: set GITLAB_TOKEN to a project access token of role Reporter, scope api',
    });
  });

  it('is not sent without TLS to any other machine', async () => {
    const url = new URL('http://gitlab.bank.example/api');
    const sent = createHttps().send({ method: 'GET', url, headers: {}, body: null }, { bytes: 1, milliseconds: 1 });
    expect(await failureOf(sent)).toMatchObject({
      code: 'FORGE_UNREACHABLE',
      message: 'http://gitlab.bank.example/api gave no answer: only https is asked, or http on this machine',
    });
  });
});

describe('an issue as each host is sent it', () => {
  it('GitHub', async () => {
    const server = await forgeServer('github');
    await announcedTo(clientOf('github', server), REGISTER, TODAY);
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /repos/acme/apis/issues?labels=api-sunset&state=all&sort=created&direction=asc&per_page=100',
      'POST /repos/acme/apis/issues',
      'GET /repos/acme/apis/issues?labels=api-sunset&state=all&sort=created&direction=asc&per_page=100',
    ]);
    expect(Object.keys(server.requests[1]?.body ?? {})).toEqual(['title', 'body', 'labels']);
    expect(server.requests[1]?.headers).toMatchObject({
      accept: 'application/vnd.github+json',
      'content-type': 'application/json',
      'user-agent': 'countersign',
      'x-github-api-version': '2022-11-28',
    });
  });

  it('GitLab', async () => {
    const server = await forgeServer('gitlab');
    await announcedTo(clientOf('gitlab', server), REGISTER, TODAY);
    const list =
      'GET /projects/acme%2Fapis/issues?labels=api-sunset&state=all&scope=all&order_by=created_at&sort=asc&per_page=100';
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      list,
      'POST /projects/acme%2Fapis/issues',
      list,
    ]);
    expect(server.requests[1]?.body).toMatchObject({ labels: 'api-sunset,governance' });
  });
});

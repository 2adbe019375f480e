import { createGitHub } from '../../../deliver/announce/github.ts';
import { createGitLab, type GitLabToken } from '../../../deliver/announce/gitlab.ts';
import type { Forge } from '../../../deliver/announce/forge.ts';
import type { Invocation } from '../../../model/command.ts';
import { CountersignError } from '../../../model/errors.ts';
import type { Ports } from '../../../model/ports.ts';
import type { ForgeDestination } from './destinations.ts';

/** The forges that issues go to. Nothing is asked yet. Throws FORGE_TOKEN_MISSING, and USAGE for an address that a token must not be sent to. */
export function forgesFor(
  destinations: readonly ForgeDestination[],
  invocation: Invocation,
  ports: Ports,
): readonly Forge[] {
  const kinds = new Set(destinations.map(({ kind }) => kind));
  const address = invocation.text('api-url');
  if (address !== null && kinds.size !== 1)
    throw new CountersignError(
      'USAGE',
      kinds.size === 0
        ? '--api-url is of a forge, and --to names none'
        : '--api-url is of one forge, and --to names two',
      { hint: 'GITHUB_API_URL and CI_API_V4_URL in the environment say it for each' },
    );
  const labels = invocation.list('label');
  return destinations.map(({ kind, project, text }) => {
    const { https, pace, environment } = ports;
    const common = { https, pace, name: text };
    if (kind === 'github') {
      const base = addressOf(address ?? environment['GITHUB_API_URL'] ?? 'https://api.github.com');
      return createGitHub(project, labels, { ...common, base, token: tokenIn(environment, 'GITHUB_TOKEN') });
    }
    const base = addressOf(address ?? environment['CI_API_V4_URL'] ?? 'https://gitlab.com/api/v4');
    return createGitLab(project, labels, gitLabToken(environment), { ...common, base });
  });
}

/** A job's own token does less than one of a person or a project, and is taken only where there is no other. */
function gitLabToken(environment: Ports['environment']): GitLabToken {
  const own = (environment['GITLAB_TOKEN'] ?? '') === '' && (environment['CI_JOB_TOKEN'] ?? '') !== '';
  return own
    ? { kind: 'job', token: tokenIn(environment, 'CI_JOB_TOKEN') }
    : { kind: 'access', token: tokenIn(environment, 'GITLAB_TOKEN') };
}

function tokenIn(environment: Ports['environment'], name: string): string {
  const token = (environment[name] ?? '').trim();
  if (token === '')
    throw new CountersignError('FORGE_TOKEN_MISSING', `${name} is not set`, {
      hint: `set ${name} in the environment to a token that may read and write issues; it is never printed`,
    });
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new CountersignError('FORGE_TOKEN_MISSING', `${name} holds what no token does, such as a line break`, {
      hint: 'it may have been pasted or decoded wrongly',
    });
  return token;
}

function addressOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const local = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && local)))
    throw refused('is no https address');
  if (url.username !== '' || url.password !== '') throw refused('holds a name or a password, which would be printed');
  if (url.search !== '' || url.hash !== '') throw refused('ends in a query or a fragment');
  return url;
}

function refused(why: string): CountersignError {
  return new CountersignError('USAGE', `the address of the API ${why}`, {
    hint: '--api-url https://HOST/api/v3 for GitHub Enterprise Server, https://HOST/api/v4 for GitLab',
  });
}

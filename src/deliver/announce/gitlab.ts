import { type Json, own, ownString } from '../../model/json.ts';
import { type ApiOptions, commentIn, createApi, misunderstood } from './api.ts';
import { type Comment, type Forge, type Issue, LABEL } from './forge.ts';

/** GitLab takes a million characters; nobody reads so many. */
const ROOM = 200_000;

const JOBS =
  'a CI_JOB_TOKEN may not use issues: set GITLAB_TOKEN to a project access token of role Reporter, scope api';

/** How a request says who it is from. */
export type GitLabToken = { readonly kind: 'access' | 'job'; readonly token: string };

/** The issues of a project on GitLab, anybody's. `project`: its path with all groups, or its number. */
export function createGitLab(
  project: string,
  labels: readonly string[],
  { kind, token }: GitLabToken,
  options: Omit<ApiOptions, 'headers' | 'token'>,
): Forge {
  const authority = kind === 'job' ? { 'job-token': token } : { authorization: `Bearer ${token}` };
  const headers = { accept: 'application/json', 'user-agent': 'countersign', ...authority };
  const advice = kind === 'job' ? { advice: JOBS } : {};
  const api = createApi({ ...options, ...advice, token, headers });
  const root = `/projects/${encodeURIComponent(project)}/issues`;
  const issueOf = (value: Json): Issue => {
    const number = own(value, 'iid');
    const [title, url, state] = ['title', 'web_url', 'state'].map((key) => ownString(value, key));
    if (typeof number !== 'number' || title === undefined || state === undefined) throw misunderstood(options);
    return { number, title, body: ownString(value, 'description') ?? '', open: state === 'opened', url: url ?? '' };
  };
  const commentOf = (value: Json): Comment => commentIn(value, options);
  return {
    name: options.name,
    room: ROOM,
    issues: async () => {
      const query = `labels=${LABEL}&state=all&scope=all&order_by=created_at&sort=asc&per_page=100`;
      return (await api.all(`${root}?${query}`)).map(issueOf);
    },
    open: async (title, description) =>
      issueOf(await api.call('POST', root, { title, description, labels: [LABEL, ...labels].join(',') })),
    edit: async (number, { title, body, open }) => {
      const state_event = open ? 'reopen' : 'close';
      await api.call('PUT', `${root}/${number}`, { title, description: body, state_event });
    },
    comments: async (number) =>
      (await api.all(`${root}/${number}/notes?sort=asc&order_by=created_at&per_page=100`)).map(commentOf),
    comment: async (number, body) => commentOf(await api.call('POST', `${root}/${number}/notes`, { body })),
    uncomment: async (number, comment) => {
      await api.call('DELETE', `${root}/${number}/notes/${comment}`);
    },
  };
}

import { type Json, own, ownString } from '../../model/json.ts';
import { type ApiOptions, commentIn, createApi, misunderstood } from './api.ts';
import { type Comment, type Forge, type Issue, LABEL } from './forge.ts';

/** GitHub takes 65 536 characters; some are left for what people add. */
const ROOM = 60_000;

/** The issues of a repository on GitHub, or on a GitHub Enterprise Server. `repository`: `owner/name`. */
export function createGitHub(
  repository: string,
  labels: readonly string[],
  options: Omit<ApiOptions, 'headers'>,
): Forge {
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${options.token}`,
    // GitHub answers nobody who does not say who asks.
    'user-agent': 'countersign',
    'x-github-api-version': '2022-11-28',
  };
  const api = createApi({ ...options, headers });
  const root = `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`;
  const issueOf = (value: Json): Issue => {
    const number = own(value, 'number');
    const [title, url, state] = ['title', 'html_url', 'state'].map((key) => ownString(value, key));
    if (typeof number !== 'number' || title === undefined || state === undefined) throw misunderstood(options);
    return { number, title, body: ownString(value, 'body') ?? '', open: state === 'open', url: url ?? '' };
  };
  const commentOf = (value: Json): Comment => commentIn(value, options);
  return {
    name: options.name,
    room: ROOM,
    issues: async () => {
      const query = `labels=${LABEL}&state=all&sort=created&direction=asc&per_page=100`;
      const all = await api.all(`${root}/issues?${query}`);
      return all.filter((one) => own(one, 'pull_request') === undefined).map(issueOf);
    },
    open: async (title, body) =>
      issueOf(await api.call('POST', `${root}/issues`, { title, body, labels: [LABEL, ...labels] })),
    edit: async (number, { title, body, open }) => {
      await api.call('PATCH', `${root}/issues/${number}`, { title, body, state: open ? 'open' : 'closed' });
    },
    comments: async (number) => (await api.all(`${root}/issues/${number}/comments?per_page=100`)).map(commentOf),
    comment: async (number, body) => commentOf(await api.call('POST', `${root}/issues/${number}/comments`, { body })),
    uncomment: async (_, comment) => {
      await api.call('DELETE', `${root}/issues/comments/${comment}`);
    },
  };
}

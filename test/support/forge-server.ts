import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

export type Request = {
  readonly method: string;
  /** Path and query, below the address of the API. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: { readonly [key: string]: unknown };
};

export type StoredIssue = {
  readonly number: number;
  title: string;
  body: string;
  open: boolean;
  labels: string[];
  /** GitHub lists pull requests among the issues. */
  readonly pullRequest: boolean;
  comments: { readonly id: number; readonly body: string }[];
};

type Answer = {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: unknown;
};

export type ForgeServer = {
  readonly url: string;
  readonly issues: StoredIssue[];
  readonly requests: Request[];
  /** What is answered instead, for as long as it gives something; `cut`: the connection is closed without an answer, `late`: after having done it. */
  fails: (request: Request, count: number) => Answer | 'cut' | 'late' | null;
  /** Comes before each answer, so that somebody else can be faster. */
  meanwhile: (request: Request) => void;
  pageSize: number;
  readonly add: (issue: Partial<StoredIssue>) => StoredIssue;
  /** Whom requests must come from: the value of the header that says so. */
  token: string;
};

/**
 * A server on this machine that speaks the issues of GitHub (`/repos/acme/apis`) or of GitLab (`/projects/acme%2Fapis`) as their references document them: labels
 * as filters, pages with Link headers, what a wrong token and a wrong project get.
 */
export async function forgeServer(kind: 'github' | 'gitlab'): Promise<ForgeServer> {
  let next = 1;
  const server: ForgeServer = {
    url: '',
    issues: [],
    requests: [],
    fails: () => null,
    meanwhile: () => undefined,
    pageSize: 100,
    token: 'Bearer s3cret-t0ken',
    add: (issue) => {
      const stored = {
        number: next,
        title: 'one',
        body: '',
        open: true,
        labels: [],
        pullRequest: false,
        comments: [],
        ...issue,
      };
      next += 1;
      server.issues.push(stored);
      return stored;
    },
  };
  const routes = kind === 'github' ? gitHub(server) : gitLab(server);
  const http = createServer((incoming, response) => {
    void handled(incoming, response, server, routes);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return Object.assign(server, { url: `http://127.0.0.1:${address.port}` });
}

type Routes = (request: Request) => Answer;

async function handled(
  incoming: IncomingMessage,
  response: ServerResponse,
  server: ForgeServer,
  routes: Routes,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const { method = '', url: path = '', headers } = incoming;
  const body = text === '' ? {} : (JSON.parse(text) as Request['body']);
  const request: Request = { method, path, headers, body };
  server.requests.push(request);
  server.meanwhile(request);
  const failure = server.fails(request, server.requests.length);
  if (failure === 'cut') return void incoming.socket.destroy();
  const answer = failure === null || failure === 'late' ? authorised(request, server, routes) : failure;
  if (failure === 'late') return void incoming.socket.destroy();
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
  response.end(
    answer.body === undefined ? '' : typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body),
  );
}

function authorised(request: Request, server: ForgeServer, routes: Routes): Answer {
  const given = request.headers.authorization ?? request.headers['job-token'];
  if (given !== server.token) return { status: 401, body: { message: 'Bad credentials' } };
  return routes(request);
}

/** A page of a list, with a Link header as both hosts write it. */
function paged(items: readonly object[], { path }: Request, { pageSize, url }: ForgeServer): Answer {
  const address = new URL(path, url);
  const page = Number(address.searchParams.get('page') ?? '1');
  const size = Math.min(pageSize, Number(address.searchParams.get('per_page') ?? '30'));
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (to: number, rel: string): string => {
    address.searchParams.set('page', String(to));
    return `<${address.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
  ];
  return {
    status: 200,
    body: items.slice((page - 1) * size, page * size),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  };
}

function matching(server: ForgeServer, { path }: Request): readonly StoredIssue[] {
  const query = new URL(path, server.url).searchParams;
  const wanted = (query.get('labels') ?? '').split(',').filter((label) => label !== '');
  const all = query.get('state') === 'all';
  return server.issues.filter(({ labels, open }) => (all || open) && wanted.every((label) => labels.includes(label)));
}

let lastComment = 1000;

function commented(issue: StoredIssue, body: unknown): { id: number; body: string } {
  lastComment += 1;
  const comment = { id: lastComment, body: String(body) };
  issue.comments.push(comment);
  return comment;
}

function textIn(body: Request['body'], key: string): string {
  const value = body[key];
  return typeof value === 'string' ? value : '';
}

/** What a request leaves out stays. */
function edited(
  issue: StoredIssue,
  body: Request['body'],
  names: { readonly text: string; readonly state: string; readonly open: string },
): void {
  if (body['title'] !== undefined) issue.title = textIn(body, 'title');
  if (body[names.text] !== undefined) issue.body = textIn(body, names.text);
  if (body[names.state] !== undefined) issue.open = body[names.state] === names.open;
}

const MISSING: Answer = { status: 404, body: { message: 'Not Found' } };

function gitHub(server: ForgeServer): Routes {
  const shown = (issue: StoredIssue): object => ({
    id: 9_000 + issue.number,
    number: issue.number,
    title: issue.title,
    body: issue.body === '' ? null : issue.body,
    state: issue.open ? 'open' : 'closed',
    labels: issue.labels.map((name) => ({ name })),
    html_url: `${server.url}/acme/apis/issues/${issue.number}`,
    ...(issue.pullRequest ? { pull_request: {} } : {}),
  });
  return (request) => {
    const { method, path, body } = request;
    const [pathname = ''] = path.split('?');
    const uncommented = /^\/repos\/acme\/apis\/issues\/comments\/(\d+)$/.exec(pathname)?.[1];
    if (method === 'DELETE' && uncommented !== undefined) {
      for (const issue of server.issues) issue.comments = issue.comments.filter(({ id }) => id !== Number(uncommented));
      return { status: 204 };
    }
    const [whole, number, comments] = /^\/repos\/acme\/apis\/issues(?:\/(\d+)(\/comments)?)?$/.exec(pathname) ?? [];
    if (whole === undefined) return MISSING;
    if (number === undefined) {
      if (method === 'GET') return paged(matching(server, request).map(shown), request, server);
      const title = textIn(body, 'title');
      if (title === '') return { status: 422, body: { message: 'Validation Failed', errors: [{ field: 'title' }] } };
      const labels = (body['labels'] ?? []) as string[];
      return { status: 201, body: shown(server.add({ title, body: textIn(body, 'body'), labels: [...labels] })) };
    }
    const issue = server.issues.find((one) => one.number === Number(number));
    if (issue === undefined) return MISSING;
    if (comments !== undefined)
      return method === 'GET'
        ? paged(issue.comments, request, server)
        : { status: 201, body: commented(issue, body['body']) };
    if (method === 'PATCH') edited(issue, body, { text: 'body', state: 'state', open: 'open' });
    return { status: 200, body: shown(issue) };
  };
}

function gitLab(server: ForgeServer): Routes {
  const shown = (issue: StoredIssue): object => ({
    id: 9_000 + issue.number,
    iid: issue.number,
    title: issue.title,
    description: issue.body === '' ? null : issue.body,
    state: issue.open ? 'opened' : 'closed',
    labels: issue.labels,
    web_url: `${server.url}/acme/apis/-/issues/${issue.number}`,
  });
  return (request) => {
    const { method, path, body } = request;
    const [pathname = ''] = path.split('?');
    const [whole, number, notes, note] =
      /^\/projects\/acme%2Fapis\/issues(?:\/(\d+)(\/notes(?:\/(\d+))?)?)?$/.exec(pathname) ?? [];
    if (whole === undefined) return { status: 404, body: { message: '404 Project Not Found' } };
    if (number === undefined) {
      if (method === 'GET') return paged(matching(server, request).map(shown), request, server);
      const title = textIn(body, 'title');
      if (title === '') return { status: 400, body: { message: { title: ["can't be blank"] } } };
      const labels = textIn(body, 'labels').split(',');
      return { status: 201, body: shown(server.add({ title, body: textIn(body, 'description'), labels })) };
    }
    const issue = server.issues.find((one) => one.number === Number(number));
    if (issue === undefined) return { status: 404, body: { message: '404 Issue Not Found' } };
    if (note !== undefined) {
      issue.comments = issue.comments.filter(({ id }) => id !== Number(note));
      return { status: 204 };
    }
    if (notes !== undefined)
      return method === 'GET'
        ? paged(issue.comments, request, server)
        : { status: 201, body: commented(issue, body['body']) };
    if (method === 'PUT') edited(issue, body, { text: 'description', state: 'state_event', open: 'reopen' });
    return { status: 200, body: shown(issue) };
  };
}

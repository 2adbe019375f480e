import { join } from 'node:path';
import type { Person } from '../../model/approval.ts';
import { CountersignError } from '../../model/errors.ts';
import { plainLine } from '../../model/plain-text.ts';
import type { Publication } from '../../model/publication.ts';
import { changedPaths, readTree, type Tree } from './remote-tree.ts';
import type { GitCall, GitRunner } from './run.ts';

export type CommitRequest = {
  readonly publication: Publication;
  /** Null for the first commit of a branch. */
  readonly tip: string | null;
  /** What the tip holds. */
  readonly before: Tree;
  readonly by: Person;
  /** RFC 3339, for author and committer. */
  readonly date: string;
  /** Private ssh key file to sign with; null for none. */
  readonly signingKey: string | null;
};

/** Makes the commit in a bare repository by plumbing alone: nothing is checked out, so no filter, hook, link or letter case plays a part. */
export async function commitIn(git: GitRunner, folder: string, request: CommitRequest): Promise<string | null> {
  const index = { folder, environment: { GIT_INDEX_FILE: join(folder, 'countersign.index') } };
  const { publication, tip } = request;
  await git.text(tip === null ? ['read-tree', '--empty'] : ['read-tree', tip], index);
  await git.text(['update-index', '-z', '--index-info'], { ...index, input: await entries(git, folder, request) });
  const tree = (await git.text(['write-tree'], index)).trim();
  const after = await readTree(git, folder, tree);
  const changed = changedPaths(request.before, after);
  const ignored = publication.write.find(({ path }) => !after.has(path));
  if (ignored !== undefined)
    throw new CountersignError('FAULT', `git does not take the path ${plainLine(ignored.path)}`);
  refuseUnplanned(changed, publication);
  if (changed.length === 0) return null;
  return commitTree(git, folder, tree, request);
}

/** Lines of `update-index --index-info`; mode 0 removes. */
async function entries(git: GitRunner, folder: string, { publication, tip }: CommitRequest): Promise<string> {
  const { write, remove } = publication;
  const none = '0'.repeat(tip?.length ?? 40);
  const lines = remove.map((path) => `0 ${none}\t${path}\0`);
  for (const { path, content } of write) {
    const blob = await git.text(['hash-object', '-w', '--stdin'], { folder, input: content });
    lines.push(`100644 ${blob.trim()}\t${path}\0`);
  }
  return lines.join('');
}

/** git lets a file take the place of a folder, and would drop what was in it. */
function refuseUnplanned(changed: readonly string[], { write, remove }: Publication): void {
  const planned = new Set([...write.map(({ path }) => path), ...remove]);
  const unplanned = changed.find((path) => !planned.has(path));
  if (unplanned === undefined) return;
  throw new CountersignError('PUSH_REFUSED', `${plainLine(unplanned)} in the GitOps repository is in the way`, {
    hint: 'a folder is needed where it is a file, or the other way round; move it',
  });
}

async function commitTree(git: GitRunner, folder: string, tree: string, request: CommitRequest): Promise<string> {
  const { tip, by, date, signingKey, publication } = request;
  const [name, email] = [plainLine(by.name), plainLine(by.email)];
  const call: GitCall = {
    folder,
    environment: {
      GIT_AUTHOR_NAME: name,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: name,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: date,
    },
    config: signingKey === null ? [] : ['gpg.format=ssh', `user.signingKey=${signingKey}`],
  };
  const parent = tip === null ? [] : ['-p', tip];
  const signed = signingKey === null ? [] : ['-S'];
  const args = ['commit-tree', ...parent, ...signed, '-F', '-', tree];
  return (await git.text(args, { ...call, input: messageOf(publication.commit) })).trim();
}

/** Subject, body and trailers, a blank line between. A trailer of two lines would be two trailers, so it cannot have been made by us. */
function messageOf({ subject, body, trailers }: Publication['commit']): string {
  const lines = trailers.map(({ token, value }) => `${token}: ${value}`);
  const broken = [subject, ...lines].find((line) => plainLine(line) !== line);
  if (broken !== undefined)
    throw new CountersignError('FAULT', `a commit message would hold a line that is not plain: ${plainLine(broken)}`);
  return [subject, body.trim(), lines.join('\n')].filter((part) => part !== '').join('\n\n') + '\n';
}

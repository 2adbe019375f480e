import { dayIn } from '../../model/day.ts';
import type { Revision } from '../../model/ports.ts';
import { fullId } from './revision-name.ts';
import type { GitRunner } from './run.ts';

/** One touched revision, with what is needed to look further back. */
type Touch = { readonly revision: Revision; readonly parent: string | null; readonly added: boolean };

const FIELDS = ['%H', '%P', '%an', '%ae', '%cn', '%ce', '%ct', '%s'];
const FORMAT = FIELDS.join('%x00');

/** Shows all that a commit changed against one parent, or against nothing; `--no-renames` and the like are added by the caller. */
const DIFF = ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-ext-diff', '--no-textconv'];

/**
 * First-parent revisions up to `commit` that touched a file, newest first, followed through renames.
 * A revision that removed the file, or made a link or a submodule of it, has no blob.
 */
export async function revisionsOf(
  git: GitRunner,
  folder: string,
  commit: string,
  path: string,
): Promise<readonly Revision[]> {
  const found: Revision[] = [];
  let next: { readonly from: string; readonly path: string } | null = { from: fullId(commit), path };
  while (next !== null) {
    const { from, path: name }: { from: string; path: string } = next;
    next = null;
    for (const touch of await touches(git, folder, from, [name])) {
      found.push(touch.revision);
      const before =
        touch.added && touch.parent !== null
          ? await renamedFrom(git, folder, touch.parent, touch.revision.commit, name)
          : null;
      if (before === null || touch.parent === null) continue;
      next = { from: touch.parent, path: before };
      break;
    }
  }
  return found;
}

/** First-parent revisions up to `commit` that touched any of some files, newest first, one for each file of a commit. */
export async function touchesOf(
  git: GitRunner,
  folder: string,
  commit: string,
  paths: readonly string[],
): Promise<readonly Revision[]> {
  return (await touches(git, folder, fullId(commit), paths)).map(({ revision }) => revision);
}

/** Where a file of `after` stood in `before`, by git's own rename detection; null where it was not renamed. */
export async function renamedFrom(
  git: GitRunner,
  folder: string,
  before: string,
  after: string,
  path: string,
): Promise<string | null> {
  const args = [...DIFF, '-M', '--diff-filter=R', fullId(before), fullId(after)];
  const tokens = (await git.text(args, { folder })).split('\0');
  // A renamed file is three tokens: modes, ids and score; the old path; the new path.
  for (let index = 0; index + 2 < tokens.length; index += 3) {
    if (tokens[index + 2] === path) return tokens[index + 1] ?? null;
  }
  return null;
}

/** The commits from one along the first parents, newest first. */
export async function firstParents(git: GitRunner, folder: string, commit: string): Promise<readonly string[]> {
  const printed = await git.text(['rev-list', '--first-parent', fullId(commit)], { folder });
  return printed.split('\n').slice(0, -1);
}

/** The newest commit along the first parents that was made at or before an instant, in seconds since 1970; null where there is none. */
export async function lastUpTo(
  git: GitRunner,
  folder: string,
  commit: string,
  seconds: number,
): Promise<string | null> {
  const args = ['rev-list', '--first-parent', '--max-count=1', `--min-age=${Math.trunc(seconds)}`, fullId(commit)];
  return (await git.text(args, { folder })).trim() || null;
}

async function touches(git: GitRunner, folder: string, from: string, paths: readonly string[]): Promise<Touch[]> {
  const commits = await git.text(['rev-list', '--first-parent', from, '--', ...paths], { folder });
  if (commits === '') return [];
  const args = [
    ...DIFF,
    '--stdin',
    '--root',
    '-m',
    '--no-renames',
    '--encoding=UTF-8',
    `--format=${FORMAT}`,
    '--',
    ...paths,
  ];
  return parse((await git.text(args, { folder, input: commits })).split('\0'), new Set(paths));
}

/** A merge is shown once for each parent, the first parent first; only that one counts. */
function parse(tokens: readonly string[], paths: ReadonlySet<string>): Touch[] {
  const found: Touch[] = [];
  const seen = new Set<string>();
  let index = 0;
  while (index + FIELDS.length < tokens.length) {
    const fields = tokens.slice(index, index + FIELDS.length);
    const [commit = ''] = fields;
    const counts = !seen.has(commit);
    seen.add(commit);
    index += FIELDS.length;
    for (; tokens[index]?.trimStart().startsWith(':') === true; index += 2) {
      const path = tokens[index + 1] ?? '';
      if (counts && paths.has(path)) found.push(touchOf(fields, tokens[index] ?? '', path));
    }
  }
  return found;
}

function touchOf(fields: readonly string[], change: string, path: string): Touch {
  const [commit = '', parents = '', author = '', authorMail = '', name = '', mail = '', time = '', subject = ''] =
    fields;
  const [, mode = '', , blob = '', status = ''] = change.trim().split(' ');
  return {
    added: status === 'A',
    parent: parents.split(' ')[0] || null,
    revision: {
      commit,
      day: dayIn(new Date(Number(time) * 1000)),
      author: { name: author, email: authorMail },
      committer: { name, email: mail },
      subject,
      path,
      blob: mode.startsWith('100') ? blob : null,
    },
  };
}

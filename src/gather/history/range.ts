import { type Day, dayIn, parseDay } from '../../model/day.ts';
import { CountersignError } from '../../model/errors.ts';
import type { Repository } from '../../model/ports.ts';
import { namedRevision, OR_FETCH, revisionMissing } from './named-revision.ts';

/** Two ends as they were written; `to` is null where the second was left out, and HEAD is meant. */
export type Range = { readonly from: string; readonly to: string | null };

/** One end of a range. */
export type Point = {
  /** As it was written; `HEAD` where nothing was. */
  readonly name: string;
  /** Full id. For a branch it is its tip. */
  readonly commit: string;
  /** Committer day of `commit`, in the zone that was asked for: for a date, that day or an earlier one. */
  readonly day: Day;
  readonly kind: 'tag' | 'date' | 'commit' | 'branch';
  /** The branch that has the tag's name, which wins; worth a note. */
  readonly shadowed: string | null;
};

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether a text is meant as a range: a first end and two dots. Paths such as `../openapi.yaml` are not. */
export function isRange(text: string): boolean {
  return /^[^.:/\\](?:[^:]*[^:/\\])?\.\.(?![/\\])/.test(text);
}

/** Reads `FROM..TO`, `FROM..` and `FROM`; each end is a tag, a day, a commit or a branch. Throws REF_INVALID. */
export function parseRange(text: string): Range {
  const [from = '', to, ...more] = text.split('..');
  if (more.length > 0 || to?.startsWith('.') === true || from.endsWith('.'))
    throw invalid(text, 'two dots stand between the two ends: v1.0..v1.1');
  if (from === '') throw invalid(text, 'say where it begins: v1.0..v1.1, or 2026-01-01..');
  return { from, to: to === undefined || to === '' ? null : to };
}

/**
 * The commits that a range means. `head` is the full id that stands for HEAD, `zone` an IANA name.
 * A tag wins over everything of its name; then a day is the last first-parent commit up to its end, seen from the other end where that is no day, else
 * from HEAD; then branches and commits. Throws BASE_REF_NOT_FOUND with the command that mends it, and REF_INVALID.
 */
export async function resolveRange(
  repository: Repository,
  head: string,
  range: Range,
  zone: string,
): Promise<{ readonly from: Point; readonly to: Point }> {
  const to = await pointOf(repository, range.to, head, head, zone);
  const from = await pointOf(repository, range.from, head, to.commit, zone);
  return { from, to };
}

/** `line` is the commit whose first parents a day is looked for on. */
async function pointOf(
  repository: Repository,
  name: string | null,
  head: string,
  line: string,
  zone: string,
): Promise<Point> {
  const at = async (kind: Point['kind'], commit: string, shadowed: string | null = null): Promise<Point> => {
    return { name: name ?? 'HEAD', commit, day: await repository.committedOn(commit, zone), kind, shadowed };
  };
  if (name === null || name === 'HEAD') return at('commit', head);
  if (DATE.test(name)) {
    const tag = await repository.resolve(`refs/tags/${name}`);
    return tag === null ? at('date', await commitOf(repository, name, line, zone)) : at('tag', tag);
  }
  const named = await namedRevision(repository, name);
  if (named === null) throw await revisionMissing(repository, name, repository.origin === null ? OR_FETCH : '');
  return at(named.kind, named.commit, named.shadowed);
}

async function commitOf(repository: Repository, written: string, line: string, zone: string): Promise<string> {
  const day = parseDay(written);
  if (day === null) throw invalid(written, 'that day does not exist; a day is written YYYY-MM-DD');
  const commit = await repository.lastUpTo(line, endOf(day, zone));
  if (commit !== null) return commit;
  const shallow = await repository.isShallow();
  throw new CountersignError(
    'BASE_REF_NOT_FOUND',
    `there is no commit of ${day} or before here${shallow ? '; this clone is shallow' : ''}`,
    {
      hint: shallow
        ? `git fetch --unshallow${repository.origin === null ? OR_FETCH : ''}`
        : 'name a later day, or a commit: git log --first-parent',
    },
  );
}

/** The last second of a day in a zone, since 1970. Found by halves, since no library tells it and zones change their offsets. */
function endOf(day: Day, zone: string): number {
  const noon = Date.parse(`${day}T12:00:00Z`) / 1000;
  // No zone is further from UTC than 14 hours to the east and 12 to the west.
  let [inside, after] = [noon - 27 * 3600, noon + 36 * 3600];
  while (after - inside > 1) {
    const middle = Math.floor((inside + after) / 2);
    if (dayIn(new Date(middle * 1000), zone) <= day) inside = middle;
    else after = middle;
  }
  return inside;
}

function invalid(text: string, hint: string): CountersignError {
  return new CountersignError('REF_INVALID', `${JSON.stringify(text)} is not a range of revisions`, { hint });
}

import { CORE_SCHEMA, load } from 'js-yaml';
import type { ChangelogPeriod } from '../../model/changelog.ts';
import type { Contract } from '../../model/contract.ts';
import { ownObject, ownString } from '../../model/json.ts';
import type { Repository, Tagged } from '../../model/ports.ts';
import { baseFile } from './base-file.ts';
import { incrementalParser } from './incremental-yaml.ts';
import { byRank, ownTags } from './own-tags.ts';
import type { Point } from './range.ts';
import { type Touch, touchesBetween } from './touches.ts';

/** A revision at which a contract is looked at. `file`: where its root file stood; null where it was not there. */
export type Stop = { readonly name: string; readonly commit: string; readonly file: string | null };

/** The revisions between which a contract is compared, oldest first: the first is where the range begins, the last where it ends. */
export type Route = { readonly per: ChangelogPeriod; readonly stops: readonly Stop[] };

export type RouteRequest = {
  readonly api: string;
  /** Ids of the other APIs of the workspace: tags that begin with one of them are not this API's. */
  readonly others: readonly string[];
  readonly from: Point;
  readonly to: Point;
  /** The contract at both ends; null where it was not there yet. */
  readonly before: Contract | null;
  readonly after: Contract;
  /** The file that the API had in the settings of a commit; null where they do not have it. */
  readonly known: (commit: string) => Promise<string | null>;
  /** By what releases are told apart; null for the best that there is: tags, else versions, else days. */
  readonly per: ChangelogPeriod | null;
};

/** What follows the last release. */
const UNRELEASED = 'Unreleased';

/** Cuts a range into releases of one contract. Days and months are those of the committer, UTC. */
export async function routeOf(repository: Repository, request: RouteRequest): Promise<Route> {
  const { from, to, before, after } = request;
  const first: Stop = { name: shortName(from), commit: from.commit, file: before?.source.file ?? null };
  const last: Stop = { name: shortName(to), commit: to.commit, file: after.source.file };
  const tags = ownTags(await repository.tagsBetween(from.commit, to.commit), request);
  const per = request.per ?? best(request, tags);
  switch (per) {
    case 'whole':
      return { per, stops: [first, { ...last, name: `${first.name}..${last.name}` }] };
    case 'tag':
      return { per, stops: [first, ...(await tagStops(repository, tags, request))] };
    case 'version':
    case 'month':
    case 'day': {
      const touches = await touchesBetween(repository, {
        from: from.commit,
        to: to.commit,
        contracts: [after, before],
      });
      const names =
        per === 'version'
          ? await versionsOf(repository, touches)
          : touches.map(({ day }) => day.slice(0, per === 'day' ? 10 : 7));
      return { per, stops: [first, ...lastOfEach(touches, names)] };
    }
  }
}

function best({ from, to, before, after }: RouteRequest, tags: readonly Tagged[]): ChangelogPeriod {
  if (tags.length > 0 || from.kind === 'tag' || to.kind === 'tag') return 'tag';
  return before === null || before.version === after.version ? 'day' : 'version';
}

/** A full id is known by its beginning. */
function shortName({ name }: Point): string {
  return /^[0-9a-f]{40,64}$/.test(name) ? name.slice(0, 12) : name;
}

/** Tags in the order of their commits, and what came after the last of them. */
async function tagStops(
  repository: Repository,
  tags: readonly Tagged[],
  request: RouteRequest,
): Promise<readonly Stop[]> {
  const { to, after, known } = request;
  const line = await repository.line(to.commit);
  const age = new Map(line.map((commit, index) => [commit, line.length - index]));
  const byCommit = new Map<string, Tagged>();
  for (const tag of [...tags].sort(byRank)) if (!byCommit.has(tag.commit)) byCommit.set(tag.commit, tag);
  const ordered = [...byCommit.values()].sort(
    (left, right) =>
      compare(left.time, right.time) ||
      (age.get(left.commit) ?? 0) - (age.get(right.commit) ?? 0) ||
      compare(left.name, right.name),
  );
  const stops: Stop[] = [];
  for (const { name, commit } of ordered)
    stops.push({ name, commit, file: await fileIn(repository, commit, to.commit, after, known) });
  if (byCommit.has(to.commit)) return stops;
  return [...stops, { name: UNRELEASED, commit: to.commit, file: after.source.file }];
}

/** Where a contract stood in an earlier commit. `known`: the file that its API had in the settings of a commit. */
export async function fileIn(
  repository: Repository,
  commit: string,
  later: string,
  { source, title }: Contract,
  known: RouteRequest['known'],
): Promise<string | null> {
  const present = async (path: string): Promise<boolean> => (await repository.read(later, path)) !== null;
  return baseFile(repository, commit, later, { file: source.file, title, known: await known(commit), present });
}

/** Of touches with one name after the other, the last. */
function lastOfEach(touches: readonly Touch[], names: readonly string[]): readonly Stop[] {
  return touches.flatMap(({ commit, file }, index) => {
    const name = names[index] ?? '';
    return name === names[index + 1] ? [] : [{ name, commit, file }];
  });
}

/** `info.version` of each; a revision that cannot be read belongs to the version before it. */
async function versionsOf(repository: Repository, touches: readonly Touch[]): Promise<readonly string[]> {
  const parse = incrementalParser();
  const versions: string[] = [];
  for (const { commit, file } of touches) {
    const bytes = file === null ? null : await repository.read(commit, file);
    versions.push((bytes === null ? null : versionIn(bytes, parse)) ?? versions.at(-1) ?? '');
  }
  return versions;
}

function versionIn(bytes: Uint8Array, parse: (text: string) => unknown): string | null {
  try {
    const text = new TextDecoder('utf-8').decode(bytes);
    const document: unknown = text.trimStart().startsWith('{')
      ? load(text, { schema: CORE_SCHEMA, json: true })
      : parse(text);
    return ownString(ownObject(document, 'info'), 'version') ?? null;
  } catch {
    // Whether it is a contract at all, its loader says where it is compared.
    return null;
  }
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

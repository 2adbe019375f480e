import { join } from 'node:path';
import { NotOpenApi } from '../../../gather/contract/dialect.ts';
import { baseFile } from '../../../gather/history/base-file.ts';
import type { BaseRevision } from '../../../gather/history/base-revision.ts';
import { reachBase } from '../../../gather/history/reach-base.ts';
import type { Invocation, OptionSpec } from '../../../model/command.ts';
import { nameOfDialect } from '../../../model/contract.ts';
import { CountersignError } from '../../../model/errors.ts';
import type { Ports, Repository } from '../../../model/ports.ts';
import { baseOf, type Compared, type Comparison, contractAt, nothing } from './compared.ts';
import { goneSubjects, pastOf, refuseNothing } from './gone.ts';
import { movedNotes } from './moved.ts';
import { type Gathered, type Subject, unlessOnlyLinted } from '../subjects.ts';

export const AGAINST_OPTION: OptionSpec = {
  flags: '--against <ref>',
  description:
    'compare with this branch (where it was left), tag or commit; else with where the default branch was left',
};

export const FETCH_OPTION: OptionSpec = {
  flags: '--fetch',
  description: 'fetch from origin what this clone lacks to compare: the branch or tag, and history until both meet',
};

/**
 * Finds and reads what every subject is compared with: at `--against`, or where the branch left the branch that it goes to. Where the whole workspace is
 * asked about, the APIs that were there and are gone come last, each without any operation.
 * Throws NOT_A_REPOSITORY when `--against` is asked for outside git, CONTRACT_NOT_FOUND where there is nothing at all, and BASE_REF_NOT_FOUND,
 * NO_MERGE_BASE, FETCH_FAILED and OBJECTS_MISSING with the command that mends it.
 */
export async function gatherComparisons(
  gathered: Gathered,
  invocation: Invocation,
  ports: Ports,
): Promise<readonly Compared[]> {
  const { repository, workspace, subjects } = gathered;
  const against = invocation.text('against');
  if (repository === null) {
    await refuseNothing(gathered, [], ports);
    if (against !== null)
      throw new CountersignError(
        'NOT_A_REPOSITORY',
        `--against ${against} needs a git repository, and ${workspace.root} is not in one`,
      );
    return subjects.map((subject) => [
      subject,
      nothing(subject, 'This folder is not in a git repository, so there is nothing to compare with.'),
    ]);
  }
  const head = await repository.resolve('HEAD');
  if (head === null) {
    await refuseNothing(gathered, [], ports);
    return subjects.map((subject) => [
      subject,
      nothing(
        subject,
        `${subject.api.file} is new: nothing is committed here yet, so there is nothing to compare with.`,
      ),
    ]);
  }
  const base = await reachBase(repository, head, against, ports.environment, ports.progress);
  const present = async (file: string): Promise<boolean> =>
    (await ports.files.kind(join(workspace.root, file))) === 'file';
  const compared = await compareAll(gathered, repository, { base, head, commit: null, present });
  await refuseNothing(gathered, compared, ports);
  // Where something did change, what did not needs no explanation.
  const itself = against === null && compared.every((each) => isItself(...each, base, head));
  return compared.map(([subject, comparison]) =>
    itself
      ? [subject, { ...comparison, notes: [...comparison.notes, { api: subject.api.id, message: ITSELF }] }]
      : [subject, comparison],
  );
}

/** What is compared with what. */
type Between = {
  readonly base: BaseRevision;
  /** Full id of the commit that stands for the present, for git's rename detection. */
  readonly head: string;
  /** The commit that the subjects were read from; null for the working tree. */
  readonly commit: string | null;
  /** Whether a file is there at present. */
  readonly present: (file: string) => Promise<boolean>;
};

/** Compares every subject with the base, and with nothing what is gone. */
export async function compareAll(
  gathered: Gathered,
  repository: Repository,
  between: Between,
): Promise<readonly Compared[]> {
  const { base, head, present } = between;
  const past = await pastOf(gathered.workspace.file, repository, base.commit);
  const compared: Compared[] = [];
  for (const subject of gathered.subjects) {
    const { api, contract } = subject;
    const known = past.apis.find(({ id }) => id === api.id)?.file ?? null;
    const sought = { file: api.file, title: contract.title, known, present };
    const file = await baseFile(repository, base.commit, head, sought);
    compared.push([
      subject,
      file === null ? isNew(subject, base) : await comparisonIn(repository, base, file, subject),
    ]);
  }
  if (gathered.everyApi || (gathered.absent ?? []).length > 0)
    compared.push(...(await goneSubjects(gathered, repository, compared, past, between)));
  return withNotes(compared, [...base.notes, ...past.notes]);
}

function isNew(subject: Subject, base: BaseRevision): Comparison {
  return nothing(
    subject,
    `${subject.api.file} is new: it is not in ${shortName(base)}, so there is nothing to compare with.`,
  );
}

function shortName({ revision, commit }: BaseRevision): string {
  return commit.startsWith(revision) ? commit.slice(0, 7) : revision;
}

async function comparisonIn(
  repository: Repository,
  base: BaseRevision,
  file: string,
  subject: Subject,
): Promise<Comparison> {
  const before = await contractAt(repository, base.commit, file, subject.api.id).catch(unlessOnlyLinted);
  if (before instanceof NotOpenApi) {
    const was = `an ${nameOfDialect(before.dialect)} document in ${shortName(base)}`;
    return nothing(subject, `${file} was ${was}, so there is nothing to compare with.`);
  }
  return { before, base: baseOf(base, before), notes: [] };
}

function isItself({ contract }: Subject, { before }: Comparison, base: BaseRevision, head: string): boolean {
  return before?.source.sha256 === contract.source.sha256 && base.commit === head && base.how === null;
}

const ITSELF =
  'This is what the default branch has, so it was compared with itself; --against HEAD~1 compares with the commit before.';

/** What is to be known of all comparisons stands at the first one; what moved from one API to another, at the one that lost it. */
function withNotes(compared: readonly Compared[], messages: readonly string[]): readonly Compared[] {
  const moved = movedNotes(compared.map(([{ contract }, { before }]) => ({ contract, before })));
  return compared.map(([subject, comparison], index) => {
    const general = index === 0 ? messages.map((message) => ({ api: null, message })) : [];
    const own = moved.filter(({ api }) => api === subject.api.id);
    return [subject, { ...comparison, notes: [...general, ...comparison.notes, ...own] }];
  });
}

/** What the GitOps repository says was published: that revision of the contract, or nothing yet. */
export async function comparisonAt(
  { repository }: Gathered,
  subject: Subject,
  published: { readonly commit: string | null; readonly path: string } | null,
): Promise<Comparison> {
  const { api } = subject;
  if (repository === null || published?.commit == null)
    return nothing(subject, `${api.id} has not been published here before, so there is nothing to compare with.`);
  const commit = await repository.resolve(published.commit);
  if (commit === null)
    throw new CountersignError(
      'BASE_REF_NOT_FOUND',
      `what is published was made from ${published.commit}, and this clone does not have that commit`,
      {
        hint: (await repository.isShallow()) ? 'this clone is shallow: git fetch --unshallow' : 'git fetch origin',
      },
    );
  const before = await contractAt(repository, commit, published.path, api.id);
  return { before, base: baseOf({ revision: 'published', commit, how: null }, before), notes: [] };
}

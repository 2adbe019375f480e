import { resolve } from 'node:path';
import { NotOpenApi } from '../../../gather/contract/dialect.ts';
import { contractsGone } from '../../../gather/history/base-file.ts';
import { reachRange, reachRevision } from '../../../gather/history/reach-base.ts';
import { isRange, parseRange, type Point } from '../../../gather/history/range.ts';
import { openWorkspace } from '../../../gather/workspace/open.ts';
import { apiOfFile } from '../../../gather/workspace/select.ts';
import type { Invocation } from '../../../model/command.ts';
import { parseDay } from '../../../model/day.ts';
import { CountersignError } from '../../../model/errors.ts';
import { didYouMean } from '../../../model/nearest.ts';
import type { Ports, Repository } from '../../../model/ports.ts';
import type { Api } from '../../../model/workspace.ts';
import { type Compared, contractAt } from './compared.ts';
import { compareAll } from './comparison.ts';
import { pastOf } from './gone.ts';
import { type Gathered, type LintedOnly, refuseOnlyLinted, type Subject, unlessOnlyLinted } from '../subjects.ts';

/** Whether an argument is `FROM..TO` and no file of that name. */
export async function namesRange(text: string, ports: Ports): Promise<boolean> {
  return isRange(text) && (await ports.files.kind(resolve(ports.folder, text))) === null;
}

/**
 * What changed from one revision to another, as both are in git: `name` is an API's id or a file at TO, null for every API that TO has. Policy is that of the
 * present. Throws NOT_A_REPOSITORY, REF_INVALID, BASE_REF_NOT_FOUND, API_UNKNOWN, CONTRACT_NOT_FOUND and CONTRACT_AMBIGUOUS.
 */
export async function gatherRange(
  invocation: Invocation,
  ports: Ports,
  written: string,
  name: string | null,
): Promise<{ readonly gathered: Gathered; readonly sides: readonly Compared[] }> {
  const range = parseRange(written);
  const workspace = await openWorkspace(ports, { config: invocation.config });
  const repository = await ports.git.open(workspace.root, { network: invocation.flag('fetch') });
  const head = (await repository?.resolve('HEAD')) ?? null;
  if (repository === null || head === null)
    throw new CountersignError('NOT_A_REPOSITORY', `${written} needs a git repository with commits`);
  for (const end of [range.from, range.to])
    if (end !== null && parseDay(end) === null) await reachRevision(repository, head, end);
  const { from, to } = await reachRange(repository, head, range, workspace.policy.timezone, ports.progress);
  const subjects: Subject[] = [];
  const { apis, absent } = await apisAt(workspace.file, repository, to, name).then(
    (found) => ({ apis: found, absent: [] }),
    (error: unknown) => {
      if (name === null || !(error instanceof CountersignError) || error.code !== 'API_UNKNOWN') throw error;
      return { apis: [], absent: [{ name, file: name, error }] };
    },
  );
  const lintedOnly: LintedOnly[] = [];
  for (const api of apis) {
    const contract = await contractAt(repository, to.commit, api.file, api.id).catch(unlessOnlyLinted);
    if (!(contract instanceof NotOpenApi)) subjects.push({ api, contract });
    else if (name === null) lintedOnly.push({ api, error: contract });
    else throw contract;
  }
  refuseOnlyLinted(subjects, lintedOnly);
  const today = invocation.today(workspace.policy.timezone);
  const everyApi = name === null;
  const gathered: Gathered = { workspace, repository, today, subjects, lintedOnly, everyApi, absent };
  const paths = new Set((await repository.tree(to.commit)).map(({ path }) => path));
  const sides = await compareAll(gathered, repository, {
    base: { revision: from.name, commit: from.commit, how: null, notes: [from, to].flatMap(noteOf) },
    head: to.commit,
    commit: to.commit,
    present: (file) => Promise.resolve(paths.has(file)),
  });
  if (sides.length === 0) throw new CountersignError('CONTRACT_NOT_FOUND', `no OpenAPI document is in ${to.name}`);
  return { gathered, sides };
}

function noteOf({ name, shadowed }: Point): readonly string[] {
  return shadowed === null ? [] : [`${name} is a tag and a branch; the tag was taken.`];
}

/** The APIs of a commit: those of its settings, or the only contract in it. */
async function apisAt(
  settings: string | null,
  repository: Repository,
  { commit, name: revision }: Point,
  name: string | null,
): Promise<readonly Api[]> {
  const past = await pastOf(settings, repository, commit);
  const everything = (): Promise<boolean> => Promise.resolve(false);
  const apis = past.listed
    ? past.apis
    : (await contractsGone(repository, commit, everything)).map(({ file }) => apiOfFile(file));
  if (name === null) {
    if (past.listed || apis.length < 2) return apis;
    throw new CountersignError(
      'CONTRACT_AMBIGUOUS',
      `${apis.length} OpenAPI documents are in ${revision}, and none was named`,
      {
        hint: `name one: ${apis
          .slice(0, 5)
          .map(({ file }) => file)
          .join(', ')}`,
      },
    );
  }
  const named = apis.filter(({ id, file }) => id === name || id.startsWith(`${name}/`) || file === name);
  if (named.length > 0) return named;
  if ((await repository.read(commit, name)) !== null) return [apiOfFile(name)];
  const ids = apis.map(({ id }) => id);
  throw new CountersignError(
    'API_UNKNOWN',
    `\`${name}\` is neither an API nor a file of ${revision}${didYouMean(name, ids)}`,
    {
      hint: `${revision} has: ${ids.join(', ')}`,
    },
  );
}

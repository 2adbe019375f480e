import { NotOpenApi } from '../../../gather/contract/dialect.ts';
import { contractsGone } from '../../../gather/history/base-file.ts';
import type { BaseRevision } from '../../../gather/history/base-revision.ts';
import { pastApis } from '../../../gather/workspace/past-apis.ts';
import { SETTINGS_NAMES } from '../../../gather/workspace/home.ts';
import { apiOfFile, selectApis } from '../../../gather/workspace/select.ts';
import { type Contract, nameOfDialect } from '../../../model/contract.ts';
import { own } from '../../../model/json.ts';
import { operationsIn } from '../../../model/operations.ts';
import type { Ports, Repository } from '../../../model/ports.ts';
import type { Api } from '../../../model/workspace.ts';
import { baseOf, type Compared, contractAt } from './compared.ts';
import { type Absent, type Gathered, unlessOnlyLinted } from '../subjects.ts';

/** The APIs that the settings of the base list; `listed` is false where there were none that could be read. */
export type Past = { readonly apis: readonly Api[]; readonly listed: boolean; readonly notes: readonly string[] };

/** Reads the settings of the base: those that are in force now; else, as they may have been removed, those at the top. */
export async function pastOf(settings: string | null, repository: Repository, commit: string): Promise<Past> {
  for (const file of settings === null ? SETTINGS_NAMES : [settings]) {
    const found = await pastApis(repository, commit, file);
    if (found === 'unreadable')
      return {
        apis: [],
        listed: false,
        notes: [
          `${file} of the revision that was compared with cannot be read, so renamed and removed APIs were told by their files.`,
        ],
      };
    if (found !== 'none') return { apis: found, listed: found.length > 0, notes: [] };
  }
  return { apis: [], listed: false, notes: [] };
}

/**
 * The APIs that the base had and that are no more, all or those that were asked for by name, each with a contract without operations. What the settings of the base listed counts; without settings,
 * every OpenAPI document whose file is gone. Throws API_UNKNOWN for a name that the base did not have either.
 */
export async function goneSubjects(
  { workspace, everyApi, lintedOnly, absent = [] }: Gathered,
  repository: Repository,
  compared: readonly Compared[],
  past: Past,
  { base, commit, present }: Present,
): Promise<readonly Compared[]> {
  const apis = past.listed
    ? past.apis
    : (await contractsGone(repository, base.commit, present)).map(({ file }) => apiOfFile(file));
  const named = ({ name, file }: Absent, api: Api): boolean =>
    api.id === name || api.id.startsWith(`${name}/`) || api.file === file;
  const unknown = absent.find((each) => !apis.some((api) => named(each, api)));
  if (unknown !== undefined) throw unknown.error;
  const found: Compared[] = [];
  for (const api of apis) {
    if (!everyApi && !absent.some((each) => named(each, api))) continue;
    const lives = compared.some(([subject, { base: stood }]) => subject.api.id === api.id || stood?.file === api.file);
    if (lives) continue;
    // An AsyncAPI or Arazzo document has no operations that anybody compared before either.
    const before = await contractAt(repository, base.commit, api.file, api.id).catch(unlessOnlyLinted);
    if (before instanceof NotOpenApi) continue;
    const became = lintedOnly.find((other) => other.api.id === api.id || other.api.file === api.file);
    const why =
      became !== undefined
        ? `is now an ${nameOfDialect(became.error.dialect)} document`
        : (await present(api.file))
          ? `is no longer listed in ${workspace.file ?? 'the settings'}`
          : 'is no longer here';
    const count = operationsIn(before.document).length;
    const message = `${api.id} is gone: ${api.file} ${why}, so each of its ${count} operations counts as removed.`;
    found.push([
      { api, contract: emptied(before, commit), gone: true },
      { before, base: baseOf(base, before), notes: [{ api: api.id, message }] },
    ]);
  }
  return found;
}

type Present = {
  readonly base: BaseRevision;
  readonly commit: string | null;
  readonly present: (file: string) => Promise<boolean>;
};

/** What is left of a contract that is gone: nothing that can be called. It is pointed at where it last stood. */
function emptied(before: Contract, commit: string | null): Contract {
  const webhooks = Object.fromEntries(
    ['webhooks', 'x-webhooks'].filter((key) => own(before.document, key) !== undefined).map((key) => [key, {}]),
  );
  return {
    ...before,
    document: { ...before.document, paths: {}, ...webhooks },
    source: { ...before.source, commit, files: [] },
    broken: [],
    oddKeys: () => [],
    locate: () => before.locate(''),
  };
}

/** Throws CONTRACT_NOT_FOUND where no API is there, and none was; API_UNKNOWN for a name where there is nothing to compare with. */
export async function refuseNothing(
  { workspace, subjects, lintedOnly, absent = [] }: Gathered,
  compared: readonly Compared[],
  ports: Ports,
): Promise<void> {
  if (compared.length === 0 && absent[0] !== undefined) throw absent[0].error;
  if (subjects.length + lintedOnly.length + compared.length === 0) await selectApis(workspace, [], ports);
}

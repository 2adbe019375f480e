import { resolve } from 'node:path';
import { NotOpenApi } from '../../gather/contract/dialect.ts';
import { loadContract } from '../../gather/contract/load.ts';
import { workingTree } from '../../gather/contract/tree.ts';
import { openWorkspace } from '../../gather/workspace/open.ts';
import { within } from '../../gather/workspace/paths.ts';
import { selectApis } from '../../gather/workspace/select.ts';
import type { Invocation } from '../../model/command.ts';
import type { Contract } from '../../model/contract.ts';
import type { Day } from '../../model/day.ts';
import { CountersignError } from '../../model/errors.ts';
import type { Ports, Repository } from '../../model/ports.ts';
import type { Api, Workspace } from '../../model/workspace.ts';

/** An API and its contract as it stands in the working tree, or at the revision that was asked for. */
export type Subject = {
  readonly api: Api;
  readonly contract: Contract;
  /** True for an API that the base had and that is no more: its contract has no operation. */
  readonly gone?: boolean;
};

/** A document of the workspace that only lint reads. */
export type LintedOnly = {
  readonly api: Api;
  /** What is said where nothing else is left to do. */
  readonly error: NotOpenApi;
};

/** What a command was called about. */
export type Gathered = {
  readonly workspace: Workspace;
  /** Null outside git. */
  readonly repository: Repository | null;
  readonly today: Day;
  readonly subjects: readonly Subject[];
  /** AsyncAPI and Arazzo documents among the APIs that were asked for, where there is something else to do. */
  readonly lintedOnly: readonly LintedOnly[];
  /** Whether these are all the APIs of the workspace, so that a waiver for another one is a mistake. */
  readonly everyApi: boolean;
  /** What was asked for by a name that nothing has at present; what it is compared with may have had it. */
  readonly absent?: readonly Absent[];
};

/** An id or a file (relative to the workspace root; null outside it), and the error for where nothing ever had that name. */
export type Absent = { readonly name: string; readonly file: string | null; readonly error: CountersignError };

type SubjectOptions = {
  /** That nothing is there is no error, since something may have been there; names that nothing has are handed on in `absent`. */
  readonly orNone?: boolean;
  /** That the command lints: then documents that are only linted may be named, and may be all there is. */
  readonly linting?: boolean;
};

/**
 * Opens the workspace and reads the contracts that `names` ask for: API ids, files, globs; none for all.
 * With the flag `fetch`, the network may be used. Throws CONTRACT_NOT_OPENAPI for a document that is only linted where it is named, or is all there is.
 */
export async function gatherSubjects(
  invocation: Invocation,
  ports: Ports,
  names: readonly string[] = invocation.arguments,
  { orNone = false, linting = false }: SubjectOptions = {},
): Promise<Gathered> {
  const workspace = await openWorkspace(ports, { config: invocation.config, names });
  const absent = orNone ? await absentOf(workspace, names, ports) : [];
  const there = names.filter((name) => absent.every((each) => each.name !== name));
  const apis =
    there.length === 0 && names.length > 0
      ? []
      : await selectApis(workspace, there, ports).catch((error: unknown) => {
          const none = error instanceof CountersignError && error.code === 'CONTRACT_NOT_FOUND';
          if (none && orNone && names.length === 0) return [];
          throw error;
        });
  const tree = workingTree(ports.files, workspace.root);
  const subjects: Subject[] = [];
  const lintedOnly: LintedOnly[] = [];
  for (const api of apis) {
    const contract = await loadContract(tree, api.file, api.id).catch(unlessOnlyLinted);
    if (!(contract instanceof NotOpenApi)) subjects.push({ api, contract });
    else if (linting || !isNamed(api, names, workspace, ports)) lintedOnly.push({ api, error: contract });
    else throw contract;
  }
  if (!linting) refuseOnlyLinted(subjects, lintedOnly);
  return {
    workspace,
    repository: await ports.git.open(workspace.root, { network: invocation.flag('fetch') }),
    today: invocation.today(workspace.policy.timezone),
    subjects,
    lintedOnly,
    everyApi: names.length === 0,
    absent,
  };
}

/** The error for a document that is only linted, as a value. */
export function unlessOnlyLinted(error: unknown): NotOpenApi {
  if (error instanceof NotOpenApi) return error;
  throw error;
}

/** Throws CONTRACT_NOT_OPENAPI where there is nothing but documents that are only linted. */
export function refuseOnlyLinted(subjects: readonly unknown[], [first]: readonly LintedOnly[]): void {
  if (subjects.length === 0 && first !== undefined) throw first.error;
}

/** Whether an API was asked for by its own id or file, and not by a glob or the like that takes it in. */
function isNamed({ id, file }: Api, names: readonly string[], { root }: Workspace, { folder }: Ports): boolean {
  return names.some((name) => name === id || within(root, resolve(folder, name)) === file);
}

/** The names that are neither an API nor a file at present. */
async function absentOf(workspace: Workspace, names: readonly string[], ports: Ports): Promise<readonly Absent[]> {
  const absent: Absent[] = [];
  for (const name of names) {
    try {
      await selectApis(workspace, [name], ports);
    } catch (error) {
      if (!(error instanceof CountersignError) || error.code !== 'API_UNKNOWN') throw error;
      absent.push({ name, file: within(workspace.root, resolve(ports.folder, name)), error });
    }
  }
  return absent;
}

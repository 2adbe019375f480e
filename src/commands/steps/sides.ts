import { dirname, isAbsolute, posix, relative, resolve } from 'node:path';
import { loadContract } from '../../gather/contract/load.ts';
import { revisionTree, type Tree, workingTree } from '../../gather/contract/tree.ts';
import { openWorkspace } from '../../gather/workspace/open.ts';
import { selectApis } from '../../gather/workspace/select.ts';
import type { Invocation } from '../../model/command.ts';
import { CountersignError } from '../../model/errors.ts';
import type { Ports, Repository } from '../../model/ports.ts';
import type { Api, Workspace } from '../../model/workspace.ts';
import type { Comparison } from './comparison.ts';
import type { Gathered } from './subjects.ts';

/** One side of a comparison, as it was written: a file, or `<git revision>:<path>`. */
type Side =
  | { readonly kind: 'file'; readonly written: string; readonly path: string }
  | { readonly kind: 'revision'; readonly written: string; readonly revision: string; readonly path: string };

/** Reads the two sides of `diff BASE REVISION`. The API is the one of the settings that REVISION's file belongs to, where there is one. */
export async function gatherSides(
  invocation: Invocation,
  ports: Ports,
  written: readonly [string, string],
): Promise<{ readonly gathered: Gathered; readonly comparison: Comparison }> {
  const [base, revision] = await Promise.all(
    written.map((one) => sideOf(one, ports)) as [Promise<Side>, Promise<Side>],
  );
  const workspace = await openWorkspace(ports, {
    config: invocation.config,
    names: revision.kind === 'file' ? [revision.written] : [],
  });
  const repository = await ports.git.open(workspace.root);
  const after = await readable(revision, workspace, repository, ports);
  const before = await readable(base, workspace, repository, ports);
  const api = await apiOf(revision, after.file, workspace, ports);
  const contract = await loadContract(after.tree, after.file, api.id);
  const beforeContract = await loadContract(before.tree, before.file, api.id);
  return {
    gathered: {
      workspace,
      repository,
      today: invocation.today(workspace.policy.timezone),
      subjects: [{ api, contract }],
      everyApi: false,
    },
    comparison: {
      before: beforeContract,
      base: {
        revision: base.kind === 'file' ? before.file : base.revision,
        commit: before.tree.commit,
        file: before.file,
        version: beforeContract.version,
      },
      note: null,
    },
  };
}

async function sideOf(written: string, ports: Ports): Promise<Side> {
  const path = resolve(ports.folder, written);
  if ((await ports.files.kind(path)) !== null) return { kind: 'file', written, path };
  const colon = written.indexOf(':');
  if (colon > 0)
    return { kind: 'revision', written, revision: written.slice(0, colon), path: written.slice(colon + 1) };
  throw new CountersignError('CONTRACT_NOT_FOUND', `there is no file ${written}`, {
    hint: 'a side is a file, or <git revision>:<path> such as main:openapi.yaml',
  });
}

type Readable = { readonly tree: Tree; readonly file: string };

async function readable(
  side: Side,
  workspace: Workspace,
  repository: Repository | null,
  ports: Ports,
): Promise<Readable> {
  if (side.kind === 'file') {
    const inside = within(workspace.root, side.path);
    // The base may be a copy from anywhere: then its own folder confines what it references.
    return inside === null
      ? { tree: workingTree(ports.files, dirname(side.path)), file: posix.basename(side.path) }
      : { tree: workingTree(ports.files, workspace.root), file: inside };
  }
  if (repository === null)
    throw new CountersignError(
      'NOT_A_REPOSITORY',
      `${side.written} needs a git repository, and ${workspace.root} is not in one`,
    );
  const commit = await repository.resolve(side.revision);
  if (commit === null)
    throw new CountersignError('BASE_REF_NOT_FOUND', `there is no revision \`${side.revision}\` here`, {
      hint: (await repository.isShallow())
        ? 'this clone is shallow: git fetch --unshallow'
        : `git fetch origin ${side.revision}`,
    });
  return { tree: revisionTree(repository, commit), file: pathInRepository(side.path, repository, ports) };
}

/** As git reads it: relative to the top of the repository, or with `./` and `../` to the caller's folder. */
function pathInRepository(path: string, repository: Repository, ports: Ports): string {
  if (!/^\.\.?\//.test(path)) return path;
  const inside = within(repository.root, resolve(ports.folder, path));
  if (inside === null) throw new CountersignError('PATH_OUTSIDE_WORKSPACE', `${path} leads out of ${repository.root}`);
  return inside;
}

async function apiOf(side: Side, file: string, workspace: Workspace, ports: Ports): Promise<Api> {
  const configured = workspace.apis.find((api) => api.file === file);
  if (configured !== undefined) return configured;
  const [found] = side.kind === 'file' ? await selectApis(workspace, [side.written], ports) : [];
  return (
    found ?? {
      id: posix.basename(file).replace(/\.[^.]+$/, ''),
      file,
      owner: null,
      audience: null,
      criticality: 'normal',
    }
  );
}

function within(root: string, path: string): string | null {
  const way = relative(root, path);
  return way.startsWith('..') || isAbsolute(way) ? null : way.replaceAll('\\', '/');
}

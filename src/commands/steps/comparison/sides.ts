import { dirname, isAbsolute, posix, relative, resolve } from 'node:path';
import { loadContract } from '../../../gather/contract/load.ts';
import { revisionTree, stagedTree, type Tree, workingTree } from '../../../gather/contract/tree.ts';
import { namedRevision, revisionMissing } from '../../../gather/history/named-revision.ts';
import { openWorkspace } from '../../../gather/workspace/open.ts';
import { selectApis } from '../../../gather/workspace/select.ts';
import type { Invocation } from '../../../model/command.ts';
import { CountersignError } from '../../../model/errors.ts';
import type { Ports, Repository } from '../../../model/ports.ts';
import type { Api, Workspace } from '../../../model/workspace.ts';
import type { Comparison } from './compared.ts';
import type { Gathered } from '../subjects.ts';

/** One side of a comparison, as it was written: a file, `<git revision>:<path>`, or `:<path>` for what is staged. */
type Side =
  | { readonly kind: 'staged'; readonly written: string; readonly path: string }
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
  if (base.kind === 'staged')
    throw new CountersignError('USAGE', `${base.written} is what is staged, and that can only be the second side`, {
      hint: `countersign diff HEAD${base.written} ${base.written}`,
    });
  const after = await readable(revision, workspace, repository, ports);
  const before = await readable(base, workspace, repository, ports);
  const api = await apiOf(revision, after.file, workspace, ports);
  const notes = [...before.notes, ...after.notes].map((message) => ({ api: null, message }));
  const contract = await loadContract(after.tree, after.file, api.id);
  const beforeContract = await loadContract(before.tree, before.file, api.id);
  return {
    gathered: {
      workspace,
      repository,
      today: invocation.today(workspace.policy.timezone),
      subjects: [{ api, contract }],
      lintedOnly: [],
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
      notes,
    },
  };
}

async function sideOf(written: string, ports: Ports): Promise<Side> {
  const path = resolve(ports.folder, written);
  // `HEAD:../x` is no file: resolving it would take `HEAD:` for a folder, and leave it again.
  const swallowed = /^[^/\\]*:(?:.*[/\\])?\.\.(?:[/\\]|$)/.test(written);
  if (!swallowed && (await ports.files.kind(path)) !== null) return { kind: 'file', written, path };
  const staged = /^:(?!\/|\d:|:)(.+)$/s.exec(written)?.[1];
  if (staged !== undefined) return { kind: 'staged', written, path: staged };
  const colon = written.indexOf(':');
  if (colon > 0)
    return { kind: 'revision', written, revision: written.slice(0, colon), path: written.slice(colon + 1) };
  throw new CountersignError('CONTRACT_NOT_FOUND', `there is no file ${written}`, {
    hint: 'a side is a file, <git revision>:<path> such as main:openapi.yaml, or :<path> for what is staged',
  });
}

type Readable = { readonly tree: Tree; readonly file: string; readonly notes: readonly string[] };

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
      ? { tree: workingTree(ports.files, dirname(side.path)), file: posix.basename(side.path), notes: [] }
      : { tree: workingTree(ports.files, workspace.root), file: inside, notes: [] };
  }
  if (repository === null)
    throw new CountersignError(
      'NOT_A_REPOSITORY',
      `${side.written} needs a git repository, and ${workspace.root} is not in one`,
    );
  const file = pathInRepository(side.path, repository, ports);
  if (side.kind === 'staged') return { tree: stagedTree(repository), file, notes: [] };
  const named = await namedRevision(repository, side.revision);
  if (named === null) throw await revisionMissing(repository, side.revision);
  const { shadowed } = named;
  const notes =
    shadowed === null
      ? []
      : [`${side.revision} is a tag and a branch; the tag was taken. refs/heads/${shadowed}:${file} takes the branch.`];
  return { tree: revisionTree(repository, named.commit), file, notes };
}

/** As git reads it: relative to the top of the repository, or with `./` and `../` to the caller's folder. */
function pathInRepository(path: string, repository: Repository, ports: Ports): string {
  if (path === '' || /[\\\0]|^\//.test(path))
    throw new CountersignError('FILE_NOT_FOUND', `git has no path ${JSON.stringify(path)}`, {
      hint: 'write it from the top of the repository, with forward slashes: main:api/openapi.yaml',
    });
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

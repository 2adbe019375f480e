import { loadContract } from '../../../gather/contract/load.ts';
import { parseFile } from '../../../gather/contract/parse.ts';
import { type Tree, workingTree } from '../../../gather/contract/tree.ts';
import type { Contract } from '../../../model/contract.ts';
import type { EditedFile, FileEdit } from '../../../model/edit.ts';
import type { Json } from '../../../model/json.ts';
import { valueAt } from '../../../model/pointer.ts';
import type { Ports } from '../../../model/ports.ts';
import { unifiedDiff } from '../../../model/unified-diff.ts';
import type { Gathered, Subject } from '../subjects.ts';

/** What edits of a contract's files come to; nothing is written. */
export type Planned = {
  readonly files: readonly EditedFile[];
  /** Read again from the edited texts. */
  readonly contract: Contract;
  /** Unified. */
  readonly diff: string;
};

/** Throws FILE_CHANGED, EDIT_IMPOSSIBLE, and what is wrong with the contract that would be left. */
export async function plannedEdits(
  { workspace }: Gathered,
  { api, contract }: Subject,
  edits: readonly FileEdit[],
  { files }: Ports,
): Promise<Planned> {
  // Its parser is slow to load, and only those who edit need it.
  const { editedFiles } = await import('../../../deliver/edit/files.ts');
  const edited = await editedFiles(files, workspace.root, edits, contract.source.files);
  const diff = edited.map(({ file, before, after }) => unifiedDiff(file, before, after)).join('');
  const tree = withEdited(workingTree(files, workspace.root), edited);
  return { files: edited, contract: await loadContract(tree, api.file, api.id), diff };
}

export async function writePlanned({ workspace }: Gathered, planned: Planned, { files }: Ports): Promise<void> {
  const { writeEdited } = await import('../../../deliver/edit/files.ts');
  await writeEdited(files, workspace.root, planned.files);
}

function withEdited(tree: Tree, edited: readonly EditedFile[]): Tree {
  const texts = new Map(edited.map(({ file, after }) => [file, after]));
  return {
    ...tree,
    read: async (path) => {
      const text = texts.get(path);
      return text === undefined ? tree.read(path) : new TextEncoder().encode(text);
    },
  };
}

/** What the files of a contract hold, as they are written: references lead from file to file. */
export async function writtenIn(
  { workspace }: Gathered,
  { contract }: Subject,
  { files }: Ports,
): Promise<(file: string, pointer: string) => Json | undefined> {
  const tree = workingTree(files, workspace.root);
  const values = new Map<string, Json>();
  for (const { file } of contract.source.files) values.set(file, parseFile(file, await tree.read(file)).value);
  return (file, pointer) => {
    const value = values.get(file);
    return value === undefined ? undefined : valueAt(value, pointer);
  };
}

/** The edited files that other APIs may read as well. */
export function elsewhere({ files }: Planned, { api }: Subject): readonly string[] {
  return files.map(({ file }) => file).filter((file) => file !== api.file);
}

/** Other APIs of the workspace that read one of some files; those whose contract cannot be read count, since nobody can tell. */
export async function alsoReading(
  { workspace }: Gathered,
  { api }: Subject,
  files: readonly string[],
  ports: Ports,
): Promise<readonly string[]> {
  const tree = workingTree(ports.files, workspace.root);
  const found: string[] = [];
  for (const other of files.length === 0 ? [] : workspace.apis) {
    if (other.id === api.id) continue;
    const read = await loadContract(tree, other.file, other.id).then(
      ({ source }) => source.files.map(({ file }) => file),
      () => files,
    );
    if (files.some((file) => read.includes(file))) found.push(other.id);
  }
  return found;
}

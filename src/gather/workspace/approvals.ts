import { join } from 'node:path';
import { CORE_SCHEMA, dump } from 'js-yaml';
import type { Approval, Person } from '../../model/approval.ts';
import type { Day } from '../../model/day.ts';
import { CountersignError } from '../../model/errors.ts';
import type { RenderedFile } from '../../model/gateway-config.ts';
import { pathName } from '../../model/path-name.ts';
import type { Files, Repository } from '../../model/ports.ts';
import { APPROVAL_SCHEMA } from './approval-schema.ts';
import { type DocumentKind, readDocument } from './document.ts';
import { within } from './paths.ts';
import { MAX_SETTINGS_BYTES } from './settings-text.ts';

type ApprovalFile = {
  readonly schemaVersion: 1;
  readonly api: string;
  readonly digest: string;
  readonly version: string;
  readonly approver: Person;
  readonly day: Day;
  readonly comment?: string;
};

const APPROVAL_FILE: DocumentKind<ApprovalFile> = {
  code: 'APPROVAL_INVALID',
  compile: (ajv) => ajv.compile<ApprovalFile>(APPROVAL_SCHEMA),
};

/**
 * Every approval of an API, of whatever text, in the order of the files' names. `root` is the workspace's, `repository` the one around it; without one,
 * nobody has committed anything. Throws APPROVAL_INVALID.
 */
export async function readApprovals(
  files: Files,
  repository: Repository | null,
  root: string,
  api: string,
): Promise<readonly Approval[]> {
  const found: Approval[] = [];
  for (const file of await files.list(root, [`${folderOf(api)}/*.yaml`])) {
    const { value } = await readDocument(file, await files.read(root, file, MAX_SETTINGS_BYTES), APPROVAL_FILE);
    if (value.api !== api)
      throw new CountersignError(
        'APPROVAL_INVALID',
        `${file}: it is for the API \`${value.api}\` and lies in the folder of \`${api}\``,
      );
    const { digest, version, approver, day, comment = '' } = value;
    const at = { file, commit: null, pointer: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
    const committedBy = repository === null ? null : await committerOf(repository, root, file);
    found.push({ api, digest, version, approver, day, comment, at, committedBy });
  }
  return found;
}

/** The file that states an approval, relative to the workspace root. The same person and text give the same path; `at` and `committedBy` play no part. */
export function approvalFile(approval: Omit<Approval, 'at' | 'committedBy'>): RenderedFile {
  const { api, digest, version, approver, day, comment } = approval;
  const person = { name: approver.name, email: approver.email };
  const value = { schemaVersion: 1, api, digest, version, approver: person, day, comment };
  return {
    path: `${folderOf(api)}/${digest.slice(0, 12)}-${pathName(approver.email.toLowerCase())}.yaml`,
    // Unfolded: a line of the file is a line of the comment.
    content: dump(value, { schema: CORE_SCHEMA, lineWidth: -1 }),
  };
}

function folderOf(api: string): string {
  return `.countersign/approvals/${pathName(api)}`;
}

/** Who wrote a file as it stands, or null while it is not committed as it stands. */
async function committerOf(repository: Repository, root: string, file: string): Promise<Person | null> {
  const path = within(repository.root, join(root, file));
  if (path === null || (await repository.isDirty(path))) return null;
  const head = await repository.resolve('HEAD');
  return head === null ? null : lastAuthor(repository, head, path);
}

/**
 * The author of the last commit that touched a file. Who merely merged it is not: where a merge took over the file of the branch that it merged,
 * letter for letter, the search goes on in that branch.
 */
async function lastAuthor(repository: Repository, commit: string, path: string): Promise<Person | null> {
  const [last] = await repository.revisions(commit, path);
  if (last === undefined) return null;
  const merged = await repository.resolve(`${last.commit}^2`);
  if (merged === null) return last.author;
  const [theirs, ours] = [await repository.read(merged, path), await repository.read(last.commit, path)];
  const same = theirs !== null && ours !== null && Buffer.from(theirs).equals(ours);
  return same ? lastAuthor(repository, merged, path) : last.author;
}

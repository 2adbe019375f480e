import { CORE_SCHEMA, dump } from 'js-yaml';
import type { Acceptance } from '../../model/finding.ts';
import type { JsonObject } from '../../model/json.ts';
import { pathName } from '../../model/path-name.ts';
import { isSamePerson } from '../../model/approval.ts';
import type { Files, Repository } from '../../model/ports.ts';
import { ACCEPTED_SCHEMA } from './accepted-schema.ts';
import { type DocumentKind, placed, problemLines, problemsError, readDocument } from './document.ts';
import { CountersignError } from '../../model/errors.ts';
import type { Problem } from './schema-problems.ts';
import { MAX_SETTINGS_BYTES } from './settings-text.ts';

const FOLDER = '.countersign/accepted';

type AcceptedFile = Omit<Acceptance, 'fingerprint' | 'cause' | 'check' | 'change' | 'at'> & {
  readonly schemaVersion: 1;
  readonly fingerprint?: string;
  readonly cause?: string;
  readonly check?: string;
  readonly change?: string;
};

const ACCEPTED_FILE: DocumentKind<AcceptedFile> = {
  code: 'ACCEPTANCE_INVALID',
  compile: (ajv) => ajv.compile<AcceptedFile>(ACCEPTED_SCHEMA),
};

/**
 * Every accepted change of the workspace, in the order of the files' names. Throws ACCEPTANCE_INVALID with what is wrong in all of the files.
 */
export async function readAccepted(files: Files, root: string): Promise<readonly Acceptance[]> {
  const found: Acceptance[] = [];
  const wrong: string[] = [];
  for (const file of await files.list(root, [`${FOLDER}/**/*.{yaml,yml,json}`])) {
    try {
      const { text, value } = await readDocument(file, await files.read(root, file, MAX_SETTINGS_BYTES), ACCEPTED_FILE);
      const problems = problemsOf(value, file);
      if (problems.length > 0) throw problemsError('ACCEPTANCE_INVALID', await placed(file, text, problems));
      found.push(acceptanceOf(value, file));
    } catch (error) {
      if (!(error instanceof CountersignError) || error.code !== 'ACCEPTANCE_INVALID') throw error;
      wrong.push(...problemLines(error));
    }
  }
  if (wrong.length > 0) throw problemsError('ACCEPTANCE_INVALID', wrong);
  return found;
}

/** Every accepted change of a commit; one that is not well-formed counts as none there, since it can no longer be mended. */
export async function pastAccepted(repository: Repository, commit: string): Promise<readonly Acceptance[]> {
  const found: Acceptance[] = [];
  for (const { path } of await repository.tree(commit)) {
    if (!path.startsWith(`${FOLDER}/`) || !/\.(ya?ml|json)$/.test(path)) continue;
    const bytes = await repository.read(commit, path);
    if (bytes === null || bytes.length > MAX_SETTINGS_BYTES) continue;
    try {
      const { value } = await readDocument(path, bytes, ACCEPTED_FILE);
      if (problemsOf(value, path).length === 0) found.push(acceptanceOf(value, path));
    } catch (error) {
      if (!(error instanceof CountersignError)) throw error;
    }
  }
  return found;
}

function acceptanceOf(value: AcceptedFile, file: string): Acceptance {
  const { api, fingerprint = null, cause = null, check = null, change = '' } = value;
  const { category, reason, owner, approver, expires } = value;
  const at = { file, commit: null, pointer: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { api, fingerprint, cause, check, change, category, reason, owner, approver, expires, at };
}

/** What no schema says: one thing that it is bound to, two people, and the folder of its API. */
function problemsOf(value: AcceptedFile, file: string): readonly Problem[] {
  const { api, fingerprint, cause, check, owner, approver } = value;
  const problems: Problem[] = [];
  if ((fingerprint === undefined) === (cause === undefined))
    problems.push({
      pointer: cause === undefined ? '' : '/cause',
      on: 'key',
      message: 'it is bound to a `fingerprint` or to a `cause`: one of the two',
    });
  if (fingerprint !== undefined && check === undefined)
    problems.push({
      pointer: '/fingerprint',
      on: 'key',
      message: 'beside a fingerprint stands the `check` that it is of',
    });
  if (isSamePerson(owner, approver))
    problems.push({
      pointer: '/approver',
      on: 'value',
      message: 'nobody approves their own change: name somebody else',
    });
  if (!file.startsWith(`${folderOf(api)}/`))
    problems.push({
      pointer: '/api',
      on: 'value',
      message: `what is accepted of \`${api}\` lies in ${folderOf(api)}/`,
    });
  return problems;
}

/** Where the entry of an acceptance lies, relative to the workspace root: one change or cause, one file, so that branches never meet in it. */
export function acceptedPath({ api, fingerprint, cause, check }: Omit<Acceptance, 'at'>): string {
  return `${folderOf(api)}/${(fingerprint ?? cause ?? '').slice(0, 12)}-${pathName(check ?? 'cause')}.yaml`;
}

/** What an entry says, in the order in which it is written. */
export function acceptedValue(acceptance: Omit<Acceptance, 'at'>): JsonObject {
  const { api, fingerprint, cause, check, change, category, reason, owner, approver, expires } = acceptance;
  const bound = Object.entries({ fingerprint, cause, check }).filter(([, each]) => each !== null);
  return {
    schemaVersion: 1,
    api,
    ...Object.fromEntries(bound),
    ...{ change, category, reason, owner, approver, expires },
  };
}

/** The text of a new entry. Unfolded: a line of the file is a line of the reason. */
export function acceptedText(acceptance: Omit<Acceptance, 'at'>): string {
  return dump(acceptedValue(acceptance), { schema: CORE_SCHEMA, lineWidth: -1 });
}

function folderOf(api: string): string {
  return `${FOLDER}/${pathName(api)}`;
}

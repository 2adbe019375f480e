import type { Baseline, BaselineEntry } from '../../model/finding.ts';
import { CountersignError } from '../../model/errors.ts';
import { pathName } from '../../model/path-name.ts';
import type { Files } from '../../model/ports.ts';
import { BASELINE_SCHEMA } from './baseline-schema.ts';
import { type DocumentKind, problemLines, problemsError, readDocument } from './document.ts';
import { quoted } from './quoted.ts';

const FOLDER = '.countersign/baseline';

/** Old debt may be long: a line for each of 50 000 findings. */
const MAX_BYTES = 16 * 1024 * 1024;

type BaselineFile = { readonly schemaVersion: 1; readonly api: string; readonly findings: readonly BaselineEntry[] };

const BASELINE_FILE: DocumentKind<BaselineFile> = {
  code: 'BASELINE_INVALID',
  compile: (ajv) => ajv.compile<BaselineFile>(BASELINE_SCHEMA),
  maxValues: 300_000,
};

/** Every baseline of the workspace, in the order of the files' names. Throws BASELINE_INVALID with what is wrong in all of the files. */
export async function readBaselines(files: Files, root: string): Promise<readonly Baseline[]> {
  const found: Baseline[] = [];
  const wrong: string[] = [];
  for (const file of await files.list(root, [`${FOLDER}/*.{yaml,yml,json}`])) {
    try {
      const { value } = await readDocument(file, await files.read(root, file, MAX_BYTES), BASELINE_FILE);
      const { api, findings } = value;
      if (file === baselinePath(api)) found.push({ api, file, entries: findings });
      else wrong.push(`${file}:1:1: the baseline of \`${api}\` is ${baselinePath(api)}`);
    } catch (error) {
      if (!(error instanceof CountersignError) || error.code !== 'BASELINE_INVALID') throw error;
      wrong.push(...problemLines(error));
    }
  }
  if (wrong.length > 0) throw problemsError('BASELINE_INVALID', wrong);
  return found;
}

/** Where the baseline of an API is, relative to the workspace root. */
export function baselinePath(api: string): string {
  return `${FOLDER}/${pathName(api)}.yaml`;
}

/** A baseline as YAML. A finding is a line of its own and the lines are sorted, so that branches that mend different things merge. */
export function baselineText({ api, entries }: Pick<Baseline, 'api' | 'entries'>): string {
  const lines = [...entries]
    .sort((left, right) => (left.fingerprint < right.fingerprint ? -1 : 1))
    .map(
      ({ fingerprint, rule, at }) =>
        `  - { fingerprint: ${quoted(fingerprint)}, rule: ${quoted(rule)}, at: ${quoted(at)} }\n`,
    );
  return [
    '# Old findings of lint that do not count. Written by countersign baseline write; prune removes what was mended.\n',
    'schemaVersion: 1\n',
    `api: ${quoted(api)}\n`,
    lines.length === 0 ? 'findings: []\n' : 'findings:\n',
    ...lines,
  ].join('');
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { row, table } from './references.ts';

const DATA = 'test/examine/diff/conformance.deviations.json';

type Deviations = {
  readonly levels: {
    readonly [check: string]: { readonly ours: string; readonly theirs: string; readonly reason: string };
  };
  readonly cases: { readonly [id: string]: { readonly reason: string } };
};

const INTRODUCTION = [
  'Every check id of oasdiff is reported here under the same name. What is judged otherwise is listed below, each with its reason.',
  'A level is ours on purpose: `breaking` where a payload or a call that worked fails, `risky` where it may or where nobody can decide it, `contract-only` where',
  'no payload changes, `compatible` where it is shown to be safe. It is what the check says in general; a finding may say otherwise of its own case.',
].join('\n');

const CASES = [
  "The cases are those of oasdiff's own test suite. `npx vitest run test/examine/diff/conformance.test.ts` holds this page to them where they are at hand: a case",
  'that fails without standing here fails the test, and so does one that stands here and passes.',
].join('\n');

/** `docs/reference/oasdiff.md`: where `diff` differs from oasdiff on purpose. Read from the file that the conformance test is held to. */
export async function deviationsPage(root: string): Promise<string> {
  const { levels, cases } = JSON.parse(await readFile(join(root, DATA), 'utf8')) as Deviations;
  const rows = Object.entries(levels).map(([id, { theirs, ours, reason }]) => row(`\`${id}\``, theirs, ours, reason));
  const page = table('Where `countersign diff` differs from oasdiff', ['id', 'oasdiff', 'countersign', 'why'], rows);
  const [title, written, ...rest] = page.trimEnd().split('\n\n');
  return (
    [
      title,
      written,
      INTRODUCTION,
      `## Other levels (${rows.length})`,
      ...rest,
      `## Cases judged otherwise (${Object.keys(cases).length})`,
      CASES,
      [
        row('case', 'why'),
        row('---', '---'),
        ...Object.entries(cases).map(([id, { reason }]) => row(`\`${id}\``, reason)),
      ].join('\n'),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

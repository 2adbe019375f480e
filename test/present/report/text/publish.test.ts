import { expect, test } from 'vitest';
import { diffLines, fileDiffs } from '../../../../src/present/report/text/diff-lines.ts';
import { nextLines, shellWord } from '../../../../src/present/report/text/next.ts';
import { pageOf } from '../../../../src/present/report/text/page.ts';

const PAGE = pageOf({ color: false, width: 40, verbose: false, quiet: false, lines: () => [] });

const DIFF = [
  '--- a/x/kong.yaml',
  '+++ b/x/kong.yaml',
  '@@ -1,2 +1,2 @@',
  '--- a rule of YAML that was removed',
  '+b: 2',
  '--- /dev/null',
  '+++ b/x/evidence.json',
  '@@ -0,0 +1,1 @@',
  `+{${'"a":1,'.repeat(100)}}`,
  '',
].join('\n');

test('a diff is taken apart by file, with what is added and removed', () => {
  expect(fileDiffs(DIFF).map(({ path, added, removed }) => [path, added, removed])).toEqual([
    ['x/kong.yaml', 1, 1],
    ['x/evidence.json', 1, 0],
  ]);
  expect(fileDiffs('')).toEqual([]);
});

test('the configuration is shown, what is kept for the record only with -v', () => {
  expect(diffLines(fileDiffs(DIFF), PAGE)).toEqual([
    '--- a/x/kong.yaml',
    '+++ b/x/kong.yaml',
    '@@ -1,2 +1,2 @@',
    '--- a rule of YAML that was removed',
    '+b: 2',
    '(-v shows the lock and the evidence as well)',
    '',
  ]);
  expect(diffLines(fileDiffs(DIFF), { ...PAGE, verbose: true }).join('\n')).toBe(DIFF);
});

test('a long diff is counted, a long line cut', () => {
  const long = ['--- /dev/null', '+++ b/new.yaml', '@@ @@', ...Array.from({ length: 60 }, () => `+${'x'.repeat(60)}`)];
  const lines = diffLines(fileDiffs(long.join('\n')), PAGE);
  expect(lines[3]).toBe(`+${'x'.repeat(38)}…`);
  expect(lines.at(-2)).toBe('… and 21 more lines (-v shows all)');
});

test('a command to copy is one line, however long, and safe to paste', () => {
  const command = `git add ${shellWord("a b'c/$(x).yaml")}`;
  expect(nextLines('do this', PAGE, command)).toEqual(['next  do this:', `      git add 'a b'\\''c/$(x).yaml'`]);
  expect(shellWord('.countersign/approvals/payments/jane-1a2b.yaml')).toBe(
    '.countersign/approvals/payments/jane-1a2b.yaml',
  );
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../src/cli/program.ts';
import { COMMANDS } from '../src/commands/index.ts';
import { projectRoot } from './support/shared.ts';

const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', join('src', 'README.md'), join('examples', 'bank', 'README.md')],
  ...readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) => join('docs', file)),
]
  .filter((file) => file.endsWith('.md') && existsSync(join(projectRoot, file)))
  .map((file) => ({ file, text: readFileSync(join(projectRoot, file), 'utf8') }));

/** Command lines of the tool in fenced `sh` blocks, without their comments. */
function commandLines(text: string): readonly (readonly string[])[] {
  const blocks = [...text.matchAll(/^```(?:sh|bash|console)\n([^]*?)^```/gm)].map(([, block = '']) => block);
  return blocks
    .flatMap((block) => block.split('\n'))
    .map((line) => /^(?:\$ )?(?:npx |node bin\/)?countersign(?:\.js)? ([^#|>&;]*)/.exec(line)?.[1])
    .filter((line) => line !== undefined)
    .map((line) => [...line.trim().matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? ''));
}

const lines = documents.flatMap(({ file, text }) =>
  commandLines(text).map((argv) => ({ file, argv, line: argv.join(' ') })),
);

test.each(lines)('$file: countersign $line', async ({ argv }) => {
  const parsed = await parseCommandLine(argv, '0.0.0', COMMANDS);
  expect(['run', 'help']).toContain(parsed.kind);
});

test('the documents show how the tool is called', () => {
  expect(lines.map(({ file }) => file)).toContain('README.md');
});

test.each(COMMANDS)('the examples of $name in its help are calls of it', async ({ name, load }) => {
  for (const { command } of (await load()).examples) {
    const argv = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, a, b]) => a ?? b ?? '').slice(1);
    expect(argv[0]).toBe(name);
    expect(await parseCommandLine(argv, '0.0.0', COMMANDS)).toMatchObject({ kind: 'run', command: { name } });
  }
});

describe('links', () => {
  test.each(documents)('of $file lead to something', ({ file, text }) => {
    const targets = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g)].map(([, target = '']) => target);
    const missing = targets
      .map((target) => join(projectRoot, dirname(file), decodeURIComponent(target)))
      .filter((path) => !existsSync(path))
      .map((path) => relative(projectRoot, path));
    expect(missing).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { parseCommandLine } from '../../src/cli/program.ts';
import type { CommandEntry } from '../../src/commands/index.ts';
import { defineCommand } from '../../src/model/command.ts';
import { CountersignError } from '../../src/model/errors.ts';

const measure = defineCommand({
  name: 'measure',
  group: 'Judge a contract',
  summary: 'measures a thing',
  description: 'Measures a thing with a ruler.',
  arguments: [{ name: 'thing', description: 'what to measure', required: false, many: true }],
  options: [
    { flags: '--unit <unit>', description: 'unit of length', choices: ['mm', 'inch'], default: 'mm' },
    { flags: '--ruler <file>', description: 'a ruler', repeatable: true },
    { flags: '-n, --dry-run', description: 'only look' },
  ],
  examples: [{ command: 'countersign measure table', does: 'measures the table' }],
  run: () => Promise.reject(new Error('not run here')),
});

const loaded: string[] = [];
const entries: CommandEntry[] = [
  {
    name: 'measure',
    group: 'Judge a contract',
    summary: measure.summary,
    load: () => (loaded.push('measure'), Promise.resolve(measure)),
  },
  {
    name: 'weigh',
    group: 'Bring it to the gateway',
    summary: 'weighs a thing',
    load: () => (loaded.push('weigh'), Promise.resolve(measure)),
  },
];

async function failureOf(...argv: string[]): Promise<{ code: string; message: string; hint: string }> {
  const error: unknown = await parseCommandLine(argv, '1.2.3', entries).catch((thrown: unknown) => thrown);
  if (!(error instanceof CountersignError)) throw new Error('it did not fail as it should');
  return { code: error.code, message: error.message, hint: error.hint };
}

test('arguments and options come out as given, and only the command called is loaded', async () => {
  loaded.length = 0;
  const parsed = await parseCommandLine(
    ['measure', 'a', 'b', '--ruler', 'x', '--ruler', 'y', '-n', '--format', 'json'],
    '1.2.3',
    entries,
  );
  expect(parsed).toMatchObject({
    kind: 'run',
    command: measure,
    arguments: ['a', 'b'],
    options: { unit: 'mm', ruler: ['x', 'y'], dryRun: true, format: 'json', color: true },
  });
  expect(loaded).toEqual(['measure']);
});

test('the version and the overview need no command', async () => {
  loaded.length = 0;
  expect(await parseCommandLine(['--version'], '1.2.3', entries)).toEqual({
    kind: 'help',
    text: '1.2.3\n',
    asked: true,
  });
  const help = await parseCommandLine(['--help'], '1.2.3', entries);
  expect(help.kind === 'help' && help.text).toContain('weigh');
  expect(loaded).toEqual([]);
});

test.each([[['measure', '--help']], [['help', 'measure']]])(
  '%j prints the help of a command with its examples',
  async (argv) => {
    const help = await parseCommandLine(argv, '1.2.3', entries);
    if (help.kind !== 'help') throw new Error('no help');
    await expect(help.text).toMatchFileSnapshot('golden/measure-help.txt');
  },
);

test('what is mistyped gets the nearest name', async () => {
  expect(await failureOf('mesure')).toEqual({
    code: 'USAGE',
    message: "unknown command 'mesure'",
    hint: 'did you mean measure?',
  });
  expect(await failureOf('measure', '--dry-rum')).toEqual({
    code: 'USAGE',
    message: "unknown option '--dry-rum'",
    hint: 'did you mean --dry-run?',
  });
  expect(await failureOf('measure', '--unit', 'mile')).toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining('Allowed choices are mm, inch') as string,
  });
  expect(await failureOf('measure', '--unit')).toMatchObject({ code: 'USAGE', hint: 'countersign measure --help' });
  // As an unset variable of a CI job leaves it; without any argument a command takes all there is.
  expect(await failureOf('measure', 'table', '')).toMatchObject({ code: 'USAGE', message: 'an argument is empty' });
});

test('no command at all is a usage error, not a success', async () => {
  expect(await parseCommandLine([], '1.2.3', entries)).toMatchObject({ kind: 'help', asked: false });
});

import { Argument, Command as Program, CommanderError, Option } from 'commander';
import type { CommandEntry } from '../commands/index.ts';
import type { ArgumentSpec, Command, OptionSpec } from '../model/command.ts';
import { CountersignError } from '../model/errors.ts';
import { COMMON_OPTIONS } from './common-options.ts';

/** What the command line asked for, or the help that it asked for instead. */
export type Parsed =
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly arguments: readonly string[];
      readonly options: ParsedOptions;
    }
  /** `asked` is false when there was no command to run: that is no success. */
  | { readonly kind: 'help'; readonly text: string; readonly asked: boolean };

export type ParsedOptions = { readonly [name: string]: string | boolean | readonly string[] | undefined };

const INTRODUCTION = `Takes an API contract from draft to gateway: lint, breaking changes, deprecations, approval, publication.`;

const FIRST_STEPS = `
Examples:
  countersign check                         everything that a pull request is judged by
  countersign diff --against origin/main    what breaks, and for whom
  countersign publish payments --env test   one commit of gateway configuration

countersign <command> --help tells more; countersign explain <id> explains a rule, a check or an error.`;

/**
 * Parses a command line. Only the command that was called is loaded; the others are known by name.
 * Throws USAGE, with a suggestion where one is near.
 */
export async function parseCommandLine(
  argv: readonly string[],
  version: string,
  entries: readonly CommandEntry[],
): Promise<Parsed> {
  const asked = argv[0] === 'help' ? argv[1] : argv[0];
  const entry = entries.find((one) => one.name === asked);
  const command = entry === undefined ? null : await entry.load();
  const output: string[] = [];
  const errors: string[] = [];
  const program = new Program('countersign')
    .description(INTRODUCTION)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .addHelpText('after', FIRST_STEPS)
    .configureOutput({ writeOut: (text) => output.push(text), writeErr: (text) => errors.push(text) })
    .showSuggestionAfterError(true)
    .exitOverride();
  const parsed: Parsed[] = [];
  for (const one of entries) {
    const child = program
      .command(one.name)
      .description(one.summary)
      .helpGroup(`${one.group}:`)
      .copyInheritedSettings(program);
    if (command === null || one.name !== command.name) continue;
    describe(child, command);
    child.action(() => {
      parsed.push({ kind: 'run', command, arguments: child.args, options: child.opts<ParsedOptions>() });
    });
  }
  if (argv.length === 0) return { kind: 'help', text: `${program.helpInformation()}${FIRST_STEPS}\n`, asked: false };
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(errors.join('') || error.message, command);
  }
  const [run] = parsed;
  if (run?.kind === 'run' && run.arguments.includes(''))
    throw new CountersignError('USAGE', 'an argument is empty', {
      hint: 'a variable that is not set? leave the argument out for all that there is',
    });
  return run ?? { kind: 'help', text: output.join(''), asked: true };
}

function describe(program: Program, command: Command): void {
  program.description(command.description).usage(usageOf(command));
  for (const argument of command.arguments) program.addArgument(argumentOf(argument));
  for (const option of command.options) program.addOption(optionOf(option));
  const own = new Set(program.options.map((option) => option.long));
  for (const option of COMMON_OPTIONS.map(optionOf)) if (!own.has(option.long)) program.addOption(option);
  const examples = command.examples.map((example) => `  ${example.command}\n      ${example.does}`).join('\n');
  program.addHelpText('after', `\nExamples:\n${examples}`);
}

function usageOf(command: Command): string {
  return [...command.arguments.map((argument) => argumentOf(argument)).map(bracketed), '[options]'].join(' ');
}

function bracketed(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? '...' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
}

function argumentOf(spec: ArgumentSpec): Argument {
  const name = spec.many ? `${spec.name}...` : spec.name;
  return new Argument(spec.required ? `<${name}>` : `[${name}]`, spec.description);
}

function optionOf(spec: OptionSpec): Option {
  const option = new Option(spec.flags, spec.description);
  if (spec.choices !== undefined) option.choices([...spec.choices]);
  if (spec.default !== undefined) option.default(spec.default);
  if (spec.repeatable === true)
    option.argParser((value: string, before?: readonly string[]) => [...(before ?? []), value]);
  return option;
}

/** Commander says "error: unknown option '--x'\n(Did you mean --y?)": the first line is what happened, the second what to do. */
function usageError(words: string, command: Command | null): CountersignError {
  const [happened = '', suggestion = ''] = words
    .trim()
    .replace(/^error: /, '')
    .split('\n');
  const help = command === null ? 'countersign --help' : `countersign ${command.name} --help`;
  const hint = suggestion === '' ? help : suggestion.replace(/^\(Did you mean (.*)\?\)$/, 'did you mean $1?');
  return new CountersignError('USAGE', happened, { hint });
}

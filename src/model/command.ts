import type { Day } from './day.ts';
import type { Ports } from './ports.ts';
import type { Report } from './report.ts';

/** An option of one command, as data: the parser, `--help` and the reference are all made from it. */
export type OptionSpec = {
  /** As commander writes them: `--against <ref>`, `-n, --dry-run`, `--ruleset <file|profile>`. */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** May be given several times; `Invocation.list` gives the values. */
  readonly repeatable?: boolean;
};

export type ArgumentSpec = {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly many: boolean;
};

export type Example = { readonly command: string; readonly does: string };

/** What was asked for, once parsed. Options common to every command are handled by the cli and are not here, save those a command must know. */
export type Invocation = {
  readonly arguments: readonly string[];
  /** Value of `--name <value>`, or null. */
  readonly text: (name: string) => string | null;
  readonly flag: (name: string) => boolean;
  /** Values of a repeatable option; empty when it was not given. */
  readonly list: (name: string) => readonly string[];
  /** Settings file named with `--config`, or null. */
  readonly config: string | null;
  /** `--output`, or null for stdout. */
  readonly output: string | null;
  /** The day that counts as today in a time zone: `--today`, COUNTERSIGN_TODAY, SOURCE_DATE_EPOCH, or the clock. */
  readonly today: (zone: string) => Day;
};

/** What a command did. The verdict in the report decides the exit code, whatever the format. */
export type Outcome = {
  readonly report: Report;
  /** Lines of a file that was read, for code frames; empty when it was not. */
  readonly lines: (file: string, commit: string | null) => readonly string[];
};

/** Headings of the overview, in the order of the road. */
export const COMMAND_GROUPS = [
  'Judge a contract',
  'Let something go',
  'Bring it to the gateway',
  'Begin, and look things up',
] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

export type Command = {
  readonly name: string;
  readonly group: CommandGroup;
  readonly summary: string;
  readonly description: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly Example[];
  /** True when the command itself writes to `--output` (a folder); otherwise the cli writes the rendered report there. */
  readonly writesOutput?: boolean;
  readonly run: (invocation: Invocation, ports: Ports) => Promise<Outcome>;
};

export function defineCommand(command: Command): Command {
  return command;
}

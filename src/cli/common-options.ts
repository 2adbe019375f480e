import type { OptionSpec } from '../model/command.ts';

/** Options that every command takes. */
export const COMMON_OPTIONS: readonly OptionSpec[] = [
  { flags: '--format <format>', description: 'how to print the result', choices: ['text', 'json'], default: 'text' },
  { flags: '-o, --output <file>', description: 'write the result to a file instead of standard output' },
  {
    flags: '--today <day>',
    description: 'the day to judge by, YYYY-MM-DD (else COUNTERSIGN_TODAY, SOURCE_DATE_EPOCH, the clock)',
  },
  { flags: '--config <file>', description: 'settings file (else countersign.yaml, searched upwards to the git root)' },
  { flags: '--no-color', description: 'no colours (as NO_COLOR; FORCE_COLOR forces them)' },
  { flags: '-q, --quiet', description: 'print errors and the verdict only' },
  { flags: '-v, --verbose', description: 'print everything, however long' },
  { flags: '--debug', description: 'print where a failure came from' },
];

import { CountersignError, ERRORS, EXIT } from '../model/errors.ts';
import { printable } from '../present/report/printable.ts';

export type Failure = { readonly text: string; readonly exitCode: number };

/** What is printed when a run could not come to a verdict, and the exit code that says so. */
export function describeFailure(error: unknown, debug: boolean): Failure {
  const known = error instanceof CountersignError;
  const code = known ? error.code : 'FAULT';
  const happened = error instanceof Error ? error.message : String(error);
  const hint = known ? error.hint : ERRORS.FAULT.hint;
  const lines = [`error ${code}  ${linesOf(happened)}`, `  hint  ${linesOf(hint)}`];
  if (debug) lines.push(stackOf(error));
  else if (!known) lines.push('  --debug shows where it came from');
  return { text: `${lines.join('\n')}\n`, exitCode: known ? error.exitCode : EXIT.fault };
}

/** Line breaks are ours; whatever else was quoted from files and programs is made printable. */
function linesOf(text: string): string {
  return text.split('\n').map(printable).join('\n        ');
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return (error.stack ?? error.message).split('\n').map(printable).join('\n') + cause;
}

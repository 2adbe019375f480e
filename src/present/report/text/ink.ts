import { Chalk } from 'chalk';
import type { Severity } from '../../../model/finding.ts';

type Paint = (text: string) => string;

/** The colours by what they mean; each is the identity where there is no colour. */
export type Ink = {
  readonly severity: { readonly [severity in Severity]: Paint };
  readonly pass: Paint;
  readonly fail: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
  readonly place: Paint;
  readonly added: Paint;
  readonly removed: Paint;
};

/** Colour comes from the caller alone, never from what chalk finds out about the process. */
export function inkOf(color: boolean): Ink {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return {
    severity: { error: chalk.bold.red, warn: chalk.bold.yellow, info: chalk.blue, hint: chalk.cyan },
    pass: chalk.bold.green,
    fail: chalk.bold.red,
    strong: chalk.bold,
    faint: chalk.dim,
    place: chalk.cyan,
    added: chalk.green,
    removed: chalk.red,
  };
}

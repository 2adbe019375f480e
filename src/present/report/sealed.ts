import { withoutLogCommands } from './log-commands.ts';
import { printableCharacter } from './printable.ts';

/** Our own colours, and nothing else that begins with an escape character. */

const COLOUR = /(\x1b\[[\d;]*m)/;

/**
 * The last step before a rendered text leaves the renderer: a second lock behind `printableReport`. Whatever put a raw control
 * character into a line, or words together so that a CI would take the line for a command, it goes no further.
 */
export function sealed(text: string): string {
  return text
    .split('\n')
    .map((line) => withoutLogCommands(line.split(COLOUR).map(sealedPart).join('')))
    .join('\n');
}

/** `split` with one group gives text and colour in turn. */
function sealedPart(part: string, index: number): string {
  return index % 2 === 1 ? part : printableCharacter(part);
}

import type { Page } from './page.ts';
import { hanging } from './wrap.ts';

const LABEL = 'next  ';

/** What to do next, and the command for it. A command stands in a line of its own and is never wrapped, so that it can be copied. */
export function nextLines(text: string, page: Page, command = ''): string[] {
  const label = page.ink.strong(LABEL);
  if (text === '') return [label + command];
  const said = command === '' ? text : `${text}:`;
  const lines = hanging({ indent: 0, label: LABEL, text: said, columns: page.width, paintLabel: page.ink.strong });
  return command === '' ? lines : [...lines, ' '.repeat(LABEL.length) + command];
}

/** A word as a shell reads it: in single quotes where it holds anything that a shell would act on. */
export function shellWord(word: string): string {
  return /^[\w./@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

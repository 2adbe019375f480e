import type { Note } from '../../../model/report.ts';
import type { Page } from './page.ts';
import { hanging } from './wrap.ts';

/** What the reader must know though it is no finding. */
export function noteLines(notes: readonly Note[], page: Page): string[] {
  const lines = notes.flatMap(({ api, message }) =>
    hanging({
      indent: 0,
      label: 'note  ',
      // A message that begins with the API's name need not be told whose it is.
      text: api === null || message.startsWith(`${api} `) ? message : `${api}: ${message}`,
      columns: page.width,
      paintLabel: page.ink.place,
    }),
  );
  return lines.length === 0 ? [] : [...lines, ''];
}

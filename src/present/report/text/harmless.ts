import { counted } from './counts.ts';
import type { Detail } from './detail.ts';
import type { Entry } from './entries.ts';
import { grouped } from '../../../model/grouped.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';
import type { Topic } from './topics.ts';
import { hanging } from './wrap.ts';

/** So many of the operations that a change reaches are named. */
const REACHED = 2;

/** Changes that cost nothing. `diff` is asked for every change, many of them by check; the others only for what matters. */
export function harmlessChanges(topics: readonly Topic[], asked: boolean, detail: Detail, page: Page): string[] {
  if (topics.length === 0) return [];
  const title = `${counted(topics.length, 'change')} that ${topics.length === 1 ? 'breaks' : 'break'} nobody`;
  if (!asked && !page.verbose)
    return [`  ${page.ink.faint(`${title} (countersign diff lists ${topics.length === 1 ? 'it' : 'them'})`)}`, ''];
  if (detail.eachChange)
    return [`  ${page.ink.strong(title)}`, ...topics.flatMap((topic) => changeLines(topic, page)), ''];
  return [`  ${page.ink.strong(title)}  ${page.ink.faint('(-v lists them)')}`, ...byCheck(topics, page), ''];
}

function changeLines({ reach, message, change, at }: Topic, page: Page): string[] {
  const operations = [...reach.struck, ...reach.spared];
  const place = page.verbose && at !== null ? ` (${at.file}:${at.line})` : '';
  const [only] = operations;
  const alone = operations.length === 1 && only !== undefined;
  const text = hanging({
    indent: 4,
    label: signOf(change),
    text: `${alone ? `${only}: ` : ''}${message}${place}`,
    columns: page.width,
    paintLabel: page.ink.added,
  });
  return alone || operations.length === 0 ? text : [...text, ...reached(operations, page)];
}

function reached(operations: readonly string[], page: Page): string[] {
  const named = page.verbose ? operations : operations.slice(0, REACHED);
  const hidden = operations.length - named.length;
  const text = `for ${named.join(', ')}${hidden === 0 ? '' : ` and ${hidden} more`}`;
  return hanging({ indent: 6, text, columns: page.width, paint: page.ink.faint });
}

/** One line a check, the most frequent first. */
function byCheck(topics: readonly Topic[], page: Page): string[] {
  const groups = [...grouped(topics, ({ rule }) => rule)].sort(
    ([left, own], [right, other]) => other.length - own.length || (left < right ? -1 : 1),
  );
  const rows = groups.map(([rule, own]) => [
    { text: signOf(own[0]?.change ?? null).trim(), paint: page.ink.added },
    { text: String(own.length), right: true },
    { text: rule },
  ]);
  return table(rows, 4);
}

function signOf(change: Entry['change']): string {
  return change?.impact === 'compatible' ? '+ ' : '~ ';
}

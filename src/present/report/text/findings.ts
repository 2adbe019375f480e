import width from 'fast-string-width';
import type { Severity } from '../../../model/finding.ts';
import { type Detail, weightOf } from './detail.ts';
import { groupOf } from './entries.ts';
import { entryLines, type Told } from './entry.ts';
import { grouped } from './grouped.ts';
import type { Page } from './page.ts';
import type { Topic } from './topics.ts';
import { shortened } from './wrap.ts';

/** Where the text of an entry begins. */
const BODY = 10;

/** Topics in full, a blank line between them; many of one rule in one file are collapsed. What is told of by number alone is left to the table. */
export function findingLines(topics: readonly Topic[], decides: Severity, detail: Detail, page: Page): string[] {
  return [...grouped(topics, groupOf).values()].flatMap((group) => {
    const most = Math.max(...group.map((topic) => detail[weightOf(topic, decides)]));
    return most === 0 ? [] : groupLines(group, most, page);
  });
}

function groupLines(group: readonly Topic[], most: number, page: Page): string[] {
  const shown = group.slice(0, most);
  const hidden = group.slice(shown.length);
  let told: Told | null = null;
  const lines: string[] = [];
  for (const topic of shown) {
    lines.push(...entryLines(topic, page, told), '');
    told = topic;
  }
  if (hidden.length === 0) return lines;
  const rest = hidden.length <= EACH ? hidden.map((topic) => inOneLine(topic, page)) : [collapsed(hidden, page)];
  // The rest stands right below the last one that was told in full.
  return [...lines.slice(0, -1), ...rest, ''];
}

/** So few of one rule are worth a line each. */
const EACH = 3;

/** `… line 96: Query parameter \`email\` names personal or secret data`, cut to the page. */
function inOneLine({ at, message, all }: Topic, page: Page): string {
  const where = at === null ? '' : `line ${at.line}: `;
  const times = all.length === 1 ? '' : ` (${all.length} times)`;
  return ' '.repeat(BODY) + page.ink.faint(shortened(`… ${where}${message}${times}`, page.width - BODY));
}

/** `… and 41 more of this rule, in lines 12, 18, 22 and on (-v shows all)`, in one line. */
function collapsed(hidden: readonly Topic[], page: Page): string {
  const count = hidden.reduce((sum, { all }) => sum + all.length, 0);
  const lines = [...new Set(hidden.flatMap(({ at }) => (at === null ? [] : [at.line])))];
  const text = (named: number): string => {
    const on = named < lines.length ? ' and on' : '';
    const where =
      named === 0 ? '' : `, in line${lines.length === 1 ? '' : 's'} ${lines.slice(0, named).join(', ')}${on}`;
    return `… and ${count} more of this rule${where} (-v shows all)`;
  };
  let named = Math.min(lines.length, page.width);
  while (named > 0 && width(text(named)) > page.width - BODY) named -= 1;
  return ' '.repeat(BODY) + page.ink.faint(text(named));
}

import width from 'fast-string-width';
import type { Severity } from '../../../model/finding.ts';
import { type Detail, weightOf } from './detail.ts';
import { briefLines, entryLines, type Told } from './entry.ts';
import { grouped } from '../../../model/grouped.ts';
import { groupOf } from './order.ts';
import type { Page } from './page.ts';
import { SEVERITY_NOUNS } from './tally.ts';
import type { Topic } from './topics.ts';
import { shortened } from './wrap.ts';

/** Where the text of an entry begins. */
const BODY = 10;

/**
 * Topics in full, a blank line between them. Changes that decide are told one after the other, the first of them in full and the next
 * ones briefly; of all else many of one rule are collapsed. What is told of by number alone is left to the table.
 */
export function findingLines(topics: readonly Topic[], decides: Severity, detail: Detail, page: Page): string[] {
  const isDeciding = (topic: Topic): boolean => topic.change !== null && weightOf(topic, decides) === 'deciding';
  const blocks = grouped(topics, (topic) => (isDeciding(topic) ? 'deciding' : groupOf(topic)));
  return [...blocks].flatMap(([key, group]) => {
    if (key === 'deciding') return decidingChanges(group, detail, page);
    const most = Math.max(...group.map((topic) => detail[weightOf(topic, decides)]));
    return most === 0 ? [] : groupLines(group, most, page);
  });
}

/** The gravest, and those that reach the most, come first: of a long list they are what people must read. */
function decidingChanges(topics: readonly Topic[], { full, brief }: Detail, page: Page): string[] {
  const lines: string[] = [];
  let told: Told | null = null;
  for (const topic of topics.slice(0, full)) {
    lines.push(...entryLines(topic, page, told), '');
    told = topic;
  }
  const short = several(topics.slice(full), brief);
  for (const topic of short) if (topic.change !== null) lines.push(...briefLines(topic, topic.change, page), '');
  const hidden = topics.length - full - short.length;
  if (hidden <= 0 || full + brief === 0) return lines;
  const text = `… and ${hidden} more ${SEVERITY_NOUNS[topics[0]?.severity ?? 'error']}${hidden === 1 ? '' : 's'} (-v shows all)`;
  return [...lines, `  ${page.ink.faint(text)}`, ''];
}

/** So many of one rule are told briefly where not all are. */
const ALIKE = 2;

/** The first ones, but not many of one rule: they differ little, and the table has their number. */
function several(topics: readonly Topic[], most: number): readonly Topic[] {
  if (topics.length <= most) return topics;
  const shown = new Map<string, number>();
  const chosen = topics.filter(({ rule }) => {
    shown.set(rule, (shown.get(rule) ?? 0) + 1);
    return (shown.get(rule) ?? 0) <= ALIKE;
  });
  return chosen.slice(0, most);
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
function inOneLine({ at, message }: Topic, page: Page): string {
  const where = at === null ? '' : `line ${at.line}: `;
  return ' '.repeat(BODY) + page.ink.faint(shortened(`… ${where}${message}`, page.width - BODY));
}

/** `… and 41 more of this rule, in lines 12, 18, 22 and on (-v shows all)`, in one line. */
function collapsed(hidden: readonly Topic[], page: Page): string {
  const lines = [...new Set(hidden.flatMap(({ at }) => (at === null ? [] : [at.line])))];
  const text = (named: number): string => {
    const on = named < lines.length ? ' and on' : '';
    const where =
      named === 0 ? '' : `, in line${lines.length === 1 ? '' : 's'} ${lines.slice(0, named).join(', ')}${on}`;
    return `… and ${hidden.length} more of this rule${where} (-v shows all)`;
  };
  let named = Math.min(lines.length, page.width);
  while (named > 0 && width(text(named)) > page.width - BODY) named -= 1;
  return ' '.repeat(BODY) + page.ink.faint(text(named));
}

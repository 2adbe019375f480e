import { type Entry, groupOf } from './entries.ts';
import { entryLines, type Told } from './entry.ts';
import { grouped } from './grouped.ts';
import type { Page } from './page.ts';
import { hanging } from './wrap.ts';

/** So many of one rule in one file are told in full. */
const IN_FULL = 3;
/** So many lines of the others are named. */
const NAMED = 8;

/** Entries in full, a blank line between them; many of one rule in one file are collapsed unless everything was asked for. */
export function findingLines(entries: readonly Entry[], page: Page): string[] {
  return [...grouped(entries, groupOf).values()].flatMap((group) => groupLines(group, page));
}

function groupLines(group: readonly Entry[], page: Page): string[] {
  const shown = page.verbose ? group : group.slice(0, IN_FULL);
  const hidden = group.slice(shown.length);
  let told: Told | null = null;
  const lines: string[] = [];
  for (const entry of shown) {
    lines.push(...entryLines(entry, page, told), '');
    told = entry;
  }
  return hidden.length === 0 ? lines : [...lines, ...collapsed(hidden, page), ''];
}

/** `… and 41 more of this rule, in lines 12, 18, 22 and on (-v shows all)` */
function collapsed(hidden: readonly Entry[], page: Page): string[] {
  const lines = [...new Set(hidden.flatMap(({ at }) => (at === null ? [] : [at.line])))];
  const named = lines.slice(0, NAMED).join(', ');
  const where = `, in line${lines.length === 1 ? '' : 's'} ${named}${lines.length > NAMED ? ' and on' : ''}`;
  const text = `and ${hidden.length} more of this rule${lines.length === 0 ? '' : where} (-v shows all)`;
  return hanging({ indent: 10, label: '… ', text, columns: page.width, paint: page.ink.faint });
}

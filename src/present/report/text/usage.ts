import type { UsageEntry } from '../../../model/report.ts';
import { counted } from './counts.ts';
import type { Page } from './page.ts';
import { type Row, table } from './table.ts';

/** Who calls what: first those who are hit; the others only where everything is asked for. */
export function usageLines(usage: readonly UsageEntry[], page: Page): string[] {
  const shown = page.verbose ? usage : usage.filter(({ hit }) => hit);
  if (usage.length === 0) return [];
  const others = usage.length - shown.length;
  const more = others === 0 ? [] : [`  ${counted(others, 'other use')} that nothing happens to (-v lists them)`];
  const sorted = [...shown].sort((left, right) => Number(right.hit) - Number(left.hit) || right.calls - left.calls);
  return [...table([HEAD, ...sorted.map((one) => rowOf(one, page))], 2), ...more, ''];
}

const HEAD: Row = ['', 'consumer', 'operation', 'calls', 'last', 'consent'].map((text) => ({
  text,
  right: text === 'calls',
}));

function rowOf({ api, consumer, contact, method, path, calls, last, consent, hit }: UsageEntry, { ink }: Page): Row {
  return [
    { text: hit ? 'hit' : '', paint: ink.severity.warn },
    { text: contact === null ? consumer : `${consumer} (${contact})` },
    { text: `${api} ${method} ${path}` },
    { text: String(calls), right: true },
    { text: last ?? '-' },
    { text: consent ? 'given' : '-' },
  ];
}

import { listed } from './counts.ts';
import { type Manner, weightOf } from './detail.ts';
import { briefLines, entryLines } from './entry.ts';
import { grouped } from '../../../model/grouped.ts';
import { byPath, reached } from './operations.ts';
import { gravity } from './order.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';
import { talliedWords, tallyOf } from './tally.ts';
import type { Topic } from './topics.ts';

/** So many operations stand in a table; of more, only the number is told. */
const MOST_ROWS = 60;

/** So many changes are looked at for being told; more are counted at once. */
const MOST_TOLD = 2000;

type Block = { readonly name: string; readonly topics: readonly Topic[] };

/** Changes operation by operation, the gravest first, then by path: in full; briefly, what decides; or by number where that is too long. */
export function operationBlocks(topics: readonly Topic[], { decides, detail }: Manner, page: Page): string[] {
  const blocks = blocksOf(topics);
  const { eachOperation } = detail;
  // Two lines each are more than anybody is shown unasked.
  const isTooMuch = topics.length > MOST_TOLD && !page.verbose;
  const isTold = (topic: Topic): boolean => eachOperation === 'full' || weightOf(topic, decides) === 'deciding';
  const told = isTooMuch || eachOperation === 'count' ? [] : blocks.filter((block) => block.topics.some(isTold));
  const others = blocks.filter((block) => !told.includes(block));
  const seen = new Set<string>();
  const tell = (topic: Topic): string[] => {
    if (topic.change === null) return [];
    // What one edit does is told in full where it shows first.
    const full = eachOperation === 'full' && !seen.has(topic.change.cause);
    seen.add(topic.change.cause);
    return full ? [...entryLines(topic, page, null), ''] : briefLines(topic, topic.change, page);
  };
  return [
    ...told.flatMap(({ name, topics: own }) => [
      `  ${page.ink.strong(name)}  ${page.ink.faint(listed(talliedWords(tallyOf(own))))}`,
      ...withLastBlank(own.filter(isTold).flatMap(tell)),
    ]),
    ...countLines(others, page),
  ];
}

function withLastBlank(lines: readonly string[]): readonly string[] {
  return lines.at(-1) === '' ? lines : [...lines, ''];
}

function blocksOf(topics: readonly Topic[]): readonly Block[] {
  const groups = grouped(topics, ({ change }) => reached(change?.operation ?? null));
  return [...groups]
    .map(([name, own]) => ({ name, topics: own }))
    .sort((left, right) => gravest(left) - gravest(right) || byPath(left.name, right.name));
}

function gravest({ topics }: Block): number {
  return topics.reduce((least, topic) => Math.min(least, gravity(topic)), Infinity);
}

function countLines(blocks: readonly Block[], page: Page): string[] {
  if (blocks.length === 0) return [];
  const rows = blocks
    .slice(0, MOST_ROWS)
    .map(({ name, topics }) => [
      { text: name, paint: page.ink.strong },
      { text: listed(talliedWords(tallyOf(topics))) },
    ]);
  const hidden = blocks.length - rows.length;
  const more = hidden === 0 ? '(-v tells each change)' : `… and ${hidden} more operations (-v tells each change)`;
  return [...table(rows, 2), `  ${page.ink.faint(more)}`, ''];
}

import { createHash } from 'node:crypto';
import type { Tool } from '../../model/report.ts';

/** A feed and its entries, as plain text but for `content`, which is HTML. Times are RFC 3339. */
export type Feed = {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly author: string;
  readonly tool: Tool;
  readonly entries: readonly FeedEntry[];
};

export type FeedEntry = {
  readonly id: string;
  readonly title: string;
  readonly updated: string;
  readonly categories: readonly string[];
  readonly summary: string;
  readonly content: string;
};

/** An Atom document (RFC 4287). */
export function atomText(feed: Feed): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${xml(feed.id)}</id>`,
    `<title>${xml(feed.title)}</title>`,
    `<updated>${xml(feed.updated)}</updated>`,
    `<author><name>${xml(feed.author)}</name></author>`,
    `<generator version="${xml(feed.tool.version)}">${xml(feed.tool.name)}</generator>`,
    ...feed.entries.flatMap(entryLines),
    '</feed>',
    '',
  ].join('\n');
}

function entryLines({ id, title, updated, categories, summary, content }: FeedEntry): readonly string[] {
  return [
    '<entry>',
    `<id>${xml(id)}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${xml(updated)}</updated>`,
    ...categories.map((term) => `<category term="${xml(term)}"/>`),
    `<summary>${xml(summary)}</summary>`,
    `<content type="html">${xml(content)}</content>`,
    '</entry>',
  ];
}

/** A name-based UUID (RFC 9562, version 8): the beginning of a SHA-256. */
export function urn(...parts: readonly string[]): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify(['countersign', ...parts]))
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `urn:uuid:${bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`;
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/** What XML 1.0 may not hold (§2.2) is shown as the replacement character. */
function xml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"]/g, (character) => ENTITIES.get(character) ?? '');
}

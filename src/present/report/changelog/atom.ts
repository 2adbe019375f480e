import { createHash } from 'node:crypto';
import type { ChangelogApi, ChangelogRelease } from '../../../model/changelog.ts';
import type { ChangelogReport } from '../../../model/report.ts';
import { releaseMarkup } from './html.ts';
import { sectionsOf, tallyOf } from './words.ts';

/**
 * An Atom feed (RFC 4287), one entry a release. Ids are made of what stays: the API, its file and the commit, so that a reader shows a release once however
 * often the feed is written, whatever its range. Times are those of commits. The report must be a printable copy.
 */
export function changelogAtom(report: ChangelogReport): string {
  const { apis } = report;
  const [only, ...others] = apis;
  const entries = apis.flatMap((api) => api.releases.map((release) => ({ api, release })));
  const newest = entries
    .map(({ release }) => timeOf(release, report))
    .sort()
    .at(-1);
  const title = only !== undefined && others.length === 0 ? `Changelog of ${titleOf(only)}` : 'Changelog';
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${urn('feed', ...apis.flatMap(({ id, file, per }) => [id, file, per]))}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${xml(newest ?? midnight(report))}</updated>`,
    `<author><name>${xml(only === undefined ? report.tool.name : apis.map(titleOf).join(', '))}</name></author>`,
    `<generator version="${xml(report.tool.version)}">${xml(report.tool.name)}</generator>`,
    ...entries.flatMap(({ api, release }) => entryLines(api, release, report, others.length > 0)),
    '</feed>',
    '',
  ].join('\n');
}

function entryLines(
  api: ChangelogApi,
  release: ChangelogRelease,
  report: ChangelogReport,
  several: boolean,
): readonly string[] {
  return [
    '<entry>',
    `<id>${urn('release', api.id, api.file, api.per, release.commit ?? '', release.name)}</id>`,
    `<title>${xml(several ? `${titleOf(api)} ${release.name}` : release.name)}</title>`,
    `<updated>${xml(timeOf(release, report))}</updated>`,
    ...sectionsOf(release).map(([section]) => `<category term="${section}"/>`),
    `<summary>${xml(tallyOf(release))}</summary>`,
    `<content type="html">${xml(releaseMarkup(release, 3).safe)}</content>`,
    '</entry>',
  ];
}

function timeOf({ time }: ChangelogRelease, report: ChangelogReport): string {
  return time ?? midnight(report);
}

function midnight({ today }: ChangelogReport): string {
  return `${today}T00:00:00Z`;
}

/** A name-based UUID (RFC 9562, version 8): the beginning of a SHA-256. */
function urn(...parts: readonly string[]): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify(['countersign', 'changelog', ...parts]))
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

function titleOf({ title, id }: ChangelogApi): string {
  return title === '' ? id : title;
}

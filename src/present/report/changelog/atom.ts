import type { ChangelogApi, ChangelogRelease } from '../../../model/changelog.ts';
import type { ChangelogReport } from '../../../model/report.ts';
import { atomText, type FeedEntry, urn } from '../feed.ts';
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
  return atomText({
    id: urn('changelog', 'feed', ...apis.flatMap(({ id, file, per }) => [id, file, per])),
    title: only !== undefined && others.length === 0 ? `Changelog of ${titleOf(only)}` : 'Changelog',
    updated: newest ?? midnight(report),
    author: only === undefined ? report.tool.name : apis.map(titleOf).join(', '),
    tool: report.tool,
    entries: entries.map(({ api, release }) => entryOf(api, release, report, others.length > 0)),
  });
}

function entryOf(api: ChangelogApi, release: ChangelogRelease, report: ChangelogReport, several: boolean): FeedEntry {
  return {
    id: urn('changelog', 'release', api.id, api.file, api.per, release.commit ?? '', release.name),
    title: several ? `${titleOf(api)} ${release.name}` : release.name,
    updated: timeOf(release, report),
    categories: sectionsOf(release).map(([section]) => section),
    summary: tallyOf(release),
    content: releaseMarkup(release, 3).safe,
  };
}

function timeOf({ time }: ChangelogRelease, report: ChangelogReport): string {
  return time ?? midnight(report);
}

function midnight({ today }: ChangelogReport): string {
  return `${today}T00:00:00Z`;
}

function titleOf({ title, id }: ChangelogApi): string {
  return title === '' ? id : title;
}

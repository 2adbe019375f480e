import type { ChangelogApi, ChangelogEntry, ChangelogRelease } from '../../../model/changelog.ts';
import type { ChangelogReport } from '../../../model/report.ts';
import { code, prose } from '../markdown-text.ts';
import { counted, datesOf, identityOf, reachOf, SECTION_TITLES, sectionsOf, sentenceOf, tallyOf } from './words.ts';

/** Longer sections are folded, as GitHub and GitLab show it; what breaks or ends never is. */
const LONG = 25;
const FOLDED: ReadonlySet<string> = new Set(['added', 'changed', 'fixed']);

/** So many operations of an entry are named. */
const NAMED = 6;

/** The changelog for a repository or a release page: one heading an API, a release, a section; one item an entry. The report must be a printable copy. */
export function changelogMarkdown(report: ChangelogReport): string {
  const notes = report.notes.map(({ api, message }) => `> ${prose(api === null ? message : `${api}: ${message}`)}`);
  const parts = [...report.apis.flatMap((api) => apiParts(api, report)), ...notes];
  return `${(parts.length === 0 ? ['# Changelog'] : parts).join('\n\n')}\n`;
}

function apiParts(api: ChangelogApi, { from, to }: ChangelogReport): readonly string[] {
  const title = api.title === '' ? api.id : api.title;
  return [
    `# Changelog of ${prose(title)}`,
    `From ${code(from)} to ${code(to)}, newest first.`,
    ...(api.releases.length === 0 ? ['Nothing changed.'] : []),
    ...api.releases.flatMap(releaseParts),
  ];
}

function releaseParts(release: ChangelogRelease): readonly string[] {
  const identity = identityOf(release);
  return [
    `## ${prose(release.name)}`,
    ...(identity.length === 0 ? [] : [prose(identity.join(', '))]),
    `**${tallyOf(release)}.**`,
    ...sectionsOf(release).flatMap(([section, entries]) => {
      const told = new Set<string>();
      const items = entries.map((entry) => itemOf(entry, told)).join('\n');
      const folded = FOLDED.has(section) && entries.length > LONG;
      return [
        `### ${SECTION_TITLES[section]}`,
        ...(folded
          ? [
              `<details>\n<summary>${counted(entries.length, 'entry').replace(/ys$/, 'ies')}</summary>`,
              items,
              '</details>',
            ]
          : [items]),
      ];
    }),
  ];
}

/** Why is said of the first of its kind. Further lines are indented, so that they belong to the item. */
function itemOf(entry: ChangelogEntry, told: Set<string>): string {
  const { why, migration, check, impact } = entry;
  const first = check !== null && !told.has(check);
  if (check !== null) told.add(check);
  const dates = datesOf(entry);
  const details = [
    ...(dates.length === 0 ? [] : [`_${capital(dates.join(', '))}._`]),
    ...(first && why !== '' ? [`${impact === 'risky' ? '_May break._ ' : ''}${prose(why)}`] : []),
    ...(migration === '' ? [] : [`**What to do:** ${prose(migration)}`]),
  ];
  return [`- ${reachText(entry)}${prose(sentenceOf(entry))}`, ...details.map((line) => `  ${line}`)].join('\\\n');
}

function reachText(entry: ChangelogEntry): string {
  const { names, more } = reachOf(entry, NAMED);
  if (names.length === 0) return '';
  const list = names.map(code).join(', ');
  return `${more === 0 ? list : `${list} and ${more} more`}: `;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

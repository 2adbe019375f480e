import type { ChangelogApi, ChangelogEntry, ChangelogRelease } from '../../../model/changelog.ts';
import type { ChangelogReport } from '../../../model/report.ts';
import { htmlDocument } from '../../page/document.ts';
import { type Markup, markup, quoted } from '../../page/markup.ts';
import { counted, datesOf, identityOf, reachOf, SECTION_TITLES, sectionsOf, sentenceOf, tallyOf } from './words.ts';

/** Text and background have a contrast of at least 4.5 in both schemes. */
const STYLE = `
:root { color-scheme: light dark; --line: #8886; --faint: #5f5f5f; --breaking: #a3201a; }
@media (prefers-color-scheme: dark) { :root { --faint: #ababab; --breaking: #ff9a91; } }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 56rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 0 0 .25rem; }
h3, h4 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; }
h3.breaking, h4.breaking { color: var(--breaking); }
p { margin: .25rem 0; }
article { border-top: 1px solid var(--line); margin-top: 1.5rem; padding-top: 1rem; }
section.api { margin-top: 3rem; }
nav ul { columns: 14rem; margin: .5rem 0; padding-left: 1.25rem; }
section > ul { margin: .25rem 0; padding-left: 1.25rem; }
li { margin: .4rem 0; break-inside: avoid; }
code { font: .92em ui-monospace, monospace; }
.faint { color: var(--faint); }
summary { cursor: pointer; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } nav { display: none; } h2, h3, h4 { break-after: avoid; } }
`;

/** Sections with more entries can be folded away; they are open, so that a search and a printer find everything. */
const LONG = 25;
const NAMED = 6;
/** More releases than this get a table of contents. */
const CONTENTS = 3;

/** One self-contained page: no script, nothing from elsewhere. The report must be a printable copy. */
export function changelogHtml(report: ChangelogReport): string {
  const [only, ...others] = report.apis;
  const title = only !== undefined && others.length === 0 ? `Changelog of ${titleOf(only)}` : 'Changelog';
  const body = markup`<header>
<h1>${title}</h1>
<p class="faint">From <code>${report.from}</code> to <code>${report.to}</code>, newest first</p>
</header>
<main>
${report.apis.map((api, index) => apiMarkup(api, index, others.length > 0))}
${report.notes.map(({ api, message }) => markup`<p class="faint">${api === null ? message : `${api}: ${message}`}</p>`)}
</main>`;
  return htmlDocument({ title, style: STYLE, body });
}

function apiMarkup(api: ChangelogApi, index: number, several: boolean): Markup {
  const id = (at: number): string => `r${index}-${at}`;
  const contents = markup`<nav aria-label="${`Releases of ${titleOf(api)}`}">
<ul>
${api.releases.map((release, at) => markup`<li><a href="#${id(at)}">${release.name}</a> <span class="faint">${tallyOf(release)}</span></li>`)}
</ul>
</nav>`;
  const head = [
    ...(several ? [markup`<h2>${titleOf(api)}</h2>`] : []),
    ...(api.releases.length > CONTENTS ? [contents] : []),
    ...(api.releases.length === 0 ? [markup`<p>Nothing changed.</p>`] : []),
  ];
  return markup`<section class="api" aria-label="${titleOf(api)}">
${head}
${api.releases.map(
  (release, at) => markup`<article id="${id(at)}" aria-labelledby="${id(at)}-name">
${heading(several ? 3 : 2, `${id(at)}-name`, release.name)}
${releaseMarkup(release, several ? 4 : 3)}
</article>`,
)}
</section>`;
}

function heading(level: 2 | 3, id: string, text: string): Markup {
  return level === 2 ? markup`<h2 id="${id}">${text}</h2>` : markup`<h3 id="${id}">${text}</h3>`;
}

function sectionHeading(level: 3 | 4, name: string, text: string): Markup {
  return level === 3 ? markup`<h3 class="${name}">${text}</h3>` : markup`<h4 class="${name}">${text}</h4>`;
}

/** What a page and a feed show of a release below its name. */
export function releaseMarkup(release: ChangelogRelease, level: 3 | 4): Markup {
  const identity = identityOf(release).join(', ');
  return markup`${identity === '' ? [] : [markup`<p class="faint">${identity}</p>`]}
<p><strong>${tallyOf(release)}</strong></p>
${sectionsOf(release).map(([section, entries]) => {
  const told = new Set<string>();
  const list = markup`<ul>
${entries.map((entry) => entryMarkup(entry, told))}
</ul>`;
  const folded = markup`<details open>
<summary>${counted(entries.length, 'entry').replace(/ys$/, 'ies')}</summary>
${list}
</details>`;
  return markup`<section>
${sectionHeading(level, section, SECTION_TITLES[section])}
${entries.length > LONG ? folded : list}
</section>`;
})}`;
}

function entryMarkup(entry: ChangelogEntry, told: Set<string>): Markup {
  const { why, migration, check, impact } = entry;
  const first = check !== null && !told.has(check);
  if (check !== null) told.add(check);
  const dates = datesOf(entry).join(', ');
  const risk = impact === 'risky' ? 'May break. ' : '';
  const lines = [
    markup`<li>${reachMarkup(entry)}${quoted(sentenceOf(entry))}`,
    ...(dates === '' ? [] : [markup`<p>${capital(dates)}.</p>`]),
    ...(first && why !== '' ? [markup`<p class="faint">${risk}${quoted(why)}</p>`] : []),
    ...(migration === '' ? [] : [markup`<p>What to do: ${quoted(migration)}</p>`]),
  ];
  return markup`${lines}</li>`;
}

function reachMarkup(entry: ChangelogEntry): Markup {
  const { names, more } = reachOf(entry, NAMED);
  if (names.length === 0) return markup``;
  const list = { safe: names.map((name) => markup`<code>${name}</code>`.safe).join(', ') };
  return more === 0 ? markup`${list}: ` : markup`${list} and ${more} more: `;
}

function titleOf({ title, id }: ChangelogApi): string {
  return title === '' ? id : title;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

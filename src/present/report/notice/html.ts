import type { EndNotice } from '../../../model/end-notice.ts';
import type { NoticeReport } from '../../../model/report.ts';
import { htmlDocument } from '../../page/document.ts';
import { type Markup, markup, quoted } from '../../page/markup.ts';
import { gapOf, headlineOf } from './words.ts';

/** Text and background have a contrast of at least 4.5 in both schemes. */
const STYLE = `
:root { color-scheme: light dark; --line: #8886; --gap: #a3201a; }
@media (prefers-color-scheme: dark) { :root { --gap: #ff9a91; } }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
article + article { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
dt { font-weight: 600; margin-top: 1rem; }
dd { margin: .15rem 0 0; }
code { font: .92em ui-monospace, monospace; }
.gap { color: var(--gap); font-weight: 600; }
`;

/** One self-contained page: no script, nothing from elsewhere. The report must be a printable copy. */
export function noticeHtml({ notices }: NoticeReport): string {
  const [only, ...others] = notices;
  const title = only !== undefined && others.length === 0 ? headlineOf(only) : 'Notices of change';
  const body = markup`<main>
${notices.length === 0 ? markup`<p>Nothing is deprecated.</p>` : notices.map(noticeMarkup)}
</main>`;
  return htmlDocument({ title, style: STYLE, body });
}

function noticeMarkup(notice: EndNotice): Markup {
  return markup`<article>
<h1>${headlineOf(notice)}</h1>
<dl>
${notice.fields.map(
  ({ title, lines, missing }) => markup`<dt>${title}</dt>
${lines.map((line) => markup`<dd>${quoted(line)}</dd>`)}
${missing === null ? [] : [markup`<dd class="gap">${gapOf(missing)}</dd>`]}`,
)}
</dl>
</article>`;
}

import { isOpen } from '../../../model/finding.ts';
import { htmlDocument } from '../../page/document.ts';
import { type Markup, markup } from '../../page/markup.ts';
import { table } from '../../page/table.ts';
import { REGISTER_COLUMNS } from './columns.ts';
import { inOrderOfUrgency } from './order.ts';
import type { RegisterReport } from './report.ts';
import { verdictOf } from './words.ts';

/** Text and background have a contrast of at least 4.5 in both schemes. A wide table scrolls by itself; on a phone each row becomes a block. */
const STYLE = `
:root { color-scheme: light dark; --line: #8886; --faint: #5f5f5f; --late: #a3201a; }
@media (prefers-color-scheme: dark) { :root { --faint: #ababab; --late: #ff9a91; } }
* { box-sizing: border-box; }
body { font: .95rem/1.45 system-ui, sans-serif; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; }
code { font: .92em ui-monospace, monospace; overflow-wrap: anywhere; }
.faint { color: var(--faint); }
.late { color: var(--late); font-weight: 600; }
.wide { overflow-x: auto; margin-top: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; min-width: 5rem; }
th { font-size: .85rem; color: var(--faint); font-weight: 600; }
ul { padding-left: 1.25rem; }
@media (max-width: 40rem) {
  thead { display: none; }
  tr, td { display: block; }
  tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
  td { padding: .1rem 0; border: 0; }
  td:empty { display: none; }
  td::before { content: attr(data-column) ' '; color: var(--faint); font-size: .85rem; }
}
@media print { body { padding: 0; font-size: 8pt; } .wide { overflow: visible; } }
`;

/** So much of a commit id says which one it is. */
const SHORT = 12;

/** One self-contained page: no script, nothing from elsewhere. The report must be a printable copy. */
export function registerHtml(report: RegisterReport): string {
  const { deprecations, findings, notes, today, verdict } = report;
  const open = findings.filter(isOpen);
  const columns = REGISTER_COLUMNS.filter(({ shown }) => shown);
  const rows = inOrderOfUrgency(deprecations).map((entry) =>
    columns.map(({ id, value }) => cellMarkup(id, String(value(entry) ?? ''))),
  );
  const found = markup`<h2>Findings</h2>
<ul>
${open.map(({ severity, rule, api, message }) => markup`<li><strong>${severity}</strong> <code>${rule}</code> ${api}: ${message}</li>`)}
</ul>`;
  const sentence = verdict === 'fail' ? markup`<span class="late">${verdictOf(report)}</span>` : verdictOf(report);
  const head = columns.map(({ title }) => title);
  const body = markup`<header>
<h1>Deprecations</h1>
<p class="faint">As of ${today}</p>
<p>${sentence}</p>
</header>
<main>
<div class="wide">
${table(head, rows, 'Nothing is deprecated.')}
</div>
${open.length === 0 ? [] : [found]}
${notes.map(({ api, message }) => markup`<p class="faint">${api === null ? message : `${api}: ${message}`}</p>`)}
</main>`;
  return htmlDocument({ title: 'Deprecations', style: STYLE, body });
}

function cellMarkup(id: string, text: string): string | Markup {
  if (text === '') return '';
  if (id === 'what') return markup`<code>${text}</code>`;
  if (id === 'evidence') return markup`<code title="${text}">${text.slice(0, SHORT)}</code>`;
  return id === 'state' && text === 'overdue' ? markup`<span class="late">${text}</span>` : text;
}

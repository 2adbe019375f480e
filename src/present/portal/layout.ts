import { htmlDocument } from '../page/document.ts';
import type { Markup } from '../page/markup.ts';

/** One style for every page, light and dark; on a phone each row of a table becomes a block with its column's name before each value. */
const STYLE = `
:root { color-scheme: light dark; --line: #8884; --faint: #676767; --late: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --faint: #a5a5a5; --late: #ff8a80; } }
* { box-sizing: border-box; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
p { margin: .25rem 0; }
code { font: .95em ui-monospace, monospace; }
.faint { color: var(--faint); }
.late { color: var(--late); font-weight: 600; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); }
th { font-size: .85rem; color: var(--faint); font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 1rem 0; }
dt { color: var(--faint); }
dd { margin: 0; }
@media (max-width: 40rem) {
  thead { display: none; }
  tr, td { display: block; }
  tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
  td { padding: .1rem 0; border: 0; }
  td:empty { display: none; }
  td::before { content: attr(data-column) ' '; color: var(--faint); font-size: .85rem; }
}
`;

/** A page of the catalogue. */
export function page(title: string, body: Markup): string {
  return htmlDocument({ title, style: STYLE, body });
}

import { type Markup, markup } from './markup.ts';

/** A table of texts and markup; without rows, a sentence instead. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly (string | Markup)[])[],
  empty: string,
): Markup {
  if (rows.length === 0) return markup`<p class="faint">${empty}</p>`;
  const cells = (row: readonly (string | Markup)[]): readonly Markup[] =>
    row.map((cell, index) => markup`<td data-column="${columns[index] ?? ''}">${cell}</td>`);
  return markup`<table>
<thead>
<tr>
${columns.map((column) => markup`<th scope="col">${column}</th>`)}
</tr>
</thead>
<tbody>
${rows.map((row) => markup`<tr>\n${cells(row)}\n</tr>`)}
</tbody>
</table>`;
}

import { REGISTER_COLUMNS, type Value } from './columns.ts';
import { inOrderOfUrgency } from './order.ts';
import type { RegisterReport } from './report.ts';

/** The register for a spreadsheet (RFC 4180): a head, and a row an entry. The report must be a printable copy. */
export function registerCsv({ deprecations }: RegisterReport): string {
  const rows = [
    REGISTER_COLUMNS.map(({ id }) => id),
    ...inOrderOfUrgency(deprecations).map((entry) => REGISTER_COLUMNS.map(({ value }) => value(entry))),
  ];
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** What a spreadsheet would take for a formula, also as a full-width character. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A text that comes from a contract is never a formula; a number is one of ours. */
function cell(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

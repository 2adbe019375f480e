import width from 'fast-string-width';
import { padded } from './wrap.ts';

/** A cell is its text and, where it has one, its colour. Numbers stand to the right. */
export type Cell = { readonly text: string; readonly paint?: (text: string) => string; readonly right?: boolean };

export type Row = readonly Cell[];

const GAP = 2;

/** The columns that a table takes, gaps included. */
export function tableWidth(rows: readonly Row[]): number {
  return offsetOf(columnWidths(rows)) - GAP;
}

/** Where the column behind these columns begins. */
export function offsetOf(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each + GAP, 0);
}

/** Rows with their columns aligned; the last column is not filled up. */
export function table(rows: readonly Row[], indent = 0): string[] {
  const widths = columnWidths(rows);
  return rows.map((row) => aligned(row, widths, indent));
}

export function aligned(row: Row, widths: readonly number[], indent = 0): string {
  const cells = row.map(({ text, paint, right = false }, index) => {
    const columns = widths[index] ?? 0;
    const filled = right ? ' '.repeat(Math.max(0, columns - width(text))) + text : padded(text, columns);
    const shown = index === row.length - 1 ? text : filled;
    return paint?.(shown) ?? shown;
  });
  return (' '.repeat(indent) + cells.join(' '.repeat(GAP))).trimEnd();
}

export function columnWidths(rows: readonly Row[]): number[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: count }, (_, column) =>
    Math.max(0, ...rows.map((row) => width(row[column]?.text ?? ''))),
  );
}

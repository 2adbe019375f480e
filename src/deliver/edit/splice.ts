/** Characters of a text that are replaced; `from` equal to `to` inserts. */
export type Splice = { readonly from: number; readonly to: number; readonly text: string };

/** The text with all splices made. None may overlap; what is inserted at one offset keeps its order, and what is cut out there comes after it. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to, text: inserted } of splices.toSorted(
    (left, right) => left.from - right.from || left.to - right.to,
  )) {
    pieces.push(text.slice(at, from), inserted);
    at = to;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

/** Whether two splices have something in common, be it an end only. */
export function meet(left: Splice, right: Splice): boolean {
  return left.from <= right.to && right.from <= left.to;
}

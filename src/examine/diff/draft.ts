import type { Impact } from '../../model/change.ts';
import type { Operation } from '../../model/contract.ts';

/** An edit of the sources: where, and what, in words that are the same wherever it shows: the keyword, and what tells two edits of it apart. */
export type Edit = { readonly before: string; readonly after: string; readonly what: readonly string[] };

/** A change before its places were looked up: pointers instead of locations. */
export type Draft = {
  readonly check: string;
  readonly impact: Impact;
  readonly message: string;
  readonly operation: Operation | null;
  readonly before: string;
  readonly after: string;
  readonly about: readonly string[];
  readonly edit: Edit;
};

/** Each change once, the document's first, then operation by operation. */
export function inOrder(drafts: readonly Draft[]): readonly Draft[] {
  const byKey = new Map<string, Draft>();
  for (const draft of drafts) {
    const key = keyOf(draft);
    if (!byKey.has(key)) byKey.set(key, draft);
  }
  return [...byKey].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, draft]) => draft);
}

function keyOf({ operation, check, after, before, about }: Draft): string {
  const place = operation === null ? ['', ''] : [operation.path, operation.method];
  return [...place, check, after, before, ...about].join('\u0000');
}

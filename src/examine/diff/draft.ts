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
  /** What changed excludes no value. */
  readonly vacuous: boolean;
  readonly edit: Edit;
};

/** Each change once, the document's first, then operation by operation. */
export function inOrder(drafts: readonly Draft[]): readonly Draft[] {
  const operations = new Map<string, Map<string, Draft>>();
  const [nameOf, keyOf] = [operationNames(), keys()];
  for (const draft of drafts) {
    const name = nameOf(draft.operation);
    const known = operations.get(name) ?? new Map<string, Draft>();
    operations.set(name, known);
    const key = keyOf(draft);
    if (!known.has(key)) known.set(key, draft);
  }
  return byKey(operations).flatMap((known) => byKey(known));
}

function byKey<T>(map: ReadonlyMap<string, T>): readonly T[] {
  return [...map].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, each]) => each);
}

function operationNames(): (operation: Operation | null) => string {
  const known = new Map<Operation | null, string>();
  return (operation) => {
    const name = known.get(operation) ?? `${operation?.path ?? ''}\u0000${operation?.method ?? ''}\u0000`;
    known.set(operation, name);
    return name;
  };
}

/** Tells the changes of one operation apart. Those of one edit by one check have the key in common, in every operation. */
function keys(): (draft: Draft) => string {
  const known = new Map<Edit, Map<string, string>>();
  return ({ edit, check, after, before, about }) => {
    const own = known.get(edit) ?? new Map<string, string>();
    known.set(edit, own);
    const key = own.get(check) ?? [check, after, before, ...about].join('\u0000');
    own.set(check, key);
    return key;
  };
}

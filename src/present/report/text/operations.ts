import type { Operation } from '../../../model/contract.ts';

/** `GET /payments`. */
export function reached(operation: Operation | null): string {
  return operation === null ? 'the contract as a whole' : `${operation.method} ${operation.path}`;
}

/** By path, then by method. */
export function byPath(left: string, right: string): number {
  if (left === right) return 0;
  const [one, other] = [pathIn(left), pathIn(right)];
  if (one === other) return left < right ? -1 : 1;
  return one < other ? -1 : 1;
}

function pathIn(name: string): string {
  return name.slice(name.indexOf(' ') + 1);
}

/** Puts names of operations in the order of their paths; equal lists are one and the same list. */
export type Lister = (names: ReadonlySet<string>) => readonly string[];

/** `all` are the names that will be asked for. They are compared once, however many lists there are. */
export function listerOf(all: ReadonlySet<string>): Lister {
  const sorted = [...all].sort(byPath);
  const ranks = new Map(sorted.map((name, rank) => [name, rank]));
  const lists = new Map<string, readonly string[]>();
  return (names) => {
    const own = Int32Array.from(names, (name) => ranks.get(name) ?? 0).sort();
    const key = own.join();
    const known = lists.get(key);
    if (known !== undefined) return known;
    const list = Array.from(own, (rank) => sorted[rank] ?? '');
    lists.set(key, list);
    return list;
  };
}

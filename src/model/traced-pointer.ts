import { type Child, GRAMMAR, type Kind } from './contract-grammar.ts';
import { segmentsOf } from './pointer.ts';
import { traceBelow } from './trace.ts';

/** Keys that hold a list where their kind says that they hold one thing. */
const LISTS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);

/** The trace of what stands at a pointer, as far as the pointer alone tells; null for one that leads to nothing with a life of its own. */
export function traceOfPointer(pointer: string): string | null {
  let trace = '';
  let kind: Kind = 'document';
  const rest = segmentsOf(pointer);
  for (let key = rest.shift(); key !== undefined; key = rest.shift()) {
    const child: Child | undefined = GRAMMAR[kind].get(key) ?? GRAMMAR[kind].get('*');
    if (child === undefined) return null;
    const next = child.how === 'each' || LISTS.has(key) ? rest.shift() : undefined;
    if (child.how === 'each' && next === undefined) return null;
    trace = traceBelow(trace, kind, { steps: next === undefined ? [key] : [key, next], value: null, path: null });
    kind = child.of;
  }
  return trace;
}

import { CountersignError } from '../../model/errors.ts';
import { type JsonObject, own, ownArray, ownString } from '../../model/json.ts';
import { parentOf, segmentsOf, valueAt } from '../../model/pointer.ts';
import type { Target } from '../../model/target.ts';
import { operationNamed, targetIn } from './target.ts';

/**
 * Refuses a successor that nobody finds: it is a URL, or stands in the contract. An operation is named as METHOD /path, by its path or its id; for anything
 * else a parameter of the same list, a property beside it or a value of its enum will do as well, and Schema.property. Throws THING_UNKNOWN.
 */
export function refuseUnknownSuccessor(document: JsonObject, { what, holder }: Target, successor: string): void {
  if (/^https?:\/\/\S+$/.test(successor)) return;
  const [, method, path] = /^(\S+)\s+(\/\S*)$/.exec(successor) ?? [];
  if (method !== undefined && path !== undefined) {
    const found = operationNamed(document, method, path);
    if (found.pointer === what.pointer) throw itself(successor);
    return;
  }
  if (what.kind !== 'operation' && namesBeside(document, what.pointer, holder.pointer).includes(successor)) {
    if (successor === what.name) throw itself(successor);
    return;
  }
  const thing = { kind: 'name', name: successor } as const;
  const found = targetIn(document, { written: successor, thing, parameter: null, value: null });
  if (found.what.pointer === what.pointer) throw itself(successor);
  if (what.kind === 'operation' && found.what.kind !== 'operation')
    throw new CountersignError('THING_UNKNOWN', `\`${successor}\` is no operation, and cannot take the place of one`, {
      hint: 'name the successor as METHOD /path, by its operationId, or, in another API, by its URL',
    });
}

function itself(successor: string): CountersignError {
  return new CountersignError('THING_UNKNOWN', `\`${successor}\` is the very thing that goes`, {
    hint: 'name what to use instead of it',
  });
}

/** Names of what stands in the same list or object: parameters, properties, headers, values. */
function namesBeside(document: JsonObject, pointer: string, holder: string): readonly string[] {
  const parent = valueAt(document, parentOf(pointer));
  if (segmentsOf(parentOf(pointer)).at(-1) === 'enum')
    return (ownArray(valueAt(document, holder), 'enum') ?? []).map((value) =>
      typeof value === 'string' ? value : JSON.stringify(value),
    );
  if (Array.isArray(parent)) return parent.flatMap((item: unknown) => ownString(item, 'name') ?? []);
  return typeof parent === 'object' && parent !== null
    ? Object.keys(parent).map((key) => ownString(own(parent, key), 'name') ?? key)
    : [];
}

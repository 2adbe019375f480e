import { type Change, UNSTABLE_LEVELS, type UnstableLevel } from '../../model/change.ts';
import type { Contract } from '../../model/contract.ts';
import { type Json, isArray, isObject, own, ownString } from '../../model/json.ts';
import type { Location } from '../../model/location.ts';
import { operationsIn } from '../../model/operations.ts';
import { pointerOf } from '../../model/pointer.ts';

/** The changes, each with what callers had been promised before: the stability of its operation, and of a list that grew, whether it was declared open. */
export function withPromises(before: Contract, changes: readonly Change[]): Change[] {
  const levels = levelsOf(before);
  const grew = changes.some(({ check }) => GREW.test(check));
  const open = grew ? openLists(before) : new Set<string>();
  return changes.map((change) => {
    const stability = change.operation === null ? undefined : levels.get(keyOf(change.operation));
    return {
      ...change,
      ...(stability === undefined ? {} : { stability }),
      ...(GREW.test(change.check) ? { extensible: change.before !== null && open.has(placeOf(change.before)) } : {}),
    };
  });
}

const GREW = /-enum-value-added$/;

function levelsOf(contract: Contract): ReadonlyMap<string, UnstableLevel> {
  return new Map(
    operationsIn(contract.document).flatMap((operation) => {
      const written = ownString(operation.value, 'x-stability-level');
      const level = UNSTABLE_LEVELS.find((each) => each === written);
      return level === undefined ? [] : [[keyOf(operation), level] as const];
    }),
  );
}

/** What parameters are called in the path does not matter. */
function keyOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`;
}

/** Places of the schemas that declare their list open, and of those lists. */
function openLists({ document, locate }: Contract): ReadonlySet<string> {
  const places = new Set<string>();
  const visit = (value: Json, pointer: string): void => {
    if (isArray(value))
      value.forEach((each, index) => {
        visit(each, `${pointer}/${index}`);
      });
    if (!isObject(value)) return;
    if (isOpen(value)) for (const at of [pointer, `${pointer}/enum`]) places.add(placeOf(locate(at)));
    for (const [key, each] of Object.entries(value)) visit(each, pointer + pointerOf(key));
  };
  visit(document, '');
  return places;
}

function isOpen(schema: Json): boolean {
  const list = own(schema, 'x-extensible-enum');
  return isArray(list) || list === true || own(schema, 'x-extensible') === true;
}

function placeOf({ file, pointer }: Location): string {
  return `${file}#${pointer}`;
}

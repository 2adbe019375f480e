import type { Contract } from '../../model/contract.ts';
import type { FileEdit } from '../../model/edit.ts';
import { type Json, ownArray, ownObject, ownString } from '../../model/json.ts';
import { nearest } from '../../model/nearest.ts';
import { operationsOf } from '../../model/path-item.ts';

/**
 * Declares the tags that operations have and the contract does not. A tag that is nearly one that is declared may be misspelt: somebody has to look.
 * Tags that are in alphabetical order stay so.
 */
export function tagsDeclared({ document, source }: Contract): readonly FileEdit[] | null {
  const tags = ownArray(document, 'tags') ?? [];
  const declared = tags.flatMap((tag) => ownString(tag, 'name') ?? []);
  if (declared.length !== tags.length) return null;
  const wanted = [...new Set(usedTags(document))].filter(
    (tag) => tag.trim() !== '' && !declared.includes(tag) && nearest(tag, declared) === null,
  );
  if (wanted.length === 0) return null;
  const all = [...tags, ...wanted.map((name) => ({ name }))];
  const value = isSorted(declared) ? all.toSorted((a, b) => inOrder(nameOf(a), nameOf(b))) : all;
  return [{ file: source.file, kind: 'set', pointer: '/tags', value, before: 'paths' }];
}

function usedTags(document: Json): readonly string[] {
  return Object.values(ownObject(document, 'paths') ?? {}).flatMap((item) =>
    operationsOf(item)
      .flatMap(({ value }) => ownArray(value, 'tags') ?? [])
      .filter((tag) => typeof tag === 'string'),
  );
}

function nameOf(tag: Json): string {
  return ownString(tag, 'name') ?? '';
}

function isSorted(names: readonly string[]): boolean {
  return names.every((name, index) => index === 0 || inOrder(names[index - 1] ?? '', name) <= 0);
}

/** As Spectral's `alphabetical` compares. */
export function inOrder(left: string, right: string): number {
  return left.localeCompare(right);
}

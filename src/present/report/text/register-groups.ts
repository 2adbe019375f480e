import type { Deprecation } from '../../../model/deprecation.ts';
import { segmentsOf } from '../../../model/pointer.ts';
import { grouped } from '../../../model/grouped.ts';

/** What is told together. `names` are the properties of one owner that are deprecated alike; empty for a thing told by itself. */
export type DeprecatedGroup = {
  readonly first: Deprecation;
  readonly all: readonly Deprecation[];
  readonly owner: string;
  readonly names: readonly string[];
};

/** Properties of one schema with the same days, successor and users become one group; all else is by itself. The order is kept. */
export function groupsOf(deprecations: readonly Deprecation[]): readonly DeprecatedGroup[] {
  return [...grouped(deprecations, groupKey).values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const place = propertyOf(first);
    if (place === null) return [{ first, all, owner: '', names: [] }];
    return [{ first, all, owner: place.owner, names: all.map((one) => propertyOf(one)?.name ?? '') }];
  });
}

function groupKey(one: Deprecation): string {
  const place = propertyOf(one);
  if (place === null) return JSON.stringify([one.at.file, one.what.pointer]);
  return JSON.stringify([
    one.at.file,
    place.owner,
    one.status,
    one.since,
    one.sunset,
    one.successor,
    one.consumers,
    one.notice,
    one.waivers,
  ]);
}

/** `schema Card` and `limits.daily`; null for what is no property of a shared schema. */
function propertyOf({ what }: Deprecation): { readonly owner: string; readonly name: string } | null {
  if (what.kind !== 'property') return null;
  const segments = segmentsOf(what.pointer);
  if (what.path !== null) return { owner: `in ${what.method ?? ''} ${what.path}`, name: segments.at(-1) ?? '' };
  const [root = '', section = '', component = ''] = segments;
  if (root === 'definitions') return { owner: `schema ${section}`, name: pathIn(segments.slice(2)) };
  if (root !== 'components') return null;
  return { owner: `${section.replace(/s$/, '')} ${component}`, name: pathIn(segments.slice(3)) };
}

/** `properties/limits/properties/daily` is `limits.daily`; what lies between, such as allOf, is no name. */
function pathIn(segments: readonly string[]): string {
  const names = segments.filter((_, index) => segments[index - 1] === 'properties');
  return names.length === 0 ? (segments.at(-1) ?? '') : names.join('.');
}

/** How one semantic version stands to another; null where one of them is none. */
export type VersionStep = 'same' | 'down' | 'major' | 'within-major';

/** Compares two versions by Semantic Versioning 2.0.0, §11. Versions that are not semantic are not judged. */
export function versionStep(before: string, after: string): VersionStep | null {
  const [from, to] = [semver(before), semver(after)];
  if (from === null || to === null) return null;
  const order = compare(from, to);
  if (order === 0) return 'same';
  if (order > 0) return 'down';
  return to.numbers[0] === from.numbers[0] ? 'within-major' : 'major';
}

type Version = { readonly numbers: readonly number[]; readonly prerelease: readonly string[] };

/** Semantic Versioning 2.0.0; build metadata does not count (§10). */
function semver(text: string): Version | null {
  const parts = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(text);
  if (parts === null) return null;
  return { numbers: parts.slice(1, 4).map(Number), prerelease: parts[4]?.split('.') ?? [] };
}

/** Precedence by §11: negative when `left` comes first. */
function compare(left: Version, right: Version): number {
  for (let index = 0; index < 3; index += 1) {
    const gap = (left.numbers[index] ?? 0) - (right.numbers[index] ?? 0);
    if (gap !== 0) return gap;
  }
  if (left.prerelease.length === 0 || right.prerelease.length === 0)
    return right.prerelease.length - left.prerelease.length;
  const length = Math.max(left.prerelease.length, right.prerelease.length);
  for (let index = 0; index < length; index += 1) {
    const gap = compareIdentifiers(left.prerelease[index], right.prerelease[index]);
    if (gap !== 0) return gap;
  }
  return 0;
}

function compareIdentifiers(left: string | undefined, right: string | undefined): number {
  if (left === right) return 0;
  if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
  const [a, b] = [left, right].map((each) => (/^\d+$/.test(each) ? Number(each) : null));
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1;
  return left < right ? -1 : 1;
}

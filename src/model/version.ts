/**
 * How far one version stands from another. `unknown`: they are written in ways that cannot be compared. `unstable` says that the old one
 * promised nothing: a pre-release, or 0.x with another minor number (Semantic Versioning 2.0.0, §4 and §9).
 */
export type VersionStep = {
  readonly step: 'same' | 'down' | 'major' | 'minor' | 'patch' | 'unknown';
  readonly unstable: boolean;
};

/**
 * Compares two versions as people write them:
 * - numbers, `1`, `v2`, `1.4`, `1.4.2`, with pre-release and build metadata as in Semantic Versioning, `2.0-errata1` being a patch of 2.0;
 * - days, `2020-09-14`: a later day is a new major version. With a name behind it, `2024-09-30.acacia`, only another name is; with numbers
 *   behind it, `2020-09-14_1.697.0`, a step of those is a minor one at most.
 * What is neither, or one of each, is `unknown` unless it is the very same text.
 */
export function versionStep(before: string, after: string): VersionStep {
  if (before === after) return { step: 'same', unstable: false };
  const [from, to] = [parsed(before), parsed(after)];
  if (from === null || to === null || from.kind !== to.kind) return { step: 'unknown', unstable: false };
  if (from.kind === 'day' && to.kind === 'day') return dayStep(from, to);
  return from.kind === 'numbers' && to.kind === 'numbers' ? numberStep(from, to) : { step: 'unknown', unstable: false };
}

/** The version after another, by a step: 1.5.0 after 1.4.2 by a minor one. Null for what is numbered otherwise, as by day. */
export function nextVersion(version: string, step: 'major' | 'minor' | 'patch'): string | null {
  const found = /^(v?)(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(version);
  if (found === null) return null;
  const [, prefix = '', major, minor, patch] = found;
  const [a, b, c] = [Number(major), Number(minor ?? 0), Number(patch ?? 0)];
  const next = { major: [a + 1, 0, 0], minor: [a, b + 1, 0], patch: [a, b, c + 1] }[step];
  const places = Math.max(
    step === 'patch' ? 3 : step === 'minor' ? 2 : 1,
    [major, minor, patch].filter((each) => each !== undefined).length,
  );
  return prefix + next.slice(0, places).join('.');
}

/** Whether a text is a version by Semantic Versioning 2.0.0; a `v` before it is let pass. */
export function isSemanticVersion(text: string): boolean {
  return /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.test(text);
}

/** The major number of a version of numbers; null for days and for what is no version. */
export function majorOf(version: string): number | null {
  const found = parsed(version);
  return found?.kind === 'numbers' ? found.numbers[0] : null;
}

/** N of `/vN` in a URL, where it stands there once; else null. */
export function majorInUrl(url: string): number | null {
  const found = url.split('/').filter((segment) => /^v\d+(?:\.\d+)*$/i.test(segment));
  const [only] = found;
  return only === undefined || found.length > 1 ? null : Number.parseInt(only.slice(1), 10);
}

/** `major, minor, patch, erratum`. */
type Numbers = {
  readonly kind: 'numbers';
  readonly numbers: readonly [number, number, number, number];
  readonly prerelease: readonly string[];
};
type Dated = { readonly kind: 'day'; readonly day: string; readonly rest: string };

const NUMBERS =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:[-_. ]?final)?(?:[-_. ]?(errat(?:a|um))[-_. ]?(\d*))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/i;
const DATED = /^v?(\d{4}-\d{2}-\d{2})(?:[-._ ](\S+))?$/;

function parsed(text: string): Numbers | Dated | null {
  const day = DATED.exec(text);
  if (day !== null) return { kind: 'day', day: day[1] ?? '', rest: day[2] ?? '' };
  const found = NUMBERS.exec(text);
  if (found === null) return null;
  const [, major, minor, patch, erratum, nth, prerelease] = found;
  return {
    kind: 'numbers',
    numbers: [Number(major), Number(minor ?? 0), Number(patch ?? 0), erratum === undefined ? 0 : Number(nth || 1)],
    prerelease: prerelease?.split('.') ?? [],
  };
}

const STEPS = ['major', 'minor', 'patch', 'patch'] as const;

function numberStep(from: Numbers, to: Numbers): VersionStep {
  const unstable = from.prerelease.length > 0;
  for (const [index, step] of STEPS.entries()) {
    const gap = (to.numbers[index] ?? 0) - (from.numbers[index] ?? 0);
    if (gap < 0) return { step: 'down', unstable: false };
    if (gap > 0) return { step, unstable: unstable || (step === 'minor' && to.numbers[0] === 0) };
  }
  const order = precedence(from.prerelease, to.prerelease);
  if (order === 0) return { step: 'same', unstable: false };
  return order > 0 ? { step: 'down', unstable: false } : { step: 'patch', unstable };
}

function dayStep(from: Dated, to: Dated): VersionStep {
  const stable = (step: VersionStep['step']): VersionStep => ({ step, unstable: false });
  if (to.day < from.day) return stable('down');
  const named = [from.rest, to.rest].every((rest) => /^[A-Za-z]/.test(rest));
  if (to.day > from.day) return stable(named && from.rest === to.rest ? 'minor' : 'major');
  if (named) return stable('major');
  const { step, unstable } = versionStep(from.rest, to.rest);
  return step === 'major' ? stable('minor') : { step, unstable };
}

/** Precedence of pre-releases by §11: negative when `left` comes first. None at all comes last. */
function precedence(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return right.length - left.length;
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const gap = compareIdentifiers(left[index], right[index]);
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

import type { CheckInfo } from '../../../model/change.ts';
import { type Check, type Context, defineCheck } from '../define.ts';
import { type Removal, removalOf, sunsetOf } from '../deprecation.ts';
import { stabilityOf } from '../options.ts';
import type { OperationSide } from '../read/sides.ts';

type Case = CheckInfo & { readonly removal: Removal; readonly path: boolean | null; readonly says: string };

const NOTICE = 'Deprecate it with a sunset date first, keep it until that day, and remove it after.';

const CASES: readonly Case[] = [
  {
    id: 'api-path-removed-without-deprecation',
    removal: 'without-deprecation',
    path: true,
    impact: 'breaking',
    summary: 'A whole path was removed without having been deprecated.',
    why: 'Callers had no warning and find nothing at the URL.',
    fix: NOTICE,
    says: 'was removed, and its path with it, without having been deprecated',
  },
  {
    id: 'api-path-removed-with-deprecation',
    removal: 'with-deprecation',
    path: true,
    impact: 'compatible',
    summary: 'A whole path was removed at the end of its deprecation.',
    why: 'Its end was announced and has come.',
    fix: 'Nothing to do.',
    says: 'was removed, and its path with it, at the end of its deprecation',
  },
  {
    id: 'api-path-removed-before-sunset',
    removal: 'before-sunset',
    path: true,
    impact: 'breaking',
    summary: 'A whole path was removed before the day that was announced.',
    why: 'Callers were told that they could use it longer.',
    fix: 'Bring it back until its sunset.',
    says: 'was removed, and its path with it, before its sunset',
  },
  {
    id: 'api-path-sunset-parse',
    removal: 'invalid',
    path: null,
    impact: 'breaking',
    summary: 'An operation with an unreadable sunset date was removed, or its date became unreadable.',
    why: 'Nobody could know when it would end.',
    fix: 'Write x-sunset as YYYY-MM-DD.',
    says: 'was removed, and its sunset is no date',
  },
  {
    id: 'api-removed-without-deprecation',
    removal: 'without-deprecation',
    path: false,
    impact: 'breaking',
    summary: 'An operation was removed without having been deprecated.',
    why: 'Callers had no warning and are answered 405 or 404.',
    fix: NOTICE,
    says: 'was removed without having been deprecated',
  },
  {
    id: 'api-removed-with-deprecation',
    removal: 'with-deprecation',
    path: false,
    impact: 'compatible',
    summary: 'An operation was removed at the end of its deprecation.',
    why: 'Its end was announced and has come.',
    fix: 'Nothing to do.',
    says: 'was removed at the end of its deprecation',
  },
  {
    id: 'api-removed-before-sunset',
    removal: 'before-sunset',
    path: false,
    impact: 'breaking',
    summary: 'An operation was removed before the day that was announced.',
    why: 'Callers were told that they could use it longer.',
    fix: 'Bring it back until its sunset.',
    says: 'was removed before its sunset',
  },
];

/** Drafts and alphas are promised to nobody; an unknown stability is a matter of its own (api-invalid-stability-level). */
function isPromised({ stability }: OperationSide): boolean {
  return stabilityOf(stability) === 'stable' || stabilityOf(stability) === 'beta';
}

function isWholePath({ template, callback }: OperationSide, { documents }: Context): boolean {
  return callback === null && !documents.after.operations.some((other) => other.template === template);
}

const REMOVED: readonly Check[] = CASES.map(({ removal, path, says, ...info }) =>
  defineCheck({
    ...info,
    on: 'operation',
    bothWays: true,
    removed: (before, context) => {
      if (!isPromised(before)) return null;
      const found = removalOf(before.deprecated, sunsetOf(before.value), context.settings);
      return found === removal && (path ?? isWholePath(before, context)) === isWholePath(before, context)
        ? told(before, says)
        : null;
    },
    ...(removal === 'invalid' ? { kept: unreadable } : {}),
  }),
);

/** ``GET /accounts` was removed before its sunset, 2026-10-01.`` */
function told({ operation: { method, path }, callback, value }: OperationSide, says: string): string {
  const sunset = sunsetOf(value);
  const day = sunset.kind === 'day' ? `, ${sunset.day}` : '';
  const name = callback === null ? `\`${method} ${path}\`` : `Callback \`${callback.name}\``;
  return `${name} ${says}${day}.`;
}

/** A deprecation whose date is there and cannot be read, on either side, while both are deprecated. */
function unreadable(before: OperationSide, after: OperationSide): string | null {
  if (!before.deprecated || !after.deprecated) return null;
  const [from, to] = [sunsetOf(before.value), sunsetOf(after.value)];
  if (to.kind === 'invalid') return `The sunset \`${to.text}\` is no date.`;
  return from.kind === 'invalid' ? `The sunset was \`${from.text}\`, which is no date.` : null;
}

export default REMOVED;

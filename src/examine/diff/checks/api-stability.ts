import { type Check, defineCheck } from '../define.ts';
import { STABILITIES, stabilityOf } from '../options.ts';

const rank = (written: string | null): number => STABILITIES.findIndex((each) => each === stabilityOf(written));

const STABILITY: readonly Check[] = [
  defineCheck({
    id: 'api-stability-decreased',
    on: 'operation',
    bothWays: true,
    impact: 'breaking',
    summary: 'An operation moved to a lower stability level.',
    why: 'What callers were told to build on may now change without notice.',
    fix: 'Keep the level; a promise of stability is not taken back within a version.',
    kept: (before, after) =>
      rank(after.stability) >= 0 && rank(after.stability) < rank(before.stability)
        ? `The operation went down from ${stabilityOf(before.stability) ?? ''} to ${stabilityOf(after.stability) ?? ''}.`
        : null,
  }),
  defineCheck({
    id: 'api-stability-increased',
    on: 'operation',
    bothWays: true,
    impact: 'contract-only',
    summary: 'An operation moved to a higher stability level.',
    why: 'From now on its changes are held to the stricter promise.',
    fix: 'Nothing to do.',
    kept: (before, after, { settings }) =>
      rank(before.stability) >= STABILITIES.indexOf(settings.stabilityThreshold) &&
      rank(after.stability) > rank(before.stability)
        ? `The operation went up from ${stabilityOf(before.stability) ?? ''} to ${stabilityOf(after.stability) ?? ''}.`
        : null,
  }),
  defineCheck({
    id: 'api-invalid-stability-level',
    on: 'operation',
    bothWays: true,
    impact: 'breaking',
    summary: 'x-stability-level holds a word that names no level.',
    why: 'What is promised of the operation cannot be known, so it cannot be checked.',
    fix: `Write one of ${STABILITIES.join(', ')}.`,
    kept: (before, after) => invalid(after.stability) ?? invalid(before.stability),
    removed: (before) => invalid(before.stability),
  }),
];

function invalid(written: string | null): string | null {
  return stabilityOf(written) === null
    ? `The stability level \`${written ?? ''}\` is none of ${STABILITIES.join(', ')}.`
    : null;
}

export default STABILITY;

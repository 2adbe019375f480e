import type { CheckInfo } from '../../../model/change.ts';
import { type Check, defineCheck } from '../define.ts';
import { type Removal, removalOf, sunsetOf } from '../deprecation.ts';
import { stabilityOf } from '../options.ts';
import type { ParameterSide } from '../read/sides.ts';

type Case = CheckInfo & { readonly removal: Removal; readonly says: string };

const CASES: readonly Case[] = [
  {
    id: 'request-parameter-removed',
    removal: 'without-deprecation',
    impact: 'risky',
    summary: 'A parameter was removed.',
    why: 'Most servers ignore what they do not know, so callers get an answer to another question than they asked; a filter that is ignored returns too much.',
    fix: 'Deprecate it with a sunset date, wait until nobody sends it, then remove it.',
    says: 'was removed',
  },
  {
    id: 'request-parameter-removed-with-deprecation',
    removal: 'with-deprecation',
    impact: 'compatible',
    summary: 'A parameter was removed at the end of its deprecation.',
    why: 'Its end was announced and has come.',
    fix: 'Nothing to do.',
    says: 'was removed at the end of its deprecation',
  },
  {
    id: 'request-parameter-removed-before-sunset',
    removal: 'before-sunset',
    impact: 'breaking',
    summary: 'A parameter was removed before the day that was announced.',
    why: 'Callers were told that they could send it longer.',
    fix: 'Bring it back until its sunset.',
    says: 'was removed before its sunset',
  },
  {
    id: 'request-parameter-sunset-parse',
    removal: 'invalid',
    impact: 'breaking',
    summary: 'A parameter has a sunset that is no date.',
    why: 'Neither people nor tools can tell when it ends.',
    fix: 'Write x-sunset as YYYY-MM-DD.',
    says: 'was removed, and its sunset is no date',
  },
];

const REMOVED: readonly Check[] = CASES.map(({ removal, says, ...info }) =>
  defineCheck({
    ...info,
    on: 'parameter',
    removed: (before, { settings, operation }) => {
      const promised = stabilityOf(operation?.before?.stability ?? null);
      if (promised === 'draft' || promised === 'alpha') return null;
      if (removalOf(before.deprecated, sunsetOf(before.value), settings) !== removal) return null;
      const told = `${nounOf(before)} ${says}`;
      return before.in === 'path' && operation?.before?.template === operation?.after?.template
        ? { message: `${told} (the URL still has it, undeclared).`, impact: 'compatible' }
        : `${told}.`;
    },
    ...(removal === 'invalid' ? { kept: unreadable } : {}),
  }),
);

function nounOf(parameter: ParameterSide): string {
  return `${parameter.in.charAt(0).toUpperCase()}${parameter.in.slice(1)} parameter \`${parameter.name}\``;
}

function unreadable(before: ParameterSide, after: ParameterSide): string | null {
  const [from, to] = [sunsetOf(before.value), sunsetOf(after.value)];
  if (after.deprecated && to.kind === 'invalid')
    return `${nounOf(after)} has the sunset \`${to.text}\`, which is no date.`;
  if (before.deprecated && after.deprecated && from.kind === 'invalid')
    return `${nounOf(after)} had the sunset \`${from.text}\`, which is no date.`;
  return null;
}

export default REMOVED;

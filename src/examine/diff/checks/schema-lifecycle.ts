import type { Context, Position } from '../define.ts';
import { type Notice, noticeOf, sunsetFrom } from '../deprecation.ts';
import { STABILITIES, stabilityOf } from '../options.ts';
import { type Row, checksOf } from '../table.ts';
import type { SchemaChange } from '../schema/change.ts';

const PROPERTIES: readonly Position[] = ['request-property', 'response-property'];

/** Whether the deprecation of a property stands so with the notice that its operation owes. */
function notice(expected: Notice): (change: SchemaChange, context: Context) => boolean {
  return ({ to }, { operation, settings }) =>
    noticeOf(sunsetFrom(to), operation?.after?.stability ?? null, settings) === expected;
}

/** Changes of stability are told for operations that are stable enough themselves. */
function stableEnough(_: SchemaChange, { operation, settings }: Context): boolean {
  const own = stabilityOf(operation?.after?.stability ?? null) ?? 'stable';
  return STABILITIES.indexOf(own) >= STABILITIES.indexOf(settings.stabilityThreshold);
}

type Case = {
  readonly suffix: string;
  readonly expected: Notice;
  readonly breaking: boolean;
  readonly did: string;
  readonly says: Row['says'];
  readonly why: string;
  readonly fix: string;
};

const CASES: readonly Case[] = [
  {
    suffix: 'deprecated',
    expected: 'undated',
    breaking: false,
    did: 'is now deprecated, without a date',
    says: () => 'is now deprecated',
    why: 'It still works, and consumers know that they should leave it; not by when.',
    fix: 'Say when it ends: x-sunset with a date.',
  },
  {
    suffix: 'deprecated-with-sunset',
    expected: 'dated',
    breaking: false,
    did: 'is now deprecated and says when it ends',
    says: ({ to }) => `is now deprecated and ends on ${to}`,
    why: 'It still works, and consumers know until when.',
    fix: 'Nothing to do.',
  },
  {
    suffix: 'deprecated-sunset-missing',
    expected: 'missing',
    breaking: true,
    did: 'is deprecated without the date that the policy asks for',
    says: () => 'is deprecated without saying when it ends',
    why: 'The policy promises a period of notice; without a date nobody can hold it, or plan by it.',
    fix: 'Add x-sunset with a date that leaves the period of notice.',
  },
  {
    suffix: 'deprecated-sunset-invalid',
    expected: 'invalid',
    breaking: true,
    did: 'is deprecated with something that is no date',
    says: ({ to }) => `is deprecated with the sunset \`${to}\`, which is no date`,
    why: 'Neither people nor tools can tell when it ends.',
    fix: 'Write x-sunset as YYYY-MM-DD.',
  },
  {
    suffix: 'sunset-date-too-small',
    expected: 'too-short',
    breaking: true,
    did: 'is deprecated with less notice than the policy asks for',
    says: ({ to }) => `is deprecated and ends on ${to}, which is less notice than the policy asks for`,
    why: 'Consumers get less time than they were promised.',
    fix: 'Move x-sunset to a day that leaves the period of notice.',
  },
];

export default checksOf([
  ...CASES.map(({ suffix, expected, breaking, did, says, why, fix }): Row => ({
    turn: 'deprecated',
    effect: breaking ? 'both' : 'none',
    did,
    values: 'it',
    says,
    positions: PROPERTIES,
    ids: Object.fromEntries(PROPERTIES.map((position) => [position, `${position}-${suffix}`])),
    why: { request: why, response: why },
    fix: { request: fix, response: fix },
    when: notice(expected),
  })),
  {
    turn: 'reactivated',
    effect: 'none',
    did: 'is no longer deprecated',
    values: 'the announcement',
    says: () => 'is no longer deprecated',
    positions: PROPERTIES,
  },
  {
    turn: 'stability-decreased',
    effect: 'both',
    did: 'moved to a lower stability level',
    values: 'its stability',
    says: ({ from, to }) => `went down from ${from} to ${to}`,
    positions: PROPERTIES,
    when: stableEnough,
    why: {
      request: 'What callers were told to build on may now change without notice.',
      response: 'What consumers were told to build on may now change without notice.',
    },
  },
  {
    turn: 'stability-increased',
    effect: 'none',
    did: 'moved to a higher stability level',
    values: 'its stability',
    says: ({ from, to }) => `went up from ${from} to ${to}`,
    positions: PROPERTIES,
    when: stableEnough,
  },
]);

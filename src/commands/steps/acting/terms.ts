import { editedValue } from '../../../deliver/edit/value.ts';
import { type EndTerms, markingOf } from '../../../deliver/lifecycle/mark.ts';
import type { LifecycleInput } from '../../../examine/lifecycle/define.ts';
import { subjectAt } from '../../../examine/lifecycle/subject-at.ts';
import { refuseUnknownSuccessor } from '../../../examine/lifecycle/successor.ts';
import { sunsetFrom } from '../../../judge/policy/earliest-sunset.ts';
import type { Invocation, OptionSpec } from '../../../model/command.ts';
import type { Contract } from '../../../model/contract.ts';
import { addDays, type Day, parseDay } from '../../../model/day.ts';
import { CountersignError } from '../../../model/errors.ts';
import { isObject, type Json } from '../../../model/json.ts';
import { isLinkTarget } from '../../../model/lifecycle-headers.ts';
import type { Target } from '../../../model/target.ts';
import type { DeprecationPolicy } from '../../../model/workspace.ts';

export const TERM_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--sunset <day>',
    description:
      'the last day on which it works, YYYY-MM-DD; else the first one that the policy allows, and two weeks for review',
  },
  {
    flags: '--successor <what>',
    description: 'what to use instead: METHOD /path, an operationId, Schema.property, or a URL',
  },
  { flags: '--reason <text>', description: 'why it goes, for those who use it' },
  { flags: '--notice <url>', description: 'where its end is announced' },
];

/** Until a mark is merged nobody can know of it, and the notice begins on that day. */
const REVIEW_DAYS = 14;

/** What a thing shall say of its end, and what the policy has to say of its sunset. */
export type Terms = EndTerms & {
  /** The first day that the policy allows for its sunset. */
  readonly earliest: Day;
  /** The last day on which the mark may be published, so that the notice is long enough; null for one that was published. */
  readonly publishBy: Day | null;
  /** Whether the sunset was left to the policy. */
  readonly chosen: boolean;
};

/**
 * What was asked for, and else what the contract says already. `input` is about the contract as it stands; `published` is the one that callers know, as far
 * as git tells: a sunset that only the working tree has may still be moved. Throws USAGE, THING_UNKNOWN, and DEPRECATION_REFUSED where no day is left.
 */
export function termsOf(
  { text }: Invocation,
  input: LifecycleInput,
  target: Target,
  published: Contract,
  policy: DeprecationPolicy,
): Terms {
  const { today, contract } = input;
  const said = { successor: worded(text('successor')), reason: worded(text('reason')), announcement: text('notice') };
  if (said.successor !== null) refuseUnknownSuccessor(contract.document, target, said.successor);
  if (said.announcement !== null) refuseNoUrl(said.announcement);
  const wanted = dayIn(text('sunset'));

  const { pointer } = target.what;
  const subject = subjectAt({ ...input, contract: asMarked(contract, target, today, policy) }, pointer);
  if (subject === null) throw new Error(`${pointer} was marked, and nothing says so`);
  const { notice, required } = subject;
  const isNew = notice === 'today' || notice === null;
  const owed = addDays(isNew ? today : notice.day, required.days);
  const promised = subjectAt({ ...input, contract: published }, pointer)?.sunset ?? today;
  const least = [owed, today, promised].reduce((latest, day) => (day > latest ? day : latest));
  const now = subjectAt(input, pointer)?.sunset ?? null;
  const sunset = wanted ?? now ?? allowedFrom(isNew ? addDays(least, REVIEW_DAYS) : least, policy);
  return {
    ...said,
    since: today,
    sunset,
    earliest: allowedFrom(least, policy),
    publishBy: isNew ? addDays(sunset, -required.days) : null,
    chosen: wanted === null && now === null,
  };
}

/** The contract as if the thing were marked: what it is owed depends on what stands around it. */
function asMarked(contract: Contract, target: Target, today: Day, { fields }: DeprecationPolicy): Contract {
  const terms: EndTerms = { since: today, sunset: today, successor: null, reason: null, announcement: null };
  const { edits } = markingOf(target, terms, contract.dialect, fields);
  const document = edits.reduce<Json>(
    (value, edit) => editedValue(value, { ...edit, pointer: target.holder.pointer + edit.pointer }),
    contract.document,
  );
  return isObject(document) ? { ...contract, document } : contract;
}

function allowedFrom(day: Day, policy: DeprecationPolicy): Day {
  const found = sunsetFrom(day, policy);
  if (found !== null) return found;
  throw new CountersignError(
    'DEPRECATION_REFUSED',
    `the windows and freezes of the policy leave no day for a sunset after ${day}`,
    { hint: 'look at policy.deprecation.sunsetWindows and freezePeriods in countersign.yaml' },
  );
}

function dayIn(text: string | null): Day | null {
  const day = text === null ? null : parseDay(text.trim());
  if (text !== null && day === null)
    throw new CountersignError('USAGE', `\`${text}\` is no day`, { hint: 'write it as YYYY-MM-DD' });
  return day;
}

function refuseNoUrl(text: string): void {
  if (!isLinkTarget(text) || !/^https?:/.test(text))
    throw new CountersignError('USAGE', `\`${text}\` is no URL`, { hint: 'write it as https://…' });
}

/** Null for words that say nothing. */
function worded(text: string | null): string | null {
  const trimmed = text?.trim().replaceAll(/\s+/g, ' ') ?? '';
  return trimmed === '' ? null : trimmed;
}

import { daysBetween } from '../../model/day.ts';
import type { Deprecation, DeprecationStatus, NoticePeriod } from '../../model/deprecation.ts';
import type { LifecycleInput, Subject } from './define.ts';
import { firstMark } from './first-mark.ts';
import { milestonesOf } from './milestones.ts';

/** The register's entry for one thing that is on its way out. Its waivers are known once the rules have been judged. */
export function entryOf(subject: Subject, input: LifecycleInput): Deprecation {
  const { what, lives, since, sunset, note } = subject;
  const { today, policy } = input;
  const daysLeft = sunset === null ? null : daysBetween(today, sunset);
  const milestones = sunset === null ? null : milestonesOf(sunset, today, policy.milestones);
  const isOperation = what.kind === 'operation' && what.method !== null && what.path !== null;
  return {
    api: input.contract.id,
    owner: input.owner,
    what,
    at: input.contract.locate(what.pointer),
    status: statusOf(daysLeft, policy.dueSoonDays),
    since,
    sunset,
    daysLeft,
    removed: null,
    notice: noticePeriod(subject, input),
    milestone: milestones?.reached ?? null,
    nextMilestone: milestones?.next ?? null,
    successor: note.successor,
    reason: note.reason,
    announcement: note.announcement,
    consumers: isOperation ? input.consumersOf(what.method, what.path) : [],
    evidence: firstMark(input, lives, subject.notice),
    waivers: [],
  };
}

function statusOf(daysLeft: number | null, dueSoonDays: number): DeprecationStatus {
  if (daysLeft === null) return 'deprecated';
  if (daysLeft < 0) return 'overdue';
  return daysLeft <= dueSoonDays ? 'due-soon' : 'sunset-scheduled';
}

function noticePeriod({ notice, sunset, required }: Subject, { today }: LifecycleInput): NoticePeriod {
  if (notice === null || sunset === null) return { given: null, atLeast: false, required, enough: null };
  const given = daysBetween(notice === 'today' ? today : notice.day, sunset);
  // Marked earlier than can be seen, it may have had notice enough.
  const atLeast = notice !== 'today' && notice.from === 'no later than';
  return { given, atLeast, required, enough: given >= required.days ? true : atLeast ? null : false };
}

import type { Deprecation, Milestone, NoticePeriod } from '../../../model/deprecation.ts';
import { jsonLocation, jsonWaiver } from './finding.ts';

export function jsonDeprecation(deprecation: Deprecation): Deprecation {
  const { api, owner, what, at, since, sunset, daysLeft, removed, successor, reason, announcement } = deprecation;
  const { status, consumers, notice, milestone, nextMilestone, evidence, waivers } = deprecation;
  return {
    api,
    owner,
    what: { kind: what.kind, name: what.name, method: what.method, path: what.path, pointer: what.pointer },
    since: since === null ? null : { day: since.day, from: since.from },
    sunset,
    daysLeft,
    removed,
    notice: jsonNotice(notice),
    milestone: jsonMilestone(milestone),
    nextMilestone: jsonMilestone(nextMilestone),
    successor,
    reason,
    announcement,
    status,
    at: jsonLocation(at),
    consumers: [...consumers],
    evidence,
    waivers: waivers.map(jsonWaiver),
  };
}

function jsonNotice({ given, atLeast, required, enough }: NoticePeriod): NoticePeriod {
  const { days, because, consumer } = required;
  return { given, atLeast, required: { days, because, consumer }, enough };
}

function jsonMilestone(milestone: Milestone | null): Milestone | null {
  return milestone === null ? null : { name: milestone.name, offset: milestone.offset, day: milestone.day };
}

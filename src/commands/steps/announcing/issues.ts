import { applyIssues, type IssueDone } from '../../../deliver/announce/apply.ts';
import type { Forge, Issue } from '../../../deliver/announce/forge.ts';
import { type IssueStep, type IssueWords, knownIssues, planIssues } from '../../../deliver/announce/plan.ts';
import { announcementsOf } from '../../../judge/announcing/due.ts';
import { ticketsOf } from '../../../judge/announcing/tickets.ts';
import type { Announcement, Register } from '../../../model/announcement.ts';
import type { Day } from '../../../model/day.ts';
import type { Delivery, Note } from '../../../model/report.ts';
import { issueComment, issueText, issueTitle } from '../../../present/report/announce/issue.ts';

/** What the issues of one project need, by what they remember themselves. */
export type IssuePlan = {
  readonly forge: Forge;
  readonly due: readonly Announcement[];
  readonly steps: readonly IssueStep[];
  readonly notes: readonly Note[];
};

/** Reads the issues and plans; writes nothing. */
export async function planForge(
  forge: Forge,
  register: Register,
  consumersOf: (thing: string) => readonly string[],
  today: Day,
): Promise<IssuePlan> {
  const issues = await forge.issues();
  const known = knownIssues(issues);
  const due = announcementsOf(
    register,
    known.flatMap(({ mark }) => mark.told),
    today,
  );
  const words: IssueWords = {
    title: issueTitle,
    text: issueText,
    comment: (announcements, room) => issueComment(announcements, consumersOf, room),
  };
  const steps = planIssues(ticketsOf(register.deprecations, due), known, words, forge);
  return {
    forge,
    due,
    steps,
    notes: strangers(
      forge,
      issues,
      known.map(({ issue }) => issue.number),
    ),
  };
}

/** What was done, or would be. */
export async function deliverIssues({ forge, steps }: IssuePlan, apply: boolean): Promise<readonly Delivery[]> {
  const done = apply ? await applyIssues(forge, steps) : steps.map(asIfDone);
  return done.map(({ action, issue: { title, number, url } }) => ({
    to: forge.name,
    action,
    what: title,
    number: number === 0 ? null : number,
    url: url === '' ? null : url,
  }));
}

function asIfDone(step: IssueStep): IssueDone {
  const { action, title } = step;
  const issue = step.action === 'open' ? { number: 0, body: '', open: true, url: '' } : step.issue;
  return { action, issue: { ...issue, title } };
}

/** Open issues that have our label and do not remember anything: somebody took our part out, or gave the label to another issue. */
function strangers(forge: Forge, issues: readonly Issue[], ours: readonly number[]): readonly Note[] {
  const numbers = issues.filter(({ number, open }) => open && !ours.includes(number)).map(({ number }) => `#${number}`);
  if (numbers.length === 0) return [];
  return [
    {
      api: null,
      message: `${forge.name} has ${numbers.join(', ')} with the label api-sunset that countersign did not write, or that another one repeats; left alone.`,
    },
  ];
}

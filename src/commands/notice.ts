import { reachHistory } from '../gather/history/reach-base.ts';
import { readConsumers } from '../gather/usage/consumers.ts';
import { endNotices } from '../judge/changelog/end-notice.ts';
import { defineCommand, type Invocation } from '../model/command.ts';
import { type Day, daysBetween } from '../model/day.ts';
import { type Deprecation, nameOfDeprecable } from '../model/deprecation.ts';
import { type EndNotice, IMPACT_RATINGS, type Recipient } from '../model/end-notice.ts';
import type { Ports } from '../model/ports.ts';
import { type NoticeReport, type Note, SCHEMA_VERSION } from '../model/report.ts';
import type { Consumer } from '../model/workspace.ts';
import { askedIn, THING_OPTIONS, THING_WORDS } from './steps/acting/asked-thing.ts';
import { lintedOnlyNotes } from './steps/linted-only.ts';
import { entriesFor } from './steps/acting/register-entries.ts';
import { gatherLifecycle } from './steps/lifecycle.ts';
import { gatherSubjects } from './steps/subjects.ts';
import { linesOf } from './steps/verdict/lines.ts';

export default defineCommand({
  name: 'notice',
  group: 'Let something go',
  summary: 'write the announcement of what goes away',
  description:
    'Writes the announcement for those who call an API, with the eight fields that the UK Open Banking guidelines ask for: date of notice, change, reason, systems affected, availability in a test facility, impact and action needed, impact rating, start and end. One for all that goes on one day for one reason. What the contract, git and the options do not say is marked `to be filled in`, and the exit code is 1 until nothing is. Names of consumers stand in the text and JSON output alone, as those to send it to.',
  arguments: [
    {
      name: 'api|file|thing',
      description: `API ids or files (all of the settings, or the only contract there is), or one API and a thing of it: ${THING_WORDS}`,
      required: false,
      many: true,
    },
  ],
  options: [
    {
      flags: '--format <format>',
      description: 'how to print it',
      choices: ['markdown', 'text', 'html', 'json'],
      default: 'markdown',
    },
    { flags: '--reason <text>', description: 'why it goes, where the contract does not say' },
    { flags: '--test-facility <text>', description: 'where and from when the change can be tested' },
    { flags: '--action <text>', description: 'what third parties shall do; else to move to the successor' },
    { flags: '--impact <rating>', description: 'how badly those are hit who do nothing', choices: [...IMPACT_RATINGS] },
    ...THING_OPTIONS,
    { flags: '--fetch', description: 'fetch from origin the history that a shallow clone lacks' },
  ],
  examples: [
    {
      command:
        "countersign notice payments GET /v1/payments --impact critical --test-facility 'in the sandbox from 2026-12-01'",
      does: 'the announcement of one operation, in Markdown',
    },
    { command: 'countersign notice payments --format text', does: 'what is still to be filled in, and whom to tell' },
  ],
  async run(invocation, ports) {
    const { names, asked } = askedIn(invocation, { needed: false });
    const gathered = await gatherSubjects(invocation, ports, names);
    const { repository, subjects, workspace, today } = gathered;
    const head = (await repository?.resolve('HEAD')) ?? null;
    if (repository !== null && head !== null) await reachHistory(repository, head, { tags: false }, ports.progress);
    const consumers = await readConsumers(ports.files, workspace);
    const notices: EndNotice[] = [];
    for (const subject of subjects) {
      const { deprecations } = await gatherLifecycle(gathered, subject, null, { consumers }, ports);
      const entries = asked === null ? deprecations : entriesFor(subject, asked, deprecations);
      const recipientsOf = (things: readonly Deprecation[]): readonly Recipient[] => recipientsIn(things, consumers);
      notices.push(
        ...endNotices({ contract: subject.contract, entries, answers: answersIn(invocation), today, recipientsOf }),
      );
    }
    const isComplete = notices.every(({ fields }) => fields.every(({ missing }) => missing === null));
    const report: NoticeReport = {
      schemaVersion: SCHEMA_VERSION,
      tool: ports.tool,
      today,
      verdict: isComplete ? 'pass' : 'fail',
      report: 'notice',
      notices,
      notes: [
        ...notices.flatMap(({ things }) => things.flatMap((thing) => shortNotes(thing, today))),
        ...lintedOnlyNotes(gathered),
      ],
    };
    warnBeside(invocation, report, ports);
    return { report, lines: linesOf(subjects.map(({ contract }) => contract)) };
  },
});

function answersIn({ text }: Invocation): Parameters<typeof endNotices>[0]['answers'] {
  const words = (name: string): string | null => {
    const given = text(name)?.trim() ?? '';
    return given === '' ? null : given;
  };
  return {
    reason: words('reason'),
    testFacility: words('test-facility'),
    action: words('action'),
    rating: IMPACT_RATINGS.find((each) => each === text('impact')) ?? null,
  };
}

function recipientsIn(things: readonly Deprecation[], consumers: readonly Consumer[]): readonly Recipient[] {
  const names = new Set(things.flatMap((thing) => thing.consumers));
  return consumers.filter(({ name }) => names.has(name)).map(({ name, contact }) => ({ name, contact }));
}

/** A notice that is dated too late, whenever the mark was published. */
function shortNotes({ api, what, sunset, notice }: Deprecation, today: Day): readonly Note[] {
  if (sunset === null) return [];
  const left = daysBetween(today, sunset);
  if (left < 0) return [{ api, message: `The sunset of ${nameOfDeprecable(what)}, ${sunset}, has passed.` }];
  const { days } = notice.required;
  if (left >= days) return [];
  return [
    {
      api,
      message: `Dated ${today}, the notice of ${nameOfDeprecable(what)} gives ${left} days, and ${days} are owed; it counts from ${today} only for those who were not told before.`,
    },
  ];
}

/** In a document for others, what is left to do has no place. */
function warnBeside(invocation: Invocation, { notices, notes }: NoticeReport, { warn }: Ports): void {
  const format = invocation.text('format');
  if (format === 'text' || format === 'json') return;
  for (const { message } of notes) warn(`note  ${message}`);
  const gaps = notices.flatMap(({ fields }) =>
    fields.flatMap(({ title, missing }) => (missing === null ? [] : [title])),
  );
  if (gaps.length > 0) warn(`FAIL  to be filled in before it may be sent: ${[...new Set(gaps)].join('; ')}`);
}

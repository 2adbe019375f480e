import { examineLifecycle } from '../examine/lifecycle/lifecycle.ts';
import { consumersOf, consumersWithoutConsent } from '../examine/impact/impact.ts';
import { reachHistory } from '../gather/history/reach-base.ts';
import { readConsumers } from '../gather/usage/consumers.ts';
import { defineCommand } from '../model/command.ts';
import type { Deprecation } from '../model/deprecation.ts';
import { type Note, type NotRetired, SCHEMA_VERSION } from '../model/report.ts';
import type { Observation } from '../model/usage.ts';
import type { Consumer } from '../model/workspace.ts';
import { askedIn, THING_OPTIONS, THING_WORDS } from './steps/acting/asked-thing.ts';
import { entriesFor } from './steps/acting/register-entries.ts';
import { writePlanned } from './steps/acting/planned-edits.ts';
import { retiringOf } from './steps/acting/retiring.ts';
import { routesToDrop } from './steps/acting/routes.ts';
import { lifecycleInput } from './steps/lifecycle.ts';
import { oneSubject } from './steps/one-subject.ts';
import { gatherSubjects } from './steps/subjects.ts';
import { gatherUsage, USAGE_OPTION } from './steps/usage.ts';
import { linesOf } from './steps/verdict/lines.ts';
import { summaryOf } from './steps/verdict/summary.ts';

export default defineCommand({
  name: 'retire',
  group: 'Let something go',
  summary: 'take out of a contract what is past its sunset, and say what the gateway must do',
  description: `Takes out of the contract everything that is deprecated and past its sunset, with what refers to it, and the components that nothing uses any more because of it. What the policy holds stays and is told, and the exit code is 1: notice that was too short, and consumers who declare to call it, or were seen to call it of late, and have not agreed. Nothing outside the contract is touched: the report names the routes that gateways must drop, and the version that the policy asks for. A thing is named as ${THING_WORDS}.`,
  arguments: [
    {
      name: 'api|file|thing',
      description: `an API id or a file, unless there is only one, and a thing where it is about that one: ${THING_WORDS}`,
      required: false,
      many: true,
    },
  ],
  options: [
    ...THING_OPTIONS,
    USAGE_OPTION,
    { flags: '--dry-run', description: 'print the unified diff, and write nothing' },
    { flags: '--fetch', description: 'fetch from origin the history that a shallow clone lacks' },
  ],
  examples: [
    { command: 'countersign retire payments --dry-run', does: 'what would go, and what has to stay' },
    { command: 'countersign retire payments GET /v1/payments', does: 'one operation alone' },
  ],
  async run(invocation, ports) {
    const { names, asked } = askedIn(invocation, { needed: false });
    const gathered = await gatherSubjects(invocation, ports, names);
    const subject = oneSubject(gathered, 'retire');
    const { repository, workspace, today } = gathered;
    const head = (await repository?.resolve('HEAD')) ?? null;
    if (repository !== null && head !== null) await reachHistory(repository, head, { tags: false }, ports.progress);
    const consumers = await readConsumers(ports.files, workspace);
    const { observations, recent, notes } = await gatherUsage(
      invocation.list('usage'),
      gathered,
      [subject.contract],
      ports,
    );
    const seen = observations.filter(({ last }) => last === null || last >= recent);
    const input = await lifecycleInput(gathered, subject, null, { consumers, observations }, ports, { past: true });
    const { deprecations } = examineLifecycle(input);
    const wanted = asked === null ? deprecations.filter(isOver) : entriesFor(subject, asked, deprecations);
    const held = wanted.flatMap((thing) => holding(thing, consumers, seen));
    const free = wanted.filter((thing) => !held.some((each) => each.thing === thing));

    const { retired, refused, leaving, left, planned, report, version } = await retiringOf(
      gathered,
      subject,
      input,
      free,
      ports,
    );
    const all = [...held, ...refused];
    const isDry = invocation.flag('dry-run');
    const isChanged = planned.files.length > 0;
    if (isChanged && !isDry) await writePlanned(gathered, planned, ports);
    const outcome = isChanged ? (isDry ? 'planned' : 'written') : all.length > 0 ? 'refused' : 'nothing';
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today,
        verdict: all.length === 0 ? 'pass' : 'fail',
        report: 'retire',
        outcome,
        api: summaryOf({ ...subject, contract: planned.contract }, null),
        retired,
        refused: all,
        components: leaving.components,
        left,
        routes: routesToDrop(gathered, subject, retired),
        version: isChanged ? version : null,
        edit: { files: planned.files.map(({ file }) => file), diff: planned.diff },
        changes: report.changes ?? [],
        notes: [...notes, ...retired.flatMap((thing) => leftNotes(thing, consumers))],
      },
      lines: linesOf([subject.contract]),
    };
  },
});

/** Who declares to call what is gone, and has agreed to that. */
function leftNotes({ api, what: { method, path } }: Deprecation, consumers: readonly Consumer[]): readonly Note[] {
  if (method === null || path === null) return [];
  return consumersOf(consumers, api)(method, path).map((name) => ({
    api: null,
    message: `${name} has agreed, and still declares to call ${method} ${path}: take that out of its consumer file.`,
  }));
}

function isOver({ daysLeft }: Deprecation): boolean {
  return daysLeft !== null && daysLeft < 0;
}

/** What keeps a thing whatever else goes: its sunset is still to come, or somebody calls it who has not agreed. */
function holding(
  thing: Deprecation,
  consumers: readonly Consumer[],
  seen: readonly Observation[],
): readonly NotRetired[] {
  const { what, sunset, daysLeft, api } = thing;
  const callers =
    what.kind === 'operation' && what.method !== null && what.path !== null
      ? consumersWithoutConsent(consumers, api, seen)(what.method, what.path)
      : [];
  const reasons = [
    ...(sunset === null ? ['it has no sunset'] : []),
    ...(daysLeft !== null && daysLeft >= 0 ? [`it works until ${sunset ?? ''}: ${daysLeft} days from today`] : []),
    ...(callers.length === 0
      ? []
      : [`it is still called, as declared or seen, by ${callers.join(', ')}, without consent to its removal`]),
  ];
  return reasons.length === 0 ? [] : [{ thing, reasons }];
}

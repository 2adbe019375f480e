import { headerEdits } from '../deliver/lifecycle/header-edits.ts';
import { headerValues } from '../deliver/lifecycle/headers.ts';
import { markingOf } from '../deliver/lifecycle/mark.ts';
import { examineLifecycle } from '../examine/lifecycle/lifecycle.ts';
import { targetIn } from '../examine/lifecycle/target.ts';
import { operationsUsing } from '../examine/lifecycle/uses.ts';
import { readConsumers } from '../gather/usage/consumers.ts';
import { defineCommand, type Invocation } from '../model/command.ts';
import type { FileEdit } from '../model/edit.ts';
import { CountersignError } from '../model/errors.ts';
import { isObject } from '../model/json.ts';
import type { Ports } from '../model/ports.ts';
import { type DeprecateReport, type Note, SCHEMA_VERSION } from '../model/report.ts';
import type { Target } from '../model/target.ts';
import { askedIn, THING_OPTIONS, THING_WORDS } from './steps/acting/asked-thing.ts';
import { judgedEdit } from './steps/acting/judged-edit.ts';
import {
  alsoReading,
  elsewhere,
  type Planned,
  plannedEdits,
  writePlanned,
  writtenIn,
} from './steps/acting/planned-edits.ts';
import { committedContract } from './steps/acting/committed-contract.ts';
import { refusedFor, saidOf } from './steps/acting/refused.ts';
import { TERM_OPTIONS, type Terms, termsOf } from './steps/acting/terms.ts';
import { lifecycleInput } from './steps/lifecycle.ts';
import { oneSubject } from './steps/one-subject.ts';
import { type Gathered, gatherSubjects, type Subject } from './steps/subjects.ts';
import { linesOf } from './steps/verdict/lines.ts';
import { summaryOf } from './steps/verdict/summary.ts';

export default defineCommand({
  name: 'deprecate',
  group: 'Let something go',
  summary: 'mark something as deprecated, with its sunset, in the contract itself',
  description: `Writes into the contract that a thing is on its way out: \`deprecated: true\`, \`x-sunset\`, and \`x-deprecation\` with since, sunset, successor, reason and notice. Comments, order and layout stay; a reference is followed to the file where the thing stands. What the policy does not allow is refused, with the first day that it does. What is deprecated already gets what differs. A thing is named as ${THING_WORDS}.`,
  arguments: [
    {
      name: 'api|file|thing',
      description: `an API id or a file, unless there is only one, and the thing: ${THING_WORDS}`,
      required: true,
      many: true,
    },
  ],
  options: [
    ...TERM_OPTIONS,
    ...THING_OPTIONS,
    {
      flags: '--headers',
      description: 'declare the response headers Deprecation, Sunset and Link (RFC 9745, RFC 8594) as well',
    },
    { flags: '--dry-run', description: 'print the unified diff, and write nothing' },
  ],
  examples: [
    {
      command:
        "countersign deprecate payments GET /v1/payments --successor 'GET /v2/payments' --reason 'v2 pages by cursor'",
      does: 'an operation, until the first day that the policy allows',
    },
    {
      command: 'countersign deprecate payments GET /v1/payments --parameter offset --sunset 2027-12-31 --dry-run',
      does: 'what would be written for a parameter of it',
    },
    {
      command: 'countersign deprecate Payment.reference --successor remittanceInformation',
      does: 'a property of a schema, in the only contract there is',
    },
  ],
  async run(invocation, ports) {
    const { names, asked } = askedIn(invocation, { needed: true });
    if (asked === null)
      throw new CountersignError('USAGE', 'nothing was named that shall be deprecated', {
        hint: `name it as ${THING_WORDS}`,
      });
    const gathered = await gatherSubjects(invocation, ports, names);
    const subject = oneSubject(gathered, 'deprecate');
    const { policy } = gathered.workspace;
    const { contract } = subject;
    const target = targetIn(contract.document, asked);
    const isOperation = target.what.kind === 'operation';
    if (invocation.flag('headers') && !isOperation)
      throw new CountersignError('USAGE', '--headers are those of an operation', { hint: 'leave it out' });

    const published = await committedContract(gathered, subject);
    const consumers = await readConsumers(ports.files, gathered.workspace);
    const input = await lifecycleInput(gathered, subject, published, { consumers }, ports, { past: isOperation });
    const terms = termsOf(invocation, input, target, published, policy.deprecation);
    const { planned, fields, shared } = await plannedMark(invocation, gathered, subject, target, terms, ports);

    const after: Subject = { ...subject, contract: planned.contract };
    const lifecycle = examineLifecycle({ ...input, contract: planned.contract });
    const report = await judgedEdit(gathered, subject, after, lifecycle, ports);
    const places = [target.holder.pointer, target.what.pointer].map((pointer) => planned.contract.locate(pointer));
    const said = saidOf(report.findings, places);
    const refused = refusedFor(said, terms, policy);
    if (refused !== null) throw refused;
    const deprecation = lifecycle.deprecations.find(({ what }) => what.pointer === target.what.pointer);
    if (deprecation === undefined) throw new Error(`${target.what.pointer} was marked, and is not deprecated`);
    const outcome = planned.files.length === 0 ? 'unchanged' : invocation.flag('dry-run') ? 'planned' : 'written';
    if (outcome === 'written') await writePlanned(gathered, planned, ports);
    const others = await alsoReading(gathered, subject, elsewhere(planned, subject), ports);
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today: gathered.today,
        verdict: 'pass',
        report: 'deprecate',
        outcome,
        api: summaryOf(after, null),
        deprecation,
        earliest: terms.earliest,
        fields,
        edit: { files: planned.files.map(({ file }) => file), diff: planned.diff },
        usedBy: isOperation ? [] : usersOf(subject, target),
        changes: report.changes ?? [],
        findings: said,
        notes: notesOf(gathered, terms, shared, others),
      },
      lines: linesOf([planned.contract]),
    };
  },
});

type Marked = {
  readonly planned: Planned;
  readonly fields: DeprecateReport['fields'];
  /** Responses without headers, since they are shared. */
  readonly shared: readonly string[];
};

async function plannedMark(
  invocation: Invocation,
  gathered: Gathered,
  subject: Subject,
  target: Target,
  terms: Terms,
  ports: Ports,
): Promise<Marked> {
  const { contract } = subject;
  const { document, dialect } = contract;
  const written = await writtenIn(gathered, subject, ports);
  const { file, pointer } = contract.locate(target.holder.pointer);
  // As it is written: references of other files lead elsewhere from here.
  const value = written(file, pointer);
  const held = isObject(value) ? { ...target, holder: { ...target.holder, value } } : target;
  const { fields } = gathered.workspace.policy.deprecation;
  const { edits, changes } = markingOf(held, terms, dialect, fields);
  const headers = invocation.flag('headers')
    ? headerEdits(contract, target.what.pointer, headerValues(document, terms), written, (component) => {
        return operationsUsing(document, component).length === 1;
      })
    : { edits: [], shared: [] };
  const marks = edits.map((edit): FileEdit => ({ ...edit, file, pointer: pointer + edit.pointer }));
  const planned = await plannedEdits(gathered, subject, [...marks, ...headers.edits], ports);
  return { planned, fields: changes, shared: headers.shared };
}

function usersOf({ contract }: Subject, { holder }: Target): DeprecateReport['usedBy'] {
  return operationsUsing(contract.document, holder.pointer).map(({ method, path, operationId }) => {
    return { method, path, operationId };
  });
}

function notesOf(
  { repository, today }: Gathered,
  { sunset, publishBy, chosen, earliest }: Terms,
  shared: readonly string[],
  others: readonly string[],
): readonly Note[] {
  const review = publishBy === null ? '' : ', and two weeks are for review';
  const list = (words: readonly string[]): string => words.join(', ');
  return [
    ...(chosen
      ? [`No sunset was named, so ${sunset} was taken: the policy allows ${earliest} at the earliest${review}.`]
      : []),
    ...(publishBy !== null && publishBy >= today
      ? [`The notice begins when this is merged. After ${publishBy} that is too late for this sunset.`]
      : []),
    ...(shared.length === 0
      ? []
      : [`Other operations use the responses ${list(shared)} as well, so those declare no headers.`]),
    ...(others.length === 0 ? [] : [`What was edited is part of other APIs as well: ${list(others)}.`]),
    ...(repository === null
      ? ['This folder is not in a git repository, so nobody can prove later since when it was deprecated.']
      : []),
  ].map((message) => ({ api: null, message }));
}

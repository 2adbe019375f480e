import { CHECKS, diffContracts } from '../../../examine/diff/diff.ts';
import { type Rewording, rewordingOf } from '../../../examine/diff/documentation.ts';
import { farewellsBetween } from '../../../examine/lifecycle/farewell.ts';
import { entriesOf } from '../../../judge/changelog/entries.ts';
import { judge } from '../../../judge/policy/judge.ts';
import type { Change, JudgedChange } from '../../../model/change.ts';
import type { ChangelogEntry } from '../../../model/changelog.ts';
import type { Contract, Operation } from '../../../model/contract.ts';
import type { Day } from '../../../model/day.ts';
import type { ContractHistory } from '../../../model/history.ts';
import { own, ownObject, ownString } from '../../../model/json.ts';
import { operationsIn } from '../../../model/operations.ts';
import type { Policy } from '../../../model/workspace.ts';

export type NotesInput = {
  readonly before: Contract;
  readonly after: Contract;
  readonly policy: Policy;
  /** The day that sunsets are held against. */
  readonly day: Day;
  /** Asked only where an operation went that was deprecated. */
  readonly history: () => Promise<ContractHistory | null>;
  /** Whether operations that are marked `x-internal: true` are told as well. */
  readonly internal: boolean;
};

const KNOWN = new Map(CHECKS.map((check) => [check.id, check]));

/** What a consumer has to know between two versions of a contract. */
export async function releaseNotes(input: NotesInput): Promise<readonly ChangelogEntry[]> {
  const { before, after, policy, day } = input;
  const isTold = input.internal ? () => true : publicOnes(before, after);
  const changes = diffContracts(before, after, { today: day }).filter(
    ({ operation }) => operation === null || isTold(operation),
  );
  const judged = judgedChanges(changes, before, after, policy, day);
  const gone = judged.some(({ check }) => /^api-.*removed-(with-deprecation|before-sunset)$/.test(check));
  const history = gone ? await input.history() : null;
  const farewellOf = farewellsBetween({
    before,
    after,
    history,
    day,
    zone: policy.timezone,
    fields: policy.deprecation.fields,
  });
  const entries = entriesOf(judged, { checks: KNOWN, farewellOf, summaryOf: summariesOf(after) });
  return [...entries, ...rewordings(rewordingOf(before, after), isTold)];
}

function judgedChanges(
  changes: readonly Change[],
  before: Contract,
  after: Contract,
  policy: Policy,
  today: Day,
): readonly JudgedChange[] {
  const apis = [{ id: after.id, file: after.source.file, base: { file: before.source.file } }];
  const judgement = judge({
    facts: [],
    changes: [{ api: after.id, changes }],
    policy,
    today,
    apis,
    everyApi: false,
    checks: KNOWN,
  });
  return judgement.changes ?? [];
}

function summariesOf({ document }: Contract): (operation: Operation) => string | null {
  const found = new Map(operationsIn(document).map((each) => [keyOf(each), ownString(each.value, 'summary') ?? null]));
  return (operation) => found.get(keyOf(operation)) ?? null;
}

/** An operation is internal when it, or its path, was or is marked so. */
function publicOnes(...contracts: readonly Contract[]): (operation: Operation) => boolean {
  const internal = new Set(
    contracts.flatMap(({ document }) =>
      operationsIn(document)
        .filter(({ path, value }) =>
          [value, own(ownObject(document, 'paths'), path)].some((thing) => own(thing, 'x-internal') === true),
        )
        .map(keyOf),
    ),
  );
  return (operation) => !internal.has(keyOf(operation));
}

/** So many shared definitions are named; of more, the number is told. */
const NAMED = 5;

/** Corrected words and examples are fixes; one line tells of them all. */
function rewordings(
  { operations, components, general }: Rewording,
  isTold: (operation: Operation) => boolean,
): readonly ChangelogEntry[] {
  const told = operations.filter(isTold);
  const changes = told.length + components.length + Number(general);
  if (changes === 0) return [];
  const names = components.slice(0, NAMED).map((name) => `\`${name}\``);
  const shared = components.length > NAMED ? [...names, `${components.length - NAMED} more`] : names;
  const of = [
    ...(general ? ['the API as a whole'] : []),
    ...(shared.length === 0 ? [] : [`the shared ${shared.join(', ')}`]),
  ].join(' and of ');
  const message = `Descriptions or examples ${of === '' ? '' : told.length === 0 ? `of ${of} ` : `here and of ${of} `}were reworded.`;
  return [
    {
      section: 'fixed',
      check: null,
      impact: 'contract-only',
      message,
      operations: told,
      why: '',
      migration: '',
      farewell: null,
      changes,
    },
  ];
}

function keyOf({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  return `${method} ${path}`;
}

import type { CheckInfo, JudgedChange } from '../../model/change.ts';
import {
  CHANGELOG_SECTIONS,
  type ChangelogEntry,
  type ChangelogSection,
  type Farewell,
} from '../../model/changelog.ts';
import type { Operation } from '../../model/contract.ts';
import { compareOperations, merged, type Told } from './merge.ts';
import { migrationOf } from './migration.ts';
import { sectionOf } from './section.ts';

/** What else is known of the operations of a release. */
export type ChangelogFacts = {
  readonly checks: ReadonlyMap<string, CheckInfo>;
  /** What the contracts and the history say of an operation that is deprecated or gone; null for every other one. */
  readonly farewellOf: (operation: Operation) => Farewell | null;
  /** What a new operation says of itself in one line. */
  readonly summaryOf: (operation: Operation) => string | null;
};

/** The end of an operation as a whole, not of a part of it. */
const OF_OPERATION = /^(api-(path-)?(removed|sunset|deprecated)-|endpoint-deprecated|sunset-deleted$)/;

/** Why what would break otherwise asks nothing of anybody. */
const CORRECTED = 'Only the contract was wrong: the API behaves as before.';

/** What to tell consumers of a release: in the order of the sections, in each what asks most of them first, then by operation. */
export function entriesOf(changes: readonly JudgedChange[], facts: ChangelogFacts): readonly ChangelogEntry[] {
  const bySection = new Map<ChangelogSection, JudgedChange[]>();
  for (const change of changes) {
    const section = sectionOf(change);
    if (section !== null) bySection.set(section, [...(bySection.get(section) ?? []), change]);
  }
  return CHANGELOG_SECTIONS.flatMap((section) =>
    merged(bySection.get(section) ?? [])
      .map((told) => entryOf(section, told, facts))
      .sort(byWeight),
  );
}

function entryOf(
  section: ChangelogSection,
  told: Told,
  { checks, farewellOf, summaryOf }: ChangelogFacts,
): ChangelogEntry {
  const { operations, changes, about } = told;
  const [first] = changes;
  const [operation] = operations;
  const farewell = OF_OPERATION.test(first.check) && operation !== undefined ? farewellOf(operation) : null;
  const summary = first.check === 'endpoint-added' && operation !== undefined ? summaryOf(operation) : null;
  const migration = section === 'fixed' ? '' : migrationOf(first, about, farewell);
  const message = summary === null ? told.message : `${told.message.replace(/\.$/, '')}: ${summary}`;
  return {
    section,
    check: first.check,
    // What was wrong in the contract alone breaks nobody, whatever the check would say of it.
    impact: section === 'fixed' ? 'contract-only' : first.impact,
    message: section === 'fixed' ? `${message} ${CORRECTED}` : message,
    operations,
    why:
      migration === '' || section === 'deprecated' || section === 'removed'
        ? ''
        : whyOf(first, checks.get(first.check)),
    migration,
    farewell,
    changes: changes.length,
  };
}

/** A check that is harmless as a rule gives no reason for the case in which it is not. */
function whyOf({ impact }: JudgedChange, check: CheckInfo | undefined): string {
  return check === undefined || (breaks(impact) && !breaks(check.impact)) ? '' : check.why;
}

function breaks(impact: ChangelogEntry['impact']): boolean {
  return impact === 'breaking' || impact === 'risky';
}

const IMPACT_ORDER: readonly ChangelogEntry['impact'][] = ['breaking', 'risky', 'contract-only', 'compatible'];

/** What is about the whole contract, then whole operations, then their parts. */
function byWeight(left: ChangelogEntry, right: ChangelogEntry): number {
  return (
    IMPACT_ORDER.indexOf(left.impact) - IMPACT_ORDER.indexOf(right.impact) ||
    rank(left) - rank(right) ||
    compareOperations(left.operations[0], right.operations[0]) ||
    right.operations.length - left.operations.length ||
    compare(left.check ?? '', right.check ?? '') ||
    compare(left.message, right.message)
  );
}

function rank({ check, operations }: ChangelogEntry): number {
  if (operations.length === 0) return 0;
  return check !== null && (OF_OPERATION.test(check) || /^(endpoint|webhook)-/.test(check)) ? 1 : 2;
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

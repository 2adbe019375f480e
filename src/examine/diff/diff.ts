import type { Change, CheckInfo, Impact } from '../../model/change.ts';
import type { Contract, Operation } from '../../model/contract.ts';
import type { Location } from '../../model/location.ts';
import { CHECKS as REGISTERED } from './checks/index.ts';
import type { Check, CheckOn, Context, Report, Reports, Subject, Subjects } from './define.ts';
import { type Draft, inOrder } from './draft.ts';
import { groupBy } from './group.ts';
import { type DiffOptions, settingsOf } from './options.ts';
import type { Pair } from './pair.ts';
import { readDocument } from './read/document.ts';
import { sourceOf } from './read/source.ts';
import { cacheOf } from './schema/cache.ts';
import { pairGraphOf } from './schema/graph.ts';
import { storeOf } from './schema/node.ts';
import { schemaReporter } from './schema-report.ts';
import { type Where, walk } from './walk.ts';

/** Every check that a comparison can report, by id. */
export const CHECKS: readonly CheckInfo[] = [...REGISTERED.map(infoOf)].sort((left, right) =>
  left.id < right.id ? -1 : 1,
);

function infoOf({ id, impact, summary, why, fix }: Check): CheckInfo {
  return { id, impact, summary, why, fix };
}

/**
 * What happened between two versions of a contract. Pure: the same two contracts and options give the same list in the same order.
 * Swagger 2.0 and OpenAPI 3 may be compared with each other.
 */
export function diffContracts(before: Contract, after: Contract, options: DiffOptions = {}): Change[] {
  const settings = settingsOf(options);
  const [old, new_] = [storeOf(sourceOf(before)), storeOf(sourceOf(after))];
  const [oldCache, newCache] = [cacheOf(old), cacheOf(new_)];
  const documents = { before: readDocument(old), after: readDocument(new_) };
  const shape = { before: oldCache.shape, after: newCache.shape };
  const context: Context = { settings, documents, operation: null, status: null, shape };
  const drafts: Draft[] = [];
  const schemas = schemaReporter(REGISTERED, pairGraphOf(oldCache, newCache), drafts);
  walk(documents.before, documents.after, context, {
    visit: (on, pair, where) => drafts.push(...runChecks(on, pair, where)),
    ...schemas,
  });
  const breaking = drafts.some(({ impact }) => impact === 'breaking');
  const outcome = ({ version }: Contract): Subjects['outcome'] => ({ pointer: '/info/version', version, breaking });
  drafts.push(
    ...runChecks(
      'outcome',
      { before: outcome(before), after: outcome(after) },
      { context, before: '', after: '', about: [] },
    ),
  );
  return finish(drafts, before, after);
}

const BY_SUBJECT: ReadonlyMap<string, readonly Check[]> = groupBy(REGISTERED, ({ on }) => on);

function checksOn<K extends Subject>(on: K): readonly CheckOn<K>[] {
  const isOn = (check: Check): check is Extract<Check, { on: K }> => check.on === on;
  return (BY_SUBJECT.get(on) ?? []).filter(isOn) as readonly CheckOn<K>[];
}

function runChecks<K extends Subject>(on: K, pair: Pair<Subjects[K]>, where: Where): readonly Draft[] {
  return checksOn(on).flatMap((check) =>
    listOf(answer(check, pair, where.context)).map((report) => draftOf(check, report, pair, where)),
  );
}

function answer<K extends Subject>(check: CheckOn<K>, pair: Pair<Subjects[K]>, context: Context): Reports {
  const { before, after } = pair;
  if (before !== null && after !== null) return check.kept?.(before, after, context) ?? null;
  if (after !== null) return check.added?.(after, context) ?? null;
  return before === null ? null : (check.removed?.(before, context) ?? null);
}

function listOf(reports: Reports): readonly Exclude<Report, string>[] {
  if (reports === null) return [];
  const list = typeof reports === 'string' || !Array.isArray(reports) ? [reports as Report] : (reports as Report[]);
  return list.map((report) => (typeof report === 'string' ? { message: report } : report));
}

type Placed = { readonly pointer: string } | { readonly value: unknown };

/** Where one side of a pair stands; for what is missing, its parent, or where the other side has it: `locate` finds what survives of that. */
function pointerIn(side: Placed | null, other: Placed | null, parent: string): string {
  if (side !== null) return 'pointer' in side ? side.pointer : '';
  return parent === '' && other !== null && 'pointer' in other ? other.pointer : parent;
}

function draftOf<K extends Subject>(
  check: CheckOn<K>,
  report: Exclude<Report, string>,
  pair: Pair<Subjects[K]>,
  where: Where,
): Draft {
  const around = where.context.operation;
  const caller = (around?.after ?? around?.before)?.caller ?? 'in';
  const impact = report.impact ?? check.impact;
  return {
    check: check.id,
    impact: caller === 'out' && check.bothWays !== true ? turned(impact) : impact,
    message: report.message,
    operation: operationOf(where.context),
    before: report.before ?? pointerIn(pair.before, pair.after, where.before),
    after: report.after ?? pointerIn(pair.after, pair.before, where.after),
    about: report.about ?? where.about,
  };
}

/** What callers must do more of, the API does more of when it is the one who calls. */
function turned(impact: Impact): Impact {
  return impact === 'breaking' ? 'compatible' : impact === 'compatible' ? 'breaking' : impact;
}

function operationOf({ operation }: Context): Operation | null {
  return (operation?.after ?? operation?.before)?.operation ?? null;
}

function finish(drafts: readonly Draft[], before: Contract, after: Contract): Change[] {
  const [old, new_] = [locator(before), locator(after)];
  return inOrder(drafts).map((draft) => ({
    check: draft.check,
    impact: draft.impact,
    message: draft.message,
    operation: draft.operation,
    before: old(draft.before),
    after: new_(draft.after),
    witness: null,
    about: draft.about,
  }));
}

/** Finding a position costs, and many changes stand at one place. */
function locator(contract: Contract): (pointer: string) => Location {
  const known = new Map<string, Location>();
  return (pointer) => {
    const found = known.get(pointer) ?? contract.locate(pointer);
    known.set(pointer, found);
    return found;
  };
}

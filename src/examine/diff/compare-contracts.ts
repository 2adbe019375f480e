import type { Impact } from '../../model/change.ts';
import type { Contract, Operation } from '../../model/contract.ts';
import { CHECKS } from './checks/index.ts';
import type { Check, CheckOn, Context, Report, Reports, Subject, Subjects } from './define.ts';
import type { Draft } from './draft.ts';
import { groupBy } from './group.ts';
import { type DiffOptions, settingsOf } from './options.ts';
import type { Pair } from './pair.ts';
import { readDocument } from './read/document.ts';
import { sourceOf } from './read/source.ts';
import { type ShapeCache, cacheOf } from './schema/cache.ts';
import { pairGraphOf } from './schema/graph.ts';
import { type SchemaStore, storeOf } from './schema/node.ts';
import { samenessOf } from './schema/sameness.ts';
import { type SchemaOrigin, schemaReporter } from './schema-report.ts';
import { type Where, walk } from './walk.ts';

/** What a change is about: a schema where it is used, or another pair of things. */
export type Origin = ({ readonly kind: 'schema' } & SchemaOrigin) | PairOrigin;
export type PairOrigin = {
  readonly [K in Subject]: { readonly kind: 'pair'; readonly on: K; readonly pair: Pair<Subjects[K]> };
}[Subject];

/** Is told of a change where it is found, and what it is about. */
type Teller = (draft: Draft, origin: Origin, context: Context) => void;

/** The schemas of one contract, and what is remembered of them. */
export type Side = { readonly store: SchemaStore; readonly cache: ShapeCache };
export type Sides = { readonly before: Side; readonly after: Side };

export function sidesOf(before: Contract, after: Contract): Sides {
  return { before: sideOf(before), after: sideOf(after) };
}

function sideOf(contract: Contract): Side {
  const store = storeOf(sourceOf(contract));
  return { store, cache: cacheOf(store) };
}

/** Tells of everything that happened between two contracts, in the order of the walk. */
export function compareContracts({ before, after }: Sides, options: DiffOptions, tell: Teller): void {
  const [oldCache, newCache] = [before.cache, after.cache];
  const documents = { before: readDocument(before.store), after: readDocument(after.store) };
  const shape = { before: oldCache.shape, after: newCache.shape };
  const context: Context = { settings: settingsOf(options), documents, operation: null, status: null, shape };
  let breaking = false;
  const note: Teller = (draft, origin, where) => {
    breaking ||= draft.impact === 'breaking';
    tell(draft, origin, where);
  };
  const visit = <K extends Subject>(on: K, pair: Pair<Subjects[K]>, where: Where): void => {
    const origin = { kind: 'pair', on, pair } as PairOrigin;
    for (const draft of runChecks(on, pair, where)) note(draft, origin, where.context);
  };
  const schemas = schemaReporter(
    CHECKS,
    pairGraphOf(oldCache, newCache, samenessOf(before.store.source, after.store.source)),
    (draft, origin, where) => {
      note(draft, { kind: 'schema', ...origin }, where);
    },
  );
  walk(documents.before, documents.after, context, { visit, ...schemas });
  const outcome = ({ source }: SchemaStore): Subjects['outcome'] => ({
    pointer: '/info/version',
    version: source.contract.version,
    breaking,
  });
  const where: Where = { context, before: '', after: '', about: [] };
  visit('outcome', { before: outcome(before.store), after: outcome(after.store) }, where);
}

const BY_SUBJECT: ReadonlyMap<string, readonly Check[]> = groupBy(CHECKS, ({ on }) => on);

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
  const before = report.before ?? pointerIn(pair.before, pair.after, where.before);
  const after = report.after ?? pointerIn(pair.after, pair.before, where.after);
  return {
    check: check.id,
    impact: caller === 'out' && check.bothWays !== true ? turned(impact) : impact,
    message: report.message,
    operation: operationOf(where.context),
    before,
    after,
    about: report.about ?? where.about,
    vacuous: false,
    // Of the names around a pair the last is its own; a shared response is edited once, whatever statuses it is given for.
    edit: { before, after, what: [check.id, ...(report.about ?? where.about.slice(-1))] },
  };
}

/** What callers must do more of, the API does more of when it is the one who calls. */
function turned(impact: Impact): Impact {
  return impact === 'breaking' ? 'compatible' : impact === 'compatible' ? 'breaking' : impact;
}

function operationOf({ operation }: Context): Operation | null {
  return (operation?.after ?? operation?.before)?.operation ?? null;
}

import type { Impact } from '../../model/change.ts';
import type { Check, Context, Position, SchemaCheck } from './define.ts';
import type { Draft } from './draft.ts';
import { groupBy } from './group.ts';
import { impactOfEffect } from './impact.ts';
import type { Flow, SchemaChange } from './schema/change.ts';
import type { PairGraph } from './schema/graph.ts';
import { type SchemaUse, type Told, usesOf } from './schema/uses.ts';
import type { Surface, Visitor } from './walk.ts';

/** What a change of a schema is about: the schema where it is used. */
export type SchemaOrigin = { readonly use: SchemaUse; readonly surface: Surface };

/**
 * Tells what happened to the schemas that an operation uses, by the rows of the tables. Throws Error for a turn that no row names at all:
 * what the comparison found would be lost without a word.
 */
export function schemaReporter(
  checks: readonly Check[],
  graph: PairGraph,
  tell: (draft: Draft, origin: SchemaOrigin, context: Context) => void,
): Pick<Visitor, 'schema' | 'enter'> {
  const rows = rowsOf(checks);
  const turns = new Set(checks.flatMap((check) => (check.on === 'schema' ? [check.turn] : [])));
  let told: Told = new Map();
  return {
    schema(before, after, surface, where) {
      const root = graph.compare(before, after, surface.flow, surface.medium);
      for (const use of usesOf(root, surface, told)) {
        if (!turns.has(use.change.turn)) throw new Error(`no check tells of the turn ${use.change.turn}`);
        for (const check of rowsFor(rows, use))
          if (check.when?.(use.change, where.context) ?? true)
            tell(draftOf(check, use, surface, where.context), { use, surface }, where.context);
      }
    },
    enter() {
      told = new Map();
    },
  };
}

function rowsOf(checks: readonly Check[]): ReadonlyMap<string, readonly SchemaCheck[]> {
  const rows = checks.filter((check): check is SchemaCheck => check.on === 'schema');
  return groupBy(rows, ({ position, turn }) => `${position} ${turn}`);
}

/** A property of an object in a header is worded like one in any other parameter where it has no words of its own. */
const LIKE: ReadonlyMap<Position, Position> = new Map<Position, Position>([
  ['request-header-property', 'request-parameter-property'],
  ['response-header-property', 'response-property'],
]);

function rowsFor(
  rows: ReadonlyMap<string, readonly SchemaCheck[]>,
  { position, change }: SchemaUse,
): readonly SchemaCheck[] {
  const own = rows.get(`${position} ${change.turn}`);
  if (own !== undefined) return own;
  const like = LIKE.get(position);
  return like === undefined ? [] : (rows.get(`${like} ${change.turn}`) ?? []);
}

function draftOf(check: SchemaCheck, use: SchemaUse, surface: Surface, context: Context): Draft {
  const change = counted(use);
  const operation = context.operation?.after ?? context.operation?.before ?? null;
  return {
    check: check.id,
    impact: impactOf(check, change, surface.flow),
    message: `${subjectOf(use, surface)} ${check.says(change)}${change.remark === '' ? '' : ` ${change.remark}`}.`,
    operation: operation?.operation ?? null,
    before: change.before,
    after: change.after,
    about: change.about,
    vacuous: change.vacuous,
    edit: change.edit,
  };
}

/** Under a keyword that has no effect nothing is lost and nothing gained. */
function counted({ change, moot }: SchemaUse): SchemaChange {
  return moot === '' ? change : { ...change, impact: 'compatible', vacuous: true, remark: moot };
}

function subjectOf({ position, path }: SchemaUse, surface: Surface): string {
  if (path === '') return surface.noun;
  if (position === surface.root) return `Items of ${surface.noun.charAt(0).toLowerCase()}${surface.noun.slice(1)}`;
  return `${surface.propertyNoun} \`${path.replace(/^\//, '')}\`${surface.of}`;
}

function impactOf(check: SchemaCheck, change: SchemaChange, flow: Flow): Impact {
  if (change.impact !== null) return change.impact;
  return change.effect === null ? check.impact : impactOfEffect(change.effect, flow);
}

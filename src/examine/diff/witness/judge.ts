import { type Json, isArray, isObject, own, ownArray, ownObject } from '../../../model/json.ts';
import { escapeSegment } from '../../../model/pointer.ts';
import type { ShapeCache } from '../schema/cache.ts';
import type { Flow } from '../schema/change.ts';
import { saysNullable } from '../schema/flatten.ts';
import type { Typed } from '../schema/keywords.ts';
import { type SchemaNode, type SchemaStore, type View, child } from '../schema/node.ts';
import { isLinear, matches } from './linear.ts';
import { plainJudges } from './plain-judges.ts';
import { NOTHING_IGNORED, ignoredIn } from './travelling.ts';
import {
  type Judging,
  type Refusal,
  type Run,
  type Work,
  Undecidable,
  inside,
  isOver,
  judging,
  judgingRoot,
  refuse,
} from './judging.ts';

/** What is wrong with a value, or hastily the first of it; empty when the schema accepts it, null when that cannot be told. */
export type Verdict = (view: View, value: Json, hasty: boolean) => readonly Refusal[] | null;

type Side = { readonly store: SchemaStore; readonly cache: ShapeCache; readonly flow: Flow };
type Ignored = ReadonlySet<string>;

/**
 * Judges values by the schemas of one side as ajv does (JSON Schema 2020-12), but reads only what a value reaches: a contract's schemas
 * hang together, and to compile all of them for one small payload costs more than the comparison. ajv confirms what is found.
 */
export function judgeOf(side: Side, work: Work): Verdict {
  const run = runsOf(side);
  return (view, value, hasty) => {
    const made = judgingRoot(work, hasty);
    try {
      run(view, NOTHING_IGNORED)(value, '', made);
      return made.refusals;
    } catch (error) {
      if (error instanceof Undecidable) return null;
      throw error;
    }
  };
}

type Runs = (view: View, ignored: Ignored) => Run;

/** A schema that contains itself is read as often as the value is deep, so each is read when it is first reached. */
function runsOf(side: Side): Runs {
  const nodes = new Map<string, Run>();
  const views = new Map<string, Run>();
  const nodeRun = (node: SchemaNode, ignored: Ignored, key: string): Run => {
    const known = nodes.get(key);
    if (known !== undefined) return known;
    const made = runOf(node, side, ignored, runs);
    nodes.set(key, made);
    return made;
  };
  const runs: Runs = (view, above) => {
    const outer = [...above].sort().join('\n');
    const found = views.get(`${view.key}\n${outer}`);
    if (found !== undefined) return found;
    const ignored = new Set([...above, ...ignoredIn(side, view)]);
    const names = [...ignored].sort().join('\n');
    const members = view.nodes.map((node) => nodeRun(node, ignored, `${node.id}\n${names}`));
    const run: Run = (value, path, at) => {
      for (const member of members) if (!isOver(at)) member(value, path, at);
    };
    views.set(`${view.key}\n${outer}`, run);
    return run;
  };
  return runs;
}

function runOf(node: SchemaNode, side: Side, ignored: Ignored, runs: Runs): Run {
  const { value: schema } = node;
  if (!isObject(schema)) return schema ? () => undefined : (_, path, at) => refuse(at, 'false schema', path, {});
  const typed = { ...node, value: schema };
  if (own(schema, '$dynamicRef') !== undefined || (ownArray(schema, 'required') ?? []).includes('__proto__'))
    return () => {
      throw new Undecidable();
    };
  const parts = [
    ...plainJudges(schema, ignored),
    propertiesRun(typed, side, ignored, runs),
    itemsRun(typed, side, runs),
    ...wholeRuns(typed, side, ignored, runs),
    ...unevaluatedRuns(typed, side, runs),
  ].filter((each) => each !== null);
  const nullable = saysNullable(schema);
  return (value, path, at) => {
    // A null that is allowed is allowed whatever the other keywords say of it.
    if (nullable && value === null) return;
    for (const part of parts) if (!isOver(at)) part(value, path, at);
  };
}

/** A subschema, read when it is first needed. */
function lazily(
  typed: Typed,
  { store }: Side,
  runs: Runs,
  ignored: Ignored,
  ...path: readonly (string | number)[]
): Run {
  let made: Run | null = null;
  return (value, at, state) => (made ??= runs(child(store, typed, ...path), ignored))(value, at, state);
}

function isSchema(value: Json | undefined): boolean {
  return isObject(value) || typeof value === 'boolean';
}

function propertiesRun(typed: Typed, side: Side, ignored: Ignored, runs: Runs): Run | null {
  const schema = typed.value;
  const declared = ownObject(schema, 'properties') ?? {};
  const patterns = Object.keys(ownObject(schema, 'patternProperties') ?? {}).map(
    (pattern) => [pattern, lazily(typed, side, runs, NOTHING_IGNORED, 'patternProperties', pattern)] as const,
  );
  const [rest, names] = (['additionalProperties', 'propertyNames'] as const).map((keyword) =>
    isSchema(own(schema, keyword)) ? lazily(typed, side, runs, NOTHING_IGNORED, keyword) : null,
  );
  if (Object.keys(declared).length + patterns.length === 0 && !rest && !names) return null;
  const known = new Map<string, Run>();
  const named = (name: string): Run => {
    const found = known.get(name) ?? lazily(typed, side, runs, NOTHING_IGNORED, 'properties', name);
    known.set(name, found);
    return found;
  };
  const closed = own(schema, 'additionalProperties') === false;
  return (value, path, at) => {
    if (!isObject(value)) return;
    for (const [name, item] of Object.entries(value)) {
      if (isOver(at)) return;
      const here = `${path}/${escapeSegment(name)}`;
      if (names) nameRun(names, name, path, at);
      let met = false;
      if (Object.hasOwn(declared, name)) {
        met = true;
        if (!ignored.has(name)) inside(at, named(name), item, here);
      }
      for (const [pattern, run] of patterns) {
        if (!isLinear(pattern)) throw new Undecidable();
        if (!matches(pattern, name)) continue;
        met = true;
        inside(at, run, item, here);
      }
      if (!met && closed) refuse(at, 'additionalProperties', path, { additionalProperty: name });
      else if (!met && rest) inside(at, rest, item, here);
      if (met || rest) at.names.add(name);
    }
  };
}

function nameRun(names: Run, name: string, path: string, at: Judging): void {
  const before = at.refusals.length;
  inside(at, names, name, path);
  if (at.refusals.length > before) refuse(at, 'propertyNames', path, { propertyName: name });
}

function itemsRun(typed: Typed, side: Side, runs: Runs): Run | null {
  const schema = typed.value;
  const positions = (ownArray(schema, 'prefixItems') ?? []).map((_, index) =>
    lazily(typed, side, runs, NOTHING_IGNORED, 'prefixItems', index),
  );
  const [items, contains] = (['items', 'contains'] as const).map((keyword) =>
    isSchema(own(schema, keyword)) ? lazily(typed, side, runs, NOTHING_IGNORED, keyword) : null,
  );
  if (positions.length === 0 && !items && !contains) return null;
  const [least, most] = (['minContains', 'maxContains'] as const).map((keyword) => own(schema, keyword));
  const [minContains, maxContains] = [typeof least === 'number' ? least : 1, typeof most === 'number' ? most : null];
  return (value, path, at) => {
    if (!isArray(value)) return;
    let met = 0;
    for (const [index, item] of value.entries()) {
      if (isOver(at)) return;
      const here = `${path}/${index}`;
      const run = positions[index] ?? items;
      if (run) {
        inside(at, run, item, here);
        at.items.add(index);
      }
      if (!contains) continue;
      if (tryOn(contains, item, here, at).refusals.length > 0) continue;
      met += 1;
      at.items.add(index);
    }
    if (contains && (met < minContains || met > (maxContains ?? met)))
      refuse(at, 'contains', path, { minContains, ...(maxContains === null ? {} : { maxContains }) });
  };
}

/** Takes over what a schema that holds has looked at. */
function adopt(at: Judging, { names, items }: Judging): void {
  for (const name of names) at.names.add(name);
  for (const item of items) at.items.add(item);
}

/** Keywords about the same value. */
function wholeRuns(typed: Typed, side: Side, ignored: Ignored, runs: Runs): readonly (Run | null)[] {
  const schema = typed.value;
  const same = (...path: readonly (string | number)[]): Run => lazily(typed, side, runs, ignored, ...path);
  const list = (keyword: string): readonly Run[] =>
    (ownArray(schema, keyword) ?? []).map((_, index) => same(keyword, index));
  const one = (keyword: string): Run | null => (isSchema(own(schema, keyword)) ? same(keyword) : null);
  const members = list('allOf');
  const allOf: Run | null =
    members.length === 0
      ? null
      : (value, path, at) => {
          for (const each of members) if (!isOver(at)) all(each, value, path, at);
        };
  const dependents = Object.keys(ownObject(schema, 'dependentSchemas') ?? {}).map((name): Run => (value, path, at) => {
    if (isObject(value) && Object.hasOwn(value, name)) all(same('dependentSchemas', name), value, path, at);
  });
  return [
    allOf,
    anyOfRun(list('anyOf')),
    oneOfRun(list('oneOf')),
    notRun(one('not')),
    ifRun(one('if'), one('then'), one('else')),
    ...dependents,
  ];
}

function all(run: Run, value: Json, path: string, at: Judging): void {
  const tried = judging(at);
  run(value, path, tried);
  at.refusals.push(...tried.refusals);
  adopt(at, tried);
}

function anyOfRun(branches: readonly Run[]): Run | null {
  if (branches.length === 0) return null;
  return (value, path, at) => {
    const passing = branches
      .map((branch) => tryOn(branch, value, path, at))
      .filter(({ refusals }) => refusals.length === 0);
    for (const each of passing) adopt(at, each);
    if (passing.length > 0) return;
    if (!at.hasty) for (const branch of branches) all(branch, value, path, at);
    refuse(at, 'anyOf', path, {});
  };
}

function oneOfRun(branches: readonly Run[]): Run | null {
  if (branches.length === 0) return null;
  return (value, path, at) => {
    const tried = branches.map((branch) => tryOn(branch, value, path, at));
    const passing = tried.flatMap(({ refusals }, index) => (refusals.length === 0 ? [index] : []));
    const [only] = passing;
    if (passing.length > 1) refuse(at, 'oneOf', path, { passingSchemas: passing.slice(0, 2) });
    else if (only !== undefined) adopt(at, tried[only] ?? at);
    else {
      if (!at.hasty) for (const branch of branches) all(branch, value, path, at);
      refuse(at, 'oneOf', path, { passingSchemas: null });
    }
  };
}

/** Whether a schema holds; why it does not is not of interest. */
function tryOn(run: Run, value: Json, path: string, at: Judging): Judging {
  const tried = judging(at, true);
  run(value, path, tried);
  return tried;
}

function notRun(not: Run | null): Run | null {
  if (not === null) return null;
  return (value, path, at) => {
    if (tryOn(not, value, path, at).refusals.length === 0) refuse(at, 'not', path, {});
  };
}

function ifRun(test: Run | null, then: Run | null, otherwise: Run | null): Run | null {
  if (test === null) return null;
  return (value, path, at) => {
    const tried = tryOn(test, value, path, at);
    const holds = tried.refusals.length === 0;
    if (holds) adopt(at, tried);
    const next = holds ? then : otherwise;
    if (next === null) return;
    const before = at.refusals.length;
    all(next, value, path, at);
    if (at.refusals.length > before) refuse(at, 'if', path, { failingKeyword: holds ? 'then' : 'else' });
  };
}

/** Comes last: what the other keywords have looked at is not unevaluated. */
function unevaluatedRuns(typed: Typed, side: Side, runs: Runs): readonly (Run | null)[] {
  const [names, items] = (['unevaluatedProperties', 'unevaluatedItems'] as const).map((keyword) => {
    const said = own(typed.value, keyword);
    return isSchema(said) ? { said, run: lazily(typed, side, runs, NOTHING_IGNORED, keyword) } : null;
  });
  return [
    names
      ? (value, path, at) => {
          if (!isObject(value)) return;
          for (const [name, item] of Object.entries(value)) {
            if (at.names.has(name)) continue;
            if (names.said === false) refuse(at, 'unevaluatedProperties', path, { unevaluatedProperty: name });
            else inside(at, names.run, item, `${path}/${escapeSegment(name)}`);
            at.names.add(name);
          }
        }
      : null,
    items
      ? (value, path, at) => {
          if (!isArray(value)) return;
          for (const [index, item] of value.entries()) {
            if (at.items.has(index)) continue;
            if (items.said === false) refuse(at, 'unevaluatedItems', path, { len: index });
            else inside(at, items.run, item, `${path}/${index}`);
            at.items.add(index);
          }
        }
      : null,
  ];
}

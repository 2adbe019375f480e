import type { AnyDialect, ApiDocument } from '../../../model/contract.ts';
import { isObject, type Json, ownObject } from '../../../model/json.ts';
import type { Rule, RuleStep } from '../../../model/ruleset.ts';
import type { LintFunction, Segment } from '../define.ts';
import { FUNCTIONS } from '../functions/index.ts';
import { Automaton } from './automaton.ts';
import { type Field, parseField } from './field.ts';
import type { EngineContext, EngineFunction, Said } from './function.ts';
import { CORE } from './functions/core.ts';
import { OAS } from './functions/oas.ts';
import { relaxedAt } from './functions/oas-schema.ts';
import { parsePath, type PathExpression } from './json-path.ts';
import type { Resolved } from './resolve.ts';
import { SchemaRoom } from './schema/room.ts';
import { type Budget, type Match, walkResolved, walkWritten } from './walk.ts';
import type { Outcome } from './outcome.ts';

/** A function that a rule's step names, known to the engine; `ours` may look at the path that it is called with. */
type Callable =
  { readonly kind: 'spectral'; readonly call: EngineFunction } | { readonly kind: 'ours'; readonly call: LintFunction };

/** A step that the engine can take. */
type Call = {
  readonly rule: Rule;
  readonly step: number;
  readonly options: Json | null;
  readonly field: Field;
  readonly callable: Callable;
};

/** How paths to one value are told apart: not at all, by what an example there is of, or entirely. */
type Manner = 'once' | 'kinds' | 'every';

type Group = {
  readonly resolved: boolean;
  readonly manner: Manner;
  readonly calls: Map<string, { expression: PathExpression; calls: Call[] }>;
};

/** What the engine runs itself, and for each rule the expressions that need Spectral's own machinery. */
export type Division = {
  readonly groups: readonly Group[];
  readonly left: readonly Rule[];
};

/** Divides rules into what one walk can do and what it cannot, expression by expression. No expression is lost. */
export function divide(rules: readonly Rule[], dialect: AnyDialect): Division {
  const groups = new Map<string, Group>();
  const left: Rule[] = [];
  for (const rule of rules) {
    const given = rule.givenByDialect === undefined ? rule.given : (rule.givenByDialect[dialect] ?? []);
    const calls = callsOf(rule);
    const rest = given.filter((text) => {
      const expression = calls === null ? null : parsePath(text);
      if (calls === null || expression === null) return true;
      for (const call of calls) add(groups, rule, call, expression);
      return false;
    });
    if (rest.length > 0) left.push(withGiven(rule, rest));
  }
  return { groups: [...groups.values()], left };
}

function withGiven({ givenByDialect: _, ...rule }: Rule, given: readonly string[]): Rule {
  return { ...rule, given };
}

function add(groups: Map<string, Group>, rule: Rule, call: Call, expression: PathExpression): void {
  const manner = rule.resolved ? mannerOf(call) : 'once';
  const key = `${String(rule.resolved)} ${manner}`;
  const group: Group = groups.get(key) ?? { resolved: rule.resolved, manner, calls: new Map() };
  groups.set(key, group);
  const entry = group.calls.get(expression.text) ?? { expression, calls: [] };
  group.calls.set(expression.text, entry);
  entry.calls.push(call);
}

function mannerOf({ callable, options }: Call): Manner {
  if (callable.kind === 'ours') return 'every';
  return callable.call === OAS.get('oasExample') && isObject(options) && options['type'] === 'media' ? 'kinds' : 'once';
}

/** The steps of a rule; null where the engine cannot take one of them. */
function callsOf(rule: Rule): Call[] | null {
  const calls = rule.then.map((step, index): Call | null => {
    const [callable, field] = [callableOf(step), parseField(step.field)];
    if (callable === null || field === null) return null;
    return { rule, step: index, options: step.options, field, callable };
  });
  return calls.every((call) => call !== null) ? calls : null;
}

/** Ours win over Spectral's of the same name. */
export function callableOf({ function: name, options }: RuleStep): Callable | null {
  const ours = FUNCTIONS.find((one) => one.name === name);
  if (ours !== undefined) return { kind: 'ours', call: ours };
  const call = CORE.get(name) ?? OAS.get(name);
  // A schema that words its own errors needs a plug-in of ajv that only Spectral brings along.
  if (call === undefined || (name === 'schema' && ownObject({ options }, 'options')?.['allErrors'] === true))
    return null;
  return { kind: 'spectral', call };
}

/** Runs what `divide` found the engine able to do. */
export function runGroups(
  contract: ApiDocument,
  shapes: Resolved,
  division: Division,
  budget: Budget,
  outcome: Outcome,
): void {
  const schemas = new SchemaRoom();
  for (const group of division.groups) runGroup(contract, shapes, group, schemas, budget, outcome);
}

function runGroup(
  contract: ApiDocument,
  shapes: Resolved,
  group: Group,
  schemas: SchemaRoom,
  budget: Budget,
  outcome: Outcome,
): void {
  const entries = [...group.calls.values()];
  const document = group.resolved ? shapes.resolved : shapes.written;
  const automaton = new Automaton(
    entries.map(({ expression }) => expression),
    document,
  );
  const visit = (match: Match): void => {
    for (const index of match.expressions) {
      const entry = entries[index];
      if (entry === undefined) continue;
      const value = entry.expression.keyed ? String(match.path.at(-1)) : match.value;
      for (const call of entry.calls)
        take(call, match.path, value, { contract, shapes, schemas, resolved: group.resolved, outcome });
    }
  };
  const rules = new Set(entries.flatMap(({ calls }) => calls.map(({ rule }) => rule)));
  outcome.guard(rules, () => {
    if (!group.resolved) walkWritten(document, automaton, budget, visit);
    else
      walkResolved(shapes, automaton, budget, group.manner === 'every' ? null : { kindOf: KINDS[group.manner] }, visit);
  });
  for (const { expression, cause } of automaton.misfits) {
    for (const { rule } of entries[expression]?.calls ?? []) outcome.failed(rule, cause);
  }
}

const KINDS = {
  once: (): string => '',
  kinds: (path: readonly Segment[]): string => {
    if (path.length >= 4) return relaxedAt(path, path[0] === 'responses');
    return `${path.length} ${String(path[0])} ${path[0] === 'components' ? String(path[1]) : ''}`;
  },
};

type Circumstances = {
  readonly contract: ApiDocument;
  readonly shapes: Resolved;
  readonly schemas: SchemaRoom;
  readonly resolved: boolean;
  readonly outcome: Outcome;
};

function take(call: Call, at: readonly Segment[], value: Json, circumstances: Circumstances): void {
  const { outcome } = circumstances;
  if (outcome.hasFailed(call.rule)) return;
  for (const target of call.field(value)) {
    // The walk goes on changing its path.
    const path = [...at, ...target.path];
    outcome.guard([call.rule], () => {
      for (const said of saidBy(call, target.value, path, circumstances)) outcome.add(call.rule, call.step, path, said);
    });
  }
}

function saidBy(
  { callable, options }: Call,
  input: Json | undefined,
  path: readonly Segment[],
  { contract, shapes, schemas, resolved }: Circumstances,
): readonly Said[] {
  return said(callable, input, options, path, { contract, shapes, schemas, resolved });
}

/** Calls a function that the engine knows. */
export function said(
  callable: Callable,
  input: Json | undefined,
  options: Json | null,
  path: readonly Segment[],
  { contract, shapes, schemas, resolved }: Omit<Circumstances, 'outcome'>,
): readonly Said[] {
  if (callable.kind === 'ours') {
    // Ours read the contract's own document, and look up there what a path leads to.
    return callable.call.check(input, options, { document: contract.document, dialect: contract.dialect, path });
  }
  const context: EngineContext = { shapes, dialect: contract.dialect, path, resolved, schemas };
  return callable.call(input, options, context);
}

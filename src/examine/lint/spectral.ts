import type {
  Document,
  IFunctionResult,
  RuleDefinition,
  RulesetDefinition,
  RulesetFunction,
  Spectral,
} from '@stoplight/spectral-core';
import type { ApiDocument } from '../../model/contract.ts';
import { isArray, isObject, type Json } from '../../model/json.ts';
import type { Rule, RuleStep } from '../../model/ruleset.ts';
import { ARAZZO_FUNCTIONS, ASYNCAPI_FUNCTIONS } from './core-functions.ts';
import { Automaton } from './engine/automaton.ts';
import { callableOf, said } from './engine/engine.ts';
import { type Field, parseField } from './engine/field.ts';
import { parsePath, type PathExpression } from './engine/json-path.ts';
import { type Budget, type Match, walkResolved, walkWritten } from './engine/walk.ts';
import { backtracking } from './engine/guarded-pattern.ts';
import type { Outcome } from './engine/outcome.ts';
import type { Resolved } from './engine/resolve.ts';
import { SchemaRoom } from './engine/schema/room.ts';
import { uriPointer } from './engine/uri-pointer.ts';
import { withinTime } from './engine/within-time.ts';
import { sizeWrittenOut } from './engine/written-out.ts';

/** A function that a ruleset brings along, as Spectral calls it. */
export type CustomFunction = RulesetFunction;
/** Functions of rulesets, by the name that `then` gives them. */
export type CustomFunctions = ReadonlyMap<string, CustomFunction>;

type Formats = NonNullable<RulesetDefinition['formats']>;
type Diagnostics = ReturnType<Document['parserResult'] extends { diagnostics: infer D } ? () => D : never>;
type Library = {
  readonly Engine: typeof Spectral;
  readonly Document: typeof Document;
  readonly functions: CustomFunctions;
  readonly formats: Formats;
};
type EngineOptions = NonNullable<ConstructorParameters<typeof Spectral>[0]>;
type Resolver = NonNullable<EngineOptions['resolver']>;
type Run = {
  readonly contract: ApiDocument;
  readonly shapes: Resolved;
  readonly library: Library;
  readonly schemas: SchemaRoom;
  readonly budget: Budget;
  readonly promises: Promise<void>[];
  readonly outcome: Outcome;
};

/** Resolved documents of more nodes than this, walked whole by `$..`, would keep a build waiting for minutes. */
const MOST_NODES = 20_000_000;

/** Milliseconds that one call of a function of Spectral's other rulesets may take. */
const MOST_MS = 20_000;

/**
 * Runs, by Spectral's own machinery, the rules and expressions that the engine cannot take: exact, and slow. An expression that throws takes all
 * rules with it, so that then each is run alone.
 */
export async function runLeft(
  contract: ApiDocument,
  shapes: Resolved,
  rules: readonly Rule[],
  custom: CustomFunctions,
  budget: Budget,
  outcome: Outcome,
): Promise<void> {
  const fit = rules.filter((rule) => isBounded(rule, shapes, outcome));
  if (fit.length === 0) return;
  const library = await load(fit, custom);
  const run = (): Run => ({ contract, shapes, library, schemas: new SchemaRoom(), budget, promises: [], outcome });
  const [violations, open] = [outcome.violations.length, outcome.open.length];
  const thrown = await attempt(run(), fit);
  if (thrown === null) return;
  outcome.violations.length = violations;
  outcome.open.length = open;
  for (const rule of fit) {
    const alone = await attempt(run(), [rule]);
    if (alone !== null) outcome.failed(rule, alone);
  }
}

async function attempt(run: Run, rules: readonly Rule[]): Promise<Error | null> {
  const engine = new run.library.Engine({ resolver: resolverOf(run) });
  try {
    engine.setRuleset(definitionOf(run, rules));
    await engine.run(documentOf(run), { ignoreUnknownFormat: true });
    await Promise.all(run.promises);
    return null;
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

/** Rules as Spectral wants them defined; each step reports to the outcome. */
function definitionOf(run: Run, rules: readonly Rule[]): RulesetDefinition {
  const entries = rules.map((rule, index): [string, RuleDefinition] => {
    // Functions may look at the name and the severity of their rule.
    const name = rule.id in Object.prototype ? `r${index}` : rule.id;
    const { resolved, severity } = rule;
    const walked = walkable(rule);
    if (walked !== null)
      return [name, { given: ['$'], then: { function: walking(run, rule, walked) }, resolved, severity }];
    const then = rule.then.map((step, number) => ({
      ...(step.field === null ? {} : { field: step.field }),
      function: reporting(run, rule, step, number),
      functionOptions: step.options,
    }));
    return [name, { given: [...rule.given], then, resolved, severity }];
  });
  return { formats: run.library.formats, rules: Object.fromEntries(entries) };
}

type Walked = { readonly expressions: readonly PathExpression[]; readonly fields: readonly Field[] };

/** What a rule looks at, if our walk can find that; null where its expressions are Spectral's to follow. */
function walkable(rule: Rule): Walked | null {
  const expressions = rule.given.map(parsePath);
  const fields = rule.then.map(({ field }) => parseField(field));
  return expressions.every((one) => one !== null) && fields.every((one) => one !== null)
    ? { expressions, fields }
    : null;
}

/** A rule whose functions are not ours, but whose expressions our walk can follow: on every path, because functions may look at it. */
function walking(run: Run, rule: Rule, { expressions, fields }: Walked): RulesetFunction {
  return (_input, _options, context) => {
    const document = rule.resolved ? run.shapes.resolved : run.shapes.written;
    const automaton = new Automaton(expressions, document);
    const steps = rule.then.map((step, number) => reporting(run, rule, step, number));
    const visit = ({ path, value, expressions: matched }: Match): void => {
      for (const index of matched) {
        const selected = expressions[index]?.keyed === true ? String(path.at(-1)) : value;
        for (const [number, field] of fields.entries()) {
          for (const target of field(selected))
            void steps[number]?.(target.value, rule.then[number]?.options ?? null, {
              ...context,
              path: [...path, ...target.path],
            });
        }
      }
    };
    run.outcome.guard([rule], () => {
      if (rule.resolved) walkResolved(run.shapes, automaton, run.budget, null, visit);
      else walkWritten(document, automaton, run.budget, visit);
    });
    for (const { cause } of automaton.misfits) run.outcome.failed(rule, cause);
  };
}

/** A function as Spectral calls it. It hands its results to us and none to Spectral, which would look for positions. */
function reporting(run: Run, rule: Rule, step: RuleStep, number: number): RulesetFunction {
  const { outcome, contract, shapes, schemas, library } = run;
  const callable = library.functions.has(step.function) ? null : callableOf(step);
  return (input, options, context) => {
    if (outcome.hasFailed(rule)) return;
    const from = [...context.path];
    outcome.guard([rule], () => {
      if (callable !== null) {
        const circumstances = { contract, shapes, schemas, resolved: rule.resolved };
        for (const one of said(callable, asJson(input), step.options, from, circumstances))
          outcome.add(rule, number, from, one);
        return;
      }
      const theirs = library.functions.get(step.function);
      if (theirs === undefined) throw new Error(`there is no function ${step.function}`);
      const results: unknown = theirs(input, options, context);
      if (results instanceof Promise) run.promises.push(later(results, outcome, rule, number, from));
      else report(outcome, rule, number, from, results);
    });
  };
}

async function later(
  results: Promise<unknown>,
  outcome: Outcome,
  rule: Rule,
  step: number,
  from: readonly (string | number)[],
): Promise<void> {
  try {
    report(outcome, rule, step, from, await results);
  } catch (cause) {
    outcome.failed(rule, cause);
  }
}

function report(
  outcome: Outcome,
  rule: Rule,
  step: number,
  from: readonly (string | number)[],
  results: unknown,
): void {
  if (!Array.isArray(results)) return;
  for (const { message, path } of results as readonly IFunctionResult[])
    outcome.object(rule, step, from, path === undefined ? { message } : { message, path });
}

/** What Spectral hands on is a part of the document, a key of it, or nothing. */
function asJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return isObject(value) || isArray(value) ? value : undefined;
}

/** The document as if Spectral had parsed it. It asks for ranges, which it will not use. */
function documentOf({ contract, shapes, library }: Run): Document {
  const parser = {
    parse: (): { data: unknown; ast: object; lineMap: unknown; diagnostics: Diagnostics } => ({
      data: shapes.written,
      ast: {},
      lineMap: [],
      diagnostics: [],
    }),
    getLocationForJsonPath: () => undefined,
    trapAccess: <T>(value: T): T => value,
  };
  return new library.Document('', parser, contract.source.file);
}

/**
 * In the place of Spectral's resolver: no network, no files, no crash on a key like `__proto__`, and no copy for each use.
 * Spectral calls nothing of it but `resolve` and `uriCache`, so that is all there is; hence the cast.
 */
function resolverOf({ shapes, contract }: Run): Resolver {
  const refMap = Object.fromEntries(
    Array.from(shapes.sites.values(), ({ from, segments }) => [uriPointer(from), uriPointer(segments)]),
  );
  const nodes = { [contract.source.file]: { refMap } };
  const graph = { nodes, overallOrder: () => shapes.references, getNodeData: () => ({ refMap }) };
  // Spectral's engine looks into every key of a frozen root; into others only where it thinks that it must.
  const result = Object.freeze(isObject(shapes.resolved) ? { ...shapes.resolved } : shapes.resolved);
  const resolver = {
    uriCache: {},
    resolve: () => Promise.resolve({ result, graph, refMap: {}, errors: [], runner: null }),
  };
  return resolver as unknown as Resolver;
}

/** Leaves out what could run for ever: resolved references can multiply a small file beyond any memory, and filters may hold any pattern. */
function isBounded(rule: Rule, shapes: Resolved, outcome: Outcome): boolean {
  const deep = rule.resolved && rule.given.some((given) => /\.\.|\.\[|\^/.test(given));
  if (deep && nodesOf(shapes) > MOST_NODES) {
    outcome.notEvaluated.push({
      rule,
      path: null,
      reason: 'the document is too large once its references are resolved',
    });
    return false;
  }
  const slow = (walkable(rule) === null ? rule.given : [])
    .flatMap(patternsIn)
    .find((pattern) => backtracking(pattern) === null);
  if (slow === undefined) return true;
  outcome.notEvaluated.push({ rule, path: null, reason: `the pattern /${slow}/ in its \`given\` could take for ever` });
  return false;
}

/** Regular expressions within the filters of an expression. */
function patternsIn(given: string): string[] {
  const found = given.matchAll(/[(,=&|!]\s*\/((?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+)\/[a-z]*\s*[).,]/g);
  return Array.from(found, ([, body = '']) => body);
}

const SIZES = new WeakMap<Resolved, number>();

function nodesOf(shapes: Resolved): number {
  const before = SIZES.get(shapes);
  if (before !== undefined) return before;
  const nodes = sizeWrittenOut(shapes.resolved);
  SIZES.set(shapes, nodes);
  return nodes;
}

/** Loaded when first needed: most rulesets never do. */
async function load(rules: readonly Rule[], custom: CustomFunctions): Promise<Library> {
  const core = whole(await import('@stoplight/spectral-core'));
  const { oas2, oas3, oas3_0, oas3_1, oas3_2, ...others } = whole(await import('@stoplight/spectral-formats'));
  const { aas2, aas2_0, aas2_1, aas2_2, aas2_3, aas2_4, aas2_5, aas2_6, aas3, aas3_0, aas3_1, arazzo1_0 } = others;
  const formats = [
    ...[oas2, oas3, oas3_0, oas3_1, oas3_2, arazzo1_0],
    ...[aas2, aas2_0, aas2_1, aas2_2, aas2_3, aas2_4, aas2_5, aas2_6, aas3, aas3_0, aas3_1],
  ];
  const functions = new Map<string, RulesetFunction>(custom);
  const needed = rules
    .flatMap(({ then }) => then)
    .filter((step) => callableOf(step) === null && !functions.has(step.function));
  if (needed.length > 0) {
    for (const [name, value] of Object.entries(whole(await import('@stoplight/spectral-functions')))) {
      if (isFunction(value) && !functions.has(name)) functions.set(name, value);
    }
  }
  const named = new Set(needed.map((step) => step.function));
  if (ASYNCAPI_FUNCTIONS.some((name) => named.has(name)))
    addFunctions(functions, await import('@stoplight/spectral-rulesets/dist/asyncapi/index.js'));
  if (ARAZZO_FUNCTIONS.some((name) => named.has(name)))
    addFunctions(functions, await import('@stoplight/spectral-rulesets/dist/arazzo/index.js'));
  return { Engine: core.Spectral, Document: core.Document, functions, formats };
}

type Step = { readonly function: unknown };
type Definition = { readonly rules: Readonly<Record<string, { readonly then: Step | readonly Step[] }>> };
type RulesetModule = { readonly default: Definition | { readonly default: Definition } };

/** The functions that only the rules of a ruleset of Spectral's lead to. One has no name of its own. */
function addFunctions(functions: Map<string, RulesetFunction>, module: RulesetModule): void {
  const definition = 'default' in module.default ? module.default.default : module.default;
  for (const step of Object.values(definition.rules).flatMap(({ then }) => then)) {
    if (!isFunction(step.function)) continue;
    const name = step.function.name === '' ? 'asyncApiDocumentSchema' : step.function.name;
    const { function: call } = step;
    // They validate by schemas of the document, and with its patterns.
    if (!functions.has(name)) functions.set(name, (...given) => withinTime(MOST_MS, () => call(...given)));
  }
}

/** These packages are CommonJS: whole under `default` for Node and in a bundle, and beside it for others. */
function whole<T extends object>(module: T & { readonly default?: T }): T {
  return module.default ?? module;
}

function isFunction(value: unknown): value is RulesetFunction {
  return typeof value === 'function';
}

import v8 from 'node:v8';
import type {
  IFunctionResult,
  RuleDefinition,
  RulesetDefinition,
  RulesetFunction,
  Spectral,
} from '@stoplight/spectral-core';
import type { Contract } from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';
import { isArray, isObject, type Json } from '../../model/json.ts';
import { FORMATS, type Rule, type RuleStep } from '../../model/ruleset.ts';
import type { LintFunction, Segment } from './define.ts';
import { FUNCTIONS } from './functions/index.ts';
import { resolve, type Resolved } from './resolve.ts';

/**
 * A rule's step that objects: `path` is where, through resolved references where the rule looks at those;
 * `from` is what it was looking at.
 */
export type Violation = {
  readonly rule: Rule;
  readonly step: number;
  readonly from: readonly Segment[];
  readonly path: readonly Segment[];
  readonly message: string;
  readonly about: string | null;
};

type Failure = { readonly rule: Rule; readonly cause: unknown };
type Run = { readonly violations: Violation[]; readonly failures: Failure[] };
type Functions = ReadonlyMap<string, RulesetFunction>;
type Formats = NonNullable<RulesetDefinition['formats']>;
type Library = { readonly Engine: typeof Spectral; readonly functions: Functions; readonly formats: Formats };
type EngineOptions = NonNullable<ConstructorParameters<typeof Spectral>[0]>;
type Resolver = NonNullable<EngineOptions['resolver']>;
type Parsed = Extract<Parameters<Spectral['run']>[0], { readonly parsed: unknown }>;

/** Resolved documents of more nodes than this, walked whole by `$..`, would keep a build waiting for minutes. */
const MOST_NODES = 40_000_000;

/** Runs rules that are not off. Throws RULE_FAILED for the first that cannot be checked: that is never "clean". */
export async function runRules(contract: Contract, rules: readonly Rule[]): Promise<readonly Violation[]> {
  const formats = FORMATS[contract.dialect];
  const relevant = rules.filter((rule) => rule.formats === null || rule.formats.some((one) => formats.includes(one)));
  if (relevant.length === 0) return [];
  const shapes = resolve(contract.document);
  guardSize(contract, shapes, relevant);
  const library = await load(relevant);
  const run = await attempt(contract, shapes, library, relevant);
  if (!(run instanceof Error)) return checked(contract, run);
  // An expression that throws takes all rules with it: alone, each shows whether it was the one.
  for (const rule of relevant) {
    const alone = await attempt(contract, shapes, library, [rule]);
    if (alone instanceof Error) throw failed(contract, { rule, cause: alone });
    checked(contract, alone);
  }
  throw run;
}

async function attempt(
  contract: Contract,
  shapes: Resolved,
  library: Library,
  rules: readonly Rule[],
): Promise<Run | Error> {
  const run: Run = { violations: [], failures: [] };
  const engine = new library.Engine({ resolver: resolverOf(shapes) });
  try {
    engine.setRuleset(definitionOf(contract, library, rules, run));
    await engine.run(parsedOf(shapes), { ignoreUnknownFormat: true });
    return run;
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

function checked(contract: Contract, run: Run): readonly Violation[] {
  const [failure] = run.failures;
  if (failure !== undefined) throw failed(contract, failure);
  return run.violations;
}

function failed(contract: Contract, { rule, cause }: Failure): CountersignError {
  const [first] = cause instanceof AggregateError ? (cause.errors as readonly unknown[]) : [cause];
  const words = first instanceof Error ? first.message : String(first);
  return new CountersignError('RULE_FAILED', `${rule.id} could not be checked in ${contract.source.file}: ${words}`, {
    cause,
    hint: `mend the rule in ${rule.profile}, or switch it off: \`${rule.id}: off\``,
  });
}

/** Rules under names of our own, so that no id of a ruleset meets a key of the engine's; each step reports to `run`. */
function definitionOf(contract: Contract, library: Library, rules: readonly Rule[], run: Run): RulesetDefinition {
  const entries = rules.map((rule, index): [string, RuleDefinition] => {
    const given = rule.givenByDialect?.[contract.dialect] ?? rule.given;
    const then = rule.then.map((step, number) => ({
      ...(step.field === null ? {} : { field: step.field }),
      function: reporting(contract, library.functions, rule, step, number, run),
      functionOptions: step.options,
    }));
    return [`r${index}`, { given: [...given], then, resolved: rule.resolved }];
  });
  const rulesOf = Object.fromEntries(entries.filter(([, { given }]) => given.length > 0));
  return { formats: library.formats, rules: rulesOf };
}

/** A function as the engine calls it. It hands its results to us and none to the engine, which would look for positions. */
function reporting(
  contract: Contract,
  functions: Functions,
  rule: Rule,
  step: RuleStep,
  number: number,
  run: Run,
): RulesetFunction {
  const ours = FUNCTIONS.find(({ name }) => name === step.function);
  const theirs = functions.get(step.function);
  return (input, options, context) => {
    if (run.failures.some((failure) => failure.rule === rule)) return;
    const report = (message: string, path: readonly Segment[] | undefined, about: string | null): void => {
      run.violations.push({
        rule,
        step: number,
        from: [...context.path],
        path: [...(path ?? context.path)],
        message,
        about,
      });
    };
    try {
      if (ours !== undefined) checkOurs(contract, ours, input, step.options, context.path, report);
      else if (theirs !== undefined) {
        for (const result of resultsOf(theirs(input, options, context))) report(result.message, result.path, null);
      } else throw new Error(`there is no function ${step.function}`);
    } catch (cause) {
      run.failures.push({ rule, cause });
    }
  };
}

type Report = (message: string, path: readonly Segment[] | undefined, about: string | null) => void;

function checkOurs(
  contract: Contract,
  lintFunction: LintFunction,
  input: unknown,
  options: Json | null,
  path: readonly Segment[],
  report: Report,
): void {
  const context = { document: contract.document, dialect: contract.dialect, path };
  for (const complaint of lintFunction.check(asJson(input), options, context)) {
    report(complaint.message, complaint.path, complaint.about ?? null);
  }
}

/** What the engine hands on is a part of the document, a key of it, or nothing. */
function asJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return isObject(value) || isArray(value) ? value : undefined;
}

function resultsOf(results: ReturnType<RulesetFunction>): readonly IFunctionResult[] {
  if (results === undefined) return [];
  if (!Array.isArray(results)) throw new Error('asynchronous functions are not run');
  return results;
}

/** The document as if Spectral had parsed it. It asks for ranges, which it will not use. */
function parsedOf(shapes: Resolved): Parsed {
  return {
    parsed: { data: shapes.written, ast: undefined, lineMap: undefined, diagnostics: [] },
    getLocationForJsonPath: () => undefined,
  };
}

/**
 * In the place of Spectral's resolver: no network, no files, no crash on a key like `__proto__`, and no copy for each use.
 * The engine calls nothing of it but `resolve` and `uriCache`, so that is all there is; hence the cast.
 */
function resolverOf(shapes: Resolved): Resolver {
  const graph = { overallOrder: () => shapes.references, getNodeData: () => ({ refMap: {} }) };
  const resolver = {
    uriCache: {},
    resolve: () => Promise.resolve({ result: shapes.resolved, graph, refMap: {}, errors: [], runner: null }),
  };
  return resolver as unknown as Resolver;
}

/** Refuses to start what cannot end: resolved references can multiply a small file beyond any memory. */
function guardSize(contract: Contract, shapes: Resolved, rules: readonly Rule[]): void {
  if (!rules.some((rule) => rule.resolved && rule.given.some((given) => given.includes('..')))) return;
  const sizes = new Map<object, number>();
  const size = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    let sum = 1;
    for (const member of Object.values(value)) sum += size(member);
    sizes.set(value, sum);
    return sum;
  };
  const nodes = size(shapes.resolved);
  if (nodes <= MOST_NODES) return;
  const { file } = contract.source;
  throw new CountersignError('CONTRACT_EXPANDS', `${file} has ${nodes} values once its references are resolved`, {
    hint: 'use the profile core alone, whose rules read each definition once',
  });
}

/** Loaded when first needed, so that a command that does not lint never pays for it. */
async function load(rules: readonly Rule[]): Promise<Library> {
  // The engine's filters and the patterns of JSON Schemas run as regular expressions of JavaScript: let V8 change to its
  // linear engine where one of them backtracks too much.
  v8.setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
  v8.setFlagsFromString('--regexp-backtracks-before-fallback=20000');
  const core = await import('@stoplight/spectral-core');
  const { oas2, oas3, oas3_0, oas3_1, oas3_2 } = await import('@stoplight/spectral-formats');
  const functions = new Map<string, RulesetFunction>();
  const standard = await import('@stoplight/spectral-functions');
  for (const [name, value] of Object.entries(standard)) {
    if (isFunction(value)) functions.set(name, value);
  }
  if (rules.some((rule) => rule.then.some((step) => !knows(functions, step)))) {
    const { oas } = await import('@stoplight/spectral-rulesets');
    for (const found of functionsOf(Object.values(oas.rules)))
      if (!functions.has(found.name)) functions.set(found.name, found);
  }
  return { Engine: core.Spectral, functions, formats: [oas2, oas3, oas3_0, oas3_1, oas3_2] };
}

function knows(functions: Functions, step: RuleStep): boolean {
  return functions.has(step.function) || FUNCTIONS.some(({ name }) => name === step.function);
}

/** The functions of `spectral:oas` are exported by its rules alone. */
function functionsOf(rules: readonly { readonly then: unknown }[]): RulesetFunction[] {
  const steps: readonly unknown[] = rules.flatMap(({ then }): unknown => then);
  return steps
    .map((step) => (typeof step === 'object' && step !== null && 'function' in step ? step.function : null))
    .filter(isFunction);
}

function isFunction(value: unknown): value is RulesetFunction {
  return typeof value === 'function';
}

import type { ValidateFunction } from 'ajv';
import type { Severity } from '../../model/finding.ts';
import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  own,
  ownArray,
  ownObject,
  ownString,
} from '../../model/json.ts';
import type { FunctionCatalogue, Rule, RuleStep, Yield } from '../../model/ruleset.ts';
import { isStyleName, type Style, STYLE_NAMES } from '../../model/style.ts';
import { AliasError, expand, type Given } from './aliases.ts';
import { depthOf, trespass } from './expression.ts';
import { FORMAT_NAMES, formatName, isFormat } from './formats.ts';
import { patternProblem } from './pattern.ts';
import { suggestion, refusal, type Source, type Way } from './refuse.ts';
import { stylesOf, withStyle } from './style.ts';

/** A rule that may still be overridden. */
export type Draft = {
  readonly id: string;
  readonly profile: string;
  readonly recommended: boolean;
  /** The ruleset's own formats and documentation, for what the rule does not say. */
  readonly inherited: { readonly formats: readonly string[] | null; readonly documentationUrl: string | null };
  enabled: boolean;
  /** The profile named beside this one that it gives way to. */
  gaveWayTo: string | null;
  severity: Severity | 'off';
  /** Keys as written, those of later rulesets over those of earlier ones. */
  written: ReadonlyMap<string, Json>;
  given: Given;
};

/** The ruleset file that a rule is read from. */
export type Shelf = {
  readonly source: Source;
  /** Where in the file `rules` stands: at its root, or in an override. */
  readonly way: Way;
  readonly definition: JsonObject;
  /** Its own and, below them, those of what it extends. */
  readonly aliases: JsonObject;
  readonly profile: string;
  readonly functions: FunctionCatalogue;
  /** What its rules apply to where neither they nor the file say so; null for everything. */
  readonly defaultFormats: readonly string[] | null;
  /** It came with the tool, and was checked when that was built. */
  readonly trusted: boolean;
};

/** What reads expressions goes down a call for each bracket, and looks back at what it has read. */
const MOST_SIGNS = 10_000;
const MOST_LEVELS = 100;

const SEVERITIES: readonly (Severity | 'off')[] = ['error', 'warn', 'info', 'hint'];

export function isEnabled(draft: Draft, selection: 'recommended' | 'all' | 'off'): boolean {
  return selection === 'all' || (selection === 'recommended' && draft.recommended);
}

/** A rule that no extended ruleset has. Throws RULESET_INVALID where it lacks `given` or `then`. */
export async function draftOf(shelf: Shelf, id: string, value: JsonObject): Promise<Draft> {
  for (const key of ['given', 'then']) {
    if (Object.hasOwn(value, key)) continue;
    const hint = 'a rule that is not inherited has both `given` and `then`';
    throw await refusal(shelf.source, [...shelf.way, 'rules', id], `\`${key}\` is missing`, { hint });
  }
  await check(shelf, id, value);
  const formats = ownArray(shelf.definition, 'formats');
  return {
    id,
    profile: shelf.profile,
    recommended: own(value, 'recommended') !== false,
    inherited: {
      formats: formats === undefined ? shelf.defaultFormats : formats.map((format) => formatName(textOf(format))),
      documentationUrl: ownString(shelf.definition, 'documentationUrl') ?? null,
    },
    enabled: true,
    gaveWayTo: null,
    severity: severityOf(own(value, 'severity')) ?? 'warn',
    written: new Map(Object.entries(value)),
    given: await givenOf(shelf, id, value),
  };
}

/** Applies an override: `off`, a severity, true or false, or an object whose keys replace the inherited ones. */
export async function overridden(shelf: Shelf, draft: Draft, value: Json): Promise<void> {
  if (typeof value === 'boolean') draft.enabled = value;
  else if (isObject(value)) {
    await check(shelf, draft.id, value);
    draft.written = new Map([...draft.written, ...Object.entries(value)]);
    draft.severity = severityOf(own(value, 'severity')) ?? draft.severity;
    if (Object.hasOwn(value, 'given')) draft.given = await givenOf(shelf, draft.id, value);
    draft.enabled = true;
  } else {
    draft.severity = severityOf(value) ?? draft.severity;
    draft.enabled = draft.severity !== 'off';
  }
}

/** One format, wherever it is written; anything but a text is none. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Undefined for what is no severity. */
export function severityOf(value: Json | undefined): Severity | 'off' | undefined {
  if (typeof value === 'number') return SEVERITIES[value] ?? 'off';
  return typeof value === 'string' ? (SEVERITIES.find((one) => one === value) ?? 'off') : undefined;
}

/** The rule as plain data, with what the bank has chosen in the place of the ruleset's defaults. */
export function settled(draft: Draft, style: Style): Rule {
  const text = (key: string): string | null => {
    const value = draft.written.get(key);
    return typeof value === 'string' ? value : null;
  };
  const formats = draft.written.get('formats');
  const inherited = draft.inherited.documentationUrl;
  const description = text('description') ?? '';
  const steps = stepsOf(draft.written.get('then'));
  const styles = stylesOf(draft.written.get('x-style'), steps, style);
  return {
    id: draft.id,
    profile: draft.profile,
    severity: draft.enabled && draft.gaveWayTo === null ? draft.severity : 'off',
    description,
    message: text('message') ?? description,
    ...draft.given,
    then: withStyle(steps, styles),
    formats: isArray(formats) ? formats.map((format) => formatName(textOf(format))) : draft.inherited.formats,
    resolved: draft.written.get('resolved') !== false,
    documentationUrl: text('documentationUrl') ?? (inherited === null ? null : `${inherited}#${draft.id}`),
    source: text('x-source'),
    verified: draft.written.get('x-source-verified') !== false,
    why: text('x-why'),
    fix: text('x-fix'),
    tags: tagsOf(draft.written.get('x-tags') ?? draft.written.get('tags')),
    good: text('x-good'),
    bad: text('x-bad'),
    styles,
    yields: yieldsOf(draft),
    gaveWayTo: draft.gaveWayTo,
  };
}

/** The profiles beside which a rule is not run. */
export function yieldsOf({ written }: Pick<Draft, 'written'>): Yield[] {
  const said = written.get('x-yields-to');
  return Object.entries(isObject(said) ? said : {}).map(([profile, because]) => ({
    profile,
    because: textOf(because),
  }));
}

function tagsOf(value: Json | undefined): string[] {
  return isArray(value) ? value.map(String) : [];
}

function stepsOf(then: Json | undefined): RuleStep[] {
  return (isArray(then) ? then : [then]).map((step) => ({
    field: ownString(step, 'field') ?? null,
    function: ownString(step, 'function') ?? '',
    options: own(step, 'functionOptions') ?? null,
  }));
}

/** Checks what the shape alone does not show: functions, their options, formats, expressions. */
async function check(shelf: Shelf, id: string, value: JsonObject): Promise<void> {
  for (const [index, format] of (ownArray(value, 'formats') ?? []).entries()) {
    if (isFormat(formatName(textOf(format)))) continue;
    throw await refusal(
      shelf.source,
      [...shelf.way, 'rules', id, 'formats', index],
      `there is no format \`${textOf(format)}\``,
      {
        hint: suggestion(formatName(textOf(format)), FORMAT_NAMES) ?? `formats: ${FORMAT_NAMES.join(', ')}`,
      },
    );
  }
  await checkStyles(shelf, id, value);
  const then = own(value, 'then');
  // Compiling the schemas of options takes longer than linting a small contract.
  if (then === undefined || shelf.trusted) return;
  const several = isArray(then);
  for (const [index, step] of stepsOf(then).entries()) {
    await checkStep(shelf, [...shelf.way, 'rules', id, 'then', ...(several ? [index] : [])], step);
  }
}

async function checkStyles(shelf: Shelf, id: string, value: JsonObject): Promise<void> {
  for (const name of Object.keys(ownObject(value, 'x-style') ?? {})) {
    if (isStyleName(name)) continue;
    throw await refusal(shelf.source, [...shelf.way, 'rules', id, 'x-style', name], `there is no style \`${name}\``, {
      hint: suggestion(name, STYLE_NAMES) ?? `styles: ${STYLE_NAMES.join(', ')}`,
    });
  }
}

async function checkStep(shelf: Shelf, way: readonly (string | number)[], step: RuleStep): Promise<void> {
  const schema = shelf.functions.get(step.function);
  if (schema === undefined) {
    throw await refusal(shelf.source, [...way, 'function'], `there is no function \`${step.function}\``, {
      hint:
        suggestion(step.function, shelf.functions.keys()) ??
        `functions: ${[...shelf.functions.keys()].sort().join(', ')}`,
    });
  }
  const problem = await optionsProblem(schema, step.options);
  if (problem !== null) throw await refusal(shelf.source, [...way, 'functionOptions'], `${step.function} ${problem}`);
  if (step.function === 'pattern') await checkPatterns(shelf, [...way, 'functionOptions'], step.options);
  await checkExpression(shelf, [...way, 'field'], step.field ?? '');
}

async function checkPatterns(shelf: Shelf, way: readonly (string | number)[], options: Json | null): Promise<void> {
  for (const key of ['match', 'notMatch']) {
    const pattern = ownString(options, key);
    const problem = pattern === undefined ? null : patternProblem(pattern);
    if (problem !== null) throw await refusal(shelf.source, [...way, key], `the pattern ${pattern ?? ''} ${problem}`);
  }
}

const validators = new WeakMap<JsonObject, ValidateFunction>();

async function optionsProblem(schema: JsonObject | null, options: Json | null): Promise<string | null> {
  if (schema === null)
    return options === null || (isObject(options) && Object.keys(options).length === 0) ? null : 'takes no options';
  const validate = validators.get(schema) ?? (await import('./validator.ts')).compileOptions(schema);
  validators.set(schema, validate);
  if (validate(options ?? {})) return null;
  const error = validate.errors?.[0];
  if (error === undefined) return 'does not take these options';
  const extra: unknown = error.params['additionalProperty'];
  const where = error.instancePath === '' ? '' : `${error.instancePath.slice(1)} `;
  return typeof extra === 'string' ? `has no option \`${extra}\`` : `options: ${where}${error.message ?? 'not valid'}`;
}

async function givenOf(shelf: Shelf, id: string, value: JsonObject): Promise<Given> {
  const written = own(value, 'given');
  const expressions = (isArray(written) ? written : [written]).filter((one) => typeof one === 'string');
  const way = [...shelf.way, 'rules', id, 'given'];
  try {
    const given = expand(expressions, shelf.aliases);
    for (const expression of given.given) await checkExpression(shelf, way, expression);
    return given;
  } catch (cause) {
    if (!(cause instanceof AliasError)) throw cause;
    const hint = cause.unknown === null ? undefined : suggestion(cause.unknown, Object.keys(shelf.aliases));
    throw await refusal(shelf.source, way, cause.message, hint === undefined ? {} : { hint });
  }
}

async function checkExpression(shelf: Shelf, way: readonly (string | number)[], expression: string): Promise<void> {
  if (expression.length > MOST_SIGNS || depthOf(expression) > MOST_LEVELS)
    throw await refusal(
      shelf.source,
      way,
      `an expression may have ${MOST_SIGNS} characters, and ${MOST_LEVELS} brackets inside one another`,
      { hint: 'divide it into several' },
    );
  const found = expression.startsWith('$') ? trespass(expression) : null;
  if (found === null) return;
  throw await refusal(shelf.source, way, `the expression could run code: ${found} (${expression})`, {
    code: 'RULESET_RUNS_CODE',
    hint: 'a filter may read, compare, and call match, test, includes, indexOf, startsWith, endsWith',
  });
}

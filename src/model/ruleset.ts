import type { AnyDialect } from './contract.ts';
import type { Severity } from './finding.ts';
import type { Json, JsonObject } from './json.ts';
import type { StyleName } from './style.ts';

/** One step of a Spectral rule: a function applied to a field of what `given` selects. */
export type RuleStep = { readonly field: string | null; readonly function: string; readonly options: Json | null };

/** A choice of the bank that a rule follows: the option of its functions that it sets, what holds now, and what the ruleset has. */
export type RuleStyle = {
  readonly name: StyleName;
  readonly option: string;
  readonly value: Json;
  readonly standard: Json;
};

/** A profile that has a say of its own about the same thing: beside it the rule is not run. */
export type Yield = { readonly profile: string; readonly because: string };

/** One governance rule in Spectral's format, with our metadata. */
export type Rule = {
  readonly id: string;
  /** The profile or the file that it came from. */
  readonly profile: string;
  readonly severity: Severity | 'off';
  readonly description: string;
  /** Spectral's message template; empty for the function's own words. */
  readonly message: string;
  /** JSONPath expressions, aliases already expanded. */
  readonly given: readonly string[];
  /** Where an alias means something else in each dialect: what `given` is in each, nothing where it is not named. Without it, `given` holds for all. */
  readonly givenByDialect?: { readonly [dialect in AnyDialect]?: readonly string[] };
  readonly then: readonly RuleStep[];
  /** Dialects it applies to; null for every one. */
  readonly formats: readonly string[] | null;
  /** Spectral's `resolved`: false when the rule looks at `$ref`s themselves. */
  readonly resolved: boolean;
  readonly documentationUrl: string | null;
  /** Standard and clause, from `x-source`; null for rulesets that do not say. */
  readonly source: string | null;
  /** False where the source is a theme, and its text was not read clause by clause. */
  readonly verified: boolean;
  readonly why: string | null;
  readonly fix: string | null;
  readonly tags: readonly string[];
  readonly good: string | null;
  readonly bad: string | null;
  readonly styles: readonly RuleStyle[];
  readonly yields: readonly Yield[];
  /** The profile that it has given way to in this ruleset, which is why it is off; null where it has not. */
  readonly gaveWayTo: string | null;
};

/** What lint makes of keys that not every parser reads alike: Spectral's `parserOptions`. */
export type ParserOptions = {
  /** A key that its object has twice. */
  readonly duplicateKeys: Severity | 'off';
  /** A key that YAML takes for something else than a string, such as a number. */
  readonly incompatibleValues: Severity | 'off';
};

/** Spectral's defaults. */
export const PARSER_OPTIONS: ParserOptions = { duplicateKeys: 'error', incompatibleValues: 'error' };

/** Everything that was extended and overridden is settled; nothing is left to load. */
export type Ruleset = {
  readonly rules: readonly Rule[];
  readonly parserOptions: ParserOptions;
  /** Canonical digest of the rules and the parser options, for evidence. */
  readonly sha256: string;
  /** What holds in one file (relative to the workspace root), where overrides make a difference. Without it, `rules` and `parserOptions` hold in all. */
  readonly inFile?: (file: string) => Promise<FileRules>;
  /** Functions that rulesets bring along, by the name that rules call them by. Only where code of a ruleset ran. */
  readonly functions?: ReadonlyMap<string, CodeFunction>;
};

/** What a function of a ruleset objects to; `path` is where, if it is not where it was looking. */
export type CodeResult = { readonly message: string; readonly path?: (string | number)[] };

/** What of Spectral's context goes to a function of a ruleset. */
export type CodeContext = {
  readonly path: readonly (string | number)[];
  readonly rule: object;
  /** `resolved`, `unresolved`, `source`, `graph`. */
  readonly documentInventory: object;
};

/** A function of a ruleset. It runs elsewhere; rejects where it throws, or is stopped. */
export type CodeFunction = (input: unknown, options: unknown, context: CodeContext) => Promise<CodeResult[]>;

/**
 * What holds in one file. `severityAt` is what an override gives a rule at a pointer into that file, or null; `weighed` are the rules of which any
 * override says that.
 */
export type FileRules = {
  readonly rules: readonly Rule[];
  readonly weighed: ReadonlySet<string>;
  readonly parserOptions: ParserOptions;
  readonly severityAt: (rule: string, pointer: string) => Severity | 'off' | null;
};

/** The functions that a rule may name, and the JSON Schema of each one's options; null for a function that takes none. */
export type FunctionCatalogue = ReadonlyMap<string, JsonObject | null>;

/** Spectral's names for the kinds of document that each dialect is. */
export const FORMATS: { readonly [dialect in AnyDialect]: readonly string[] } = {
  '2.0': ['oas2'],
  '3.0': ['oas3', 'oas3_0'],
  '3.1': ['oas3', 'oas3_1'],
  '3.2': ['oas3', 'oas3_2'],
  'asyncapi-2.0': ['aas2', 'asyncapi2', 'aas2_0'],
  'asyncapi-2.1': ['aas2', 'asyncapi2', 'aas2_1'],
  'asyncapi-2.2': ['aas2', 'asyncapi2', 'aas2_2'],
  'asyncapi-2.3': ['aas2', 'asyncapi2', 'aas2_3'],
  'asyncapi-2.4': ['aas2', 'asyncapi2', 'aas2_4'],
  'asyncapi-2.5': ['aas2', 'asyncapi2', 'aas2_5'],
  'asyncapi-2.6': ['aas2', 'asyncapi2', 'aas2_6'],
  'asyncapi-3.0': ['aas3', 'asyncapi3', 'aas3_0'],
  'asyncapi-3.1': ['aas3', 'asyncapi3', 'aas3_1'],
  'arazzo-1.0': ['arazzo1', 'arazzo1_0'],
};

/** Whether a rule is run on a document: one without formats is run on every one. */
export function appliesTo({ formats }: Rule, dialect: AnyDialect): boolean {
  return formats === null || formats.some((format) => FORMATS[dialect].includes(format));
}

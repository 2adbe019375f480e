import { createRequire } from 'node:module';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { fileSystem } from '../../src/adapters/files.ts';
import { FUNCTION_CATALOGUE } from '../../src/examine/lint/catalogue.ts';
import type { CustomFunction, CustomFunctions } from '../../src/examine/lint/spectral.ts';
import { loadRuleset } from '../../src/gather/ruleset/load.ts';
import type { Dialect } from '../../src/model/contract.ts';
import { SEVERITIES } from '../../src/model/finding.ts';
import type { Json } from '../../src/model/json.ts';
import { PARSER_OPTIONS, type Rule, type RuleStep, type Ruleset } from '../../src/model/ruleset.ts';
import { root, shared } from './documents.ts';

const installed = join(root, 'bench', 'peers', 'node_modules');
/** A link is followed, so that what is kept of Spectral's results is found again from every worktree. */
export const peers = existsSync(installed) ? realpathSync(installed) : installed;

/** A ruleset as both tools get it: `source` is what Spectral extends. */
export type Subject = {
  readonly name: string;
  readonly source: string;
  readonly large: boolean;
  /** Its functions remember what they said of earlier documents, so that each document gets a ruleset, and Spectral a process, of its own. */
  readonly remembers?: boolean;
  /** Files that decide the result, beside `source`. */
  readonly inputs?: readonly string[];
  /** Those of ours that it is about, by the beginning of their name; without it, the contracts of `shared`. */
  readonly own?: string;
};
export type Loaded = { readonly ruleset: Ruleset; readonly functions: CustomFunctions };

/** Our own profiles, with the functions that the build made for Spectral. */
const bundled = join(root, 'rulesets');
const inputs = [
  ...readdirSync(bundled, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !file.startsWith('spectral-'))
    .sort()
    .map((file) => join(bundled, file)),
  join(root, 'dist', 'spectral', 'functions.js'),
];
const profiles = readdirSync(bundled)
  .filter((file) => file.endsWith('.yaml') && !file.startsWith('spectral-'))
  .map((file): Subject => ({
    name: `profile ${basename(file, '.yaml')}`,
    source: join(bundled, file),
    large: false,
    inputs,
  }));

const inPeers = (name: string, file: string): Subject => ({ name, source: join(peers, name, file), large: false });

/** The rulesets that are compared. */
export const SUBJECTS: readonly Subject[] = [
  { name: 'spectral:oas', source: 'spectral:oas', large: true },
  { name: 'spectral:asyncapi', source: 'spectral:asyncapi', large: false, own: 'asyncapi' },
  { name: 'spectral:arazzo', source: 'spectral:arazzo', large: false, own: 'arazzo' },
  inPeers('@stoplight/spectral-owasp-ruleset', 'dist/ruleset.js'),
  inPeers('@stoplight/spectral-documentation', 'dist/ruleset.js'),
  inPeers('@stoplight/spectral-url-versioning', 'dist/ruleset.js'),
  inPeers('@apisyouwonthate/style-guide', 'dist/ruleset.js'),
  { ...inPeers('@ibm-cloud/openapi-ruleset', 'src/ibm-oas.js'), remembers: true },
  { name: 'adidas', source: join(shared, 'conformance/rulesets/adidas/adidas-spectral.yaml'), large: false },
  { name: 'logius-adr', source: join(shared, 'conformance/rulesets/logius-adr/media/linter.yaml'), large: false },
  ...profiles,
];

/** Loads a ruleset as our own tool would; one that is JavaScript is imported, which only this comparison does. */
export async function load({ name, source, remembers }: Subject): Promise<Loaded> {
  if (/\.[cm]?js$/.test(source)) return imported(source, remembers === true);
  const ours = source.startsWith(bundled) ? basename(source, '.yaml') : null;
  const yaml = ours ?? (source === name ? name : source.slice(shared.length + 1));
  const places = { files: fileSystem, root: shared, rulesets: join(root, 'rulesets'), functions: FUNCTION_CATALOGUE };
  return { ruleset: await loadRuleset(places, [yaml]), functions: new Map() };
}

type Format = ((document: unknown) => boolean) & { readonly displayName?: string };
type SpectralRule = {
  readonly name: string;
  readonly enabled: boolean;
  readonly severity: number;
  readonly description: string | null;
  readonly message: string | null;
  readonly documentationUrl: string | null;
  readonly resolved: boolean;
  readonly formats: Iterable<Format> | null;
  readonly then: readonly {
    readonly field?: string;
    readonly function: CustomFunction;
    readonly functionOptions?: Json;
  }[];
  readonly getGivenForFormats: (formats: ReadonlySet<Format>) => readonly string[];
};

/** Spectral's own reading of a JavaScript ruleset, in our model. With `anew` the packages of its scope forget what they remember. */
function imported(source: string, anew: boolean): Loaded {
  const require = createRequire(join(peers, 'x.js'));
  const scope = join(peers, relative(peers, source).split(sep, 1)[0] ?? '', sep);
  for (const file of Object.keys(require.cache))
    if (anew && file.startsWith(scope)) Reflect.deleteProperty(require.cache, file);
  const { Ruleset: SpectralRuleset } = require('@stoplight/spectral-core') as {
    Ruleset: new (definition: unknown, options: object) => { readonly rules: Readonly<Record<string, SpectralRule>> };
  };
  const module = require(source) as { default?: unknown };
  const definition = module.default ?? module;
  const read = new SpectralRuleset(definition, { severity: 'recommended', source });
  const functions = new Map<string, CustomFunction>();
  const known = new Map(knownFunctions(require).map((one) => [one.fn, one.name]));
  const rules = Object.values(read.rules).map((rule) => converted(rule, known, functions, formatsOf(require)));
  return { ruleset: { rules, parserOptions: PARSER_OPTIONS, sha256: '' }, functions };
}

function knownFunctions(require: NodeJS.Require): { name: string; fn: unknown }[] {
  const core = Object.entries(require('@stoplight/spectral-functions') as object).map(([name, fn]) => ({
    name,
    fn: fn as unknown,
  }));
  const { oas } = require('@stoplight/spectral-rulesets') as { oas: { rules: Record<string, { then: unknown }> } };
  const steps = Object.values(oas.rules).flatMap(
    ({ then }) => then as { function: CustomFunction }[] | { function: CustomFunction },
  );
  return [...steps.map((step) => ({ name: step.function.name, fn: step.function })), ...core];
}

type Formats = { readonly [dialect in Dialect]: ReadonlySet<Format> };

function formatsOf(require: NodeJS.Require): Formats {
  const formats = require('@stoplight/spectral-formats') as Record<string, Format>;
  const set = (...names: string[]): ReadonlySet<Format> => new Set(names.flatMap((name) => formats[name] ?? []));
  return {
    '2.0': set('oas2'),
    '3.0': set('oas3', 'oas3_0'),
    '3.1': set('oas3', 'oas3_1'),
    '3.2': set('oas3', 'oas3_2'),
  };
}

function converted(
  rule: SpectralRule,
  known: Map<unknown, string>,
  functions: Map<string, CustomFunction>,
  formats: Formats,
): Rule {
  const per = (dialect: Dialect): readonly string[] => [...new Set(rule.getGivenForFormats(formats[dialect]))];
  const givenByDialect = { '2.0': per('2.0'), '3.0': per('3.0'), '3.1': per('3.1'), '3.2': per('3.2') };
  const then = rule.then.map((step): RuleStep => {
    // A regular expression that is no text is Spectral's own function's to read.
    const plain =
      JSON.stringify(step.functionOptions ?? null) === JSON.stringify(step.functionOptions ?? null, noRegExp);
    const name = (plain ? known.get(step.function) : undefined) ?? customName(step.function, functions);
    return { field: step.field ?? null, function: name, options: step.functionOptions ?? null };
  });
  return {
    id: rule.name,
    profile: 'imported',
    severity: rule.enabled ? (SEVERITIES[rule.severity] ?? 'off') : 'off',
    description: rule.description ?? '',
    message: rule.message ?? rule.description ?? '',
    given: givenByDialect['3.0'],
    givenByDialect,
    then,
    formats: rule.formats === null ? null : [...rule.formats].map(nameOf),
    resolved: rule.resolved,
    documentationUrl: rule.documentationUrl,
    source: null,
    verified: true,
    why: null,
    fix: null,
    tags: [],
    good: null,
    bad: null,
    styles: [],
    yields: [],
    gaveWayTo: null,
  };
}

function noRegExp(_key: string, value: unknown): unknown {
  return value instanceof RegExp ? value.source : value;
}

function nameOf(format: Format): string {
  const names: Record<string, string> = {
    'OpenAPI 2.0 (Swagger)': 'oas2',
    'OpenAPI 3.x': 'oas3',
    'OpenAPI 3.0.x': 'oas3_0',
    'OpenAPI 3.1.x': 'oas3_1',
    'OpenAPI 3.2.x': 'oas3_2',
  };
  return names[format.displayName ?? ''] ?? format.displayName ?? format.name;
}

function customName(fn: CustomFunction, functions: Map<string, CustomFunction>): string {
  for (const [name, one] of functions) if (one === fn) return name;
  const name = `custom ${fn.name} ${functions.size}`;
  functions.set(name, fn);
  return name;
}

import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import canonicalize from 'canonicalize';
import { CountersignError } from '../../model/errors.ts';
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
import { LIFECYCLE_FIELDS, type LifecycleFields } from '../../model/lifecycle-fields.ts';
import type { FileRules, FunctionCatalogue, Rule, Ruleset } from '../../model/ruleset.ts';
import type { Style } from '../../model/style.ts';
import { type CodeSources, RulesetCode, withFunctions } from './code.ts';
import { type Draft, draftOf, isEnabled, overridden, settled, type Shelf, textOf } from './draft.ts';
import { type Extension, extensionsOf } from './extension.ts';
import { formatName, isFormat, FORMAT_NAMES } from './formats.ts';
import { checkShape, parseRuleset } from './parse.ts';
import { parserOptionsOf } from './parser-options.ts';
import { extendedTitle, readTitle, RUNS_CODE, runsCode, type Shelves, titleOf } from './read.ts';
import { suggestion, refusal, type Source, type Way } from './refuse.ts';
import { type Override, overridesOf, severityAt, weighedIn } from './overrides.ts';
import { withFields } from './lifecycle-fields.ts';
import { inPrecedence, type Ranked, rankOf } from './precedence.ts';
import { isCode, profileOf, type Title, titleKey } from './title.ts';

export { listProfiles } from './read.ts';

/** Where rulesets come from, and the functions that they may name (`examine/lint/catalogue.ts`). */
export type RulesetSources = Shelves & {
  readonly functions: FunctionCatalogue;
  /** Checks bundled rulesets like those of others; else they are taken to be what the tests let through. */
  readonly thorough?: boolean;
  /** What the bank has chosen; without it, the rulesets' defaults hold. */
  readonly style?: Style;
  /** What its contracts call the fields that tell of an end; without it, the built-in names alone. */
  readonly lifecycleFields?: LifecycleFields;
  /** Leave to run JavaScript of rulesets; without it, none runs. */
  readonly code?: CodeSources;
};

type Drafts = Map<string, Draft>;

const CONTRACT_FORMATS: readonly string[] = ['oas2', 'oas3'];

/** Rulesets that one run reads, one that several extend as often as they do: without an end to it, a few files that extend each other twice are millions. */
const MOST_RULESETS = 1000;

type Loading = {
  readonly sources: RulesetSources;
  readonly stack: readonly string[];
  /** How many rulesets may still be read. */
  readonly room: { left: number };
  readonly code: RulesetCode | null;
  /** The definitions of each ruleset in JavaScript, by its file. */
  readonly opened: Map<string, readonly JsonObject[]>;
};

/** A ruleset file, read with all that it extends. */
type Loaded = Ranked & { readonly drafts: Drafts; readonly room: Room; readonly overrides: readonly ReadyOverride[] };

/** An override and the rules of what it extends. */
type ReadyOverride = { readonly override: Override; readonly extended: Drafts; readonly room: Room };

/**
 * Loads rulesets and settles everything that they extend and override. Of bundled profiles with a rule of the same id the one with the higher
 * precedence counts, in whichever order they are named; of other rulesets, which count more than bundled ones, the last one named.
 * A name is a bundled profile (`core`), `spectral:oas`, a ruleset file relative to `sources.root`, or an installed npm package.
 * Throws RULESET_NOT_FOUND, RULESET_NOT_LOCKED, RULESET_CHANGED, RULESET_INVALID or RULESET_RUNS_CODE.
 */
export async function loadRuleset(sources: RulesetSources, names: readonly string[]): Promise<Ruleset> {
  const { files, root, functions } = sources;
  const code = sources.code === undefined ? null : new RulesetCode(files, root, sources.code, functions.keys());
  const loading: Loading = { sources, stack: [], room: { left: MOST_RULESETS }, code, opened: new Map() };
  const all: Loaded[] = [];
  for (const name of names) {
    const title = await titleOf(sources, name);
    const asNamed: Extension = { name, selection: 'recommended', explicit: false };
    const loaded = await loadTitle(loading, title, asNamed);
    const overrides = await readyOverrides({ ...loading, stack: [titleKey(title)] }, title, loaded);
    all.push({ ...loaded, overrides, profile: profileOf(title), rank: rankOf(title, loaded.room.definition) });
  }
  const ranked = inPrecedence(all);
  const rules = settledRules(
    ranked.map(({ drafts }) => drafts),
    sources,
  );
  const overrides = ranked.flatMap((loaded) => loaded.overrides);
  const parserOptions = parserOptionsOf(ranked.map(({ room }) => room.definition));
  const run = code === null || code.sha256.length === 0 ? {} : { functions: code.functions };
  const coded = code === null || code.sha256.length === 0 ? [] : [code.sha256];
  if (overrides.length === 0)
    return { rules, parserOptions, sha256: digestOf([rules, parserOptions, ...coded]), ...run };
  // Each is tried once, so that a mistake shows whatever is linted.
  for (const one of ranked) for (const ready of one.overrides) await applied(one, [ready]);
  const written = overrides.map(({ override, extended }) => [override.written, settledRules([extended], sources)]);
  return {
    rules,
    parserOptions,
    sha256: digestOf([rules, parserOptions, written, ...coded]),
    ...run,
    inFile: async (file) => rulesIn(file, ranked, sources),
  };
}

function settledRules(all: readonly ReadonlyMap<string, Draft>[], sources: RulesetSources): Rule[] {
  const drafts = new Map(all.flatMap((one) => [...one]));
  const { style = {}, lifecycleFields = LIFECYCLE_FIELDS, functions } = sources;
  return [...drafts.values()]
    .map((draft) => withFields(settled(draft, style), lifecycleFields, functions))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What holds in one file: of each ruleset that was named, the overrides that match it, in order. */
async function rulesIn(file: string, all: readonly Loaded[], sources: RulesetSources): Promise<FileRules> {
  const drafts: Drafts[] = [];
  const definitions: JsonObject[] = [];
  for (const one of all) {
    const fits = one.overrides.filter(({ override }) => override.matches(file));
    const here = fits.length === 0 ? one.drafts : await applied(one, fits);
    const weighed = weighedIn(
      one.overrides.map(({ override }) => override),
      file,
    );
    drafts.push(weighed.size === 0 ? here : enabled(here, weighed));
    // What the last override says of the parser takes the place of all that the ruleset says of it, as in Spectral.
    const said = fits.map(({ override }) => override.written).findLast((each) => Object.hasOwn(each, 'parserOptions'));
    definitions.push(said ?? one.room.definition);
  }
  const pointed = all.flatMap(({ overrides }) => overrides.map(({ override }) => override));
  return {
    rules: settledRules(drafts, sources),
    parserOptions: parserOptionsOf(definitions),
    weighed: weighedIn(pointed, file),
    severityAt: severityAt(pointed, file),
  };
}

/** As in Spectral: elsewhere in the file such a rule costs what its own severity says, which may be nothing. */
function enabled(drafts: Drafts, ids: ReadonlySet<string>): Drafts {
  return new Map(Array.from(drafts, ([id, draft]) => [id, ids.has(id) ? { ...draft, enabled: true } : draft]));
}

/**
 * Overrides laid over a ruleset, which stays as it is. As in Spectral, what an override extends gives way to the ruleset, if both have `rules`; else it takes the
 * place of what the ruleset extends.
 */
async function applied(
  { drafts, room }: Pick<Loaded, 'drafts' | 'room'>,
  overrides: readonly ReadyOverride[],
): Promise<Drafts> {
  const rules = ownObject(room.definition, 'rules');
  const has = (key: string): boolean => overrides.some(({ override }) => Object.hasOwn(override.written, key));
  const replaced = has('extends') && (rules === undefined || !has('rules'));
  const copies: Drafts = new Map();
  for (const [id, draft] of drafts)
    if (!replaced || (rules !== undefined && Object.hasOwn(rules, id))) copies.set(id, { ...draft });
  for (const { override, extended, room: own } of overrides) {
    for (const [id, draft] of extended) if (!copies.has(id)) copies.set(id, { ...draft });
    for (const [id, value] of override.rules) await addRule(copies, own, id, value);
  }
  return copies;
}

/** Overrides count in the ruleset that is named; those of rulesets that it extends do not, as in Spectral. */
async function readyOverrides(
  loading: Loading,
  title: Title,
  { room }: Pick<Loaded, 'room'>,
): Promise<readonly ReadyOverride[]> {
  const folder = title.shelf === 'workspace' ? posix.dirname(title.path) : '.';
  const ready: ReadyOverride[] = [];
  for (const override of await overridesOf(room.source, room.definition, folder)) {
    const { drafts, aliases } = await loadExtended(loading, title, room.source, override.written, override.way);
    await checkFormats(room.source, override.written, [...override.way, 'formats']);
    const own = ownObject(override.written, 'aliases') ?? {};
    ready.push({
      override,
      extended: drafts,
      room: {
        ...room,
        way: override.way,
        definition: { ...room.definition, ...override.written },
        aliases: { ...aliases, ...room.aliases, ...own },
      },
    });
  }
  return ready;
}

function digestOf(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex');
}

async function loadTitle(
  loading: Loading,
  title: Title,
  extension: Extension,
): Promise<{ readonly drafts: Drafts; readonly room: Room }> {
  const key = titleKey(title);
  if (loading.stack.includes(key)) {
    const circle = [...loading.stack, key].join(' → ');
    throw new CountersignError('RULESET_INVALID', `rulesets extend each other in a circle: ${circle}`, {
      hint: 'take the `extends` out of one of them',
    });
  }
  loading.room.left -= 1;
  if (loading.room.left < 0)
    throw new CountersignError(
      'RULESET_INVALID',
      `${loading.stack[0] ?? key} extends more than ${MOST_RULESETS} rulesets, each counted as often as it is extended`,
      { hint: 'extend each ruleset once' },
    );
  const trusted = title.shelf === 'bundled' && loading.sources.thorough !== true;
  const { source, definition, functions } = await opened(loading, title, trusted);
  const deeper = { ...loading, stack: [...loading.stack, key] };
  const { drafts, aliases: inherited } = await loadExtended(deeper, title, source, definition, []);
  if (extension.explicit) for (const draft of drafts.values()) draft.enabled = isEnabled(draft, extension.selection);
  const aliases = { ...inherited, ...ownObject(definition, 'aliases') };
  const profile = profileOf(title);
  // What ships with the tool was written for contracts.
  const defaultFormats = title.shelf === 'bundled' ? CONTRACT_FORMATS : null;
  const room: Room = {
    ...{ source, way: [], definition, aliases, profile, extension, functions, trusted, defaultFormats },
  };
  await checkFormats(source, definition, ['formats']);
  for (const [id, value] of Object.entries(ownObject(definition, 'rules') ?? {}))
    await addRule(drafts, room, id, value);
  return { drafts, room };
}

/** A ruleset, read, and the functions that its rules may name: its own are code. */
type Opened = { readonly source: Source; readonly definition: JsonObject; readonly functions: FunctionCatalogue };

async function opened(loading: Loading, title: Title, trusted: boolean): Promise<Opened> {
  const { functions } = loading.sources;
  if (title.shelf === 'code' || (title.shelf === 'workspace' && isCode(title.path))) {
    const source = { name: title.path, text: null };
    const definition = (await definitionsOf(loading, title.path))[title.shelf === 'code' ? title.number : 0];
    if (definition === undefined) throw new CountersignError('RULESET_CODE_FAILED', `${title.path} has no ruleset`);
    await checkShape(source, definition);
    return { source, definition, functions: withCode(functions, loading.code) };
  }
  const source = await readTitle(loading.sources, title);
  const written = await parseRuleset(source, trusted);
  const named = ownArray(written, 'functions') ?? [];
  // Bundled rulesets name functions for plain Spectral; here they are in the tool.
  if (named.length === 0 || title.shelf === 'bundled') return { source, definition: written, functions };
  const { code } = loading;
  if (code === null || title.shelf !== 'workspace') {
    const words = 'custom functions are JavaScript, and no code of the repository is run';
    throw await refusal(source, ['functions'], words, RUNS_CODE);
  }
  const folder = posix.join(posix.dirname(title.path), ownString(written, 'functionsDir') ?? 'functions');
  const names = new Map<string, string>();
  for (const one of named) {
    const name = textOf((isArray(one) ? one[0] : one) ?? null);
    names.set(name, await code.function(posix.join(folder, `${name}.js`)));
  }
  const definition = withFunctions(written, (name) => names.get(name) ?? name);
  return { source, definition, functions: withCode(functions, code) };
}

async function definitionsOf(loading: Loading, file: string): Promise<readonly JsonObject[]> {
  const before = loading.opened.get(file);
  if (before !== undefined) return before;
  if (loading.code === null) throw runsCode(file);
  const { definitions } = await loading.code.ruleset(file);
  loading.opened.set(file, definitions);
  return definitions;
}

/** Code checks its options itself. */
function withCode(functions: FunctionCatalogue, code: RulesetCode | null): FunctionCatalogue {
  return new Map([...functions, ...Array.from(code?.functions.keys() ?? [], (name) => [name, {}] as const)]);
}

async function nextTitle(
  loading: Loading,
  title: Title,
  source: Source,
  { name, definition }: Extension,
  way: Way,
): Promise<Title> {
  if (definition === undefined) return extendedTitle(loading.sources, title, source, name, way, loading.code !== null);
  if (title.shelf === 'code' || (title.shelf === 'workspace' && isCode(title.path)))
    return { shelf: 'code', path: title.path, number: definition, within: title.within };
  throw await refusal(source, way, 'a ruleset is extended by its name');
}

/** Everything that a ruleset, or an override at `way` in it, extends. */
type Extended = {
  readonly drafts: Drafts;
  /** Those of later rulesets win over those of earlier ones. */
  readonly aliases: JsonObject;
};

async function loadExtended(
  loading: Loading,
  title: Title,
  source: Source,
  definition: JsonObject,
  at: Way,
): Promise<Extended> {
  const drafts: Drafts = new Map();
  let aliases: JsonObject = {};
  for (const [index, extension] of extensionsOf(definition).entries()) {
    const way = isArray(own(definition, 'extends')) ? [...at, 'extends', index] : [...at, 'extends'];
    const next = await nextTitle(loading, title, source, extension, way);
    const loaded = await loadTitle(loading, next, extension);
    for (const [id, draft] of loaded.drafts) drafts.set(id, draft);
    aliases = { ...aliases, ...loaded.room.aliases };
  }
  return { drafts, aliases };
}

/** One ruleset file while its rules are added. */
type Room = Shelf & { readonly extension: Extension };

async function addRule(drafts: Drafts, room: Room, id: string, value: Json): Promise<void> {
  const existing = drafts.get(id);
  if (existing === undefined) {
    if (isObject(value)) {
      const draft = await draftOf(room, id, value);
      draft.enabled = isEnabled(draft, room.extension.selection);
      drafts.set(id, draft);
      return;
    }
    throw await refusal(room.source, [...room.way, 'rules', id], 'no ruleset that is extended has this rule', {
      hint: suggestion(id, drafts.keys()) ?? 'extend the ruleset that has it, or write `given` and `then`',
    });
  }
  await overridden(room, existing, value);
  if (room.extension.explicit) existing.enabled = isEnabled(existing, room.extension.selection);
}

/** Refuses formats that nobody knows, at `way` in a ruleset file. */
async function checkFormats(source: Source, holder: JsonObject, way: Way): Promise<void> {
  for (const [index, format] of (ownArray(holder, 'formats') ?? []).entries()) {
    const name = formatName(textOf(format));
    if (isFormat(name)) continue;
    throw await refusal(source, [...way, index], `there is no format \`${textOf(format)}\``, {
      hint: suggestion(name, FORMAT_NAMES) ?? `formats: ${FORMAT_NAMES.join(', ')}`,
    });
  }
}

import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { CountersignError } from '../../model/errors.ts';
import { isArray, isObject, type Json, type JsonObject, own, ownArray, ownObject } from '../../model/json.ts';
import type { FunctionCatalogue, Rule, Ruleset } from '../../model/ruleset.ts';
import { type Draft, draftOf, isEnabled, overridden, settled, type Shelf, textOf } from './draft.ts';
import { type Extension, extensionsOf } from './extension.ts';
import { formatName, isFormat, FORMAT_NAMES } from './formats.ts';
import { parseRuleset } from './parse.ts';
import { ELSEWHERE, extendedTitle, readTitle, type Shelves, titleOf } from './read.ts';
import { suggestion, refusal, type Source } from './refuse.ts';
import { profileOf, type Title, titleKey } from './title.ts';

export { listProfiles } from './read.ts';

/** Where rulesets come from, and the functions that they may name (`examine/lint/catalogue.ts`). */
export type RulesetSources = Shelves & {
  readonly functions: FunctionCatalogue;
  /** Checks bundled rulesets like those of others; else they are taken to be what the tests let through. */
  readonly thorough?: boolean;
};

type Loading = { readonly sources: RulesetSources; readonly stack: readonly string[] };

/**
 * Loads rulesets and settles everything that they extend and override; of rules with one id, the last one named counts.
 * A name is a bundled profile (`core`), `spectral:oas`, or a ruleset file relative to `sources.root`.
 * Throws RULESET_NOT_FOUND, RULESET_INVALID or RULESET_RUNS_CODE.
 */
export async function loadRuleset(sources: RulesetSources, names: readonly string[]): Promise<Ruleset> {
  const drafts = new Map<string, Draft>();
  for (const name of names) {
    if (ELSEWHERE.has(name))
      throw new CountersignError('RULESET_NOT_FOUND', `${name} has no rule for OpenAPI contracts`);
    const title = await titleOf(sources, name);
    const own: Extension = { name, selection: 'recommended', explicit: false };
    for (const [id, draft] of await loadTitle({ sources, stack: [] }, title, own)) drafts.set(id, draft);
  }
  const rules = [...drafts.values()].map(settled).sort((a, b) => (a.id < b.id ? -1 : 1));
  return { rules, sha256: digestOf(rules) };
}

function digestOf(rules: readonly Rule[]): string {
  return createHash('sha256')
    .update(canonicalize(rules) ?? '')
    .digest('hex');
}

async function loadTitle(loading: Loading, title: Title, extension: Extension): Promise<Map<string, Draft>> {
  const key = titleKey(title);
  if (loading.stack.includes(key)) {
    const circle = [...loading.stack, key].join(' → ');
    throw new CountersignError('RULESET_INVALID', `rulesets extend each other in a circle: ${circle}`);
  }
  const source = await readTitle(loading.sources, title);
  const trusted = title.shelf === 'bundled' && loading.sources.thorough !== true;
  const definition = await parseRuleset(source, trusted);
  const deeper = { ...loading, stack: [...loading.stack, key] };
  const { drafts, elsewhere } = await loadExtended(deeper, title, source, definition);
  if (extension.explicit) for (const draft of drafts.values()) draft.enabled = isEnabled(draft, extension.selection);
  const { functions } = loading.sources;
  const room: Room = { source, definition, profile: profileOf(title), extension, elsewhere, functions, trusted };
  await checkFormats(source, definition, ['formats']);
  for (const [id, value] of Object.entries(ownObject(definition, 'rules') ?? {}))
    await addRule(drafts, room, id, value);
  return drafts;
}

/** The rules of everything that a ruleset extends, in order. `elsewhere`: it extends rules about other kinds of document. */
async function loadExtended(
  loading: Loading,
  title: Title,
  source: Source,
  definition: JsonObject,
): Promise<{ drafts: Map<string, Draft>; elsewhere: boolean }> {
  const drafts = new Map<string, Draft>();
  let elsewhere = false;
  for (const [index, extension] of extensionsOf(definition).entries()) {
    const way = isArray(own(definition, 'extends')) ? ['extends', index] : ['extends'];
    const next = await extendedTitle(loading.sources, title, source, extension.name, way);
    if (next === null) elsewhere = true;
    else for (const [id, draft] of await loadTitle(loading, next, extension)) drafts.set(id, draft);
  }
  return { drafts, elsewhere };
}

/** One ruleset file while its rules are added. */
type Room = Shelf & { readonly extension: Extension; readonly elsewhere: boolean };

async function addRule(drafts: Map<string, Draft>, room: Room, id: string, value: Json): Promise<void> {
  const existing = drafts.get(id);
  if (existing === undefined) {
    if (isObject(value)) {
      const draft = await draftOf(room, id, value);
      draft.enabled = isEnabled(draft, room.extension.selection);
      drafts.set(id, draft);
      return;
    }
    if (room.elsewhere && /^(asyncapi|arazzo)/.test(id)) return;
    throw await refusal(room.source, ['rules', id], 'no ruleset that is extended has this rule', {
      hint: suggestion(id, drafts.keys()) ?? 'extend the ruleset that has it, or write `given` and `then`',
    });
  }
  await overridden(room, existing, value);
  if (room.extension.explicit) existing.enabled = isEnabled(existing, room.extension.selection);
}

/** Refuses formats that nobody knows, at `way` in a ruleset file. */
async function checkFormats(source: Source, holder: JsonObject, way: readonly string[]): Promise<void> {
  for (const [index, format] of (ownArray(holder, 'formats') ?? []).entries()) {
    const name = formatName(textOf(format));
    if (isFormat(name)) continue;
    throw await refusal(source, [...way, index], `there is no format \`${textOf(format)}\``, {
      hint: suggestion(name, FORMAT_NAMES) ?? `formats: ${FORMAT_NAMES.join(', ')}`,
    });
  }
}

import { CountersignError } from '../../model/errors.ts';
import { isArray, type Json, own, ownArray } from '../../model/json.ts';
import type { Https } from '../../model/ports.ts';
import { printableAddress } from './address.ts';
import { extensionsOf } from './extension.ts';
import { COPIES, copyPath, LIMIT, LOCK_FILE, type LockedRuleset, sha256, textOf } from './locked.ts';
import { parseRuleset } from './parse.ts';
import { extendedTitle, readTitle, type Shelves, titleOf } from './read.ts';
import type { Source, Way } from './refuse.ts';
import { isCode, type Title, titleKey } from './title.ts';

const MILLISECONDS = 15_000;
/** Rulesets of other hosts that one run fetches. */
const MOST = 50;

/** A fetched ruleset: its entry of the lock file, and its text. */
export type Fetched = LockedRuleset & { readonly text: string };

/**
 * Fetches every ruleset of another host that the named ones extend, directly or through each other. Only hosts that a ruleset of the workspace
 * names are asked. Throws RULESET_NOT_FETCHED, and what is wrong with any of the rulesets.
 */
export async function fetchRulesets(
  shelves: Shelves,
  https: Pick<Https, 'get'>,
  names: readonly string[],
): Promise<readonly Fetched[]> {
  const hosts = new Set<string>();
  const seen = new Set<string>();
  const waiting: { readonly url: string; readonly from: string }[] = [];
  const enter = async (title: Title): Promise<void> => {
    if (seen.has(titleKey(title)) || isCode(titleKey(title))) return;
    if (title.shelf !== 'workspace') return;
    seen.add(titleKey(title));
    const source = await readTitle(shelves, title);
    for (const next of await extended(shelves, title, source)) {
      if (next.shelf === 'https') {
        hosts.add(new URL(next.url).host);
        waiting.push({ url: next.url, from: source.name });
      } else await enter(next);
    }
  };
  for (const name of names) await enter(await titleOf(shelves, name));

  const fetched = new Map<string, Fetched>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { url, from } = next;
    if (fetched.has(url)) continue;
    const name = printableAddress(url);
    if (!hosts.has(new URL(url).host)) {
      throw new CountersignError(
        'RULESET_NOT_FETCHED',
        `${from} extends ${name}, on a host that no ruleset here names`,
        {
          hint: 'extend it in a ruleset of the repository, if its host may be asked',
        },
      );
    }
    if (fetched.size >= MOST) throw new CountersignError('RULESET_NOT_FETCHED', `there are more than ${MOST} rulesets`);
    const bytes = await https.get(new URL(url), { bytes: LIMIT, milliseconds: MILLISECONDS });
    const text = textOf(bytes, name);
    fetched.set(url, { url, sha256: sha256(bytes), size: bytes.length, text });
    for (const title of await extended(shelves, { shelf: 'https', url }, { name, text })) {
      if (title.shelf === 'https') waiting.push({ url: title.url, from: name });
    }
  }
  return [...fetched.values()].sort((a, b) => (a.url < b.url ? -1 : 1));
}

async function extended(shelves: Shelves, title: Title, source: Source): Promise<Title[]> {
  const titles: Title[] = [];
  for (const { name, way } of extensionsIn(await parseRuleset(source, title.shelf === 'bundled'))) {
    titles.push(await extendedTitle(shelves, title, source, name, way, true));
  }
  return titles;
}

/** What a ruleset extends, its overrides included. */
function extensionsIn(definition: Json): { readonly name: string; readonly way: Way }[] {
  const holders: [Json, Way][] = [[definition, []]];
  for (const [index, one] of (ownArray(definition, 'overrides') ?? []).entries())
    holders.push([one, ['overrides', index]]);
  return holders.flatMap(([holder, way]) =>
    extensionsOf(holder).map(({ name }, index) => ({
      name,
      way: isArray(own(holder, 'extends')) ? [...way, 'extends', index] : [...way, 'extends'],
    })),
  );
}

/** The files that hold what was fetched, the lock file first. The same rulesets give the same bytes. */
export function lockFiles(fetched: readonly Fetched[]): readonly { readonly path: string; readonly content: string }[] {
  const entries = fetched.map(
    ({ url, sha256: hash, size }) => `  - url: ${JSON.stringify(url)}\n    sha256: ${hash}\n    size: ${size}\n`,
  );
  const lock = `# Rulesets of other hosts, as countersign lock fetched them. Their copies are in ${COPIES}/; commit both.
schemaVersion: 1
rulesets:${entries.length === 0 ? ' []' : ''}
${entries.join('')}`;
  return [
    { path: LOCK_FILE, content: lock },
    ...fetched.map(({ sha256: hash, text }) => ({ path: copyPath(hash), content: text })),
  ];
}

import { hash } from 'node:crypto';
import { lintRuleset } from '../../../examine/lint/lint-ruleset.ts';
import { NOT_EVALUATED } from '../../../examine/lint/rules.ts';
import type { ApiDocument } from '../../../model/contract.ts';
import type { Fact } from '../../../model/finding.ts';
import type { Cache } from '../../../model/ports.ts';
import type { Ruleset } from '../../../model/ruleset.ts';

/**
 * What lint says of a contract, from the cache where the same build said it of the same bytes under the same rules before. No day is part of it: time
 * is a matter of judging. Throws what `lint` throws.
 */
export async function cachedFacts(
  contract: ApiDocument,
  ruleset: Ruleset,
  cache: Cache | null,
): Promise<readonly Fact[]> {
  // What code of a ruleset says is not known by the digest of the rules.
  if (cache === null || ruleset.functions !== undefined) return lintRuleset(contract, ruleset);
  const { file, commit, sha256, files } = contract.source;
  const sources = files.map((each) => [each.file, each.sha256]);
  const key = hash(
    'sha256',
    JSON.stringify(['facts', 1, cache.tool(), ruleset.sha256, contract.id, file, commit, sha256, sources]),
    'hex',
  );
  const known = await cache.read(key);
  // The cache gives back what it was given or nothing, and the key has the build: the shape is ours.
  if (known !== null) return JSON.parse(known) as readonly Fact[];
  const facts = await lintRuleset(contract, ruleset);
  if (isSettled(facts)) await cache.write(key, JSON.stringify(facts));
  return facts;
}

/** Whether the same would be found again: a rule that took too long may be done in time on another day. */
export function isSettled(facts: readonly Fact[]): boolean {
  return facts.every(({ rule }) => rule !== NOT_EVALUATED);
}

import type { Baseline, Fact, Finding } from '../../model/finding.ts';
import { BASELINE_RULES } from './rules.ts';
import { isWaivable } from './severity.ts';
import type { Scope } from './waivers.ts';

/** The finding, marked where the baseline of its API has it. A waiver says more, so what is waived is not marked. */
export function withBaseline(finding: Finding, known: ReadonlyMap<string, ReadonlySet<string>>): Finding {
  return finding.waiver === null && isOldDebt(finding, known) ? { ...finding, baseline: true } : finding;
}

/** The fingerprints of each API's baseline. */
export function fingerprintsOf(baselines: readonly Baseline[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(baselines.map(({ api, entries }) => [api, new Set(entries.map(({ fingerprint }) => fingerprint))]));
}

/** That a rule could not be checked (`examine/lint/rules.ts`) says nothing of the contract. */
const NOT_CHECKED = 'lint-not-evaluated';

/** Only what lint says of a contract can be old debt: changes, dates, approvals and publishing never are. */
export function mayBeOldDebt({ from, rule }: Pick<Finding, 'from' | 'rule'>): boolean {
  return from === 'lint' && rule !== NOT_CHECKED && isWaivable(rule);
}

function isOldDebt(finding: Finding, known: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  return mayBeOldDebt(finding) && known.get(finding.api)?.has(finding.fingerprint) === true;
}

/** Of an API and a rule: whether the rule was not looked at to the end there, so that nobody knows what is mended. */
export function uncheckedIn(facts: readonly Fact[]): (api: string, rule: string) => boolean {
  const unchecked = new Set<string>();
  for (const { api, rule, about, proposed } of facts)
    // Where no rule at all was for the document, none is named; where some without formats were, it is no error.
    if (rule === NOT_CHECKED && proposed === 'error') unchecked.add(JSON.stringify([api, ...about]));
  return (api, rule) => [[api], [api, rule]].some((one) => unchecked.has(JSON.stringify(one)));
}

/**
 * One fact for each baseline with entries that nothing was found for: what they were for is mended. Of a baseline whose API is no more,
 * every entry is. Entries of rules that were not run, or not to the end, are passed over.
 */
export function baselineFacts(
  baselines: readonly Baseline[],
  raised: readonly Finding[],
  isUnchecked: ReturnType<typeof uncheckedIn>,
  { apis, everyApi, ran }: Scope,
): readonly Fact[] {
  const found = new Set(raised.filter(mayBeOldDebt).map(({ fingerprint }) => fingerprint));
  return baselines.flatMap((baseline) => {
    if (!apis.has(baseline.api) && !everyApi) return [];
    const stale = baseline.entries.filter(
      ({ fingerprint, rule }) => ran(rule) && !isUnchecked(baseline.api, rule) && !found.has(fingerprint),
    ).length;
    return stale === 0 ? [] : [staleFact(baseline, stale, apis.has(baseline.api))];
  });
}

function staleFact({ api, file, entries }: Baseline, stale: number, isKnown: boolean): Fact {
  const of = stale === entries.length ? '' : ` of ${entries.length}`;
  const many = entries.length === 1 ? 'entry' : 'entries';
  const what = `${stale}${of} ${many} of the baseline ${stale === 1 ? 'is' : 'are'}`;
  const [rule] = BASELINE_RULES;
  return {
    rule: rule.id,
    proposed: rule.severity,
    from: 'policy',
    api: isKnown ? api : '',
    message: isKnown ? `${what} mended and can go.` : `There is no API \`${api}\`: ${what} of no use.`,
    hint: isKnown ? `countersign baseline prune ${api}` : 'remove the file',
    docs: `countersign explain ${rule.id}`,
    at: { file, commit: null, pointer: '', line: 1, column: 1, endLine: 1, endColumn: 1 },
    also: [],
    about: [api],
  };
}

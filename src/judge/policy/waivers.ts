import type { Day } from '../../model/day.ts';
import type { Fact, Finding, Waiver } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import { byPlace } from './order.ts';
import { WAIVER_RULES, type WaiverRule } from './rules.ts';
import { isWaivable } from './severity.ts';
import { isWithin } from '../../model/pointer.ts';

/** What a run looked at. A waiver for anything else is neither used nor unused in it. */
export type Scope = {
  readonly apis: ReadonlySet<string>;
  /** Whether those are all the APIs of the workspace: only then has a waiver for every API had its chance. */
  readonly everyApi: boolean;
  /** Whether a rule or check was run; one that nobody knows was, so that a misspelt waiver is called unused. */
  readonly ran: (rule: string) => boolean;
};

/** A waiver counts up to and including the day on which it expires. */
export function isExpired(waiver: Waiver, today: Day): boolean {
  return waiver.expires < today;
}

/** Whether a waiver is for this finding, whatever the day. */
export function covers(waiver: Waiver, finding: Finding): boolean {
  return (
    waiver.rule === finding.rule &&
    isWaivable(finding.rule) &&
    (waiver.api === null || waiver.api === finding.api) &&
    places(finding).some((at) => isAtOrBelow(at.pointer, waiver.pointer))
  );
}

/** The finding with the waiver that covers it: of several the narrowest, then the one that lasts longest. */
export function withWaiver(finding: Finding, waivers: readonly Waiver[]): Finding {
  const [waiver = null] = waivers.filter((each) => covers(each, finding)).sort(byReach);
  return waiver === finding.waiver ? finding : { ...finding, waiver };
}

/** Facts about the waivers themselves: `waiver-expired` and `waiver-unused`, each at the waiver. */
export function waiverFacts(
  waivers: readonly Waiver[],
  findings: readonly Finding[],
  today: Day,
  scope: Scope,
): readonly Fact[] {
  return waivers.flatMap((waiver) => {
    if (waiver.api !== null && !scope.apis.has(waiver.api)) return [];
    if (isExpired(waiver, today)) return [expired(waiver)];
    const hadItsChance = scope.ran(waiver.rule) && (waiver.api !== null || scope.everyApi);
    return hadItsChance && !findings.some((finding) => covers(waiver, finding)) ? [unused(waiver)] : [];
  });
}

/** A removed thing stands where it was; its nearest surviving parent, where the finding is shown, may have lost others. */
function places(finding: Finding): readonly Location[] {
  return finding.from === 'diff' ? [finding.at, ...finding.also] : [finding.at];
}

function isAtOrBelow(pointer: string, covered: string | null): boolean {
  return covered === null || isWithin(pointer, covered);
}

function byReach(left: Waiver, right: Waiver): number {
  const reach = (waiver: Waiver): number => waiver.pointer?.length ?? -1;
  if (reach(left) !== reach(right)) return reach(right) - reach(left);
  if (left.expires !== right.expires) return left.expires > right.expires ? -1 : 1;
  return byPlace(
    { at: left.at, rule: left.rule, fingerprint: '' },
    { at: right.at, rule: right.rule, fingerprint: '' },
  );
}

function expired(waiver: Waiver): Fact {
  return {
    ...waiverFact(waiver, 'waiver-expired'),
    message: `The waiver of \`${waiver.rule}\` ended on ${waiver.expires}; ${waiver.owner} answers for it.`,
    hint: 'mend what it covered and remove it, or agree on a new end day',
  };
}

function unused(waiver: Waiver): Fact {
  const waivable = isWaivable(waiver.rule);
  return {
    ...waiverFact(waiver, 'waiver-unused'),
    message: waivable
      ? `The waiver of \`${waiver.rule}\` covers nothing: what it was for is mended, moved or misspelt.`
      : `The waiver of \`${waiver.rule}\` has no effect: this rule cannot be waived.`,
    hint: waivable ? 'remove it, or correct its rule, api and pointer' : 'remove it',
  };
}

function waiverFact(waiver: Waiver, rule: WaiverRule): Omit<Fact, 'message' | 'hint'> {
  return {
    rule,
    proposed: WAIVER_RULES.find(({ id }) => id === rule)?.severity ?? 'error',
    from: 'policy',
    api: waiver.api ?? '',
    docs: `countersign explain ${rule}`,
    at: waiver.at,
    also: [],
    about: [waiver.rule, waiver.pointer ?? '', waiver.expires],
  };
}

import type { JudgedChange, Release } from '../../model/change.ts';
import type { Fact } from '../../model/finding.ts';
import { type VersionStep, versionStep } from '../../model/version.ts';
import type { BreakingStep, Policy } from '../../model/workspace.ts';
import { isGraver } from './severity.ts';
import { VERSION_RULES, type VersionRule } from './rules.ts';

/** How far a contract's version went. Where all its URLs have another `/vN`, that is what its callers see, and counts. */
export function stepOf({ before, after }: Release): VersionStep {
  if (before.urlMajor !== null && after.urlMajor !== null && before.urlMajor !== after.urlMajor)
    return { step: after.urlMajor > before.urlMajor ? 'major' : 'down', unstable: false };
  return versionStep(before.version, after.version);
}

/** Whether such a step lets a contract break its callers. What promised nothing cannot break a promise. */
export function mayBreak({ step, unstable }: VersionStep, policy: BreakingStep): boolean {
  return unstable || step === 'major' || (policy === 'minor' && step === 'minor');
}

/** Checks that say of a version what the rules here say. Where policy makes one of them a finding of its own, the rules are silent; else they are, once a rule speaks. */
const VERSION_CHECKS: ReadonlySet<string> = new Set([
  'api-version-not-bumped',
  'api-major-version-not-bumped',
  'api-version-decreased',
]);

/** A break is what costs as much as the policy asks for a breaking change. A version that does not fit is none itself. */
export function isBreak({ check, severity }: Pick<JudgedChange, 'check' | 'severity'>, policy: Policy): boolean {
  const least = isGraver(policy.impacts.breaking, 'info') ? policy.impacts.breaking : 'warn';
  return !VERSION_CHECKS.has(check) && !isGraver(least, severity);
}

/** A break for those who call: of what was accepted, a correction of the contract alone is none. */
function breaksCallers(change: JudgedChange, policy: Policy): boolean {
  return isBreak(change, policy) && change.accepted?.category !== 'spec-correction';
}

/** The changes without what the checks of versions say, where a rule has said it, or where nobody is broken after all. */
export function withoutVersionChecks(
  changes: readonly JudgedChange[],
  facts: readonly Fact[],
  policy: Policy,
): readonly JudgedChange[] {
  if (facts.length === 0 && changes.some((change) => breaksCallers(change, policy))) return changes;
  return changes.filter(({ check, severity }) => !VERSION_CHECKS.has(check) || isGraver(severity, 'info'));
}

/** Facts of the rules on versions, at `info.version`. A correction of the contract alone breaks nobody, so it asks for no new number. */
export function versionFacts(
  api: string,
  release: Release,
  changes: readonly JudgedChange[],
  policy: Policy,
): readonly Fact[] {
  const twins = changes.some(({ check, severity }) => VERSION_CHECKS.has(check) && isGraver(severity, 'info'));
  const breaks = changes.filter((change) => breaksCallers(change, policy));
  const step = stepOf(release);
  const facts: Fact[] = [];
  if (breaks.length > 0 && !twins && !mayBreak(step, policy.versions.mayBreak))
    facts.push(breaking(api, release, step, breaks.length, policy));
  if (step.step === 'same' && breaks.length === 0 && release.before.sha256 !== release.after.sha256)
    facts.push(
      versionFact('version-bumped-on-change', api, release, {
        message: `The contract has changed, and its version is still \`${release.after.version}\`.`,
        hint: 'raise info.version',
      }),
    );
  return facts;
}

function breaking(api: string, release: Release, { step }: VersionStep, count: number, policy: Policy): Fact {
  const breaks = count === 1 ? 'There is a breaking change' : `There are ${count} breaking changes`;
  const [from, to] = [release.before.version, release.after.version];
  const asked = policy.versions.mayBreak === 'minor' ? 'minor' : 'major';
  const hint = `take ${count === 1 ? 'it' : 'them'} back, or give the contract a new ${asked} version`;
  switch (step) {
    case 'patch':
      return versionFact('errata-not-breaking', api, release, {
        message: `${breaks}, and \`${to}\` says that it only corrects \`${from}\`.`,
        hint,
      });
    case 'same':
      return versionFact('breaking-needs-major', api, release, {
        message: `${breaks}, and the version is still \`${to}\`.`,
        hint,
      });
    case 'down':
      return versionFact('breaking-needs-major', api, release, {
        message: `${breaks}, and the version goes down from \`${from}\` to \`${to}\`.`,
        hint,
      });
    case 'unknown':
      return versionFact('breaking-needs-major', api, release, {
        message: `${breaks}, and from \`${from}\` and \`${to}\` nobody can tell whether that is a new ${asked} version.`,
        hint: 'number versions as 2.0.0, or by day as 2026-11-20',
      });
    case 'major':
    case 'minor':
      return versionFact('breaking-needs-major', api, release, {
        message: `${breaks}, and from \`${from}\` to \`${to}\` is no new ${asked} version.`,
        hint,
      });
  }
}

function versionFact(
  rule: VersionRule,
  api: string,
  { at, was, before, after }: Release,
  words: Pick<Fact, 'message' | 'hint'>,
): Fact {
  return {
    rule,
    proposed: VERSION_RULES.find(({ id }) => id === rule)?.severity ?? 'error',
    from: 'diff',
    api,
    ...words,
    docs: `countersign explain ${rule}`,
    at,
    also: before.version === after.version ? [] : [was],
    about: [],
  };
}

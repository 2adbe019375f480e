import { isTooGrave } from '../../../judge/policy/severity.ts';
import { isVersionRule } from '../../../judge/policy/rules.ts';
import { CountersignError } from '../../../model/errors.ts';
import type { Finding } from '../../../model/finding.ts';
import type { Location } from '../../../model/location.ts';
import type { Policy } from '../../../model/workspace.ts';
import type { Terms } from './terms.ts';
import { isWithin } from '../../../model/pointer.ts';

/** Of all that was found in an edited contract, what is about the edit: every change, and what the rules say of the thing itself. */
export function saidOf(findings: readonly Finding[], places: readonly Location[]): readonly Finding[] {
  const isAbout = ({ file, pointer }: Location): boolean =>
    places.some((place) => place.file === file && OWN.test(after(pointer, place.pointer)));
  return findings.filter(({ from, at }) => from === 'diff' || (from === 'lifecycle' && isAbout(at)));
}

/** The thing itself, or a field of it that tells of its end. */
const OWN = /^(?:|\/deprecated|\/x-[^/]+(?:\/.*)?)$/;

function after(pointer: string, place: string): string {
  return isWithin(pointer, place) ? pointer.slice(place.length) : '/elsewhere';
}

/** The error for what the policy does not let pass, with the day that it would; null where all of it may. */
export function refusedFor(
  findings: readonly Finding[],
  { earliest, sunset }: Terms,
  policy: Policy,
): CountersignError | null {
  // The number of a version is raised by hand, and `check` asks for it.
  const grave = findings.filter((finding) => isTooGrave(finding, policy) && !isVersionRule(finding.rule));
  if (grave.length === 0) return null;
  const rules = [...new Set(grave.map(({ rule }) => rule))];
  const day = sunset === earliest ? '' : `the first day that the policy allows is ${earliest}: --sunset ${earliest}; `;
  return new CountersignError('DEPRECATION_REFUSED', grave.map(({ message }) => message).join(' '), {
    hint: `${day}where something else was agreed on, a waiver of ${rules.join(' and ')} in .countersign/waivers.yaml says so`,
  });
}

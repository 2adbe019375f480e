import type { Deprecation } from '../../model/deprecation.ts';
import type { Finding } from '../../model/finding.ts';
import { isWithin } from '../../model/pointer.ts';

/** Entries of the register with the waivers that cover what the rules say of each. */
export function withWaivers(
  deprecations: readonly Deprecation[],
  findings: readonly Finding[],
): readonly Deprecation[] {
  const waived = findings.filter(({ from, waiver }) => waiver !== null && (from === 'lifecycle' || from === 'impact'));
  if (waived.length === 0) return deprecations;
  return deprecations.map((entry) => {
    // What is gone has no place of its own.
    if (entry.removed !== null) return entry;
    const waivers = waived.flatMap((finding) => (isOn(finding, entry) ? (finding.waiver ?? []) : []));
    return { ...entry, waivers: [...new Set(waivers)] };
  });
}

function isOn({ api, at }: Finding, entry: Deprecation): boolean {
  const { file, pointer } = entry.at;
  return api === entry.api && at.file === file && isWithin(at.pointer, pointer);
}

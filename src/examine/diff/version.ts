import { isSemanticVersion, versionStep } from '../../model/version.ts';

/** How one semantic version stands to another; null where one of them is none. */
export type SemanticStep = 'same' | 'down' | 'major' | 'within-major';

/** Compares two versions by Semantic Versioning 2.0.0, §11. Versions that are not semantic are not judged. */
export function semanticStep(before: string, after: string): SemanticStep | null {
  if (!isSemanticVersion(before) || !isSemanticVersion(after)) return null;
  const { step } = versionStep(before, after);
  if (step === 'unknown') return null;
  return step === 'minor' || step === 'patch' ? 'within-major' : step;
}

import type { JudgedChange } from '../../model/change.ts';
import type { ChangelogSection } from '../../model/changelog.ts';

/** What authors and reviewers want to know, and no caller: how the document is put together, and whether its version says enough. */
const SILENT =
  /^api-(major-)?version-|^api-tag-|^api-operation-id-added$|^api-schema-removed$|^api-security-component-(added|removed)$|-all-of-(added|removed)(-annotation-only)?$/;

/** What a response no longer holds, in terms of bounds: whoever was ready for more has nothing to do, and nothing to gain. */
const BOUND_KEPT =
  /^response-.*-(min|max|exclusive|multiple|pattern|unique|contains|const|not|if|then|else|dependent|property-names|unevaluated|additional|prefix|content)(-|$)/;

/** Sets or moves the end of something that is still there. Notice that is too short is for the gate to judge; consumers need the day. */
const DEPRECATION = /(^|-)deprecated(-|$)|^sunset-deleted$|^api-sunset-date-|-sunset-date-too-small$/;

const ANNOUNCED_REMOVAL = /-removed-with-deprecation$/;

/** Something more to call, to send or to receive; not a further limit, which ends in `-added` as well. */
const GAIN =
  /^(endpoint|webhook|server)-added$|^new-optional-|^request-body-added-optional$|-(property|enum-value|any-of|one-of|media-type|status|header|scope|mapping|security)-added$/;

/** Where consumers look for a change; null for what they need not know. */
export function sectionOf({ check, impact, severity, accepted }: JudgedChange): ChangelogSection | null {
  if (SILENT.test(check) || (impact === 'compatible' && BOUND_KEPT.test(check))) return null;
  // Two people said that only the contract was wrong: no caller has anything to do.
  if (accepted?.category === 'spec-correction') return 'fixed';
  if (isDeprecation(check)) return 'deprecated';
  if (ANNOUNCED_REMOVAL.test(check)) return 'removed';
  // A break that policy has lowered to a remark is no break to whoever wrote the policy.
  if (impact === 'breaking') return severity === 'error' || severity === 'warn' ? 'breaking' : 'changed';
  return impact !== 'risky' && GAIN.test(check) ? 'added' : 'changed';
}

/** Whether a check is about the announced end of something that is still there. */
export function isDeprecation(check: string): boolean {
  return DEPRECATION.test(check);
}

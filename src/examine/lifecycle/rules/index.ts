// Written by npm run gen from the files beside it. Do not edit.
import type { LifecycleRule } from '../define.ts';
import allOpsDeprecatedApiStatus from './all-ops-deprecated-api-status.ts';
import deprecatedHasSuccessor from './deprecated-has-successor.ts';
import deprecatedHasSunset from './deprecated-has-sunset.ts';
import maxSupportedMajors from './max-supported-majors.ts';
import noNewDeprecatedElements from './no-new-deprecated-elements.ts';
import removalBeforeSunset from './removal-before-sunset.ts';
import removalMinNotice from './removal-min-notice.ts';
import removalRequiresDeprecation from './removal-requires-deprecation.ts';
import siblingsSameSunset from './siblings-same-sunset.ts';
import sunsetAfterDeprecation from './sunset-after-deprecation.ts';
import sunsetDueSoon from './sunset-due-soon.ts';
import sunsetFormat from './sunset-format.ts';
import sunsetInWindow from './sunset-in-window.ts';
import sunsetMinNotice from './sunset-min-notice.ts';
import sunsetNotInFreeze from './sunset-not-in-freeze.ts';
import sunsetNotMovedEarlier from './sunset-not-moved-earlier.ts';
import sunsetPassedStillPresent from './sunset-passed-still-present.ts';
import undeprecateNeedsNote from './undeprecate-needs-note.ts';

export const LIFECYCLE_RULES: readonly LifecycleRule[] = [
  allOpsDeprecatedApiStatus,
  deprecatedHasSuccessor,
  deprecatedHasSunset,
  maxSupportedMajors,
  noNewDeprecatedElements,
  removalBeforeSunset,
  removalMinNotice,
  removalRequiresDeprecation,
  siblingsSameSunset,
  sunsetAfterDeprecation,
  sunsetDueSoon,
  sunsetFormat,
  sunsetInWindow,
  sunsetMinNotice,
  sunsetNotInFreeze,
  sunsetNotMovedEarlier,
  sunsetPassedStillPresent,
  undeprecateNeedsNote,
];

// Written by npm run gen from the files beside it. Do not edit.
import type { LifecycleRule } from '../define.ts';
import deprecatedHasSuccessor from './deprecated-has-successor.ts';
import deprecatedHasSunset from './deprecated-has-sunset.ts';
import noNewDeprecatedElements from './no-new-deprecated-elements.ts';
import removalBeforeSunset from './removal-before-sunset.ts';
import removalMinNotice from './removal-min-notice.ts';
import removalRequiresDeprecation from './removal-requires-deprecation.ts';
import sunsetAfterDeprecation from './sunset-after-deprecation.ts';
import sunsetDueSoon from './sunset-due-soon.ts';
import sunsetFormat from './sunset-format.ts';
import sunsetMinNotice from './sunset-min-notice.ts';
import sunsetNotMovedEarlier from './sunset-not-moved-earlier.ts';
import sunsetPassedStillPresent from './sunset-passed-still-present.ts';
import undeprecateNeedsNote from './undeprecate-needs-note.ts';

export const LIFECYCLE_RULES: readonly LifecycleRule[] = [
  deprecatedHasSuccessor,
  deprecatedHasSunset,
  noNewDeprecatedElements,
  removalBeforeSunset,
  removalMinNotice,
  removalRequiresDeprecation,
  sunsetAfterDeprecation,
  sunsetDueSoon,
  sunsetFormat,
  sunsetMinNotice,
  sunsetNotMovedEarlier,
  sunsetPassedStillPresent,
  undeprecateNeedsNote,
];

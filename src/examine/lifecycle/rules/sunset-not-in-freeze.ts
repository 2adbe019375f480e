import { isWithin } from '../../../model/day-range.ts';
import { defineLifecycleRule } from '../define.ts';

export default defineLifecycleRule({
  id: 'sunset-not-in-freeze',
  severity: 'error',
  summary: 'No sunset falls into a freeze period.',
  why: 'While releases are frozen, callers cannot move, and nobody is there to help when what they call goes away.',
  fix: 'Move the sunset behind the end of the freeze (policy.deprecation.freezePeriods).',
  source: 'the policy of the house',
  on: 'noted',
  check({ name, sunset, note }, { policy: { freezes }, today }) {
    // What has passed cannot be moved; sunset-passed-still-present speaks of it.
    if (sunset === null || sunset < today) return null;
    const freeze = freezes.find((each) => isWithin(sunset, each));
    if (freeze === undefined) return null;
    return {
      message: `The sunset of ${name} is ${sunset}, in the freeze ${freeze.text}.`,
      fields: note.sunset?.fields ?? [],
    };
  },
});

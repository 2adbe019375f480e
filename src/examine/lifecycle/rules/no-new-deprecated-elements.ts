import { defineLifecycleRule } from '../define.ts';

export default defineLifecycleRule({
  id: 'no-new-deprecated-elements',
  severity: 'warn',
  summary: 'A new operation does not arrive deprecated.',
  why: 'Nobody should begin to use what is already on its way out.',
  fix: 'Leave it out, or offer it without the mark.',
  source: 'AIP-185',
  on: 'added',
  // Merges drop and restore: what is back is not new.
  check: ({ name, deprecated, returned }) =>
    deprecated && !returned ? `${name} is new and already deprecated.` : null,
});

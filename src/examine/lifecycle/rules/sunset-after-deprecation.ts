import { defineLifecycleRule } from '../define.ts';

export default defineLifecycleRule({
  id: 'sunset-after-deprecation',
  severity: 'error',
  summary: 'A sunset is not earlier than the deprecation.',
  why: 'RFC 9745 forbids it, and gateways would send both days to every caller.',
  fix: 'Correct whichever of the two days is wrong.',
  source: 'RFC 9745 §4',
  on: 'deprecated',
  check: ({ name, since, sunset, note }) =>
    since === null || since.from === 'no later than' || sunset === null || sunset >= since.day
      ? null
      : {
          message: `The sunset of ${name} is ${sunset}, before it was marked deprecated on ${since.day}.`,
          fields: note.sunset?.fields ?? [],
        },
});

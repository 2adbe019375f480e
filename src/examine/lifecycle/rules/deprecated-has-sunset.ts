import { defineLifecycleRule } from '../define.ts';

export default defineLifecycleRule({
  id: 'deprecated-has-sunset',
  severity: 'warn',
  summary: 'A deprecated operation says when it will go away.',
  why: 'Without a date no caller plans the move, and the operation stays for ever or goes without warning.',
  fix: 'Add `x-sunset` with the day after which it may be gone, such as `x-sunset: "2027-06-30"`.',
  source: 'Zalando RESTful API guidelines, rule 187; RFC 8594',
  on: 'deprecated',
  check: ({ what, name, note }) =>
    what.kind === 'operation' && note.sunset === null ? `${name} is deprecated and has no sunset.` : null,
});

import { daysBetween } from '../../../model/day.ts';
import { defineLifecycleRule } from '../define.ts';
import { days } from '../words.ts';

export default defineLifecycleRule({
  id: 'removal-before-sunset',
  severity: 'error',
  summary: 'An operation stays until its sunset.',
  why: 'The sunset is a promise that it works until then.',
  fix: 'Put it back and remove it after its sunset.',
  source: 'oasdiff, docs/DEPRECATION.md',
  on: 'removed',
  check: ({ subject: { name, deprecated, sunset }, day }) =>
    !deprecated || sunset === null || day >= sunset
      ? null
      : `${name} was removed on ${day}, ${days(daysBetween(day, sunset))} before its sunset ${sunset}.`,
});

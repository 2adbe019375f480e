import { defineLifecycleRule } from '../define.ts';

export default defineLifecycleRule({
  id: 'siblings-same-sunset',
  severity: 'warn',
  summary: 'The operations of one resource that go away go on the same day.',
  why: 'A resource that can be written and no longer read, or the other way round, helps nobody; callers move off it once, not operation by operation.',
  fix: 'Give all of them the latest of their sunsets.',
  source: "seen in practice: SumUp's operations on /me/accounts went on three days between 2025 and 2026",
  on: 'deprecated',
  check(subject, { siblingsOf }) {
    const { what, name, sunset, note } = subject;
    if (what.kind !== 'operation' || what.path === null || sunset === null) return null;
    const later = siblingsOf(subject)
      .filter((sibling) => sibling.deprecated && sibling.sunset !== null && sibling.sunset > sunset)
      .sort((left, right) => ((left.sunset ?? '') < (right.sunset ?? '') ? 1 : -1));
    const [last] = later;
    if (last === undefined) return null;
    return {
      message: `${name} ends on ${sunset}, and ${last.name}, of the same resource, on ${last.sunset ?? ''}.`,
      fields: note.sunset?.fields ?? [],
    };
  },
});

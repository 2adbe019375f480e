import { defineLifecycleRule } from '../define.ts';

export default defineLifecycleRule({
  id: 'deprecated-has-successor',
  severity: 'warn',
  summary: 'A deprecated operation names what to call instead, or says that there is nothing.',
  why: 'A caller who is told to leave wants to know where to.',
  fix: 'Name an operationId, `METHOD /path` or a URL in `x-deprecation.successor`, or say in `x-deprecation.reason` why there is none.',
  source: 'Zalando RESTful API guidelines, rule 185',
  on: 'deprecated',
  check({ what, name, note: { successor, reason } }, { isOperation }) {
    if (what.kind !== 'operation') return null;
    if (successor === null) return reason === null ? `${name} is deprecated and names no successor.` : null;
    if (/^https?:\/\/\S+$/.test(successor) || isOperation(successor)) return null;
    return `${name} names ${JSON.stringify(successor)} as its successor, which is no operation of this contract and no URL.`;
  },
});

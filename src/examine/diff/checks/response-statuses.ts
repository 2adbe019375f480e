import { type Check, defineCheck } from '../define.ts';
import type { ResponseSide } from '../read/sides.ts';

const succeeds = ({ status }: ResponseSide): boolean => status.startsWith('2');

const STATUSES: readonly Check[] = [
  defineCheck({
    id: 'response-success-status-removed',
    on: 'response',
    impact: 'breaking',
    bothWays: true,
    summary: 'A success status is no longer given.',
    why: 'Consumers that wait for this status take every other answer for a failure.',
    fix: 'Keep answering with it.',
    removed: (before) => (succeeds(before) ? `Success status ${before.status} was removed.` : null),
  }),
  defineCheck({
    id: 'response-success-status-added',
    on: 'response',
    impact: 'compatible',
    bothWays: true,
    summary: 'A further success status may be given.',
    why: 'Consumers that treat every 2xx alike do not notice; one that accepts only the old status does. Look at it when the old one was removed as well.',
    fix: 'Tell consumers when it is given.',
    added: (after) => (succeeds(after) ? `Success status ${after.status} is new.` : null),
  }),
  defineCheck({
    id: 'response-non-success-status-removed',
    on: 'response',
    impact: 'contract-only',
    bothWays: true,
    summary: 'An error status or redirect is no longer described.',
    why: 'Consumers handle it without need, or are no longer told of it.',
    fix: 'Keep describing what may happen.',
    removed: (before) => (succeeds(before) ? null : `Status ${statusOf(before)} is no longer described.`),
  }),
  defineCheck({
    id: 'response-non-success-status-added',
    on: 'response',
    impact: 'contract-only',
    bothWays: true,
    summary: 'A further error status or redirect is described.',
    why: 'Consumers should handle it; most treat every 4xx and 5xx alike.',
    fix: 'Nothing to do.',
    added: (after) => (succeeds(after) ? null : `Status ${statusOf(after)} is described now.`),
  }),
];

function statusOf({ status }: ResponseSide): string {
  return status === 'DEFAULT' ? 'default' : status;
}

export default STATUSES;

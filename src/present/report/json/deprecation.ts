import type { Deprecation } from '../../../model/deprecation.ts';
import { jsonLocation } from './finding.ts';

export function jsonDeprecation(deprecation: Deprecation): Deprecation {
  const { api, what, at, since, sunset, daysLeft, successor, status, consumers } = deprecation;
  return {
    api,
    what: { kind: what.kind, method: what.method, path: what.path, pointer: what.pointer },
    since: since === null ? null : { day: since.day, from: since.from },
    sunset,
    daysLeft,
    successor,
    status,
    at: jsonLocation(at),
    consumers: [...consumers],
  };
}

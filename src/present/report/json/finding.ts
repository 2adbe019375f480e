import type { Finding, Waiver } from '../../../model/finding.ts';
import type { Location } from '../../../model/location.ts';

// The shapes are spelled out field by field: their keys and their order are a promise, whatever the model gains.

const copies = new WeakMap<Location, Location>();

/** One place of a shared schema is the place of thousands of changes; it is copied once. */
export function jsonLocation(at: Location): Location {
  const known = copies.get(at);
  if (known !== undefined) return known;
  const { file, commit, pointer, line, column, endLine, endColumn } = at;
  const copy = { file, pointer, line, column, endLine, endColumn, commit };
  copies.set(at, copy);
  return copy;
}

function jsonWaiver({ rule, api, pointer, reason, owner, expires, at }: Waiver): Waiver {
  return { rule, api, pointer, reason, owner, expires, at: jsonLocation(at) };
}

export function jsonFinding(finding: Finding): Finding {
  const { rule, from, api, severity, message, hint, docs, fingerprint, waiver } = finding;
  return {
    rule,
    from,
    api,
    severity,
    message,
    hint,
    docs,
    at: jsonLocation(finding.at),
    also: finding.also.map(jsonLocation),
    fingerprint,
    waiver: waiver === null ? null : jsonWaiver(waiver),
  };
}

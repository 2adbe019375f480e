import type { Acceptance, Finding, Waiver } from '../../../model/finding.ts';
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

export function jsonWaiver({ rule, api, pointer, reason, owner, expires, at }: Waiver): Waiver {
  return { rule, api, pointer, reason, owner, expires, at: jsonLocation(at) };
}

export function jsonAcceptance(acceptance: Acceptance): Acceptance {
  const { api, fingerprint, cause, check, change, category, reason, owner, approver, expires, at } = acceptance;
  return {
    api,
    fingerprint,
    cause,
    check,
    change,
    category,
    reason,
    owner,
    approver,
    expires,
    at: jsonLocation(at),
  };
}

/** As in the model, but null where nobody accepted it and false where no baseline has it: a key that may be missing is easily misspelt. */
export function jsonFinding(finding: Finding): object {
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
    accepted: finding.accepted === undefined ? null : jsonAcceptance(finding.accepted),
    baseline: finding.baseline === true,
  };
}

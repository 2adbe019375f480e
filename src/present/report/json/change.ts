import type { JudgedChange, Witness } from '../../../model/change.ts';
import type { Operation } from '../../../model/contract.ts';
import { jsonAcceptance, jsonLocation } from './finding.ts';

export function jsonChange(change: JudgedChange): object {
  const { api, check, impact, severity, message, operation, before, after, witness, proof, about, cause, fingerprint } =
    change;
  return {
    api,
    check,
    impact,
    severity,
    message,
    operation: operation === null ? null : jsonOperation(operation),
    before: before === null ? null : jsonLocation(before),
    after: after === null ? null : jsonLocation(after),
    witness: witness === null ? null : jsonWitness(witness),
    proof,
    about: [...about],
    stability: change.stability ?? 'stable',
    cause,
    fingerprint,
    accepted: change.accepted === undefined ? null : jsonAcceptance(change.accepted),
  };
}

export function jsonOperation({ method, path, operationId }: Operation): Operation {
  return { method, path, operationId };
}

function jsonWitness({ kind, direction, value, acceptedBy, rejectedBy, pointer, reason }: Witness): Witness {
  return { kind, direction, value, acceptedBy, rejectedBy, pointer, reason };
}

import type { JsonObject } from '../../../../model/json.ts';
import { COMMIT, described, list, NAME, nullable, object, POINTER, ref, SHA256, TEXT } from '../keywords.ts';

/** Who agreed, and what is delivered. */
export const AUDIT_DEFINITIONS: { readonly [name: string]: JsonObject } = {
  person: object({ name: NAME, email: TEXT }),
  approval: described(
    'One statement that exactly this contract may be published.',
    object({
      api: NAME,
      digest: described('The sha256 of the contract.', SHA256),
      version: TEXT,
      approver: ref('person'),
      day: ref('day'),
      comment: TEXT,
      at: ref('location'),
      committedBy: described('From git; null while the statement is not committed.', nullable(ref('person'))),
    }),
  ),
  file: object({ path: NAME, content: TEXT }),
  gap: described(
    'Something the contract says and the gateway cannot express.',
    object({ pointer: POINTER, message: NAME }),
  ),
  publication: described(
    'One commit to the GitOps repository; paths are relative to its root.',
    object({
      base: described('The commit it was planned on; null for an empty repository.', nullable(COMMIT)),
      branch: NAME,
      write: list(ref('file')),
      remove: list(NAME),
      commit: object({ subject: NAME, body: TEXT, trailers: list(object({ token: NAME, value: TEXT })) }),
    }),
  ),
};

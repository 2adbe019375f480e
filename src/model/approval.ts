import type { Day } from './day.ts';
import type { Location } from './location.ts';

export type Person = { readonly name: string; readonly email: string };

/** One person's statement that one exact contract may be published. It is void for any other digest. */
export type Approval = {
  readonly api: string;
  /** The contract's `source.sha256`. */
  readonly digest: string;
  readonly version: string;
  readonly approver: Person;
  readonly day: Day;
  readonly comment: string;
  readonly at: Location;
  /** Who committed the statement, from git; null while it is not committed. */
  readonly committedBy: Person | null;
};

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

/** The e-mail address in a text that names somebody, as in `Ada Author <ada@bank.example>`, in lower case; null where there is none. */
export function emailIn(text: string): string | null {
  return /[^\s<>]+@[^\s<>]+/.exec(text)?.[0].toLowerCase() ?? null;
}

/** Whether two texts name one person: by e-mail where both have one, else by their words. */
export function isSamePerson(left: string, right: string): boolean {
  const [one, other] = [emailIn(left), emailIn(right)];
  if (one !== null && other !== null) return one === other;
  const name = (text: string): string =>
    text
      .replace(/<[^>]*>/g, '')
      .trim()
      .toLowerCase()
      .replaceAll(/\s+/g, ' ');
  return name(left) === name(right);
}

import { CountersignError } from './errors.ts';

/** Letters of any script, digits, and what names are joined with; nothing that a shell would read otherwise where somebody copies it from a message. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_./@^~+#=%,{}-]*$/u;

/** Ranges; `@{…}` and `^{…}`, which ask the reflog or search; and what git refuses in names. */
const REFUSED = /\.\.|@\{|\^\{(?!commit\})|\/\/|\/$|\.lock$/;
/** Throws REF_INVALID for what cannot be a revision's name, such as an option, a range or `commit:path`. Whether it names anything, only git knows. */
export function checkRevisionName(revision: string): void {
  if (NAME.test(revision) && !REFUSED.test(revision)) return;
  throw new CountersignError(
    'REF_INVALID',
    `${JSON.stringify(revision)} is not the name of a revision`,
    hintFor(revision),
  );
}

function hintFor(revision: string): { readonly hint?: string } {
  if (/@\{/.test(revision))
    return { hint: 'what @{…} means is known on one machine only; name a branch, a tag or a commit id' };
  if (/^[^.].*\.\./.test(revision)) return { hint: 'that is a range; one revision is asked for, such as v1.0' };
  if (/^[^:]+:/.test(revision)) return { hint: 'name the revision alone, without a path' };
  return {};
}

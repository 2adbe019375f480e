import { CountersignError } from '../../model/errors.ts';
import type { RenderedFile } from '../../model/gateway-config.ts';
import { isArray, isObject, type Json } from '../../model/json.ts';
import { pointerOf } from '../../model/pointer.ts';

/** What is never meant to be in a GitOps repository. Every repetition is bounded, so that no text can make the search slow. */
const SECRETS: readonly (readonly [string, RegExp])[] = [
  ['a private key', /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/],
  ['a JSON Web Token', /\beyJ[\w-]{8,4096}\.eyJ[\w-]{8,4096}\.[\w-]{0,4096}/],
  ['credentials of an Authorization header', /\b(?:Basic|Bearer)[ ]{1,4}(?=[^\s"']{0,64}\d)[\w+/.=-]{16,4096}/i],
  [
    'credentials of an Authorization header',
    /\bauthorization["']?[ ]{0,4}:[ ]{0,4}["']?(?:Basic|Bearer|Token)[ ]{1,4}[^\s"'{$]{6}/i,
  ],
  ['a URL with a password', /:\/\/[^\s/:@"'{}]{0,256}:[^\s/@"'{}]{1,256}@/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a GitHub token', /\b(?:gh[oprsu]_\w{36}|github_pat_\w{22})/],
  ['a Google API key', /\bAIza[\w-]{35}/],
  ['a Slack token', /\bxox[abprs]-[\w-]{10}/],
];

const SECRET_FIELD =
  /(?:^|[_-])(?:secrets?|password|passwd|passphrase|tokens?|api_?key|private_?key|jwk|credentials?|session_secret)$/i;

const REFERENCES = [/^\{vault:\/\/[\w./-]+\}$/, /^\$\{\{ *env "DECK_[A-Z0-9_]+" *\}\}$/];

/** Throws SECRET_IN_OUTPUT where a rendered file holds what looks like a secret. The message says what and where, never the secret. */
export function refuseSecrets(files: readonly RenderedFile[]): void {
  for (const file of files) {
    for (const [what, pattern] of SECRETS) {
      const found = pattern.exec(file.content);
      if (found === null) continue;
      const line = file.content.slice(0, found.index).split('\n').length;
      throw new CountersignError('SECRET_IN_OUTPUT', `${file.path}:${line}: the rendered file would hold ${what}`, {
        hint: 'find it in the contract or in the settings of the environment, replace it with a vault reference, and revoke it: it has been in the repository',
      });
    }
  }
}

/** A reference to a secret kept elsewhere: `{vault://env/name}` (Kong), or `${{ env "DECK_NAME" }}` (decK). */
export function isReference(text: string): boolean {
  return REFERENCES.some((pattern) => pattern.test(text));
}

/** Pointers of fields that are named like a secret and hold a literal text instead of a reference. */
export function literalSecrets(value: Json, pointer = ''): string[] {
  if (isArray(value)) return value.flatMap((each, index) => literalSecrets(each, pointer + pointerOf(index)));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const at = pointer + pointerOf(key);
    return SECRET_FIELD.test(key) && textsIn(each).some((text) => text !== '' && !isReference(text))
      ? [at]
      : literalSecrets(each, at);
  });
}

function textsIn(value: Json): string[] {
  return (isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
}

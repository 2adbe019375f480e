import type { Change } from '../../model/change.ts';
import type { Farewell } from '../../model/changelog.ts';
import { isDeprecation } from './section.ts';

type Advice = string | ((about: string) => string);

/**
 * What a caller does about a change, by the id of its check; the first that fits counts. A check's own `fix` speaks to the author of the
 * contract, who can still take the change back; its reader cannot.
 */
const ADVICE: readonly (readonly [RegExp, Advice])[] = [
  [/^webhook-removed$/, 'Stop waiting for this event.'],
  [/^callback-url-changed$/, 'Receive the call at the URL that is described now.'],
  [/^server-/, 'Call the servers that are listed now.'],
  [/^api-stability-decreased$|-stability-decreased$/, 'Expect it to change at shorter notice.'],
  [
    /^api-security-component-(oauth|openid)|^api-.*scope-(added|removed)$/,
    'Ask for tokens by the scopes and URLs that are declared now, and have consents renewed.',
  ],
  [/^api-.*security-/, 'Send credentials that are accepted now.'],
  [
    /^(new-required-|new-request-path-parameter|request-body-added-required)/,
    (about) => `Send ${about || 'it'} with every call.`,
  ],
  [/^request-.*default-value/, 'Send the value outright where the default matters.'],
  [
    /^request-(.*-)?(body|parameter|(?<!pattern-)property|enum-value|media-type|one-of|any-of|mapping)-(removed|deleted)$/,
    (about) => `Stop sending ${about || 'it'}.`,
  ],
  [/^request-.*became-required(-|$)/, 'Send it with every call.'],
  [/^request-.*became-not-nullable$/, 'Send a value, never null.'],
  [/^request-.*became-enum$/, 'Send one of the listed values.'],
  [/^request-.*(additional-properties-closed|unevaluated-properties)/, 'Send only the properties that are named.'],
  [
    /^request-.*(type|style|format|encoding|content-schema|wrapped|unwrapped|one-of|any-of|discriminator|media-type|read-only|write-only)/,
    'Send it in the form that is described now.',
  ],
  [/^request-parameter-renamed$/, 'No call changes; update generated code.'],
  [/^(request-|new-optional-)/, 'Check that what you send still fits.'],
  [/^response-.*status-removed$/, 'Stop relying on this status.'],
  [/^response-.*status-added$/, (about) => `Be ready for ${about || 'the new status'}.`],
  [/^response-.*media-type/, 'Ask for a media type that is offered now.'],
  [/^response-.*enum-value-added$/, 'Take values that you do not know.'],
  [
    /^response-.*became-optional$|^(optional|required)-response-header-removed$|^response-(.*-)?(?<!pattern-)property-removed$/,
    'Do not rely on its being there.',
  ],
  [/^response-.*property-added$/, 'Be ready for it.'],
  [/^response-.*became-nullable$/, 'Be ready for null.'],
  [
    /^response-.*(type|format|encoding|content-schema|wrapped|unwrapped|one-of|any-of|discriminator|read-only|write-only)/,
    'Be ready for the form that is described now.',
  ],
  [/^response-/, 'Be ready for what the old contract ruled out.'],
];

/** Empty where a caller need do nothing. `about` names what is new or gone, where the check tells it. */
export function migrationOf(
  change: Pick<Change, 'check' | 'impact' | 'operation'>,
  about: readonly string[],
  farewell: Farewell | null,
): string {
  const { check, impact, operation } = change;
  if (farewell !== null) return leaving(farewell);
  if (isDeprecation(check) || (impact !== 'breaking' && impact !== 'risky')) return '';
  if (/^api-(path-)?(removed|sunset)/.test(check)) return leaving(null);
  // In a webhook the roles are exchanged: consumers receive the request.
  if (operation !== null && !operation.path.startsWith('/') && /^(new-|request-)/.test(check))
    return 'Be ready to receive it as it is described now.';
  const found = ADVICE.find(([pattern]) => pattern.test(check))?.[1] ?? '';
  return typeof found === 'string' ? found : found(namesOf(check, about));
}

function leaving(farewell: Farewell | null): string {
  const { successor, reason } = farewell ?? { successor: null, reason: null };
  if (successor !== null) return `Use ${successor} instead.${reason === null ? '' : ` ${reason}`}`;
  return reason ?? 'The contract names nothing to use instead.';
}

/** Only where `about` is the thing itself: a property, a parameter, a value, a status. */
function namesOf(check: string, about: readonly string[]): string {
  if (
    !/(property|parameter|enum-value|status)/.test(check) ||
    /-(all|any|one)-of-|pattern|dependent|mapping/.test(check)
  )
    return '';
  if (about.length === 0 || about.length > 5) return '';
  return listed(about.map((one) => `\`${one}\``));
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

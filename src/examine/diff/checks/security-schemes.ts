import { type Json, own, ownObject } from '../../../model/json.ts';
import { type Check, type Context, type Report, defineCheck } from '../define.ts';
import type { SchemeSide } from '../read/sides.ts';

const CALLERS = 'Callers keep sending their credentials the old way and are answered 401.';
const BESIDE = 'Add the new scheme beside the old one, and remove the old one once nobody uses it.';

function text(value: Json | undefined): string {
  return value === undefined ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Whether the old version asks for a scheme, or asks for nothing anywhere, so that declaring it is all that it says. What nobody had
 * to send nobody sends differently.
 */
function isAskedFor({ name }: SchemeSide, { documents: { before } }: Context): boolean {
  const callbacks = before.operations.flatMap((operation) => operation.callbacks);
  const all = [...before.operations, ...callbacks, ...before.webhooks.flatMap(({ operations }) => operations)];
  const asked = [before, ...all].flatMap(({ security }) => security.alternatives);
  return asked.length === 0 || asked.some(({ schemes }) => schemes.has(name));
}

/** Names of headers and of HTTP schemes are read without regard to case (RFC 9110, 5.1 and 11.1). */
function isCaseless({ value }: SchemeSide, field: string): boolean {
  return field === 'scheme' || (field === 'name' && own(value, 'in') === 'header');
}

/** A check of one field of a scheme. `part` picks what to compare, such as one flow of OAuth. */
function fieldCheck(
  info: Omit<Check & { on: 'scheme' }, 'on' | 'kept' | 'added' | 'removed'>,
  fields: readonly string[],
  applies: (scheme: SchemeSide) => boolean = () => true,
): Check {
  return defineCheck({
    ...info,
    on: 'scheme',
    kept: (before, after, context) => {
      if (!applies(before) || !applies(after)) return null;
      const idle = info.impact === 'breaking' && !isAskedFor(before, context);
      return fields.flatMap((field): readonly Report[] => {
        const [from, to] = [text(own(before.value, field)), text(own(after.value, field))];
        if (from === to || (isCaseless(before, field) && from.toLowerCase() === to.toLowerCase())) return [];
        const message = `Security scheme \`${after.name}\`: ${field} is \`${to}\` where it was \`${from}\`.`;
        return [
          {
            message: idle ? `${message.slice(0, -1)} (no operation asked for it).` : message,
            ...(idle ? { impact: 'contract-only' as const } : {}),
            about: [after.name, field],
            before: `${before.pointer}/${field}`,
            after: `${after.pointer}/${field}`,
          },
        ];
      });
    },
  });
}

const ofType =
  (type: string) =>
  ({ value }: SchemeSide): boolean =>
    own(value, 'type') === type;

type Flow = { readonly name: string; readonly before: Json; readonly after: Json };

/** The OAuth flows that both versions have. */
function flows(before: SchemeSide, after: SchemeSide): readonly Flow[] {
  const [from, to] = [ownObject(before.value, 'flows'), ownObject(after.value, 'flows')];
  return Object.keys(from ?? {}).flatMap((name) => {
    const [old, new_] = [own(from, name), own(to, name)];
    return old === undefined || new_ === undefined ? [] : [{ name, before: old, after: new_ }];
  });
}

function urlCheck(id: string, field: string, summary: string): Check {
  return defineCheck({
    id,
    on: 'scheme',
    impact: 'contract-only',
    summary,
    why: 'Clients that have the URL in their settings must be told; no call to this API changes.',
    fix: 'Keep the old URL answering until clients have moved.',
    kept: (before, after) =>
      flows(before, after).flatMap(({ name, before: old, after: new_ }): readonly Report[] => {
        const [from, to] = [text(own(old, field)), text(own(new_, field))];
        if (from === to) return [];
        const at = `/flows/${name}/${field}`;
        const message = `Security scheme \`${after.name}\`: ${field} is \`${to}\` where it was \`${from}\`.`;
        return [{ message, about: [after.name, name], before: before.pointer + at, after: after.pointer + at }];
      }),
  });
}

type ScopeTurn = 'added' | 'removed' | 'changed';

function scopeCheck(turn: ScopeTurn, info: Pick<Check, 'impact' | 'summary' | 'why' | 'fix'>, says: string): Check {
  return defineCheck({
    ...info,
    id: `api-security-component-oauth-scope-${turn}`,
    on: 'scheme',
    kept: (before, after) =>
      flows(before, after).flatMap((flow) =>
        scopesThat(turn, flow).map((scope) => ({
          message: `Security scheme \`${after.name}\`: the scope \`${scope}\` ${says}.`,
          about: [after.name, flow.name, scope],
          before: `${before.pointer}/flows/${flow.name}/scopes`,
          after: `${after.pointer}/flows/${flow.name}/scopes`,
        })),
      ),
  });
}

function scopesThat(turn: ScopeTurn, { before, after }: Flow): readonly string[] {
  const [from, to] = [ownObject(before, 'scopes') ?? {}, ownObject(after, 'scopes') ?? {}];
  if (turn === 'added') return Object.keys(to).filter((scope) => own(from, scope) === undefined);
  if (turn === 'removed') return Object.keys(from).filter((scope) => own(to, scope) === undefined);
  return Object.keys(from).filter((scope) => own(to, scope) !== undefined && own(from, scope) !== own(to, scope));
}

const SCHEMES: readonly Check[] = [
  defineCheck({
    id: 'api-security-component-added',
    on: 'scheme',
    impact: 'contract-only',
    summary: 'A security scheme was declared.',
    why: 'Declaring it changes nothing until an operation asks for it.',
    fix: 'Nothing to do.',
    added: ({ name }) => `Security scheme \`${name}\` is new.`,
  }),
  defineCheck({
    id: 'api-security-component-removed',
    on: 'scheme',
    impact: 'contract-only',
    summary: 'A security scheme is no longer declared.',
    why: 'Operations that asked for it are reported by themselves.',
    fix: 'Nothing to do.',
    removed: ({ name }) => `Security scheme \`${name}\` was removed.`,
  }),
  defineCheck({
    id: 'api-security-component-renamed',
    on: 'scheme',
    impact: 'contract-only',
    summary: 'A security scheme has another name.',
    why: "The name is the contract's own business: callers send the same credentials.",
    fix: 'Nothing to do.',
    kept: (before, after) =>
      before.name === after.name ? null : `Security scheme \`${before.name}\` is now called \`${after.name}\`.`,
  }),
  fieldCheck(
    {
      id: 'api-security-component-type-changed',
      impact: 'breaking',
      summary: 'A security scheme has another type.',
      why: CALLERS,
      fix: BESIDE,
    },
    ['type'],
  ),
  fieldCheck(
    {
      id: 'api-security-component-api-key-moved',
      impact: 'breaking',
      summary: 'An API key is expected in another place or under another name.',
      why: CALLERS,
      fix: BESIDE,
    },
    ['in', 'name'],
    ofType('apiKey'),
  ),
  fieldCheck(
    {
      id: 'api-security-component-http-scheme-changed',
      impact: 'breaking',
      summary: 'HTTP authentication uses another scheme, such as bearer where it was basic.',
      why: CALLERS,
      fix: BESIDE,
    },
    ['scheme'],
    ofType('http'),
  ),
  fieldCheck(
    {
      id: 'api-security-component-openid-url-changed',
      impact: 'contract-only',
      summary: 'The OpenID Connect discovery URL is another.',
      why: 'Clients that have the URL in their settings must be told; no call to this API changes.',
      fix: 'Keep the old URL answering until clients have moved.',
    },
    ['openIdConnectUrl'],
    ofType('openIdConnect'),
  ),
  urlCheck(
    'api-security-component-oauth-url-changed',
    'authorizationUrl',
    'The authorization URL of an OAuth flow is another.',
  ),
  urlCheck('api-security-component-oauth-token-url-changed', 'tokenUrl', 'The token URL of an OAuth flow is another.'),
  defineCheck({
    id: 'api-security-component-oauth-flow-removed',
    on: 'scheme',
    impact: 'breaking',
    summary: 'An OAuth flow is no longer offered.',
    why: 'Clients that get their tokens by this flow get none any more.',
    fix: BESIDE,
    kept: (before, after, context) =>
      ofType('oauth2')(before) && ofType('oauth2')(after)
        ? Object.keys(ownObject(before.value, 'flows') ?? {})
            .filter((name) => own(ownObject(after.value, 'flows'), name) === undefined)
            .map((name) => ({
              message: `Security scheme \`${after.name}\` no longer offers the flow \`${name}\`.`,
              ...(isAskedFor(before, context) ? {} : { impact: 'contract-only' as const }),
              about: [after.name, name],
              before: `${before.pointer}/flows/${name}`,
              after: `${after.pointer}/flows`,
            }))
        : null,
  }),
  scopeCheck(
    'added',
    {
      impact: 'compatible',
      summary: 'An OAuth scope was declared.',
      why: 'Declaring it changes nothing until an operation asks for it.',
      fix: 'Nothing to do.',
    },
    'is new',
  ),
  scopeCheck(
    'removed',
    {
      impact: 'risky',
      summary: 'An OAuth scope is no longer declared.',
      why: 'Clients that ask for it when they get a token may be refused by the authorization server (invalid_scope).',
      fix: 'Keep declaring it, and let the authorization server ignore it, until no client asks for it.',
    },
    'was removed',
  ),
  scopeCheck(
    'changed',
    {
      impact: 'contract-only',
      summary: 'An OAuth scope is described in other words.',
      why: 'Customers may read the words on the consent screen; what the scope allows should be the same.',
      fix: 'Make sure that the scope still means what customers consented to.',
    },
    'is described in other words',
  ),
];

export default SCHEMES;

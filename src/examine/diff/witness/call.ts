import type { Witness } from '../../../model/change.ts';
import type { Json, JsonObject } from '../../../model/json.ts';
import { ownString } from '../../../model/json.ts';
import type { PairOrigin } from '../compare-contracts.ts';
import type { Context } from '../define.ts';
import type { Draft } from '../draft.ts';
import type { Alternative, OperationSide, ParameterSide, SecuritySide } from '../read/sides.ts';
import { wireText } from './wire.ts';

/** A call, and what refuses it: the value, why, and whether it is the answer that is refused. */
type Call = { readonly value: Json; readonly reason: string; readonly direction?: Witness['direction'] };

/**
 * The call that worked and does not now, for changes that no payload shows: its request line, a header, the credentials. Null where
 * nobody calls differently (a policy that was not kept), or where the API is the caller.
 */
export function callWitness(draft: Draft, origin: PairOrigin, context: Context): Witness | null {
  const side = context.operation?.before ?? context.operation?.after ?? null;
  if (draft.impact !== 'breaking' || side?.caller === 'out') return null;
  const call = callOf(draft, origin, side, context);
  if (call === null) return null;
  // An answer without what was promised is new; everything else is a call that used to work.
  const isNew = draft.check === 'required-response-header-removed' || draft.check === 'response-header-became-optional';
  const [acceptedBy, rejectedBy] = isNew ? (['after', 'before'] as const) : (['before', 'after'] as const);
  return {
    kind: 'call',
    direction: call.direction ?? 'request',
    value: call.value,
    acceptedBy,
    rejectedBy,
    pointer: null,
    reason: call.reason,
  };
}

/** Whether somebody calls differently for such a change at all. */
export function isCallable({ on }: PairOrigin): boolean {
  return !PROMISES.has(on);
}

/** What is said about an API rather than called. */
const PROMISES: ReadonlySet<PairOrigin['on']> = new Set(['document', 'server', 'component', 'webhook', 'outcome']);

function callOf(draft: Draft, origin: PairOrigin, side: OperationSide | null, { status }: Context): Call | null {
  if (origin.on === 'security') return securityCall(draft, origin.pair, side);
  if (origin.on === 'scheme') return schemeCall(origin.pair);
  return side === null ? null : operationCall(origin, side, status ?? '');
}

function operationCall(origin: PairOrigin, side: OperationSide, status: string): Call | null {
  switch (origin.on) {
    case 'operation':
      return origin.pair.after === null ? { value: request(side), reason: 'the operation is no longer there' } : null;
    case 'parameter':
      return parameterCall(origin.pair, side);
    case 'body':
      return bodyCall(origin.pair, side);
    case 'request-media-type':
    case 'response-media-type':
      return origin.pair.after === null ? mediaTypeCall(origin.on, origin.pair.before.name, side, status) : null;
    case 'response':
      return origin.pair.after === null ? goneStatus(origin.pair.before.status, side) : null;
    case 'header':
      return withoutHeader((origin.pair.before ?? origin.pair.after).name, status);
    case 'document':
    case 'server':
    case 'scheme':
    case 'security':
    case 'component':
    case 'webhook':
    case 'outcome':
      return null;
  }
}

function mediaTypeCall(
  on: `${'request' | 'response'}-media-type`,
  name: string,
  side: OperationSide,
  status: string,
): Call {
  return on === 'request-media-type'
    ? { value: request(side, { 'Content-Type': name }), reason: `a body of type \`${name}\` is no longer taken` }
    : { value: request(side, { Accept: name }), reason: `response ${status} is no longer offered as \`${name}\`` };
}

function withoutHeader(name: string, status: string): Call {
  return {
    value: { status, headers: {} },
    reason: `every response ${status} carried the header \`${name}\``,
    direction: 'response',
  };
}

function goneStatus(status: string, side: OperationSide): Call {
  return {
    value: { ...request(side), status },
    reason: `no response ${status} is described any more`,
    direction: 'response',
  };
}

function request(side: OperationSide, headers: JsonObject = {}, query = ''): JsonObject {
  const line = `${side.operation.method} ${side.operation.path}${query}`;
  return Object.keys(headers).length === 0 ? { request: line } : { request: line, headers };
}

type ParameterPair = Extract<PairOrigin, { on: 'parameter' }>['pair'];

function parameterCall({ before, after }: ParameterPair, side: OperationSide): Call | null {
  if (after === null) return null;
  const name = `the ${after.in} parameter \`${after.name}\``;
  if (before === null) {
    const reason = after.in === 'path' ? `the path now has ${name}` : `${name} is now required`;
    return after.required ? { value: request(side), reason } : null;
  }
  if (before.in !== after.in) return movedCall(before, name, side);
  if (!before.required && after.required) return { value: request(side), reason: `${name} is now required` };
  return before.wire === after.wire ? null : styleCall(before, after, side);
}

/** The parameter in its old place, where it is no longer read. */
function movedCall({ name, in: where }: ParameterSide, now: string, side: OperationSide): Call | null {
  const reason = `the value is now read from ${now}`;
  if (where === 'query') return { value: request(side, {}, `?${name}=…`), reason };
  const headers = where === 'header' ? { [name]: '…' } : { Cookie: `${name}=…` };
  return { value: request(side, headers), reason };
}

/** The parameter as it was written on the wire. */
function styleCall(before: ParameterSide, after: ParameterSide, side: OperationSide): Call | null {
  const [old, new_] = [wireText(before), wireText(after)];
  if (old === new_) return null;
  const reason = `the ${before.in} parameter \`${before.name}\` is now written \`${new_}\``;
  if (before.in === 'query') return { value: request(side, {}, `?${old}`), reason };
  return before.in === 'header' ? { value: request(side, { [before.name]: old }), reason } : null;
}

type BodyPair = Extract<PairOrigin, { on: 'body' }>['pair'];

function bodyCall({ before, after }: BodyPair, side: OperationSide): Call | null {
  const isRequired = after?.required === true && before?.required !== true;
  if (isRequired) return { value: { ...request(side), body: null }, reason: 'a body is now required' };
  const [media] = before?.content ?? [];
  return after === null && media !== undefined
    ? { value: request(side, { 'Content-Type': media.name }), reason: 'the operation no longer takes a body' }
    : null;
}

type SecurityPair = Extract<PairOrigin, { on: 'security' }>['pair'];

/** The credentials that sufficed: those of the alternative that the change is about, or none. */
function securityCall(draft: Draft, { before }: SecurityPair, side: OperationSide | null): Call | null {
  if (before === null) return null;
  const held = heldBefore(before, draft.before);
  const credentials = Object.fromEntries([...(held?.schemes ?? [])].map(([name, scopes]) => [name, [...scopes]]));
  const value = { ...(side === null ? {} : request(side)), credentials };
  return {
    value,
    reason:
      Object.keys(credentials).length === 0 ? 'credentials are now asked for' : 'these credentials no longer suffice',
  };
}

function heldBefore({ alternatives }: SecuritySide, pointer: string): Alternative | undefined {
  return alternatives.find((each) => each.pointer === pointer);
}

type SchemePair = Extract<PairOrigin, { on: 'scheme' }>['pair'];

/** The credentials in the form in which they were sent. */
function schemeCall({ before, after }: SchemePair): Call | null {
  if (before === null || after === null) return null;
  const [old, new_] = [before, after].map(({ value }) => sentAs(value));
  if (old === undefined || new_ === undefined || old === new_) return null;
  return {
    value: { credentials: { [before.name]: old } },
    reason: `${before.name} is now sent as ${new_}`,
  };
}

function sentAs(scheme: JsonObject): string {
  const text = (key: string): string => ownString(scheme, key) ?? '';
  switch (text('type')) {
    case 'apiKey':
      return `${text('in')} \`${text('name')}\``;
    case 'http':
      return `header \`Authorization: ${text('scheme')}\``;
    default:
      return text('type');
  }
}

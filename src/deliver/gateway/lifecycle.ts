import type { Gap } from '../../model/gateway-config.ts';
import { type JsonObject, own, ownObject, ownString } from '../../model/json.ts';
import {
  addressOf,
  deprecationHeader,
  instantOf,
  isLinkTarget,
  type LifecycleHeader,
  linksHeader,
  sunsetHeader,
} from '../../model/lifecycle-headers.ts';
import { nameOf, type OperationAt } from './operations.ts';

/** Response headers that tell callers of a deprecated operation what the contract says, in the order Deprecation, Sunset, Link. */
export type LifecycleHeaders = {
  readonly headers: readonly { readonly name: LifecycleHeader; readonly value: string }[];
  /** What the contract says and no header can. */
  readonly gaps: readonly Gap[];
};

/**
 * From the contract's own fields alone: `x-deprecation: {since, sunset, successor, notice}`, or `x-deprecated-at`, `x-sunset`, `x-successor`.
 * Deprecation is a structured-field date (RFC 9745 §2), Sunset an HTTP-date (RFC 8594 §3); a bare day ends at 23:59:59 UTC.
 */
export function lifecycleHeaders(document: JsonObject, operation: OperationAt): LifecycleHeaders {
  if (own(operation.operation, 'deprecated') !== true) return { headers: [], gaps: [] };
  const gaps: Gap[] = [];
  const tell = (message: string): null => {
    gaps.push({ pointer: operation.pointer, message: `${nameOf(operation)} is deprecated: ${message}` });
    return null;
  };
  const written = [field(operation, 'since', 'x-deprecated-at'), field(operation, 'sunset', 'x-sunset')] as const;
  const since = instant(written[0], 'start', tell);
  const sunset = instant(written[1], 'end', tell);
  if (written.every((each) => each === null))
    tell('it says neither since when nor until when, so callers get no header');
  if (since !== null && sunset !== null && sunset < since) {
    tell('its sunset is before its deprecation, which RFC 9745 §4 forbids, so callers get no header');
    return { headers: [], gaps };
  }
  const links = since === null && sunset === null ? [] : linksOf(document, operation, tell);
  return {
    headers: [
      ...(since === null ? [] : [{ name: 'Deprecation', value: deprecationHeader(since) } as const]),
      ...(sunset === null ? [] : [{ name: 'Sunset', value: sunsetHeader(sunset) } as const]),
      ...links.map((value) => ({ name: 'Link', value }) as const),
    ],
    gaps,
  };
}

type Tell = (message: string) => null;

function field(operation: OperationAt, inBlock: string, ...flat: readonly string[]): string | null {
  const block = ownObject(operation.operation, 'x-deprecation');
  const values = [ownString(block, inBlock), ...flat.map((name) => ownString(operation.operation, name))];
  return values.find((value) => value !== undefined) ?? null;
}

function instant(text: string | null, bareDay: 'start' | 'end', tell: Tell): number | null {
  if (text === null) return null;
  return instantOf(text, bareDay) ?? tell(`\`${text.slice(0, 40)}\` is not a date, so it is not sent`);
}

function linksOf(document: JsonObject, operation: OperationAt, tell: Tell): string[] {
  const successor = field(operation, 'successor', 'x-successor', 'x-replaced-by');
  const notice = field(operation, 'notice', 'x-deprecation-link') ?? field(operation, 'notice-url');
  const target = successor === null ? null : addressOf(document, successor);
  if (successor !== null && target === null)
    tell(`its successor \`${successor.slice(0, 80)}\` has no address of its own, so callers get no Link to it`);
  return [...linksHeader(target, notice !== null && isLinkTarget(notice) ? notice : null)];
}

import type { Witness } from '../../../model/change.ts';
import type { Json, JsonObject } from '../../../model/json.ts';
import type { Context } from '../define.ts';
import type { SchemaOrigin } from '../schema-report.ts';
import type { ShapeCache } from '../schema/cache.ts';
import type { Shape } from '../schema/shape.ts';

type Caches = { readonly before: ShapeCache; readonly after: ShapeCache };

/** What is sent or comes, how the side that takes it reads it, and how the other does. */
type Read = { readonly value: Json; readonly reason: string };

/** The two sides of a change, by who takes the value and who does not, and what the change is about. */
type Sides = { readonly taking: Shape; readonly refusing: Shape; readonly about: readonly string[] };

/**
 * The value that is read in another way now, for changes that leave the accepted values as they are for JSON Schema: what tells kinds
 * apart, how the text in a string is encoded, which values an open list names. Null where both sides read it alike.
 */
export function readingCall(
  { use, surface }: SchemaOrigin,
  { operation }: Context,
  caches: Caches,
): Omit<Witness, 'direction'> | null {
  const { trail, change } = use;
  const [before, after] = [caches.before.shape(trail.node.before), caches.after.shape(trail.node.after)];
  const isRequest = surface.flow === 'request';
  const [taking, refusing] = isRequest ? [before, after] : [after, before];
  const read = READ.find(([turn]) => turn.test(change.turn))?.[1]({ taking, refusing, about: change.about }) ?? null;
  const side = operation?.after ?? operation?.before;
  if (read === null || side === undefined || side === null) return null;
  const value: JsonObject = {
    request: `${side.operation.method} ${side.operation.path}`,
    ...(use.path === '' ? {} : { at: use.path }),
    value: read.value,
  };
  const [acceptedBy, rejectedBy] = isRequest ? (['before', 'after'] as const) : (['after', 'before'] as const);
  return { kind: 'call', value, acceptedBy, rejectedBy, pointer: null, reason: read.reason };
}

const READ: readonly (readonly [RegExp, (sides: Sides) => Read | null])[] = [
  [/^discriminator-mapping-(deleted|added)/, unknownKind],
  [/^discriminator-property-name/, toldApartElsewhere],
  [/^x-extensible-enum/, unlisted],
  [/^content-encoding/, encodedOtherwise],
  [/^content-media-type/, ofAnotherType],
];

function unknownKind({ taking, refusing, about }: Sides): Read | null {
  const [told, [kind]] = [taking.discriminator, about];
  if (told === null || kind === undefined || refusing.discriminator?.mapping.has(kind) === true) return null;
  return { value: { [told.propertyName]: kind }, reason: `\`${kind}\` is not among the kinds of the other version` };
}

function toldApartElsewhere({ taking, refusing }: Sides): Read | null {
  const [told, other] = [taking.discriminator, refusing.discriminator];
  if (told === null || other === null) return null;
  const [kind = 'kind'] = told.mapping.keys();
  return {
    value: { [told.propertyName]: kind },
    reason: `the other version tells kinds apart by \`${other.propertyName}\`, which is not there`,
  };
}

function unlisted({ about: [text] }: Sides): Read | null {
  if (text === undefined) return null;
  return { value: JSON.parse(text) as Json, reason: 'the value is no longer among those of `x-extensible-enum`' };
}

/** The bytes of `aü`, as each encoding writes them (RFC 4648, RFC 2045). */
const ENCODED: ReadonlyMap<string, string> = new Map([
  ['base64', 'YcO8'],
  ['base64url', 'YcO8'],
  ['base32', 'MHB3Y==='],
  ['base16', '61C3BC'],
  ['quoted-printable', 'a=C3=BC'],
]);

function encodedOtherwise({ taking, refusing }: Sides): Read | null {
  const [from, to] = [taking.contentEncoding, refusing.contentEncoding].map((name) => name?.toLowerCase() ?? 'none');
  if (from === undefined || to === undefined) return null;
  const value = ENCODED.get(from) ?? 'aü';
  if ((ENCODED.get(to) ?? 'aü') === value) return null;
  return { value, reason: `it is ${inWords(from)}, and the other version reads ${inWords(to)}` };
}

function inWords(encoding: string): string {
  return encoding === 'none' ? 'plain text' : `\`${encoding}\``;
}

/** A text of each type that is none of the others. */
const TYPED: readonly (readonly [RegExp, string])[] = [
  [/json/, '{"a":1}'],
  [/xml/, '<a/>'],
  [/^text\/plain/, 'text'],
];

/** Any text is plain text, and where no type is said anything goes. */
function ofAnotherType({ taking, refusing }: Sides): Read | null {
  const [from, to] = [taking.contentMediaType, refusing.contentMediaType];
  if (from === null || to === null || to.startsWith('text/plain')) return null;
  const value = TYPED.find(([type]) => type.test(from))?.[1];
  const other = TYPED.find(([type]) => type.test(to))?.[1];
  if (value === undefined || other === undefined || value === other) return null;
  return { value, reason: `it is \`${from}\`, and the other version reads \`${to}\`` };
}

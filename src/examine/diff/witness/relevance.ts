import { type Json, isArray, own } from '../../../model/json.ts';
import { pointerOf } from '../../../model/pointer.ts';
import type { SchemaChange } from '../schema/change.ts';
import type { Refusal } from './judging.ts';
import type { SchemaUse, Trail } from '../schema/uses.ts';
import { textOf } from '../schema/values.ts';

/** Keywords that a turn is about, by how its name begins; the first that fits. What is not named here may be refused for any reason. */
const KEYWORDS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^max-length/, ['maxLength']],
  [/^min-length/, ['minLength']],
  [/^max-items/, ['maxItems']],
  [/^min-items/, ['minItems']],
  [/^max-properties/, ['maxProperties']],
  [/^min-properties/, ['minProperties']],
  [/^(max|min)-contains/, ['contains']],
  [/^(exclusive-)?max-/, ['maximum', 'exclusiveMaximum']],
  [/^(exclusive-)?min-/, ['minimum', 'exclusiveMinimum']],
  [/^multiple-of/, ['multipleOf']],
  [/^unique-items/, ['uniqueItems']],
  [/^(enum|became-enum|became-not-enum|const)/, ['enum', 'const', 'not']],
  [/^pattern-(added|removed|changed|generalized)/, ['pattern']],
  [/^additional-properties/, ['additionalProperties', 'unevaluatedProperties']],
  [/^became-(not-)?nullable/, ['type', 'enum', 'const', 'oneOf', 'anyOf']],
  [/^(type|list-of-types)/, ['type', 'format', 'enum', 'const', 'oneOf', 'anyOf']],
];

/**
 * Turns that no payload shows, because the accepted values are the same as far as JSON Schema goes: what a kind is called, how the text
 * inside a string is to be read, what an open list names, and promises about the schema.
 */
const PAYLOADLESS = /^(discriminator|content-|x-extensible-enum|stability|deprecated|reactivated|sunset|default-value)/;

export function isPayloadless({ change, trail }: Pick<SchemaUse, 'change' | 'trail'>): boolean {
  return PAYLOADLESS.test(change.turn) || isContent(trail);
}

/** JSON Schema does not look into the text of a string. */
function isContent({ step, above }: Trail): boolean {
  return step === '(contentSchema)' || (above !== null && isContent(above));
}

/** Words of ajv that only say that something else failed. */
const SUMMARIES = new Set(['if']);

/** Whether a refusal is for what a change did: a value can be refused for other reasons, which would prove nothing of this one. */
export function isAbout(
  error: Refusal,
  change: SchemaChange,
  place: { readonly path: readonly string[]; readonly value: Json },
): boolean {
  if (SUMMARIES.has(error.keyword)) return false;
  const here = pointerOf(...place.path);
  if (change.property !== null) return concernsProperty(error, here, change.property);
  const keywords = KEYWORDS.find(([turn]) => turn.test(change.turn))?.[1];
  if (keywords === undefined) return error.instancePath === here || error.instancePath.startsWith(`${here}/`);
  if (change.turn.startsWith('enum-value') && !change.about.includes(textOf(place.value))) return false;
  return error.instancePath === here && keywords.includes(error.keyword);
}

function concernsProperty({ instancePath, params }: Refusal, owner: string, name: string): boolean {
  const given: unknown = params;
  const named = ['missingProperty', 'additionalProperty', 'unevaluatedProperty', 'propertyName'];
  if (instancePath === owner) return named.some((key) => own(given, key) === name);
  const property = `${owner}${pointerOf(name)}`;
  return instancePath === property || instancePath.startsWith(`${property}/`);
}

/** The value at a path of names and positions. */
export function valueIn(value: Json, path: readonly string[]): Json {
  let found: Json | undefined = value;
  for (const segment of path) found = isArray(found) ? found[Number(segment)] : own(found, segment);
  return found ?? null;
}

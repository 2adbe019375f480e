import { isArray, isObject, type Json } from '../../../../model/json.ts';

/** An object of a copied schema, which may be changed. */
export type Editable = Record<string, unknown>;

type Seen = {
  readonly schema: Editable;
  readonly pointer: string;
  readonly parentPointer: string | null;
  readonly keyword: string | null;
  readonly parent: Editable | null;
  readonly property: string | null;
};

const ONE = new Set([
  'additionalItems',
  'items',
  'contains',
  'additionalProperties',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
]);
const LISTED = new Set(['items', 'allOf', 'anyOf', 'oneOf']);
const NAMED = new Set(['$defs', 'definitions', 'properties', 'patternProperties', 'dependencies']);
const SKIPPED = new Set([
  ...[
    'default',
    'enum',
    'const',
    'required',
    'maximum',
    'minimum',
    'exclusiveMaximum',
    'exclusiveMinimum',
    'multipleOf',
  ],
  ...[
    'maxLength',
    'minLength',
    'pattern',
    'format',
    'maxItems',
    'minItems',
    'uniqueItems',
    'maxProperties',
    'minProperties',
  ],
]);

/** Whether JSON Schema knows a keyword as one that holds schemas. */
export function holdsSchemas(keyword: string): boolean {
  return ONE.has(keyword) || LISTED.has(keyword) || NAMED.has(keyword);
}

/** Visits a schema and those below it, as ajv's own walk does (json-schema-traverse); with `everywhere` also below keywords that it does not know. */
export function traverse(schema: unknown, everywhere: boolean, visit: (seen: Seen) => void): void {
  const go = (value: unknown, pointer: string, from: Omit<Seen, 'schema' | 'pointer'>): void => {
    if (!isObject(value)) return;
    const here = value as Editable;
    visit({ schema: here, pointer, ...from });
    for (const key of Object.keys(here)) {
      const below = here[key] as Json;
      const step = { parentPointer: pointer, keyword: key, parent: here, property: null };
      if (isArray(below)) {
        if (LISTED.has(key)) below.forEach((item, index) => go(item, `${pointer}/${key}/${index}`, step));
      } else if (NAMED.has(key)) {
        if (!isObject(below)) continue;
        for (const name of Object.keys(below))
          go(below[name], `${pointer}/${key}/${escaped(name)}`, { ...step, property: name });
      } else if (ONE.has(key) || (everywhere && !SKIPPED.has(key))) go(below, `${pointer}/${key}`, step);
    }
  };
  go(schema, '', { parentPointer: null, keyword: null, parent: null, property: null });
}

/**
 * Whether ajv would take something in an annotation, such as an example, for the name of a schema: it looks for names everywhere, also where there
 * is only data. Spectral takes `id` out of what stands below unknown keywords, and only there.
 */
export function holdsIdentity(key: string, value: Json): boolean {
  let found = false;
  traverse({ [key]: value }, true, ({ schema, keyword }) => {
    if (keyword === null) return;
    if (holdsSchemas(keyword) && typeof schema['id'] === 'string') found = true;
    if (IDENTITIES.some((name) => Object.hasOwn(schema, name))) found = true;
  });
  return found;
}

const IDENTITIES = ['$id', '$anchor', '$dynamicAnchor', '$recursiveAnchor'];

function escaped(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}

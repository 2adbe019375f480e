import { isArray, isObject, type Json, type JsonObject, own, ownObject, ownString } from '../../../model/json.ts';
import { pointerOf, segmentsOf } from '../../../model/pointer.ts';
import { defineLintFunction } from '../define.ts';
import { itemsOf } from '../parts.ts';
import { child, follow, type Placed, targetOf } from '../references.ts';

export default defineLintFunction({
  name: 'unusedSchemas',
  summary: 'Every schema of a contract is referred to by something else, or chosen by a discriminator.',
  options: null,
  check: (input, _options, { document }) => {
    if (!isObject(input)) return [];
    return [['components', 'schemas'], ['definitions']].flatMap((holder) => {
      const schemas = holder.reduce<JsonObject | undefined>((value, key) => ownObject(value, key), input);
      if (schemas === undefined) return [];
      const used = usedOf(document, schemas, holder);
      return Object.entries(schemas)
        .map(([name, value]) => ({ name, value, path: [...holder, name] }))
        .filter(({ name, ...schema }) => !used.has(name) && !isChosen(document, schema, new Set()))
        .map(({ name, path }) => ({ message: `\`${name}\` is used by nothing`, path }));
    });
  },
});

/** The names of the schemas that something other than themselves leads to. */
function usedOf(document: JsonObject, schemas: JsonObject, holder: readonly string[]): ReadonlySet<string> {
  const used = new Set<string>();
  const above = `${pointerOf(...holder)}/`;
  const nameIn = (target: string | null): string | undefined =>
    target?.startsWith(above) === true ? segmentsOf(target)[holder.length] : undefined;

  /** `inside` is the schema that it stands in: what leads to itself alone is used by nobody. */
  const visit = (value: Json, inside: string | null): void => {
    if (typeof value !== 'object' || value === null || (value === schemas && inside === null)) return;
    if (isArray(value)) {
      for (const item of value) visit(item, inside);
      return;
    }
    if (!isObject(value)) return;
    const named = [
      nameIn(targetOf(value)),
      ...anchored(value),
      ...chosenIn(value).map((text) => nameIn(targetOf({ $ref: text })) ?? text),
    ];
    for (const name of named) if (name !== undefined && name !== inside) used.add(name);
    for (const key of Object.keys(value)) visit(value[key] ?? null, inside);
  };

  const anchored = (value: JsonObject): readonly string[] => {
    const anchor = ownString(value, '$dynamicRef')?.replace(/^.*#/, '');
    if (anchor === undefined) return [];
    return Object.keys(schemas).filter((name) => own(schemas[name], '$dynamicAnchor') === anchor);
  };

  visit(document, null);
  for (const [name, schema] of Object.entries(schemas)) visit(schema, name);
  return used;
}

/** What the discriminator of a schema leads to: names of schemas, or references. */
function chosenIn(schema: JsonObject): readonly string[] {
  const discriminator = ownObject(schema, 'discriminator');
  const mapped = Object.values(ownObject(discriminator, 'mapping') ?? {});
  return [...mapped, own(discriminator, 'defaultMapping')].filter((text) => typeof text === 'string');
}

/** Whether a payload chooses the schema by its name: it extends one that has a discriminator. */
function isChosen(document: JsonObject, schema: Placed, seen: Set<Json>): boolean {
  if (!isObject(schema.value) || seen.has(schema.value)) return false;
  seen.add(schema.value);
  return itemsOf(document, child(document, schema, 'allOf')).some(
    (parent) => own(follow(document, parent).value, 'discriminator') !== undefined || isChosen(document, parent, seen),
  );
}

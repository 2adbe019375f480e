import type { Deprecable } from '../../model/deprecation.ts';
import { CountersignError } from '../../model/errors.ts';
import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  own,
  ownArray,
  ownObject,
  ownString,
} from '../../model/json.ts';
import { anyOf, didYouMean } from '../../model/nearest.ts';
import { type ListedOperation, operationsIn } from '../../model/operations.ts';
import { itemOf } from '../../model/path-item.ts';
import { endOfReferences, parentOf, pointerOf, segmentsOf, valueAt } from '../../model/pointer.ts';
import type { Asked, Target } from '../../model/target.ts';
import { withoutParameterNames } from '../../model/trace.ts';
import { metIn, placeOf } from './places.ts';

/**
 * Finds what somebody named. A parameter, header or schema that is only referred to is found where it is declared, as that is what says that it is
 * deprecated; a property is the one that its own schema lists, whatever its type refers to. Throws THING_UNKNOWN with what was probably meant.
 */
export function targetIn(document: JsonObject, asked: Asked): Target {
  const pointer = asked.parameter === null ? pointerFor(document, asked) : parameterPointer(document, asked);
  if (asked.value !== null) return valueTarget(document, asked, pointer);
  const declared = isReferredTo(document, pointer) ? endOfReferences(document, pointer) : pointer;
  const place = metIn(document)
    .map(placeOf)
    .find(({ what }) => what.pointer === declared && isCalledAs(what, asked));
  if (place === undefined) throw unknown(`nothing that can be deprecated stands at ${asked.written}`, HOW);
  return { what: place.what, holder: { pointer: declared, value: place.value } };
}

const HOW =
  'name an operation as METHOD /path, a schema or property as Payment.debtor, or anything by its JSON pointer';

function unknown(message: string, hint: string): CountersignError {
  return new CountersignError('THING_UNKNOWN', message, { hint });
}

/** Two paths may share one path item: then it is the operation that was asked for. */
function isCalledAs({ path }: Deprecable, { thing }: Asked): boolean {
  return (
    thing.kind !== 'operation' || path === null || withoutParameterNames(path) === withoutParameterNames(thing.path)
  );
}

function pointerFor(document: JsonObject, asked: Asked): string {
  const { thing } = asked;
  switch (thing.kind) {
    case 'operation':
      return operationNamed(document, thing.method, thing.path).pointer;
    case 'name': {
      const operation = operationsIn(document).find(({ operationId }) => operationId === thing.name);
      return operation?.pointer ?? schemaPointer(document, thing.name);
    }
    case 'pointer': {
      const pointer = standsAt(document, thing.pointer);
      if (pointer === null) throw unknown(`nothing stands at ${asked.written}`, HOW);
      return pointer;
    }
  }
}

/** The operation of a contract that is called so; names of path parameters do not matter. Throws THING_UNKNOWN. */
export function operationNamed(document: JsonObject, method: string, path: string): ListedOperation {
  const operations = operationsIn(document);
  const key = withoutParameterNames(path);
  const there = operations.filter((each) => withoutParameterNames(each.path) === key);
  const exact = there.filter((each) => each.method === method.toUpperCase());
  const found = exact.find((each) => each.path === path) ?? exact[0];
  if (found !== undefined) return found;
  const name = `${method.toUpperCase()} ${path}`;
  if (there.length > 0)
    throw unknown(`there is no operation \`${name}\``, `${path} has ${anyOf(there.map((each) => each.method))}`);
  const names = operations.map((each) => `${each.method} ${each.path}`);
  throw unknown(
    `there is no operation \`${name}\`${didYouMean(name, names)}`,
    names.length === 0 ? 'this contract has no operations' : `an operation of this contract: ${names[0] ?? ''}`,
  );
}

function parameterPointer(document: JsonObject, asked: Asked): string {
  const { thing, parameter } = asked;
  if (thing.kind !== 'operation' && thing.kind !== 'name')
    throw unknown('--parameter belongs to an operation', 'name the operation as METHOD /path');
  const pointer = pointerFor(document, asked);
  const lists = [pointer, itemOf(pointer)].flatMap((holder) =>
    (ownArray(valueAt(document, holder), 'parameters') ?? []).map((_, index) =>
      endOfReferences(document, holder + pointerOf('parameters', index)),
    ),
  );
  const [location, name] = splitParameter(parameter ?? '');
  const named = lists.map((each) => ({ each, value: valueAt(document, each) }));
  const found = named.filter(
    ({ value }) => ownString(value, 'name') === name && (location === null || ownString(value, 'in') === location),
  );
  const [first, second] = found;
  if (first === undefined) {
    const names = named.map(({ value }) => ownString(value, 'name') ?? '');
    throw unknown(
      `${asked.written} has no parameter \`${parameter ?? ''}\`${didYouMean(name, names)}`,
      names.length === 0 ? 'it has no parameters' : `it has ${names.join(', ')}`,
    );
  }
  // An operation's own parameter replaces that of its path.
  if (second !== undefined && ownString(first.value, 'in') !== ownString(second.value, 'in')) {
    const places = found.map(({ value }) => `${ownString(value, 'in') ?? ''}:${name}`);
    throw unknown(`${asked.written} has several parameters \`${name}\``, `say which one: ${anyOf(places)}`);
  }
  return first.each;
}

/** `query:limit` is the parameter `limit` of the query. */
function splitParameter(text: string): readonly [string | null, string] {
  const found = /^(query|path|header|cookie|body|formData|querystring):(.+)$/.exec(text);
  return found === null ? [null, text] : [found[1] ?? null, found[2] ?? ''];
}

function schemaPointer(document: JsonObject, name: string): string {
  const section = own(document, 'swagger') === undefined ? ['components', 'schemas'] : ['definitions'];
  const schemas = valueAt(document, pointerOf(...section));
  const parts = name.split('.');
  for (let taken = parts.length; taken > 0; taken -= 1) {
    const schema = parts.slice(0, taken).join('.');
    if (own(schemas, schema) === undefined) continue;
    return parts
      .slice(taken)
      .reduce((at, property) => propertyPointer(document, at, property), pointerOf(...section, schema));
  }
  const names = [
    ...Object.keys(isObject(schemas) ? schemas : {}),
    ...operationsIn(document).flatMap(({ operationId }) => operationId ?? []),
  ];
  throw unknown(`there is no schema or operationId \`${parts[0] ?? ''}\`${didYouMean(parts[0] ?? '', names)}`, HOW);
}

/** A property as a payload has it: through references, combinations and the items of lists. */
function propertyPointer(document: JsonObject, schema: string, property: string): string {
  const names: string[] = [];
  const visited = new Set<string>();
  const search = (at: string): string | null => {
    const here = endOfReferences(document, at);
    if (visited.has(here)) return null;
    visited.add(here);
    const value = valueAt(document, here);
    const properties = ownObject(value, 'properties') ?? {};
    if (own(properties, property) !== undefined) return here + pointerOf('properties', property);
    names.push(...Object.keys(properties));
    const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) =>
      (ownArray(value, key) ?? []).map((_, index) => here + pointerOf(key, index)),
    );
    const inside = isObject(own(value, 'items')) ? [...parts, here + pointerOf('items')] : parts;
    for (const part of inside) {
      const found = search(part);
      if (found !== null) return found;
    }
    return null;
  };
  const found = search(schema);
  if (found !== null) return found;
  const owner = segmentsOf(schema).at(-1) ?? '';
  throw unknown(
    `\`${owner}\` has no property \`${property}\`${didYouMean(property, names)}`,
    names.length === 0
      ? 'it has no properties'
      : `it has ${names.slice(0, 8).join(', ')}${names.length > 8 ? ', …' : ''}`,
  );
}

/** The enum that lists the value: of the schema at the pointer, of what it refers to, or of the parameter's schema. */
function valueTarget(document: JsonObject, { value, written }: Asked, pointer: string): Target {
  const holders = [pointer, pointer + pointerOf('schema'), pointer + pointerOf('items')].map((each) =>
    endOfReferences(document, each),
  );
  const lists = holders.flatMap((holder) => {
    const schema = valueAt(document, holder);
    const values = ownArray(schema, 'enum');
    return isObject(schema) && values !== undefined ? [{ holder, schema, values }] : [];
  });
  const [list] = lists;
  if (list === undefined)
    throw unknown(`${written} has no enum`, 'name the schema, property or parameter that lists it');
  const index = list.values.findIndex((each) => wordOf(each) === value);
  if (index === -1) {
    const words = list.values.map(wordOf);
    throw unknown(
      `${written} has no value \`${value ?? ''}\`${didYouMean(value ?? '', words)}`,
      `it has ${words.slice(0, 12).join(', ')}${words.length > 12 ? ', …' : ''}`,
    );
  }
  return {
    what: {
      kind: 'enum-value',
      name: value ?? '',
      method: null,
      path: null,
      pointer: list.holder + pointerOf('enum', index),
    },
    holder: { pointer: list.holder, value: list.schema },
  };
}

function wordOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A property that refers to its type is a thing of its own; a parameter, header or schema that refers to another is that other. */
function isReferredTo(document: JsonObject, pointer: string): boolean {
  const isProperty = segmentsOf(parentOf(pointer)).at(-1) === 'properties';
  return !isProperty && typeof own(valueAt(document, pointer), '$ref') === 'string';
}

/** Where references that stand at a pointer lead in the end; the pointer itself where there is none, or where they lead nowhere. */
/** The same place as a reader of the root file sees it: references on the way are followed. Null where nothing stands there. */
function standsAt(document: JsonObject, pointer: string): string | null {
  let at = '';
  for (const segment of segmentsOf(pointer)) {
    let next = at + pointerOf(segment);
    if (valueAt(document, next) === undefined) next = endOfReferences(document, at) + pointerOf(segment);
    if (valueAt(document, next) === undefined) return null;
    at = next;
  }
  const value = valueAt(document, at);
  return isObject(value) || isArray(value) ? at : null;
}

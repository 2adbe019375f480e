import type { Json } from '../../../model/json.ts';
import { own, ownArray, ownObject, ownString } from '../../../model/json.ts';
import { pointerOf } from '../../../model/pointer.ts';
import { type Flat, flatten } from './flatten.ts';
import {
  type Keywords,
  type Typed,
  applicatorsOf,
  dependentsOf,
  discriminatorOf,
  enumOf,
  isName,
  itemsOf,
  keywordsOf,
  limitsOf,
  mapOf,
  prefixOf,
  restOf,
  typed,
} from './keywords.ts';
import type { SchemaStore, View } from './node.ts';
import { impliedTypes, intersect, nullableOf, scalarUnion, typesOf } from './kinds.ts';
import type { Shape } from './shape.ts';
import { valuesIn } from './values.ts';

/** Reads a view into its one spelling. What cannot be merged exactly (two patterns, two formats) is kept side by side or taken from the first. */
export function normalise(store: SchemaStore, view: View): Shape {
  const flat = flatten(store, view);
  const nodes = typed(flat.nodes);
  const keywords = keywordsOf(nodes);
  const place = placeOf(view, nodes, keywords);
  const values = valuesOf(flat, nodes, keywords);
  const parts = partsOf(store, nodes, keywords);
  const notes = notesOf(store, keywords);
  // Spelled out: thousands of shapes are made, and an object of several spread ones is many times slower to make and to read.
  return {
    view: place.view,
    pointer: place.pointer,
    parts: place.parts,
    name: place.name,
    title: place.title,
    at: place.at,
    atProperty: place.atProperty,
    types: values.types,
    typeChoice: values.typeChoice,
    nullable: values.nullable,
    format: values.format,
    enum: values.enum,
    pinned: values.pinned,
    extensible: values.extensible,
    limits: values.limits,
    choices: values.choices,
    multipleOf: values.multipleOf,
    uniqueItems: values.uniqueItems,
    patterns: values.patterns,
    default: values.default,
    properties: parts.properties,
    required: parts.required,
    rest: parts.rest,
    patternProperties: parts.patternProperties,
    items: parts.items,
    prefixItems: parts.prefixItems,
    applicators: parts.applicators,
    dependentRequired: parts.dependentRequired,
    dependentSchemas: parts.dependentSchemas,
    discriminator: notes.discriminator,
    contentMediaType: notes.contentMediaType,
    contentEncoding: notes.contentEncoding,
    readOnly: notes.readOnly,
    writeOnly: notes.writeOnly,
    lifecycle: notes.lifecycle,
    members: flat.members,
  };
}

function placeOf(
  view: View,
  nodes: readonly Typed[],
  { node }: Keywords,
): Pick<Shape, 'view' | 'pointer' | 'parts' | 'name' | 'title' | 'at' | 'atProperty'> {
  const [first] = view.nodes;
  const pointer = first?.pointer ?? '';
  return {
    view,
    pointer,
    parts: new Set(nodes.map((each) => each.pointer)),
    name: first?.name ?? null,
    title: ownString(first?.value, 'title') ?? null,
    at: (keyword) => {
      const found = node(keyword);
      return found === undefined ? pointer : found.pointer + pointerOf(keyword);
    },
    atProperty: (name) => {
      const found = nodes.find(({ value }) => own(ownObject(value, 'properties'), name) !== undefined);
      return found === undefined ? pointer : found.pointer + pointerOf('properties', name);
    },
  };
}

type Values = 'types' | 'typeChoice' | 'nullable' | 'format' | 'enum' | 'pinned' | 'extensible' | 'limits' | 'choices';

function valuesOf(
  flat: Flat,
  nodes: readonly Typed[],
  { node, value, text, list, flag }: Keywords,
): Pick<Shape, Values | 'multipleOf' | 'uniqueItems' | 'patterns' | 'default'> {
  const union = scalarUnion(flat);
  const values = valuesIn(nodes.map(enumOf));
  const types = intersect([...nodes.map(typesOf), union]) ?? impliedTypes(nodes, values);
  // A number that is a multiple of one is an integer.
  const multipleOf = value('multipleOf') === 1 && types !== null ? undefined : value('multipleOf');
  const counted = value('multipleOf') === 1 && types?.has('number') === true;
  const kinds = counted ? new Set([...types].map((type) => (type === 'number' ? 'integer' : type))) : types;
  return {
    types: flat.nodes.some((node) => node.value === false) ? new Set<string>() : kinds,
    typeChoice: union !== null,
    nullable: nullableOf(flat, nodes),
    format: text('format'),
    enum: values?.filter((each: Json) => each !== null) ?? null,
    pinned: values?.length === 1 && value('const') !== undefined,
    extensible: list('x-extensible-enum'),
    limits: limitsOf(nodes),
    multipleOf: typeof multipleOf === 'number' ? multipleOf : null,
    uniqueItems: flag('uniqueItems'),
    patterns:
      node('pattern') === undefined
        ? []
        : [...new Set(nodes.flatMap((each) => ownString(each.value, 'pattern') ?? []))].sort(),
    default: value('default'),
    choices: union === null ? flat.choices : [],
  };
}

type Parts = 'properties' | 'required' | 'rest' | 'patternProperties' | 'items' | 'prefixItems' | 'applicators';

function partsOf(
  store: SchemaStore,
  nodes: readonly Typed[],
  { node }: Keywords,
): Pick<Shape, Parts | 'dependentRequired' | 'dependentSchemas'> {
  return {
    properties: mapOf(store, nodes, 'properties'),
    required: new Set(nodes.flatMap(({ value }) => (ownArray(value, 'required') ?? []).filter(isName))),
    rest: restOf(store, nodes),
    patternProperties: mapOf(store, nodes, 'patternProperties'),
    items: itemsOf(store, nodes),
    prefixItems: prefixOf(store, node('prefixItems')),
    applicators: applicatorsOf(store, nodes),
    dependentRequired: dependentsOf(nodes),
    dependentSchemas: mapOf(store, nodes, 'dependentSchemas'),
  };
}

type Notes = 'discriminator' | 'contentMediaType' | 'contentEncoding' | 'readOnly' | 'writeOnly' | 'lifecycle';

function notesOf(store: SchemaStore, { value, text, flag }: Keywords): Pick<Shape, Notes> {
  return {
    discriminator: discriminatorOf(store, value('discriminator')),
    contentMediaType: text('contentMediaType'),
    contentEncoding: text('contentEncoding'),
    readOnly: flag('readOnly'),
    writeOnly: flag('writeOnly'),
    lifecycle: {
      deprecated: flag('deprecated'),
      sunset: value('x-sunset') ?? null,
      stability: value('x-stability-level') ?? null,
    },
  };
}

import type { Json } from '../../../model/json.ts';
import type { Choice } from './flatten.ts';
import type { View } from './node.ts';

export const LIMITS = [
  'maximum',
  'minimum',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'maxItems',
  'minItems',
  'maxProperties',
  'minProperties',
  'maxContains',
  'minContains',
] as const;
export type Limit = (typeof LIMITS)[number];

/** Keywords that hold one subschema and are compared as a whole and from within. */
export const APPLICATORS = [
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
  'contentSchema',
] as const;
export type Applicator = (typeof APPLICATORS)[number];

export type Discriminator = {
  readonly propertyName: string;
  /** For each kind, what is written and the schema that it leads to; null where it leads nowhere. */
  readonly mapping: ReadonlyMap<string, { readonly target: string; readonly view: View | null }>;
};

type Lifecycle = {
  readonly deprecated: boolean;
  readonly sunset: Json | null;
  readonly stability: Json | null;
};

/**
 * A schema in one spelling, whatever dialect and composition it was written in: allOf merged, null kept apart from the types,
 * exclusive bounds numeric, const told as an enum of one.
 */
export type Shape = {
  /** What it was read from. */
  readonly view: View;
  readonly pointer: string;
  /** Where the schemas stand that it was merged from, its own place among them. */
  readonly parts: ReadonlySet<string>;
  readonly name: string | null;
  readonly title: string | null;
  /** Null when any type will do. Without null and, beside `number`, without `integer`. */
  readonly types: ReadonlySet<string> | null;
  /** The types were written as alternatives of a oneOf or anyOf. */
  readonly typeChoice: boolean;
  /** Null where nothing is said and any value goes. */
  readonly nullable: boolean | null;
  readonly format: string | null;
  readonly enum: readonly Json[] | null;
  /** The enum was written as `const`. */
  readonly pinned: boolean;
  readonly extensible: readonly Json[] | null;
  readonly limits: ReadonlyMap<Limit, number>;
  readonly multipleOf: number | null;
  readonly uniqueItems: boolean;
  readonly patterns: readonly string[];
  readonly default: Json | undefined;
  readonly properties: ReadonlyMap<string, View>;
  readonly required: ReadonlySet<string>;
  /** What properties that are not named must be: false for none, true for anything. */
  readonly rest: View | boolean;
  readonly patternProperties: ReadonlyMap<string, View>;
  readonly items: View | null;
  readonly prefixItems: readonly View[];
  readonly applicators: ReadonlyMap<Applicator, View>;
  readonly dependentRequired: ReadonlyMap<string, readonly string[]>;
  readonly dependentSchemas: ReadonlyMap<string, View>;
  readonly choices: readonly Choice[];
  readonly members: readonly { readonly view: View; readonly pointer: string }[];
  readonly discriminator: Discriminator | null;
  readonly contentMediaType: string | null;
  readonly contentEncoding: string | null;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly lifecycle: Lifecycle;
  /** Where a keyword stands, for those that were written; the schema itself for the others. */
  readonly at: (keyword: string) => string;
  /** Where a property's schema stands, or would. */
  readonly atProperty: (name: string) => string;
};

/** Whether a schema refuses no value: it says nothing, or only describes. */
export function saysNothing(shape: Shape): boolean {
  return (
    shape.types === null &&
    shape.enum === null &&
    shape.limits.size === 0 &&
    shape.properties.size === 0 &&
    shape.required.size === 0 &&
    shape.patterns.length === 0 &&
    shape.rest === true &&
    shape.items === null &&
    shape.choices.length === 0 &&
    shape.applicators.size === 0 &&
    shape.format === null &&
    shape.members.length === 0
  );
}

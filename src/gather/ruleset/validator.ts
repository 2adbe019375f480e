import { Ajv, type ValidateFunction } from 'ajv';
import type { JsonObject } from '../../model/json.ts';

/** Compiles the schema of a function's options. */
export function compileOptions(schema: JsonObject): ValidateFunction {
  return new Ajv({ strict: false }).compile(schema);
}

/** Compiles the schema of whole rulesets, to tell everything that is wrong. */
export function compileShape(schema: JsonObject): ValidateFunction {
  return new Ajv({ allErrors: true, strict: false, verbose: true }).compile(schema);
}

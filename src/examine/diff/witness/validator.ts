import addFormatsModule from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type JsonObject, ownObject } from '../../../model/json.ts';
import { linearEngine } from './linear.ts';
import type { Judge } from './search.ts';

export type Compiler = {
  /** Null where the schema cannot be compiled, or the budget is spent. */
  readonly compile: (schema: JsonObject) => Judge | null;
  readonly isSpent: () => boolean;
};

// The package is CommonJS, and its types say that the module itself is the function.
const addFormats = addFormatsModule.default;

/** Compiles each distinct schema once, and of all of them together at most so many definitions: ajv writes code for each of these. */
export function compilerOf(budget: number): Compiler {
  const ajv = new Ajv2020({
    strict: false,
    logger: false,
    allErrors: true,
    ownProperties: true,
    validateSchema: false,
    addUsedSchema: false,
    multipleOfPrecision: 9,
    // What is compiled is used once or twice; ajv takes three times as long where it shortens its code first.
    code: { regExp: linearEngine, optimize: false },
  });
  addFormats(ajv);
  const known = new Map<string, Judge | null>();
  let spent = 0;
  const compileOnce = (schema: JsonObject): Judge | null => {
    const key = JSON.stringify(schema);
    const found = known.get(key);
    if (found !== undefined) return found;
    if (spent >= budget) return null;
    spent += Object.keys(ownObject(schema, '$defs') ?? {}).length + 1;
    const made = compile(ajv, schema);
    known.set(key, made);
    return made;
  };
  return { compile: compileOnce, isSpent: () => spent >= budget };
}

/** A schema that ajv refuses proves nothing; the change keeps its verdict without a witness. */
function compile(ajv: Ajv2020, schema: JsonObject): Judge | null {
  try {
    return validatorOf(ajv.compile(schema));
  } catch {
    return null;
  }
}

/** What ajv writes for `unevaluatedProperties` under conditions can fail while it runs; that proves nothing either. */
function validatorOf(validate: ValidateFunction): Judge {
  return (value) => {
    try {
      return validate(value) ? [] : [...(validate.errors ?? [])];
    } catch {
      return null;
    }
  };
}

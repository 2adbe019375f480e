import draft04Module from 'ajv-draft-04';
import addFormatsModule from 'ajv-formats';
import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { isObject, type Json, type JsonObject, own } from '../../../../model/json.ts';
import type { Complaint } from '../../define.ts';
import { guardedTest, PatternTooSlow } from '../guarded-pattern.ts';
import { NEWER, OLDER } from './formats.ts';
import type { Question } from './question.ts';
import { type Editable, holdsSchemas, traverse } from './traverse.ts';
import { worded } from './wording.ts';
import { sizeWrittenOut } from '../written-out.ts';

// These packages are CommonJS, and their types say that the module itself is the class, or the function.
const AjvDraft04 = draft04Module.default;
const addFormats = addFormatsModule.default;

/** A schema that is used by its copies' text may not be larger than so many values. */
const MOST_VALUES = 400_000;

/** A schema whose references multiply it beyond what can be compiled. */
export class SchemaTooLarge extends Error {
  constructor() {
    super(`a schema has more than ${MOST_VALUES} values once its references are resolved`);
    this.name = 'SchemaTooLarge';
  }
}

/** The test of a pattern that ajv compiles into its validators. */
const regExp = Object.assign(
  (source: string) => ({ test: guardedTest(source), source, toString: () => source }) as unknown as RegExp,
  { code: 'guardedTest' },
);

const OPTIONS: Options = {
  meta: true,
  messages: true,
  strict: false,
  allowUnionTypes: true,
  logger: false,
  unicodeRegExp: false,
  // A key such as `constructor` is there only if the document has it.
  ownProperties: true,
  code: { regExp },
};

type Compiled = { readonly validate: ValidateFunction; readonly schema: JsonObject };

/** Answers what the interpreter could not clear, with ajv, in Spectral's words. One validator per schema. */
export class Examiner {
  readonly #engines = new Map<string, Engine>();
  readonly #compiled = new Map<string, Map<object, Compiled | Error>>();

  /** Throws PatternTooSlow or SchemaTooLarge where it cannot be told. */
  answer(question: Question): readonly Complaint[] {
    const { value, path } = question;
    const compiled = this.#compile(question);
    if (compiled instanceof Error) return this.#refused(compiled, question);
    if (compiled.validate(value)) return [];
    const errors = compiled.validate.errors ?? [];
    if (question.nullable) markNullable(compiled.schema, errors);
    const subject = { value, path: path.map(String) };
    return worded(errors, subject).map(({ message, path: below }) => ({
      message,
      path: [...path, ...(below === '' ? [] : below.replace(/^\//, '').split('/'))],
    }));
  }

  /** A schema that does not compile is itself what is wrong; one with a circular reference is nobody's fault. */
  #refused(error: Error, { resolved, path }: Question): readonly Complaint[] {
    if (resolved && error.constructor.name === 'MissingRefError') return [];
    return [{ message: error.message, path }];
  }

  #compile({ schema, dialect, relaxed, example, swagger }: Question): Compiled | Error {
    const key = `${dialect} ${relaxed} ${String(example)} ${String(swagger)}`;
    const known = this.#compiled.get(key) ?? new Map<object, Compiled | Error>();
    this.#compiled.set(key, known);
    const found = known.get(schema);
    if (found !== undefined) return found;
    const made = this.#made({ schema, dialect, relaxed, example, swagger });
    known.set(schema, made);
    return made;
  }

  #made(question: Pick<Question, 'schema' | 'dialect' | 'relaxed' | 'example' | 'swagger'>): Compiled | Error {
    const schema = prepared(question);
    try {
      const engine = this.#engine(question.dialect);
      const id = own(schema, '$id');
      const validate =
        typeof id === 'string' ? (engine.getSchema(id) ?? engine.compile(schema)) : engine.compile(schema);
      return { validate, schema };
    } catch (cause) {
      if (cause instanceof PatternTooSlow || !(cause instanceof Error)) throw cause;
      return cause;
    }
  }

  #engine(dialect: string): Engine {
    const known = this.#engines.get(dialect) ?? engineOf(dialect);
    this.#engines.set(dialect, known);
    return known;
  }
}

/** ajv's classes for the dialects differ in nothing that is used here. */
type Engine = Pick<Ajv, 'addFormat' | 'compile' | 'getSchema'> & { readonly formats: object };

function engineOf(dialect: string): Engine {
  switch (dialect) {
    case 'draft4':
      return withFormats(new AjvDraft04(OPTIONS));
    case 'draft2019-09':
      return withFormats(new Ajv2019(OPTIONS));
    case 'draft2020-12':
      return withFormats(new Ajv2020(OPTIONS));
    default:
      return withFormats(new Ajv(OPTIONS));
  }
}

function withFormats(engine: Ajv | Ajv2019 | Ajv2020 | InstanceType<typeof AjvDraft04>): Engine {
  addFormats(engine);
  for (const [name, format] of Object.entries(OLDER)) engine.addFormat(name, format);
  for (const name of NEWER) Reflect.deleteProperty(engine.formats, name);
  return engine;
}

/** The schema as ajv gets it: a copy of its own, and for examples changed as Spectral changes it. */
function prepared({
  schema,
  dialect,
  relaxed,
  example,
  swagger,
}: Omit<Question, 'value' | 'path' | 'resolved' | 'nullable'>): JsonObject {
  if (sizeWrittenOut(schema) > MOST_VALUES) throw new SchemaTooLarge();
  const copy = JSON.parse(JSON.stringify(schema)) as JsonObject;
  if (dialect === 'draft6') delete (copy as Editable)['$schema'];
  if (example) {
    traverse(copy, true, ({ schema: here, keyword }) => {
      if (keyword !== null && !holdsSchemas(keyword)) delete here['id'];
    });
    if (relaxed !== 'nothing') relax(copy, relaxed);
  }
  if (swagger) {
    traverse(copy, false, ({ schema: here }) => {
      if (here['x-nullable'] !== true) return;
      here['nullable'] = true;
      delete here['x-nullable'];
    });
  }
  return copy;
}

/** What only the other side carries is not required, except below `not`. */
function relax(schema: JsonObject, mark: 'readOnly' | 'writeOnly'): void {
  const negated: string[] = [];
  traverse(schema, false, ({ schema: here, pointer, parentPointer, keyword, parent, property }) => {
    if (keyword === 'not') {
      negated.push(pointer);
      return;
    }
    if (parentPointer !== null && negated.some((not) => parentPointer === not || parentPointer.startsWith(`${not}/`)))
      return;
    if (here[mark] !== true || keyword !== 'properties' || parent === null) return;
    const { required } = parent;
    if (!Array.isArray(required)) return;
    const left = (required as readonly unknown[]).filter((name) => name !== property);
    if (left.length > 0) parent['required'] = left;
    else delete parent['required'];
  });
}

function markNullable(schema: JsonObject, errors: readonly ErrorObject[]): void {
  for (const error of errors) {
    if (error.keyword !== 'type') continue;
    const way = error.schemaPath.slice(2).split('/').slice(0, -1);
    const holder = way.reduce<unknown>((value, segment) => {
      const key = decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
      return Array.isArray(value) ? (value as readonly Json[])[Number(key)] : own(value, key);
    }, schema);
    if (isObject(holder) && own(holder, 'nullable') === true) error.message = `${error.message ?? ''},null`;
  }
}

import {
  type AnyDialect,
  type Dialect,
  DIALECTS,
  isContractDialect,
  LINTED_DIALECTS,
  type LintedDialect,
  nameOfDialect,
} from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';
import { isArray, isObject, type Json, type JsonObject, own } from '../../model/json.ts';
import { placeIn, type SourceFile } from './parse.ts';
import { isBlank } from './yaml.ts';

/** The root object of a document and what it is written in. */
export type Root<Kind extends AnyDialect> = { readonly object: JsonObject; readonly dialect: Kind };

/**
 * The root object of a contract and its dialect. Throws CONTRACT_EMPTY, CONTRACT_NOT_AN_OBJECT, CONTRACT_DIALECT, and CONTRACT_NOT_OPENAPI for
 * documents that are only linted.
 */
export function contractIn(root: SourceFile): Root<Dialect> {
  const { object, dialect } = documentIn(root);
  if (isContractDialect(dialect)) return { object, dialect };
  throw new NotOpenApi(root.file, dialect);
}

/** The refusal of a document that is only linted. */
export class NotOpenApi extends CountersignError {
  readonly dialect: LintedDialect;

  constructor(file: string, dialect: LintedDialect) {
    const profile = `spectral:${dialect.split('-', 1)[0] ?? ''}`;
    super(
      'CONTRACT_NOT_OPENAPI',
      `${file} is an ${nameOfDialect(dialect)} document, and only lint, check and baseline read those; everything else reads OpenAPI and Swagger`,
      { hint: `countersign lint ${file} --ruleset ${profile}` },
    );
    this.dialect = dialect;
  }
}

/** The same for whatever is linted. */
export function documentIn(root: SourceFile): Root<AnyDialect> {
  const { file, text, value } = root;
  if (value === null && isBlank(text)) throw new CountersignError('CONTRACT_EMPTY', `${file} is empty`);
  if (!isObject(value))
    throw new CountersignError('CONTRACT_NOT_AN_OBJECT', `${file} holds ${nameOf(value)}, not an object`);
  return { object: value, dialect: dialectOf(root, value) };
}

/** The key that says what a document is, what it may be, and in words. */
type Family = {
  readonly key: string;
  readonly dialectOf: (version: string) => AnyDialect | undefined;
  readonly versions: string;
};

/** `2.0` of `2.0`, `3.1` of `3.1.0` and of `3.1.0-rc1`. */
const SHORT = /^(\d+\.\d+)(?:\.\d+(?:-[\w.-]+)?)?$/;

const OPENAPI = 'Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2';

const FAMILIES: readonly Family[] = [
  {
    key: 'openapi',
    versions: OPENAPI,
    dialectOf: (version) => DIALECTS.find((one) => one !== '2.0' && one === version),
  },
  {
    key: 'swagger',
    versions: OPENAPI,
    dialectOf: (version) => DIALECTS.find((one) => one === '2.0' && one === version),
  },
  {
    key: 'asyncapi',
    versions: 'AsyncAPI 2.0 to 2.6, 3.0 or 3.1',
    dialectOf: (version) => linted(`asyncapi-${version}`),
  },
  { key: 'arazzo', versions: 'Arazzo 1.0', dialectOf: (version) => linted(`arazzo-${version}`) },
];

function linted(name: string): LintedDialect | undefined {
  return LINTED_DIALECTS.find((one) => one === name);
}

/** Versions are `2.0` or `3.x` with a patch; YAML makes a number of `swagger: 2.0`, and JavaScript drops its zero. */
function dialectOf(root: SourceFile, object: JsonObject): AnyDialect {
  const family = FAMILIES.find(({ key }) => own(object, key) !== undefined);
  if (family === undefined)
    throw new CountersignError(
      'CONTRACT_DIALECT',
      `${root.file} has neither \`openapi\` nor \`swagger\`, so it is no OpenAPI document`,
    );
  const found = own(object, family.key);
  const version = typeof found === 'number' ? (Number.isInteger(found) ? `${found}.0` : String(found)) : found;
  const dialect = typeof version === 'string' ? family.dialectOf(SHORT.exec(version)?.[1] ?? '') : undefined;
  if (dialect !== undefined) return dialect;
  const shown = JSON.stringify(found).slice(0, 60);
  throw new CountersignError(
    'CONTRACT_DIALECT',
    `${placeIn(root, [family.key])}: \`${family.key}: ${shown}\` is not a version that is read: ${family.versions}`,
  );
}

function nameOf(value: Json): string {
  if (value === null) return 'null';
  return isArray(value) ? 'an array' : `only a ${typeof value}`;
}

import type { Dialect } from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';
import { isArray, isObject, type Json, type JsonObject, own } from '../../model/json.ts';
import { placeIn, type SourceFile } from './parse.ts';
import { isBlank } from './yaml.ts';

const DIALECTS: { readonly [version: string]: Dialect } = { '2.0': '2.0', '3.0': '3.0', '3.1': '3.1', '3.2': '3.2' };

/** The root object of a contract and its dialect. Throws CONTRACT_EMPTY, CONTRACT_NOT_AN_OBJECT, CONTRACT_DIALECT. */
export function contractIn(root: SourceFile): { readonly object: JsonObject; readonly dialect: Dialect } {
  const { file, text, value } = root;
  if (value === null && isBlank(text)) throw new CountersignError('CONTRACT_EMPTY', `${file} is empty`);
  if (!isObject(value))
    throw new CountersignError('CONTRACT_NOT_AN_OBJECT', `${file} holds ${nameOf(value)}, not an object`);
  return { object: value, dialect: dialectOf(root, value) };
}

/** Versions are `2.0` or `3.x` with a patch; YAML makes a number of `swagger: 2.0`, and JavaScript drops its zero. */
function dialectOf(root: SourceFile, object: JsonObject): Dialect {
  const key = ['openapi', 'swagger'].find((each) => own(object, each) !== undefined);
  if (key === undefined)
    throw new CountersignError(
      'CONTRACT_DIALECT',
      `${root.file} has neither \`openapi\` nor \`swagger\`, so it is no OpenAPI document`,
    );
  const found = own(object, key);
  const version = typeof found === 'number' ? (Number.isInteger(found) ? `${found}.0` : String(found)) : found;
  const short = typeof version === 'string' ? /^(\d+\.\d+)(?:\.\d+(?:-[\w.-]+)?)?$/.exec(version)?.[1] : undefined;
  const dialect = short === undefined ? undefined : DIALECTS[short];
  if (dialect !== undefined && (dialect === '2.0') === (key === 'swagger')) return dialect;
  const shown = JSON.stringify(found).slice(0, 60);
  throw new CountersignError(
    'CONTRACT_DIALECT',
    `${placeIn(root, [key])}: \`${key}: ${shown}\` is not a version that is read: Swagger 2.0, OpenAPI 3.0, 3.1 or 3.2`,
  );
}

function nameOf(value: Json): string {
  if (value === null) return 'null';
  return isArray(value) ? 'an array' : `only a ${typeof value}`;
}

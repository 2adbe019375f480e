import {
  isArray,
  isObject,
  type Json,
  type JsonObject,
  own,
  ownArray,
  ownObject,
  ownString,
} from '../../../../model/json.ts';
import { followObject } from '../../follow.ts';
import { nameOf, type OperationAt, type ParameterAt } from '../../operations.ts';
import { refuse } from '../../place.ts';
import type { Plugin } from './entities.ts';
import { compactJson, standaloneSchema } from './json-schema.ts';
import type { Conversion } from './options.ts';
import { captureFor } from './route.ts';

const VERSION = { version: 'draft4' };

/**
 * The request-validator of an operation: the template of the nearest level, with the schemas of parameters and body that it does not give itself.
 * Null where there is nothing to validate.
 */
export function validatorOf(
  conversion: Conversion,
  template: Plugin,
  operation: OperationAt,
  parameters: readonly ParameterAt[],
): Plugin | null {
  const given = ownObject(template, 'config') ?? {};
  const content = contentOf(conversion, operation);
  const config = { ...given, ...parameterSchema(conversion, given, operation, parameters) };
  const body = bodySchema(conversion, config, content);
  if (body === null) return null;
  return { ...template, config: { ...config, ...body, ...contentTypes(given, content) } };
}

function has(config: JsonObject, key: string): boolean {
  const value = own(config, key);
  return value !== undefined && value !== null;
}

function parameterSchema(
  conversion: Conversion,
  given: JsonObject,
  operation: OperationAt,
  parameters: readonly ParameterAt[],
): JsonObject {
  if (has(given, 'parameter_schema')) return {};
  const schemas = parameters.flatMap((parameter) => {
    if (parameter.in !== 'cookie') return [schemaOfParameter(conversion, operation, parameter)];
    conversion.gaps.push({
      pointer: parameter.pointer,
      message: `the cookie parameter \`${parameter.name}\` of ${nameOf(operation)} is not validated: request-validator knows no cookies`,
    });
    return [];
  });
  return schemas.length === 0 ? {} : { parameter_schema: schemas, ...VERSION };
}

function schemaOfParameter(conversion: Conversion, operation: OperationAt, at: ParameterAt): JsonObject {
  const { parameter } = at;
  const style = ownString(parameter, 'style') ?? (at.in === 'query' ? 'form' : 'simple');
  const explode = own(parameter, 'explode');
  const schema = ownObject(parameter, 'schema');
  return {
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form',
    in: at.in,
    name: at.in === 'path' ? captureFor(conversion, operation, at.name) : at.name,
    required: own(parameter, 'required') === true,
    ...(schema === undefined ? {} : { schema: parameterSchemaText(conversion, schema, at) }),
  };
}

function parameterSchemaText(conversion: Conversion, schema: JsonObject, at: ParameterAt): string {
  const standalone = standaloneSchema(conversion.document, schema);
  if (lacksType(standalone))
    return refuse(
      conversion.where,
      at.pointer,
      'parameter schemas for request-validator plugin must have a top-level type property beside oneOf or anyOf',
      'write the type beside oneOf or anyOf',
    );
  return compactJson(standalone);
}

/** Whether a oneOf or anyOf has no type beside it, with which Kong reads the parameter's text; below `items` there need not be one. */
function lacksType(value: Json): boolean {
  if (isArray(value)) return value.some(lacksType);
  if (!isObject(value)) return false;
  if (isArray(own(value, 'oneOf')) || isArray(own(value, 'anyOf'))) return ownString(value, 'type') === undefined;
  return Object.entries(value).some(
    ([key, each]) => !(key === 'items' && ownArray(each, 'oneOf') !== undefined) && lacksType(each),
  );
}

/** Null where nothing at all would be validated. A template that names content types gets the schema that accepts everything. */
function bodySchema(conversion: Conversion, config: JsonObject, content: JsonObject): JsonObject | null {
  if (has(config, 'body_schema')) return {};
  const type = Object.keys(content).find(isJson);
  const schema = type === undefined ? undefined : ownObject(own(content, type), 'schema');
  if (schema !== undefined)
    return { body_schema: compactJson(standaloneSchema(conversion.document, schema)), ...VERSION };
  if (has(config, 'parameter_schema')) return {};
  return has(config, 'allowed_content_types') ? { body_schema: '{}', ...VERSION } : null;
}

function isJson(mediaType: string): boolean {
  return /^application\/(?:[^;\s]{1,200}\+)?json\s*(?:;|$)/i.test(mediaType.trim());
}

function contentTypes(given: JsonObject, content: JsonObject): JsonObject {
  const types = Object.keys(content).sort();
  return has(given, 'allowed_content_types') || types.length === 0 ? {} : { allowed_content_types: types };
}

/** By media type, in code-unit order: which JSON type comes first must not hang on the order of keys. */
function contentOf(conversion: Conversion, operation: OperationAt): JsonObject {
  const body = followObject(conversion.document, own(operation.operation, 'requestBody') ?? null);
  const content = Object.entries(ownObject(body, 'content') ?? {});
  return Object.fromEntries(content.sort(([a], [b]) => (a < b ? -1 : 1)));
}

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
import type { Segment } from '../../define.ts';
import { type EngineFunction, NOTHING, type Said } from '../function.ts';
import { print } from '../print.ts';
import { orphansOf } from './core.ts';
import { oasExample, oasSchema } from './oas-schema.ts';
import { oasPathParam } from './path-parameters.ts';
import { serverVariables } from './server-variables.ts';

/** The functions of `spectral:oas`, by name. */
export const OAS: ReadonlyMap<string, EngineFunction> = new Map<string, EngineFunction>([
  ['oasDiscriminator', oasDiscriminator],
  ['oasDocumentSchema', (input) => [{ document: input ?? null }]],
  ['oasExample', oasExample],
  ['oasOpFormDataConsumeCheck', oasOpFormDataConsumeCheck],
  ['oasOpIdUnique', oasOpIdUnique],
  ['oasOpParams', oasOpParams],
  ['oasOpSuccessResponse', oasOpSuccessResponse],
  ['oasPathParam', oasPathParam],
  ['oasSchema', oasSchema],
  ['oasSecurityDefined', oasSecurityDefined],
  ['oasTagDefined', oasTagDefined],
  ['oasUnusedComponent', oasUnusedComponent],
  ['refSiblings', refSiblings],
  ['serverVariables', serverVariables],
  ['typedEnum', typedEnum],
  ['uniquenessTags', uniquenessTags],
]);

type Arguments = Parameters<EngineFunction>;

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace'];

/** Operations by path and method, those whose path item is no object left out. */
function* operationsIn(paths: Json | undefined): Generator<{ path: string; method: string; operation: JsonObject }> {
  if (!isObject(paths)) return;
  for (const path of Object.keys(paths)) {
    const item = own(paths, path);
    if (!isObject(item)) continue;
    for (const method of Object.keys(item)) {
      const operation = own(item, method);
      if (METHODS.includes(method) && isObject(operation)) yield { path, method, operation };
    }
  }
}

function oasDiscriminator(...[input, , { path }]: Arguments): readonly Said[] {
  const name = ownString(input, 'discriminator');
  if (name === undefined) return NOTHING;
  const properties = own(input, 'properties');
  const said: Said[] = [];
  if (typeof properties !== 'object' || properties === null || !Object.hasOwn(properties, name))
    said.push({ message: 'The discriminator property must be defined in this schema.', path: [...path, 'properties'] });
  if (ownArray(input, 'required')?.includes(name) !== true)
    said.push({
      message: 'The discriminator property must be in the required property list.',
      path: [...path, 'required'],
    });
  return said;
}

function oasOpFormDataConsumeCheck(...[input]: Arguments): readonly Said[] {
  const [parameters, consumes] = [ownArray(input, 'parameters'), ownArray(input, 'consumes')];
  if (parameters === undefined || consumes === undefined) return NOTHING;
  if (!parameters.some((parameter) => own(parameter, 'in') === 'formData')) return NOTHING;
  if (/(application\/x-www-form-urlencoded|multipart\/form-data)/.test(consumes.map(print).join(','))) return NOTHING;
  return [
    { message: 'Consumes must include urlencoded, multipart, or form-data media type when using formData parameter.' },
  ];
}

function oasOpIdUnique(...[input]: Arguments): readonly Said[] {
  const said: Said[] = [];
  const seen = new Set<Json>();
  for (const { path, method, operation } of operationsIn(input)) {
    const id = own(operation, 'operationId');
    if (id === undefined) continue;
    if (seen.has(id))
      said.push({ message: 'operationId must be unique.', path: ['paths', path, method, 'operationId'] });
    seen.add(id);
  }
  return said;
}

function oasOpParams(...[input, , { path }]: Arguments): readonly Said[] {
  if (!isArray(input) || input.length < 2) return NOTHING;
  const seen = new Set<string>();
  const duplicates: number[] = [];
  const places = { body: [] as number[], formData: [] as number[] };
  for (const [index, parameter] of input.entries()) {
    if (typeof parameter !== 'object' || parameter === null || own(parameter, '$ref') !== undefined) continue;
    const place = own(parameter, 'in');
    const fingerprint = `${textOf(place)}-${textOf(own(parameter, 'name'))}`;
    if (seen.has(fingerprint)) duplicates.push(index);
    seen.add(fingerprint);
    if (place === 'body' || place === 'formData') places[place].push(index);
  }
  const said: Said[] = duplicates.map((index) => ({
    message: 'A parameter in this operation already exposes the same combination of "name" and "in" values.',
    path: [...path, index],
  }));
  if (places.body.length > 0 && places.formData.length > 0)
    said.push({ message: 'Operation must not have both "in:body" and "in:formData" parameters.' });
  for (const index of places.body.slice(1))
    said.push({
      message: 'Operation must not have more than a single instance of the "in:body" parameter.',
      path: [...path, index],
    });
  return said;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function oasOpSuccessResponse(...[input, , { dialect }]: Arguments): readonly Said[] {
  if (!isObject(input)) return NOTHING;
  const succeeds = Object.keys(input).some((status) => {
    if (dialect !== '2.0' && (status === '2XX' || status === '3XX')) return true;
    return Number(status) >= 200 && Number(status) < 400;
  });
  return succeeds ? NOTHING : [{ message: 'Operation must define at least a single 2xx or 3xx response' }];
}

function oasSecurityDefined(...[input, options, { shapes, path }]: Arguments): readonly Said[] {
  if (!isObject(input)) return NOTHING;
  const requirements = Object.entries(input);
  if (!requirements.every(([, scopes]) => isArray(scopes) && scopes.every((scope) => typeof scope === 'string')))
    return NOTHING;
  const swagger = own(options, 'oasVersion') === 2;
  const place = swagger ? 'securityDefinitions' : 'components.securitySchemes';
  const schemes = swagger
    ? ownObject(shapes.written, 'securityDefinitions')
    : ownObject(ownObject(shapes.written, 'components'), 'securitySchemes');
  const said: Said[] = [];
  for (const [name, scopes] of requirements) {
    const scheme = own(schemes, name);
    if (scheme === undefined) {
      const who = path.length === 2 ? 'API' : 'Operation';
      const message = `${who} "security" values must match a scheme defined in the "${place}" object.`;
      said.push({ message, path: [...path, name] });
      continue;
    }
    for (const [index, scope] of (isArray(scopes) ? scopes.filter((one) => typeof one === 'string') : []).entries()) {
      if (!isScope(scheme, scope, swagger))
        said.push({ message: `"${scope}" must be listed among scopes.`, path: [...path, name, index] });
    }
  }
  return said;
}

function isScope(scheme: Json, scope: string, swagger: boolean): boolean {
  const holders = swagger ? [scheme] : Object.values(ownObject(scheme, 'flows') ?? {});
  return holders.some((holder) => own(ownObject(holder, 'scopes'), scope) !== undefined);
}

function oasTagDefined(...[input]: Arguments): readonly Said[] {
  if (!isObject(input)) return NOTHING;
  const known = new Set((ownArray(input, 'tags') ?? []).map((tag) => ownString(tag, 'name')));
  const said: Said[] = [];
  for (const { path, method, operation } of operationsIn(own(input, 'paths'))) {
    for (const [index, tag] of (ownArray(operation, 'tags') ?? []).entries()) {
      if (typeof tag === 'string' && known.has(tag)) continue;
      said.push({
        message: 'Operation tags must be defined in global tags.',
        path: ['paths', path, method, 'tags', index],
      });
    }
  }
  return said;
}

const COMPONENTS = ['schemas', 'responses', 'parameters', 'examples', 'requestBodies', 'headers', 'links', 'callbacks'];

function oasUnusedComponent(...[input, , { shapes }]: Arguments): readonly Said[] {
  const components = ownObject(input, 'components');
  if (components === undefined) return NOTHING;
  const references = new Set(shapes.references);
  return COMPONENTS.flatMap((section) => {
    const entries = ownObject(components, section);
    return entries === undefined ? [] : orphansOf(Object.keys(entries), `#/components/${section}`, references);
  });
}

function refSiblings(...[, , { shapes, path }]: Arguments): readonly Said[] {
  const above = path.slice(0, -1);
  const holder = valueOf(shapes.written, above);
  if (typeof holder !== 'object' || holder === null || path.length === 0) return NOTHING;
  const keys = Object.keys(holder);
  if (keys.length === 1) return NOTHING;
  return keys
    .filter((key) => key !== '$ref')
    .map((key) => ({ message: '$ref must not be placed next to any other properties', path: [...above, key] }));
}

function valueOf(document: Json, path: readonly Segment[]): Json | undefined {
  return path.reduce<Json | undefined>((value, segment) => {
    return isArray(value) ? value[Number(segment)] : own(value, String(segment));
  }, document);
}

function typedEnum(...[input, , { dialect, path }]: Arguments): readonly Said[] {
  const values = ownArray(input, 'enum');
  const written = own(input, 'type');
  const isType = typeof written === 'string' || (isArray(written) && written.every((type) => typeof type === 'string'));
  if (values === undefined || written === undefined || !isType) return NOTHING;
  const types = isArray(written) ? [...written] : [written];
  const nullable =
    (dialect === '3.0' && own(input, 'nullable') === true) || (dialect === '2.0' && own(input, 'x-nullable') === true);
  if (nullable) types.push('null');
  const integers = types.includes('integer');
  return values.flatMap((value, index) => {
    if (types.includes(dataType(value, integers))) return [];
    return [
      {
        message: `Enum value ${print(value)} must be "${types.map(String).join(',')}".`,
        path: [...path, 'enum', index],
      },
    ];
  });
}

function dataType(value: Json, integers: boolean): string {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  return typeof value === 'number' && integers && Number.isInteger(value) ? 'integer' : typeof value;
}

function uniquenessTags(...[input, , { path }]: Arguments): readonly Said[] {
  const names = isArray(input) ? input.map((tag) => ownString(tag, 'name')) : [];
  if (names.some((name) => name === undefined)) return NOTHING;
  return names.flatMap((name = '', index) => {
    if (names.indexOf(name) === index) return [];
    return [{ message: `"tags" object contains duplicate tag name "${name}".`, path: [...path, index, 'name'] }];
  });
}

import { isArray, isObject, type Json, own, ownArray, ownObject, ownString } from '../../../../model/json.ts';
import type { EngineFunction } from '../function.ts';
import { NOTHING } from '../function.ts';
import { guardedTest } from '../guarded-pattern.ts';
import { print } from '../print.ts';
import { dialectOfSchema } from '../schema/room.ts';

/** Spectral's functions that serve any document, by name. */
export const CORE: ReadonlyMap<string, EngineFunction> = new Map<string, EngineFunction>([
  ['alphabetical', alphabetical],
  ['casing', casing],
  ['defined', (input) => (input === undefined ? says('#{{print("property")}}must be defined') : NOTHING)],
  ['enumeration', enumeration],
  ['falsy', (input) => (isTruthy(input) ? says('#{{print("property")}}must be falsy') : NOTHING)],
  ['length', length],
  ['or', (input, options) => noneOf(input, options)],
  ['pattern', pattern],
  ['schema', schema],
  ['truthy', (input) => (isTruthy(input) ? NOTHING : says('#{{print("property")}}must be truthy'))],
  ['undefined', (input) => (input === undefined ? NOTHING : says('#{{print("property")}}must be undefined'))],
  ['unreferencedReusableObject', unreferenced],
  ['xor', (input, options) => [...noneOf(input, options), ...severalOf(input, options)]],
]);

function says(message: string): readonly { readonly message: string }[] {
  return [{ message }];
}

function isTruthy(input: Json | undefined): boolean {
  return Boolean(input);
}

const PRINTED_VALUE = '#{{print("value")}}';

function alphabetical(...[input, options, { path }]: Parameters<EngineFunction>): ReturnType<EngineFunction> {
  const listed = isArray(input) ? input : isObject(input) ? Object.keys(input) : [];
  if (listed.length < 2) return NOTHING;
  const keyedBy = ownString(options, 'keyedBy');
  if (keyedBy !== undefined && listed.some((item) => typeof item !== 'object' || item === null))
    return says('#{{print("property")}}must be an object');
  const keys = keyedBy === undefined ? listed : listed.map((item) => own(item, keyedBy));
  if (!keys.every((key) => typeof key === 'string' || typeof key === 'number'))
    return says('#{{print("property")}}must be one of the allowed types: number, string');
  const index = keys.findIndex((key, at) => {
    const next = keys[at + 1];
    return next !== undefined && compare(key, next) >= 1;
  });
  if (index === -1) return NOTHING;
  if (keyedBy !== undefined) return says('properties must follow the alphabetical order');
  const [first, second] = [keys[index] ?? null, keys[index + 1] ?? null];
  return [
    {
      path: [...path, isArray(input) ? index : String(first)],
      message: `${print(first)} must be placed after ${print(second)}`,
    },
  ];
}

/** As Spectral compares: a number with a text of digits as numbers, two texts by their letters. */
function compare(left: string | number, right: string | number): number {
  const numeric =
    (typeof left === 'number' || Number.isNaN(Number(left))) &&
    (typeof right === 'number' || !Number.isNaN(Number(right)));
  if (numeric) return Math.min(1, Math.max(-1, Number(left) - Number(right)));
  return typeof left === 'string' && typeof right === 'string' ? left.localeCompare(right) : 0;
}

const CASES: Readonly<Record<string, string>> = {
  flat: '[a-z][a-z#]*',
  camel: '[a-z][a-z#]*(?:[A-Z#](?:[a-z#]+|$))*',
  pascal: '[A-Z][a-z#]*(?:[A-Z#](?:[a-z#]+|$))*',
  kebab: '[a-z][a-z#]*(?:-[a-z#]+)*',
  cobol: '[A-Z][A-Z#]*(?:-[A-Z#]+)*',
  snake: '[a-z][a-z#]*(?:_[a-z#]+)*',
  macro: '[A-Z][A-Z#]*(?:_[A-Z#]+)*',
};

function casing(...[input, options]: Parameters<EngineFunction>): ReturnType<EngineFunction> {
  if (typeof input !== 'string' || input === '') return NOTHING;
  const type = ownString(options, 'type') ?? '';
  const separator = ownObject(options, 'separator');
  const sign = ownString(separator, 'char');
  const leading = own(separator, 'allowLeading') === true;
  if (input.length === 1 && leading && input === sign) return NOTHING;
  const one = (CASES[type] ?? '').replaceAll('#', own(options, 'disallowDigits') === true ? '' : '0-9');
  const between = sign === undefined ? '' : `[${sign.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}]`;
  const whole = sign === undefined ? `^${one}$` : `^${leading ? `${between}?` : ''}${one}(?:${between}${one})*$`;
  return guardedTest(whole)(input) ? NOTHING : says(`must be ${type} case`);
}

function enumeration(...[input, options]: Parameters<EngineFunction>): ReturnType<EngineFunction> {
  if (input === undefined || (typeof input === 'object' && input !== null)) return NOTHING;
  const values = ownArray(options, 'values') ?? [];
  if (values.includes(input)) return NOTHING;
  return says(`${PRINTED_VALUE} must be equal to one of the allowed values: ${values.map(print).join(', ')}`);
}

function length(...[input, options]: Parameters<EngineFunction>): ReturnType<EngineFunction> {
  const found = lengthOf(input);
  if (found === null) return NOTHING;
  const [min, max] = [own(options, 'min'), own(options, 'max')];
  return [
    ...(typeof min === 'number' && found < min ? says(`#{{print("property")}}must be longer than ${print(min)}`) : []),
    ...(typeof max === 'number' && found > max ? says(`#{{print("property")}}must be shorter than ${print(max)}`) : []),
  ];
}

function lengthOf(input: Json | undefined): number | null {
  if (typeof input === 'number') return input;
  if (typeof input === 'string' || isArray(input)) return input.length;
  return isObject(input) ? Object.keys(input).length : null;
}

function namesIn(options: Json | null): readonly string[] {
  return (ownArray(options, 'properties') ?? []).filter((name) => typeof name === 'string');
}

function noneOf(input: Json | undefined, options: Json | null): readonly { readonly message: string }[] {
  const names = namesIn(options);
  if (!isObject(input) || names.length < 2 || Object.keys(input).some((key) => names.includes(key))) return [];
  if (names.length <= 4) return says(`At least one of "${names.join('" or "')}" must be defined`);
  return says(
    `At least one of "${names.slice(0, 3).join('" or "')}" or ${names.length - 3} other properties must be defined`,
  );
}

function severalOf(input: Json | undefined, options: Json | null): readonly { readonly message: string }[] {
  const names = namesIn(options);
  if (!isObject(input) || names.length < 2) return [];
  const found = Object.keys(input).filter((key) => names.includes(key));
  return found.length > 1 ? says(`Just one of "${found.join('" and "')}" must be defined`) : [];
}

function pattern(...[input, options]: Parameters<EngineFunction>): ReturnType<EngineFunction> {
  if (typeof input !== 'string') return NOTHING;
  const [match, notMatch] = [ownString(options, 'match'), ownString(options, 'notMatch')];
  return [
    ...(match !== undefined && !testOf(match)(input)
      ? says(`${PRINTED_VALUE} must match the pattern ${print(match)}`)
      : []),
    ...(notMatch !== undefined && testOf(notMatch)(input)
      ? says(`${PRINTED_VALUE} must not match the pattern ${print(notMatch)}`)
      : []),
  ];
}

/** A pattern is written bare, or as `/…/flags`. */
function testOf(written: string): (text: string) => boolean {
  const [, body, flags] = /^\/(.+)\/([a-z]*)$/.exec(written) ?? [];
  return guardedTest(body ?? written, flags);
}

function schema(
  ...[input, options, { path, resolved, schemas }]: Parameters<EngineFunction>
): ReturnType<EngineFunction> {
  if (input === undefined) return [{ path, message: '#{{print("property")}}must exist' }];
  const wanted = ownObject(options, 'schema');
  if (wanted === undefined) return NOTHING;
  const chosen = ownString(options, 'dialect') ?? 'auto';
  return schemas.open({
    value: input,
    schema: wanted,
    dialect: chosen === 'auto' ? dialectOfSchema(wanted) : chosen,
    path,
    relaxed: 'nothing',
    example: false,
    swagger: false,
    nullable: false,
    resolved,
  });
}

function unreferenced(...[input, options, { shapes }]: Parameters<EngineFunction>): ReturnType<EngineFunction> {
  if (!isObject(input)) return NOTHING;
  const location = ownString(options, 'reusableObjectsLocation') ?? '';
  return orphansOf(Object.keys(input), location, new Set(shapes.references));
}

/** Names below a location, written as `#/…`, that no reference leads to. */
export function orphansOf(
  names: readonly string[],
  location: string,
  references: ReadonlySet<string>,
): readonly { readonly message: string; readonly path: readonly string[] }[] {
  const used = new Set([...references].map((reference) => reference.replaceAll('~1', '/').replaceAll('~0', '~')));
  return names
    .filter((name) => !used.has(`${location}/${name}`))
    .map((name) => ({
      message: 'Potential orphaned reusable object has been detected',
      path: [...location.replace(/^#\//, '').split('/'), name],
    }));
}

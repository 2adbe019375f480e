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
import type { EngineFunction, Said } from '../function.ts';

type Variable = { readonly name: string; readonly values: readonly string[] };

/** How many URLs are tried at most: variables multiply. */
const MOST_URLS = 10_000;

/** Variables of a server's URL are described, used, and lead to URLs. */
export function serverVariables(...[input, options, { path }]: Parameters<EngineFunction>): readonly Said[] {
  if (!isServer(input)) return [{ message: 'Invalid Server Object' }];
  const url = ownString(input, 'url') ?? '';
  const found = (url.match(/{(.+?)}/g) ?? []).map((placeholder) => placeholder.slice(1, -1));
  const variables = ownObject(input, 'variables');
  const defined = Object.keys(variables ?? {});
  const said: Said[] = defined
    .filter((name) => !found.includes(name))
    .map((name) => ({
      message: `Server's "variables" object has unused defined "${name}" url variable.`,
      path: [...path, 'variables', name],
    }));
  if (found.length === 0) return said;
  const missing = found.filter((name) => !defined.includes(name));
  if (missing.length > 0)
    said.push({
      message: `Not all server's variables are described with "variables" object. Missed: ${missing.join(', ')}.`,
      path: [...path, 'variables'],
    });
  if (variables === undefined) return said;
  const used: Variable[] = [];
  for (const name of defined.filter((one) => found.includes(one))) {
    const variable = ownObject(variables, name) ?? {};
    used.push({ name, values: valuesOf(variable) });
    said.push(
      ...ofVariable(name, variable, options).map((message) => ({
        ...message,
        path: [...path, 'variables', name, ...message.path],
      })),
    );
  }
  if (own(options, 'checkSubstitutions') === true) {
    const message = substituted(url, used);
    if (message !== null) said.push({ message, path: [...path, 'variables'] });
  }
  return said;
}

function isServer(input: Json | undefined): input is JsonObject {
  if (!isObject(input) || typeof own(input, 'url') !== 'string') return false;
  const variables = own(input, 'variables');
  if (variables === undefined) return true;
  return isObject(variables) && Object.values(variables).every(isVariable);
}

function isVariable(variable: Json): boolean {
  if (!isObject(variable)) return false;
  return Object.entries(variable).every(([key, value]) => {
    if (key === 'enum') return isArray(value) && value.every((item) => typeof item === 'string');
    if (key === 'default' || key === 'description' || key === 'examples') return typeof value === 'string';
    return key.startsWith('x-');
  });
}

function valuesOf(variable: JsonObject): readonly string[] {
  const values = ownArray(variable, 'enum');
  if (values !== undefined) return values.map(String);
  const fallback = ownString(variable, 'default');
  return fallback === undefined ? [] : [fallback];
}

function ofVariable(name: string, variable: JsonObject, options: Json | null): { message: string; path: string[] }[] {
  const [values, fallback] = [ownArray(variable, 'enum'), own(variable, 'default')];
  const said: { message: string; path: string[] }[] = [];
  if (values !== undefined && fallback !== undefined && !values.includes(fallback))
    said.push({ message: `Server Variable "${name}" has a default not listed in the enum.`, path: ['default'] });
  if (fallback === undefined && own(options, 'requireDefault') === true)
    said.push({ message: `Server Variable "${name}" has a missing default.`, path: [] });
  return said;
}

function substituted(url: string, variables: readonly Variable[]): string | null {
  if (variables.length === 0) return null;
  const invalid: string[] = [];
  let tried = 0;
  for (const candidate of urlsOf(url, variables)) {
    tried += 1;
    if (!URL.canParse(candidate)) invalid.push(candidate);
    if (invalid.length === 5 || tried === MOST_URLS) break;
  }
  if (invalid.length === 5)
    return `At least 5 substitutions of server variables resulted in invalid URLs: ${invalid.join(', ')} and more`;
  return invalid.length === 0
    ? null
    : `A few substitutions of server variables resulted in invalid URLs: ${invalid.join(', ')}`;
}

function* urlsOf(url: string, [variable, ...rest]: readonly Variable[]): Generator<string> {
  if (variable === undefined) {
    yield url;
    return;
  }
  for (const value of variable.values) yield* urlsOf(url.replaceAll(`{${variable.name}}`, encodeURI(value)), rest);
}

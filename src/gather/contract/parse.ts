import { CORE_SCHEMA, load, Type, YAMLException } from 'js-yaml';
import { CountersignError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import { type Span, yamlSpans } from './spans.ts';

/** A contract file, parsed. `span` finds where a pointer stands, as offsets into `text`; it works only when asked. */
export type Parsed = { readonly value: Json; readonly text: string; readonly span: (pointer: string) => Span | null };

/** YAML 1.2 core: dates stay strings; `<<` merges, as every peer lets it. */
const merge = new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (data) => data === '<<' });
export const YAML_SCHEMA = CORE_SCHEMA.extend({ implicit: [merge] });

/** Parses JSON or YAML. `file` is for messages. Throws CONTRACT_SYNTAX, CONTRACT_ENCODING, CONTRACT_DUPLICATE_KEY and the like. */
export function parseFile(file: string, bytes: Uint8Array): Parsed {
  const text = decode(file, bytes);
  const value = /^\s*[{[]/.test(text) ? parseJson(text) : undefined;
  const parsed = value === undefined ? parseYaml(file, text) : value;
  let spans: ReturnType<typeof yamlSpans> | null = null;
  return { value: parsed, text, span: (pointer) => (spans ??= yamlSpans(text)).get(pointer) ?? null };
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CountersignError('CONTRACT_ENCODING', `${file} is not UTF-8`, { cause });
  }
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function parseYaml(file: string, text: string): Json {
  try {
    return load(text, { schema: YAML_SCHEMA }) as Json;
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    throw new CountersignError('CONTRACT_SYNTAX', `${file}: ${cause.reason}`, { cause });
  }
}

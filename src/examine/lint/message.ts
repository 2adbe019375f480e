import type { Json } from '../../model/json.ts';
import type { Placed } from './engine/associate.ts';
import { uriPointer } from './engine/uri-pointer.ts';

/** What a message template may name. */
type Values = {
  readonly property: string;
  readonly path: string;
  readonly value: Json | undefined;
  readonly description: string;
  readonly error: string;
};

/** A violation before it is worded: `place` is what it objects to. */
type Told = {
  readonly error: string;
  readonly place: Pick<Placed, 'path' | 'told' | 'value'>;
};

/**
 * Fills Spectral's template: `{{property}}`, `{{error}}`, `{{path}}`, `{{value}}`, `{{description}}` and `#{{print("…")}}`. Names are written
 * without spaces, as Spectral wants them; what it does not know is left out.
 */
export function messageOf(template: string, description: string, { error, place }: Told): string {
  const values: Values = {
    property: propertyOf(place),
    path: uriPointer(place.path),
    value: place.value,
    description,
    error,
  };
  const worded = { ...values, error: filled(error, values) };
  return (template === '' ? worded.error : filled(template, worded)).trim();
}

const NAMES = ['property', 'path', 'description', 'error'] as const;

function filled(template: string, values: Values): string {
  return template.replace(/(#?)\{\{([^}\n]+)\}\}/g, (_, evaluated: string, inner: string) =>
    evaluated === '#' ? expression(inner, values) : valueOf(inner, values),
  );
}

function valueOf(name: string, values: Values): string {
  if (name === 'value') return texted(values.value);
  const known = NAMES.find((one) => one === name);
  return known === undefined ? '' : values[known];
}

/** Of Spectral's expressions: `print("x")`, names, strings, `+` and `toUpperCase()`. Nothing is evaluated as code. */
function expression(text: string, values: Values): string {
  return text
    .split('+')
    .map((part) => {
      const term = part.trim().replace(/\.toUpperCase\(\)$/, '');
      const printed = /^print\(["'](\w+)["']\)$/.exec(term)?.[1];
      const literal = /^["'](.*)["']$/.exec(term)?.[1];
      const word = printed === undefined ? (literal ?? valueOf(term, values)) : print(printed, values);
      return part.trim().endsWith('.toUpperCase()') ? word.toUpperCase() : word;
    })
    .join('');
}

function print(what: string, values: Values): string {
  if (what === 'property') return values.property === '' ? 'The document ' : `"${values.property}" property `;
  return what === 'value' ? quoted(values.value) : valueOf(what, values);
}

function quoted(value: Json | undefined): string {
  if (value === undefined) return 'undefined';
  if (Array.isArray(value)) return 'Array[]';
  return typeof value === 'object' && value !== null ? 'Object{}' : JSON.stringify(value);
}

/** As JavaScript makes a text of it, except that a key `toString` of a document is not called. */
function texted(value: Json | undefined): string {
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item) => (item === null ? '' : texted(item))).join(',');
  return typeof value === 'object' && value !== null ? '[object Object]' : String(value);
}

/** The last key of the path; with what is missing below it, in dots. */
function propertyOf({ path, told }: Told['place']): string {
  if (told.length <= path.length) return path.at(-1) ?? '';
  // Of the whole document nothing is left to name but what is missing last.
  return dotted(told.slice(path.length - 1));
}

function dotted(segments: readonly string[]): string {
  const text = segments.reduce<string>((before, segment) => {
    if (segment === '' || /\s/.test(segment)) return `${before}['${segment}']`;
    if (!Number.isNaN(Number(segment))) return `${before}[${segment}]`;
    return before === '' ? segment : `${before}.${segment}`;
  }, '');
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}

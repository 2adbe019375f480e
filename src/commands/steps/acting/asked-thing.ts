import type { Invocation, OptionSpec } from '../../../model/command.ts';
import { METHODS } from '../../../model/contract.ts';
import { CountersignError } from '../../../model/errors.ts';
import { pointerOfReference } from '../../../model/pointer.ts';
import type { Asked } from '../../../model/target.ts';

export const THING_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--parameter <name>',
    description: 'not the operation, but this parameter of it; `query:limit` where several are called so',
  },
  { flags: '--value <value>', description: 'not the schema, property or parameter, but this value of its enum' },
];

/** What a thing may be named by; for the descriptions of arguments. */
export const THING_WORDS = 'METHOD /path, an operationId, Schema.property, or a JSON pointer';

/** Members of a contract that pointers begin with, and files do not. */
const ROOTS = /^#?\/(?:paths|components|webhooks|definitions|parameters|responses)\//;

/**
 * The names of APIs among the arguments, and the thing that was asked for after them: null where there is none. A word alone is the thing where one is
 * needed, else the API. Throws USAGE for arguments that are neither.
 */
export function askedIn(
  { arguments: words, text }: Invocation,
  { needed }: { readonly needed: boolean },
): { readonly names: readonly string[]; readonly asked: Asked | null } {
  const parameter = text('parameter');
  const value = text('value');
  const { names, written, thing } = split(words, needed);
  if (thing === null) {
    const option = parameter === null ? (value === null ? null : '--value') : '--parameter';
    if (option !== null) throw usage(`${option} belongs to a thing that is named`, `name it as ${THING_WORDS}`);
    return { names, asked: null };
  }
  return { names, asked: { written, thing, parameter, value } };
}

type Split = {
  readonly names: readonly string[];
  readonly written: string;
  readonly thing: Asked['thing'] | null;
};

function split(words: readonly string[], needed: boolean): Split {
  const last = words.at(-1) ?? '';
  const method = words.at(-2) ?? '';
  if (isOperation(method, last)) return operation(words.slice(0, -2), method, last);
  const [, one = '', path = ''] = /^(\S+)\s+(\/\S*)$/.exec(last) ?? [];
  if (isOperation(one, path)) return operation(words.slice(0, -1), one, path);
  const names = words.slice(0, -1);
  if (isMethod(last))
    throw usage(`\`${last}\` names no operation`, `a path belongs to it: ${last.toUpperCase()} /payments`);
  if (last.startsWith('#') || ROOTS.test(last)) {
    const pointer = pointerOfReference(last.startsWith('#') ? last : `#${last}`);
    if (pointer === null) throw usage(`\`${last}\` is no JSON pointer`, 'write it as #/components/schemas/Payment');
    return { names, written: last, thing: { kind: 'pointer', pointer } };
  }
  if (words.length > 1 || (needed && words.length === 1))
    return { names, written: last, thing: { kind: 'name', name: last } };
  return { names: words, written: '', thing: null };
}

function operation(names: readonly string[], method: string, path: string): Split {
  const written = `${method.toUpperCase()} ${path}`;
  return { names, written, thing: { kind: 'operation', method: method.toUpperCase(), path } };
}

/** Methods that OpenAPI has no key for are known by their capitals, as COPY and VERSION-CONTROL; before a pointer such a word is an API. */
function isOperation(method: string, path: string): boolean {
  return path.startsWith('/') && (isMethod(method) || (/^[A-Z][A-Z-]*$/.test(method) && !ROOTS.test(path)));
}

function isMethod(word: string): boolean {
  return METHODS.some((method) => method === word.toLowerCase());
}

function usage(message: string, hint: string): CountersignError {
  return new CountersignError('USAGE', message, { hint });
}

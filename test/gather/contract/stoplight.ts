import { createRequire } from 'node:module';
import { segmentsOf } from '../../../src/model/pointer.ts';

type Position = { readonly line: number; readonly character: number };
type Parser = {
  readonly parseWithPointers: (text: string, options: object) => unknown;
  readonly getLocationForJsonPath: (
    result: unknown,
    path: readonly string[],
    closest: boolean,
  ) => { readonly range: { readonly start: Position; readonly end: Position } } | undefined;
};

/** What Spectral finds places with. They come with it, and are not among our own dependencies. */
const spectral = createRequire(createRequire(import.meta.url).resolve('@stoplight/spectral-core'));

export type Parsed = { readonly parser: Parser; readonly result: unknown };

/** A text as Spectral reads it; its command reads every document as YAML, and referenced `.json` files as JSON. */
export function stoplight(format: 'yaml' | 'json', text: string): Parsed {
  const parser = spectral(format === 'yaml' ? '@stoplight/yaml' : '@stoplight/json') as Parser;
  const options = { ignoreDuplicateKeys: false, mergeKeys: true, preserveKeyOrder: true };
  return { parser, result: parser.parseWithPointers(text, options) };
}

/** Gives the range that Spectral reports for a pointer, as `line:column-line:column`, counted from 1. */
export function spectralRange({ parser, result }: Parsed): (pointer: string) => string {
  return (pointer) => {
    const found = parser.getLocationForJsonPath(result, segmentsOf(pointer), true)?.range;
    if (found === undefined) return 'nowhere';
    const text = ({ line, character }: Position): string => `${line + 1}:${character + 1}`;
    return `${text(found.start)}-${text(found.end)}`;
  };
}

import type { Dialect } from '../../model/contract.ts';
import { isArray, isObject, type Json, type JsonObject, ownString } from '../../model/json.ts';
import type { LintFunction, Segment } from './define.ts';

/** What of Spectral's context is looked at; `unresolved` is the document as it is written. */
type SpectralContext = {
  readonly path: readonly Segment[];
  readonly documentInventory: { readonly unresolved: unknown };
};
type SpectralFunction = (
  input: unknown,
  options: unknown,
  context: SpectralContext,
) => { readonly message: string; readonly path?: Segment[] }[];

/** A function of ours as Spectral calls it. The build makes `dist/spectral` of these, for rulesets that run in Spectral itself. */
export function asSpectralFunction({ check }: LintFunction): SpectralFunction {
  return (input, options, { path, documentInventory: { unresolved } }) => {
    if (!isObject(unresolved)) return [];
    const context = { document: unresolved, dialect: dialectOf(unresolved), path };
    return check(asJson(input), asJson(options) ?? null, context).map((complaint) =>
      complaint.path === undefined
        ? { message: complaint.message }
        : { message: complaint.message, path: [...complaint.path] },
    );
  };
}

function dialectOf(document: JsonObject): Dialect {
  const version = ownString(document, 'openapi') ?? '2.0';
  if (version.startsWith('3.0')) return '3.0';
  if (version.startsWith('3.1')) return '3.1';
  return version.startsWith('3.') ? '3.2' : '2.0';
}

/** What Spectral hands on was parsed: it is JSON, or missing. */
function asJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  return isObject(value) || isArray(value) ? value : undefined;
}

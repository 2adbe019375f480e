import { type Context, defineCheck } from '../define.ts';
import { rangeName } from '../media-types.ts';
import type { ParameterSide } from '../read/sides.ts';

export default defineCheck({
  id: 'request-parameter-style-changed',
  on: 'parameter',
  impact: 'breaking',
  bothWays: true,
  summary: 'A parameter is written in another way in the URL or header (style, explode, allowReserved, content).',
  why: 'Callers go on writing it the old way: `ids=1,2` and `ids=1&ids=2` are read differently.',
  fix: 'Keep the way it is written, or take the new way under a new parameter name.',
  kept: (before, after, context) => {
    // One that moved is written anew anyway.
    if (before.in !== after.in) return null;
    const { types } = context.shape.after(after.schema);
    const [from, to] = [wayOf(before), wayOf(after)];
    if (from !== to && matters(before, after, types))
      return `Parameter \`${after.name}\` is written as ${to} where it was ${from}.`;
    return reserved(before, after, context);
  },
});

function wayOf({ mediaType, wire }: ParameterSide): string {
  return mediaType === null ? wire : rangeName(mediaType);
}

/** A single value is written alike in all styles but those of a path with a prefix, and a number alike in JSON. */
function matters(before: ParameterSide, after: ParameterSide, types: ReadonlySet<string> | null): boolean {
  if (types === null || types.has('array') || types.has('object')) return true;
  const encoded = (before.mediaType === null) !== (after.mediaType === null) || before.mediaType !== after.mediaType;
  return encoded ? types.has('string') : before.in === 'path' && prefixOf(before) !== prefixOf(after);
}

/** `/{id}` is `/5`, `/.5` or `/;id=5`. */
function prefixOf({ wire }: ParameterSide): string {
  return wire.startsWith('label') ? '.' : wire.startsWith('matrix') ? ';' : '';
}

/** Who percent-encodes everything is understood either way. */
function reserved(before: ParameterSide, after: ParameterSide, { shape }: Context) {
  if (before.allowReserved === after.allowReserved) return null;
  const { types } = shape.before(before.schema);
  if (types !== null && !['string', 'array', 'object'].some((type) => types.has(type))) return null;
  return before.allowReserved
    ? `Parameter \`${after.name}\` may no longer hold reserved characters such as \`/\` as they are.`
    : {
        message: `Parameter \`${after.name}\` may now hold reserved characters such as \`/\` as they are.`,
        impact: 'compatible' as const,
      };
}

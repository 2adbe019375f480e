import { own } from '../../../model/json.ts';
import type { ParameterSide } from '../read/sides.ts';

const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ['spaceDelimited', '%20'],
  ['pipeDelimited', '%7C'],
  ['tabDelimited', '%09'],
]);

/** A list of `a` and `b`, or an object of `x` and `y`, as a parameter is written (OpenAPI 3.1, 4.8.12.4). */
export function wireText({ name, wire, schema }: ParameterSide): string {
  const [style = ''] = wire.split(',');
  const exploded = wire.includes('exploded');
  const isObject = schema.nodes.some(
    ({ value }) => own(value, 'type') === 'object' || own(value, 'properties') !== undefined,
  );
  if (style === 'deepObject') return `${name}[x]=1&${name}[y]=2`;
  const query = style === 'form' || SEPARATORS.has(style);
  if (exploded && query) return isObject ? 'x=1&y=2' : `${name}=a&${name}=b`;
  const separator = SEPARATORS.get(style) ?? ',';
  const value = isObject
    ? (exploded ? ['x=1', 'y=2'] : ['x', '1', 'y', '2']).join(separator)
    : ['a', 'b'].join(separator);
  return query ? `${name}=${value}` : value;
}

import { isArray, isObject, type Json, own, ownString } from '../../../model/json.ts';
import { defineLintFunction, type Segment } from '../define.ts';
import { grouped, isData } from '../parts.ts';

type Named = { readonly name: string; readonly path: readonly Segment[] };

export default defineLintFunction({
  name: 'consistentNames',
  summary: 'Names of one kind are written in one way throughout an API.',
  options: {
    type: 'object',
    properties: { of: { enum: ['properties', 'query-parameters'] } },
    required: ['of'],
    additionalProperties: false,
  },
  check: (input, options, { path }) => {
    const named = collect(input, path, ownString(options, 'of') === 'properties');
    const styles = grouped(
      named.filter(({ name }) => styleOf(name) !== null),
      ({ name }) => styleOf(name) ?? '',
    );
    const ranked = [...styles].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    const [most, ...others] = ranked;
    const [odd] = others.flatMap(([, names]) => names);
    if (most === undefined || odd === undefined) return [];
    const few = [...new Set(others.flatMap(([, names]) => names.map(({ name }) => `\`${name}\``)))];
    const list = few.length > 4 ? `${few.slice(0, 4).join(', ')} and ${few.length - 4} more` : few.join(', ');
    return [{ message: `most are in ${most[0]}, but not ${list}`, path: odd.path }];
  },
});

/** Names of a single lower-case word fit camelCase and snake_case alike, so they say nothing. */
function styleOf(name: string): string | null {
  if (/^[a-z]+([A-Z0-9][a-z0-9]*)+$/.test(name) && /[A-Z]/.test(name)) return 'camelCase';
  if (/^[a-z0-9]+(_[a-z0-9]+)+$/.test(name)) return 'snake_case';
  if (/^[a-z0-9]+(-[a-z0-9]+)+$/.test(name)) return 'kebab-case';
  return /^[A-Z][a-z0-9]+([A-Z][a-z0-9]*)*$/.test(name) ? 'PascalCase' : null;
}

function collect(root: Json | undefined, from: readonly Segment[], properties: boolean): Named[] {
  const found: Named[] = [];
  const visit = (value: Json | undefined, path: readonly Segment[]): void => {
    if (isArray(value)) {
      value.forEach((item, index) => visit(item, [...path, index]));
      return;
    }
    if (!isObject(value) || isData(path)) return;
    if (properties && path.at(-1) === 'properties') {
      for (const name of Object.keys(value)) found.push({ name, path: [...path, name] });
    }
    const name = ownString(value, 'name');
    if (!properties && name !== undefined && own(value, 'in') === 'query')
      found.push({ name, path: [...path, 'name'] });
    for (const [key, member] of Object.entries(value)) visit(member, [...path, key]);
  };
  visit(root, from);
  return found;
}

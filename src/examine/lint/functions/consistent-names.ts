import { isArray, isObject, type Json, own, ownString } from '../../../model/json.ts';
import { type Complaint, defineLintFunction, type Segment } from '../define.ts';
import { fewOf, nameStyle } from '../name-styles.ts';
import { grouped, isData } from '../parts.ts';

type Named = { readonly name: string; readonly path: readonly Segment[] };

export default defineLintFunction({
  name: 'consistentNames',
  summary: 'Names of one kind are written in one way throughout an API.',
  options: {
    type: 'object',
    properties: {
      of: { enum: ['properties', 'query-parameters'] },
      style: {
        enum: ['consistent', 'camel', 'snake', 'pascal', 'kebab'],
        description: '`consistent`, which is the default: as most of them are',
      },
    },
    required: ['of'],
    additionalProperties: false,
  },
  check: (input, options, { path }) => {
    const named = collect(input, path, ownString(options, 'of') === 'properties');
    const style = nameStyle(ownString(options, 'style'));
    return style === undefined ? mixed(named) : otherwise(named, style);
  },
});

/** One complaint, at the first name that is not written as most are. */
function mixed(named: readonly Named[]): Complaint[] {
  const styles = grouped(
    named.filter(({ name }) => styleOf(name) !== null),
    ({ name }) => styleOf(name) ?? '',
  );
  const ranked = [...styles].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const [most, ...others] = ranked;
  const [odd] = others.flatMap(([, names]) => names);
  if (most === undefined || odd === undefined) return [];
  const list = fewOf(others.flatMap(([, names]) => names.map(({ name }) => name)));
  return [{ message: `most are in ${most[0]}, but not ${list}`, path: odd.path }];
}

/** Where the style was chosen, each name that is written otherwise, where it stands first. */
function otherwise(named: readonly Named[], { label, pattern }: { label: string; pattern: RegExp }): Complaint[] {
  const first = new Map<string, Named>();
  for (const one of named) if (!first.has(one.name)) first.set(one.name, one);
  return [...first.values()]
    .filter(({ name }) => !partsOf(name).every((part) => pattern.test(part)))
    .map(({ name, path }) => ({ message: `\`${name}\` is not in ${label}`, path, about: name }));
}

/** `page[size]` and `filter.bookedOn` are paths of names; `_links` and `@type` belong to formats of others. */
function partsOf(name: string): string[] {
  return name.split(/[.[\]]+/).filter((part) => /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(part));
}

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

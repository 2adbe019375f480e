import { isArray, isObject, type Json, ownString } from '../../../model/json.ts';
import { type Complaint, defineLintFunction, type Segment } from '../define.ts';
import { isData, words } from '../parts.ts';
import { SPELLINGS } from '../spellings.ts';

export default defineLintFunction({
  name: 'english',
  summary: 'Names of paths, parameters, properties and operations have the spelling of one English.',
  options: {
    type: 'object',
    properties: { spelling: { enum: ['us', 'gb'] } },
    required: ['spelling'],
    additionalProperties: false,
  },
  check: (input, options) => {
    const spelling = ownString(options, 'spelling') === 'gb' ? 'gb' : 'us';
    const seen = new Set<string>();
    return namesIn(input).flatMap(({ name, path }): Complaint[] => {
      const wrong = words(name)
        .split(' ')
        .find((word) => SPELLINGS[spelling].has(word));
      if (wrong === undefined || seen.has(name)) return [];
      seen.add(name);
      return [
        { message: `\`${name}\` would be written with ${SPELLINGS[spelling].get(wrong) ?? ''}`, path, about: name },
      ];
    });
  },
});

type Named = { readonly name: string; readonly path: readonly Segment[] };

/** Names that callers write into their programs; texts are left to people. */
function namesIn(root: Json | undefined): Named[] {
  const found: Named[] = [];
  const visit = (value: Json | undefined, path: readonly Segment[]): void => {
    if (isArray(value)) {
      value.forEach((item, index) => visit(item, [...path, index]));
      return;
    }
    if (!isObject(value) || isData(path)) return;
    const parent = path.at(-1);
    if (parent === 'properties' || (parent === 'paths' && path.length === 1))
      for (const name of Object.keys(value)) found.push({ name, path: [...path, name] });
    for (const key of ['operationId', ...(ownString(value, 'in') === undefined ? [] : ['name'])]) {
      const name = ownString(value, key);
      if (name !== undefined) found.push({ name, path: [...path, key] });
    }
    for (const [key, member] of Object.entries(value)) visit(member, [...path, key]);
  };
  visit(root, []);
  return found;
}

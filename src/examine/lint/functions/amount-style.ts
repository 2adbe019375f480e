import { isObject, type Json, ownObject } from '../../../model/json.ts';
import { defineLintFunction, type Segment } from '../define.ts';
import { endsIn, isData, strings, typesOf } from '../parts.ts';

export default defineLintFunction({
  name: 'amountStyle',
  summary: 'Amounts of money are written in one way throughout an API.',
  options: {
    type: 'object',
    properties: {
      names: { type: 'array', items: { type: 'string' }, minItems: 1, description: 'in lower case, words apart' },
    },
    required: ['names'],
    additionalProperties: false,
  },
  check: (input, options, { document }) => {
    const names = strings(options, 'names');
    const styles = new Map<string, string>();
    const visit = (value: Json | undefined, path: readonly Segment[]): void => {
      if (Array.isArray(value)) (value as readonly Json[]).forEach((item, index) => visit(item, [...path, index]));
      if (!isObject(value) || isData(path)) return;
      for (const [name, property] of Object.entries(ownObject(value, 'properties') ?? {})) {
        if (!endsIn(name, names)) continue;
        const [type] = typesOf(document, { value: property, path: [...path, 'properties', name] });
        if (type === 'string' || type === 'integer' || type === 'number') styles.set(type, styles.get(type) ?? name);
      }
      for (const [key, member] of Object.entries(value)) visit(member, [...path, key]);
    };
    visit(input, []);
    if (styles.size < 2) return [];
    const kinds = [...styles].map(([type, name]) => `${type} (\`${name}\`)`);
    return [{ message: `amounts are ${kinds.join(' and ')}` }];
  },
});

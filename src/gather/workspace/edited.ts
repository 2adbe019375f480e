import { isMap, isScalar, parseDocument } from 'yaml';
import { CountersignError } from '../../model/errors.ts';

/**
 * A YAML text with these values at its top level, and no others; comments and layout stay. Import this file only where something is edited:
 * its parser is slow to load. Throws ACCEPTANCE_INVALID for a text that is no mapping.
 */
export function edited(text: string, value: { readonly [key: string]: unknown }): string {
  const document = parseDocument(text, { logLevel: 'silent' });
  if (document.errors.length > 0 || !isMap(document.contents))
    throw new CountersignError('ACCEPTANCE_INVALID', 'the entry that is there already is not well-formed', {
      hint: 'mend or remove it',
    });
  const keys = document.contents.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : []));
  for (const key of keys) if (!Object.hasOwn(value, key)) document.delete(key);
  for (const [key, each] of Object.entries(value)) {
    const node = document.get(key, true);
    if (isScalar(node)) node.value = each;
    else document.set(key, each);
  }
  return document.toString({ lineWidth: 0 });
}

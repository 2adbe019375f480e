import type { Contract } from '../../model/contract.ts';
import type { FileEdit } from '../../model/edit.ts';
import { isObject, type Json, own, ownObject } from '../../model/json.ts';
import { endOfReferences, pointerOf, valueAt } from '../../model/pointer.ts';
import { componentReference, headerEntry, type HeaderValues, missingComponents, missingHeaders } from './headers.ts';
import type { Written } from './removal.ts';

export type HeaderEdits = {
  readonly edits: readonly FileEdit[];
  /** Responses that other operations use as well, by status code: what they declare would be said of those too. */
  readonly shared: readonly string[];
};

/**
 * The edits by which the responses of an operation declare the headers that they lack: by reference to components of the root file, or, where there can be
 * none, each in full. `isOwn` says whether a component belongs to the operation alone.
 */
export function headerEdits(
  contract: Contract,
  operation: string,
  values: HeaderValues,
  written: Written,
  isOwn: (component: string) => boolean,
): HeaderEdits {
  const { document, dialect, source } = contract;
  const components = written(source.file, '/components');
  // Beside a reference to another file nothing counts.
  const canRefer =
    dialect !== '2.0' && [components, own(components, 'headers')].every((each) => own(each, '$ref') === undefined);
  const shared: string[] = [];
  const edits: FileEdit[] = [];
  for (const code of Object.keys(ownObject(valueAt(document, operation), 'responses') ?? {})) {
    const at = endOfReferences(document, operation + pointerOf('responses', code));
    const response = valueAt(document, at);
    if (code.startsWith('x-') || !isObject(response)) continue;
    const missing = missingHeaders(response, values);
    if (missing.length === 0) continue;
    if (!at.startsWith(`${operation}/`) && !isOwn(at)) {
      shared.push(code);
      continue;
    }
    const { file, pointer } = contract.locate(at);
    const entries = missing.map((name): [string, Json] => {
      const reference = canRefer ? componentReference(name, file, source.file) : null;
      return [name, headerEntry(name, values[name] ?? '', dialect, reference)];
    });
    if (own(response, 'headers') === undefined)
      edits.push({
        kind: 'set',
        file,
        pointer: `${pointer}/headers`,
        value: Object.fromEntries(entries),
        before: 'content',
      });
    else
      for (const [name, value] of entries)
        edits.push({ kind: 'set', file, pointer: pointer + pointerOf('headers', name), value });
  }
  const declared = edits.length === 0 || !canRefer ? [] : missingComponents(document, values, dialect);
  return {
    edits: [
      ...edits,
      ...declared.map(([name, value]): FileEdit => {
        return { kind: 'set', file: source.file, pointer: pointerOf('components', 'headers', name), value };
      }),
    ],
    shared,
  };
}

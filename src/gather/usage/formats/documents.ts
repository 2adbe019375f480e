import { isObject, type Json, type JsonObject, own, ownArray, ownObject, ownString } from '../../../model/json.ts';
import type { Use } from '../../../model/workspace.ts';
import { type Call, dayOf, isMethod, nameOf } from '../call.ts';

/** A call of a document, with the fields and parameters that it is seen to use; null for an entry that is not understood. */
export type DocumentCall = Call & Pick<Use, 'fields' | 'parameters'>;

/** Whether a JSON document is a Pact file or a HAR; null for anything else. */
export function documentKind(value: Json): 'pact' | 'har' | null {
  if (ownArray(ownObject(value, 'log'), 'entries') !== undefined) return 'har';
  return ownArray(value, 'interactions') !== undefined && ownObject(value, 'consumer') !== undefined ? 'pact' : null;
}

/** The requests of a HAR. Whose they are it does not say. */
export function harCalls(document: Json): readonly (DocumentCall | null)[] {
  return (ownArray(ownObject(document, 'log'), 'entries') ?? []).map((entry) => {
    const request = ownObject(entry, 'request');
    const [method, target] = [ownString(request, 'method'), ownString(request, 'url')];
    if (method === undefined || target === undefined || !isMethod(method)) return null;
    return { method, target, consumer: null, day: dayOf((ownString(entry, 'startedDateTime') ?? '').slice(0, 10)) };
  });
}

/** The interactions of a Pact file of version 2, 3 or 4. Messages are no calls. */
export function pactCalls(document: Json): readonly (DocumentCall | null)[] {
  const consumer = nameOf(ownString(ownObject(document, 'consumer'), 'name'));
  return (ownArray(document, 'interactions') ?? []).map((interaction) => {
    const [request, response] = [ownObject(interaction, 'request'), ownObject(interaction, 'response')];
    const method = ownString(request, 'method')?.toUpperCase();
    const target = ownString(request, 'path');
    if (request === undefined || method === undefined || target === undefined || !isMethod(method)) return null;
    const fields = { ...fieldsOf('request', request), ...fieldsOf('response', response) };
    return {
      method,
      target,
      consumer,
      day: null,
      ...(Object.keys(fields).length === 0 ? {} : { fields }),
      parameters: [...queryNames(own(request, 'query')), ...Object.keys(ownObject(request, 'headers') ?? {})],
    };
  });
}

function fieldsOf(side: 'request' | 'response', message: JsonObject | undefined): Use['fields'] {
  const written = own(message, 'body');
  // From version 4 on the body says of which kind it is.
  const body = isObject(written) && Object.hasOwn(written, 'content') ? written['content'] : written;
  if (typeof body !== 'object' || body === null) return {};
  const paths = new Set<string>();
  leaves(body, '', paths);
  return { [side]: [...paths].sort() };
}

function leaves(value: Json, path: string, paths: Set<string>): void {
  if (Array.isArray(value)) (value as readonly Json[]).forEach((item) => leaves(item, path, paths));
  else if (isObject(value) && Object.keys(value).length > 0)
    for (const key of Object.keys(value)) leaves(value[key] ?? null, path === '' ? key : `${path}.${key}`, paths);
  else if (path !== '') paths.add(path);
}

/** Names alone: `a=1&b=2` of version 2, or an object. */
function queryNames(query: Json | undefined): readonly string[] {
  if (isObject(query)) return Object.keys(query);
  return typeof query === 'string' ? [...new URLSearchParams(query).keys()] : [];
}

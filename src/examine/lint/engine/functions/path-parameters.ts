import { isObject, type Json, own, ownArray } from '../../../../model/json.ts';
import type { Segment } from '../../define.ts';
import { type EngineFunction, NOTHING, type Said } from '../function.ts';

type Declared = Map<string, readonly Segment[]>;
type Complaint = { readonly message: string; readonly path: readonly Segment[] };

const PLACEHOLDER = /(\{;?\??[a-zA-Z0-9_-]+\*?\})/g;
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace'];

/** Path parameters are declared once, are required, and stand in the path; what stands in the path is declared. */
export function oasPathParam(...[paths]: Parameters<EngineFunction>): readonly Said[] {
  if (!isObject(paths)) return NOTHING;
  const said: Complaint[] = [];
  const known = new Map<string, string>();
  for (const [path, item] of Object.entries(paths)) {
    if (typeof item !== 'object' || item === null) continue;
    const normalized = path.replace(PLACEHOLDER, '%');
    const twin = known.get(normalized);
    if (twin === undefined) known.set(normalized, path);
    else said.push({ message: `Paths "${twin}" and "${path}" must not be equivalent.`, path: ['paths', path] });
    said.push(...ofPath(path, item));
  }
  return said;
}

function ofPath(path: string, item: Json): readonly Complaint[] {
  const said: Complaint[] = [];
  const placeholders: string[] = [];
  for (const [match] of path.matchAll(PLACEHOLDER)) {
    const name = match.replace(/[{}?*;]/g, '');
    if (!placeholders.includes(name)) placeholders.push(name);
    else
      said.push({
        message: `Path "${path}" must not use parameter "{${name}}" multiple times.`,
        path: ['paths', path],
      });
  }
  const shared = declared(own(item, 'parameters'), ['paths', path, 'parameters'], said);
  for (const [method, operation] of isObject(item) ? Object.entries(item) : []) {
    if (!METHODS.includes(method) || typeof operation !== 'object' || operation === null) continue;
    const at = ['paths', path, method];
    const all = new Map([...shared, ...declared(own(operation, 'parameters'), [...at, 'parameters'], said)]);
    for (const [name, place] of all) {
      if (!placeholders.includes(name))
        said.push({ message: `Parameter "${name}" must be used in path "${path}".`, path: place });
    }
    for (const name of placeholders) {
      if (!all.has(name))
        said.push({ message: `Operation must define parameter "{${name}}" as expected by path "${path}".`, path: at });
    }
  }
  return said;
}

/** Path parameters of a list, by name. */
function declared(parameters: Json | undefined, at: readonly string[], said: Complaint[]): Declared {
  const found: Declared = new Map();
  for (const [index, parameter] of (ownArray({ parameters: parameters ?? null }, 'parameters') ?? []).entries()) {
    const written = own(parameter, 'name');
    if (own(parameter, 'in') !== 'path' || written === undefined) continue;
    const [name, path] = [typeof written === 'string' ? written : JSON.stringify(written), [...at, index]];
    if (own(parameter, 'required') !== true)
      said.push({ message: `Path parameter "${name}" must have "required" property that is set to "true".`, path });
    if (found.has(name)) said.push({ message: `Path parameter "${name}" must not be defined multiple times.`, path });
    else found.set(name, path);
  }
  return found;
}

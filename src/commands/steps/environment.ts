import { nearest } from '../../model/nearest.ts';
import { CountersignError } from '../../model/errors.ts';
import type { Environment, Workspace } from '../../model/workspace.ts';

/** The environment of that name; null when none is asked for. Throws ENVIRONMENT_UNKNOWN. */
export function environmentNamed(workspace: Workspace, name: string | null): Environment | null {
  if (name === null) return null;
  const found = workspace.environments.find((environment) => environment.name === name);
  if (found !== undefined) return found;
  throw new CountersignError('ENVIRONMENT_UNKNOWN', `there is no environment \`${name}\``, {
    hint: hintFor(
      name,
      workspace.environments.map((environment) => environment.name),
    ),
  });
}

function hintFor(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== null) return `did you mean ${near}?`;
  return known.length > 0 ? `one of: ${known.join(', ')}` : 'add it under environments: in countersign.yaml';
}

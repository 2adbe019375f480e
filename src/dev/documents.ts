import { dependenciesPage } from './dependencies.ts';

/** Documents that are derived from metadata: pairs of path (relative to the root) and content. */
export async function documents(root: string): Promise<(readonly [string, string])[]> {
  return [['docs/dependencies.md', await dependenciesPage(root)]];
}

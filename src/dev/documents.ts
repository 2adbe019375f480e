/** Documents that are derived from metadata: pairs of path (relative to the root) and content. */
export async function documents(_root: string): Promise<(readonly [string, string])[]> {
  return Promise.resolve([]);
}

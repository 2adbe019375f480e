import type { DocumentSide, OperationSide } from '../read/sides.ts';
import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'server-path-changed',
  on: 'document',
  impact: 'breaking',
  summary: 'The path of the server changed, so operations are called at another URL.',
  why: 'Every call goes to the old URL and finds nothing there.',
  fix: 'Keep serving the old base path, and list both servers until callers have moved.',
  kept: (before, after) => {
    const moved = before.operations.filter((operation) => isMoved(operation, after)).length;
    if (moved === 0) return null;
    const count = moved === 1 ? 'One operation is' : `${moved} operations are`;
    return {
      message: `The server path changed from \`${basesOf(before)}\` to \`${basesOf(after)}\`: ${count} called at another URL.`,
      before: before.servers[0]?.pointer ?? '',
      after: after.servers[0]?.pointer ?? '',
    };
  },
});

function basesOf({ servers }: DocumentSide): string {
  return [...new Set(servers.map(({ path }) => path || '/'))].join('`, `') || '/';
}

/** Still there under its path, and not reachable at any URL that it had. */
function isMoved({ operation, template, urls }: OperationSide, after: DocumentSide): boolean {
  const same = after.operations.filter((other) => other.operation.method === operation.method);
  return (
    same.some((other) => other.template === template) &&
    !same.some((other) => other.urls.some((url) => urls.includes(url)))
  );
}

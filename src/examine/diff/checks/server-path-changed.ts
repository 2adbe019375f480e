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
    const moves = before.operations.flatMap((operation) => moveOf(operation, after) ?? []);
    const counts = new Map<string, number>();
    for (const move of moves) counts.set(move, (counts.get(move) ?? 0) + 1);
    return [...counts].map(([move, moved]) => ({
      message: `The server path changed ${move}: ${moved === 1 ? 'One operation is' : `${moved} operations are`} called at another URL.`,
      about: [move],
      before: before.servers[0]?.pointer ?? '',
      after: after.servers[0]?.pointer ?? '',
    }));
  },
});

/** The parts of its URLs before its path. */
function basesOf({ urls, template }: OperationSide): string {
  return urls.map((url) => `\`${url.slice(0, url.length - template.length) || '/'}\``).join(', ');
}

/** Still there under its path, and not reachable at any URL that it had: from which bases to which. */
function moveOf(operation: OperationSide, after: DocumentSide): string | null {
  const same = after.operations.filter((other) => other.operation.method === operation.operation.method);
  const found = same.find(({ template }) => template === operation.template);
  if (found === undefined || same.some(({ urls }) => urls.some((url) => operation.urls.includes(url)))) return null;
  return `from ${basesOf(operation)} to ${basesOf(found)}`;
}

import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

const NOWHERE = '/dev/null';

/** The unified diff of one file, with three lines of context; null for a text that is not there. */
export function unifiedDiff(path: string, before: string | null, after: string | null): string {
  return createTwoFilesPatch(
    before === null ? NOWHERE : `a/${path}`,
    after === null ? NOWHERE : `b/${path}`,
    before ?? '',
    after ?? '',
    undefined,
    undefined,
    { context: 3, headerOptions: FILE_HEADERS_ONLY },
  );
}

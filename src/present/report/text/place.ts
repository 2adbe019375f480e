import type { Location } from '../../../model/location.ts';

/** A commit as people say it. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

/** `openapi.yaml:41:5`, which editors and terminals open, and `@ 1a2b3c4` behind it for a revision. */
export function placeOf(at: Location): string {
  const place = `${at.file}:${at.line}:${at.column}`;
  return at.commit === null ? place : `${place} @ ${shortCommit(at.commit)}`;
}

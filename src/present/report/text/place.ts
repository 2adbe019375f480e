import type { Location } from '../../../model/location.ts';
import type { Base } from '../../../model/report.ts';

/** A commit as people say it. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

/** The name of a revision, which may be a commit's own. */
export function revisionName(revision: string): string {
  return /^[0-9a-f]{40,64}$/.test(revision) ? shortCommit(revision) : revision;
}

/**
 * `openapi.yaml:41:5`, which editors and terminals open. Of the revision compared with `origin/main:openapi.yaml:41:5`, as git names it;
 * of any other one the commit stands behind it.
 */
export function placeOf(at: Location, base: Base | null = null): string {
  const place = `${at.file}:${at.line}:${at.column}`;
  if (at.commit === null) return place;
  return base?.commit === at.commit
    ? `${revisionName(base.revision)}:${place}`
    : `${place} @ ${shortCommit(at.commit)}`;
}

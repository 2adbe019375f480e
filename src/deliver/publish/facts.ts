import type { Fact, Stage } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import type { PublishRule } from './rules.ts';

/** What a fact about a publication says; the rest of it is always the same. */
export type Said = Pick<Fact, 'message' | 'hint' | 'at'> & { readonly rule: PublishRule };

/** A fact that stands in the way of publishing. */
export function obstacle(api: string, from: Stage, said: Said): Fact {
  return { ...said, from, api, docs: `countersign explain ${said.rule}`, also: [], proposed: 'error', about: [] };
}

/** A file of the GitOps repository as a place: its beginning. */
export function fileAt(file: string, commit: string | null): Location {
  return { file, commit, pointer: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
}

import type { RenderedFile } from './gateway-config.ts';

/** A git trailer: one line, `token: value`; the value is stripped of line breaks and control characters when it is made. */
export type Trailer = { readonly token: string; readonly value: string };

/** One commit, planned in full before anything is written. Paths are relative to the root of the GitOps repository. */
export type Publication = {
  /** Commit that the plan was made on; null for an empty repository. */
  readonly base: string | null;
  readonly branch: string;
  readonly write: readonly RenderedFile[];
  readonly remove: readonly string[];
  readonly commit: { readonly subject: string; readonly body: string; readonly trailers: readonly Trailer[] };
};

import type { Json } from './json.ts';

/**
 * One edit of a JSON value that stands in a file. Pointers are RFC 6901, within that file; a list of edits is applied in its order, so a pointer means
 * the document as the edits before it have left it. References are not followed.
 */
export type Edit =
  /**
   * The value at a pointer becomes `value`. Parents that are missing, or null, are made as objects. A new key comes last, or in front of its
   * sibling `before` where there is one. What stays the same inside an object or a list is not touched.
   */
  | { readonly kind: 'set'; readonly pointer: string; readonly value: Json; readonly before?: string }
  /** A new item of a list. The last segment is the index that it will have, or `-` for the end. */
  | { readonly kind: 'insert'; readonly pointer: string; readonly value: Json }
  | { readonly kind: 'remove'; readonly pointer: string }
  /** The last segment of the pointer becomes `key`; the value and its place stay. */
  | { readonly kind: 'rename'; readonly pointer: string; readonly key: string }
  /** The entries of the object or list at a pointer in a new order: each old key or index once. Comments directly above an entry go with it. */
  | { readonly kind: 'reorder'; readonly pointer: string; readonly order: readonly (string | number)[] };

/** An edit of one of a contract's files; `file` is relative to the workspace root. */
export type FileEdit = Edit & { readonly file: string };

/** A file that edits change, with its text as it was and as it shall be. */
export type EditedFile = { readonly file: string; readonly before: string; readonly after: string };

/** A file to be written: `path` relative to its owner's folder, forward slashes, never absolute and never climbing. */
export type RenderedFile = { readonly path: string; readonly content: string };

/** Something the contract says and the target cannot express; a reviewer must see it. */
export type Gap = { readonly pointer: string; readonly message: string };

export type GatewayConfig = {
  readonly target: string;
  readonly environment: string | null;
  readonly contract: string;
  readonly files: readonly RenderedFile[];
  readonly unexpressed: readonly Gap[];
};

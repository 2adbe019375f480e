import type { Report } from './report.ts';

export type RenderContext = {
  readonly color: boolean;
  /** Columns to fit in. */
  readonly width: number;
  readonly verbose: boolean;
  readonly quiet: boolean;
  /** What changes are told by: each edit once with the operations that it reaches (so when absent), or operation by operation. */
  readonly by?: 'cause' | 'operation';
  /** Lines of a file that was read, for code frames; empty when it was not. */
  readonly lines: (file: string, commit: string | null) => readonly string[];
};

/** A pure function from a report to text, named by its `--format`. */
export type Renderer = {
  readonly id: string;
  readonly summary: string;
  /** The reports that it can render; every one when left out. For any other it throws a FAULT: the command must not have offered it. */
  readonly reports?: readonly Report['report'][];
  readonly render: (report: Report, context: RenderContext) => string;
  /** The same text piece by piece, where it may be too long to be held as a whole. */
  readonly pieces?: (report: Report, context: RenderContext) => Iterable<string>;
};

export function defineRenderer(renderer: Renderer): Renderer {
  return renderer;
}

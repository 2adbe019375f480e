import type { RenderContext } from '../../../model/renderer.ts';
import { type Ink, inkOf } from './ink.ts';

/** What every part of the text renderer needs to know of the paper it writes on. */
export type Page = RenderContext & { readonly ink: Ink };

/** Narrower than this, wrapped text would be a ribbon; the terminal breaks the lines then. */
const NARROWEST = 40;

export function pageOf(context: RenderContext): Page {
  return { ...context, width: Math.max(NARROWEST, context.width), ink: inkOf(context.color) };
}

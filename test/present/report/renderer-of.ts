import type { Renderer } from '../../../src/model/renderer.ts';
import { RENDERERS } from '../../../src/present/report/renderers/index.ts';

export function rendererOf(id: string): Renderer {
  const found = RENDERERS.find((renderer) => renderer.id === id);
  if (found === undefined) throw new Error(`no renderer ${id}`);
  return found;
}

// Written by npm run gen from the files beside it. Do not edit.
import type { Renderer } from '../../../model/renderer.ts';
import json from './json.ts';
import text from './text.ts';

export const RENDERERS: readonly Renderer[] = [json, text];

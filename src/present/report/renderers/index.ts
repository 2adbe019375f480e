// Written by npm run gen from the files beside it. Do not edit.
import type { Renderer } from '../../../model/renderer.ts';
import atom from './atom.ts';
import csv from './csv.ts';
import html from './html.ts';
import json from './json.ts';
import markdown from './markdown.ts';
import text from './text.ts';

export const RENDERERS: readonly Renderer[] = [atom, csv, html, json, markdown, text];

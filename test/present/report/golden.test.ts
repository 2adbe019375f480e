import { describe, expect, test } from 'vitest';
import type { RenderContext } from '../../../src/model/renderer.ts';
import { RENDERERS } from '../../../src/present/report/renderers/index.ts';
import { rendererOf } from './renderer-of.ts';
import { sampleLines } from './samples/contract.ts';
import { sampleOf, SAMPLES } from './samples/index.ts';

const PLAIN: RenderContext = { color: false, width: 80, verbose: false, quiet: false, lines: sampleLines };

/** Samples that are also rendered in another way, by the end of the file's name. */
const VARIANTS: readonly (readonly [string, string, Partial<RenderContext>])[] = [
  ['lint-failing', '60', { width: 60 }],
  ['lint-failing', '80-quiet', { quiet: true }],
  ['diff-breaking', '80-color', { color: true }],
  ['diff-breaking', '80-verbose', { verbose: true }],
  ['diff-shared', '80-verbose', { verbose: true }],
  ['diff-shared', '80-by-operation', { by: 'operation' }],
  ['diff-shared', '80-quiet', { quiet: true }],
  ['diff-shared', '80-color', { color: true }],
  ['diff-shared', '40', { width: 40 }],
  ['diff-shared', '120', { width: 120 }],
  ['diff-many', '80-by-operation', { by: 'operation' }],
  ['diff-minified', '40', { width: 40 }],
  ['check-failing', '80-by-operation', { by: 'operation' }],
  ['check-passing', '80-verbose', { verbose: true }],
  ['check-strict', '80-quiet', { quiet: true }],
  ['deprecations-all', '56', { width: 56 }],
  ['deprecations-all', '300', { width: 300 }],
  ['deprecations-all', '300-verbose', { width: 300, verbose: true }],
  ['deprecations-all', '80-verbose', { verbose: true }],
  ['deprecations-fail-on', '80-quiet', { quiet: true }],
  ['publish-refused', '80-quiet', { quiet: true }],
  ['publish-planned', '80-quiet', { quiet: true }],
  ['render-written', '80-quiet', { quiet: true }],
  ['rules-listed', '80-verbose', { verbose: true }],
  ['rules-listed', '60', { width: 60 }],
  ['init-done', '80-quiet', { quiet: true }],
  ['approve-done', '80-quiet', { quiet: true }],
  ['history-whole', '80-quiet', { quiet: true }],
  ['history-whole', '80-verbose', { verbose: true }],
  ['history-one', '80-verbose', { verbose: true }],
  ['announce-done', '80-quiet', { quiet: true }],
  ['announce-done', '80-color', { color: true }],
  ['announce-done', '44', { width: 44 }],
  ['announce-done', '80-verbose', { verbose: true }],
  ['changelog-releases', '80-quiet', { quiet: true }],
  ['changelog-releases', '80-color', { color: true }],
  ['changelog-releases', '120-verbose', { width: 120, verbose: true }],
];

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['json', 'json'],
  ['markdown', 'md'],
  ['html', 'html'],
  ['atom', 'xml'],
  ['csv', 'csv'],
]);

const TEXT = rendererOf('text');

// Read every difference before accepting it: these files are what people read. `npx vitest run test/present -u` writes them.
describe.each(RENDERERS)('$id', (renderer) => {
  const extension = EXTENSIONS.get(renderer.id) ?? 'txt';
  const own = [...SAMPLES].filter(([, { report }]) => renderer.reports?.includes(report) ?? true);

  test.each(own)('%s', async (name, report) => {
    await expect(renderer.render(report, PLAIN)).toMatchFileSnapshot(`golden/${renderer.id}/${name}.80.${extension}`);
  });
});

test.each(VARIANTS)('text of %s, %s', async (name, variant, context) => {
  const text = TEXT.render(sampleOf(name), { ...PLAIN, ...context });
  await expect(text).toMatchFileSnapshot(`golden/text/${name}.${variant}.txt`);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CountersignError } from '../../../src/model/errors.ts';
import type { RenderContext } from '../../../src/model/renderer.ts';
import type { RenderReport } from '../../../src/model/report.ts';
import { jsonReport } from '../../../src/present/report/json/report.ts';
import { printableReport } from '../../../src/present/report/printable-report.ts';
import { hostileReport, hostileText } from './hostile.ts';
import { rendererOf } from './renderer-of.ts';
import { renderMany, renderOne } from './samples/deliveries.ts';
import { SAMPLES } from './samples/index.ts';

const text = rendererOf('text');
const json = rendererOf('json');

const hostileTexts = fc.array(hostileText, { minLength: 1, maxLength: 40 });

const hostileContext = fc.record({
  color: fc.boolean(),
  width: fc.integer({ min: 1, max: 200 }),
  verbose: fc.boolean(),
  quiet: fc.boolean(),
  lines: hostileTexts.map((lines) => () => lines),
});

// Written apart from the code under test: by what a terminal and the CI runners do, not by what we escape.
const OWN_COLOUR = /\x1b\[(?:0|1|2|22|31|32|33|34|36|39)(?:;\d+)*m/g;
const INVISIBLE =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Lines that GitHub Actions (`::` after trimming) or Azure DevOps (`##vso[`, `##[` anywhere) would obey. */
function commandsIn(output: string): readonly string[] {
  return output.split('\n').filter((line) => line.trimStart().startsWith('::') || /##(vso)?\[/i.test(line));
}

function expectHarmless(output: string, color: boolean): void {
  const plain = color ? output.replaceAll(OWN_COLOUR, '') : output;
  expect(INVISIBLE.exec(plain)?.[0]).toBeUndefined();
  expect(commandsIn(plain)).toEqual([]);
}

/** Reports that are written for people; of the others the content is itself the output. */
const pages = [...SAMPLES].filter(
  ([, report]) => report.report !== 'schema' && !(report.report === 'render' && report.written === null),
);

describe('text', () => {
  test.each(pages)('%s never prints what a terminal or a CI obeys', (_, report) => {
    fc.assert(
      fc.property(hostileTexts, hostileContext, (texts, context) => {
        expectHarmless(text.render(hostileReport(report, texts), context), context.color);
      }),
      { numRuns: 60 },
    );
  });

  test.each(pages)('%s is harmless before the last lock', (_, report) => {
    fc.assert(
      fc.property(hostileTexts, (texts) => {
        const found: string[] = [];
        JSON.stringify(printableReport(hostileReport(report, texts)), (key, value: unknown) => {
          found.push(key, ...(typeof value === 'string' ? [value] : []));
          return value;
        });
        expectHarmless(found.join('\n'), false);
      }),
      { numRuns: 60 },
    );
  });

  test('files that are the output itself go out as they are, or not at all', () => {
    const context: RenderContext = { color: false, width: 80, verbose: false, quiet: false, lines: () => [] };
    fc.assert(
      fc.property(hostileText, (content) => {
        const report: RenderReport = { ...renderOne, config: { ...renderOne.config, files: [{ path: 'a', content }] } };
        if (!/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/.test(content)) expect(text.render(report, context)).toBe(content);
        else expect(() => text.render(report, context)).toThrow(CountersignError);
      }),
    );
  });

  test('the refusal names file, line and character', () => {
    const files = [{ path: 'kong.yaml', content: 'a: 1\nb: "\x1b[2J"\n' }];
    expect(() =>
      text.render(
        { ...renderMany, config: { ...renderMany.config, files } },
        { color: false, width: 80, verbose: false, quiet: false, lines: () => [] },
      ),
    ).toThrow('kong.yaml:2 would put the control character \\x1b on the terminal');
  });
});

describe('json', () => {
  test.each([...SAMPLES])('%s is harmless and says the same', (_, report) => {
    fc.assert(
      fc.property(hostileTexts, hostileContext, (texts, context) => {
        const hostile = hostileReport(report, texts);
        const output = json.render(hostile, context);
        expectHarmless(output, false);
        const value = hostile.report === 'schema' ? hostile.schema : jsonReport(hostile);
        expect(JSON.parse(output)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 60 },
    );
  });
});

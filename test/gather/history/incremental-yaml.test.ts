import fc from 'fast-check';
import { CORE_SCHEMA, load, Type } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { incrementalParser } from '../../../src/gather/history/incremental-yaml.ts';

const merge = new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (data) => data === '<<' });
const schema = CORE_SCHEMA.extend({ implicit: [merge] });

/** What a parser makes of a text: a value, or the fact that it refuses it. */
function outcome(parse: (text: string) => unknown, text: string): unknown {
  try {
    return { value: parse(text) };
  } catch {
    return 'refused';
  }
}

const whole = (text: string): unknown => load(text, { schema });

/** Long enough to be taken apart. */
const filler = (mark: string): string => `# ${mark.repeat(2500)}\n`;

/** Lines that go well or badly together in every way that the cutting has to know about. */
const line = fc.tuple(
  fc.constantFrom('', ' ', '  ', '    ', '\t'),
  fc.constantFrom(
    ...['a:', 'b:', '"c":', "'d':", '/p/{id}:', '200:', '__proto__:', 'null:', '<<:', '? e', ': f', '-', '---', '...'],
    ...[
      'a: 1',
      'b: "open',
      'end"',
      "c: 'open",
      "end'",
      'd: [1,',
      '2]',
      'e: {x: 1,',
      'y: 2}',
      'f: |',
      'g: >-',
      'h: |+',
      'text',
    ],
    ...[
      '# comment',
      'i: # comment',
      'j: &anchor',
      'k: *anchor',
      '<<: *anchor',
      'l: !!str',
      '- item',
      '- a: 1',
      'm: plain',
      '',
    ],
  ),
);

const document = fc
  .array(line, { minLength: 1, maxLength: 14 })
  .map((lines) => lines.map(([indent, text]) => `${indent}${text}\n`).join(''));

describe('the incremental parser', () => {
  it('gives what js-yaml gives, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 3 }), fc.boolean(), (texts, long) => {
        const parse = incrementalParser();
        for (const text of texts) {
          // Comments between all lines make every mapping long enough to be cut, and change nothing else outside of open scalars.
          const source = long ? text.replaceAll('\n', `\n${filler('x')}`) : text;
          expect(outcome(parse, source)).toEqual(outcome(whole, source));
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['a list as far left as its key', `a:\n- 1\n- 2\n${filler('x')}b: 3\n`],
    ['a list alone', `a:\n  - 1\n${filler('x')}  - 2\n`],
    ['a block of text that looks like keys', `a: |\n  b: 1\n${filler('x')}c: 2\n`],
    ['quotes that close in the next entry', `a: "x\n${filler('x')}b: y"\nc: 1\n`],
    ['a key given twice', `a:\n  b: 1\n${filler('x')}a:\n  c: 2\n`],
    ['a key given twice inside', `a:\n  b: 1\n${filler('x')}  b: 2\n`],
    ['an alias to another entry', `a: &x\n  b: 1\n${filler('x')}c: *x\n`],
    ['a merge from another entry', `a: &x\n  b: 1\n${filler('x')}c:\n  <<: *x\n`],
    ['a key named __proto__', `a:\n  __proto__:\n    b: 1\n${filler('x')}c: 2\n`],
    ['several documents', `a: 1\n${filler('x')}---\nb: 2\n`],
    ['line ends of Windows', `a:\r\n  b: 1\r\n${filler('x')}c: 2\r\n`],
    ['a key of several words and one of a number', `a b:\n  c: 1\n${filler('x')}200:\n  d: 2\n`],
    ['a first line of dashes', `---\na:\n  b: 1\n${filler('x')}  c: 2\n`],
    ['a wrong indentation', `a:\n    b: 1\n${filler('x')}  c: 2\n`],
    ['nothing', ''],
    ['a scalar', 'text\n'],
  ])('agrees on %s', (_, text) => {
    expect(outcome(incrementalParser(), text)).toEqual(outcome(whole, text));
  });

  it('does not take over values of the text before', () => {
    const parse = incrementalParser();
    const text = (value: number): string => `a:\n  b: 1\n${filler('x')}c:\n  d: ${value}\n${filler('y')}`;
    expect(parse(text(1))).toEqual({ a: { b: 1 }, c: { d: 1 } });
    expect(parse(text(2))).toEqual({ a: { b: 1 }, c: { d: 2 } });
  });
});

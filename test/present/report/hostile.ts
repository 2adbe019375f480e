import fc from 'fast-check';
import type { Report } from '../../../src/model/report.ts';

/** What contracts, file names and commit messages have been seen to carry, and what would be worse. */
const NASTY: readonly string[] = [
  '\x1b[2J\x1b[31mred\x1b[0m',
  '\x1b]8;;https://evil.example\x07click\x1b]8;;\x07',
  '\x9b31m',
  '\u202egnp.exe\u2066',
  'a\u200bb\u2060c\ufeffd\u00ade',
  '\u2028\u2029\u0085',
  '\ud800',
  '\udfff\ud800',
  '\u{e0041}\u{e007f}',
  '::error file=a,line=1::pwned',
  '\n::set-output name=x::y',
  '\r\n  ::add-mask::x',
  '\n\t::stop-commands::x',
  '##vso[task.setvariable variable=x]y',
  '##[error]no',
  '###[group]',
  '##VSO[task.logissue type=error]',
  "##teamcity[buildStatus text='x']",
  '##',
  '[x]',
  ':',
  '::',
  'section_start:1:x\r\x1b[0K',
  '__proto__',
  '\\x1b',
  '\t\t::',
  'é漢字👩‍👩‍👧',
  '',
  ' ',
  'x'.repeat(3000),
];

/** Texts made of nasty pieces, of any code points, and of any UTF-16 units, paired or not. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...NASTY), { maxLength: 4 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
      .map((units) => String.fromCharCode(...units)),
  },
);

/** Closed vocabularies of ours: no contract can put anything there. */
const OURS: ReadonlySet<string> = new Set([
  'schemaVersion',
  'report',
  'verdict',
  'severity',
  'impact',
  'status',
  'outcome',
  'kind',
  'action',
  'event',
  'direction',
  'acceptedBy',
  'rejectedBy',
  'dialect',
  'section',
  'per',
]);

/** A copy of a report with a hostile text in every field that is not ours, taken in turn; the keys of free JSON values are hostile, too. */
export function hostileReport(report: Report, texts: readonly string[]): Report {
  let taken = 0;
  const next = (): string => texts[taken++ % texts.length] ?? '';
  const copy = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return OURS.has(key) ? value : next();
    if (Array.isArray(value)) return value.map((each) => copy(each, key));
    if (typeof value !== 'object' || value === null) return value;
    const free = key === 'value' || key === 'options' || key === 'schema';
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [free ? next() : name, copy(each, name)]));
  };
  // Same shape, other texts.
  return copy(report, '') as Report;
}

import { sampleOf } from './formats.ts';
import { atLeast, atMost } from './bounds.ts';
import { matches } from './linear.ts';
import type { Parts } from './parts.ts';
import { samplesOf } from './pattern-samples.ts';

/** No witness needs more characters to be understood. */
const LONGEST = 5_000;

function patternsOf(parts: Parts): readonly string[] {
  return [...new Set(parts.flatMap(({ shape }) => shape.patterns))];
}

function formatSamples(parts: Parts): readonly string[] {
  return parts.map(({ shape }) => sampleOf(shape.format)).filter((each) => typeof each === 'string');
}

function isFitting(parts: Parts, text: string): boolean {
  // JSON Schema counts code points (2020-12 validation, 6.3.1).
  const { length } = Array.from(text);
  return (
    length >= atLeast(parts, 'minLength') &&
    length <= atMost(parts, 'maxLength') &&
    patternsOf(parts).every((pattern) => matches(pattern, text))
  );
}

/** A text that all the parts accept, as far as they can be told together. */
export function sampleText(parts: Parts, variant: number): string {
  const [least, most] = [atLeast(parts, 'minLength'), atMost(parts, 'maxLength')];
  const plain = ['text', 'a', '0', 'a'.repeat(Math.min(least, LONGEST)), 'a'.repeat(Math.min(most, 4))];
  const numbered = variant === 0 ? [] : plain.map((text) => text.slice(0, Math.max(0, most - 1)) + String(variant));
  const formats = formatSamples(parts);
  const patterned = patternsOf(parts).flatMap((pattern) => ofLength(pattern, least, most));
  const candidates = formats.length > 0 ? [...formats, ...patterned] : [...numbered, ...patterned, ...plain];
  const fitting = candidates.filter((text) => isFitting(parts, text));
  return fitting[patterned.length > 0 ? variant % Math.max(1, fitting.length) : 0] ?? candidates[0] ?? '';
}

/** Samples of a pattern, and their fillings up to a length that is asked for. */
function ofLength(pattern: string, least: number, most: number): readonly string[] {
  const samples = samplesOf(pattern);
  const filled = samples.flatMap((text) =>
    text.length < least ? [text.padEnd(least, 'a'), text.padEnd(least, '0')] : [],
  );
  const texts = [...samples, ...filled, ...samples.map((text) => text.slice(0, Math.min(most, LONGEST)))];
  return texts.sort((left, right) => left.length - right.length);
}

/** Texts at the edges of what the parts say: lengths around the limits, what has a pattern or format and what has not. */
export function edgeTexts(parts: Parts): readonly string[] {
  const limits = parts.flatMap(({ shape }) =>
    [shape.limits.get('minLength') ?? [], shape.limits.get('maxLength') ?? []].flat(),
  );
  const lengths = [...new Set(limits.flatMap((limit) => [limit - 1, limit, limit + 1]))].filter(
    (length) => length >= 0 && length <= LONGEST,
  );
  const patterns = patternsOf(parts);
  const texts = [
    ...formatSamples(parts),
    ...patterns.flatMap((pattern) => lengths.flatMap((length) => ofLength(pattern, length, length))),
    ...patterns.flatMap(samplesOf),
    ...lengths.flatMap((length) => ['a', '0'].map((char) => char.repeat(length))),
    'text',
    '',
    'a',
    'A',
    '0',
    '-',
    'a b',
    '1.5',
    '2024-02-29',
    '2024-02-29T12:00:00Z',
  ];
  return [...new Set(texts)].slice(0, 80);
}

import type { Json } from '../../../model/json.ts';

/** Formats that ajv checks, each with a value that has it. All others are annotations, which refuse nothing. */
const SAMPLES: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['date', '2024-02-29'],
  ['date-time', '2024-02-29T12:00:00Z'],
  ['time', '12:00:00Z'],
  ['duration', 'P1D'],
  ['email', 'a@example.com'],
  ['hostname', 'example.com'],
  ['ipv4', '192.0.2.1'],
  ['ipv6', '2001:db8::1'],
  ['uri', 'https://example.com/'],
  ['url', 'https://example.com/'],
  ['uri-reference', '/a'],
  ['uri-template', '/{a}'],
  ['uuid', '00000000-0000-4000-8000-000000000000'],
  ['json-pointer', '/a'],
  ['relative-json-pointer', '0/a'],
  ['regex', 'a'],
  ['byte', 'YQ=='],
  ['int32', 1],
  ['int64', 2_147_483_648],
]);

export function isChecked(format: string): boolean {
  return SAMPLES.has(format);
}

/** A value of a format; undefined for a format that nothing is known of. */
export function sampleOf(format: string | null): Json | undefined {
  return format === null ? undefined : SAMPLES.get(format);
}

import { isArray, type Json } from '../../../model/json.ts';

/** A value as Spectral prints it in messages. */
export function print(value: Json | undefined): string {
  if (value === undefined) return 'undefined';
  if (isArray(value)) return 'Array[]';
  return typeof value === 'object' && value !== null ? 'Object{}' : JSON.stringify(value);
}

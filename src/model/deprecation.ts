import type { Day } from './day.ts';
import type { Location } from './location.ts';
import { segmentsOf } from './pointer.ts';

/** Where a day was learned: the contract says so, the git history shows it, or history begins already deprecated, so it is that day at the latest. */
export type DayOrigin = 'contract' | 'history' | 'no later than';
export type Dated = { readonly day: Day; readonly from: DayOrigin };

export type Deprecable = {
  readonly kind: 'operation' | 'parameter' | 'property' | 'schema' | 'header';
  /** Upper-case method and path as written; null for a thing outside operations. */
  readonly method: string | null;
  readonly path: string | null;
  readonly pointer: string;
};

/** How people call it: `GET /v1/payments`, `parameter of GET /payments`, `schema Account`. */
export function nameOfDeprecable({ kind, method, path, pointer }: Deprecable): string {
  const operation = path === null ? null : `${method ?? ''} ${path}`.trim();
  if (kind === 'operation' && operation !== null) return operation;
  const last = segmentsOf(pointer).at(-1) ?? '';
  // The number of a list's item is no name.
  const name = /^\d*$/.test(last) ? '' : ` ${last}`;
  return `${kind}${name}${operation === null ? '' : ` of ${operation}`}`;
}

export const DEPRECATION_STATUSES = ['deprecated', 'sunset-scheduled', 'due-soon', 'overdue'] as const;
export type DeprecationStatus = (typeof DEPRECATION_STATUSES)[number];

/** One deprecated thing that is still in the contract. */
export type Deprecation = {
  readonly api: string;
  readonly what: Deprecable;
  readonly at: Location;
  /** Null when neither the contract nor any history tells. */
  readonly since: Dated | null;
  readonly sunset: Day | null;
  /** Days from today to the sunset; negative once it has passed; null without a sunset. */
  readonly daysLeft: number | null;
  readonly successor: string | null;
  readonly status: DeprecationStatus;
  /** Names of the declared consumers that still use it. */
  readonly consumers: readonly string[];
};

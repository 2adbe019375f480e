import type { NoticeReason, RequiredNotice } from '../../model/deprecation.ts';

/** `1 day`, `56 days`. */
export function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

const REASONS: { readonly [reason in NoticeReason]: string } = {
  setting: '',
  regulated: ' for a regulated API',
  critical: ' for a critical API',
  external: ' for callers outside the house',
  internal: ' for callers inside the house',
  'unknown audience': '',
  beta: ' for what is in beta',
  draft: ' for a draft',
  agreement: '',
};

/** `the policy asks for 90 days`, and why so many. */
export function owed({ days: count, because, consumer }: RequiredNotice): string {
  if (consumer !== null) return `${consumer} was promised ${days(count)}`;
  return `the policy asks for ${days(count)}${REASONS[because]}`;
}

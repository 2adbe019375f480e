import { defineCheck } from '../define.ts';

export default defineCheck({
  id: 'server-url-changed',
  on: 'server',
  impact: 'contract-only',
  summary: 'A server has another host or scheme; the path below it is the same.',
  why: 'Clients that have the URL in their settings, and firewalls that let it through, must be told.',
  fix: 'Keep the old host answering until its callers have moved.',
  kept: (before, after) =>
    trimmed(before.url) === trimmed(after.url) || before.path !== after.path
      ? null
      : `Server \`${after.url}\` stands in the place of \`${before.url}\`.`,
});

function trimmed(url: string): string {
  return url.replace(/\/+$/, '');
}

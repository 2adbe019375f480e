import { defineRenderer } from '../../../model/renderer.ts';
import { changelogMarkdown } from '../changelog/markdown.ts';
import { changelogOf } from '../changelog/report.ts';
import { registerMarkdown } from '../register/markdown.ts';
import { registerIn } from '../register/report.ts';

export default defineRenderer({
  id: 'markdown',
  summary: 'for a repository or a release page',
  reports: ['changelog', 'deprecations'],
  render: (report) =>
    report.report === 'deprecations'
      ? registerMarkdown(registerIn(report, 'markdown'))
      : changelogMarkdown(changelogOf(report, 'markdown')),
});

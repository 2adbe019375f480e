import { defineRenderer } from '../../../model/renderer.ts';
import { changelogMarkdown } from '../changelog/markdown.ts';
import { changelogOf } from '../changelog/report.ts';

export default defineRenderer({
  id: 'markdown',
  summary: 'for a repository or a release page',
  reports: ['changelog'],
  render: (report) => changelogMarkdown(changelogOf(report, 'markdown')),
});

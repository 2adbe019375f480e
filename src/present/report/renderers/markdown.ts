import { defineRenderer } from '../../../model/renderer.ts';
import { changelogMarkdown } from '../changelog/markdown.ts';
import { changelogOf } from '../changelog/report.ts';
import { noticeMarkdown } from '../notice/markdown.ts';
import { noticesIn } from '../notice/words.ts';
import { registerMarkdown } from '../register/markdown.ts';
import { registerIn } from '../register/report.ts';

export default defineRenderer({
  id: 'markdown',
  summary: 'for a repository or a release page',
  reports: ['changelog', 'deprecations', 'notice'],
  render: (report) => {
    if (report.report === 'notice') return noticeMarkdown(noticesIn(report, 'markdown'));
    return report.report === 'deprecations'
      ? registerMarkdown(registerIn(report, 'markdown'))
      : changelogMarkdown(changelogOf(report, 'markdown'));
  },
});

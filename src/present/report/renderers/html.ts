import { defineRenderer } from '../../../model/renderer.ts';
import { changelogHtml } from '../changelog/html.ts';
import { changelogOf } from '../changelog/report.ts';
import { noticeHtml } from '../notice/html.ts';
import { noticesIn } from '../notice/words.ts';
import { registerHtml } from '../register/html.ts';
import { registerIn } from '../register/report.ts';

export default defineRenderer({
  id: 'html',
  summary: 'one page that stands alone',
  reports: ['changelog', 'deprecations', 'notice'],
  render: (report) => {
    if (report.report === 'notice') return noticeHtml(noticesIn(report, 'html'));
    return report.report === 'deprecations'
      ? registerHtml(registerIn(report, 'html'))
      : changelogHtml(changelogOf(report, 'html'));
  },
});

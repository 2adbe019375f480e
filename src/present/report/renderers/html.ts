import { defineRenderer } from '../../../model/renderer.ts';
import { changelogHtml } from '../changelog/html.ts';
import { changelogOf } from '../changelog/report.ts';

export default defineRenderer({
  id: 'html',
  summary: 'one page that stands alone',
  reports: ['changelog'],
  render: (report) => changelogHtml(changelogOf(report, 'html')),
});

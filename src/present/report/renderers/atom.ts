import { defineRenderer } from '../../../model/renderer.ts';
import { changelogAtom } from '../changelog/atom.ts';
import { changelogOf } from '../changelog/report.ts';

export default defineRenderer({
  id: 'atom',
  summary: 'a feed (RFC 4287)',
  reports: ['changelog'],
  render: (report) => changelogAtom(changelogOf(report, 'atom')),
});

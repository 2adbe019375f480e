import { portalPages } from '../present/portal/portal.ts';
import { readConsumers } from '../gather/usage/consumers.ts';
import { defineCommand } from '../model/command.ts';
import { SCHEMA_VERSION } from '../model/report.ts';
import { gatherLifecycle } from './steps/lifecycle.ts';
import { lintedOnlyNotes } from './steps/linted-only.ts';
import { linesOf } from './steps/verdict/lines.ts';
import { gatherSubjects } from './steps/subjects.ts';

export default defineCommand({
  name: 'portal',
  group: 'Begin, and look things up',
  summary: 'write a static catalogue of the APIs',
  description:
    'Writes a small static site: the APIs with owner and audience, their operations, and what is deprecated until when. Pages stand alone, without scripts or remote assets.',
  arguments: [
    {
      name: 'api|file',
      description: 'API ids, files or globs; all APIs of the settings when left out',
      required: false,
      many: true,
    },
  ],
  options: [{ flags: '-o, --output <folder>', description: 'the folder to write', default: 'portal' }],
  examples: [{ command: 'countersign portal --output site', does: 'writes site/index.html and a page for each API' }],
  writesOutput: true,
  async run(invocation, ports) {
    const gathered = await gatherSubjects(invocation, ports);
    const consumers = await readConsumers(ports.files, gathered.workspace);
    const entries = [];
    for (const subject of gathered.subjects) {
      const { deprecations } = await gatherLifecycle(gathered, subject, null, { consumers }, ports);
      entries.push({ ...subject, deprecations });
    }
    const files = portalPages(entries, { today: gathered.today });
    const folder = invocation.output ?? 'portal';
    for (const { path, content } of files) await ports.files.write(ports.folder, `${folder}/${path}`, content);
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today: gathered.today,
        verdict: 'pass',
        report: 'render',
        config: { target: 'portal', environment: null, contract: 'The API catalogue', files, unexpressed: [] },
        written: folder,
        notes: lintedOnlyNotes(gathered),
      },
      lines: linesOf(gathered.subjects.map(({ contract }) => contract)),
    };
  },
});

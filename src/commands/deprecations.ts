import { impactOf } from '../examine/impact/impact.ts';
import { reachHistory } from '../gather/history/reach-base.ts';
import { readConsumers } from '../gather/usage/consumers.ts';
import { defineCommand } from '../model/command.ts';
import { type Examination, judged } from './steps/verdict/judged.ts';
import { lifecycleAlone } from './steps/verdict/rules-ran.ts';
import { refuseUnknownRules } from './steps/known-rules.ts';
import { gatherLifecycle } from './steps/lifecycle.ts';
import { gatherSubjects } from './steps/subjects.ts';
import { gatherUsage, USAGE_OPTION } from './steps/usage.ts';

export default defineCommand({
  name: 'deprecations',
  group: 'Judge a contract',
  summary: 'what is deprecated, since when, until when, and who still uses it',
  description:
    'The register of everything deprecated in the contracts: since when (from the contract, or proven from git history), when it goes away, its successor and the consumers that still declare to use it; and what the policy has to say to that.',
  arguments: [
    {
      name: 'api|file',
      description: 'API ids, files or globs; all APIs of the settings, or the only contract there is',
      required: false,
      many: true,
    },
  ],
  options: [
    { flags: '--fetch', description: 'fetch from origin the history that a shallow clone lacks' },
    USAGE_OPTION,
  ],
  examples: [
    { command: 'countersign deprecations', does: 'the register of every API' },
    { command: 'countersign deprecations --today 2027-01-31', does: 'what will be due on that day' },
  ],
  async run(invocation, ports) {
    const gathered = await gatherSubjects(invocation, ports);
    const head = (await gathered.repository?.resolve('HEAD')) ?? null;
    if (gathered.repository !== null && head !== null)
      await reachHistory(gathered.repository, head, { tags: false }, ports.progress);
    const notes = await refuseUnknownRules(gathered.workspace, null, ports);
    const consumers = await readConsumers(ports.files, gathered.workspace);
    const usage = await gatherUsage(
      invocation.list('usage'),
      gathered,
      gathered.subjects.map(({ contract }) => contract),
      ports,
    );
    const { observations, recent } = usage;
    const examinations: Examination[] = [];
    for (const subject of gathered.subjects) {
      const { api, contract } = subject;
      const { deprecations, facts } = await gatherLifecycle(
        gathered,
        subject,
        null,
        { consumers, observations },
        ports,
      );
      const known = { api: api.id, consumers, observations, recent };
      const hit = impactOf({ ...known, changes: [], deprecations, contract, before: null });
      examinations.push({
        subject,
        base: null,
        before: null,
        facts: [...facts, ...hit],
        changes: null,
        deprecations,
        notes: [],
      });
    }
    return judged('deprecations', gathered, examinations, lifecycleAlone, ports, [...notes, ...usage.notes]);
  },
});

import { defineCommand } from '../model/command.ts';
import { examineChanges } from './steps/checked.ts';
import { nothing } from './steps/comparison/compared.ts';
import { AGAINST_OPTION, FETCH_OPTION, gatherComparisons } from './steps/comparison/comparison.ts';
import { refuseUnknownRules } from './steps/known-rules.ts';
import { gatherSubjects } from './steps/subjects.ts';
import { contractsOf, gatherUsage, USAGE_OPTION } from './steps/usage.ts';
import { type Examination, judged } from './steps/verdict/judged.ts';
import { impactAlone } from './steps/verdict/rules-ran.ts';

export default defineCommand({
  name: 'impact',
  group: 'Judge a contract',
  summary: 'who is hit: by what breaks, and by what is deprecated',
  description:
    'Names the consumers that changes since a revision break, and those that still use what is deprecated: as consumer files and Pact files declare it, and as access logs and HAR files show it, with the calls seen and the last day. To break what was called of late is an error, unless the consumer has consented. Without --against, deprecations alone.',
  arguments: [
    {
      name: 'api|file',
      description: 'API ids, files or globs; all APIs of the settings, or the only contract there is',
      required: false,
      many: true,
    },
  ],
  options: [
    {
      flags: AGAINST_OPTION.flags,
      description: 'whom the changes since this branch (where it was left), tag or commit hit',
    },
    FETCH_OPTION,
    USAGE_OPTION,
  ],
  examples: [
    { command: 'countersign impact', does: 'who still uses what is deprecated' },
    {
      command: 'countersign impact payments --against v2.3.0 --usage kong.log.gz',
      does: 'whom the changes since a tag hit, by the calls of a log',
    },
    { command: 'countersign impact --format json', does: 'every use, for machines' },
  ],
  async run(invocation, ports) {
    const against = invocation.text('against') !== null;
    const gathered = await gatherSubjects(invocation, ports, invocation.arguments, { orNone: against });
    const notes = await refuseUnknownRules(gathered.workspace, null, ports);
    const compared = against
      ? await gatherComparisons(gathered, invocation, ports)
      : gathered.subjects.map((subject) => [subject, { ...nothing(subject, ''), notes: [] }] as const);
    const usage = await gatherUsage(invocation.list('usage'), gathered, contractsOf(compared), ports);
    const examinations: Examination[] = [];
    for (const [subject, comparison] of compared) {
      const examined = await examineChanges(gathered, subject, comparison, ports, { witnesses: false }, usage);
      const facts = examined.facts.filter(({ from }) => from === 'impact');
      // What the changes cost, diff and check say; here it is whom they hit.
      examinations.push({ ...examined, facts, changes: null, deprecations: null, release: null });
    }
    return judged('impact', gathered, examinations, impactAlone, ports, [...notes, ...usage.notes]);
  },
});

import { lintRuleset } from '../examine/lint/lint-ruleset.ts';
import { defineCommand } from '../model/command.ts';
import { type Examination, judged } from './steps/judged.ts';
import { refuseUnknownRules } from './steps/known-rules.ts';
import { CODE_OPTION, gatherRuleset, RULESET_OPTION } from './steps/ruleset.ts';
import { gatherSubjects } from './steps/subjects.ts';

export default defineCommand({
  name: 'lint',
  group: 'Judge a contract',
  summary: 'hold contracts against the governance rulesets',
  description:
    'Lints contracts with the bundled profiles or with any ruleset in Spectral format. Nothing is fetched, and no code of the repository is run unless that is asked for.',
  arguments: [
    {
      name: 'api|file',
      description: 'API ids, files or globs; all APIs of the settings, or the only contract there is',
      required: false,
      many: true,
    },
  ],
  options: [RULESET_OPTION, CODE_OPTION],
  examples: [
    { command: 'countersign lint', does: 'every API of the repository, with its profiles' },
    { command: 'countersign lint openapi.yaml --ruleset core', does: 'one file, with one bundled profile' },
    {
      command: 'countersign lint --ruleset spectral:oas --ruleset house.yaml',
      does: "Spectral's own rules and the house's",
    },
  ],
  async run(invocation, ports) {
    const gathered = await gatherSubjects(invocation, ports);
    const ruleset = await gatherRuleset(invocation, gathered.workspace, ports);
    await refuseUnknownRules(gathered.workspace, ruleset, ports);
    const examinations: Examination[] = [];
    for (const subject of gathered.subjects) {
      const facts = await lintRuleset(subject.contract, ruleset);
      examinations.push({ subject, base: null, before: null, facts, changes: null, deprecations: null, notes: [] });
    }
    const linted = new Set(ruleset.rules.map(({ id }) => id));
    return judged('lint', gathered, examinations, (rule) => linted.has(rule), ports);
  },
});

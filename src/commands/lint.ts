import { defineCommand } from '../model/command.ts';
import { lintSubjects } from './steps/linted.ts';
import { RULESET_OPTION } from './steps/ruleset.ts';
import { gatherSubjects } from './steps/subjects.ts';
import { THRESHOLD_OPTIONS, withThreshold } from './steps/threshold.ts';

export default defineCommand({
  name: 'lint',
  group: 'Judge a contract',
  summary: 'hold contracts against the governance rulesets',
  description:
    'Lints contracts with the bundled profiles or with any ruleset in Spectral format. Nothing is fetched, and no code of the repository is run.',
  arguments: [
    {
      name: 'api|file',
      description: 'API ids, files or globs; all APIs of the settings, or the only contract there is',
      required: false,
      many: true,
    },
  ],
  options: [RULESET_OPTION, ...THRESHOLD_OPTIONS],
  examples: [
    { command: 'countersign lint', does: 'every API of the repository, with its profiles' },
    { command: 'countersign lint --max-warnings 25', does: 'the same; more than 25 warnings are too many' },
    { command: 'countersign lint openapi.yaml --ruleset core', does: 'one file, with one bundled profile' },
    {
      command: 'countersign lint --ruleset spectral:oas --ruleset house.yaml',
      does: "Spectral's own rules and the house's",
    },
  ],
  async run(invocation, ports) {
    const gathered = withThreshold(invocation, await gatherSubjects(invocation, ports));
    return lintSubjects(invocation, gathered, ports);
  },
});

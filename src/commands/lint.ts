import { defineCommand } from '../model/command.ts';
import { CACHE_OPTION, CODE_OPTION, RULESET_OPTION } from './steps/lint/options.ts';
import { recalledOr } from './steps/lint/recalled.ts';
import { THRESHOLD_OPTIONS } from './steps/verdict/threshold.ts';

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
  options: [RULESET_OPTION, CODE_OPTION, ...THRESHOLD_OPTIONS, CACHE_OPTION],
  examples: [
    { command: 'countersign lint', does: 'every API of the repository, with its profiles' },
    { command: 'countersign lint --max-warnings 25', does: 'the same; more than 25 warnings are too many' },
    { command: 'countersign lint openapi.yaml --ruleset core', does: 'one file, with one bundled profile' },
    {
      command: 'countersign lint --ruleset spectral:oas --ruleset house.yaml',
      does: "Spectral's own rules and the house's",
    },
  ],
  run: (invocation, ports) =>
    recalledOr(invocation, ports, async (recorded) => {
      const { lintSubjects } = await import('./steps/lint/linted.ts');
      return lintSubjects(invocation, recorded);
    }),
});

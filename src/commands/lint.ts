import { defineCommand } from '../model/command.ts';
import { CountersignError } from '../model/errors.ts';
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
  options: [
    { flags: '--fix', description: 'mend what can be mended safely, in place; comments and formatting stay' },
    { flags: '--dry-run', description: 'with --fix: show the diff, and write nothing' },
    RULESET_OPTION,
    CODE_OPTION,
    ...THRESHOLD_OPTIONS,
    CACHE_OPTION,
  ],
  examples: [
    { command: 'countersign lint', does: 'every API of the repository, with its profiles' },
    { command: 'countersign lint --max-warnings 25', does: 'the same; more than 25 warnings are too many' },
    { command: 'countersign lint openapi.yaml --ruleset core', does: 'one file, with one bundled profile' },
    { command: 'countersign lint --fix --dry-run', does: 'what would be mended, as a diff' },
    {
      command: 'countersign lint --ruleset spectral:oas --ruleset house.yaml',
      does: "Spectral's own rules and the house's",
    },
  ],
  async run(invocation, ports) {
    if (invocation.flag('fix')) {
      const { mended } = await import('./steps/lint/mended.ts');
      return mended(invocation, ports);
    }
    if (invocation.flag('dry-run'))
      throw new CountersignError('USAGE', '--dry-run shows what --fix would do, and --fix was not given', {
        hint: 'countersign lint --fix --dry-run',
      });
    return recalledOr(invocation, ports, async (recorded) => {
      const { lintSubjects } = await import('./steps/lint/linted.ts');
      return lintSubjects(invocation, recorded);
    });
  },
});

import { defineCommand } from '../model/command.ts';
import { examineWhole, proofsIn, WITNESS_OPTION } from './steps/checked.ts';
import { AGAINST_OPTION, FETCH_OPTION, gatherComparisons } from './steps/comparison/comparison.ts';
import { COMPATIBILITY_OPTION, withCompatibility } from './steps/comparison/compatibility.ts';
import { BY_OPTION, type Examination, judged } from './steps/verdict/judged.ts';
import { everything } from './steps/verdict/rules-ran.ts';
import { refuseUnknownRules } from './steps/known-rules.ts';
import { CACHE_OPTION, cacheFor, CODE_OPTION, RULESET_OPTION } from './steps/lint/options.ts';
import { lintOthers } from './steps/linted-only.ts';
import { gatherRuleset, spareNotes } from './steps/lint/ruleset.ts';
import { gatherSubjects } from './steps/subjects.ts';
import { contractsOf, gatherUsage, USAGE_OPTION } from './steps/usage.ts';
import { THRESHOLD_OPTIONS, underThreshold } from './steps/verdict/threshold.ts';

export default defineCommand({
  name: 'check',
  group: 'Judge a contract',
  summary: 'lint, changes and deprecations, one verdict: the pull-request gate',
  description:
    'Lints contracts, compares them with where the branch was left, holds deprecations and removals to their dates, says which consumers are hit, and comes to one verdict. Needs no settings in a repository with one contract.',
  arguments: [
    {
      name: 'api|file',
      description: 'API ids, files or globs; all APIs of the settings, or the only contract there is',
      required: false,
      many: true,
    },
  ],
  options: [
    AGAINST_OPTION,
    FETCH_OPTION,
    RULESET_OPTION,
    CODE_OPTION,
    COMPATIBILITY_OPTION,
    BY_OPTION,
    ...THRESHOLD_OPTIONS,
    WITNESS_OPTION,
    USAGE_OPTION,
    CACHE_OPTION,
  ],
  examples: [
    { command: 'countersign check', does: 'every API, against where the branch left the default branch' },
    { command: 'countersign check payments --against v2.3.0', does: 'one API, against a tag' },
    { command: 'countersign check --format json --output report.json', does: 'for machines' },
  ],
  async run(invocation, ports) {
    const found = await gatherSubjects(invocation, ports, invocation.arguments, { orNone: true, linting: true });
    const gathered = underThreshold(invocation, withCompatibility(invocation, found));
    const ruleset = await gatherRuleset(invocation, gathered.workspace, ports);
    await refuseUnknownRules(gathered.workspace, ruleset, ports);
    const cached = { ...ports, cache: cacheFor(invocation, ports) };
    const examinations: Examination[] = [];
    const compared = await gatherComparisons(gathered, invocation, ports);
    const usage = await gatherUsage(invocation.list('usage'), gathered, contractsOf(compared), ports);
    for (const [subject, comparison] of compared)
      examinations.push(
        await examineWhole(gathered, subject, comparison, ruleset, cached, proofsIn(invocation), usage),
      );
    const others = await lintOthers(gathered, ruleset, cached);
    const notes = [...spareNotes(invocation, gathered.workspace), ...usage.notes];
    return judged('check', gathered, examinations, everything, ports, notes, others);
  },
});

import { defineCommand, type Invocation } from '../model/command.ts';
import { CountersignError } from '../model/errors.ts';
import type { Ports } from '../model/ports.ts';
import { examineChanges, proofsIn, WITNESS_OPTION } from './steps/checked.ts';
import { AGAINST_OPTION, FETCH_OPTION, gatherComparisons } from './steps/comparison/comparison.ts';
import { COMPATIBILITY_OPTION, withCompatibility } from './steps/comparison/compatibility.ts';
import { BY_OPTION, type Examination, judged } from './steps/verdict/judged.ts';
import { changesAlone } from './steps/verdict/rules-ran.ts';
import { refuseUnknownRules } from './steps/known-rules.ts';
import type { Compared } from './steps/comparison/compared.ts';
import { gatherRange, namesRange } from './steps/comparison/range.ts';
import { gatherSides } from './steps/comparison/sides.ts';
import { type Gathered, gatherSubjects } from './steps/subjects.ts';
import { contractsOf, gatherUsage, USAGE_OPTION } from './steps/usage.ts';

export default defineCommand({
  name: 'diff',
  group: 'Judge a contract',
  summary: 'what changed between two versions, and what it breaks',
  description:
    'Compares a contract with an earlier one: two files, two git revisions, or the working tree with a revision. Removals are held against the deprecation policy, with the days of notice proven from git.',
  arguments: [
    {
      name: 'base',
      description: 'a file or <git revision>:<path>; FROM..TO; or, with --against, an API id or a file',
      required: false,
      many: false,
    },
    {
      name: 'revision',
      description: 'a file, <git revision>:<path>, or :<path> for what is staged; after FROM..TO, an API id or a file',
      required: false,
      many: false,
    },
  ],
  options: [AGAINST_OPTION, FETCH_OPTION, COMPATIBILITY_OPTION, BY_OPTION, WITNESS_OPTION, USAGE_OPTION],
  examples: [
    { command: 'countersign diff old.yaml new.yaml', does: 'two files' },
    {
      command: 'countersign diff old.yaml new.yaml --by operation',
      does: 'what each operation suffers; without it, each change once with the operations that it reaches',
    },
    { command: 'countersign diff v1.2.0:openapi.yaml openapi.yaml', does: 'a tag and the working tree' },
    { command: 'countersign diff HEAD:openapi.yaml :openapi.yaml', does: 'what is staged, as in a pre-commit hook' },
    { command: 'countersign diff v1.2.0..v1.3.0', does: 'every API, between two tags, days or commits' },
    {
      command: 'countersign diff payments --against origin/main',
      does: 'an API of the settings and where the branch left main',
    },
    {
      command: 'countersign diff old.yaml new.yaml --compatibility lenient --compatibility sdk',
      does: 'new values in responses may come, names that generated code is made of must stay',
    },
  ],
  async run(invocation, ports) {
    const pairs = await pairsOf(invocation, ports);
    const gathered = withCompatibility(invocation, pairs.gathered);
    const notes = await refuseUnknownRules(gathered.workspace, null, ports);
    const examinations: Examination[] = [];
    const usage = await gatherUsage(invocation.list('usage'), gathered, contractsOf(pairs.sides), ports);
    for (const [subject, comparison] of pairs.sides) {
      const examined = await examineChanges(gathered, subject, comparison, ports, proofsIn(invocation), usage);
      examinations.push({ ...examined, deprecations: null });
    }
    return judged('diff', gathered, examinations, changesAlone, ports, [...notes, ...usage.notes]);
  },
});

type Pairs = { readonly gathered: Gathered; readonly sides: readonly Compared[] };

async function pairsOf(invocation: Invocation, ports: Ports): Promise<Pairs> {
  const against = invocation.text('against');
  const [base, revision] = invocation.arguments;
  const range = base !== undefined && (await namesRange(base, ports));
  if (base !== undefined && (range || revision !== undefined) && against !== null)
    throw new CountersignError('USAGE', 'diff takes two sides or --against, not both', {
      hint: 'countersign diff --help',
    });
  if (base !== undefined && range) return gatherRange(invocation, ports, base, revision ?? null);
  if (base !== undefined && revision !== undefined) {
    const { gathered, comparison } = await gatherSides(invocation, ports, [base, revision]);
    return { gathered, sides: gathered.subjects.map((subject) => [subject, comparison] as const) };
  }
  const gathered = await gatherSubjects(invocation, ports, invocation.arguments, { orNone: true });
  if (gathered.repository === null)
    throw new CountersignError(
      'NOT_A_REPOSITORY',
      `${gathered.workspace.root} is not in a git repository, so there is no earlier version to compare with`,
    );
  return { gathered, sides: await gatherComparisons(gathered, invocation, ports) };
}

import { NOT_EVALUATED } from '../examine/lint/rules.ts';
import { judge } from '../judge/policy/judge.ts';
import { scoreOf } from '../judge/policy/score.ts';
import { defineCommand, type Invocation } from '../model/command.ts';
import type { Contract } from '../model/contract.ts';
import { CountersignError } from '../model/errors.ts';
import { operationsIn } from '../model/operations.ts';
import type { Cache, Ports } from '../model/ports.ts';
import { type Note, SCHEMA_VERSION } from '../model/report.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { Score, ScoredApi } from '../model/score.ts';
import type { Policy } from '../model/workspace.ts';
import { cachedFacts } from './steps/lint/cached-facts.ts';
import { lintedOnlyNotes } from './steps/linted-only.ts';
import { AGAINST_OPTION, FETCH_OPTION, gatherComparisons } from './steps/comparison/comparison.ts';
import { noLines } from './steps/verdict/lines.ts';
import { summaryOf } from './steps/verdict/summary.ts';
import { refuseUnknownRules } from './steps/known-rules.ts';
import { CACHE_OPTION, cacheFor, RULESET_OPTION } from './steps/lint/options.ts';
import { gatherRuleset } from './steps/lint/ruleset.ts';
import { type Gathered, gatherSubjects } from './steps/subjects.ts';

export default defineCommand({
  name: 'score',
  group: 'Judge a contract',
  summary: 'how well contracts keep the rules, as a number, and whether it rises',
  description:
    'Gives each API 0 to 100, in all and for each tag of the rules: 100 / (1 + points per operation / 10), rounded down. An error has 10 points, a warning 3, an info 1. What is waived or in the baseline counts as well. With --against also what it was at a revision, under the same rules. It says how things stand and refuses nothing.',
  arguments: [
    { name: 'api|file', description: 'API ids, files or globs; all APIs when left out', required: false, many: true },
  ],
  options: [
    { ...AGAINST_OPTION, description: 'tell what it was at this branch (where it was left), tag or commit' },
    FETCH_OPTION,
    RULESET_OPTION,
    CACHE_OPTION,
  ],
  examples: [
    { command: 'countersign score', does: 'every API, with the profiles of the settings' },
    { command: 'countersign score payments --against v2.3.0', does: 'one API, and what has changed since a tag' },
  ],
  async run(invocation, ports) {
    const gathered = await gatherSubjects(invocation, ports);
    const ruleset = await gatherRuleset(invocation, gathered.workspace, ports);
    await refuseUnknownRules(gathered.workspace, ruleset, ports);
    const { apis, notes } = await scored(invocation, gathered, ruleset, ports);
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today: gathered.today,
        verdict: 'pass',
        report: 'score',
        apis,
        notes: [...notes, ...lintedOnlyNotes(gathered)],
      },
      lines: noLines,
    };
  },
});

async function scored(
  invocation: Invocation,
  gathered: Gathered,
  ruleset: Ruleset,
  ports: Ports,
): Promise<{ readonly apis: readonly ScoredApi[]; readonly notes: readonly Note[] }> {
  const cache = cacheFor(invocation, ports);
  const scoreFor = (contract: Contract): Promise<Score> => contractScore(contract, ruleset, gathered, cache);
  const apis: ScoredApi[] = [];
  const notes: Note[] = [];
  const compared =
    invocation.text('against') === null
      ? gathered.subjects.map((subject) => [subject, { before: null, base: null, notes: [] }] as const)
      : await gatherComparisons(gathered, invocation, ports);
  for (const [subject, { before, base, notes: own }] of compared) {
    if (subject.gone === true) continue;
    notes.push(...own);
    apis.push({
      api: summaryOf(subject, base),
      now: await scoreFor(subject.contract),
      before: before === null || base === null ? null : { base, score: await scoreFor(before) },
    });
  }
  return { apis, notes };
}

async function contractScore(
  contract: Contract,
  ruleset: Ruleset,
  { workspace: { policy }, today }: Gathered,
  cache: Cache | null,
): Promise<Score> {
  const { findings } = judge({
    facts: await cachedFacts(contract, ruleset, cache),
    changes: null,
    policy: bare(policy),
    today,
    apis: [{ id: contract.id, file: contract.source.file }],
    everyApi: false,
    checks: new Map(),
  });
  const unknown = findings.filter(({ rule }) => rule === NOT_EVALUATED).length;
  if (unknown > 0)
    throw new CountersignError(
      'RULE_FAILED',
      `${contract.id} has no score: ${unknown} ${unknown === 1 ? 'rule was' : 'rules were'} not evaluated`,
      {
        hint: 'countersign lint names them; turn their rules off in policy.severities, or run again',
      },
    );
  const { rules } = (await ruleset.inFile?.(contract.source.file)) ?? ruleset;
  const run = rules.filter((rule) => (policy.severities.get(rule.id) ?? rule.severity) !== 'off');
  const operations = operationsIn(contract.document).length;
  return scoreOf(findings, operations, new Map(run.map(({ id, tags }) => [id, tags])));
}

/** Severities count; exceptions and thresholds do not. */
function bare(policy: Policy): Policy {
  return { ...policy, waivers: [], accepted: [], baselines: [], maxWarnings: null };
}

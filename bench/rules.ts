/**
 * Lints every document of the folder of real contracts beside the project (`../shared/corpus`) with all bundled profiles, and writes to `RULES.md` for each
 * rule how many documents have what it looks at, in how many it speaks, and how often. A rule that fires on everything or on nothing is one to reconsider.
 * `--samples RULE` prints five of its findings instead, each of another API.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { fileSystem } from '../src/adapters/files.ts';
import { FUNCTION_CATALOGUE } from '../src/examine/lint/catalogue.ts';
import { Automaton } from '../src/examine/lint/engine/automaton.ts';
import { parsePath, type PathExpression } from '../src/examine/lint/engine/json-path.ts';
import { walkWritten } from '../src/examine/lint/engine/walk.ts';
import { lint } from '../src/examine/lint/lint.ts';
import { infoThatFits } from '../src/examine/lint/parts.ts';
import { loadDocument } from '../src/gather/contract/load.ts';
import { workingTree } from '../src/gather/contract/tree.ts';
import { loadRuleset } from '../src/gather/ruleset/load.ts';
import type { ApiDocument } from '../src/model/contract.ts';
import { CountersignError } from '../src/model/errors.ts';
import type { Fact } from '../src/model/finding.ts';
import { appliesTo, type Rule, type RuleStep, type Ruleset } from '../src/model/ruleset.ts';

const root = join(import.meta.dirname, '..');
const corpus = join(root, '..', 'shared', 'corpus');

/** Beside one of these, rules of others give way: each is run alone. */
const SCHEMES = ['berlin-group', 'cdr-au', 'open-banking-uk', 'open-finance-br'];

/** More than this of the documents that it looks at, or so many findings in each that it speaks in, and its findings are to be read. */
const NOISY = { share: 0.6, each: 20 };

type Tally = { asked: number; documents: number; findings: number };

async function main(): Promise<void> {
  if (!existsSync(corpus)) {
    console.log('skipped: ../shared/corpus is not there');
    return;
  }
  const sampled = process.argv.includes('--samples') ? process.argv.at(-1) : undefined;
  const rulesets = await Promise.all(groups().map(rulesetOf));
  const rules = new Map(rulesets.flatMap((ruleset) => ruleset.rules.map((rule) => [rule.id, rule] as const)));
  const tallies = new Map(
    [...rules.keys()].map((id): [string, Tally] => [id, { asked: 0, documents: 0, findings: 0 }]),
  );
  const samples: string[] = [];
  let read = 0;
  for (const file of files()) {
    const contract = await contractIn(file);
    if (contract === null) continue;
    read += 1;
    const found = await factsOf(contract, rulesets);
    if (sampled === undefined) count(tallies, contract, [...rules.values()], found);
    const ours = found.filter(({ rule }) => rule === sampled);
    const one = ours[Math.floor(Math.random() * ours.length)];
    if (one !== undefined) samples.push(`${one.at.file}:${one.at.line} ${one.at.pointer}: ${one.message}`);
  }
  if (sampled !== undefined) console.log(someOf(samples).join('\n'));
  else {
    const file = join(import.meta.dirname, 'RULES.md');
    const options = { ...(await resolveConfig(file)), filepath: file };
    writeFileSync(file, await format(page(read, [...rules.values()], tallies), options));
  }
}

function groups(): readonly (readonly string[])[] {
  const names = readdirSync(join(root, 'rulesets'))
    .filter((file) => file.endsWith('.yaml') && !file.startsWith('spectral-'))
    .map((file) => file.replace('.yaml', ''));
  return [names.filter((name) => !SCHEMES.includes(name)), ...SCHEMES.map((name) => [name])];
}

function rulesetOf(names: readonly string[]): Promise<Ruleset> {
  const rulesets = join(root, 'rulesets');
  return loadRuleset({ files: fileSystem, root, rulesets, functions: FUNCTION_CATALOGUE }, names);
}

function files(): readonly string[] {
  const [head = '', ...lines] = readFileSync(join(corpus, 'INDEX.tsv'), 'utf8').trimEnd().split('\n');
  const column = head.split('\t').indexOf('file');
  return lines.map((line) => line.split('\t')[column] ?? '');
}

/** Null for a document that is refused before any rule is asked. */
function contractIn(file: string): Promise<ApiDocument | null> {
  return loadDocument(workingTree(fileSystem, corpus), file, file).catch((error: unknown) => {
    if (error instanceof CountersignError) return null;
    throw error;
  });
}

async function factsOf(contract: ApiDocument, rulesets: readonly Ruleset[]): Promise<readonly Fact[]> {
  const found = new Map<string, Fact>();
  for (const ruleset of rulesets)
    for (const fact of await lint(contract, ruleset))
      found.set(JSON.stringify([fact.rule, fact.at.file, fact.at.pointer, fact.message]), fact);
  return [...found.values()];
}

function count(
  tallies: ReadonlyMap<string, Tally>,
  contract: ApiDocument,
  rules: readonly Rule[],
  found: readonly Fact[],
): void {
  const spoke = new Map<string, number>();
  for (const { rule } of found) spoke.set(rule, (spoke.get(rule) ?? 0) + 1);
  for (const id of asked(contract, rules)) {
    const tally = tallies.get(id);
    if (tally === undefined) continue;
    tally.asked += 1;
    tally.findings += spoke.get(id) ?? 0;
    if (spoke.has(id)) tally.documents += 1;
  }
}

/** The rules whose `given` leads to something in a document, and whose conditions on `info` it meets. */
function asked(contract: ApiDocument, rules: readonly Rule[]): ReadonlySet<string> {
  const meant = rules.filter(
    (rule) =>
      appliesTo(rule, contract.dialect) &&
      rule.then.some(({ options }) => infoThatFits(contract.document, options) !== null),
  );
  const expressions: { readonly id: string; readonly expression: PathExpression }[] = meant.flatMap(
    ({ id, given, then }) =>
      given.flatMap((text) => {
        const expression = parsePath(text);
        return expression === null ? [] : [{ id, expression: then.every(forbids) ? holderOf(expression) : expression }];
      }),
  );
  const automaton = new Automaton(
    expressions.map(({ expression }) => expression),
    contract.document,
  );
  const found = new Set<string>();
  walkWritten(contract.document, automaton, { spend: () => true }, (match) => {
    for (const index of match.expressions) {
      const id = expressions[index]?.id;
      if (id !== undefined) found.add(id);
    }
  });
  return found;
}

/** Whether a step objects to whatever it is led to. */
function forbids({ function: name }: RuleStep): boolean {
  return name === 'undefined' || name === 'absentWhen';
}

/** What would hold the thing that a rule forbids: its expression leads to nothing else. */
function holderOf(expression: PathExpression): PathExpression {
  const last = expression.steps.findLastIndex(({ kind }) => kind === 'filter');
  return { ...expression, keyed: false, steps: expression.steps.slice(0, last === -1 ? -1 : last) };
}

function someOf(samples: readonly string[]): readonly string[] {
  const apis = new Map(samples.map((line) => [line.split('/')[0] ?? '', line] as const));
  return [...apis.values()].sort(() => Math.random() - 0.5).slice(0, 5);
}

function page(read: number, rules: readonly Rule[], tallies: ReadonlyMap<string, Tally>): string {
  const rows = rules
    .map(({ id, profile }) => ({ id, profile, ...(tallies.get(id) ?? NONE) }))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
  const share = ({ documents, asked: of }: Tally): string => (of === 0 ? '' : `${Math.round((100 * documents) / of)}%`);
  const silent = rows.filter(({ findings }) => findings === 0);
  const unasked = silent.filter((row) => row.asked === 0);
  return `# How often each rule speaks

Written by \`npm run bench:rules\`: every bundled profile over the real contracts beside the project, ${read} documents that load. The profile is the one that a rule was
written for; severities differ between profiles. \`Asked\` are the documents that have what the rule looks at: an operation, a parameter, a scheme, the value
of \`info\` that it depends on. A rule that speaks in every document, or in none, is one to reconsider.

Of the rules marked ●, which speak in more than ${NOISY.share * 100} % of those documents or more than ${NOISY.each} times in each of theirs, findings were read: [RULES-READ.md](RULES-READ.md) says
which, and what was decided since.

| rule | profile | asked | documents | share | findings | |
| --- | --- | ---: | ---: | ---: | ---: | --- |
${rows.map((row) => `| ${row.id} | ${row.profile} | ${row.asked} | ${row.documents} | ${share(row)} | ${row.findings} | ${isNoisy(row) ? '●' : ''} |`).join('\n')}

## Rules without a finding

Each fires on cases of its own (\`test/examine/lint/cases\`), and on the bad example that it shows.

${unasked.length} of them were never asked: no contract has what they look at (${unasked.map(({ id }) => id).join(', ')}).

${silent.length - unasked.length} were asked, and had nothing to object to:

| rule | asked |
| --- | ---: |
${silent
  .filter((row) => row.asked > 0)
  .map((row) => `| ${row.id} | ${row.asked} |`)
  .join('\n')}
`;
}

const NONE: Tally = { asked: 0, documents: 0, findings: 0 };

function isNoisy({ asked: of, documents, findings }: Tally): boolean {
  return documents > 0 && (documents / of > NOISY.share || findings / documents > NOISY.each);
}

await main();

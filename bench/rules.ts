/**
 * Lints every document of the folder of real contracts beside the project (`../shared/corpus`) with all bundled profiles, and prints for each rule in how
 * many documents it speaks, and how often. A rule that fires on everything or on nothing is one to reconsider. `--samples RULE` prints five of its findings.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const corpus = join(root, '..', 'shared', 'corpus');
const MOST_BYTES = 1_000_000_000;

type Found = { readonly rule: string; readonly message: string; readonly at: { readonly pointer: string } };

function main(): void {
  if (!existsSync(corpus)) {
    console.log('skipped: ../shared/corpus is not there');
    return;
  }
  const sampled = process.argv.includes('--samples') ? process.argv.at(-1) : undefined;
  const profiles = readdirSync(join(root, 'rulesets')).filter(
    (file) => file.endsWith('.yaml') && !file.startsWith('spectral-'),
  );
  const documents = new Map<string, number>();
  const findings = new Map<string, number>();
  const samples: string[] = [];
  let read = 0;
  for (const file of files()) {
    const found = lint(file, profiles);
    if (found === null) continue;
    read += 1;
    for (const { rule } of found) findings.set(rule, (findings.get(rule) ?? 0) + 1);
    for (const rule of new Set(found.map((one) => one.rule))) documents.set(rule, (documents.get(rule) ?? 0) + 1);
    const ours = found.filter(({ rule }) => rule === sampled);
    const one = ours[Math.floor(ours.length / 2)];
    if (one !== undefined) samples.push(`${file} ${one.at.pointer}: ${one.message}`);
  }
  if (sampled !== undefined) {
    const every = Math.max(1, Math.floor(samples.length / 5));
    console.log(samples.filter((_, index) => index % every === 0).join('\n'));
    return;
  }
  console.log(`${read} documents.\n\n| rule | profile | documents | findings |\n| --- | --- | ---: | ---: |`);
  for (const { id, profile } of rules())
    console.log(`| ${id} | ${profile} | ${documents.get(id) ?? 0} | ${findings.get(id) ?? 0} |`);
}

function files(): readonly string[] {
  const [head = '', ...lines] = readFileSync(join(corpus, 'INDEX.tsv'), 'utf8').trimEnd().split('\n');
  const column = head.split('\t').indexOf('file');
  return lines.map((line) => line.split('\t')[column] ?? '');
}

/** Beside one of these, rules of others give way: each is run alone. */
const SCHEMES = ['berlin-group', 'cdr-au', 'open-banking-uk', 'open-finance-br'];

/** Null for a document that is refused before any rule is asked. */
function lint(file: string, profiles: readonly string[]): readonly Found[] | null {
  const names = profiles.map((profile) => profile.replace('.yaml', ''));
  const found = new Map<string, Found>();
  for (const together of [names.filter((name) => !SCHEMES.includes(name)), ...SCHEMES.map((name) => [name])]) {
    const own = lintWith(file, together);
    if (own === null) return null;
    for (const one of own) found.set(JSON.stringify([one.rule, one.at.pointer, one.message]), one);
  }
  return [...found.values()];
}

function lintWith(file: string, profiles: readonly string[]): readonly Found[] | null {
  const names = profiles.flatMap((profile) => ['--ruleset', profile]);
  const { stdout, status } = countersign(['lint', file, ...names, '--format', 'json']);
  if (status !== 0 && status !== 1) return null;
  return (JSON.parse(stdout) as { readonly findings: readonly Found[] }).findings;
}

function rules(): readonly { readonly id: string; readonly profile: string }[] {
  const { stdout } = countersign(['rules', '--format', 'json']);
  const listed = (
    JSON.parse(stdout) as { readonly rules: readonly { readonly id: string; readonly profile: string }[] }
  ).rules;
  const ours = listed.filter(({ profile }) => !profile.startsWith('spectral'));
  return [...new Map(ours.map((rule) => [rule.id, rule])).values()];
}

function countersign(args: readonly string[]): { readonly stdout: string; readonly status: number | null } {
  const call = [join(root, 'bin', 'countersign.js'), ...args];
  return spawnSync(process.execPath, call, { cwd: corpus, encoding: 'utf8', maxBuffer: MOST_BYTES });
}

main();

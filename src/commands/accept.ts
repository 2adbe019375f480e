import { acceptedPath, acceptedText, acceptedValue } from '../gather/workspace/accepted.ts';
import { MAX_SETTINGS_BYTES } from '../gather/workspace/settings-text.ts';
import { withAcceptance } from '../judge/policy/accepted.ts';
import { isSamePerson } from '../model/approval.ts';
import type { JudgedChange } from '../model/change.ts';
import { defineCommand, type Invocation } from '../model/command.ts';
import { type Day, parseDay } from '../model/day.ts';
import { CountersignError } from '../model/errors.ts';
import { type Acceptance, ACCEPTANCE_CATEGORIES } from '../model/finding.ts';
import type { Ports, Repository } from '../model/ports.ts';
import { join } from 'node:path';
import { type GateReport, SCHEMA_VERSION } from '../model/report.ts';
import { examineChanges } from './steps/checked.ts';
import { AGAINST_OPTION, FETCH_OPTION, gatherComparisons } from './steps/comparison/comparison.ts';
import { type Examination, judged } from './steps/verdict/judged.ts';
import { changesAlone } from './steps/verdict/rules-ran.ts';
import { type Gathered, gatherSubjects } from './steps/subjects.ts';

export default defineCommand({
  name: 'accept',
  group: 'Judge a contract',
  summary: 'agree to one change that breaks, for a reason and until a day',
  description:
    'Writes a file that says that a change was agreed on, by whom and why. It is bound to that one change by its fingerprint, or to everything that one edit causes by its cause, and covers nothing else. The change stays in every report, shown as accepted. Commit the file: it is reviewed with the change.',
  arguments: [
    {
      name: 'fingerprint|cause',
      description: 'of the change, as countersign diff -v prints it; its first 8 characters or more will do',
      required: true,
      many: false,
    },
    { name: 'api|file', description: 'API ids, files or globs to compare', required: false, many: true },
  ],
  options: [
    AGAINST_OPTION,
    FETCH_OPTION,
    { flags: '--category <category>', description: 'why it may come', choices: [...ACCEPTANCE_CATEGORIES] },
    { flags: '--reason <text>', description: 'why it is right, in at least ten characters' },
    { flags: '--owner <person>', description: 'who answers for it; else you, as git knows you' },
    { flags: '--approver <person>', description: 'who agreed to it: somebody else than the owner' },
    { flags: '--expires <day>', description: 'the last day on which it counts, YYYY-MM-DD' },
    { flags: '--force', description: 'replace what an entry that is there already says; its comments stay' },
  ],
  examples: [
    {
      command:
        "countersign accept 801b98778eb0 --category spec-correction --reason 'the field was never sent' --approver 'Bea Boss <bea@bank.example>' --expires 2026-12-31",
      does: 'agrees to one change of the comparison with the default branch',
    },
  ],
  async run(invocation, ports) {
    const [id = '', ...names] = invocation.arguments;
    const gathered = await gatherSubjects(invocation, ports, names);
    const terms = await termsOf(invocation, gathered);
    const report = await compared(invocation, gathered, ports);
    const found = changesOf(id, report.changes ?? []);
    const [first] = found.changes;
    if (first === undefined) throw unknown(id, report);

    const { fingerprint, cause } = found;
    const entry = {
      api: first.api,
      fingerprint,
      cause,
      check: fingerprint === null ? null : first.check,
      change: wordsFor(first, found.changes.length),
      ...terms,
    };
    const path = acceptedPath(entry);
    const { root } = gathered.workspace;
    const earlier = await textAt(root, path, ports);
    if (!invocation.flag('force') && earlier !== null)
      throw new CountersignError('FILE_EXISTS', `${path} is there already`, { hint: '--force replaces what it says' });
    await ports.files.write(root, path, earlier === null ? acceptedText(entry) : await rewritten(earlier, entry));
    const at = { file: path, commit: null, pointer: '', line: 1, column: 1, endLine: 1, endColumn: 1 };
    const acceptance: Acceptance = { ...entry, at };
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today: gathered.today,
        verdict: 'pass',
        report: 'accept',
        acceptance,
        file: path,
        changes: found.changes.map((change) => withAcceptance(change, [acceptance])),
        notes: [],
      },
      lines: () => [],
    };
  },
});

/** The text of an entry that says something else now; comments and layout stay. */
async function rewritten(earlier: string, entry: Omit<Acceptance, 'at'>): Promise<string> {
  const { edited } = await import('../deliver/edit/edited.ts');
  return edited(earlier, [{ kind: 'set', pointer: '', value: acceptedValue(entry) }]);
}

async function textAt(root: string, path: string, { files }: Ports): Promise<string | null> {
  if ((await files.kind(join(root, path))) === null) return null;
  return new TextDecoder('utf-8').decode(await files.read(root, path, MAX_SETTINGS_BYTES));
}

type Terms = Pick<Acceptance, 'category' | 'reason' | 'owner' | 'approver' | 'expires'>;

/** Who, why and until when. Throws USAGE for what is missing, wrong, or agreed on by one person alone. */
async function termsOf(invocation: Invocation, { repository, today }: Gathered): Promise<Terms> {
  const given = (name: string): string => (invocation.text(name) ?? '').trim();
  const missing = ['category', 'reason', 'approver', 'expires'].filter((name) => given(name) === '');
  if (missing.length > 0)
    throw refused(`accept needs ${missing.map((name) => `--${name}`).join(', ')}`, 'countersign accept --help');
  const category = ACCEPTANCE_CATEGORIES.find((each) => each === given('category'));
  if (category === undefined)
    throw refused(`there is no category \`${given('category')}\``, 'countersign accept --help');
  const reason = given('reason');
  if (reason.length < 10)
    throw refused('a reason has at least ten characters', 'say why the change is right, for those who read it later');
  const owner = given('owner') === '' ? await yourself(repository) : given('owner');
  const approver = given('approver');
  if (isSamePerson(owner, approver))
    throw refused(`${owner} answers for the change and cannot approve it as well`, 'ask somebody else to agree to it');
  return { category, reason, owner, approver, expires: endOf(given('expires'), today) };
}

function endOf(text: string, today: Day): Day {
  const expires = parseDay(text);
  if (expires === null) throw refused(`\`${text}\` is no day`, 'write it as YYYY-MM-DD');
  if (expires < today) throw refused(`${expires} has passed already: today is ${today}`, 'name a day that is to come');
  return expires;
}

async function yourself(repository: Repository | null): Promise<string> {
  const person = (await repository?.identity()) ?? null;
  if (person === null) throw refused('git does not know who you are', 'say who answers for it: --owner');
  return `${person.name} <${person.email}>`;
}

function refused(message: string, hint: string): CountersignError {
  return new CountersignError('USAGE', message, { hint });
}

async function compared(invocation: Invocation, gathered: Gathered, ports: Ports): Promise<GateReport> {
  const examinations: Examination[] = [];
  for (const [subject, comparison] of await gatherComparisons(gathered, invocation, ports))
    examinations.push(await examineChanges(gathered, subject, comparison, ports));
  return judged('diff', gathered, examinations, changesAlone, ports).report;
}

type Found = Pick<Acceptance, 'fingerprint' | 'cause'> & { readonly changes: readonly JudgedChange[] };

/** The change of a fingerprint, or those of a cause; the beginning of either will do where it is that of one alone. */
function changesOf(id: string, changes: readonly JudgedChange[]): Found {
  const begins = (text: string): boolean => id.length >= 8 && text.startsWith(id);
  const fingerprints = [...new Set(changes.map(({ fingerprint }) => fingerprint).filter(begins))];
  const causes = [...new Set(changes.map((each) => each.cause).filter(begins))];
  if (fingerprints.length + causes.length > 1)
    throw refused(
      `\`${id}\` is the beginning of several: ${[...fingerprints, ...causes].join(', ')}`,
      'give more of it',
    );
  const [fingerprint = null] = fingerprints;
  const [cause = null] = causes;
  const ours = changes.filter((each) =>
    fingerprint === null ? each.cause === cause : each.fingerprint === fingerprint,
  );
  const [first] = ours;
  return { fingerprint, cause, changes: ours.filter(({ api }) => api === first?.api) };
}

function unknown(id: string, { apis, changes }: GateReport): CountersignError {
  const against = [...new Set(apis.map(({ base }) => base?.revision ?? 'nothing'))].join(', ');
  const count = (changes ?? []).length;
  return new CountersignError(
    'CHANGE_UNKNOWN',
    `no change has the fingerprint or cause \`${id}\`; compared with ${against}, there ${count === 1 ? 'is 1' : `are ${count}`}`,
    { hint: 'countersign diff -v lists the changes with their fingerprints; --against names what to compare with' },
  );
}

function wordsFor({ message, operation }: JudgedChange, count: number): string {
  const where = operation === null ? '' : `${operation.method} ${operation.path}: `;
  return `${where}${message}${count === 1 ? '' : ` (and ${count - 1} more of the same cause)`}`;
}

import { NotOpenApi } from '../gather/contract/dialect.ts';
import { reachHistory } from '../gather/history/reach-base.ts';
import { openWorkspace } from '../gather/workspace/open.ts';
import { selectApis } from '../gather/workspace/select.ts';
import { defineCommand, type Invocation } from '../model/command.ts';
import { type Day, parseDay } from '../model/day.ts';
import { CountersignError } from '../model/errors.ts';
import { ELEMENT_KINDS, type ElementKind, type HistoryApi } from '../model/history.ts';
import { anyOf } from '../model/nearest.ts';
import type { Ports, Repository } from '../model/ports.ts';
import { type Note, SCHEMA_VERSION } from '../model/report.ts';
import type { Api, Workspace } from '../model/workspace.ts';
import { contractAt } from './steps/comparison/compared.ts';
import { apiHistory } from './steps/history/api-history.ts';
import { lintedOnlyNotes } from './steps/linted-only.ts';
import { cacheFor } from './steps/lint/options.ts';
import { type LintedOnly, refuseOnlyLinted } from './steps/subjects.ts';
import { noLines } from './steps/verdict/lines.ts';

/** Longer is no flap, whatever one calls it. */
const MAX_FOLD = 3650;

export default defineCommand({
  name: 'history',
  group: 'Judge a contract',
  summary: 'when each thing of a contract appeared, was deprecated and went',
  description:
    'Tells the life of what is in a contract along the first parents of HEAD: when it was first seen or appeared, was marked deprecated, lost its mark and was removed, with commit, day (UTC) and the first release that has it. Follows renames of files, changes of format and dialect, and contracts that are split over files. What was gone or unmarked for a few days only, what moved between server and path, and what has another name for the same callers is folded, and told. Judges nothing.',
  arguments: [
    {
      name: 'api',
      description: 'API id or file; all APIs of the settings, or the only contract',
      required: false,
      many: false,
    },
    {
      name: 'thing',
      description:
        'what to tell of, with all that belongs to it: `GET /payments`, a path, a JSON pointer, or the name of a schema, property or security scheme (`Account.nickname`)',
      required: false,
      many: false,
    },
  ],
  options: [
    {
      flags: '--fold <days>',
      description: 'what is gone or unmarked for no longer than so many days is no event; 0 tells every raw event',
      default: '7',
    },
    {
      flags: '--kind <kind>',
      description: `tell of these: ${anyOf(ELEMENT_KINDS)}; all for every kind (operation by default, all where a thing is named); may be repeated`,
      choices: [...ELEMENT_KINDS, 'all'],
      repeatable: true,
    },
    { flags: '--since <day>', description: 'leave out what happened before that day' },
    { flags: '--fetch', description: 'fetch from origin the history and the tags that a clone lacks' },
    { flags: '--no-cache', description: 'read every revision again; the answer is the same' },
  ],
  examples: [
    { command: 'countersign history', does: 'the operations of every API, day by day' },
    { command: "countersign history payments 'GET /payments'", does: 'one operation, its parameters and responses' },
    { command: 'countersign history Account.nickname', does: 'one property, in the only contract there is' },
    { command: 'countersign history --fold 0 --format json', does: 'every raw event, for programs' },
  ],
  async run(invocation, ports) {
    const fold = foldOf(invocation);
    const since = sinceOf(invocation);
    const { workspace, apis, about } = await wanted(invocation, ports);
    const kinds = kindsOf(invocation, about);
    const repository = await ports.git.open(workspace.root, { network: invocation.flag('fetch') });
    if (repository === null)
      throw new CountersignError(
        'NOT_A_REPOSITORY',
        `${workspace.root} is not in a git repository, so it has no history`,
      );
    const head = await repository.resolve('HEAD');
    if (head === null) throw new CountersignError('BASE_REF_NOT_FOUND', 'this repository has no commit yet');
    await reachHistory(repository, head, { tags: true }, ports.progress);
    const told: HistoryApi[] = [];
    const notes: Note[] = [];
    const cache = cacheFor(invocation, ports);
    const unknown: CountersignError[] = [];
    const lintedOnly: LintedOnly[] = [];
    for (const api of apis) {
      const question = { workspace, repository, head, fold, about, kinds, since, cache };
      const one = await apiHistory(api, question, ports).catch((error: unknown) => {
        if (error instanceof CountersignError && error.code === 'ELEMENT_UNKNOWN') return error;
        throw error;
      });
      if (one instanceof CountersignError) {
        unknown.push(one);
        continue;
      }
      const other = await lintedOnlyAt(repository, head, one.told);
      if (other !== null) lintedOnly.push({ api, error: other });
      else {
        told.push(one.told);
        notes.push(...one.notes);
      }
    }
    const [first] = unknown;
    if (first !== undefined && told.length === 0) throw first;
    refuseOnlyLinted(told, lintedOnly);
    return {
      report: {
        schemaVersion: SCHEMA_VERSION,
        tool: ports.tool,
        today: invocation.today(workspace.policy.timezone),
        verdict: 'pass',
        report: 'history',
        fold,
        about,
        kinds,
        since,
        apis: told,
        notes: [...notes, ...lintedOnlyNotes({ lintedOnly })],
      },
      lines: noLines,
    };
  },
});

/** Why a file has no history, where that is because it is a document that only lint reads. */
async function lintedOnlyAt(
  repository: Repository,
  head: string,
  { id, file, revisions, unreadable }: HistoryApi,
): Promise<NotOpenApi | null> {
  if (revisions === 0 || unreadable < revisions) return null;
  return contractAt(repository, head, file, id).then(
    () => null,
    (error: unknown) => (error instanceof NotOpenApi ? error : null),
  );
}

type Wanted = { readonly workspace: Workspace; readonly apis: readonly Api[]; readonly about: string | null };

/** One argument alone is an API where there is one of that name, and a thing otherwise. */
async function wanted(invocation: Invocation, ports: Ports): Promise<Wanted> {
  const [first = null, about = null] = invocation.arguments;
  const open = async (name: string | null): Promise<Omit<Wanted, 'about'>> => {
    const names = name === null ? [] : [name];
    const workspace = await openWorkspace(ports, { config: invocation.config, names });
    return { workspace, apis: await selectApis(workspace, names, ports) };
  };
  if (first === null || about !== null) return { ...(await open(first)), about };
  if (/^(#?\/|[A-Za-z]+ +\/)/.test(first) && (await ports.files.kind(first)) === null)
    return { ...(await open(null)), about: first };
  try {
    return { ...(await open(first)), about: null };
  } catch (error) {
    if (!(error instanceof CountersignError) || error.code !== 'API_UNKNOWN' || /[*?/\\]/.test(first)) throw error;
    return { ...(await open(null)), about: first };
  }
}

function kindsOf(invocation: Invocation, about: string | null): readonly ElementKind[] {
  const asked = invocation.list('kind');
  const all = asked.length === 0 ? about !== null : asked.includes('all');
  if (all) return ELEMENT_KINDS;
  return asked.length === 0 ? ['operation'] : ELEMENT_KINDS.filter((kind) => asked.includes(kind));
}

function foldOf(invocation: Invocation): number {
  const text = invocation.text('fold') ?? '';
  const days = Number(text);
  if (/^\d{1,4}$/.test(text) && days <= MAX_FOLD) return days;
  throw new CountersignError('USAGE', `--fold takes a number of days up to ${MAX_FOLD}, not \`${text}\``);
}

function sinceOf(invocation: Invocation): Day | null {
  const text = invocation.text('since');
  const day = text === null ? null : parseDay(text);
  if (text !== null && day === null)
    throw new CountersignError('USAGE', `--since takes a day such as 2026-01-31, not \`${text}\``);
  return day;
}

import { CountersignError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import type { Files } from '../../model/ports.ts';
import {
  type Observation,
  UNKNOWN_CONSUMER,
  type Usage,
  type UsageCount,
  type UsageFormat,
  type UsageSource,
} from '../../model/usage.ts';
import type { Use } from '../../model/workspace.ts';
import type { LineReader } from './call.ts';
import { combinedReader } from './formats/combined.ts';
import { type DocumentCall, documentKind, harCalls, pactCalls } from './formats/documents.ts';
import { haproxyReader } from './formats/haproxy.ts';
import { jsonReader, kongReader } from './formats/json-lines.ts';
import { eachLine, piecesOf } from './lines.ts';
import type { Matcher } from './matcher.ts';

/** HAR and Pact files are read whole. In bytes. */
const LARGEST_DOCUMENT = 256 * 1024 * 1024;

/** So much of a file tells its format, in bytes. */
const HEAD = 64 * 1024;

/** Names are other people's words: of more, whose calls they are is not kept apart. */
const MOST_CONSUMERS = 10_000;

const READERS: { readonly [format in Exclude<UsageFormat, 'har' | 'pact'>]: (consumer: string | null) => LineReader } =
  {
    kong: kongReader,
    json: jsonReader,
    combined: combinedReader,
    haproxy: haproxyReader,
  };

/**
 * Who was seen to call what, from all sources. Logs are read line by line; of a call nothing is kept but whose it is, the operation and the day.
 * Throws USAGE_INVALID for a source of which no format can be told or nothing is understood, and what reading throws.
 */
export async function readUsage(files: Files, sources: readonly UsageSource[], match: Matcher): Promise<Usage> {
  const observed = new Map<string, Map<string, Observed>>();
  const counts: UsageCount[] = [];
  for (const source of sources) counts.push(await readSource(files, source, match, observed));
  const observations = [...observed].flatMap(([consumer, operations]) =>
    Array.from(operations.values(), ({ api, use, calls, last }): Observation => ({ consumer, api, use, calls, last })),
  );
  return { observations: observations.sort(inOrder), counts };
}

type Observed = { -readonly [Key in keyof Omit<Observation, 'consumer'>]: Observation[Key] };
type Tally = { entries: number; matched: number; unmatched: number; garbage: number };

function inOrder(a: Observation, b: Observation): number {
  const [left, right] = [a, b].map(({ consumer, api, use }) => JSON.stringify([consumer, api, use.path, use.method]));
  return (left ?? '') < (right ?? '') ? -1 : 1;
}

async function readSource(
  files: Files,
  source: UsageSource,
  match: Matcher,
  observed: Map<string, Map<string, Observed>>,
): Promise<UsageCount> {
  const tally: Tally = { entries: 0, matched: 0, unmatched: 0, garbage: 0 };
  const take = (call: DocumentCall | null): void => {
    tally.entries += 1;
    if (call === null) tally.garbage += 1;
    else if (see(observed, match, call)) tally.matched += 1;
    else tally.unmatched += 1;
  };
  const reader = await readerOf(files, source);
  if (reader === 'har' || reader === 'pact') {
    const document = await documentIn(files, source);
    if (documentKind(document) !== reader)
      throw notUnderstood(source, `it is no ${reader === 'har' ? 'HAR' : 'Pact file'}`);
    for (const call of reader === 'har' ? harCalls(document) : pactCalls(document)) take(call);
  } else await eachLine(piecesOf(files, source), (line) => take(line === null ? null : reader(line)));
  if (tally.entries > 0 && tally.garbage === tally.entries)
    throw notUnderstood(source, `none of its ${tally.entries} entries is of its format`);
  return { source: source.name, ...tally };
}

/** Notes a call. False where it goes to no operation. */
function see(observed: Map<string, Map<string, Observed>>, match: Matcher, call: DocumentCall): boolean {
  const found = match(call.method, call.target);
  if (found === null) return false;
  const named = call.consumer ?? UNKNOWN_CONSUMER;
  const consumer = observed.has(named) || observed.size < MOST_CONSUMERS ? named : UNKNOWN_CONSUMER;
  const operations = observed.get(consumer) ?? new Map<string, Observed>();
  observed.set(consumer, operations);
  const { api, use } = found;
  const key = `${api} ${use.method} ${use.path}`;
  const known = operations.get(key);
  const calls = call.day === null ? 0 : 1;
  if (known === undefined) operations.set(key, { api, use: usedBy(use, call), calls, last: call.day });
  else {
    known.calls += calls;
    if (call.day !== null && (known.last === null || call.day > known.last)) known.last = call.day;
    if (known.use.fields !== undefined || known.use.parameters !== undefined) known.use = together(known.use, call);
  }
  return true;
}

function usedBy({ method, path }: Use, { fields, parameters }: DocumentCall): Use {
  return {
    method,
    path,
    ...(fields === undefined ? {} : { fields }),
    ...(parameters === undefined ? {} : { parameters }),
  };
}

/** What both use; where one does not say, everything. */
function together(use: Use, call: Pick<Use, 'fields' | 'parameters'>): Use {
  const both = (a: readonly string[] | undefined, b: readonly string[] | undefined): readonly string[] | null =>
    a === undefined || b === undefined ? null : [...new Set([...a, ...b])].sort();
  const request = both(use.fields?.request, call.fields?.request);
  const response = both(use.fields?.response, call.fields?.response);
  const parameters = both(use.parameters, call.parameters);
  const fields = { ...(request === null ? {} : { request }), ...(response === null ? {} : { response }) };
  return {
    method: use.method,
    path: use.path,
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    ...(parameters === null ? {} : { parameters }),
  };
}

async function readerOf(files: Files, source: UsageSource): Promise<LineReader | 'har' | 'pact'> {
  const format = source.format ?? (await formatOf(files, source));
  return format === 'har' || format === 'pact' ? format : READERS[format](source.consumer);
}

/** Told by the beginning of the file: a line of a log, or a document. */
async function formatOf(files: Files, source: UsageSource): Promise<UsageFormat> {
  if (source.path.endsWith('.har')) return 'har';
  let head = '';
  for await (const piece of piecesOf(files, source)) {
    head += Buffer.from(piece).toString('latin1');
    if (head.length >= HEAD) break;
  }
  const lines = head.split('\n').filter((line) => line.trim() !== '');
  // Without lines there is nothing to understand.
  if (lines.length === 0) return 'combined';
  for (const line of lines.slice(0, 50)) {
    for (const format of ['kong', 'json', 'haproxy', 'combined'] as const) {
      if (READERS[format](null)(line) !== null)
        return format === 'haproxy' && COMBINED.test(line) ? 'combined' : format;
    }
  }
  const kind = head.trimStart().startsWith('{') ? documentKind(await documentIn(files, source)) : null;
  if (kind !== null) return kind;
  throw notUnderstood(source, 'its format cannot be told');
}

/** A log in the combined format may end in a quoted text that is a request, as those of HAProxy do. */
const COMBINED = /^\S+ \S+ .*\[\d{2}\/[A-Z][a-z]{2}\/\d{4}:[^\]]* [+-]\d{4}\] "/;

async function documentIn(files: Files, source: UsageSource): Promise<Json> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of piecesOf(files, source)) {
    size += piece.length;
    if (size > LARGEST_DOCUMENT) throw notUnderstood(source, `it is no log, and larger than ${LARGEST_DOCUMENT} bytes`);
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8')) as Json;
  } catch (cause) {
    throw notUnderstood(source, 'it is neither JSON nor a log of a known format', cause);
  }
}

function notUnderstood({ name }: UsageSource, why: string, cause?: unknown): CountersignError {
  return new CountersignError('USAGE_INVALID', `${name} cannot be used: ${why}`, cause === undefined ? {} : { cause });
}

import width from 'fast-string-width';
import type { JudgedChange } from '../../../model/change.ts';
import type { Location } from '../../../model/location.ts';
import { bothSides, onePlace } from './both-sides.ts';
import type { Entry, Exception } from './entries.ts';
import { frame } from './frame.ts';
import type { Page } from './page.ts';
import { placeOf } from './place.ts';
import { proofOf, unproven } from './proof.ts';
import { reachLine, reachLines } from './reach.ts';
import type { Topic } from './topics.ts';
import { hanging, padded, shortened, withShortPaths, wrap } from './wrap.ts';

/** Where the text of an entry begins, behind its severity. */
const BODY = 10;

/** Where the text behind `why`, `fix` and the like begins, from the body on. */
const LABEL = 7;

/** What was told just before of the same rule, so that reason, advice and link are not said again. */
export type Told = Pick<Topic, 'hint' | 'docs' | 'why' | 'reach'>;

/** One topic in full: what, where, the code, why, what to do, the proof. */
export function entryLines(topic: Topic, page: Page, told: Told | null): string[] {
  return topic.change === null ? findingLines(topic, page, told) : changeLines(topic, topic.change, page, told);
}

/** What was found, with the code at its place. */
function findingLines(topic: Topic, page: Page, told: Told | null): string[] {
  const paint = page.ink.severity[topic.severity];
  return [
    ...heading(topic, page),
    ...hanging({ indent: BODY, text: topic.message, columns: page.width }),
    ...(topic.at === null ? [] : frame(topic.at, page, BODY, paint)),
    ...alsoLines(topic.also, topic, page),
    ...advice(topic, page, told),
    ...particulars(topic, page, told),
  ];
}

function heading(entry: Topic, page: Page): string[] {
  const head = `${mark(entry, page)}${page.ink.strong(entry.rule)}`;
  if (entry.at === null) return [head];
  const place = page.ink.place(placeOf(entry.at, entry.base));
  return width(`${head}  ${place}`) <= page.width ? [`${head}  ${place}`] : [head, ' '.repeat(BODY) + place];
}

/** The severity in its colour, or that somebody answers for it. */
function mark({ severity, waiver }: Entry, page: Page): string {
  const label = padded(waiver?.word ?? severity, BODY - 2);
  return `  ${waiver === null ? page.ink.severity[severity](label) : page.ink.faint(label)}`;
}

/** What changed: the sentence, the check, whom it reaches, old and new place, why it matters, what to do, the proof. */
function changeLines(topic: Topic, change: JudgedChange, page: Page, told: Told | null): string[] {
  const also = topic.also.filter((at) => !isSame(at, change));
  return [
    ...title(topic, wrap(page.verbose ? topic.message : withShortPaths(topic.message), page.width - BODY), page),
    ' '.repeat(BODY) + page.ink.faint(`${topic.rule}  ${change.cause}`),
    ...reachLines(topic, change, BODY, told?.reach ?? null, page),
    ...bothSides(topic, change, BODY, page),
    ...alsoLines(also, topic, page),
    ...(topic.why === told?.why ? [] : labelled('why', topic.why, page)),
    ...advice(topic, page, told),
    ...proofLines(topic, change, page),
    ...particulars(topic, page, told),
  ];
}

function title(topic: Topic, [first = '', ...others]: readonly string[], page: Page): string[] {
  return [
    mark(topic, page) + page.ink.strong(first),
    ...others.map((line) => ' '.repeat(BODY) + page.ink.strong(line)),
  ];
}

/** So many lines of a sentence stand in a short telling. */
const BRIEF_LINES = 2;

/** A change in a few lines: the sentence, whom it reaches, where. */
export function briefLines(topic: Topic, change: JudgedChange, page: Page): string[] {
  const columns = page.width - BODY;
  const sentence = wrap(page.verbose ? topic.message : withShortPaths(topic.message), columns);
  const shown = page.verbose ? sentence : sentence.slice(0, BRIEF_LINES);
  if (sentence.length > shown.length) shown.push(shortened(`${shown.pop() ?? ''} …`, columns));
  const margin = ' '.repeat(BODY);
  const place = page.ink.place(onePlace(topic, change, page));
  return [
    ...title(topic, shown, page),
    // Operation by operation the heading above says it.
    ...(page.by === 'operation' ? [] : [margin + reachLine(topic, change, columns)]),
    `${margin}${place}  ${page.ink.faint(topic.rule)}`,
  ];
}

function isSame(at: Location, { before, after }: JudgedChange): boolean {
  return [before, after].some((side) => side !== null && side.pointer === at.pointer && side.commit === at.commit);
}

/** Other places that belong to it. */
function alsoLines(places: readonly Location[], { base }: Topic, page: Page): string[] {
  return places.flatMap((at) => [
    ...hanging({ indent: BODY, label: 'see ', text: placeOf(at, base), columns: page.width, paint: page.ink.place }),
    ...frame(at, page, BODY, page.ink.place),
  ]);
}

/** The payload or call that proves the change, and below it what becomes of it. */
function proofLines({ reach, proof }: Topic, change: JudgedChange, page: Page): string[] {
  if (proof === null) return labelled('proof', unproven(change.proof, page), page);
  const { witness, operation } = proof;
  const columns = Math.max(20, page.width - BODY - LABEL);
  const [evidence, claim] = proofOf(witness, columns, page);
  // Of several operations it proves the change in one; a call names its own.
  const of = reach.struck.length > 1 && witness.kind === 'payload' && operation !== null ? operation : null;
  const where = of === null ? claim : claim.replace(/^this (request|response)/, `this $1 of ${of.method} ${of.path}`);
  return [
    // What a payload holds is not ours to break into lines.
    ...(witness.kind === 'call'
      ? labelled('proof', evidence, page)
      : [`${' '.repeat(BODY)}${page.ink.strong(padded('proof', LABEL))}${evidence}`]),
    ...hanging({ indent: BODY + LABEL, text: where, columns: page.width }),
  ];
}

/** What somebody answers for until a day needs no advice. */
function isSilent({ waiver }: Entry, page: Page): boolean {
  return waiver !== null && !page.verbose;
}

function advice(entry: Entry, page: Page, told: Told | null): string[] {
  const { waiver } = entry;
  return [
    ...(waiver === null ? [] : labelled(waiver.word, wordsFor(waiver), page)),
    ...(isSilent(entry, page) || entry.hint === told?.hint ? [] : labelled('fix', entry.hint, page)),
  ];
}

/** Where to read more, and by what it is known to machines. */
function particulars(entry: Entry, page: Page, told: Told | null): string[] {
  const known = isSilent(entry, page) || isObvious(entry, page) || entry.docs === told?.docs;
  const { at, fingerprint } = entry;
  return [
    ...(known ? [] : labelled('more', entry.docs, page)),
    ...(page.verbose && at !== null ? labelled('at', at.pointer === '' ? 'the whole document' : at.pointer, page) : []),
    ...(page.verbose ? labelled('id', fingerprint, page) : []),
  ];
}

function labelled(label: string, text: string, page: Page): string[] {
  return hanging({
    indent: BODY,
    label: padded(label, LABEL),
    text,
    columns: page.width,
    paintLabel: page.ink.strong,
  });
}

/** The closing lines tell that rules can be explained; said with each of them it would be noise. */
function isObvious({ docs, rule }: Entry, page: Page): boolean {
  return !page.verbose && docs === `countersign explain ${rule}`;
}

/** `until 2026-12-31 by Olu Owner: the reason`; of what is accepted also as what, and who agreed. */
function wordsFor(exception: Exception): string {
  if (exception.word === 'known') return 'in the baseline';
  const { agreed, expires, owner, reason } = exception;
  return agreed === null
    ? `until ${expires} by ${owner}: ${reason}`
    : `as ${agreed.category} until ${expires} by ${owner}, approved by ${agreed.approver}: ${reason}`;
}

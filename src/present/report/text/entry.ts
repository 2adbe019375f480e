import width from 'fast-string-width';
import type { JudgedChange, Witness } from '../../../model/change.ts';
import type { Operation } from '../../../model/contract.ts';
import type { Location } from '../../../model/location.ts';
import type { Entry, Exception } from './entries.ts';
import { counted } from './counts.ts';
import { frame } from './frame.ts';
import type { Page } from './page.ts';
import { placeOf } from './place.ts';
import { differing, type Topic } from './topics.ts';
import { hanging, padded, phrases } from './wrap.ts';

/** Where the text of an entry begins, behind its label. */
const BODY = 10;

/** What was told just before of the same rule, so that hint and link are not said again. */
export type Told = { readonly hint: string; readonly docs: string };

/** One finding in full: what, where, the code, what to do. */
export function entryLines(entry: Topic, page: Page, told: Told | null): string[] {
  return [
    ...heading(entry, page),
    ...hanging({ indent: BODY, text: entry.message, columns: page.width }),
    ...(entry.change === null ? [] : reach(entry, entry.change, page)),
    ...places(entry, page),
    ...(entry.change?.witness ? witnessLines(entry.change.witness, page) : []),
    ...advice(entry, page, told),
  ];
}

function heading(entry: Entry, page: Page): string[] {
  const paint = page.ink.severity[entry.severity];
  const label = padded(entry.waiver?.word ?? entry.severity, BODY - 2);
  const head = `  ${entry.waiver === null ? paint(label) : page.ink.faint(label)}${page.ink.strong(entry.rule)}`;
  // A change tells both of its places below.
  if (entry.at === null || entry.change !== null) return [head];
  const place = page.ink.place(placeOf(entry.at));
  return width(`${head}  ${place}`) <= page.width ? [`${head}  ${place}`] : [head, ' '.repeat(BODY) + place];
}

/** So many of the operations that a change reaches are named. */
const REACHED = 5;

/** `breaking for GET /payments (listPayments)`; where the messages of several operations differ, each in a line of its own. */
function reach({ all, message }: Topic, { impact, operation, stability }: JudgedChange, page: Page): string[] {
  const say = (text: string, indent = BODY): string[] =>
    hanging({ indent, text, columns: page.width, paint: page.ink.faint });
  if (all.length === 1)
    return say(
      operation === null
        ? impact
        : `${impact} for ${nameOf(operation)}${stability === undefined ? '' : `, which was ${stability}`}`,
    );
  const operations = new Set(all.map((each) => reached(each.change?.operation ?? null)));
  const ways = [...new Set(all.map((each) => way(each, message)))];
  const named = page.verbose ? ways : ways.slice(0, REACHED);
  const more = named.length === ways.length ? [] : [`and ${ways.length - named.length} more (-v shows all)`];
  const lines =
    ways.length === operations.size && ways.every((one) => operations.has(one))
      ? phrases([...named.map((one) => `${one},`), ...more], page.width - BODY - 2)
      : [...named, ...more];
  return [
    ...say(`${impact} for ${counted(operations.size, 'operation')}:`),
    ...lines.flatMap((line, index) => say(index === lines.length - 1 ? line.replace(/,$/, '') : line, BODY + 2)),
  ];
}

/** `GET /payments, as `items[]/status``, where it is said of this operation in other words than in the message that is shown. */
function way({ change, message }: Entry, shown: string): string {
  const words = differing(message, shown);
  return reached(change?.operation ?? null) + (words === '' ? '' : `, as ${words}`);
}

function reached(operation: Operation | null): string {
  return operation === null ? 'the whole contract' : `${operation.method} ${operation.path}`;
}

function nameOf(operation: Operation): string {
  return reached(operation) + (operation.operationId ? ` (${operation.operationId})` : '');
}

/** The code at the entry's place; for a change, the code before and after. */
function places(entry: Entry, page: Page): string[] {
  const paint = page.ink.severity[entry.severity];
  const also = entry.also.filter((at) => entry.change === null || !isSame(at, entry.change));
  return [
    ...(entry.change === null ? plainFrame(entry.at, page, paint) : bothSides(entry.change, page)),
    ...also.flatMap((at) => [
      ...hanging({ indent: BODY, label: 'see ', text: placeOf(at), columns: page.width, paint: page.ink.place }),
      ...frame(at, page, BODY, page.ink.place),
    ]),
  ];
}

function plainFrame(at: Location | null, page: Page, paint: (text: string) => string): string[] {
  return at === null ? [] : frame(at, page, BODY, paint);
}

/**
 * Old and new place. Of a thing that was removed or added, the other side is only the parent that stood there: no code is shown
 * for it. A line that reads the same on both sides is shown once.
 */
function bothSides({ check, before, after }: JudgedChange, page: Page): string[] {
  // What moved to another component on the way stands below another parent; then the check's name tells.
  const added = isAbove(before, after) || check.endsWith('-added');
  const removed = isAbove(after, before) || check.endsWith('-removed');
  const same = !added && !removed && codeAt(before, page) === codeAt(after, page);
  return [
    ...side('- before', before, page.ink.removed, added ? '(was not here yet)' : '', added || same, page),
    ...side('+ after ', after, page.ink.added, removed ? '(is gone from here)' : '', removed, page),
  ];
}

function side(
  label: string,
  at: Location | null,
  paint: (text: string) => string,
  remark: string,
  bare: boolean,
  page: Page,
): string[] {
  if (at === null) return [];
  const head = `${' '.repeat(BODY)}${paint(label)} ${page.ink.place(placeOf(at))}  ${remark}`.trimEnd();
  return bare ? [head] : [head, ...frame(at, page, BODY + 2, paint)];
}

/** The first line of a place; null where it was not read. */
function codeAt(at: Location | null, page: Page): string | null {
  return at === null ? null : (page.lines(at.file, at.commit)[at.line - 1]?.trim() ?? null);
}

/** True when one place is a parent of the other. */
function isAbove(parent: Location | null, child: Location | null): boolean {
  return parent !== null && child !== null && child.pointer.startsWith(`${parent.pointer}/`);
}

function isSame(at: Location, { before, after }: JudgedChange): boolean {
  return [before, after].some((side) => side !== null && side.pointer === at.pointer && side.commit === at.commit);
}

/** The payload or call that proves the change. */
function witnessLines(witness: Witness, page: Page): string[] {
  const value = JSON.stringify(witness.value);
  const shown = value.length > 400 ? `${value.slice(0, 400)}…` : value;
  const reason = witness.reason === '' ? '' : ` (${witness.reason})`;
  return [
    ...hanging({
      indent: BODY,
      label: 'proof: ',
      text: `this ${witness.direction} ${CLAIMS[witness.acceptedBy]}${reason}`,
      columns: page.width,
      paintLabel: page.ink.strong,
    }),
    ...hanging({ indent: BODY + 7, text: shown, columns: page.width }),
  ];
}

/** By the side that accepts the witness. */
const CLAIMS = {
  before: 'was valid before and is not now',
  after: 'is valid now and was not before',
} as const;

function advice(entry: Entry, page: Page, told: Told | null): string[] {
  const say = (label: string, text: string): string[] =>
    hanging({ indent: BODY, label: `${label}: `, text, columns: page.width, paintLabel: page.ink.strong });
  const { waiver } = entry;
  // What somebody answers for until a day needs no advice.
  const silent = waiver !== null && !page.verbose;
  return [
    ...(waiver === null ? [] : say(waiver.word, wordsFor(waiver))),
    ...(silent || entry.hint === told?.hint ? [] : say('hint', entry.hint)),
    ...(silent || isObvious(entry, page) || entry.docs === told?.docs ? [] : say('more', entry.docs)),
    ...(page.verbose && entry.at !== null
      ? say('pointer', entry.at.pointer === '' ? 'the whole document' : entry.at.pointer)
      : []),
    ...(page.verbose ? say('fingerprint', entry.fingerprint) : []),
    ...(page.verbose && entry.change !== null ? say('cause', entry.change.cause) : []),
  ];
}

/** The closing lines tell that rules can be explained; said with each of them it would be noise. */
function isObvious({ docs, rule }: Entry, page: Page): boolean {
  return !page.verbose && docs === `countersign explain ${rule}`;
}

/** `until 2026-12-31 by Olu Owner: the reason`; of what is accepted also as what, and who agreed. */
function wordsFor({ agreed, expires, owner, reason }: Exception): string {
  return agreed === null
    ? `until ${expires} by ${owner}: ${reason}`
    : `as ${agreed.category} until ${expires} by ${owner}, approved by ${agreed.approver}: ${reason}`;
}

import { parseDay, type Day } from '../../model/day.ts';
import { isArray, isObject, type Json, own, ownString } from '../../model/json.ts';
import type { Told } from '../../model/announcement.ts';

/** What an issue remembers, where nobody sees it: which API and day it is about, and what was said of each thing. */
export type Mark = {
  readonly api: string;
  readonly owner: string | null;
  readonly sunset: Day;
  readonly told: readonly Told[];
};

const BEGIN = '<!-- countersign:sunset ';
const END = '<!-- countersign:end -->';
const OURS = /<!-- countersign:sunset (\{.*\}) -->[^]*?(?:<!-- countersign:end -->|$)/;

/** Our part of an issue's text: what it remembers, what people read, and where it ends. */
export function markedText({ api, owner, sunset, told }: Mark, text: string): string {
  const things = told.map(({ thing, what, round, offset, end }) => [thing, what, round, offset, end ? 1 : 0]);
  return `${BEGIN}${hidden({ v: 1, api, owner, sunset, told: things })} -->\n${text}\n${END}`;
}

/** An issue's text with our part in the place of the one that is there; what people wrote around it stays. */
export function withOurPart(body: string, ours: string): string {
  return OURS.test(body) ? body.replace(OURS, () => ours) : ours;
}

/** Reads what an issue remembers; null where it is not as we wrote it. */
export function readMark(body: string): Mark | null {
  const found = OURS.exec(body)?.[1];
  const value = found === undefined ? undefined : parsed(found);
  const [api, sunset] = [ownString(value, 'api'), parseDay(ownString(value, 'sunset') ?? '')];
  const things = own(value, 'told');
  if (own(value, 'v') !== 1 || api === undefined || sunset === null || !isArray(things)) return null;
  const owner = ownString(value, 'owner') ?? null;
  const told = things.flatMap((one) => toldOf(one, { api, owner, sunset }));
  return told.length === things.length ? { api, owner, sunset, told } : null;
}

function toldOf(value: Json, about: Pick<Told, 'api' | 'owner' | 'sunset'>): readonly Told[] {
  const [thing, what, round, offset, end] = isArray(value) ? value : [];
  if (typeof thing !== 'string' || typeof what !== 'string' || typeof round !== 'number') return [];
  if ((typeof offset !== 'number' && offset !== null) || typeof end !== 'number') return [];
  return [{ ...about, thing, what, round, offset, end: end === 1 }];
}

const ANNOUNCED = '<!-- countersign:announced ';
const SAID = /countersign:announced ([0-9a-f ]+) -->/;

/** A comment that knows what it says, by the beginnings of the fingerprints. */
export function markedComment(fingerprints: readonly string[], text: string): string {
  return `${text}\n\n${ANNOUNCED}${fingerprints.map(shortened).join(' ')} -->`;
}

/** Whether a comment of ours says all of this already. */
export function says(comment: string, fingerprints: readonly string[]): boolean {
  const known = new Set((SAID.exec(comment)?.[1] ?? '').split(' '));
  return fingerprints.every((fingerprint) => known.has(shortened(fingerprint)));
}

function shortened(fingerprint: string): string {
  return fingerprint.slice(0, 16);
}

/** JSON that cannot end the comment it stands in; `--` and `>` can only be inside its texts. */
function hidden(value: object): string {
  return JSON.stringify(value)
    .replaceAll('--', '-\\u002d')
    .replaceAll('>', '\\u003e')
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function parsed(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

import type { Proof, Witness } from '../../../model/change.ts';
import { type Json, isObject } from '../../../model/json.ts';
import { segmentsOf, valueAt } from '../../../model/pointer.ts';
import { jsonExcerpt } from './json-excerpt.ts';
import type { Page } from './page.ts';
import { withShortPaths } from './wrap.ts';

/** The payload or call that proves a change, and what becomes of it: two texts. Nothing of the first is cut with -v. */
export function proofOf(witness: Witness, columns: number, page: Page): readonly [string, string] {
  const room = page.verbose ? Infinity : columns;
  const evidence = witness.kind === 'call' ? callText(witness.value) : null;
  const claim = evidence !== null && witness.direction === 'request' ? CALLS : CLAIMS[witness.direction];
  const { reason, acceptedBy } = witness;
  const why = reason === '' ? '' : `: ${page.verbose ? reason : withShortPaths(reason)}`;
  return [evidence ?? payloadText(witness, room), claim[acceptedBy] + why];
}

/** Why there is no proof, in few words; empty where none is to be expected. Who asked for none is told with -v alone. */
export function unproven(proof: Proof, { verbose }: Page): string {
  return proof === 'skipped' && !verbose ? '' : (UNPROVEN.get(proof) ?? '');
}

const UNPROVEN: ReadonlyMap<Proof, string> = new Map([
  ['undecided', 'none was found; the verdict stands on the rule'],
  ['vacuous', 'none: what changed excludes no value'],
  ['skipped', 'none was looked for (--no-witness)'],
]);

/** By the side that accepts the witness. */
const CALLS = { before: 'worked before, and does not now', after: 'works now, and did not before' } as const;
const CLAIMS = {
  request: {
    before: 'this request was taken before, and is refused now',
    after: 'this request is taken now, and was refused before',
  },
  response: {
    before: 'this response was possible before, and is ruled out now',
    after: 'this response is possible now, and was ruled out before',
  },
} as const;

/** The part of it where it is refused is worth showing. */
function payloadText({ value, pointer }: Witness, room: number): string {
  const path = pointer === null || valueAt(value, pointer) === undefined ? [] : segmentsOf(pointer);
  return jsonExcerpt(value, path, room);
}

/** `GET /accounts without credentials`; null for a call of a form that is not known here, which is shown as JSON. */
function callText(value: Json): string | null {
  if (!isObject(value)) return null;
  const parts: string[] = [];
  for (const [key, said] of Object.entries(value)) {
    const words = PARTS.get(key)?.(said);
    if (words === undefined) return null;
    parts.push(words);
  }
  return 'request' in value || 'status' in value ? parts.join(' ') : `any call ${parts.join(' ')}`;
}

const PARTS: ReadonlyMap<string, (said: Json) => string> = new Map([
  ['request', textOf],
  ['headers', (said) => headerWords(said)],
  ['credentials', (said) => credentialWords(said)],
  ['body', (said) => (said === null ? 'without a body' : `with the body ${JSON.stringify(said)}`)],
  ['status', (said) => `answered with ${textOf(said)}`],
]);

function headerWords(said: Json): string {
  const headers = isObject(said) ? Object.entries(said) : [];
  if (headers.length === 0) return 'without headers';
  return `with ${headers.map(([name, value]) => `${name}: ${textOf(value)}`).join(' and ')}`;
}

function credentialWords(said: Json): string {
  const schemes = isObject(said) ? Object.entries(said) : [];
  if (schemes.length === 0) return 'without credentials';
  const words = schemes.map(([name, how]) => {
    if (typeof how === 'string') return `${name} sent as ${how}`;
    const scopes = Array.isArray(how) ? how.map(textOf) : [];
    return scopes.length === 0 ? name : `${name} (${scopes.join(', ')})`;
  });
  return `with ${words.join(' and ')}`;
}

function textOf(said: Json): string {
  return typeof said === 'string' ? said : JSON.stringify(said);
}

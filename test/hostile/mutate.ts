import type { Json } from '../../src/model/json.ts';

/** Numbers in [0, 1) that a seed decides (mulberry32), so that a failure can be had again. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Values that stand where something else should. Made anew each time, so that no two places share an object. */
const MISFITS: readonly (() => Json)[] = [
  () => null,
  () => true,
  () => false,
  () => 0,
  () => -1.5,
  () => 1e308,
  () => '',
  () => 'x',
  () => '2020-13-45',
  () => '^(a+',
  () => '\u0000\u001b[2J\ud800',
  () => [],
  () => [null],
  () => [[], {}, 'x', 5],
  () => ({}),
  () => ({ '': null }),
  () => ({ $ref: '#/info' }),
  () => ({ $ref: '#/paths' }),
  () => ({ $ref: '#/components/schemas/Account' }),
  () => ({ $ref: '#' }),
  () => ({ type: 'object', properties: { x: { $ref: '#/components/schemas/Account' } } }),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":null,"hasOwnProperty":5,"toString":[]}') as Json,
];

type Holder = { readonly holder: Json[] | { [key: string]: Json }; readonly key: string };

/** A copy of a document with `count` random places replaced, taken out, copied elsewhere or swapped. */
export function mutant(document: Json, random: () => number, count: number): Json {
  const box = { whole: structuredClone(document) };
  for (let index = 0; index < count; index += 1) mutateOnce(box, random);
  return box.whole;
}

function mutateOnce(box: { whole: Json }, random: () => number): void {
  const places = placesBelow(box.whole);
  const [one, other] = [pick(places, random), pick(places, random)];
  if (one === undefined || other === undefined) return;
  const [value, otherValue] = [valueOf(one), valueOf(other)];
  switch (Math.floor(random() * 7)) {
    case 0:
      remove(one);
      break;
    case 1:
      put(one, structuredClone(otherValue));
      break;
    case 2:
      put(one, structuredClone(otherValue));
      put(other, structuredClone(value));
      break;
    case 3:
      put({ ...one, key: pick(KEYS, random) ?? '' }, structuredClone(value));
      break;
    case 4:
      put(one, [structuredClone(value)]);
      break;
    default:
      put(one, pick(MISFITS, random)?.() ?? null);
  }
}

const KEYS = [
  '',
  '__proto__',
  'constructor',
  'x-sunset',
  '$ref',
  'get',
  'allOf',
  'items',
  '0',
  '/{a}/{a',
  'default',
  '/paths/~1',
];

function placesBelow(whole: Json): Holder[] {
  const places: Holder[] = [];
  const visit = (node: Json): void => {
    if (typeof node !== 'object' || node === null) return;
    const holder = node as Holder['holder'];
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      visit(valueOf({ holder, key }));
    }
  };
  visit(whole);
  return places;
}

function valueOf({ holder, key }: Holder): Json {
  return Object.getOwnPropertyDescriptor(holder, key)?.value as Json;
}

/** Also for `__proto__`, which a plain assignment would take for the prototype. */
function put({ holder, key }: Holder, value: Json): void {
  if (Array.isArray(holder)) holder[Number.isInteger(Number(key)) ? Number(key) % 1000 : 0] = value;
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function remove({ holder, key }: Holder): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else Reflect.deleteProperty(holder, key);
}

function pick<T>(from: readonly T[], random: () => number): T | undefined {
  return from[Math.floor(random() * from.length)];
}

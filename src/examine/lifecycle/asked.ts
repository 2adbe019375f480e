import { type Life, lifeOf, operationKey } from '../../model/history.ts';
import { parentOf, pointerOf } from '../../model/pointer.ts';
import { traceOfPointer } from '../../model/traced-pointer.ts';

/** A life that was asked for, or that belongs to one. */
export type Asked = { readonly life: Life; readonly asked: boolean };

/**
 * The lives that a text asks for, and those of what belongs to them: `GET /payments`, `/payments`, a JSON pointer such as `/components/schemas/Account`,
 * or a name such as `Account` or `Account.nickname`. Names of before count as well. None where nothing was ever called so.
 */
export function livesAsked(lives: readonly Life[], text: string): readonly Asked[] {
  const traces = tracesIn(text);
  const isAsked = (life: Life): boolean =>
    traces.some((trace) => traceOf(life) === trace) || isOf(life, text) || isNamed(life, text) || stoodAt(life, text);
  const found = lives.filter(isAsked);
  const owners = found.map((life) => `${traceOf(life)}/`);
  return lives.flatMap((life): readonly Asked[] => {
    if (found.includes(life)) return [{ life, asked: true }];
    const belongs = owners.some((trace) => traceOf(life).startsWith(trace));
    return belongs ? [{ life, asked: false }] : [];
  });
}

/** What may be asked for by name. */
export function namesOf(lives: readonly Life[]): readonly string[] {
  return lives.flatMap(({ what, folds }) => [what.name, ...folds.flatMap(({ names }) => names)].map(nameIn));
}

function traceOf({ key }: Life): string {
  return traceIn(lifeOf(key));
}

function traceIn(key: string): string {
  return key.slice(key.indexOf(' ') + 1);
}

/** The traces of what the text may mean, by its form. */
function tracesIn(text: string): readonly string[] {
  const [, method = '', path = ''] = /^([^\s/#]+) +(\/.*)$/.exec(text) ?? [];
  if (method !== '') return [operationTrace(method, path)];
  if (!text.startsWith('/') && !text.startsWith('#/')) return [];
  const trace = traceOfPointer(text.replace(/^#/, ''));
  return trace === null ? [] : [lifeOf(trace)];
}

/** An operation under a path, whatever its method. */
function isOf({ what, key }: Life, path: string): boolean {
  return what.kind === 'operation' && parentOf(traceIn(lifeOf(key))) === lifeOf(pointerOf('paths', path));
}

function operationTrace(method: string, path: string): string {
  return traceIn(lifeOf(operationKey({ method: method.toUpperCase(), path })));
}

/** Its name now, or one of before: all of it, or what stands between backticks in it, for what has a name of its own. */
function isNamed({ what, folds }: Life, text: string): boolean {
  const names = [what.name, ...folds.flatMap((fold) => fold.names)];
  const own = what.kind === 'schema' || what.kind === 'property' || what.kind === 'security-scheme';
  return names.some((name) => name === text || (own && nameIn(name) === text) || lifeOf(name) === lifeOf(text));
}

/** A pointer that a thing once had, such as that of a parameter in its list. */
function stoodAt({ what, events }: Life, text: string): boolean {
  const pointer = text.replace(/^#/, '');
  return pointer !== '' && [what, ...events.map((event) => event.what)].some((each) => each.pointer === pointer);
}

function nameIn(name: string): string {
  return /`([^`]*)`/.exec(name)?.[1] ?? name;
}

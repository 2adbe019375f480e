/** Names of media types, compared without regard to case, space and the order of parameters. */

/** `Application/JSON; charset=utf-8` → `application/json`. */
export function bareName(name: string): string {
  return name.toLowerCase().replaceAll(/\s/g, '').replace(/;.*/, '');
}

/** The name of what it is a kind of (RFC 6839): `application/problem+json` → `application/json`. */
export function rangeName(name: string): string {
  return bareName(name).replace(/\/.*\+/, '/');
}

/** The parameters, as a set. UTF-8 is what every payload is written in, named or not. */
export function parametersOf(name: string): ReadonlyMap<string, string> {
  const [, ...parameters] = name.replaceAll(/\s/g, '').split(';');
  const pairs = parameters.map((parameter): [string, string] => {
    const [key = '', ...value] = parameter.split('=');
    return [key.toLowerCase(), value.join('=').replaceAll('"', '')];
  });
  return new Map(pairs.filter(([key, value]) => key !== '' && !(key === 'charset' && /^utf-?8$/i.test(value))));
}

/** The name in one spelling: parameters in order, UTF-8 left out. */
export function fullName(name: string): string {
  const parameters = [...parametersOf(name)].map(([key, value]) => `;${key}=${value}`);
  return bareName(name) + parameters.sort().join('');
}

/** Whether two names of one media type give a parameter two values: `version=1` is not `version=2`. */
export function contradict(left: string, right: string): boolean {
  const others = parametersOf(right);
  return [...parametersOf(left)].some(([key, value]) => others.has(key) && others.get(key) !== value);
}

/** Whether a range holds a media type, or is the same: `*\/*`, `image/*`, `application/*+json` (RFC 9110, 12.5.1). */
export function covers(range: string, name: string): boolean {
  const [whole, part] = [bareName(range), bareName(name)];
  if (whole === part || whole === '*/*' || whole === '*') return true;
  const [type = '', subtype = ''] = whole.split('/');
  const [otherType = '', otherSubtype = ''] = part.split('/');
  if (type !== otherType || !subtype.startsWith('*')) return false;
  return subtype === '*' || otherSubtype.endsWith(subtype.slice(1));
}

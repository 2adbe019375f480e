/** Whether to colour a stream: `--no-color`, then FORCE_COLOR, then NO_COLOR, then whether somebody is looking at a terminal that can. */
export function wantsColor(
  noColor: boolean,
  environment: { readonly [name: string]: string | undefined },
  isTty: boolean,
): boolean {
  if (noColor) return false;
  const force = environment['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  return isTty && environment['TERM'] !== 'dumb';
}

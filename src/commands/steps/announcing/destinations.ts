import { CountersignError } from '../../../model/errors.ts';
import { anyOf, didYouMean } from '../../../model/nearest.ts';

const FILES = ['ical', 'atom', 'digest'] as const;
const FORGES = ['github', 'gitlab'] as const;

/** Where announcements go, as it was asked for in `text`. The path of a file is as written. */
export type FileDestination = { readonly kind: (typeof FILES)[number]; readonly text: string; readonly path: string };
export type ForgeDestination = {
  readonly kind: (typeof FORGES)[number];
  readonly text: string;
  readonly project: string;
};
export type Destinations = { readonly files: readonly FileDestination[]; readonly forges: readonly ForgeDestination[] };

/** Reads `--to`. Throws USAGE for what is none. */
export function destinationsOf(texts: readonly string[]): Destinations {
  const found = [...new Set(texts)].map(destinationOf);
  return {
    files: found.flatMap((one) => ('path' in one ? [one] : [])),
    forges: found.flatMap((one) => ('project' in one ? [one] : [])),
  };
}

function destinationOf(text: string): FileDestination | ForgeDestination {
  const colon = text.indexOf(':');
  const [word, rest] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  const file = FILES.find((each) => each === word);
  if (file !== undefined) {
    if (rest !== '') return { kind: file, text, path: rest };
    throw refused(text, `say where to write: --to ${file}:${file === 'digest' ? 'FOLDER' : 'FILE'}`);
  }
  const forge = FORGES.find((each) => each === word);
  if (forge === undefined) {
    const words = [...FILES, ...FORGES];
    throw refused(text, `${anyOf(words)}, a colon and where: --to ical:sunsets.ics${didYouMean(word, words)}`);
  }
  if (isProject(forge, rest)) return { kind: forge, text, project: rest };
  const example = forge === 'github' ? 'github:OWNER/REPOSITORY' : 'gitlab:GROUP/PROJECT, with all groups';
  throw refused(text, `name the project: --to ${example}`);
}

function isProject(forge: ForgeDestination['kind'], text: string): boolean {
  const form = forge === 'github' ? /^[\w.-]+\/[\w.-]+$/ : /^(?:\d+|[\w.-]+(?:\/[\w.-]+)+)$/;
  return form.test(text) && text.split('/').every((part) => part !== '.' && part !== '..');
}

function refused(text: string, hint: string): CountersignError {
  return new CountersignError('USAGE', `--to ${JSON.stringify(text)} is no destination`, { hint });
}

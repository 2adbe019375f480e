import { type Announcement, announcementFingerprint, type AnnouncementKind, isEnd } from '../../model/announcement.ts';
import type { Day } from '../../model/day.ts';
import { CountersignError } from '../../model/errors.ts';
import { pathName } from '../../model/path-name.ts';
import type { Files } from '../../model/ports.ts';
import { ANNOUNCED_SCHEMA } from './announced-schema.ts';
import { type DocumentKind, problemLines, problemsError, readDocument } from './document.ts';
import { quoted } from './quoted.ts';

const FOLDER = '.countersign/announced';

/** Nothing is ever taken out: a thousand things with nine milestones each are three megabytes. */
const MAX_BYTES = 32 * 1024 * 1024;

type Entry = {
  readonly on: Day;
  readonly what: string;
  readonly kind: AnnouncementKind;
  readonly sunset: Day;
  readonly from: Day | null;
  readonly milestone: number | null;
  readonly round: number;
  readonly successor: string | null;
  readonly owner: string | null;
  readonly thing: string;
  readonly fingerprint: string;
};
type AnnouncedFile = { readonly schemaVersion: 1; readonly api: string; readonly announced: readonly Entry[] };

const ANNOUNCED_FILE: DocumentKind<AnnouncedFile> = {
  code: 'ANNOUNCED_INVALID',
  compile: (ajv) => ajv.compile<AnnouncedFile>(ANNOUNCED_SCHEMA),
  maxValues: 1_000_000,
};

/** Everything that was announced in this repository, by the files' names. Throws ANNOUNCED_INVALID with what is wrong in all of the files. */
export async function readAnnounced(files: Files, root: string): Promise<readonly Announcement[]> {
  const found: Announcement[] = [];
  const wrong: string[] = [];
  for (const file of await files.list(root, [`${FOLDER}/*.{yaml,yml}`])) {
    try {
      const { value } = await readDocument(file, await files.read(root, file, MAX_BYTES), ANNOUNCED_FILE);
      const entries = value.announced.map((entry) => announcementOf(entry, value.api));
      if (file === announcedPath(value.api)) found.push(...entries);
      else wrong.push(`${file}:1:1: what was announced of \`${value.api}\` is in ${announcedPath(value.api)}`);
      const edited = entries.find((one) => one.fingerprint !== announcementFingerprint(one));
      if (edited !== undefined)
        wrong.push(`${file}: \`${edited.fingerprint}\` is not the fingerprint of what its line says of ${edited.what}`);
    } catch (error) {
      if (!(error instanceof CountersignError) || error.code !== 'ANNOUNCED_INVALID') throw error;
      wrong.push(...problemLines(error));
    }
  }
  if (wrong.length > 0) throw problemsError('ANNOUNCED_INVALID', wrong);
  return found;
}

/** The attributes by which git keeps the lines of both sides when branches that announced are merged; the order of lines does not count. */
export const ANNOUNCED_ATTRIBUTES = {
  path: `${FOLDER}/.gitattributes`,
  content: '# Branches that announced different things merge by keeping the lines of both.\n*.yaml merge=union\n',
} as const;

/** Where what was announced of an API is kept, relative to the workspace root. */
export function announcedPath(api: string): string {
  return `${FOLDER}/${pathName(api)}.yaml`;
}

/**
 * The announcements of one API as YAML. Each is a line of its own, and what is said of one thing stands together. A line that two branches wrote is the same line,
 * and a merge that keeps the lines of both sides is right.
 */
export function announcedText(api: string, announcements: readonly Announcement[]): string {
  const lines = new Set([...announcements].sort(inOrder).map((one) => `  - { ${fieldsOf(one).join(', ')} }\n`));
  return [
    '# What was announced. Written by countersign announce; commit it, so that the next run does not say it again.\n',
    'schemaVersion: 1\n',
    `api: ${quoted(api)}\n`,
    lines.size === 0 ? 'announced: []\n' : 'announced:\n',
    ...lines,
  ].join('');
}

function fieldsOf(one: Announcement): readonly string[] {
  const text = (value: string | null): string => (value === null ? 'null' : quoted(value));
  return [
    `on: ${text(one.on)}`,
    `what: ${text(one.what)}`,
    `kind: ${one.kind}`,
    `sunset: ${text(one.sunset)}`,
    `from: ${text(one.from)}`,
    `milestone: ${one.offset ?? 'null'}`,
    `round: ${one.round}`,
    `successor: ${text(one.successor)}`,
    `owner: ${text(one.owner)}`,
    `thing: ${text(one.thing)}`,
    `fingerprint: ${text(one.fingerprint)}`,
  ];
}

function inOrder(left: Announcement, right: Announcement): number {
  const keys = (one: Announcement): readonly (string | number)[] => [
    one.thing,
    one.round,
    Number(one.end),
    one.offset ?? Number.NEGATIVE_INFINITY,
    one.sunset,
    one.on,
  ];
  const [first, second] = [keys(left), keys(right)];
  const index = first.findIndex((key, position) => key !== second[position]);
  if (index === -1) return 0;
  return (first[index] ?? '') < (second[index] ?? '') ? -1 : 1;
}

function announcementOf({ milestone, ...rest }: Entry, api: string): Announcement {
  return { api, ...rest, offset: milestone, end: isEnd(rest.kind) };
}

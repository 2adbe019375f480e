import { basename, dirname, resolve } from 'node:path';
import { appointmentsOf } from '../../../judge/announcing/appointments.ts';
import { ANNOUNCED_ATTRIBUTES, announcedPath, announcedText } from '../../../gather/workspace/announced.ts';
import type { Announcement } from '../../../model/announcement.ts';
import type { Day } from '../../../model/day.ts';
import type { Deprecation } from '../../../model/deprecation.ts';
import { pathName } from '../../../model/path-name.ts';
import type { Ports } from '../../../model/ports.ts';
import type { Delivery } from '../../../model/report.ts';
import { calendarText } from '../../../present/report/announce/calendar.ts';
import { digestMarkdown } from '../../../present/report/announce/digest.ts';
import { announcementFeed } from '../../../present/report/announce/feed.ts';
import type { FileDestination } from './destinations.ts';

/** What files are made of. */
export type Announced = {
  readonly today: Day;
  readonly deprecations: readonly Deprecation[];
  readonly consumersOf: (thing: string) => readonly string[];
  readonly milestones: readonly number[];
  /** What was announced before this run, and what this run announces. */
  readonly before: readonly Announcement[];
  readonly due: readonly Announcement[];
};

/** A file to be written whole. `folder` is absolute, `path` relative to it; `shown` is how people are told of it. */
type PlannedFile = {
  readonly to: string;
  readonly folder: string;
  readonly path: string;
  readonly shown: string;
  readonly content: string;
};

/** The files of the destinations. A digest is of owners who have news alone, and dated, so that whoever sends what is there sends nothing twice. */
export function plannedFiles(
  destinations: readonly FileDestination[],
  announced: Announced,
  { tool, folder }: Pick<Ports, 'tool' | 'folder'>,
): readonly PlannedFile[] {
  const { today, deprecations, milestones, before, due } = announced;
  const all = [...before, ...due];
  return destinations.flatMap(({ kind, text, path }): readonly PlannedFile[] => {
    const at = (name: string, content: string): PlannedFile => {
      const target = resolve(folder, name);
      return { to: text, folder: dirname(target), path: basename(target), shown: name, content };
    };
    switch (kind) {
      case 'ical':
        return [at(path, calendarText(appointmentsOf(deprecations, all), { tool, milestones }))];
      case 'atom':
        return [at(path, announcementFeed(all, today, tool))];
      case 'digest':
        return [...new Set(due.map(({ owner }) => owner))].map((owner) =>
          at(`${path.replace(/\/+$/, '')}/${today}-${pathName(owner ?? 'unowned')}.md`, digestFor(owner, announced)),
        );
    }
  });
}

/** Everything that was announced to an owner today, by this run or an earlier one. */
function digestFor(owner: string | null, { today, deprecations, consumersOf, before, due }: Announced): string {
  return digestMarkdown({
    owner,
    today,
    announcements: [...before, ...due].filter((one) => one.owner === owner && one.on === today),
    deprecations: deprecations.filter((one) => one.owner === owner),
    consumersOf,
  });
}

/** The files that remember, of APIs with something new. */
export function memoryFiles({ before, due }: Pick<Announced, 'before' | 'due'>, root: string): readonly PlannedFile[] {
  const files = [...new Set(due.map(({ api }) => api))].map((api) => {
    const own = [...before, ...due].filter((one) => one.api === api);
    return { path: announcedPath(api), content: announcedText(api, own) };
  });
  return [...(files.length === 0 ? [] : [ANNOUNCED_ATTRIBUTES]), ...files].map(({ path, content }) => ({
    to: 'announced',
    folder: root,
    path,
    shown: path,
    content,
  }));
}

/** Writes what is not there already, to the letter. */
export async function deliverFiles(
  planned: readonly PlannedFile[],
  { files }: Pick<Ports, 'files'>,
  apply: boolean,
): Promise<readonly Delivery[]> {
  const deliveries: Delivery[] = [];
  for (const { to, folder, path, shown, content } of planned) {
    const same = await isThere(folder, path, content, files);
    if (apply && !same) await files.write(folder, path, content);
    deliveries.push({ to, action: same ? 'keep' : 'write', what: shown, number: null, url: null });
  }
  return deliveries;
}

async function isThere(folder: string, path: string, content: string, files: Ports['files']): Promise<boolean> {
  const wanted = Buffer.from(content);
  if ((await files.kind(resolve(folder, path))) !== 'file') return false;
  const found = await files.read(folder, path, Number.MAX_SAFE_INTEGER);
  return wanted.equals(found);
}

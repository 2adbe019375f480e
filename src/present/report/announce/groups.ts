import type { Announcement } from '../../../model/announcement.ts';
import { grouped } from '../../../model/grouped.ts';

/** Announcements that say the same of several things of one API, such as that all operations of an old version have their sunset in 30 days. */
export type AnnouncementGroup = Pick<
  Announcement,
  'api' | 'owner' | 'kind' | 'sunset' | 'offset' | 'from' | 'on' | 'end'
> & {
  readonly all: readonly [Announcement, ...Announcement[]];
};

/** In the order in which they first come; within a group by name. */
export function announcementGroups(announcements: readonly Announcement[]): readonly AnnouncementGroup[] {
  const groups = grouped(announcements, ({ api, kind, sunset, offset, from, on }) =>
    JSON.stringify([api, kind, sunset, offset, from, on]),
  );
  return [...groups.values()].flatMap((members) => {
    const [first, ...others] = [...members].sort((left, right) => (left.what < right.what ? -1 : 1));
    if (first === undefined) return [];
    const { api, owner, kind, sunset, offset, from, on, end } = first;
    return [{ api, owner, kind, sunset, offset, from, on, end, all: [first, ...others] as const }];
  });
}

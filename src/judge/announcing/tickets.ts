import { type Announcement, isScheduled, type Ticket } from '../../model/announcement.ts';
import type { Day } from '../../model/day.ts';
import type { Deprecation } from '../../model/deprecation.ts';
import { grouped } from '../../model/grouped.ts';
import { entriesByThing } from './due.ts';

type Part = Pick<Ticket, 'api' | 'owner' | 'sunset'> & {
  readonly thing: Deprecation | null;
  readonly news: Announcement | null;
};

/**
 * Everything that has a sunset, and what is to be said today, by API and day. What moved from one day to another is news for both; the day that it left comes
 * first, as the other one is where it is remembered.
 */
export function ticketsOf(deprecations: readonly Deprecation[], news: readonly Announcement[]): readonly Ticket[] {
  const parts: readonly Part[] = [
    ...[...entriesByThing(deprecations).values()]
      .filter(isScheduled)
      .map((thing) => ({ api: thing.api, owner: thing.owner, sunset: thing.sunset, thing, news: null })),
    ...news.flatMap((one) =>
      [one.from, one.sunset].flatMap((sunset) => (sunset === null ? [] : [partOf(one, sunset)])),
    ),
  ];
  return [...grouped(parts, ({ api, sunset }) => JSON.stringify([api, sunset])).values()]
    .flatMap((members): readonly Ticket[] => {
      const [first] = members;
      if (first === undefined) return [];
      const { api, sunset } = first;
      return [
        {
          api,
          owner: members.find(({ owner }) => owner !== null)?.owner ?? null,
          sunset,
          things: members.flatMap(({ thing }) => thing ?? []),
          news: members.flatMap((one) => one.news ?? []),
        },
      ];
    })
    .sort((left, right) => rankOf(left) - rankOf(right));
}

function partOf(news: Announcement, sunset: Day): Part {
  return { api: news.api, owner: news.owner, sunset, thing: null, news };
}

function rankOf({ sunset, news }: Ticket): number {
  return news.some(({ from }) => from === sunset) ? 0 : 1;
}

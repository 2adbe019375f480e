import type { Consumer, Use } from '../../model/workspace.ts';
import { routeOf } from './routes.ts';

/** What one consumer declares about one API, by route. */
export type Caller = {
  readonly name: string;
  readonly contact: string;
  /** Each operation in the consumer's own spelling. */
  readonly uses: ReadonlyMap<string, Use>;
  /** Routes whose breaking or removal the consumer has agreed to. */
  readonly consents: ReadonlySet<string>;
};

/** The callers of an API, sorted by name, whatever the order of the consumers. */
export function callersOf(consumers: readonly Consumer[], api: string): readonly Caller[] {
  return consumers
    .map((consumer): Caller => {
      const uses = consumer.uses.filter((each) => each.api === api);
      const operations = uses.flatMap((each) => each.operations);
      const consents = uses.flatMap((each) => each.consent.map(({ operation }) => operation));
      return {
        name: consumer.name,
        contact: consumer.contact,
        uses: new Map(
          operations.map((use): [string, Use] => [routeOf(use.method, use.path), use]).sort(([a], [b]) => order(a, b)),
        ),
        consents: new Set(consents.map((use) => routeOf(use.method, use.path))),
      };
    })
    .filter(({ uses }) => uses.size > 0)
    .sort((a, b) => order(a.name, b.name));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

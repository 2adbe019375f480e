import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliverIssues } from '../../../src/commands/steps/announcing/issues.ts';
import { readMark } from '../../../src/deliver/announce/marker.ts';
import { addDays, type Day } from '../../../src/model/day.ts';
import type { Deprecation } from '../../../src/model/deprecation.ts';
import { announcedTo, clientOf, planned } from '../../support/announcing.ts';
import { type ForgeServer, forgeServer } from '../../support/forge-server.ts';
import { day, leaving, past } from '../../support/register.ts';

const SUNSET = day('2027-01-31');
const LATER = day('2027-04-30');
const LIST = 'GET /v1/payments';
const CREATE = 'POST /v1/payments';

const both =
  (sunset: Day, ...more: readonly Deprecation[]) =>
  (today: Day): readonly Deprecation[] => [
    leaving(LIST, sunset, today, { successor: 'GET /v2/payments', consumers: ['mobile-app'] }),
    leaving(CREATE, sunset, today),
    ...more,
  ];

/** What a run on a day did, in short. */
async function run(
  kind: 'github' | 'gitlab',
  server: ForgeServer,
  on: string,
  register: (today: Day) => readonly Deprecation[],
): Promise<readonly string[]> {
  const done = await announcedTo(clientOf(kind, server), register(day(on)), day(on));
  return done.map(({ action, number, what }) => `${action} #${number ?? ''} ${what}`);
}

function state({ issues }: ForgeServer): readonly string[] {
  return issues.map(({ number, open, comments }) => `#${number} ${open ? 'open' : 'closed'} ${comments.length}`);
}

function writes({ requests }: ForgeServer): number {
  return requests.filter(({ method }) => method !== 'GET').length;
}

describe.each(['github', 'gitlab'] as const)('%s', (kind) => {
  it('opens one issue an API and day, comments at each milestone, and closes it when all is gone', async () => {
    const server = await forgeServer(kind);
    expect(await run(kind, server, '2026-11-05', both(SUNSET))).toEqual([
      'open #1 payments: 2 things have their sunset on 2027-01-31',
    ]);
    expect(server.issues[0]?.labels).toEqual(['api-sunset', 'governance']);
    await expect(server.issues[0]?.body).toMatchFileSnapshot('golden/issue.md');
    expect(await run(kind, server, '2026-11-06', both(SUNSET))).toEqual([]);
    expect(await run(kind, server, '2027-01-02', both(SUNSET))).toEqual([
      'update #1 payments: 2 things have their sunset on 2027-01-31',
    ]);
    await expect(server.issues[0]?.comments[0]?.body).toMatchFileSnapshot('golden/comment.md');
    const oneLeft = (today: Day): readonly Deprecation[] => [
      leaving(CREATE, SUNSET, today),
      past(LIST, 'retired', today),
    ];
    expect(await run(kind, server, '2027-01-03', oneLeft)).toEqual([
      'update #1 payments: POST /v1/payments has its sunset on 2027-01-31',
    ]);
    const gone = (today: Day): readonly Deprecation[] => [past(CREATE, 'active', today), past(LIST, 'retired', today)];
    expect(await run(kind, server, '2027-01-04', gone)).toEqual([
      'close #1 payments: POST /v1/payments has its sunset on 2027-01-31',
    ]);
    expect(state(server)).toEqual(['#1 closed 3']);
    expect(await run(kind, server, '2027-01-05', gone)).toEqual([]);
    expect(await run(kind, server, '2027-01-06', both(SUNSET))).toEqual([
      'reopen #1 payments: 2 things have their sunset on 2027-01-31',
    ]);
    expect(state(server)).toEqual(['#1 open 4']);
  });

  it('moves things from the issue of one day to that of another', async () => {
    const server = await forgeServer(kind);
    await run(kind, server, '2026-11-05', both(SUNSET));
    const moved = (today: Day): readonly Deprecation[] => [leaving(LIST, LATER, today), leaving(CREATE, SUNSET, today)];
    expect(await run(kind, server, '2026-11-06', moved)).toEqual([
      'update #1 payments: POST /v1/payments has its sunset on 2027-01-31',
      'open #2 payments: GET /v1/payments has its sunset on 2027-04-30',
    ]);
    expect(await run(kind, server, '2026-11-07', both(LATER))).toEqual([
      'close #1 payments: POST /v1/payments has its sunset on 2027-01-31',
      'update #2 payments: 2 things have their sunset on 2027-04-30',
    ]);
    expect(await run(kind, server, '2026-11-08', both(LATER))).toEqual([]);
    expect(state(server)).toEqual(['#1 closed 2', '#2 open 1']);
  });

  it('reads every page, and neither pull requests nor issues of others', async () => {
    const server = await forgeServer(kind);
    server.pageSize = 2;
    for (let count = 0; count < 5; count += 1) server.add({ labels: ['api-sunset'], open: false });
    server.add({ labels: [], title: 'bug' });
    if (kind === 'github') server.add({ labels: ['api-sunset'], pullRequest: true });
    await run(kind, server, '2026-11-05', both(SUNSET));
    expect(await run(kind, server, '2026-11-06', both(SUNSET))).toEqual([]);
    expect(server.issues.filter(({ labels }) => labels.includes('governance'))).toHaveLength(1);
    server.add({ labels: ['api-sunset'], title: 'by hand' });
    const { notes } = await planned(clientOf(kind, server), both(SUNSET)(day('2026-11-06')), day('2026-11-06'));
    expect(notes.map(({ message }) => message)).toEqual([
      `${kind}:acme/apis has #${server.issues.length} with the label api-sunset that countersign did not write, or that another one repeats; left alone.`,
    ]);
  });

  it('keeps what people write around its part, and gives peace to whoever closes it', async () => {
    const server = await forgeServer(kind);
    await run(kind, server, '2026-11-05', both(SUNSET));
    const [issue] = server.issues;
    if (issue === undefined) throw new Error('no issue');
    issue.body = `See the wiki.\r\n${issue.body.replaceAll('\n', '\r\n')}\r\nAsk Ada.`;
    issue.open = false;
    const before = writes(server);
    expect(await run(kind, server, '2026-11-06', both(SUNSET))).toEqual([]);
    expect(writes(server)).toBe(before);
    await run(kind, server, '2027-01-01', both(SUNSET));
    expect(issue.open).toBe(true);
    expect(issue.body).toMatch(/^See the wiki\.\r\n<!-- countersign:sunset /);
    expect(issue.body).toMatch(/\nAsk Ada\.$/);
  });

  it('does not close what belongs to an API that it was not asked about', async () => {
    const server = await forgeServer(kind);
    await run(kind, server, '2026-11-05', both(SUNSET));
    const plan = await planned(clientOf(kind, server), [], day('2026-11-06'), ['accounts']);
    expect(await deliverIssues(plan, true)).toEqual([]);
    expect(state(server)).toEqual(['#1 open 0']);
  });

  it('shows the plan of a dry run, and writes nothing', async () => {
    const server = await forgeServer(kind);
    const plan = await planned(clientOf(kind, server), both(SUNSET)(day('2026-11-05')), day('2026-11-05'));
    expect(await deliverIssues(plan, false)).toEqual([
      {
        to: `${kind}:acme/apis`,
        action: 'open',
        what: 'payments: 2 things have their sunset on 2027-01-31',
        number: null,
        url: null,
      },
    ]);
    expect(writes(server)).toBe(0);
  });
});

describe('two runs at the same time', () => {
  const today = day('2026-11-05');

  it('leave one issue: the later one is closed again by whoever opened it', async () => {
    const server = await forgeServer('github');
    const [first, second] = [clientOf('github', server), clientOf('github', server)];
    const plans = [await planned(first, both(SUNSET)(today), today), await planned(second, both(SUNSET)(today), today)];
    const done = await Promise.all(plans.map((plan) => deliverIssues(plan, true)));
    expect(
      done
        .flat()
        .map(({ action, number }) => `${action} ${number ?? ''}`)
        .sort(),
    ).toEqual(['duplicate 2', 'open 1']);
    expect(state(server)).toEqual(['#1 open 0', '#2 closed 0']);
    expect(await run('github', server, '2026-11-06', both(SUNSET))).toEqual([]);
  });

  it('leave one comment', async () => {
    const server = await forgeServer('github');
    await run('github', server, '2026-11-05', both(SUNSET));
    const on = day('2027-01-01');
    const plans = [
      await planned(clientOf('github', server), both(SUNSET)(on), on),
      await planned(clientOf('github', server), both(SUNSET)(on), on),
    ];
    await Promise.all(plans.map((plan) => deliverIssues(plan, true)));
    expect(state(server)).toEqual(['#1 open 1']);
  });
});

describe('a run that breaks off', () => {
  it.each(['github', 'gitlab'] as const)(
    'at any request of %s is completed by the next one, and nothing is said twice',
    async (kind) => {
      const complete = await forgeServer(kind);
      const moved = (today: Day): readonly Deprecation[] => [
        leaving(LIST, LATER, today),
        past(CREATE, 'retired', today),
      ];
      await run(kind, complete, '2026-11-05', both(SUNSET));
      const first = complete.requests.length;
      await run(kind, complete, '2027-01-01', moved);
      const total = complete.requests.length - first;
      expect(total).toBeGreaterThan(4);
      for (let broken = 1; broken <= total; broken += 1) {
        for (const how of ['cut', 'late'] as const) {
          const server = await forgeServer(kind);
          await run(kind, server, '2026-11-05', both(SUNSET));
          // From this request on the host is away: whether it did what it was asked last is the difference between the two.
          server.fails = (_, count) => (count > first + broken ? 'cut' : count === first + broken ? how : null);
          await expect(run(kind, server, '2027-01-01', moved)).rejects.toMatchObject({ code: 'FORGE_UNREACHABLE' });
          server.fails = () => null;
          await run(kind, server, '2027-01-02', moved);
          expect(server.issues.filter(({ open }) => open)).toHaveLength(1);
          const said = server.issues.flatMap(({ number, comments }) => comments.map(({ body }) => `${number} ${body}`));
          expect(new Set(said).size).toBe(said.length);
          expect(await run(kind, server, '2027-01-03', moved)).toEqual([]);
        }
      }
    },
  );
});

describe('any sequence of days and edits', () => {
  const edit = fc.record({
    days: fc.integer({ min: 0, max: 90 }),
    sunsets: fc.array(fc.option(fc.constantFrom(SUNSET, LATER), { nil: null }), { minLength: 2, maxLength: 2 }),
  });

  it('leaves exactly the issues open that have something left, and a second run does nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 8 }), async (edits) => {
        const server = await forgeServer('github');
        let today = day('2026-10-01');
        for (const { days, sunsets } of edits) {
          today = addDays(today, days);
          const entries = [LIST, CREATE].map((operation, index) => {
            const sunset = sunsets[index] ?? null;
            return sunset === null ? past(operation, 'active', today) : leaving(operation, sunset, today);
          });
          await announcedTo(clientOf('github', server), entries, today);
          const open = server.issues.filter((one) => one.open).map(({ body }) => readMark(body)?.sunset);
          expect(open.sort()).toEqual([...new Set(sunsets.filter((sunset) => sunset !== null))].sort());
          for (const { comments } of server.issues) {
            const said = comments.flatMap(({ body }) => /announced ([0-9a-f ]+) -->/.exec(body)?.[1]?.split(' ') ?? []);
            expect(new Set(said).size).toBe(said.length);
          }
          const before = writes(server);
          expect(await announcedTo(clientOf('github', server), entries, today)).toEqual([]);
          expect(writes(server)).toBe(before);
        }
      }),
      { numRuns: 25 },
    );
  });
});

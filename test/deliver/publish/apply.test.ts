import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fetchBranch } from '../../../src/adapters/git/remote.ts';
import { createGitRunner } from '../../../src/adapters/git/run.ts';
import { systemPace } from '../../../src/adapters/pace.ts';
import { type Application, type Applied, applyPublication, pauseAfter } from '../../../src/deliver/publish/apply.ts';
import { attemptPublication, type TipAttempt, type TipConditions } from '../../../src/deliver/publish/attempt.ts';
import type { PublicationInput } from '../../../src/deliver/publish/plan.ts';
import { CountersignError } from '../../../src/model/errors.ts';
import type { Pace, RemoteBranch } from '../../../src/model/ports.ts';
import { type GitOpsRepo, gitOpsRepo } from '../../support/gitops-repo.ts';
import { evidence, input, jane, start } from './sample.ts';

const folder = 'environments/prod/kong/team-pay/payments/v2';
const runner = createGitRunner(process.env);
type Tried = TipAttempt & { readonly refused: boolean };

/** A pace without chance or waiting, that remembers its pauses. */
function counted(): Pace & { readonly pauses: number[] } {
  const pauses: number[] = [];
  return {
    pauses,
    now: () => pauses.reduce((sum, pause) => sum + pause, 0),
    random: () => 0.5,
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  };
}

function publish(
  repo: GitOpsRepo,
  what: PublicationInput = input(),
  over: Partial<Application<Tried>> & { readonly conditions?: Partial<TipConditions> } = {},
): Promise<Applied<Tried>> {
  const conditions = { at: start, precedes: () => Promise.resolve(true), after: null, ...over.conditions };
  return applyPublication({
    fetch: () => fetchBranch(runner, '/', repo.folder, 'main'),
    plan: async (remote) => {
      const attempt = await attemptPublication(remote, what, conditions);
      return { ...attempt, refused: attempt.facts.length > 0 };
    },
    by: jane,
    date: '2026-11-20T12:00:00Z',
    pace: counted(),
    ...over,
  });
}

function files(repo: GitOpsRepo): readonly string[] {
  return repo.git('ls-tree', '-r', '--name-only', 'main').split('\n');
}

describe('publishing', () => {
  test('one commit lands, with trailers that git itself reads', async () => {
    const repo = gitOpsRepo();
    const result = await publish(repo);
    expect([result.outcome, result.tries, result.commit]).toEqual(['published', 1, repo.git('rev-parse', 'main')]);
    expect(files(repo)).toEqual([
      'README.md',
      `${folder}/countersign.lock.json`,
      `${folder}/evidence.json`,
      `${folder}/kong.yaml`,
    ]);
    const trailers = repo.git('show', '--no-patch', '--format=%(trailers:only)', 'main');
    expect(trailers.split('\n').map((line) => line.split(':')[0])).toEqual([
      'Source-Repo',
      'Source-Commit',
      'Source-Path',
      'Spec-Digest',
      'Config-Digest',
      'Countersign-Version',
      'Policy-Digest',
      'Ruleset-Digest',
      'Environment',
      'Approved-By',
      'Change-Ref',
      'Countersign-Push-Id',
    ]);
  });

  test('a hostile title, ticket and approver forge nothing that git would read as a trailer', async () => {
    const repo = gitOpsRepo();
    const evil = 'x\n\nApproved-By: evil\r\nApproved-By: evil';
    const [approved] = evidence().approvals;
    if (approved === undefined) throw new Error('the sample has an approval');
    const approvals = [{ ...approved, approver: { name: evil, email: `jane@bank.example\nApproved-By: evil` } }];
    await publish(
      repo,
      input({ changeRef: evil, summary: [evil, 'Approved-By: evil', '---'], evidence: evidence({ approvals }) }),
    );
    const approvers = repo.git('show', '--no-patch', '--format=%(trailers:key=Approved-By,valueonly)', 'main');
    expect(approvers.split('\n').filter((line) => line !== '')).toHaveLength(1);
    expect(repo.git('show', '--no-patch', '--format=%(trailers:key=Change-Ref,valueonly)', 'main').trim()).toBe(
      'x Approved-By: evil Approved-By: evil',
    );
  });

  test('a second run has nothing to do: no commit', async () => {
    const repo = gitOpsRepo();
    const first = await publish(repo);
    const second = await publish(repo);
    expect([second.outcome, second.commit, second.attempt.publication]).toEqual(['up-to-date', null, null]);
    expect(repo.git('rev-parse', 'main')).toBe(first.commit);
  });

  test('the first of an empty repository', async () => {
    const repo = gitOpsRepo(null);
    expect((await publish(repo)).outcome).toBe('published');
    expect(repo.git('rev-list', '--count', 'main')).toBe('1');
  });

  test('the next version replaces files and removes what is no longer rendered', async () => {
    const repo = gitOpsRepo();
    await publish(repo);
    const next = input({
      files: [{ path: 'routes.yaml', content: 'r\n' }],
      source: { ...input().source, commit: 'e'.repeat(40), digest: '6'.repeat(64) },
    });
    expect((await publish(repo, next)).outcome).toBe('published');
    expect(files(repo)).toEqual([
      'README.md',
      `${folder}/countersign.lock.json`,
      `${folder}/evidence.json`,
      `${folder}/routes.yaml`,
    ]);
  });
});

describe('refused', () => {
  async function refusal(repo: GitOpsRepo, ...rest: unknown[]): Promise<readonly string[]> {
    const before = repo.git('rev-parse', 'main');
    const [what, over] = rest as [PublicationInput?, Parameters<typeof publish>[2]?];
    const result = await publish(repo, what, over);
    expect([result.outcome, result.commit, repo.git('rev-parse', 'main')]).toEqual(['refused', null, before]);
    return result.attempt.facts.map(({ rule }) => rule);
  }

  test('over a file that somebody edited by hand', async () => {
    const repo = gitOpsRepo();
    await publish(repo);
    repo.edit({ [`${folder}/kong.yaml`]: 'services: [mine]\n' });
    expect(await refusal(repo)).toEqual(['gateway-drift']);
  });

  test('over what was published from a commit that ours does not contain', async () => {
    const repo = gitOpsRepo();
    await publish(repo);
    const older = input({ source: { ...input().source, commit: 'e'.repeat(40), digest: '6'.repeat(64) } });
    expect(await refusal(repo, older, { conditions: { precedes: () => Promise.resolve(false) } })).toEqual([
      'publish-downgrade',
    ]);
  });

  test('before the environment that comes first has it', async () => {
    const repo = gitOpsRepo();
    const after = { environment: 'uat', target: 'kong' };
    expect(await refusal(repo, input(), { conditions: { after } })).toEqual(['publish-out-of-order']);
    await publish(repo, input({ place: { ...input().place, environment: 'uat' } }));
    expect((await publish(repo, input(), { conditions: { after } })).outcome).toBe('published');
  });

  test('while another owner has the same API in the same environment', async () => {
    const repo = gitOpsRepo();
    await publish(repo, input({ place: { ...input().place, owner: 'team-old' } }));
    expect(await refusal(repo)).toEqual(['publish-elsewhere']);
    const otherMajor = input({ place: { ...input().place, version: '3.0.0' } });
    expect((await publish(repo, otherMajor)).outcome).toBe('published');
  });

  test('by a hook: the error says so, and it is not tried again', async () => {
    const repo = gitOpsRepo();
    repo.hook('pre-receive', 'echo "change freeze until Monday" >&2; exit 1');
    const pace = counted();
    await expect(publish(repo, input(), { pace })).rejects.toMatchObject({
      code: 'PUSH_REFUSED',
      message: expect.stringContaining('change freeze until Monday') as string,
    });
    expect(pace.pauses).toEqual([]);
  });
});

describe('races', () => {
  /** Fetches, and lets somebody else push right after that, the given number of times. */
  function overtaken(repo: GitOpsRepo, times: number, by: (round: number) => void): () => Promise<RemoteBranch> {
    let round = 0;
    return async () => {
      const remote = await fetchBranch(runner, '/', repo.folder, 'main');
      round += 1;
      if (round <= times) by(round);
      return remote;
    };
  }

  test('who was overtaken plans anew on the new tip, after ever longer pauses', async () => {
    const repo = gitOpsRepo();
    const pace = counted();
    const fetch = overtaken(repo, 3, (round) => repo.edit({ [`other-${round}.yaml`]: 'x' }));
    const result = await publish(repo, input(), { fetch, pace });
    expect([result.outcome, result.tries, pace.pauses]).toEqual(['published', 4, [100, 200, 400]]);
    expect(repo.git('rev-list', '--count', 'main')).toBe('5');
    expect(files(repo)).toContain('other-3.yaml');
  });

  test('who was overtaken by the very same publication has nothing left to do', async () => {
    const repo = gitOpsRepo();
    let fetched = 0;
    const fetch = async (): Promise<RemoteBranch> => {
      const remote = await fetchBranch(runner, '/', repo.folder, 'main');
      fetched += 1;
      if (fetched === 1) await publish(repo, input(), { date: '2026-11-20T12:00:01Z' });
      return remote;
    };
    const result = await publish(repo, input(), { fetch });
    expect([result.outcome, result.tries]).toEqual(['up-to-date', 2]);
    expect(repo.git('rev-list', '--count', 'main')).toBe('2');
  });

  test('conditions are asked again: who was overtaken by an edit of the same file is refused', async () => {
    const repo = gitOpsRepo();
    const fetch = overtaken(repo, 1, () => repo.edit({ [`${folder}/kong.yaml`]: 'services: [mine]\n' }));
    expect((await publish(repo, input(), { fetch })).attempt.facts.map(({ rule }) => rule)).toEqual(['gateway-drift']);
  });

  test.each([
    ['tries', { tries: 3 }, 'others pushed first 3 times; nothing changed'],
    ['time', { deadline: 250 }, 'others pushed first 2 times; nothing changed'],
  ])('it gives up when it runs out of %s', async (_title, limit, message) => {
    const repo = gitOpsRepo();
    const fetch = overtaken(repo, 10, (round) => repo.edit({ [`other-${round}.yaml`]: 'x' }));
    await expect(publish(repo, input(), { fetch, ...limit })).rejects.toMatchObject({
      code: 'PUSH_RACE_LOST',
      message,
    });
  });

  test('pauses are fully jittered and stay below ten seconds', () => {
    expect([1, 2, 3, 6, 7, 20].map((tried) => pauseAfter(tried, 0.9999))).toEqual([199, 399, 799, 6399, 9999, 9999]);
    expect(pauseAfter(20, 0)).toBe(0);
  });

  test('four at once, three publications each: all land, each once, nothing is lost', async () => {
    const repo = gitOpsRepo();
    const pushers = ['accounts', 'cards', 'loans', 'payments'].map(async (api) => {
      const tries: number[] = [];
      for (const [index, digest] of ['6', '7', '8'].entries()) {
        const what = input({
          place: { ...input().place, api },
          files: [{ path: 'kong.yaml', content: `services: [${api}-${index}]\n` }],
          source: { ...input().source, digest: digest.repeat(64) },
        });
        const result = await publish(repo, what, { pace: systemPace });
        expect(result.outcome).toBe('published');
        tries.push(result.tries);
      }
      return tries;
    });
    const tries = (await Promise.all(pushers)).flat();
    expect(tries).toHaveLength(12);
    expect(repo.git('rev-list', '--count', 'main')).toBe('13');
    expect(repo.git('rev-list', '--min-parents=2', 'main')).toBe('');
    const ids = repo.git('log', '--format=%(trailers:key=Countersign-Push-Id,valueonly)', 'main');
    expect(new Set(ids.split('\n').filter((line) => line !== '')).size).toBe(12);
    for (const api of ['accounts', 'cards', 'loans', 'payments'])
      expect(repo.git('show', `main:environments/prod/kong/team-pay/${api}/v2/kong.yaml`)).toBe(`services: [${api}-2]`);
    repo.git('fsck', '--strict');
  });
});

describe('a remote that is lost', () => {
  const unanswered = new CountersignError('REMOTE_UNREACHABLE', 'the line went dead');

  test('before the push: the error is thrown, nothing is left open', async () => {
    const repo = gitOpsRepo();
    const fetch = async (): Promise<RemoteBranch> => {
      const remote = await fetchBranch(runner, '/', repo.folder, 'main');
      rmSync(repo.folder, { recursive: true });
      return remote;
    };
    await expect(publish(repo, input(), { fetch })).rejects.toMatchObject({ code: 'REMOTE_UNREACHABLE' });
  });

  function deaf(repo: GitOpsRepo, push: (remote: RemoteBranch, commit: string) => Promise<unknown>) {
    return async (): Promise<RemoteBranch> => {
      const remote = await fetchBranch(runner, '/', repo.folder, 'main');
      return {
        ...remote,
        push: async (commit) => {
          await push(remote, commit);
          throw unanswered;
        },
      };
    };
  }

  test('after the push landed: it counts as published', async () => {
    const repo = gitOpsRepo();
    const result = await publish(repo, input(), { fetch: deaf(repo, (remote, commit) => remote.push(commit)) });
    expect([result.outcome, result.commit]).toEqual(['published', repo.git('rev-parse', 'main')]);
  });

  test('after the push landed and others pushed on top: it counts as published', async () => {
    const repo = gitOpsRepo();
    const fetch = deaf(repo, async (remote, commit) => {
      await remote.push(commit);
      repo.edit({ 'other.yaml': 'x' });
    });
    const result = await publish(repo, input(), { fetch });
    expect([result.outcome, result.commit]).toEqual(['published', repo.git('rev-parse', 'main~1')]);
  });

  test('and the push did not land: the error is thrown', async () => {
    const repo = gitOpsRepo();
    await expect(publish(repo, input(), { fetch: deaf(repo, () => Promise.resolve()) })).rejects.toBe(unanswered);
  });
});

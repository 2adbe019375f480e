import { createHttps } from '../../src/adapters/https.ts';
import { deliverIssues, type IssuePlan, planForge } from '../../src/commands/steps/announcing/issues.ts';
import type { Forge } from '../../src/deliver/announce/forge.ts';
import { createGitHub } from '../../src/deliver/announce/github.ts';
import { createGitLab } from '../../src/deliver/announce/gitlab.ts';
import type { Day } from '../../src/model/day.ts';
import type { Deprecation } from '../../src/model/deprecation.ts';
import type { Pace } from '../../src/model/ports.ts';
import type { Delivery } from '../../src/model/report.ts';
import type { ForgeServer } from './forge-server.ts';

export const TOKEN = 's3cret-t0ken';

/** Time that passes only where somebody waits. */
export function standingPace(): Pace & { readonly pauses: readonly number[] } {
  const pauses: number[] = [];
  let now = 0;
  return {
    pauses,
    now: () => now,
    random: () => 0.5,
    pause: (milliseconds) => {
      pauses.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

/** A client of the server on this machine. */
export function clientOf(kind: 'github' | 'gitlab', server: ForgeServer, pace: Pace = standingPace()): Forge {
  const common = { https: createHttps(), pace, name: `${kind}:acme/apis`, base: new URL(server.url) };
  return kind === 'github'
    ? createGitHub('acme/apis', ['governance'], { ...common, token: TOKEN })
    : createGitLab('acme/apis', ['governance'], { kind: 'access', token: TOKEN }, common);
}

export function planned(
  forge: Forge,
  deprecations: readonly Deprecation[],
  today: Day,
  apis: readonly string[] = ['payments'],
): Promise<IssuePlan> {
  return planForge(forge, { deprecations, covers: (api) => apis.includes(api) }, () => ['mobile-app'], today);
}

/** One run of the command on one day, as far as issues go. */
export async function announcedTo(
  forge: Forge,
  deprecations: readonly Deprecation[],
  today: Day,
): Promise<readonly Delivery[]> {
  return deliverIssues(await planned(forge, deprecations, today), true);
}

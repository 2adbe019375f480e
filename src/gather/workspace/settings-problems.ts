import { didYouMean } from '../../model/nearest.ts';
import type { Compatibility } from '../../model/workspace.ts';
import { deprecationProblems } from './deprecation-policy.ts';
import type { Problem } from './schema-problems.ts';
import type { SettingsFile } from './settings-file.ts';

/** What no schema can say about a settings file: that the compatibility is one, that time zones and days exist, and that the remote is safe to hand to git. */
export function meaningProblems(settings: SettingsFile): readonly Problem[] {
  return [
    ...compatibilityProblems(settings.policy?.compatibility ?? []),
    ...timezoneProblems(settings.policy?.timezone),
    ...remoteProblems(settings.gitops?.remote),
    ...deprecationProblems(settings.policy?.deprecation ?? {}, Object.keys(settings.apis ?? {})),
  ];
}

/** Two that say the opposite of a new value in a response: whoever wrote both meant one. */
function compatibilityProblems(profiles: readonly Compatibility[]): readonly Problem[] {
  const other = profiles.find((each) => each === 'strict' || each === 'x-extensible-enum');
  if (other === undefined || !profiles.includes('lenient')) return [];
  const message = `\`lenient\` lets every new value of a response pass, and \`${other}\` does not; leave out one of them`;
  return [{ pointer: '/policy/compatibility', on: 'value', message }];
}

function timezoneProblems(zone: string | undefined): readonly Problem[] {
  if (zone === undefined || isZone(zone)) return [];
  const guess = didYouMean(zone, Intl.supportedValuesOf('timeZone'));
  const message = `\`${zone}\` is no time zone${guess === '' ? '; use an IANA name such as Europe/Paris' : guess}`;
  return [{ pointer: '/policy/timezone', on: 'value', message }];
}

/** Offsets such as `+01:00` are zones to newer engines only, and know no summer time. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function remoteProblems(remote: string | undefined): readonly Problem[] {
  if (remote === undefined) return [];
  const problem = (message: string): readonly Problem[] => [{ pointer: '/gitops/remote', on: 'value', message }];
  if (/^[A-Za-z][\w+.-]*:\/\/[^/@]*:[^/@]*@/.test(remote))
    return problem('the remote has a password in it; leave it out and let a git credential helper give it');
  if (/^-|^[\w+.-]+::|\p{Cc}/u.test(remote)) return problem('the remote is neither a URL nor a path');
  return [];
}

/** Whether git takes a remote for a path and not for `scheme://…` or `host:path`. */
export function isRemotePath(remote: string): boolean {
  return !/^[^/]*:/.test(remote);
}

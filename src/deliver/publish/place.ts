import { CountersignError } from '../../model/errors.ts';
import { pathName } from '../../model/path-name.ts';

/** What decides where a publication lives. Nobody else writes there, so two publications never touch the same file. */
export type Place = {
  readonly environment: string;
  readonly target: string;
  readonly owner: string | null;
  readonly api: string;
  /** `info.version`; its major number is part of the place, so that two majors can be live side by side. */
  readonly version: string;
};

export const LOCK = 'countersign.lock.json';
export const EVIDENCE = 'evidence.json';

/** `environments/prod/kong/payments-team/payments/v2`, from the root of the GitOps repository. */
export function ownedFolder({ environment, target, owner, api, version }: Place): string {
  const names = [environment, target, owner ?? 'unowned', api].map(pathName);
  return ['environments', ...names, majorOf(version)].join('/');
}

/** Throws FAULT unless a rendered path stays inside its folder and is no file of ours. */
export function checkRenderedPath(path: string): void {
  const segments = path.split('/');
  const climbing = segments.some((segment) => segment === '' || /^\.\.?$|^\.git$/i.test(segment));
  if (climbing || /[\\:\u0000-\u001f\u007f]/.test(path))
    throw new CountersignError('FAULT', `a gateway target rendered a file outside its folder: ${JSON.stringify(path)}`);
  if ([LOCK, EVIDENCE].includes(path.toLowerCase()))
    throw new CountersignError('FAULT', `a gateway target rendered ${path}, which is ours`);
}

/** `v2` of `2.3.1` and of `v2`; a version without a leading number stands for itself. */
function majorOf(version: string): string {
  const [, major] = /^v?(\d+)(?!\d)/i.exec(version.trim()) ?? [];
  return major === undefined ? pathName(version) : pathName(`v${major.replace(/^0+(?=\d)/, '')}`);
}

import { printableAddress } from './address.ts';

/** A ruleset that was asked for. `path` is relative to the shelf that it stands on. */
export type Title =
  /** A profile that came with the tool. */
  | { readonly shelf: 'bundled'; readonly path: string }
  /** A file of the workspace; `within` is the npm package whose file it is, as it was named. */
  | { readonly shelf: 'workspace'; readonly path: string; readonly within: string | null }
  /** An object that a ruleset in JavaScript extends: one of its definitions. */
  | { readonly shelf: 'code'; readonly path: string; readonly number: number; readonly within: string | null }
  /** The copy of a ruleset of another host, which the lock file vouches for. */
  | { readonly shelf: 'https'; readonly url: string };

const CODE = /\.[cm]?[jt]s$/;

/** Whether a ruleset is JavaScript. */
export function isCode(path: string): boolean {
  return CODE.test(path);
}

/** What sets one title apart from every other, readable enough for a message about a circle. */
export function titleKey(title: Title): string {
  if (title.shelf === 'code') return `${title.path}[${title.number}]`;
  return title.shelf === 'https'
    ? printableAddress(title.url)
    : title.shelf === 'bundled'
      ? `rulesets/${title.path}`
      : title.path;
}

/** Where the rules of a ruleset say that they come from. */
export function profileOf(title: Title): string {
  if (title.shelf === 'bundled') return profileName(title.path);
  if (title.shelf === 'code') return `${title.path}[${title.number}]`;
  return title.shelf === 'https' ? printableAddress(title.url) : (title.within ?? title.path);
}

/** `spectral-oas.yaml` and whatever lies below `core/` are known by their profile's name. */
export function profileName(path: string): string {
  const name = (path.split('/')[0] ?? path).replace(/\.yaml$/, '');
  return name.startsWith('spectral-') ? name.replace('-', ':') : name;
}

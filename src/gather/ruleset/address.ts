import type { Title } from './title.ts';

/** Whether a name is an address of any kind. */
export function isAddress(name: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(name);
}

/** An address as it may be printed: without what may be a secret in it. */
export function printableAddress(name: string): string {
  return name.replace(/^([a-z][a-z0-9+.-]+:\/\/)[^/?#]*@/i, '$1').replace(/[?#].*$/s, '');
}

/** The ruleset at an address, relative to `base` where that is given; or in words why it cannot be one. */
export function addressed(name: string, base?: string): Title | string {
  if (!URL.canParse(name, base)) return `${printableAddress(name)} is no address`;
  const url = new URL(name, base);
  if (url.username !== '' || url.password !== '') return `${printableAddress(name)} has credentials in it`;
  if (url.protocol !== 'https:') return `${printableAddress(name)} is not https, and nothing else is fetched`;
  if (/\.[cm]?[jt]s$/.test(url.pathname))
    return `${printableAddress(name)} is code of another host, which is never run`;
  url.hash = '';
  return { shelf: 'https', url: url.href };
}

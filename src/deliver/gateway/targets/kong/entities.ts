import type { JsonObject } from '../../../../model/json.ts';

/** Entities of Kong's declarative format, as plain JSON. */
export type Plugin = JsonObject & { readonly name: string };
export type Route = JsonObject & { readonly name: string; readonly plugins: readonly Plugin[] };
export type Upstream = JsonObject & { readonly name: string };
export type Service = JsonObject & {
  readonly name: string;
  readonly plugins: readonly Plugin[];
  readonly routes: readonly Route[];
};

/** A declarative file. `plugins` holds those that belong to a service or a route and to a consumer. */
export type KongFile = JsonObject & {
  readonly _format_version: '3.0';
  readonly services: readonly Service[];
  readonly upstreams: readonly Upstream[];
  readonly plugins?: readonly Plugin[];
};

/** Sorted by name; of two plugins of one name the later stays. */
export function pluginSet(...lists: readonly (readonly Plugin[])[]): Plugin[] {
  const byName = new Map(lists.flat().map((plugin) => [plugin.name, plugin]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

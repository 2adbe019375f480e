import type { Gap } from '../../../../model/gateway-config.ts';
import type { JsonObject } from '../../../../model/json.ts';
import type { OperationAt } from '../../operations.ts';
import type { Where } from '../../place.ts';
import type { Plugin } from './entities.ts';
import type { Naming } from './names.ts';

/** How a document is converted. `DECK` is decK's own way; our target departs from it where a bank needs more. */
export type ConversionOptions = {
  /** On every entity; null: the document's `x-kong-tags`. */
  readonly tags: readonly string[] | null;
  /** Base of all names; null: `x-kong-name`, else the title. */
  readonly docName: string | null;
  readonly naming: Naming;
  readonly ids: boolean;
  /** Plugins from `security` as decK makes them: openIdConnect alone. */
  readonly oidc: boolean;
  /** A route for every combination of a header's enum values: for required headers, for all, or not at all. */
  readonly headerRouting: 'off' | 'required' | 'all';
  readonly reuseServices: boolean;
  /** decK drops the service of a document without servers as soon as there is another one, even with routes on it. */
  readonly documentService: 'as deck' | 'when used';
  /** Longest name of a captured path parameter: 31 up to Kong 3.7, 127 since. */
  readonly captureLength: number;
  /** Put on every service; the contract's own of the same names are left out, at every level. */
  readonly servicePlugins: readonly Plugin[];
  /** More plugins for the route of an operation, in place of those of the same names. */
  readonly routePlugins: (operation: OperationAt, plugins: PluginsAt) => readonly Plugin[];
};

/** What would run for an operation: the plugins on its route, and those on its service, which the route's override by name. */
export type PluginsAt = { readonly route: readonly Plugin[]; readonly service: readonly Plugin[] };

export const DECK: ConversionOptions = {
  tags: null,
  docName: null,
  naming: 'deck',
  ids: true,
  oidc: false,
  headerRouting: 'required',
  reuseServices: false,
  documentService: 'as deck',
  captureLength: 31,
  servicePlugins: [],
  routePlugins: () => [],
};

/** What every part of one conversion knows. `gaps` is the only thing that grows. */
export type Conversion = {
  readonly document: JsonObject;
  readonly options: ConversionOptions;
  readonly where: Where;
  readonly tags: readonly string[];
  readonly gaps: Gap[];
};

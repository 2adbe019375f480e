import type { Contract } from '../../model/contract.ts';
import type { GatewayConfig } from '../../model/gateway-config.ts';
import type { Json, JsonObject } from '../../model/json.ts';

/** Settings of a target: `environments.<env>.settings` of countersign.yaml with the API's own laid over, once the target's schema has accepted them. */
export type Settings = { readonly [key: string]: Json };

/** A gateway that contracts are rendered for, named by its id. */
export type GatewayTarget = {
  readonly id: string;
  readonly summary: string;
  /** JSON Schema (draft-07) of the settings; every one has a description and is optional. */
  readonly settingsSchema: JsonObject;
  /**
   * Pure, and deterministic whatever the order of keys. `environment` is its name, null without one.
   * Throws RENDER_IMPOSSIBLE where rendering would change what the contract promises, above all where a route would be left open.
   */
  readonly render: (contract: Contract, settings: Settings, environment: string | null) => GatewayConfig;
  /** What the gateway calls the route of each operation, by `METHOD /path`. Throws RENDER_IMPOSSIBLE. */
  readonly routes: (contract: Contract, settings: Settings) => ReadonlyMap<string, string>;
};

export function defineGatewayTarget(target: GatewayTarget): GatewayTarget {
  return target;
}

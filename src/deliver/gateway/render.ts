import type { Contract } from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';
import type { GatewayConfig } from '../../model/gateway-config.ts';
import { nearest } from '../../model/nearest.ts';
import type { Environment } from '../../model/workspace.ts';
import type { GatewayTarget } from './define.ts';
import { refuseSecrets } from './secrets.ts';
import { settingsFor } from './settings.ts';
import { TARGETS } from './targets/index.ts';

/**
 * Renders a contract for a gateway; without an environment, with the target's defaults. The same contract and settings give the same bytes.
 * Throws TARGET_UNKNOWN, CONFIG_INVALID for settings, RENDER_IMPOSSIBLE where the gateway cannot keep what the contract promises,
 * and SECRET_IN_OUTPUT.
 */
export function renderGateway(targetId: string, contract: Contract, environment: Environment | null): GatewayConfig {
  const target = targetNamed(targetId);
  const config = target.render(contract, settingsFor(target, environment, contract.id), environment?.name ?? null);
  refuseSecrets(config.files);
  return config;
}

/** What the gateway of an environment calls the route of each operation, by `METHOD /path`. Throws as `renderGateway` does. */
export function gatewayRoutes(contract: Contract, environment: Environment): ReadonlyMap<string, string> {
  const target = targetNamed(environment.target);
  return target.routes(contract, settingsFor(target, environment, contract.id));
}

/** The target of that id. Throws TARGET_UNKNOWN. */
export function targetNamed(id: string): GatewayTarget {
  const found = TARGETS.find((target) => target.id === id);
  if (found !== undefined) return found;
  const ids = TARGETS.map((target) => target.id);
  const near = nearest(id, ids);
  throw new CountersignError('TARGET_UNKNOWN', `there is no gateway target \`${id}\``, {
    hint: near !== null ? `did you mean ${near}?` : `the targets are: ${ids.join(', ')}`,
  });
}

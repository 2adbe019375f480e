import { own, ownArray, ownObject } from '../../../../model/json.ts';
import type { Plugin } from './entities.ts';

/** Why an authentication plugin lets some callers pass without credentials; empty for one that does not. */
export function weaknesses(plugin: Plugin): string[] {
  const config = ownObject(plugin, 'config');
  const protocols = ownArray(plugin, 'protocols');
  return [
    isSet(own(config, 'anonymous')) ? 'it lets callers pass as the consumer `anonymous`' : null,
    own(config, 'verify_signature') === false ? 'it does not verify signatures' : null,
    own(plugin, 'enabled') === false ? 'it is disabled' : null,
    ...['consumer', 'consumer_group', 'condition'].map((key) =>
      isSet(own(plugin, key)) ? `it runs only for a ${key}` : null,
    ),
    protocols !== undefined && !(protocols.includes('http') && protocols.includes('https'))
      ? 'it does not run for both http and https'
      : null,
  ].filter((reason) => reason !== null);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

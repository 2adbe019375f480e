import { Ajv, type ErrorObject } from 'ajv';
import { CountersignError } from '../../model/errors.ts';
import { isObject, type JsonObject, own, ownObject } from '../../model/json.ts';
import { didYouMean } from '../../model/nearest.ts';
import type { Environment } from '../../model/workspace.ts';
import type { GatewayTarget, Settings } from './define.ts';

/** The schema of `environments.<env>.settings`: the target's own, and below `apis` the same again for single APIs. */
export function settingsSchemaOf(target: GatewayTarget): JsonObject {
  const apis = {
    type: 'object',
    description: 'Settings for single APIs, by id; they replace those above.',
    additionalProperties: target.settingsSchema,
  };
  return { ...target.settingsSchema, properties: { ...ownObject(target.settingsSchema, 'properties'), apis } };
}

/**
 * The settings that hold for one API: the environment's, and over them those below `apis.<id>`.
 * Throws CONFIG_INVALID when they do not fit the target's schema.
 */
export function settingsFor(target: GatewayTarget, environment: Environment | null, api: string): Settings {
  if (environment === null) return {};
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(settingsSchemaOf(target));
  if (!validate(environment.settings)) throw invalid(target, environment, validate.errors ?? []);
  const { apis, ...common } = environment.settings;
  return { ...common, ...ownObject(apis, api) };
}

function invalid(target: GatewayTarget, environment: Environment, errors: readonly ErrorObject[]): CountersignError {
  const messages = [...new Set(errors.map((error) => worded(target, environment, error)))];
  return new CountersignError('CONFIG_INVALID', messages.join('\n'), {
    hint: `the settings of target ${target.id} are listed in docs/gateways/${target.id}.md`,
  });
}

function worded(target: GatewayTarget, environment: Environment, error: ErrorObject): string {
  const at = `environments.${environment.name}.settings${error.instancePath.replaceAll('/', '.')}`;
  const params: unknown = error.params;
  const extra = isObject(params) ? own(params, 'additionalProperty') : undefined;
  if (typeof extra === 'string') return `${at}: there is no setting \`${extra}\`${suggestion(target, extra)}`;
  const allowed = isObject(params) ? own(params, 'allowedValues') : undefined;
  if (Array.isArray(allowed)) return `${at}: must be one of ${allowed.join(', ')}`;
  return `${at}: ${error.message ?? 'is not valid'}`;
}

function suggestion(target: GatewayTarget, name: string): string {
  const known = Object.keys(ownObject(settingsSchemaOf(target), 'properties') ?? {});
  return didYouMean(name, known);
}

import type { Contract } from '../../../../model/contract.ts';
import type { Gap, GatewayConfig } from '../../../../model/gateway-config.ts';
import { type JsonObject, own } from '../../../../model/json.ts';
import { defineGatewayTarget, type Settings } from '../../define.ts';
import { lifecycleHeaders } from '../../lifecycle.ts';
import { nameOf, pathsOf } from '../../operations.ts';
import { asOpenApi3 } from '../../openapi3.ts';
import { placesIn, refuse, type Where } from '../../place.ts';
import { type Protection, protectionOf, refuseUnprotected } from './authentication.ts';
import { convert } from './convert.ts';
import type { Plugin } from './entities.ts';
import { withServers } from './environment-servers.ts';
import { lifecyclePlugin } from './lifecycle-plugin.ts';
import { type ConversionOptions, DECK } from './options.ts';
import { reviewPaths } from './paths.ts';
import { VALIDATOR } from './plugins.ts';
import { review, withSelectTags } from './review.ts';
import { type KongSettings, kongSettings, refuseSecretSettings, SETTINGS_SCHEMA } from './settings.ts';
import { toYaml } from './yaml.ts';

const COMMENT = 'Written by countersign. Change the contract or the settings of the environment, not this file.';

export default defineGatewayTarget({
  id: 'kong',
  summary: 'Kong Gateway and Kong Enterprise: one declarative file for decK or DB-less mode',
  settingsSchema: SETTINGS_SCHEMA,
  render,
  routes,
});

function render(contract: Contract, given: Settings, environment: string | null): GatewayConfig {
  refuseSecretSettings(given, environment);
  const settings = kongSettings(given);
  const readable = asOpenApi3(contract);
  const places = placesIn(contract);
  const where: Where = (pointer) => places(readable.pointer(pointer));
  if (contract.dialect === '2.0') refuseValidator(readable.document, where);
  const document = withServers({ document: readable.document, where, settings });
  const pathGaps = reviewPaths(document, where);
  const protections: Protection[] = [];
  const lifecycle: Gap[] = [];
  const converted = convert(document, optionsFor(document, settings, where, protections, lifecycle), where);
  refuseUnprotected(protections, where);
  const found = review(converted, settings, where);
  const notes = protections.flatMap((protection) => protection.notes);
  return {
    target: 'kong',
    environment,
    contract: contract.id,
    files: [{ path: 'kong.yaml', content: toYaml(withSelectTags(converted.file, settings), COMMENT) }],
    unexpressed: sorted([...pathGaps, ...converted.gaps, ...lifecycle, ...notes, ...found], readable.pointer),
  };
}

/** By the same names as `render` gives them. */
function routes(contract: Contract, given: Settings): ReadonlyMap<string, string> {
  const settings = kongSettings(given);
  const readable = asOpenApi3(contract);
  const places = placesIn(contract);
  const where: Where = (pointer) => places(readable.pointer(pointer));
  const document = withServers({ document: readable.document, where, settings });
  const { origins } = convert(document, optionsFor(document, settings, where, [], []), where);
  const names = new Map(
    origins.flatMap(({ kind, name, pointer }) => (kind === 'route' ? [[pointer, name] as const] : [])),
  );
  return new Map(
    pathsOf(document).flatMap(({ operations }) =>
      operations.flatMap((operation): [string, string][] => {
        const name = names.get(operation.pointer);
        return name === undefined ? [] : [[nameOf(operation), name]];
      }),
    ),
  );
}

function optionsFor(
  document: JsonObject,
  settings: KongSettings,
  where: Where,
  protections: Protection[],
  lifecycle: Gap[],
): ConversionOptions {
  return {
    ...DECK,
    tags: settings.tags,
    docName: settings.docName,
    headerRouting: settings.headerRouting,
    reuseServices: settings.reuseServices,
    documentService: 'when used',
    captureLength: settings.longParameterNames ? 127 : DECK.captureLength,
    servicePlugins: settings.plugins,
    routePlugins: (operation, existing): Plugin[] => {
      const protection = protectionOf({ document, where, settings }, operation, existing);
      protections.push(protection);
      if (!settings.lifecycleHeaders) return [...protection.plugins];
      const headers = lifecycleHeaders(document, operation);
      lifecycle.push(...headers.gaps);
      return [...protection.plugins, ...lifecyclePlugin(headers, existing)];
    },
  };
}

/** Swagger 2.0 describes bodies as parameters; validating without them would look like validation and be none. */
function refuseValidator(document: JsonObject, where: Where): void {
  const nodes = [
    { node: document, pointer: '' },
    ...pathsOf(document).flatMap(({ pathItem, pointer, operations }) => [
      { node: pathItem, pointer },
      ...operations.map((each) => ({ node: each.operation, pointer: each.pointer })),
    ]),
  ];
  for (const { node, pointer } of nodes)
    if (own(node, `x-kong-plugin-${VALIDATOR}`) !== undefined)
      refuse(where, pointer, `${VALIDATOR} cannot be filled in from Swagger 2.0`, 'convert the contract to OpenAPI 3');
}

/** Without duplicates, by place: many operations say the same of one scheme. */
function sorted(gaps: readonly Gap[], pointerOf: (pointer: string) => string): Gap[] {
  const unique = new Map(
    gaps.map(({ pointer, message }) => [`${pointerOf(pointer)}\0${message}`, { pointer: pointerOf(pointer), message }]),
  );
  return [...unique.keys()].sort().flatMap((key) => unique.get(key) ?? []);
}

import { CountersignError } from '../../../../model/errors.ts';
import type { Gap } from '../../../../model/gateway-config.ts';
import { isArray, isObject, ownArray, ownString } from '../../../../model/json.ts';
import { methodIn } from '../../../../model/path-item.ts';
import { segmentsOf } from '../../../../model/pointer.ts';
import { refuse, type Where } from '../../place.ts';
import { isReference, literalSecrets } from '../../secrets.ts';
import { without } from '../../without.ts';
import type { Converted, Origin } from './convert.ts';
import type { KongFile, Plugin } from './entities.ts';
import { type EntityKind, unknownFields } from './fields.ts';
import { isEnterprise, isProgram } from './plugin-facts.ts';
import type { KongSettings } from './settings.ts';

/**
 * Looks at a converted file as Kong and a security officer would. Throws RENDER_IMPOSSIBLE for what Kong would refuse or confuse
 * and SECRET_IN_OUTPUT for a secret that is written out; returns what a reviewer should see.
 */
export function review(converted: Converted, settings: KongSettings, where: Where): Gap[] {
  const entities = entitiesIn(converted);
  refuseSameNames(converted, where);
  refuseSamePaths(converted, where);
  for (const { kind, entity, pointer } of entities) {
    refuseUnknownFields(kind, entity, pointer, where);
    refuseTemplates(entity, pointer, where);
    refuseLiteralSecrets(entity, pointer, where);
  }
  const plugins = entities.filter((each) => each.kind === 'plugin');
  return plugins.flatMap(({ entity, pointer }) => reviewPlugin(entity, pointer, settings, where));
}

type EntityAt = { readonly kind: EntityKind; readonly entity: object; readonly pointer: string };

/** Every entity, with where in the document it comes from. */
function entitiesIn({ file, origins }: Converted): EntityAt[] {
  const at = pointersByName(origins);
  const pluginsOf = (plugins: readonly Plugin[], pointer: string): EntityAt[] =>
    plugins.map((entity) => ({ kind: 'plugin', entity, pointer }));
  return [
    ...file.services.flatMap((service): EntityAt[] => {
      const pointer = at('service', service.name);
      const routes = service.routes.flatMap((route): EntityAt[] => {
        const place = at('route', route.name);
        return [
          { kind: 'route', entity: without(route, 'plugins'), pointer: place },
          ...pluginsOf(route.plugins, place),
        ];
      });
      const entity = without(service, 'plugins', 'routes');
      return [{ kind: 'service', entity, pointer }, ...pluginsOf(service.plugins, pointer), ...routes];
    }),
    ...file.upstreams.flatMap((upstream): EntityAt[] => {
      const pointer = at('service', upstream.name.replace(/\.upstream$/, ''));
      const targets = (ownArray(upstream, 'targets') ?? []).filter(isObject);
      return [
        { kind: 'upstream', entity: without(upstream, 'targets'), pointer },
        ...targets.map((entity) => ({ kind: 'target' as const, entity, pointer })),
      ];
    }),
    ...pluginsOf(file.plugins ?? [], ''),
  ];
}

/** `GET /accounts` for the pointer of an operation, the path for that of a path item. */
function named(pointer: string): string {
  const [, path = 'the document', ...below] = segmentsOf(pointer);
  return `${methodIn(below) ?? ''} ${path}`.trim();
}

/** Routes made of header values are named after their operation's, with a number. */
function pointersByName(origins: readonly Origin[]): (kind: Origin['kind'], name: string) => string {
  const pointers = new Map(origins.map((origin) => [`${origin.kind} ${origin.name}`, origin.pointer]));
  return (kind, name) => pointers.get(`${kind} ${name}`) ?? pointers.get(`${kind} ${name.replace(/_\d+$/, '')}`) ?? '';
}

function refuseSameNames({ file, origins }: Converted, where: Where): void {
  const seen = new Map<string, string>();
  for (const { kind, name, pointer } of origins) {
    const before = seen.get(`${kind} ${name}`);
    if (before !== undefined)
      refuse(
        where,
        pointer,
        `Kong's name for this ${kind} is \`${name}\`, and so it is for ${named(before)} (${where(before)})`,
        'give one of them another `operationId`, or an `x-kong-name`',
      );
    seen.set(`${kind} ${name}`, pointer);
  }
  const routes = file.services.flatMap((service) => service.routes.map((route) => route.name));
  const twice = routes.find((name, index) => routes.indexOf(name) !== index);
  if (twice !== undefined)
    refuse(
      where,
      seen.get(`route ${twice}`) ?? '',
      `two routes get the name \`${twice}\``,
      'give one of them another `operationId`',
    );
}

/** Of two templates that match the same paths nobody can tell which one Kong takes, nor whose protection holds. */
function refuseSamePaths({ file, origins }: Converted, where: Where): void {
  const at = pointersByName(origins);
  const seen = new Map<string, string>();
  for (const route of file.services.flatMap((service) => service.routes)) {
    const paths = JSON.stringify(route['paths']).replaceAll(/\(\?<[^>]*>/g, '(');
    const key = JSON.stringify([route['methods'], paths, route['headers'] ?? null, route['hosts'] ?? null]);
    const before = seen.get(key);
    if (before !== undefined)
      refuse(
        where,
        at('route', route.name),
        `${named(at('route', route.name))} matches exactly the calls that ${named(at('route', before))} (${where(at('route', before))}) does`,
        'make one operation of the two, or change one of the paths',
      );
    seen.set(key, route.name);
  }
}

function refuseUnknownFields(kind: EntityKind, entity: object, pointer: string, where: Where): void {
  const unknown = unknownFields(kind, entity);
  if (unknown.length === 0) return;
  const name = ownString(entity, 'name') ?? '';
  refuse(
    where,
    pointer,
    `Kong's ${kind} \`${name}\` has no field ${unknown.map((field) => `\`${field}\``).join(', ')}, and Kong would refuse the whole file`,
    kind === 'plugin' ? 'what configures a plugin stands below `config`' : `remove it from \`x-kong-${kind}-defaults\``,
  );
}

/** decK runs `${{ … }}` when it reads the file, with the secrets of the machine it runs on: a contract must not reach them by any other way than a plain reference. */
function refuseTemplates(entity: object, pointer: string, where: Where): void {
  const found = textsIn(entity).find((text) => text.includes('${{') && !isReference(text));
  if (found === undefined) return;
  refuse(
    where,
    pointer,
    `\`${found.slice(0, 80)}\` is a template that decK would run`,
    'only a whole value may be a reference, `${{ env "DECK_NAME" }}`',
  );
}

/** Every text of a value, keys as well. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.entries(value).flatMap(([key, each]) => [key, ...textsIn(each)]) : [];
}

function refuseLiteralSecrets(entity: object, pointer: string, where: Where): void {
  const [found] = isObject(entity) ? literalSecrets(entity) : [];
  if (found === undefined) return;
  throw new CountersignError(
    'SECRET_IN_OUTPUT',
    `${where(pointer)}: \`${found.slice(1).replaceAll('/', '.')}\` of \`${ownString(entity, 'name') ?? ''}\` is written out`,
    {
      hint: 'use a reference: `{vault://env/name}`, or `${{ env "DECK_NAME" }}`',
    },
  );
}

function reviewPlugin(plugin: object, pointer: string, settings: KongSettings, where: Where): Gap[] {
  const name = ownString(plugin, 'name') ?? '';
  if (settings.edition === 'oss' && isEnterprise(name))
    return refuse(
      where,
      pointer,
      `the plugin ${name} is part of Kong Enterprise, and Kong Gateway would refuse the whole file`,
      'set `edition: enterprise`, or do without it',
    );
  const program = `the plugin ${name} runs a program inside the gateway, beside every check that Kong makes: read it`;
  const references = textsIn(plugin).filter(isReference);
  return [
    ...(isProgram(name) ? [program] : []),
    ...references.map((reference) => `the plugin ${name} is given the secret ${reference}`),
  ].map((message) => ({ pointer, message }));
}

/** The tags that the settings give are also those by which decK knows what it may change. */
export function withSelectTags(file: KongFile, settings: KongSettings): KongFile {
  if (settings.tags === null || settings.tags.length === 0) return file;
  return { ...file, _info: { select_tags: settings.tags } };
}

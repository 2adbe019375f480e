import { type JsonObject, ownString } from '../../../../model/json.ts';
import { pointerOf } from '../../../../model/pointer.ts';
import { without } from '../../without.ts';
import { type Plugin, pluginSet } from './entities.ts';
import { kongObject } from './extension.ts';
import type { Conversion } from './options.ts';
import { identity } from './service.ts';

const PREFIX = 'x-kong-plugin-';
export const VALIDATOR = 'request-validator';

/** The plugins that a node of the document asks for, without ids; foreign keys to services and routes are dropped, for the conversion sets them. */
export function pluginsIn(conversion: Conversion, node: JsonObject, pointer: string): Plugin[] {
  const plugins = Object.keys(node)
    .filter((key) => key.startsWith(PREFIX) && key !== PREFIX)
    .flatMap((key) => {
      const value = kongObject(conversion, node, key, pointer);
      if (value === null) return [];
      return [{ ...without(value, 'service', 'route'), name: key.slice(PREFIX.length) }];
    });
  return pluginSet(plugins).filter((plugin) => !replaced(conversion, plugin, pointer));
}

/** What the environment sets has the last word, and the reviewer of the contract must know it. */
function replaced(conversion: Conversion, plugin: Plugin, pointer: string): boolean {
  if (!conversion.options.servicePlugins.some((each) => each.name === plugin.name)) return false;
  conversion.gaps.push({
    pointer: pointer + pointerOf(PREFIX + plugin.name),
    message: `\`${PREFIX}${plugin.name}\` is not used: the settings of the environment have a ${plugin.name} of their own`,
  });
  return true;
}

/** The plugins as their owner's: ids from its name, and the tags of all entities. */
export function owned(conversion: Conversion, owner: string, plugins: readonly Plugin[]): Plugin[] {
  return plugins.map((plugin) => ({
    ...plugin,
    ...identity(conversion, `${owner}.plugin.${plugin.name}`),
    tags: conversion.tags,
  }));
}

/** The request-validator apart from the rest: it is a template that is filled in for each operation. */
export function withoutValidator(plugins: readonly Plugin[]): { rest: Plugin[]; validator: Plugin | null } {
  return {
    rest: plugins.filter((plugin) => plugin.name !== VALIDATOR),
    validator: plugins.find((plugin) => plugin.name === VALIDATOR) ?? null,
  };
}

/** Plugins for one consumer apart from the rest: they belong to two entities, so the file lists them at its root. */
export function withoutConsumers(
  plugins: readonly Plugin[],
  key: 'service' | 'route',
  owner: string,
): { rest: Plugin[]; foreign: Plugin[] } {
  const bound = (plugin: Plugin): boolean => plugin['consumer'] !== undefined && plugin['consumer'] !== null;
  return {
    rest: plugins.filter((plugin) => !bound(plugin)),
    foreign: plugins.filter(bound).map((plugin) => ({ ...plugin, [key]: owner })),
  };
}

/** By name, service, route and consumer. */
export function sortedForeign(plugins: readonly Plugin[]): Plugin[] {
  const key = (plugin: Plugin): string =>
    ['name', 'service', 'route', 'consumer'].map((field) => `${ownString(plugin, field) ?? ''}\0`).join('');
  return [...plugins].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

import { isObject, type Json, type JsonObject, ownArray, ownString } from '../../../../model/json.ts';
import type { Upstream } from './entities.ts';
import type { Conversion } from './options.ts';
import { type Backend, backendsOf } from './server.ts';
import { uuid5 } from './uuid5.ts';

/** What a service is made of at one level of the document. Defaults are the nearest level's; they are never merged. */
export type ServiceSource = {
  readonly name: string;
  readonly servers: readonly Json[];
  /** Where the servers stand; of the document itself where there are none. */
  readonly serversAt: string;
  readonly serviceDefaults: JsonObject | null;
  readonly upstreamDefaults: JsonObject | null;
};

/** A service without its plugins and routes, and the upstream that balances its servers when there is more than one or upstream defaults are given. */
export type ServiceAndUpstream = {
  readonly service: JsonObject & { readonly host: string };
  readonly upstream: Upstream | null;
};

export function serviceOf(conversion: Conversion, source: ServiceSource): ServiceAndUpstream {
  const defaults = source.serviceDefaults ?? {};
  const backends = backendsOf(
    source.servers,
    ownString(defaults, 'protocol') ?? 'https',
    source.serversAt,
    conversion.where,
  );
  const [first] = backends;
  const host = ownString(defaults, 'host');
  const upstream =
    host === undefined && (backends.length > 1 || source.upstreamDefaults !== null)
      ? upstreamOf(conversion, source, backends)
      : null;
  if (host === undefined && upstream === null) tellOfMissingHost(conversion, source, backends);
  const address = host ?? upstream?.name ?? first?.host ?? 'localhost';
  const service = {
    protocol: first?.scheme ?? 'https',
    path: first?.path ?? '/',
    port: first?.port ?? 443,
    ...defaults,
    ...identity(conversion, `${source.name}.service`),
    name: source.name,
    tags: conversion.tags,
    host: address,
  };
  return { service, upstream };
}

/** What makes two services the same when services are reused. */
export function reuseKey(conversion: Conversion, source: ServiceSource): string {
  const backends = backendsOf(source.servers, 'https', source.serversAt, conversion.where);
  return JSON.stringify([backends, source.serviceDefaults, source.upstreamDefaults]);
}

export function identity(conversion: Conversion, name: string): JsonObject {
  return conversion.options.ids ? { id: uuid5(name) } : {};
}

function upstreamOf(conversion: Conversion, source: ServiceSource, backends: readonly Backend[]): Upstream {
  const name = `${source.name}.upstream`;
  const given = ownArray(source.upstreamDefaults, 'targets')?.filter(isObject);
  if (given === undefined) tellOfMissingHost(conversion, source, backends);
  const targets = given ?? backends.map((backend) => ({ target: `${backend.host ?? 'localhost'}:${backend.port}` }));
  tellOfDifferentPaths(conversion, source, backends);
  return {
    ...source.upstreamDefaults,
    ...identity(conversion, name),
    name,
    tags: conversion.tags,
    targets: targets.map((target) => ({ ...target, tags: conversion.tags })),
  };
}

function tellOfMissingHost(conversion: Conversion, source: ServiceSource, backends: readonly Backend[]): void {
  const [host] = backends.filter((backend) => backend.host === null);
  if (host === undefined) return;
  conversion.gaps.push({
    pointer: source.serversAt,
    message: `no server with a host is named, so Kong forwards to localhost:${host.port}; set \`server\` for the environment`,
  });
}

/** Targets of an upstream have a host and a port; scheme and path are the service's, which takes those of the first server. */
function tellOfDifferentPaths(conversion: Conversion, source: ServiceSource, backends: readonly Backend[]): void {
  const kinds = new Set(backends.map((backend) => `${backend.scheme} ${backend.path}`));
  if (kinds.size <= 1) return;
  conversion.gaps.push({
    pointer: source.serversAt,
    message: 'the servers differ in scheme or path, and Kong uses those of the first for all of them',
  });
}

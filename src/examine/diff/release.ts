import type { Edition, Release } from '../../model/change.ts';
import type { Contract } from '../../model/contract.ts';
import { sourceOf } from './read/source.ts';
import { serversAt, swaggerServers } from './read/paths.ts';
import { operationsIn } from '../../model/operations.ts';
import { majorInUrl } from '../../model/version.ts';

/** How `after` follows `before`: their versions, and where they stand. */
export function releaseOf(before: Contract, after: Contract): Release {
  return {
    before: editionOf(before),
    after: editionOf(after),
    at: after.locate('/info/version'),
    was: before.locate('/info/version'),
  };
}

function editionOf(contract: Contract): Edition {
  return { version: contract.version, urlMajor: urlMajorOf(contract), sha256: contract.source.sha256 };
}

/** N of `/vN`, where it stands once in every URL that is called, and is the same in all of them. */
function urlMajorOf(contract: Contract): number | null {
  const { dialect } = sourceOf(contract);
  const { document } = contract;
  const servers = (dialect === '2.0' ? swaggerServers(document) : serversAt(document, '')) ?? [];
  const bases = servers.length === 0 ? [''] : servers.map(({ path }) => path);
  const paths = new Set(operationsIn(document).map(({ path }) => path));
  const majors = new Set<number | null>();
  for (const base of bases) for (const path of paths) majors.add(majorInUrl(`${base}${path}`));
  const [only = null] = majors;
  return majors.size === 1 ? only : null;
}

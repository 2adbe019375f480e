import { isObject, type JsonObject, ownArray, ownObject, ownString } from '../../../model/json.ts';
import { type Complaint, defineLintFunction } from '../define.ts';

export default defineLintFunction({
  name: 'apiVersion',
  summary: 'The places that say the version of an API agree.',
  options: {
    type: 'object',
    properties: { demand: { enum: ['matches-info', 'one-strategy'] } },
    required: ['demand'],
    additionalProperties: false,
  },
  check: (input, options) => {
    if (!isObject(input)) return [];
    return ownString(options, 'demand') === 'matches-info' ? matchesInfo(input) : oneStrategy(input);
  },
});

const VERSION = /(?:^|\/)v(\d+)(?:[./_-]|$)/;

/** Major versions in addresses: servers, `basePath`, and the first two segments of paths, each with where it stands. */
function majorsOf(document: JsonObject): { readonly major: string; readonly path: readonly (string | number)[] }[] {
  const servers = (ownArray(document, 'servers') ?? []).map((server, index) => ({
    text: ownString(server, 'url') ?? '',
    path: ['servers', index, 'url'],
  }));
  const base = { text: ownString(document, 'basePath') ?? '', path: ['basePath'] };
  const paths = Object.keys(ownObject(document, 'paths') ?? {}).map((path) => ({
    text: path.split('/').slice(0, 3).join('/'),
    path: ['paths', path],
  }));
  return [...servers, base, ...paths].flatMap(({ text, path }) => {
    const major = VERSION.exec(text)?.[1];
    return major === undefined ? [] : [{ major, path }];
  });
}

/** One complaint: the first address that disagrees. Several majors side by side are a catalogue, not a mistake. */
function matchesInfo(document: JsonObject): Complaint[] {
  const version = ownString(ownObject(document, 'info'), 'version') ?? '';
  const info = /^v?(\d+)\.\d+/.exec(version)?.[1];
  const majors = majorsOf(document);
  const [first] = majors;
  if (info === undefined || first === undefined || majors.some(({ major }) => major === info)) return [];
  return [{ message: `the address says v${first.major}, info.version says ${version}`, path: first.path }];
}

const HEADERS = new Set(['x-version', 'x-api-version', 'api-version', 'accept-version']);

function oneStrategy(document: JsonObject): Complaint[] {
  const inAddress = majorsOf(document).length > 0;
  const header = headerNamed(document);
  return inAddress && header !== null
    ? [{ message: `versions are in the address and in the header ${header.name}`, path: header.path }]
    : [];
}

function headerNamed(document: JsonObject): { name: string; path: (string | number)[] } | null {
  const shared = ownObject(ownObject(document, 'components'), 'parameters') ?? ownObject(document, 'parameters') ?? {};
  for (const [key, parameter] of Object.entries(shared)) {
    const name = ownString(parameter, 'name');
    if (ownString(parameter, 'in') === 'header' && name !== undefined && HEADERS.has(name.toLowerCase())) {
      const holder = ownObject(document, 'components') === undefined ? [] : ['components'];
      return { name, path: [...holder, 'parameters', key] };
    }
  }
  return null;
}

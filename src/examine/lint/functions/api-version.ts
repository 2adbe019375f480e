import { isObject, type Json, type JsonObject, own, ownArray, ownObject, ownString } from '../../../model/json.ts';
import { type Complaint, defineLintFunction } from '../define.ts';
import { bodiesOf } from '../parts.ts';
import { operationsOf } from '../../../model/path-item.ts';

export default defineLintFunction({
  name: 'apiVersion',
  summary: 'The places that say the version of an API agree.',
  options: {
    type: 'object',
    properties: {
      demand: { enum: ['matches-info', 'one-strategy'] },
      strategy: {
        enum: ['one-place', 'url', 'header', 'media-type'],
        description: 'for the demand `one-strategy`: where the version is; `one-place`, which is the default: anywhere',
      },
    },
    required: ['demand'],
    additionalProperties: false,
  },
  check: (input, options) => {
    if (!isObject(input)) return [];
    return ownString(options, 'demand') === 'matches-info'
      ? matchesInfo(input)
      : oneStrategy(input, ownString(options, 'strategy') ?? 'one-place');
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

/** Where callers may say which version they want. */
type Place = 'url' | 'header' | 'media-type';
type Found = { readonly place: Place; readonly words: string; readonly path: readonly (string | number)[] };

/** The first of each place in which a contract has a version. */
function placesOf(document: JsonObject): Found[] {
  const [address] = majorsOf(document);
  const header = headerNamed(document);
  const media = mediaVersioned(document);
  return [
    ...(address === undefined ? [] : [{ place: 'url' as const, words: 'in the address', path: address.path }]),
    ...(header === null
      ? []
      : [{ place: 'header' as const, words: `in the header ${header.name}`, path: header.path }]),
    ...(media === null
      ? []
      : [{ place: 'media-type' as const, words: `in the media type ${media.name}`, path: media.path }]),
  ];
}

function oneStrategy(document: JsonObject, strategy: string): Complaint[] {
  const found = placesOf(document);
  if (strategy === 'one-place') {
    const [, second] = found;
    return second === undefined
      ? []
      : [{ message: `versions are ${found.map(({ words }) => words).join(' and ')}`, path: second.path }];
  }
  const wrong = found.filter(({ place }) => place !== strategy);
  const wanted = WANTED[strategy] ?? strategy;
  if (wrong.length > 0)
    return wrong.map(({ words, place, path }) => ({
      message: `a version is ${words}, not ${wanted}`,
      path,
      about: place,
    }));
  const callable = Object.keys(ownObject(document, 'paths') ?? {}).length > 0;
  return found.length === 0 && callable ? [{ message: `no version is ${wanted}` }] : [];
}

const WANTED: { readonly [strategy: string]: string } = {
  url: 'in the address',
  header: 'in a header',
  'media-type': 'in a media type',
};

const HEADERS = new Set(['x-version', 'x-api-version', 'api-version', 'accept-version']);

type Named = { readonly name: string; readonly path: (string | number)[] };

function headerNamed(document: JsonObject): Named | null {
  for (const { parameter, path } of parametersIn(document)) {
    const name = ownString(parameter, 'name');
    if (ownString(parameter, 'in') === 'header' && name !== undefined && HEADERS.has(name.toLowerCase()))
      return { name, path };
  }
  return null;
}

/** Parameters as they are written: shared ones, those of paths, those of operations. */
function parametersIn(document: JsonObject): { parameter: Json; path: (string | number)[] }[] {
  const listed = (holder: JsonObject, path: (string | number)[]): { parameter: Json; path: (string | number)[] }[] =>
    (ownArray(holder, 'parameters') ?? []).map((parameter, index) => ({
      parameter,
      path: [...path, 'parameters', index],
    }));
  const holder = ownObject(document, 'components') === undefined ? [] : ['components'];
  const shared = ownObject(ownObject(document, 'components') ?? document, 'parameters') ?? {};
  return [
    ...Object.entries(shared).map(([key, parameter]) => ({ parameter, path: [...holder, 'parameters', key] })),
    ...Object.entries(ownObject(document, 'paths') ?? {}).flatMap(([template, item]) => [
      ...(isObject(item) ? listed(item, ['paths', template]) : []),
      ...operationsOf(item).flatMap(({ steps, value }) => listed(value, ['paths', template, ...steps])),
    ]),
  ];
}

/** `application/vnd.bank.accounts.v2+json`, `application/x.bank+json;version=2`. */
const VERSIONED_MEDIA = /\bv\d+(?:\.\d+)?\+|;\s*(?:v|version)=/i;

function mediaVersioned(document: JsonObject): Named | null {
  for (const [template, item] of Object.entries(ownObject(document, 'paths') ?? {}))
    for (const { steps, value } of operationsOf(item)) {
      const path = ['paths', template, ...steps];
      const name = mediaTypesOf(document, value, path).find((media) => VERSIONED_MEDIA.test(media));
      if (name !== undefined) return { name, path };
    }
  return null;
}

function mediaTypesOf(document: JsonObject, operation: JsonObject, path: readonly (string | number)[]): string[] {
  const context = { document, dialect: own(document, 'swagger') === undefined ? '3.0' : '2.0', path } as const;
  return bodiesOf(context, { value: operation, path }).flatMap(({ media }) => media.split(','));
}

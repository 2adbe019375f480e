import { isArray, type Json, type JsonObject } from './json.ts';

/** Where a bank may choose how its contracts are written. A rule names the choices that it follows under `x-style`; its ruleset has the default. */
export const STYLE = {
  propertyCase: {
    title: 'Case of properties',
    description: 'How properties are written; `consistent`: in one way, whichever.',
    enum: ['consistent', 'camel', 'snake', 'pascal', 'kebab'],
  },
  queryCase: {
    title: 'Case of query parameters',
    description: 'How query parameters are written; `consistent`: in one way, whichever.',
    enum: ['consistent', 'camel', 'snake', 'pascal', 'kebab'],
  },
  pathCase: {
    title: 'Case of paths',
    description: 'How the segments of paths are written.',
    enum: ['kebab', 'camel', 'snake', 'pascal'],
  },
  enumCase: {
    title: 'Case of enum values',
    description: 'How values of an enum are written; `macro` is UPPER_SNAKE_CASE.',
    enum: ['macro', 'snake', 'kebab', 'camel', 'pascal'],
  },
  versionIn: {
    title: 'Place of the version',
    description: 'Where callers say which version they want; `one-place`: in one place, whichever.',
    enum: ['one-place', 'url', 'header', 'media-type'],
  },
  pagination: {
    title: 'Pagination',
    description: 'How lists are paged: by a cursor, by an offset, or by page numbers.',
    enum: ['cursor', 'offset', 'page'],
  },
  errorMedia: {
    title: 'Media types of errors',
    description: 'What errors are answered with; one of the list must be offered.',
    type: 'array',
    minItems: 1,
    uniqueItems: true,
    items: { type: 'string', minLength: 1 },
  },
  requestObjects: {
    title: 'Objects in requests',
    description: 'Whether requests may hold properties that the contract does not name: OWASP says no, Zalando yes.',
    enum: ['closed', 'open'],
  },
  english: {
    title: 'English',
    description: 'Whose spelling names and texts have.',
    enum: ['us', 'gb'],
  },
} as const satisfies { readonly [name: string]: JsonObject };

export type StyleName = keyof typeof STYLE;

export const STYLE_NAMES = Object.keys(STYLE) as readonly StyleName[];

/** What a bank has chosen; for the rest the rulesets' defaults hold. */
export type Style = { readonly [name in StyleName]?: Json };

export function isStyleName(name: string): name is StyleName {
  return Object.hasOwn(STYLE, name);
}

/** A choice as people read it: `camel`, or `2xx, 404`. */
export function choiceInWords(value: Json): string {
  return (isArray(value) ? value : [value])
    .map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
    .join(', ');
}

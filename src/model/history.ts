import type { Day } from './day.ts';
import { stepsToMethod } from './path-item.ts';
import { pointerOf, segmentsOf } from './pointer.ts';
import { parameterNames, withoutParameterNames } from './trace.ts';

/** The kinds of things whose life is followed. `webhook` is whatever is called at the caller's: webhooks, and the operations of callbacks. */
export const ELEMENT_KINDS = [
  'operation',
  'webhook',
  'parameter',
  'header',
  'response',
  'property',
  'enum-value',
  'schema',
  'security-scheme',
] as const;
export type ElementKind = (typeof ELEMENT_KINDS)[number];

/** A thing of a contract that comes and goes. */
export type HistoryElement = {
  readonly kind: ElementKind;
  /** Upper-case method and path as written, of the operation that it is or belongs to; null for what belongs to none. */
  readonly method: string | null;
  readonly path: string | null;
  /** Where it stood at that moment. */
  readonly pointer: string;
  /** As people call it: `GET /v1/payments`, "query parameter `limit` of GET /v1/payments", "property `Account.nickname`". */
  readonly name: string;
};

/** One thing in a contract's life along the first-parent line of its branch. Days are committer days, UTC. */
export type HistoryEvent = {
  readonly event: 'first-seen' | 'appeared' | 'deprecated' | 'undeprecated' | 'removed';
  readonly what: HistoryElement;
  /** Kind and trace (`trace.ts`): the same for the same thing, whatever the dialect and wherever it stands in its list. */
  readonly key: string;
  /** Whether it was marked deprecated at that moment. */
  readonly deprecated: boolean;
  readonly sunset: Day | null;
  readonly day: Day;
  readonly commit: string;
};

/** The paths below which a contract was served, from a commit on: `/v2`, or empty. */
export type ServedFrom = { readonly commit: string; readonly paths: readonly string[] };

/** How much of a contract is followed: its operations alone, which is quicker, or everything. */
export type Depth = 'operations' | 'elements';

/** What git knows of one contract, oldest event first. */
export type ContractHistory = {
  readonly api: string;
  readonly file: string;
  readonly depth: Depth;
  readonly events: readonly HistoryEvent[];
  readonly served: readonly ServedFrom[];
  /** The first and the last revision that could be read; null where none was. */
  readonly span: { readonly from: Moment; readonly to: Moment } | null;
  /** Number of revisions read. Zero where there is no git. */
  readonly revisions: number;
  /** How many of them were no readable contract, and so were left out. */
  readonly unreadable: number;
  /** True when the clone is shallow, so that the first revision read may not be the first there was. */
  readonly shallow: boolean;
};

export type Moment = { readonly day: Day; readonly commit: string };

/** What is told once instead of event by event. */
export type Fold = {
  /** It went and came back; its mark was lifted and put back; or it was called otherwise, with `names` of before, and was the same for callers. */
  readonly kind: 'gone' | 'unmarked' | 'renamed';
  readonly times: number;
  readonly from: Moment;
  readonly to: Moment;
  readonly names: readonly string[];
};

/** The life of one thing, under the name that it had last. */
export type Life = {
  readonly what: HistoryElement;
  readonly key: string;
  readonly events: readonly HistoryEvent[];
  readonly folds: readonly Fold[];
};

/** An event as it is told: under the name that the thing had last, with the one that it had then where that is another. */
export type ToldEvent = Omit<HistoryEvent, 'key'> & {
  readonly was: string | null;
  /** The first tag that has the commit; null where none has. */
  readonly release: string | null;
  /** Of two events the earlier has the lower; those of one commit have the same. */
  readonly order: number;
};

export type ToldLife = {
  readonly what: HistoryElement;
  readonly events: readonly ToldEvent[];
  readonly folds: readonly Fold[];
  /** False for what belongs to what was asked about, such as the parameters of an operation. */
  readonly asked: boolean;
};

/** What was asked of the history of one API. */
export type HistoryApi = Pick<ContractHistory, 'file' | 'revisions' | 'unreadable' | 'shallow' | 'span'> & {
  readonly id: string;
  readonly lives: readonly ToldLife[];
};

export function elementKey(kind: ElementKind, trace: string): string {
  return `${kind} ${trace}`;
}

/** The key of an operation. */
export function operationKey({ method, path }: { readonly method: string; readonly path: string }): string {
  return elementKey('operation', pointerOf('paths', path, ...stepsToMethod(method).slice(-1)));
}

/** What stays the same of a key where a parameter of the path gets another name. */
export function lifeOf(key: string): string {
  return withoutParameterNames(key);
}

/** The thing that a key is of, without where it stands. */
export function elementOf(key: string): Omit<HistoryElement, 'pointer'> {
  const space = key.indexOf(' ');
  const kind = ELEMENT_KINDS.find((each) => each === key.slice(0, space)) ?? 'schema';
  const segments = segmentsOf(key.slice(space + 1));
  const [room, path = '', method = ''] = segments;
  const inPath = room === 'paths' && method !== 'parameters';
  return {
    kind,
    method: inPath ? method.toUpperCase() : null,
    path: inPath ? path : null,
    name: nameOf(kind, segments),
  };
}

function nameOf(kind: ElementKind, segments: readonly string[]): string {
  const last = segments.at(-1) ?? '';
  const owner = segments.slice(0, -2);
  switch (kind) {
    case 'operation':
    case 'webhook':
      return ownerName(segments);
    case 'parameter': {
      const [, sent = '', name = ''] = /^(\S*) (.*)$/s.exec(last) ?? [];
      if (segments[0] === 'components') return `shared parameter \`${last}\``;
      const names = parameterNames(segments[1] ?? '');
      return `${sent} parameter \`${sent === 'path' ? (names[Number(name)] ?? name) : name}\` of ${ownerName(owner)}`;
    }
    case 'header':
      return `header \`${last}\` of ${ownerName(owner)}`;
    case 'response':
      return `response ${last} of ${ownerName(owner)}`;
    case 'enum-value':
      return `value \`${last.replace(/^"(.*)"$/s, '$1')}\` of ${valueName(owner)}`;
    case 'property':
      return `property ${valueName(segments)}`;
    case 'schema':
      return `schema \`${last}\``;
    case 'security-scheme':
      return `security scheme \`${last}\``;
  }
}

/** What properties and values are in: the schema, and the way from there. */
function valueName(segments: readonly string[]): string {
  const schema = segments[0] === 'components' && segments[1] === 'schemas';
  const from = schema ? 2 : segments.indexOf('schema');
  const way = wayName(segments.slice(from + 1));
  if (schema) return `\`${segments[2] ?? ''}${way}\``;
  const within = ownerName(segments.slice(0, from));
  return way === '' ? within : `\`${way.replace(/^\./, '')}\` of ${within}`;
}

/** `.address.lines[]` for `/properties/address/properties/lines/items`. */
function wayName(segments: readonly string[]): string {
  let name = '';
  for (let index = 0; index < segments.length; index += 1) {
    const segment = segments[index] ?? '';
    if (segment === 'items') name += '[]';
    else if (segment === 'additionalProperties') name += '{}';
    else if (NAMED.has(segment)) {
      index += 1;
      const child = segments[index] ?? '';
      name += segment === 'properties' ? `.${child}` : `(${child})`;
    }
  }
  return name;
}

/** Keywords below which a name or an index stands. */
const NAMED: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  '$defs',
  'definitions',
  'oneOf',
  'anyOf',
  'prefixItems',
]);

/** An operation, its request or one of its responses; or a component. */
function ownerName(segments: readonly string[]): string {
  const [room = '', name = '', below = '', part, detail = ''] = segments;
  if (room === 'components') return `${SINGULAR.get(name) ?? name} \`${below}\``;
  if (room === 'paths' && below === 'parameters') return `every operation of ${name}`;
  const callback = segments.indexOf('callbacks');
  const operation =
    room === 'paths'
      ? `${below.toUpperCase()} ${name}`.trim()
      : `webhook \`${name}\`${below === '' ? '' : ` (${below.toUpperCase()})`}`;
  if (callback !== -1) return `callback \`${segments[callback + 1] ?? ''}\` of ${operation}`;
  if (part === 'requestBody') return `the request of ${operation}`;
  if (part === 'responses') return `response ${detail} of ${operation}`;
  return part === 'parameters' ? nameOf('parameter', segments.slice(0, 5)) : operation;
}

const SINGULAR: ReadonlyMap<string, string> = new Map([
  ['schemas', 'schema'],
  ['responses', 'shared response'],
  ['requestBodies', 'shared request'],
  ['parameters', 'shared parameter'],
  ['headers', 'shared header'],
]);

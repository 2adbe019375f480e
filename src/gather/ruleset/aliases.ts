import { type AnyDialect, DIALECTS, LINTED_DIALECTS } from '../../model/contract.ts';
import { isArray, isObject, type Json, type JsonObject, own, ownArray } from '../../model/json.ts';
import { FORMATS } from '../../model/ruleset.ts';
import { formatName } from './formats.ts';

const ALL: readonly AnyDialect[] = [...DIALECTS, ...LINTED_DIALECTS];
const ALIAS = /^#([A-Za-z0-9_-]+)/;

/** Expressions that `given` may stand for: aliases of aliases multiply. */
const MOST_EXPRESSIONS = 10_000;

/** An alias that cannot be expanded, in words. */
export class AliasError extends Error {
  /** The name, where there is no such alias. */
  readonly unknown: string | null;

  constructor(message: string, unknown: string | null = null) {
    super(message);
    this.unknown = unknown;
  }
}

/** What `given` is once aliases are expanded: one list, or one for each dialect that has any, where an alias makes a difference. */
export type Given = {
  readonly given: readonly string[];
  readonly givenByDialect?: { readonly [dialect in AnyDialect]?: readonly string[] };
};

/** Expands `#Alias` and `#Alias.rest`, also within aliases. Throws AliasError. */
export function expand(expressions: readonly string[], aliases: JsonObject): Given {
  const room = { left: MOST_EXPRESSIONS * ALL.length };
  const per = (dialect: AnyDialect): string[] => [
    ...new Set(expressions.flatMap((one) => expandOne(one, aliases, dialect, [], room))),
  ];
  const expanded = ALL.map((dialect) => [dialect, per(dialect)] as const);
  const given = [...new Set(expanded.flatMap(([, own]) => own))];
  if (expanded.every(([, own]) => own.length === given.length)) return { given };
  return { given, givenByDialect: Object.fromEntries(expanded.filter(([, own]) => own.length > 0)) };
}

function expandOne(
  expression: string,
  aliases: JsonObject,
  dialect: AnyDialect,
  stack: readonly string[],
  room: { left: number },
): string[] {
  if (!expression.startsWith('#')) return [expression];
  const name = ALIAS.exec(expression)?.[1] ?? '';
  if (stack.includes(name)) throw new AliasError(`alias ${[...stack, name].join(' → ')} leads back to itself`);
  const definition = own(aliases, name);
  if (definition === undefined) throw new AliasError(`there is no alias \`${name}\``, name);
  const rest = expression.slice(name.length + 1);
  const inner = meaning(definition, dialect);
  room.left -= inner.length;
  if (room.left < 0)
    throw new AliasError(`alias ${stack[0] ?? name} stands for more than ${MOST_EXPRESSIONS} expressions`);
  return inner.flatMap((item) => expandOne(item + rest, aliases, dialect, [...stack, name], room));
}

/** Of a scoped alias, the last target that fits the dialect counts, as in Spectral. */
function meaning(definition: Json, dialect: AnyDialect): readonly string[] {
  if (isArray(definition)) return strings(definition);
  const targets = (ownArray(definition, 'targets') ?? []).filter(isObject);
  const fits = targets.findLast((target) =>
    strings(ownArray(target, 'formats') ?? []).some((format) => FORMATS[dialect].includes(formatName(format))),
  );
  return strings(ownArray(fits, 'given') ?? []);
}

function strings(values: readonly Json[]): string[] {
  return values.filter((value) => typeof value === 'string');
}

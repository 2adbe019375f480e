import { type Json, isArray, isObject } from '../../../model/json.ts';

/** What a value that is written as text may be read as as well: every number by its digits, and every text that is a number or a truth value. */
export function readingsOf(value: Json): readonly Json[] {
  return [mapped(value, asText), mapped(value, asWritten)];
}

function mapped(value: Json, scalar: (value: Json) => Json): Json {
  if (isArray(value)) return value.map((item) => mapped(item, scalar));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapped(item, scalar)]));
  return scalar(value);
}

/** How null is written nobody says, so it is read as nothing else. */
function asText(value: Json): Json {
  return value === null || typeof value === 'string' ? value : JSON.stringify(value);
}

const NUMBER = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/;

function asWritten(value: Json): Json {
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
}

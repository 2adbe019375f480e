import { isObject, type Json, type JsonObject, own, ownObject, ownString } from '../../../model/json.ts';
import { type Call, callOf, dayOf, dayOfTime, isMethod, type LineReader, nameOf } from '../call.ts';

/** Kong's file-log, http-log and the like: one object a line. The consumer is Kong's, else the credential's id. */
export function kongReader(consumer: string | null): LineReader {
  return (line) => {
    const entry = objectIn(line);
    const request = ownObject(entry, 'request');
    if (entry === null || request === undefined) return null;
    const name = consumer === null ? kongConsumer(entry) : at(entry, consumer);
    const started = own(entry, 'started_at');
    const day = typeof started === 'number' ? dayOfTime(started) : null;
    const target = ownString(request, 'uri') ?? ownString(request, 'url');
    return called(ownString(request, 'method'), target, name, day);
  };
}

function kongConsumer(entry: JsonObject): string | null {
  const consumer = ownObject(entry, 'consumer');
  const named = ['username', 'custom_id', 'id']
    .map((key) => ownString(consumer, key))
    .find((name) => name !== undefined);
  return named ?? ownString(ownObject(entry, 'authenticated_entity'), 'id') ?? null;
}

const METHODS = ['method', 'request_method', 'verb'];
const TARGETS = ['path', 'request_uri', 'uri', 'url', 'request_path'];
const TIMES = ['start_time', 'time_iso8601', 'time', 'timestamp', '@timestamp'];
const CONSUMERS = ['consumer', 'consumer_name', 'client_id', 'user', 'remote_user'];

/** Access logs of Envoy and nginx in JSON, with the usual names of fields. */
export function jsonReader(consumer: string | null): LineReader {
  return (line) => {
    const entry = objectIn(line);
    if (entry === null) return null;
    const name = consumer === null ? first(entry, CONSUMERS) : at(entry, consumer);
    const time = first(entry, TIMES);
    const day = time === null ? null : dayOf(time.slice(0, time.charAt(2) === '/' ? 11 : 10));
    const request = ownString(entry, 'request');
    return request === undefined
      ? called(first(entry, METHODS), first(entry, TARGETS), name, day)
      : callOf(request, nameOf(name), day);
  };
}

function called(
  method: string | null | undefined,
  target: string | null | undefined,
  consumer: Json | undefined,
  day: Call['day'],
): Call | null {
  if (typeof method !== 'string' || typeof target !== 'string' || !isMethod(method)) return null;
  return { method, target, consumer: nameOf(consumer), day };
}

function objectIn(line: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function first(entry: JsonObject, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = ownString(entry, key);
    if (value !== undefined && value !== '-') return value;
  }
  return null;
}

/** The value at `a.b.c`; a key that has dots itself is found as well. */
function at(entry: JsonObject, field: string): Json | undefined {
  const whole = own(entry, field);
  if (whole !== undefined) return whole;
  return field.split('.').reduce<Json | undefined>((value, key) => own(value, key), entry);
}

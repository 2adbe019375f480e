import { type Context, createContext, Script } from 'node:vm';

/** Something was stopped because it took longer than it may: what it would have said is not known. */
export class TookTooLong extends Error {
  constructor(milliseconds: number) {
    super(`it took longer than ${milliseconds / 1000} seconds`);
    this.name = 'TookTooLong';
  }
}

const script = new Script('work()');
let room: Context | null = null;
let current: () => unknown = () => undefined;

/**
 * Does something, and stops it where it takes too long: V8 looks at its clock within loops and regular expressions of whatever a script calls. The
 * script is fixed. Not to be called from within itself. Throws TookTooLong, and what the work throws.
 */
export function withinTime<T>(milliseconds: number, work: () => T): T {
  room ??= createContext(Object.assign(Object.create(null) as object, { work: () => current() }));
  current = work;
  try {
    return script.runInContext(room, { timeout: milliseconds }) as T;
  } catch (cause) {
    // The error comes from the other context, whose Error is not ours.
    if (typeof cause === 'object' && cause !== null && Reflect.get(cause, 'code') === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new TookTooLong(milliseconds);
    throw cause;
  }
}

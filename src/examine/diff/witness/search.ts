import type { ErrorObject } from 'ajv/dist/2020.js';
import type { Json } from '../../../model/json.ts';
import type { Validator } from './validator.ts';

/** What a witness must do: be accepted by one side, and refused by the other for a reason that is about the change. */
export type Trial = {
  readonly accepting: Validator;
  readonly rejecting: Validator;
  readonly isAbout: (error: ErrorObject, value: Json) => boolean;
};

/** `pure`: it is refused for nothing else. */
export type Hit = { readonly value: Json; readonly error: ErrorObject; readonly pure: boolean };

/** That no alternative fits says more than why the first one does not. */
const CHOICES: ReadonlySet<string> = new Set(['oneOf', 'anyOf']);

/** Tries one value on both sides; null when it proves nothing. */
export function attempt(value: Json, { accepting, rejecting, isAbout }: Trial): Hit | null {
  if (accepting(value)?.length !== 0) return null;
  const errors = rejecting(value) ?? [];
  const relevant = errors.filter((error) => isAbout(error, value));
  const error = relevant.find(({ keyword }) => CHOICES.has(keyword)) ?? relevant[0];
  return error === undefined ? null : { value, error, pure: relevant.length === errors.length };
}

/** The first value that is refused for the change alone, or else the first that is refused for it among other things. */
export function search(values: readonly Json[], trial: Trial): Hit | null {
  let mixed: Hit | null = null;
  for (const value of values) {
    const hit = attempt(value, trial);
    if (hit?.pure === true) return hit;
    mixed ??= hit;
  }
  return mixed;
}

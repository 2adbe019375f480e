import type { Json } from '../../../model/json.ts';
import type { Refusal } from './judging.ts';

/** What is wrong with a value; empty when it is accepted, null when that cannot be told. */
export type Judge = (value: Json) => readonly Refusal[] | null;

/** What a witness must do: be accepted by one side, and refused by the other for a reason that is about the change. */
export type Trial = {
  readonly accepting: Judge;
  readonly rejecting: Judge;
  readonly isAbout: (error: Refusal, value: Json) => boolean;
  /** Whether a refusal is of something else; what only follows from another one is neither about the change nor of something else. */
  readonly isElse: (error: Refusal) => boolean;
};

/** `pure`: it is refused for nothing else. */
export type Hit = { readonly value: Json; readonly error: Refusal; readonly pure: boolean };

/** That no alternative fits says more than why the first one does not. */
const CHOICES: ReadonlySet<string> = new Set(['oneOf', 'anyOf']);

/** Tries one value on both sides; null when it proves nothing. */
export function attempt(value: Json, { accepting, rejecting, isAbout, isElse }: Trial): Hit | null {
  if (accepting(value)?.length !== 0) return null;
  const errors = rejecting(value) ?? [];
  const relevant = errors.filter((error) => isAbout(error, value));
  const error = relevant.find(({ keyword }) => CHOICES.has(keyword)) ?? relevant[0];
  if (error === undefined) return null;
  return { value, error, pure: errors.every((each) => relevant.includes(each) || !isElse(each)) };
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

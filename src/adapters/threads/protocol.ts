import { CountersignError, type ErrorCode } from '../../model/errors.ts';

/** What goes to a thread: one task at a time, and answers to what it asked. */
export type ToThread =
  { readonly kind: 'task'; readonly task: unknown } | ({ readonly kind: 'answer'; readonly id: number } & Settled);

/** What comes from a thread. */
export type FromThread =
  { readonly kind: 'question'; readonly id: number; readonly question: unknown } | ({ readonly kind: 'end' } & Settled);

export type Settled = { readonly value: unknown } | { readonly error: SentError };

/** An error in a form that can be sent: its class would be lost. */
type SentError = {
  readonly code: ErrorCode | null;
  readonly message: string;
  readonly hint: string;
  readonly stack: string;
};

/** How a piece of work ended, ready to be sent. */
export async function settled(work: () => Promise<unknown>): Promise<Settled> {
  try {
    return { value: await work() };
  } catch (cause) {
    const known = cause instanceof CountersignError ? cause : null;
    const { message, stack = '' } = cause instanceof Error ? cause : { message: String(cause) };
    return { error: { code: known?.code ?? null, message, hint: known?.hint ?? '', stack } };
  }
}

/** The value of what was sent. Throws the error, where it is one. */
export function valueOf(sent: Settled): unknown {
  if ('value' in sent) return sent.value;
  const { code, message, hint, stack } = sent.error;
  const error = code === null ? new Error(message) : new CountersignError(code, message, { hint });
  error.stack = stack;
  throw error;
}

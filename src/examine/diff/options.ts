import type { Day } from '../../model/day.ts';

/** What a comparison needs to know beside the two contracts. Everything has a default. */
export type DiffOptions = {
  /** The day on which sunsets are judged. Null: no sunset counts as passed, so nothing is let through for want of a date. */
  readonly today?: Day | null;
  /** Days between a deprecation and its sunset, at least; zero asks for no sunset at all. Drafts and alphas owe no notice. */
  readonly noticeDays?: { readonly stable?: number; readonly beta?: number };
  /** The lowest stability whose changes of stability are reported. */
  readonly stabilityThreshold?: Stability;
};

export const STABILITIES = ['draft', 'alpha', 'beta', 'stable'] as const;
export type Stability = (typeof STABILITIES)[number];

export type Settings = {
  readonly today: Day | null;
  readonly noticeDays: { readonly stable: number; readonly beta: number };
  readonly stabilityThreshold: Stability;
};

export function settingsOf(options: DiffOptions): Settings {
  return {
    today: options.today ?? null,
    noticeDays: { stable: options.noticeDays?.stable ?? 0, beta: options.noticeDays?.beta ?? 0 },
    stabilityThreshold: options.stabilityThreshold ?? 'draft',
  };
}

/** A stability as it is written; what is not written is stable. Null for a word that names none. */
export function stabilityOf(written: string | null): Stability | null {
  return STABILITIES.find((each) => each === (written ?? 'stable')) ?? null;
}

/** Days of notice that a stability owes. An unknown word is held to the strictest. */
export function noticeDaysOf(settings: Settings, written: string | null): number {
  const stability = stabilityOf(written) ?? 'stable';
  return stability === 'stable' || stability === 'beta' ? settings.noticeDays[stability] : 0;
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Pace } from '../model/ports.ts';

/** The real one: a clock that is never set back, and pauses that an interruption ends. */
export const systemPace: Pace = {
  now: () => performance.now(),
  random: () => Math.random(),
  pause: async (milliseconds) => {
    await pause(milliseconds);
  },
};

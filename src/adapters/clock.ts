import type { Clock } from '../model/ports.ts';

export const systemClock: Clock = { now: () => new Date() };

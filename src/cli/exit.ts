import { EXIT } from '../model/errors.ts';
import type { Verdict } from '../model/report.ts';

/** The verdict decides, whatever the format. Failures have the exit code of their error (`model/errors.ts`). */
export function exitCode(verdict: Verdict): number {
  switch (verdict) {
    case 'pass':
      return EXIT.yes;
    case 'fail':
      return EXIT.no;
  }
}

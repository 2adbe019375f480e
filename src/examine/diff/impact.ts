import type { Impact } from '../../model/change.ts';
import type { Effect, Flow } from './schema/change.ts';

/** Requests may not be asked for more, responses may not promise less. */
export function impactOfEffect(effect: Effect, flow: Flow): Impact {
  switch (effect) {
    case 'none':
      return 'contract-only';
    case 'unknown':
      return 'risky';
    case 'both':
      return 'breaking';
    case 'narrower':
      return flow === 'request' ? 'breaking' : 'compatible';
    case 'wider':
      return flow === 'request' ? 'compatible' : 'breaking';
  }
}

/** Whether something may have stopped working, which a witness would prove. */
export function isInNeed(impact: Impact): boolean {
  return impact === 'breaking' || impact === 'risky';
}

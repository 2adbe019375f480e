import type { Contract } from '../../model/contract.ts';
import { CountersignError } from '../../model/errors.ts';

/** Says where a pointer into the document stands, for messages: `payments.yaml:12`. */
export type Where = (pointer: string) => string;

export function placesIn(contract: Contract): Where {
  return (pointer) => {
    const { file, line } = contract.locate(pointer);
    return `${file}:${line}`;
  };
}

/** Throws RENDER_IMPOSSIBLE at a place of the contract. */
export function refuse(where: Where, pointer: string, message: string, hint: string): never {
  throw new CountersignError('RENDER_IMPOSSIBLE', `${where(pointer)}: ${message}`, { hint });
}

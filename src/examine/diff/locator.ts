import type { Contract } from '../../model/contract.ts';
import type { Location } from '../../model/location.ts';

/** Finding a position costs, and many changes stand at one place. */
export function locator(contract: Contract): (pointer: string) => Location {
  const known = new Map<string, Location>();
  return (pointer) => {
    const found = known.get(pointer) ?? contract.locate(pointer);
    known.set(pointer, found);
    return found;
  };
}

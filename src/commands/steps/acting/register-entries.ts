import { targetIn } from '../../../examine/lifecycle/target.ts';
import type { Deprecation } from '../../../model/deprecation.ts';
import { CountersignError } from '../../../model/errors.ts';
import type { Asked } from '../../../model/target.ts';
import type { Subject } from '../subjects.ts';

/** The entries of the register that are about one thing. Throws THING_UNKNOWN where it is not there, or not on its way out. */
export function entriesFor(
  { contract }: Subject,
  asked: Asked,
  deprecations: readonly Deprecation[],
): readonly Deprecation[] {
  const { what } = targetIn(contract.document, asked);
  const found = deprecations.filter((each) => each.what.pointer === what.pointer);
  if (found.length > 0) return found;
  throw new CountersignError('THING_UNKNOWN', `${asked.written} is not deprecated`, {
    hint: 'countersign deprecate marks it; countersign deprecations lists what is',
  });
}

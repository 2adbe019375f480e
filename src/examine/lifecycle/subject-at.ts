import type { LifecycleInput, Subject } from './define.ts';
import { subjectsOf } from './subjects.ts';

/** What stands at a pointer of the contract, with all that is known of its end. Null where the contract says nothing of an end there. */
export function subjectAt(input: LifecycleInput, pointer: string): Subject | null {
  return subjectsOf(input).noted.find(({ what }) => what.pointer === pointer) ?? null;
}

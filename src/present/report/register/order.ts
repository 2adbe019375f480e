import { DEPRECATION_STATUSES, type Deprecation } from '../../../model/deprecation.ts';

/** The most urgent first, operations before what stands in them. */
export function inOrderOfUrgency(deprecations: readonly Deprecation[]): readonly Deprecation[] {
  return [...deprecations].sort(byUrgency);
}

function byUrgency(left: Deprecation, right: Deprecation): number {
  const keys = (one: Deprecation): readonly (string | number)[] => [
    one.what.kind === 'operation' ? 0 : 1,
    -DEPRECATION_STATUSES.indexOf(one.status),
    one.sunset ?? '9999-99-99',
    one.api,
    one.what.path ?? '',
    one.what.method ?? '',
    one.at.file,
    one.at.line,
    one.what.pointer,
  ];
  const [first, second] = [keys(left), keys(right)];
  const index = first.findIndex((key, position) => key !== second[position]);
  if (index === -1) return 0;
  return (first[index] ?? '') < (second[index] ?? '') ? -1 : 1;
}

/** How many values a value has once written out: shared parts count as often as they are used. */
export function sizeWrittenOut(whole: unknown): number {
  const sizes = new Map<object, number>();
  const size = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    let sum = 1;
    for (const member of Object.values(value)) sum += size(member);
    sizes.set(value, sum);
    return sum;
  };
  return size(whole);
}

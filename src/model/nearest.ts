import { distance } from 'fastest-levenshtein';

/** The candidate that was probably meant, or null where none is near. The same for any order of the candidates. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  // A third of the letters may be wrong, and two in a short word.
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of [...candidates].sort()) {
    const far = distance(word.toLowerCase(), candidate.toLowerCase());
    if (far < least && far < candidate.length) [best, least] = [candidate, far];
  }
  return best;
}

/** `; did you mean \`x\`?`, or nothing where no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const found = nearest(word, candidates);
  return found === null ? '' : `; did you mean \`${found}\`?`;
}

/** `a, b or c`. */
export function anyOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

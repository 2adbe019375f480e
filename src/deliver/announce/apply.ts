import type { Forge, Issue } from './forge.ts';
import { says } from './marker.ts';
import { type IssueStep, knownIssues } from './plan.ts';

/** What was done to one issue. `duplicate`: somebody else opened the same one at the same time, and ours was closed again. */
export type IssueDone = { readonly action: IssueStep['action'] | 'duplicate'; readonly issue: Issue };

/**
 * Takes the steps, one after the other. Interrupted at any moment, it leaves what the next run completes: what is said is looked up among the comments before it
 * is said, and only then is it remembered. Two runs at once say things once: each looks again after it has said something, and the later one takes back.
 */
export async function applyIssues(forge: Forge, steps: readonly IssueStep[]): Promise<readonly IssueDone[]> {
  const done: IssueDone[] = [];
  for (const step of steps) {
    if (step.action === 'open') {
      done.push({ action: 'open', issue: await forge.open(step.title, step.body) });
      continue;
    }
    const { action, issue, title, body, comment } = step;
    if (comment !== null) await say(forge, issue.number, comment);
    const change = { title, body, open: action !== 'close' };
    await forge.edit(issue.number, change);
    done.push({ action, issue: { ...issue, ...change } });
  }
  return done.some(({ action }) => action === 'open') ? settled(forge, done) : done;
}

async function say(
  forge: Forge,
  number: number,
  { fingerprints, text }: { readonly fingerprints: readonly string[]; readonly text: string },
): Promise<void> {
  if ((await forge.comments(number)).some(({ body }) => says(body, fingerprints))) return;
  const { id } = await forge.comment(number, text);
  const earlier = (await forge.comments(number)).some((other) => other.id < id && says(other.body, fingerprints));
  if (earlier) await forge.uncomment(number, id);
}

/** Closes what was opened here although an older issue says the same. */
async function settled(forge: Forge, done: readonly IssueDone[]): Promise<readonly IssueDone[]> {
  const issues = await forge.issues();
  const counted = new Set(knownIssues(issues).map(({ issue }) => issue.number));
  const there = new Set(issues.map(({ number }) => number));
  const result: IssueDone[] = [];
  for (const one of done) {
    const { number, title } = one.issue;
    // A list that does not have it yet says nothing about it.
    if (one.action !== 'open' || counted.has(number) || !there.has(number)) {
      result.push(one);
      continue;
    }
    const change = { title, body: 'Opened twice at the same time; the older issue counts.', open: false };
    await forge.edit(number, change);
    result.push({ action: 'duplicate', issue: { ...one.issue, ...change } });
  }
  return result;
}

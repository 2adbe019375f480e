import { type Impact, IMPACTS, type Witness } from '../../../model/change.ts';
import type { Operation } from '../../../model/contract.ts';
import { SEVERITIES } from '../../../model/finding.ts';
import type { Base } from '../../../model/report.ts';
import { type Entry, entryOf, type Judged } from './entries.ts';
import { grouped } from '../../../model/grouped.ts';
import { byPath, type Lister, listerOf, reached } from './operations.ts';
import { inOrder } from './order.ts';

/** What is told once: `cause`, an edit with all the operations that it reaches; `operation`, an edit in one operation. */
export type By = 'cause' | 'operation';

/** The operations that a change reaches, each once and in the order of their paths, by what it does to them. */
export type Reach = {
  /** Those of the gravest impact, which is that of the entry that tells. */
  readonly struck: readonly string[];
  /** Those of a milder impact. */
  readonly spared: readonly string[];
  /** Of `struck`, how many are struck in what they are sent, and how many in what they answer; one may be both. */
  readonly inRequests: number;
  readonly inResponses: number;
};

/** One thing to tell once: the entry that tells it best, and what it stands for. */
export type Topic = Entry & { readonly reach: Reach; readonly proof: Proven | null } & Background;

/** A witness, and the operation in which it proves the change. */
export type Proven = { readonly witness: Witness; readonly operation: Operation | null };

/** What a topic is told with. */
export type Background = {
  /** Why such a change matters; empty where nobody knows. */
  readonly why: string;
  /** The revision that the API was compared with, by which old places are named. */
  readonly base: Base | null;
};

const NOWHERE: Reach = { struck: [], spared: [], inRequests: 0, inResponses: 0 };

/** Findings that are of no change, each by itself, in the order to tell them. */
export function findingTopics(findings: readonly Entry[]): readonly Topic[] {
  return inOrder(findings.map(alone));
}

/**
 * An edit of a shared component reaches every operation that uses it, by several checks: such changes become one topic, told by
 * the gravest. What somebody answers for is a topic of its own. All are in the order to tell them.
 */
export function topicsOf(
  { changed, others }: { readonly changed: readonly Judged[]; readonly others: readonly Entry[] },
  by: By,
  background: (entry: Entry) => Background,
): readonly Topic[] {
  const lists = listerOf(new Set(changed.map(({ change }) => reached(change.operation))));
  const topics = others.map((entry): Topic => ({ ...alone(entry), ...background(entry) }));
  for (const own of grouped(changed, (each) => topicKey(each, by)).values()) {
    const told = entryOf(own.reduce((best, each) => (tellsBetter(each, best) ? each : best)));
    topics.push({
      ...told,
      reach: reachOf(own, told.change.impact, lists),
      proof: proofOf(own),
      ...background(told),
    });
  }
  return inOrder(topics);
}

function alone(entry: Entry): Topic {
  return { ...entry, reach: NOWHERE, proof: null, why: '', base: null };
}

/** A cause is one of its API. */
function topicKey({ change, finding }: Judged, by: By): string {
  const exception = finding?.accepted ?? finding?.waiver ?? null;
  if (exception === null && by === 'cause') return change.cause;
  const of = by === 'cause' ? '' : reached(change.operation);
  return `${change.cause}\n${of}\n${exception === null ? '' : JSON.stringify(exception.at)}`;
}

/** The gravest; of these the one that says it with the fewest words, which is that of the least depth. */
function tellsBetter({ change: one }: Judged, { change: than }: Judged): boolean {
  const gravity =
    SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(than.severity) ||
    IMPACTS.indexOf(one.impact) - IMPACTS.indexOf(than.impact) ||
    one.message.length - than.message.length;
  return gravity === 0 ? byPath(reached(one.operation), reached(than.operation)) < 0 : gravity < 0;
}

/** Of all proofs the one with the least to say: it is told of the least depth. */
function proofOf(changed: readonly Judged[]): Proven | null {
  let best: Proven | null = null;
  for (const { change } of changed) {
    const { witness, operation } = change;
    if (witness !== null && (best === null || witness.reason.length < best.witness.reason.length))
      best = { witness, operation };
  }
  return best;
}

function reachOf(changed: readonly Judged[], gravest: Impact, lists: Lister): Reach {
  const [struck, others] = [new Set<string>(), new Set<string>()];
  const sides = { request: new Set<string>(), response: new Set<string>() };
  for (const { change } of changed) {
    if (change.operation === null) continue;
    const name = reached(change.operation);
    if (change.impact === gravest) {
      struck.add(name);
      const side = sideOf(change.check);
      if (side !== null) sides[side].add(name);
    } else others.add(name);
  }
  for (const name of struck) others.delete(name);
  return {
    struck: lists(struck),
    spared: lists(others),
    inRequests: sides.request.size,
    inResponses: sides.response.size,
  };
}

/** The ids of checks begin or go on with the side of the conversation that they are of. */
function sideOf(check: string): 'request' | 'response' | null {
  const side = /(?:^|-)(request|response)(?:-|$)/.exec(check)?.[1];
  return side === 'request' || side === 'response' ? side : null;
}

import type { AnyDialect } from '../../../model/contract.ts';
import type { Json } from '../../../model/json.ts';
import type { Complaint, Segment } from '../define.ts';
import type { Resolved } from './resolve.ts';
import type { SchemaRoom } from './schema/room.ts';
import type { Question } from './schema/question.ts';

/** Where a function of Spectral's is called. `path` leads to its input, through resolved references where the rule looks at those. */
export type EngineContext = {
  readonly shapes: Resolved;
  readonly dialect: AnyDialect;
  readonly path: readonly Segment[];
  /** The rule's `resolved`. */
  readonly resolved: boolean;
  readonly schemas: SchemaRoom;
};

/** To be answered by the validator that Spectral compiled for its rule about whole documents. */
export type DocumentQuestion = { readonly document: Json };

/** What a function says: complaints, and questions that it leaves to ajv. */
export type Said = Complaint | Question | DocumentQuestion;

/**
 * A function of Spectral's, written anew: the same complaints in the same words. `input` is undefined where a rule's field is missing;
 * options were checked when the ruleset was loaded.
 */
export type EngineFunction = (input: Json | undefined, options: Json | null, context: EngineContext) => readonly Said[];

export const NOTHING: readonly Said[] = [];

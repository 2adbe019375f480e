import { type AnyDialect, isContractDialect } from '../../../../model/contract.ts';
import { type JsonObject, own, ownString } from '../../../../model/json.ts';
import type { Complaint } from '../../define.ts';
import { type Explain, Planner, type Vocabulary } from './plan.ts';
import type { Question } from './question.ts';
import { worded } from './wording.ts';

const DRAFT = /^https?:\/\/json-schema.org\/(?:draft-0([467])|draft\/(20(?:19-09|20-12)))\/(?:hyper-)?schema#?$/;

/** Clears what needs no compiler. One room serves one run, so that each schema is looked at once. */
export class SchemaRoom {
  readonly #planners = new Map<Vocabulary, Planner>();

  /** What is wrong with the value; the question itself where only ajv can tell. */
  open(question: Question): readonly (Complaint | Question)[] {
    const vocabulary = vocabularyOf(question);
    if (vocabulary === null) return [question];
    const planner = this.#planners.get(vocabulary) ?? new Planner(vocabulary);
    this.#planners.set(vocabulary, planner);
    const plan = planner.plan(question.schema);
    switch (plan.kind) {
      case 'certain':
        return plan.check(question.value, question.relaxed) ? [] : told(plan.explain, question);
      case 'unresolved':
        return question.resolved ? [] : [question];
      case 'uncertain':
        return [question];
    }
  }
}

function told(explain: Explain, question: Question): readonly (Complaint | Question)[] {
  const { value, relaxed, path, nullable } = question;
  const flaw = explain(value, relaxed, '');
  if (flaw === null) return [question];
  const wrong = nullable && flaw.nullable ? { ...flaw, message: `${flaw.message ?? ''},null` } : flaw;
  return worded([wrong], { value, path: path.map(String) }).map(({ message, path: below }) => ({
    message,
    path: [...path, ...(below === '' ? [] : below.slice(1).split('/'))],
  }));
}

function vocabularyOf({ dialect, swagger }: Question): Vocabulary | null {
  switch (dialect) {
    case 'draft4':
      return swagger ? 'swagger' : 'draft4';
    case 'draft7':
      return 'draft7';
    case 'draft2020-12':
      return '2020-12';
    default:
      return null;
  }
}

/** The dialect that `$schema` names; null where it names none that is known. */
export function draftOf(uri: string): string | null {
  const found = DRAFT.exec(uri);
  return found === null ? null : `draft${found[1] ?? found[2] ?? ''}`;
}

/** The dialect of a schema that a rule brings along. */
export function dialectOfSchema(schema: JsonObject): string {
  const uri = ownString(schema, '$schema');
  return (uri?.includes('//json-schema.org/') === true ? draftOf(uri) : null) ?? 'draft7';
}

/** The dialect that the schemas of a contract are written in. */
export function dialectOfContract(dialect: AnyDialect, document: JsonObject): string {
  if (dialect === '2.0' || dialect === '3.0') return 'draft4';
  if (!isContractDialect(dialect)) return 'draft7';
  const uri = own(document, 'jsonSchemaDialect');
  return (typeof uri === 'string' ? draftOf(uri) : null) ?? 'draft2020-12';
}

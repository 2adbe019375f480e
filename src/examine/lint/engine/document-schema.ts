import { type AnyDialect, type Dialect, isContractDialect } from '../../../model/contract.ts';
import { isObject, type Json } from '../../../model/json.ts';
import { valueAt } from '../../../model/pointer.ts';
import type { Complaint } from '../define.ts';
import { bestMatch } from './schema/wording.ts';

type Problem = {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
};
type Validator = ((value: unknown) => boolean) & { readonly errors?: readonly Problem[] | null };

/** Each is large, and a run mostly needs one. */
const VALIDATORS: { readonly [dialect in Dialect]: () => Promise<{ readonly validate: unknown }> } = {
  '2.0': () => import('./document-schemas/oas2-0.ts'),
  '3.0': () => import('./document-schemas/oas3-0.ts'),
  '3.1': () => import('./document-schemas/oas3-1.ts'),
  '3.2': () => import('./document-schemas/oas3-2.ts'),
};

/**
 * Checks whole contracts against the JSON Schema of a dialect, by the validator that Spectral compiled, in its words; of any other document it says nothing.
 */
export async function documentChecker(dialect: AnyDialect): Promise<(document: Json) => readonly Complaint[]> {
  if (!isContractDialect(dialect)) return () => [];
  const validate = (await VALIDATORS[dialect]()).validate as Validator;
  return (document) => check(validate, document);
}

function check(validate: Validator, document: Json): readonly Complaint[] {
  validate(document);
  return (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if').map((error) => complaintOf(error, document));
}

function complaintOf(error: Problem, document: Json): Complaint {
  const path = error.instancePath === '' ? [] : error.instancePath.slice(1).split('/');
  const property = path.at(-1) ?? null;
  switch (error.keyword) {
    case 'additionalProperties': {
      const extra = String(error.params['additionalProperty']);
      return { message: `Property "${extra}" is not expected to be here`, path: [...path, extra] };
    }
    case 'enum': {
      const allowed = error.params['allowedValues'] as readonly Json[];
      const values = allowed.map((value) => JSON.stringify(value)).join(', ');
      const found = isObject(document) ? valueAt(document, error.instancePath) : undefined;
      const match = typeof found === 'string' ? bestMatch(found, allowed) : null;
      const hint = match === null ? '' : `. Did you mean "${match}"?`;
      return { message: `${clean(property, error.message)}: ${values}${hint}`, path };
    }
    case 'errorMessage':
      return { message: String(error.message), path };
    default:
      return { message: clean(property, error.message), path };
  }
}

function clean(property: string | null, message: string | undefined): string {
  if (message === undefined) return '';
  const words = message.replace(/['"]/g, '"').replace(/NOT/g, 'not');
  return property === null ? words : `"${property}" property ${words}`;
}

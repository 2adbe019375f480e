import { oas2_0, oas3_0, oas3_1, oas3_2 } from '@stoplight/spectral-rulesets/dist/oas/schemas/validators.js';
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

const VALIDATORS: { readonly [dialect in Dialect]: Validator } = {
  '2.0': oas2_0 as Validator,
  '3.0': oas3_0 as Validator,
  '3.1': oas3_1 as Validator,
  '3.2': oas3_2 as Validator,
};

/** A whole contract against the JSON Schema of its dialect, by the validators that Spectral compiled, in its words; nothing of any other document. */
export function checkDocument(document: Json, dialect: AnyDialect): readonly Complaint[] {
  if (!isContractDialect(dialect)) return [];
  const validate = VALIDATORS[dialect];
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

import { isArray, isObject, type JsonObject, own } from '../../model/json.ts';
import { pointerOf } from '../../model/pointer.ts';
import type { OperationAt } from './operations.ts';

/** One scheme that a caller must satisfy, with the scopes (or roles) of which all are needed; sorted. */
export type Demand = { readonly scheme: string; readonly scopes: readonly string[] };

/**
 * What a contract demands of a caller. `alternatives`: one must be satisfied, and of it every demand; none means that the operation is public.
 * `declared` is false where neither the operation nor the document says anything, which no bank means as "public".
 */
export type EffectiveSecurity = {
  readonly declared: boolean;
  readonly alternatives: readonly (readonly Demand[])[];
  readonly pointer: string;
};

/** The operation's `security`, else the document's (OpenAPI 3.1 §4.8.10: an empty list removes the document's). */
export function effectiveSecurity(document: JsonObject, operation: OperationAt): EffectiveSecurity {
  const own_ = own(operation.operation, 'security');
  if (isArray(own_)) return { declared: true, ...read(own_), pointer: operation.pointer + pointerOf('security') };
  const inherited = own(document, 'security');
  if (isArray(inherited)) return { declared: true, ...read(inherited), pointer: pointerOf('security') };
  return { declared: false, alternatives: [], pointer: operation.pointer };
}

function read(requirements: readonly unknown[]): Pick<EffectiveSecurity, 'alternatives'> {
  return {
    alternatives: requirements.filter(isObject).map((requirement) =>
      Object.keys(requirement)
        .sort()
        .map((scheme) => ({ scheme, scopes: scopesIn(own(requirement, scheme)) })),
    ),
  };
}

function scopesIn(value: unknown): string[] {
  return isArray(value) ? [...new Set(value.filter((scope) => typeof scope === 'string'))].sort() : [];
}

import { isArray, type Json, own, ownArray, ownObject, ownString } from '../../../model/json.ts';
import { type Complaint, defineLintFunction, type FunctionContext } from '../define.ts';
import { requirementsOf, saysSecurity, securitySchemes } from '../parts.ts';
import type { Placed } from '../references.ts';

/** One alternative of `security`: the names of its schemes and their scopes. */
type Requirement = readonly (readonly [scheme: string, scopes: readonly string[]])[];

export default defineLintFunction({
  name: 'security',
  summary: 'An operation is protected, by its own security or by that of the whole API.',
  options: {
    type: 'object',
    properties: {
      demand: {
        enum: [
          'protected',
          'no-anonymous',
          'schemes-declared',
          'scopes-declared',
          'not-only-api-key',
          'strong',
          'flow',
          'of-its-own',
        ],
        description: 'what is looked at',
      },
      unless: { type: 'string', description: 'a field of the operation that says it is meant to be public' },
      flow: { type: 'string', description: 'for the demand `flow`: the OAuth flow that must do' },
    },
    required: ['demand'],
    additionalProperties: false,
  },
  namesOperation: true,
  check: (input, options, context) => {
    const operation = { value: input, path: context.path };
    const unless = ownString(options, 'unless');
    if (unless !== undefined && own(input, unless) !== undefined) return [];
    const requirements = (requirementsOf(context, operation) ?? []).map((one): Requirement =>
      Object.entries(one as object).map(([name, scopes]) => [
        name,
        isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [],
      ]),
    );
    return (DEMANDS[ownString(options, 'demand') ?? ''] ?? none)(
      requirements,
      securitySchemes(context),
      context,
      options,
    );
  },
});

type Demand = (
  requirements: readonly Requirement[],
  schemes: ReadonlyMap<string, Placed>,
  context: FunctionContext,
  options: Json | null,
) => Complaint[];

const none: Demand = () => [];

const DEMANDS: { readonly [demand: string]: Demand } = {
  // Where the contract says nothing of security at all, that is one complaint and not one for each operation (sec-declared).
  protected: (requirements, _schemes, { document }) =>
    requirements.length === 0 && saysSecurity(document)
      ? [{ message: 'nothing protects it: no `security` of its own, none for the API' }]
      : [],

  'no-anonymous': (requirements) =>
    requirements.some((one) => one.length === 0)
      ? [{ message: 'anybody may call it: `{}` in `security` makes protection optional' }]
      : [],

  'schemes-declared': (requirements, schemes) =>
    namesOf(requirements)
      .filter((name) => !schemes.has(name))
      .map((name) => ({ message: `there is no security scheme \`${name}\``, about: name })),

  'scopes-declared': (requirements, schemes) =>
    requirements.flat().flatMap(([name, scopes]) => {
      const scheme = schemes.get(name)?.value;
      if (ownString(scheme, 'type') !== 'oauth2') return [];
      const declared = scopesOf(scheme);
      if (scopes.length === 0 && declared.size > 0) {
        return [{ message: `\`${name}\` asks for no scope, so any token will do`, about: name }];
      }
      return scopes
        .filter((scope) => !declared.has(scope))
        .map((scope) => ({
          message: `\`${name}\` declares no scope \`${scope}\``,
          about: `${name} ${scope}`,
        }));
    }),

  'not-only-api-key': (requirements, schemes, { document }) => {
    const audience = ownString(ownObject(document, 'info'), 'x-audience') ?? '';
    if (!audience.startsWith('external') || requirements.length === 0) return [];
    const keysOnly = requirements.some(
      (one) => one.length > 0 && one.every(([name]) => ownString(schemes.get(name)?.value, 'type') === 'apiKey'),
    );
    return keysOnly ? [{ message: 'an API key alone lets a caller in' }] : [];
  },

  strong: (requirements, schemes) =>
    requirements
      .filter((one) => one.length > 0 && !one.some(([name]) => isStrong(name, schemes.get(name)?.value)))
      .map((one) => {
        const names = one.map(([name]) => `\`${name}\``).join(' and ');
        return { message: `${names} alone lets a caller in`, about: names };
      }),

  // A requirement that no OAuth scheme takes part in is for `strong` to tell.
  flow: (requirements, schemes, _context, options) => {
    const flow = ownString(options, 'flow') ?? '';
    const oauth = namesOf(requirements).filter((name) => ownString(schemes.get(name)?.value, 'type') === 'oauth2');
    const does = oauth.some((name) => own(ownObject(schemes.get(name)?.value, 'flows'), flow) !== undefined);
    return oauth.length === 0 || does
      ? []
      : [{ message: `${oauth.map((name) => `\`${name}\``).join(', ')} has no flow ${flow}` }];
  },

  'of-its-own': (requirements, _schemes, { document }) => {
    const general = (ownArray(document, 'security') ?? []).map((one) => JSON.stringify(one));
    const same =
      requirements.length > 0 && requirements.every((one) => general.includes(JSON.stringify(Object.fromEntries(one))));
    return same ? [{ message: 'whoever may call the API may call this' }] : [];
  },
};

/** Kinds of scheme by which a caller proves more than that it knows a text. */
const STRONG: ReadonlySet<string> = new Set(['oauth2', 'openIdConnect', 'mutualTLS']);

/** A bearer scheme says nothing of who issues the token, but its name or its words may: `BearerAuthOAuth`. */
function isStrong(name: string, scheme: Json | undefined): boolean {
  if (STRONG.has(ownString(scheme, 'type') ?? '')) return true;
  const bearer = ownString(scheme, 'type') === 'http' && /^bearer$/i.test(ownString(scheme, 'scheme') ?? '');
  return bearer && /oauth|open ?id|oidc/i.test(`${name} ${ownString(scheme, 'description') ?? ''}`);
}

function namesOf(requirements: readonly Requirement[]): string[] {
  return [...new Set(requirements.flat().map(([name]) => name))];
}

/** Scopes of every flow (OpenAPI 3), or of the scheme (Swagger 2.0). */
function scopesOf(scheme: Json | undefined): Set<string> {
  const flows = Object.values(ownObject(scheme, 'flows') ?? {});
  return new Set([scheme, ...flows].flatMap((one) => Object.keys(ownObject(one, 'scopes') ?? {})));
}

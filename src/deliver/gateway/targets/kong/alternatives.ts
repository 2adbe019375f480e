import type { Demand, EffectiveSecurity } from '../../security.ts';
import type { Problem, Wanted } from './scheme-plugin.ts';

/** The schemes to ask for, with what that means for callers, or why none can be chosen. */
export type Choice =
  { readonly schemes: readonly Wanted[]; readonly notes: readonly string[] } | { readonly problem: Problem };

/** Which of the contract's alternatives Kong asks for. It can ask for several schemes at once, but not for one or the other. */
export function choose(
  { alternatives, pointer }: EffectiveSecurity,
  operation: string,
  preferredSchemes: readonly string[],
): Choice {
  const [first, ...others] = alternatives;
  if (first === undefined) return { problem: undeclared(operation) };
  if (others.length === 0) return { schemes: first.map(wantedOf), notes: [] };
  const same = sameScheme(alternatives);
  if (same !== null) return { schemes: [same], notes: [] };
  const names = (alternative: readonly Demand[]): string =>
    alternative.map((demand) => demand.scheme).join(' and ') || 'none';
  for (const preferred of preferredSchemes) {
    const chosen = alternatives.find(
      (each) =>
        each.some((demand) => demand.scheme === preferred) &&
        each.every((demand) => preferredSchemes.includes(demand.scheme)),
    );
    if (chosen === undefined) continue;
    // What the document says holds for many operations: then one note is enough.
    const whose = pointer === '/security' ? '' : `${operation}: `;
    const rest = alternatives.filter((each) => each !== chosen).map(names);
    return {
      schemes: chosen.map(wantedOf),
      notes: [
        `${whose}the contract lets callers choose, and Kong asks for ${names(chosen)} alone, as \`preferredSchemes\` says; callers with ${rest.join(', or ')} are refused`,
      ],
    };
  }
  return { problem: undecided(alternatives.map(names)) };
}

function wantedOf(demand: Demand): Wanted {
  return { scheme: demand.scheme, scopeSets: [demand.scopes] };
}

/** Alternatives that differ in scopes alone can be asked for together. */
function sameScheme(alternatives: EffectiveSecurity['alternatives']): Wanted | null {
  const demands = alternatives.map((alternative) => (alternative.length === 1 ? alternative[0] : undefined));
  const [first] = demands;
  if (first === undefined || demands.some((demand) => demand?.scheme !== first.scheme)) return null;
  return { scheme: first.scheme, scopeSets: demands.map((demand) => demand?.scopes ?? []) };
}

function undeclared(operation: string): Problem {
  return {
    kind: 'scheme',
    message: 'neither the operation nor the document has `security`',
    hint: `write \`security\` in the contract (\`security: []\` for what is public), or set \`allowUnauthenticated: ["${operation}"]\` for the environment`,
  };
}

function undecided(alternatives: readonly string[]): Problem {
  const optional = alternatives.includes('none');
  return {
    kind: 'scheme',
    message: optional
      ? `security is optional (${alternatives.join(', or ')}), and Kong either asks for it or does not`
      : `callers may choose between ${alternatives.join(', or ')}, and Kong can ask only for all`,
    hint: 'set `preferredSchemes` for the environment, the schemes that Kong is to ask for',
  };
}

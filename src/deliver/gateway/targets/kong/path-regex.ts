/** What stands between the parameters of a path template, and the parameters. */
const PARAMETER = /\{([^{}]+)\}/g;

/** Everything that means something in a regular expression of Kong's routers (PCRE and Rust's regex). */
const SPECIAL = /[\\^$.|?*+()[\]{}]/g;

export type PathRegex = {
  /** For `paths` of a route: anchored, `~` first. */
  readonly regex: string;
  /** The parameters as written, with the names of their groups, in order. */
  readonly captures: readonly { readonly parameter: string; readonly capture: string }[];
};

/**
 * A path template as a regular expression that matches exactly the paths it stands for: a parameter takes what stands between slashes,
 * at least one character unless `mayBeEmpty`.
 */
export function pathRegex(
  path: string,
  captureName: (parameter: string) => string,
  mayBeEmpty: (parameter: string) => boolean,
): PathRegex {
  const captures: { parameter: string; capture: string }[] = [];
  let regex = '';
  let end = 0;
  for (const match of path.matchAll(PARAMETER)) {
    const parameter = match[1] ?? '';
    const capture = captureName(parameter);
    captures.push({ parameter, capture });
    regex += `${literal(path.slice(end, match.index))}(?<${capture}>[^#?/]${mayBeEmpty(parameter) ? '*' : '+'})`;
    end = match.index + match[0].length;
  }
  return { regex: `~${regex}${literal(path.slice(end))}$`, captures };
}

function literal(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

/** What git inherits: variables by name, as `process.env` has them. */
export type Environment = { readonly [name: string]: string | undefined };

/**
 * Whose settings a call obeys. `none`: neither the user's nor the machine's, only the repository's own, with the dangerous ones overridden.
 * `user`: also the user's identity, credentials, proxy and certificate settings, from their files and from the variables below.
 */
export type Settings = 'none' | 'user';

/** Overrides, for every call, what the settings of a hostile repository could run. Filters have free names: so nothing here ever adds or checks out. */
export const HARDENED_CONFIG: readonly string[] = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.pager=cat',
  'diff.external=',
  'protocol.ext.allow=never',
  'submodule.recurse=false',
];

const FIXED: Readonly<Record<string, string>> = {
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_NO_LAZY_FETCH: '1',
  // simple-git sets it for its own guard; both ways to git then read arguments alike.
  GIT_TEST_DISALLOW_ABBREVIATED_OPTIONS: 'true',
  LC_ALL: 'C',
};

/** No settings but the repository's own, and no protocol: a partial clone must not fetch what is missing (GIT_NO_LAZY_FETCH needs git 2.45). */
const ISOLATED: Readonly<Record<string, string>> = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ALLOW_PROTOCOL: 'none',
};

/** Inherited variables that say who the user is and how they reach a server. GIT_SSL_NO_VERIFY is left out on purpose. */
const USERS_OWN =
  /^(SSH_ASKPASS|GIT_((AUTHOR|COMMITTER)_(NAME|EMAIL)|ASKPASS|SSH|SSH_COMMAND|SSH_VARIANT|SSL_(CAINFO|CAPATH|CERT|KEY)|PROXY_SSL_\w+|HTTP_PROXY_AUTHMETHOD|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|(KEY|VALUE)_\d+)))$/;

/** Variables that steer git without its prefix; none of our calls opens an editor or a pager. */
const STEERING = /^(GIT_.*|SSH_ASKPASS|EDITOR|VISUAL|PAGER|PREFIX)$/;

/**
 * The environment of one git call: nothing of git's that is inherited (GIT_DIR of a hook, GIT_EXEC_PATH, …) save what `settings` lets through,
 * then our fixed values, then what the call itself asks for.
 */
export function gitEnvironment(
  inherited: Environment,
  settings: Settings,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(inherited)) {
    if (value === undefined) continue;
    const upper = name.toUpperCase();
    if (!STEERING.test(upper) || (settings === 'user' && USERS_OWN.test(upper))) result[name] = value;
  }
  return { ...result, ...FIXED, ...(settings === 'none' ? ISOLATED : {}), ...extra };
}

/** Exit codes, each with one meaning. "Could not check" never shares a code with "clean" or with "findings". */
export const EXIT = {
  yes: 0,
  no: 1,
  usage: 2,
  input: 3,
  revision: 4,
  pushRefused: 5,
  world: 6,
  fault: 70,
} as const;

type ErrorInfo = { readonly exit: number; readonly meaning: string; readonly hint: string };

/**
 * Every way in which a run can fail, with what it means and what to do about it. `explain CODE` prints an entry.
 * The hint is the general one; where the place that throws knows better, it gives its own.
 */
export const ERRORS = {
  USAGE: { exit: EXIT.usage, meaning: 'The command line is not understood.', hint: 'countersign help' },
  CONFIG_NOT_FOUND: {
    exit: EXIT.usage,
    meaning: 'The settings file that was named does not exist.',
    hint: 'check the path, or run countersign init',
  },
  CONFIG_INVALID: {
    exit: EXIT.usage,
    meaning: 'countersign.yaml does not fit its schema.',
    hint: 'countersign schema workspace',
  },
  API_UNKNOWN: {
    exit: EXIT.usage,
    meaning: 'No API of that name is in countersign.yaml, and no file has that name.',
    hint: 'countersign init lists the contracts that it finds',
  },
  ELEMENT_UNKNOWN: {
    exit: EXIT.usage,
    meaning: 'Nothing of that name was ever in the contract, as far as its history is known.',
    hint: 'countersign history lists the operations; --kind all lists everything',
  },
  CONTRACT_NOT_FOUND: {
    exit: EXIT.usage,
    meaning: 'No OpenAPI document was found to work on.',
    hint: 'name a file, or list it under apis: in countersign.yaml',
  },
  CONTRACT_AMBIGUOUS: {
    exit: EXIT.usage,
    meaning: 'Several OpenAPI documents were found and none was named.',
    hint: 'name one, or list them under apis: in countersign.yaml',
  },
  BASELINE_INVALID: {
    exit: EXIT.usage,
    meaning: 'A file of .countersign/baseline does not fit its schema, or has the name of another API.',
    hint: 'countersign schema baseline-file; or remove the file and run countersign baseline write',
  },
  BASELINE_GROWS: {
    exit: EXIT.no,
    meaning: 'Under CI a baseline is only made smaller, and this one would grow.',
    hint: 'mend what is new, or write the baseline on your own machine and have it reviewed',
  },
  RULESET_NOT_FOUND: {
    exit: EXIT.usage,
    meaning: 'The ruleset is neither a bundled profile nor a file.',
    hint: 'countersign rules lists the bundled profiles',
  },
  ANNOUNCED_INVALID: {
    exit: EXIT.usage,
    meaning: 'A file of .countersign/announced does not fit its schema, has the name of another API, or was edited.',
    hint: 'git log shows who changed it; countersign schema announced',
  },
  RULESET_INVALID: {
    exit: EXIT.usage,
    meaning: 'The ruleset cannot be used as it is written.',
    hint: 'mend the place that is named',
  },
  RULESET_NOT_LOCKED: {
    exit: EXIT.usage,
    meaning: 'A ruleset of another host has no copy in the repository, and nothing is fetched unasked.',
    hint: 'countersign lock fetches it; commit what it writes',
  },
  RULESET_CHANGED: {
    exit: EXIT.usage,
    meaning: 'The copy of a ruleset of another host is not the one that was locked.',
    hint: 'restore the copy, or fetch the ruleset anew and review it: countersign lock',
  },
  RULESET_NOT_FETCHED: {
    exit: EXIT.world,
    meaning: 'A ruleset of another host could not be fetched; nothing was written.',
    hint: 'check the address and the network; NODE_EXTRA_CA_CERTS names certificates of your own',
  },
  RULESET_RUNS_CODE: {
    exit: EXIT.usage,
    meaning: 'The ruleset wants to run JavaScript from the repository under review.',
    hint: 'write the rule with the built-in functions',
  },
  RULESET_CODE_CHANGED: {
    exit: EXIT.usage,
    meaning: 'Code of a ruleset is not what countersign.yaml pins by hash, or is not pinned.',
    hint: 'review the code, then write its SHA-256 under rulesetCode: in countersign.yaml',
  },
  RULESET_CODE_FAILED: {
    exit: EXIT.usage,
    meaning: 'The code of a ruleset failed, or was stopped because it took too long or too much.',
    hint: 'mend the code; it may read its own files and node_modules, and nothing else',
  },
  RULE_FAILED: {
    exit: EXIT.usage,
    meaning: 'A rule could not be checked against a contract, so the contract counts as unchecked.',
    hint: 'switch the rule off to go on without it, and report what happened',
  },
  WAIVERS_INVALID: {
    exit: EXIT.usage,
    meaning: 'The waivers file does not fit its schema.',
    hint: 'countersign schema waivers',
  },
  ACCEPTANCE_INVALID: {
    exit: EXIT.usage,
    meaning: 'An accepted change does not fit its schema, or names nobody else as its approver.',
    hint: 'countersign schema accepted',
  },
  SEVERITIES_INVALID: {
    exit: EXIT.usage,
    meaning: 'The file of severities cannot be used as it is written.',
    hint: 'a line is the id of a check and one of err, warn, info and none',
  },
  CHANGE_UNKNOWN: {
    exit: EXIT.usage,
    meaning: 'The comparison has no change of that fingerprint or cause.',
    hint: 'countersign diff -v lists the changes with their fingerprints',
  },
  THING_UNKNOWN: {
    exit: EXIT.usage,
    meaning: 'A contract has nothing that is called so, or several things.',
    hint: 'name an operation as METHOD /path, a schema or property as Payment.debtor, or anything by its JSON pointer',
  },
  DEPRECATION_REFUSED: {
    exit: EXIT.no,
    meaning: 'The policy does not let a thing be deprecated like that; nothing was written.',
    hint: 'name the day that the message gives; where something else was agreed on, a waiver says so (docs/settings.md)',
  },
  CONSUMERS_INVALID: {
    exit: EXIT.usage,
    meaning: 'A consumers file does not fit its schema.',
    hint: 'countersign schema consumers',
  },
  USAGE_INVALID: {
    exit: EXIT.input,
    meaning: 'A source of usage is of no format that is known, or nothing in it is.',
    hint: 'name its format under usage: in countersign.yaml: kong, json, combined, haproxy, har or pact',
  },
  APPROVAL_INVALID: {
    exit: EXIT.usage,
    meaning: 'An approval file does not fit its schema.',
    hint: 'countersign schema approval',
  },
  ENVIRONMENT_UNKNOWN: {
    exit: EXIT.usage,
    meaning: 'No environment of that name is in countersign.yaml.',
    hint: 'add it under environments: in countersign.yaml',
  },
  GITOPS_NOT_CONFIGURED: {
    exit: EXIT.usage,
    meaning: 'There is nowhere to publish to.',
    hint: 'set gitops.remote in countersign.yaml',
  },
  GITOPS_INVALID: {
    exit: EXIT.usage,
    meaning: 'gitops.remote or gitops.branch cannot be used as it is written.',
    hint: 'an https or ssh URL or a path, and a branch such as main',
  },
  TARGET_UNKNOWN: {
    exit: EXIT.usage,
    meaning: 'No gateway target has that name.',
    hint: 'countersign render --help lists the targets',
  },
  ID_UNKNOWN: { exit: EXIT.usage, meaning: 'No rule, check or error code has that id.', hint: 'countersign rules' },
  IDENTITY_UNKNOWN: {
    exit: EXIT.usage,
    meaning: 'git does not know who you are, so nobody can be named as the approver.',
    hint: 'git config user.name "…" && git config user.email …',
  },
  OWN_CHANGE: {
    exit: EXIT.no,
    meaning: 'An author cannot approve their own change.',
    hint: 'ask somebody who has not committed to this contract since it was last published',
  },
  FILE_EXISTS: {
    exit: EXIT.usage,
    meaning: 'A file that would be written is there already.',
    hint: 'remove it first, or give --force',
  },
  EDIT_IMPOSSIBLE: {
    exit: EXIT.input,
    meaning: 'A place of a file cannot be edited without touching what is not meant; nothing was written.',
    hint: 'edit it by hand: an alias, an anchor or a merge key is often in the way',
  },
  FILE_CHANGED: {
    exit: EXIT.world,
    meaning: 'A file was changed by somebody else between reading and writing it; it was not overwritten.',
    hint: 'run the command again',
  },
  PATH_OUTSIDE_WORKSPACE: {
    exit: EXIT.input,
    meaning: 'A path leads out of the workspace.',
    hint: 'keep contracts and what they reference inside the repository',
  },
  FILE_NOT_FOUND: { exit: EXIT.input, meaning: 'A file is not there.', hint: 'check the path' },
  FILE_NOT_READABLE: {
    exit: EXIT.input,
    meaning: 'A file is there but cannot be read as a regular file.',
    hint: 'folders, devices, pipes and links out of the workspace are not read',
  },
  CONTRACT_TOO_LARGE: {
    exit: EXIT.input,
    meaning: 'A contract is larger than the limit.',
    hint: 'split it, or see docs/limits.md',
  },
  CONTRACT_TOO_DEEP: {
    exit: EXIT.input,
    meaning: 'A contract is nested more deeply than any real one.',
    hint: 'see docs/limits.md',
  },
  CONTRACT_EXPANDS: {
    exit: EXIT.input,
    meaning: 'YAML aliases make a small file expand to an enormous one.',
    hint: 'use $ref instead of aliases',
  },
  CONTRACT_ENCODING: { exit: EXIT.input, meaning: 'A contract is not UTF-8.', hint: 'save it as UTF-8' },
  CONTRACT_SYNTAX: {
    exit: EXIT.input,
    meaning: 'A contract is not well-formed JSON or YAML.',
    hint: 'mend the place that is named; a contract is JSON or YAML',
  },
  CONTRACT_DUPLICATE_KEY: {
    exit: EXIT.input,
    meaning: 'An object of a contract has the same key twice, so one of them would be lost silently.',
    hint: 'remove one of them',
  },
  CONTRACT_SEVERAL_DOCUMENTS: {
    exit: EXIT.input,
    meaning: 'A YAML file holds several documents.',
    hint: 'one contract a file',
  },
  CONTRACT_EMPTY: { exit: EXIT.input, meaning: 'A contract is empty.', hint: 'countersign init writes a first one' },
  CONTRACT_NOT_AN_OBJECT: {
    exit: EXIT.input,
    meaning: 'A contract is not an object.',
    hint: 'an OpenAPI document begins with `openapi: 3.1.0`',
  },
  CONTRACT_DIALECT: {
    exit: EXIT.input,
    meaning:
      'A document is not Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2, nor of a version of AsyncAPI or Arazzo that is linted.',
    hint: 'an OpenAPI document begins with `openapi: 3.1.0`',
  },
  CONTRACT_NOT_OPENAPI: {
    exit: EXIT.input,
    meaning:
      'An AsyncAPI or Arazzo document is linted, by lint, check and baseline; it was named, or is all there is, for something that reads OpenAPI alone.',
    hint: 'countersign lint FILE --ruleset spectral:asyncapi, or spectral:arazzo',
  },
  REFERENCE_UNRESOLVED: {
    exit: EXIT.input,
    meaning: 'A $ref points at nothing.',
    hint: 'mend the place that is named',
  },
  REFERENCE_CIRCULAR: {
    exit: EXIT.input,
    meaning: 'A chain of $refs leads back to itself and never to a value.',
    hint: 'point one of them at a real definition',
  },
  REFERENCE_REMOTE: {
    exit: EXIT.input,
    meaning: 'A $ref points at another host; nothing is fetched.',
    hint: 'copy the document into the repository and reference the copy',
  },
  NOT_A_REPOSITORY: {
    exit: EXIT.revision,
    meaning: 'There is no git repository to compare with.',
    hint: 'git init, or compare two files: countersign diff BASE REVISION',
  },
  BASE_REF_NOT_FOUND: {
    exit: EXIT.revision,
    meaning: 'The revision to compare with is not in this clone.',
    hint: 'git fetch origin',
  },
  REF_INVALID: {
    exit: EXIT.usage,
    meaning: 'That is not the name of a revision.',
    hint: 'a branch, a tag, a commit id, or HEAD~1',
  },
  NO_MERGE_BASE: {
    exit: EXIT.revision,
    meaning: 'The two revisions have no common ancestor in this clone.',
    hint: 'git fetch --unshallow',
  },
  OBJECTS_MISSING: {
    exit: EXIT.revision,
    meaning:
      'This clone does not have files of the revision to compare with, as a partial clone has not, and nothing is fetched unasked.',
    hint: 'add --fetch, or clone without --filter',
  },
  FETCH_FAILED: {
    exit: EXIT.revision,
    meaning: 'What is missing could not be fetched from origin.',
    hint: 'check the URL of origin, the network and your credentials; nothing is asked for interactively',
  },
  GIT_NOT_INSTALLED: { exit: EXIT.world, meaning: 'git is not on the PATH.', hint: 'install git 2.25 or newer' },
  GIT_UNSAFE_OWNER: {
    exit: EXIT.world,
    meaning: 'git does not trust this folder because somebody else owns it.',
    hint: 'git config --global --add safe.directory <this folder>',
  },
  GIT_FAILED: { exit: EXIT.world, meaning: 'git could not do what it was asked.', hint: 'its own words are above' },
  GIT_TIMED_OUT: { exit: EXIT.world, meaning: 'git did not answer in time.', hint: 'try again, or see --debug' },
  PUSH_REFUSED: {
    exit: EXIT.pushRefused,
    meaning: 'The GitOps repository refused the push; nothing changed there.',
    hint: 'its own words are above',
  },
  PUSH_RACE_LOST: {
    exit: EXIT.pushRefused,
    meaning: 'Others kept pushing first; nothing changed.',
    hint: 'run the same command again',
  },
  REMOTE_UNREACHABLE: {
    exit: EXIT.world,
    meaning: 'The GitOps repository cannot be reached.',
    hint: 'check gitops.remote, the network and your credentials',
  },
  FORGE_TOKEN_MISSING: {
    exit: EXIT.usage,
    meaning: 'Issues are opened in the name of somebody, and no token says whose.',
    hint: 'set GITHUB_TOKEN or GITLAB_TOKEN in the environment; never on the command line',
  },
  FORGE_DENIED: {
    exit: EXIT.world,
    meaning: 'GitHub or GitLab does not let this token do it, or has no such project.',
    hint: 'the token needs to read and write issues of that project',
  },
  FORGE_REFUSED: {
    exit: EXIT.world,
    meaning:
      'GitHub or GitLab did not take a request; what was done before it stays done, and the next run goes on from there.',
    hint: 'its own words are above',
  },
  FORGE_UNREACHABLE: {
    exit: EXIT.world,
    meaning: 'GitHub or GitLab did not answer, or asks to wait; the next run goes on from where this one stopped.',
    hint: 'run the same command again later; check the network and --api-url',
  },
  WRITE_FAILED: {
    exit: EXIT.world,
    meaning: 'A file could not be written.',
    hint: 'check the disk and the permissions',
  },
  RENDER_IMPOSSIBLE: {
    exit: EXIT.no,
    meaning: 'The contract cannot be rendered for this gateway without changing its meaning.',
    hint: 'mend the place that is named',
  },
  SECRET_IN_OUTPUT: {
    exit: EXIT.no,
    meaning: 'The rendered configuration holds what looks like a secret.',
    hint: 'use a vault reference instead',
  },
  FAULT: {
    exit: EXIT.fault,
    meaning: 'A fault of countersign itself.',
    hint: 'please report it: https://github.com/countersign/countersign/issues',
  },
} as const satisfies Record<string, ErrorInfo>;

export type ErrorCode = keyof typeof ERRORS;

/** The only error that is thrown on purpose. `message` says what happened, `hint` what to do; the code decides the exit code. */
export class CountersignError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, options: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CountersignError';
    this.code = code;
    this.hint = options.hint ?? ERRORS[code].hint;
  }

  get exitCode(): number {
    return ERRORS[this.code].exit;
  }
}

import type { Workspace } from '../../model/workspace.ts';
import { readAccepted } from './accepted.ts';
import { apisOf } from './apis.ts';
import { readBaselines } from './baselines.ts';
import { placed, problemsError, readDocument, type SettingsDocument } from './document.ts';
import { environmentsOf, orderProblems } from './environments.ts';
import { findHome, type Home, type HomePorts } from './home.ts';
import { within } from './paths.ts';
import { policyOf } from './policy.ts';
import { gitopsOf, settingPaths, settingsFolder } from './setting-paths.ts';
import { SETTINGS_FILE, type SettingsFile } from './settings-file.ts';
import { readSeverityFile } from './severity-file.ts';
import { meaningProblems } from './settings-problems.ts';
import { MAX_SETTINGS_BYTES } from './settings-text.ts';
import { readWaivers } from './waivers.ts';

const NO_SETTINGS: SettingsDocument<SettingsFile> = { file: '', text: '', value: { schemaVersion: 1 } };

/**
 * Opens the workspace around the caller's folder, or around the files that `names` (the command's arguments) point to. Without a settings
 * file everything has its default, and `apis` is empty: `selectApis` then looks for contracts. Throws CONFIG_NOT_FOUND, CONFIG_INVALID
 * (every problem at once, with its place), WAIVERS_INVALID, ACCEPTANCE_INVALID, BASELINE_INVALID, SEVERITIES_INVALID and PATH_OUTSIDE_WORKSPACE.
 */
export async function openWorkspace(
  ports: HomePorts,
  options: { readonly config: string | null; readonly names?: readonly string[] },
): Promise<Workspace> {
  const home = await findHome(ports, options.config, options.names ?? []);
  const document = await readSettings(ports, home);
  const settings = document.value;
  const folder = within(home.root, ports.folder) === null ? home.root : ports.folder;
  const paths = await settingPaths(ports.files, home, folder, settings);
  const { apis, problems } = await apisOf(ports.files, home.root, settingsFolder(home), settings.apis ?? {});

  const wrong = [
    ...meaningProblems(settings),
    ...orderProblems(settings.environments ?? {}),
    ...problems,
    ...paths.problems,
  ];
  if (wrong.length > 0) {
    const hint = wrong.find((problem) => problem.hint !== undefined)?.hint;
    throw problemsError('CONFIG_INVALID', await placed(document.file, document.text, wrong), hint);
  }

  const policy = policyOf(settings.policy ?? {}, {
    waivers: await readWaivers(ports.files, home.root, paths.waivers),
    accepted: await readAccepted(ports.files, home.root),
    baselines: await readBaselines(ports.files, home.root),
    listed: paths.severities === null ? [] : await readSeverityFile(ports.files, home.root, paths.severities),
  });
  return {
    root: home.root,
    file: home.file,
    apis,
    profiles: paths.profiles,
    ...(paths.spare === null ? {} : { spareRuleset: paths.spare }),
    ...(settings.style === undefined ? {} : { style: settings.style }),
    ...(paths.rulesetCode.size === 0 ? {} : { rulesetCode: paths.rulesetCode }),
    policy,
    environments: environmentsOf(settings.environments ?? {}),
    gitops: gitopsOf(home, settings.gitops),
    consumers: paths.consumers,
    ...(paths.usage.length === 0 ? {} : { usage: paths.usage }),
  };
}

async function readSettings(ports: HomePorts, home: Home): Promise<SettingsDocument<SettingsFile>> {
  if (home.file === null) return NO_SETTINGS;
  return readDocument(home.file, await ports.files.read(home.root, home.file, MAX_SETTINGS_BYTES), SETTINGS_FILE);
}

import { ownAssets } from '../../src/adapters/assets.ts';
import { systemClock } from '../../src/adapters/clock.ts';
import { fileSystem } from '../../src/adapters/files.ts';
import { createGit } from '../../src/adapters/git/index.ts';
import { fetchBranch } from '../../src/adapters/git/remote.ts';
import { createHttps } from '../../src/adapters/https.ts';
import { systemPace } from '../../src/adapters/pace.ts';
import { createSandbox } from '../../src/adapters/sandbox/index.ts';
import type { Ports } from '../../src/model/ports.ts';

/** The real adapters in a folder, for tests that call a command in this process. */
export function portsIn(folder: string): Ports {
  return {
    tool: { name: 'countersign', version: '0.0.0' },
    files: fileSystem,
    git: createGit({ environment: {}, fetch: fetchBranch }),
    cache: null,
    https: createHttps(),
    sandbox: createSandbox(),
    threads: () => Promise.resolve(null),
    clock: systemClock,
    pace: systemPace,
    environment: {},
    folder,
    assets: ownAssets(),
    progress: () => undefined,
    warn: () => undefined,
  };
}

import { ownAssets } from '../adapters/assets.ts';
import { diskCache } from '../adapters/cache.ts';
import { fileSystem } from '../adapters/files.ts';
import { doJob } from '../adapters/job.ts';
import { type SharedLint, takeTurns } from '../commands/steps/lint/turns.ts';

/** What runs in the threads of a command, with ports of its own: `main.ts` is at work itself. */
const assets = ownAssets();
void doJob((job) => takeTurns(job as SharedLint, { files: fileSystem, cache: diskCache(process.env, assets), assets }));

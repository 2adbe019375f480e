import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shared } from './documents.ts';
import { peers, type Subject } from './rulesets.ts';

/** A result of Spectral's JSON report. Lines and characters count from 0. */
export type SpectralResult = {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly severity: number;
  readonly source: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
};

/** What Spectral's command finds in documents, by document; an error where it gives up. Kept in a temporary folder by what goes in. */
export function spectralResults(
  subject: Subject,
  documents: readonly string[],
): Map<string, readonly SpectralResult[] | Error> {
  const found = new Map<string, readonly SpectralResult[] | Error>();
  const open = documents.filter((document) => {
    const kept = keptOf(subject, document);
    if (!existsSync(kept)) return true;
    found.set(document, readKept(kept));
    return false;
  });
  const size = subject.remembers === true ? 1 : 8;
  for (let at = 0; at < open.length; at += size) {
    const batch = open.slice(at, at + size);
    const together = run(subject, batch);
    for (const document of batch) {
      const results = together instanceof Error && batch.length > 1 ? run(subject, [document]) : together;
      const own =
        results instanceof Error ? results : results.filter(({ source }) => source === join(shared, document));
      writeFileSync(keptOf(subject, document), JSON.stringify(own instanceof Error ? { error: own.message } : own));
      found.set(document, own);
    }
  }
  return found;
}

function readKept(file: string): readonly SpectralResult[] | Error {
  const kept = JSON.parse(readFileSync(file, 'utf8')) as readonly SpectralResult[] | { readonly error: string };
  return 'error' in kept ? new Error(kept.error) : kept;
}

function folder(): string {
  const path = join(tmpdir(), 'countersign-compat');
  mkdirSync(path, { recursive: true });
  return path;
}

function keptOf({ name, source, inputs = [], remembers }: Subject, document: string): string {
  const { version } = JSON.parse(readFileSync(join(peers, '@stoplight/spectral-cli/package.json'), 'utf8')) as {
    version: string;
  };
  const hash = createHash('sha256').update(`${version}\n${name}\n${source}\n`);
  if (remembers === true) hash.update('alone\n');
  for (const file of [source, ...inputs]) if (existsSync(file)) hash.update(readFileSync(file));
  return join(
    folder(),
    `${hash
      .update(readFileSync(join(shared, document)))
      .digest('hex')
      .slice(0, 32)}.json`,
  );
}

function run({ name, source }: Subject, documents: readonly string[]): readonly SpectralResult[] | Error {
  const stem = join(folder(), `run-${process.pid}-${name.replaceAll(/\W/g, '-')}`);
  writeFileSync(`${stem}.yaml`, `extends: [${JSON.stringify(source)}]\n`);
  writeFileSync(`${stem}.json`, '');
  const files = documents.map((document) => join(shared, document));
  const flags = ['-r', `${stem}.yaml`, '-f', 'json', '-o', `${stem}.json`, '--ignore-unknown-format'];
  const cli = join(peers, '@stoplight/spectral-cli/dist/index.js');
  const { stderr } = spawnSync(process.execPath, ['--max-old-space-size=4096', cli, 'lint', ...files, ...flags], {
    encoding: 'utf8',
  });
  const report = readFileSync(`${stem}.json`, 'utf8');
  if (report === '') return new Error(stderr.trim().split('\n').slice(0, 3).join(' '));
  return JSON.parse(report) as SpectralResult[];
}

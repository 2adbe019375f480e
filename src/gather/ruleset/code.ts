import { createHash } from 'node:crypto';
import { join, posix } from 'node:path';
import { CountersignError } from '../../model/errors.ts';
import { isArray, isObject, type Json, type JsonObject, own, ownArray, ownString } from '../../model/json.ts';
import type { Files, Sandbox, SandboxCell } from '../../model/ports.ts';
import type { CodeFunction } from '../../model/ruleset.ts';
import { codeFunctions } from './code-function.ts';

/** Code that may be run: all that rulesets name, or files whose bytes have these hashes. */
export type Permission = 'all' | ReadonlyMap<string, string>;

/** What rulesets in JavaScript need: leave to run, a process to run in, and the names of the functions that are ours. */
export type CodeSources = { readonly permission: Permission; readonly sandbox: Sandbox };

/** A ruleset in JavaScript as plain data: `extends` holds `{ definition: number }` for what it extends as objects. */
export type CodeRuleset = { readonly definitions: readonly JsonObject[] };

const LIMIT = 2_000_000;
const MOST_FILES = 1000;
const ENDINGS = ['', '.js', '.mjs', '.cjs', '.json', '/index.js'];
/** Files that code may be in or read. Of others a ruleset gets nothing, whatever its text names. */
const READABLE = /\.([cm]?js|json)$/;

/** Runs the code of rulesets. One for each loading. */
export class RulesetCode {
  /** Every function that a rule may name, by that name. */
  readonly functions = new Map<string, CodeFunction>();
  private readonly digests = new Map<string, string>();
  private readonly files: Files;
  private readonly root: string;
  private readonly sources: CodeSources;
  private readonly builtins: readonly string[];

  constructor(files: Files, root: string, sources: CodeSources, builtins: Iterable<string>) {
    this.files = files;
    this.root = root;
    this.sources = sources;
    this.builtins = [...builtins];
  }

  /** SHA-256 of every file of code that was named, by path. */
  get sha256(): readonly (readonly [string, string])[] {
    return [...this.digests].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** What a file exports, as plain data; functions are named `file#number`. Throws RULESET_CODE_FAILED and RULESET_CODE_CHANGED. */
  async ruleset(file: string): Promise<CodeRuleset> {
    const cell = await this.opened(file);
    const answer = await this.asked(cell, file, { ask: 'ruleset', file: this.absolute(file), builtins: this.builtins });
    const definitions = (ownArray(answer, 'definitions') ?? []).filter(isObject);
    const call = codeFunctions(cell, file);
    const named = definitions.map((definition) =>
      withFunctions(definition, (name) => {
        if (!/^#\d+$/.test(name)) return name;
        this.functions.set(file + name, call(Number(name.slice(1))));
        return file + name;
      }),
    );
    return { definitions: named };
  }

  /** The name under which rules call the function that a file exports. */
  async function(file: string): Promise<string> {
    const cell = await this.opened(file);
    const answer = await this.asked(cell, file, { ask: 'function', file: this.absolute(file) });
    const name = `${file}#function`;
    this.functions.set(name, codeFunctions(cell, file)(Number(own(answer, 'number'))));
    return name;
  }

  private absolute(file: string): string {
    return join(this.root, file);
  }

  private async asked(cell: SandboxCell, file: string, request: JsonObject): Promise<Json> {
    const answer = await cell.ask(request).catch((cause: unknown) => {
      throw cause instanceof CountersignError ? failed(file, cause.message, cause) : cause;
    });
    const error = ownString(answer, 'error');
    if (error !== undefined) throw failed(file, error);
    return answer;
  }

  private async opened(file: string): Promise<SandboxCell> {
    const inside = file.split('/').includes('node_modules');
    const named = inside ? [file] : await this.filesOf(file);
    for (const one of named) await this.vouch(one);
    const folders = await this.modulesAbove(file);
    return this.sources.sandbox.open(this.root, [...named, ...folders.map((folder) => `${folder}/*`)]);
  }

  /** The file, and what it and they name as files beside them. A name that is computed is not seen, and its file not readable. */
  private async filesOf(file: string): Promise<readonly string[]> {
    const found = new Set([file]);
    for (const one of found) {
      if (one.endsWith('.json')) continue;
      const text = new TextDecoder().decode(await this.read(one));
      for (const [, name = ''] of text.matchAll(/['"`](\.{1,2}\/[^'"`\n]+)['"`]/g)) {
        const path = posix.join(posix.dirname(one), name);
        for (const ending of ENDINGS) {
          const wanted = path + ending;
          if (!READABLE.test(wanted) || wanted.startsWith('../')) continue;
          if ((await this.files.kind(this.absolute(wanted))) === 'file') found.add(wanted);
        }
        if (found.size > MOST_FILES) throw failed(file, `it names more than ${MOST_FILES} files`);
      }
    }
    return [...found];
  }

  /** Remembers the hash of a file, and refuses one that is not pinned. What npm installed is npm's to vouch for, by its own lock file. */
  private async vouch(file: string): Promise<void> {
    const hash = createHash('sha256')
      .update(await this.read(file))
      .digest('hex');
    this.digests.set(file, hash);
    const { permission } = this.sources;
    if (permission === 'all') return;
    const pinned = permission.get(file);
    if (pinned === hash) return;
    const why = pinned === undefined ? 'is not pinned' : 'is not what is pinned';
    throw new CountersignError('RULESET_CODE_CHANGED', `${file} ${why} in countersign.yaml; its SHA-256 is ${hash}`);
  }

  private async read(file: string): Promise<Uint8Array> {
    return this.files.read(this.root, file, LIMIT).catch((cause: unknown) => {
      if (!(cause instanceof CountersignError) || cause.code !== 'FILE_NOT_FOUND') throw cause;
      throw new CountersignError('RULESET_NOT_FOUND', `there is no ruleset file ${file}`, { cause, hint: cause.hint });
    });
  }

  private async modulesAbove(file: string): Promise<readonly string[]> {
    const folders: string[] = [];
    for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
      const modules = posix.join(folder, 'node_modules');
      // That of an inner package lies within the outer one.
      if (posix.basename(folder) !== 'node_modules' && (await this.isFolder(modules))) folders.push(modules);
      if (folder === '.' || folder === '/') return folders;
    }
  }

  private async isFolder(path: string): Promise<boolean> {
    const kind = await this.files.kind(this.absolute(path));
    return kind === 'directory' || kind === 'other';
  }
}

function failed(file: string, why: string, cause?: unknown): CountersignError {
  return new CountersignError('RULESET_CODE_FAILED', `${file}: ${why}`, { cause });
}

/** A definition in which every step's function has another name. */
export function withFunctions(definition: JsonObject, rename: (name: string) => string): JsonObject {
  const step = (then: Json): Json => {
    const name = ownString(then, 'function');
    return name === undefined || !isObject(then) ? then : { ...then, function: rename(name) };
  };
  const rules = (holder: JsonObject): JsonObject => {
    const written = own(holder, 'rules');
    if (!isObject(written)) return holder;
    const entries = Object.entries(written).map(([id, rule]): [string, Json] => {
      const then = own(rule, 'then');
      if (!isObject(rule) || then === undefined) return [id, rule];
      return [id, { ...rule, then: isArray(then) ? then.map(step) : step(then) }];
    });
    return { ...holder, rules: Object.fromEntries(entries) };
  };
  const overrides = ownArray(definition, 'overrides');
  const changed = rules(definition);
  return overrides === undefined
    ? changed
    : { ...changed, overrides: overrides.map((one) => (isObject(one) ? rules(one) : one)) };
}

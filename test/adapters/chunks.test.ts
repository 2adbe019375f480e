import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtChunks } from '../../src/adapters/chunks.ts';

let folder = '';

const chunk = (body: string): string => `(function(__chunk,require){${body}})`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chunks-'));
  writeFileSync(
    join(folder, 'main.js'),
    chunk(`const{add}=__chunk.require("./add.js");const{sep}=require("node:path");
function never(){return 1}
__chunk.exports={__esModule:true,sum:(a,b)=>add(a,b),sep,url:__chunk.url,never}`),
  );
  writeFileSync(join(folder, 'add.js'), chunk('__chunk.exports={__esModule:true,add:(a,b)=>a+b}'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

type Main = { readonly sum: (a: number, b: number) => number; readonly sep: string; readonly url: string };

const kept = (): string[] => (existsSync(join(folder, 'compiled')) ? readdirSync(join(folder, 'compiled')) : []);
const file = (): string => join(folder, 'compiled', `${process.version}-${process.arch}-lint`);

const namesKept = (): string[] => {
  const head = JSON.parse(readFileSync(file(), 'latin1').split('\n', 1)[0] ?? '') as { chunks: [string, number][] };
  return head.chunks.map(([id]) => id);
};

function used(build = 'one', use = 'lint'): ReturnType<typeof builtChunks> & { readonly main: Main } {
  const chunks = builtChunks(folder, build, use);
  const main = chunks.load('./main.js') as Main;
  expect(main.sum(1, 2)).toBe(3);
  return { ...chunks, main };
}

describe('builtChunks', () => {
  it('loads a chunk with what it requires, each once', () => {
    const { main, load } = used();
    expect(main).toMatchObject({ sep: '/', url: `file://${join(folder, 'main.js')}` });
    expect(load('./main.js')).toBe(main);
  });

  it('keeps what is compiled, by Node and use, and takes it the next time', () => {
    used().keep(true);
    used('one', 'diff').keep(true);
    expect(kept().sort()).toEqual(['diff', 'lint'].map((use) => `${process.version}-${process.arch}-${use}`));
    const before = readFileSync(file());
    expect(before.length).toBeGreaterThan(500);
    // As much is compiled as before: nothing is written.
    used().keep(true);
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  it('looks for more only when it is told to, and for chunks of which it has nothing always', () => {
    const first = used();
    first.keep(false);
    const before = readFileSync(file());
    const calls = Array.from({ length: 40 }, (_, at) => `function f${at}(a){return a+${at}}f${at}(1);`).join('');
    writeFileSync(join(folder, 'more.js'), chunk(`__chunk.exports={__esModule:true,more:()=>{${calls}}}`));
    const second = used();
    second.keep(false);
    expect(readFileSync(file()).equals(before)).toBe(true);
    (second.load('./more.js') as { more: () => void }).more();
    second.keep(false);
    expect(namesKept()).toEqual(['./main.js', './add.js', './more.js']);
    // A run that needs less leaves the rest as it is.
    const third = builtChunks(folder, 'one', 'lint');
    third.load('./add.js');
    writeFileSync(join(folder, 'other.js'), chunk('__chunk.exports={}'));
    third.load('./other.js');
    third.keep(true);
    expect(namesKept()).toEqual(['./main.js', './add.js', './more.js', './other.js']);
  });

  it('compiles anew for another build', () => {
    used('one').keep(true);
    // Of the same length, which is all that V8 compares.
    writeFileSync(join(folder, 'add.js'), chunk('__chunk.exports={__esModule:true,add:(a,b)=>a-b}'));
    const chunks = builtChunks(folder, 'two', 'lint');
    expect((chunks.load('./main.js') as Main).sum(1, 2)).toBe(-1);
    chunks.keep(true);
    expect(readFileSync(file(), 'utf8')).toContain('"build":"two"');
  });

  it.each([
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (whole: Buffer) => whole.subarray(0, whole.length - 100)],
    ['without a head', () => Buffer.from('\n\n\n')],
    ['damaged', (whole: Buffer) => whole.fill(0, whole.length - 300)],
  ])('goes without a file that is %s, and writes it anew', (_, broken) => {
    used().keep(true);
    const whole = readFileSync(file());
    writeFileSync(file(), broken(Buffer.from(whole)));
    used().keep(true);
    expect(Math.abs(readFileSync(file()).length - whole.length)).toBeLessThan(whole.length / 2);
    expect(readFileSync(file(), 'latin1').startsWith('{"build":"one"')).toBe(true);
    expect(kept()).toHaveLength(1);
  });

  it.skipIf(process.getuid?.() === 0)('keeps nothing where it may not write', () => {
    chmodSync(folder, 0o555);
    used().keep(true);
    expect(kept()).toEqual([]);
    chmodSync(folder, 0o755);
  });

  it('does not fail where there is no place to keep it', () => {
    writeFileSync(join(folder, 'compiled'), 'a file');
    used().keep(true);
    expect(readFileSync(join(folder, 'compiled'), 'utf8')).toBe('a file');
  });
});

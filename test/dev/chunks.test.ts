import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { scriptOf } from '../../src/dev/chunks.js';

type Require = (id: string) => unknown;
type Script = (chunk: { exports: unknown; require: Require; url: string }, require: Require) => void;

/** Runs a chunk beside others, which are given as what they export. */
async function ran(
  source: string,
  others: Readonly<Record<string, unknown>> = {},
): Promise<{ exports: unknown; asked: string[] }> {
  const script = runInNewContext(await scriptOf('chunk-A.js', source)) as Script;
  const asked: string[] = [];
  const require = (id: string): unknown => {
    asked.push(id);
    return others[id];
  };
  const chunk = { exports: {}, require, url: 'file:///built/chunk-A.js' };
  script(chunk, require);
  return { exports: chunk.exports, asked };
}

describe('scriptOf', () => {
  it('takes names of other chunks, under other names too, and exports its own', async () => {
    const chunk = 'import{a as b,c}from"./chunk-B.js";import"./chunk-C.js";var d=b+c;export{d as default,c as e};\n';
    expect(await ran(chunk, { './chunk-B.js': { a: 1, c: 2 } })).toEqual({
      exports: { __esModule: true, default: 3, e: 2 },
      asked: ['./chunk-B.js', './chunk-C.js'],
    });
  });

  it('exports a value of CommonJS', async () => {
    expect(await ran('var all=()=>({a:1});export default all();\n')).toMatchObject({
      exports: { __esModule: true, default: { a: 1 } },
    });
  });

  it('loads a chunk when it is asked for', async () => {
    const chunk = 'var later=()=>import("./lint.js");export{later};\n';
    const { exports, asked } = await ran(chunk, { './lint.js': { __esModule: true, default: 'lint' } });
    expect(asked).toEqual([]);
    expect(await (exports as { later: () => Promise<unknown> }).later()).toEqual({ __esModule: true, default: 'lint' });
  });

  it("has Node's modules and the place of the file", async () => {
    const chunk =
      'import path from"node:path";import{sep as other}from"node:path";import*as all from"node:os";' +
      'var places=[import.meta.url,path.sep,other,typeof all.EOL];export{places};\n';
    const node = { 'node:path': { sep: '/' }, 'node:os': { EOL: '\n' } };
    expect(await ran(chunk, node)).toMatchObject({
      exports: { places: ['file:///built/chunk-A.js', '/', '/', 'string'] },
    });
  });

  it('has names of its own for what surrounds it', async () => {
    const chunk =
      'import module,{createRequire as r}from"node:module";import{a}from"./chunk-B.js";const require=r(a);' +
      'var places=[module.name,require];export{places};\n';
    const others = {
      'node:module': { name: 'module', createRequire: (a: string) => `of ${a}` },
      './chunk-B.js': { a: 'B' },
    };
    expect(await ran(chunk, others)).toMatchObject({ exports: { places: ['module', 'of B'] } });
  });

  it.each([
    ['an export in the middle', 'export{a};var a=1;a();\n'],
    ['all of another chunk', 'import*as other from"./chunk-B.js";console.log(other);\n'],
    ['a default of another chunk', 'import other from"./chunk-B.js";console.log(other);\n'],
  ])('refuses %s', async (_, chunk) => {
    await expect(scriptOf('chunk-A.js', chunk)).rejects.toThrow('chunk-A.js: ');
  });
});

/** The names of what is assigned within functions, and not declared there. */
function assignedLater(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node, scopes: readonly ReadonlySet<string>[]): void => {
    const inner = ts.isFunctionLike(node) && scopes.length >= 0 ? [...scopes, declaredIn(node)] : scopes;
    // The outermost function is the chunk's own.
    if (inner.length > 1)
      for (const name of targetsOf(node)) if (!inner.slice(1).some((scope) => scope.has(name))) names.add(name);
    ts.forEachChild(node, (child) => {
      visit(child, inner);
    });
  };
  visit(file, []);
  return names;
}

function targetsOf(node: ts.Node): readonly string[] {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return identifiersOf(node.left);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken
      ? identifiersOf(node.operand)
      : [];
  return [];
}

function isAssignment(operator: ts.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}

/** Of `a`, and of `[a, {b: c}]`. */
function identifiersOf(target: ts.Node): readonly string[] {
  if (ts.isIdentifier(target)) return [target.text];
  if (ts.isArrayLiteralExpression(target)) return target.elements.flatMap(identifiersOf);
  if (ts.isObjectLiteralExpression(target))
    return target.properties.flatMap((property) =>
      ts.isPropertyAssignment(property)
        ? identifiersOf(property.initializer)
        : ts.isShorthandPropertyAssignment(property)
          ? [property.name.text]
          : [],
    );
  return [];
}

/** What is declared in a function, at whatever depth, but in the functions within. */
function declaredIn(owner: ts.Node): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isDeclared =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node);
    if (isDeclared && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
    if (node === owner || !ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  visit(owner);
  // Its own name, if it is an expression.
  if (ts.isFunctionExpression(owner) && owner.name !== undefined) names.add(owner.name.text);
  return names;
}

describe('the built chunks', () => {
  const dist = join(import.meta.dirname, '../../dist');

  it('sees what is assigned later', () => {
    const source = '(function(module){var a,b=1,c;function f(b,{d}){a=1;b=2;d++;for(let c of d)c=3;({c}=d)}f.g=1;c=2})';
    const file = ts.createSourceFile('a.js', source, ts.ScriptTarget.Latest, true);
    expect([...assignedLater(file)]).toEqual(['a']);
    const other = ts.createSourceFile(
      'a.js',
      '(function(){var x;()=>{[x]=[1]};()=>{x++}})',
      ts.ScriptTarget.Latest,
      true,
    );
    expect([...assignedLater(other)]).toEqual(['x']);
  });

  it('export nothing that changes once they have run', () => {
    const changing = readdirSync(dist)
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => {
        const text = readFileSync(join(dist, name), 'utf8');
        expect(text.startsWith('(function(__chunk,require){')).toBe(true);
        const exported = /__chunk\.exports=\{__esModule:true,([^}]*)\};\s*\}\)$/.exec(text)?.[1] ?? '';
        const variables = new Set(exported.split(',').map((pair) => pair.split(':').at(-1)));
        const later = assignedLater(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
        return [...later].filter((variable) => variables.has(variable)).map((variable) => `${name}: ${variable}`);
      });
    expect(changing).toEqual([]);
  }, 60_000);
});

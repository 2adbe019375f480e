/**
 * Gives each dialect of OpenAPI its own part of Spectral's compiled validators, which are one file of a megabyte: a run of lint loads one dialect's.
 * `document-schemas/oas3-0.ts` gets what `exports.oas3_0` needs, and so on.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import ts from 'typescript';

/** So that resolving the file does not come back to the plug-in. */
const SECOND = Symbol('second');
const VALIDATORS = /\/schemas\/validators\.js$/;

export const documentSchemas = {
  name: 'document-schemas',
  setup(build) {
    build.onResolve({ filter: VALIDATORS }, async ({ path, importer, resolveDir, pluginData, kind }) => {
      if (pluginData === SECOND || !importer.includes('document-schemas')) return undefined;
      const whole = await build.resolve(path, { importer, resolveDir, kind, pluginData: SECOND });
      return { path: whole.path, suffix: `?${basename(importer, '.ts').replace('-', '_')}` };
    });
    build.onLoad({ filter: VALIDATORS }, async ({ path, suffix }) =>
      suffix === '' ? undefined : { contents: partOf(await readFile(path, 'utf8'), suffix.slice(1)) },
    );
  },
};

/** The statements of a CommonJS module that one of its exports needs, in their order. Whatever is named is taken to be needed. */
function partOf(source, name) {
  const file = ts.createSourceFile('validators.js', source, ts.ScriptTarget.Latest, true);
  const units = file.statements.flatMap((statement) =>
    ts.isExpressionStatement(statement) ? separate(statement.expression) : [statement],
  );
  // `f.evaluated = …` belongs to f.
  const belonging = new Map();
  for (const unit of units)
    for (const owner of ownersOf(unit)) belonging.set(owner, [...(belonging.get(owner) ?? []), unit]);
  const needed = new Set(units.filter((unit) => ownersOf(unit).includes(`exports.${name}`)));
  if (needed.size !== 1) throw new Error(`Spectral's validators have no ${name}, or not as expected`);
  for (const unit of needed)
    for (const each of identifiersIn(unit)) for (const next of belonging.get(each) ?? []) needed.add(next);
  return units
    .filter((unit) => needed.has(unit))
    .map((unit) => `${unit.getText(file)};\n`)
    .join('');
}

/** `a, b` as two. */
function separate(expression) {
  if (!ts.isBinaryExpression(expression) || expression.operatorToken.kind !== ts.SyntaxKind.CommaToken)
    return [expression];
  return [...separate(expression.left), ...separate(expression.right)];
}

/** The names that a statement declares, or the one of which it sets a member; `exports.a` for an export. */
function ownersOf(unit) {
  if (ts.isFunctionDeclaration(unit)) return [unit.name.text];
  if (ts.isVariableStatement(unit))
    return unit.declarationList.declarations.flatMap(({ name }) => [...identifiersIn(name)]);
  if (!ts.isBinaryExpression(unit) || !ts.isPropertyAccessExpression(unit.left)) return [];
  const { expression, name } = unit.left;
  // `exports.a = exports.b = void 0` exports nothing yet.
  if (expression.text === 'exports') return ts.isIdentifier(unit.right) ? [`exports.${name.text}`] : [];
  return [expression.text];
}

function identifiersIn(node, found = new Set()) {
  if (ts.isIdentifier(node)) found.add(node.text);
  ts.forEachChild(node, (child) => void identifiersIn(child, found));
  return found;
}

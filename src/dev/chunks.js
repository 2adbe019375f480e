import { transform } from 'esbuild';

// Chunks import of each other and export as esbuild prints it. They never form a circle, and what they export is final once they have run, so
// that names can be taken at once: a getter for each, as esbuild makes of modules, is slow where code is hot.
const IMPORT = /(?<=^|;|\n)import(?:\{([^}]*)\}from)?"(\.\/[^"]+)";/g;
const EXPORT = /(?<=;|\}|\n)export\{([^}]*)\};?\s*$/;
const DEFAULT = /(?<=;|\}|\n)export default ([^;]*);?\s*$/;

/**
 * Makes a script of a chunk, for `src/adapters/chunks.ts`: V8 takes compiled code of scripts alone. `__chunk` is a name that no module has; `require`
 * is what esbuild makes of an `import` of Node's own modules. Throws for what is not as esbuild prints it.
 */
export async function scriptOf(name, chunk) {
  const plain = chunk
    .replace(IMPORT, (_, names, from) =>
      names === undefined ? `__chunk.require("${from}");` : `const{${pairs(names, ':')}}=__chunk.require("${from}");`,
    )
    .replace(EXPORT, (_, names) => `__chunk.exports={__esModule:true,${pairs(names, ':', true)}};`)
    .replace(DEFAULT, (_, value) => `__chunk.exports={__esModule:true,default:${value}};`);
  const { code } = await transform(plain, {
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    minifyWhitespace: true,
    define: { 'import.meta.url': '__chunk.url' },
    supported: { 'dynamic-import': false },
    sourcefile: name,
  });
  // An import or export that was not seen above: esbuild has made getters of it.
  const left = /\bmodule\.exports=__toCommonJS\(|\w=(?:__toESM\()?require\("\.\/[^"]*/.exec(code);
  if (left !== null) throw new Error(`${name}: ${left[0]}`);
  return `(function(__chunk,require){${code}})`;
}

/** `a as b,c` as `a:b,c`, or turned round. */
function pairs(names, colon, turned = false) {
  return names
    .split(',')
    .filter((one) => one.trim() !== '')
    .map((one) => {
      const [name, other = name] = one.trim().split(' as ');
      const [key, value] = turned ? [other, name] : [name, other];
      return `${key}${colon}${value}`;
    })
    .join(',');
}

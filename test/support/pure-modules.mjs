// @ts-check
import { readFileSync } from 'node:fs'
import ts from 'typescript'

/**
 * Marks each call that is evaluated as a module of `src` loads as pure, so that bundlers drop it where its result is not used: none has an
 * effect (`test/package/purity.test.ts`).
 *
 * @type {import('esbuild').Plugin}
 */
export const pureModules = {
  name: 'pure-modules',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
      contents: withPureCalls(readFileSync(path, 'utf8')),
      loader: 'ts',
    }))
  },
}

/** @param {string} code */
export function withPureCalls(code) {
  const source = ts.createSourceFile('module.ts', code, ts.ScriptTarget.Latest)
  /** Where calls begin; a chain of them is marked as one. @type {Set<number>} */
  const starts = new Set()
  /** @param {ts.Node} node */
  const visit = (node) => {
    // What stands in a function is evaluated when that is called.
    if (ts.isFunctionLike(node)) return
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) starts.add(node.getStart(source))
    ts.forEachChild(node, visit)
  }
  visit(source)
  const cuts = [0, ...[...starts].sort((one, other) => one - other)]
  return cuts.map((cut, index) => code.slice(cut, cuts[index + 1])).join('/* @__PURE__ */ ')
}

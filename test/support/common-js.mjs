import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// The CommonJS build is the ES modules with other ways in and out. What bundlers write assigns names to `exports`, and an
// assignment looks for setters on `Object.prototype`; a literal defines its names. Node finds the names of a literal whose
// values are identifiers when an ES module imports it.

const IMPORTED = /^import (\{ .+ \}|\* as [\w$]+) from ['"](.+)['"];$/gm
const PASSED_ON = /^export \{ (.+) \} from ['"](.+)['"];$/gm
const EXPORTED = /^export \{ (.+) \};$/gm

/**
 * Puts a CommonJS module beside every ES module of a folder, in place of those that a bundler wrote.
 *
 * @param {string} folder
 */
export function writeCommonJs(folder) {
  const files = readdirSync(folder)
  for (const file of files) if (file.endsWith('.cjs')) rmSync(join(folder, file))
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    const code = readFileSync(join(folder, file), 'utf8')
    // A program, such as the command line, is no module to be required.
    if (code.startsWith('#!')) continue
    writeFileSync(join(folder, file.replace(/\.js$/, '.cjs')), commonJsOf(code))
  }
}

/**
 * An ES module of our build, as CommonJS.
 *
 * @param {string} text
 * @returns {string}
 */
export function commonJsOf(text) {
  /** @type {string[]} */
  const exported = []
  const code = text
    .replace(IMPORTED, (_, names, from) => `const ${bindingsOf(names)} = ${required(from)};`)
    .replace(PASSED_ON, (_, names, from) => {
      const pairs = pairsOf(names)
      for (const [, name] of pairs) exported.push(`${name}: $${name}`)
      return `const { ${pairs.map(([own, name]) => `${own}: $${name}`).join(', ')} } = ${required(from)};`
    })
    .replace(EXPORTED, (_, names) => {
      for (const [own, name] of pairsOf(names)) exported.push(own === name ? name : `${name}: ${own}`)
      return ''
    })
  const left = /^(?:import|export)\b.*/m.exec(code)
  if (left !== null) throw new Error(`no CommonJS for: ${left[0]}`)
  return `'use strict';\n\n${code.trimEnd()}\n\nmodule.exports = { ${exported.join(', ')} };\n`
}

/** @param {string} from */
function required(from) {
  return `require('${from.replace(/^(\..+)\.js$/, '$1.cjs')}')`
}

/**
 * `{ a as b, c }` as a pattern, `* as d` as a name.
 *
 * @param {string} names
 */
function bindingsOf(names) {
  return names.startsWith('*') ? names.slice('* as '.length) : names.replace(/([\w$]+) as /g, '$1: ')
}

/**
 * Own names and the names that others see.
 *
 * @param {string} names
 * @returns {readonly (readonly [own: string, name: string])[]}
 */
function pairsOf(names) {
  return names.split(', ').map((each) => {
    const [own = '', name = own] = each.split(' as ')
    return [own, name]
  })
}

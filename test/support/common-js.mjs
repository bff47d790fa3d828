import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// The CommonJS build is the ES modules with other ways in and out. What bundlers write assigns names to `exports`, and an
// assignment looks for setters on `Object.prototype`; a literal defines its names. Node finds the names of a literal whose
// values are identifiers when an ES module imports it.

const IMPORTED = /^import (\{ .+ \}|\* as [\w$]+) from ['"](.+)['"];$/gm
const PASSED_ON = /^export \{ (.+) \} from ['"](.+)['"];$/gm
const EXPORTED = /^export \{ (.+) \};$/gm

/** What entries share: as CommonJS it is one file, since no bundler takes names out of such a module anyway. */
const CHUNK = /^chunk-/
const SHARED = 'shared.cjs'

/** Packages that are loaded where they are first used: only what reforms a rule set needs immer, and a page must not load it. */
const LATE = ['immer']

/**
 * Puts a CommonJS module beside every entry of a folder, and one that has all that they share: each part of it runs when it is first asked for.
 *
 * @param {string} folder
 */
export function writeCommonJs(folder) {
  const files = readdirSync(folder)
  for (const file of files) if (file.endsWith('.cjs')) rmSync(join(folder, file))
  /** @type {string[]} */
  const chunks = []
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    const code = readFileSync(join(folder, file), 'utf8')
    // A program, such as the command line, is no module to be required.
    if (code.startsWith('#!')) continue
    const { body, exported } = commonJsOf(code)
    if (CHUNK.test(file)) chunks.push(`'./${file}': () => {\n${body}\nreturn ${exported}\n},\n`)
    else {
      const shared = body.includes('$shared(') ? `const $shared = require('./${SHARED}');\n\n` : ''
      const text = `'use strict';\n\n${shared}${body}\n\nmodule.exports = ${exported};\n`
      writeFileSync(join(folder, file.replace(/\.js$/, '.cjs')), text)
    }
  }
  writeFileSync(join(folder, SHARED), sharedOf(chunks))
}

/** @param {readonly string[]} chunks */
function sharedOf(chunks) {
  return `'use strict';

const chunks = {
__proto__: null,
${chunks.join('')}};
const made = Object.create(null);
const $shared = (name) => made[name] ?? (made[name] = chunks[name]());
module.exports = $shared;
`
}

/**
 * An ES module of our build, as the body of a CommonJS module and the literal that it exports.
 *
 * @param {string} text
 */
export function commonJsOf(text) {
  /** @type {string[]} */
  const exported = []
  /** @type {(readonly [name: string, used: string])[]} */
  const late = []
  const imported = text
    .replace(IMPORTED, (_, names, from) => {
      if (!LATE.includes(from)) return `const ${bindingsOf(names)} = ${required(from)};`
      for (const [own, name] of pairsOf(names.slice(2, -2))) late.push([name, `(${required(from)}.${own})`])
      return ''
    })
    .replace(PASSED_ON, (_, names, from) => {
      const pairs = pairsOf(names)
      for (const [, name] of pairs) exported.push(`${name}: $${name}`)
      return `const { ${pairs.map(([own, name]) => `${own}: $${name}`).join(', ')} } = ${required(from)};`
    })
    .replace(EXPORTED, (_, names) => {
      for (const [own, name] of pairsOf(names)) exported.push(own === name ? name : `${name}: ${own}`)
      return ''
    })
  const code = late.reduce((all, [name, used]) => all.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), used), imported)
  const left = /^(?:import|export)\b.*/m.exec(code)
  if (left !== null) throw new Error(`no CommonJS for: ${left[0]}`)
  return { body: code.trimEnd(), exported: `{ ${exported.join(', ')} }` }
}

/** @param {string} from */
function required(from) {
  return CHUNK.test(from.slice(2)) ? `$shared('${from}')` : `require('${from.replace(/^(\..+)\.js$/, '$1.cjs')}')`
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

// Spoils `Object.prototype` in a process of its own and says which answers of the package change:
// node spoiling.mjs import|require after|first-use|before|alone NAMES
// NAMES is a JSON file: { names, kinds, size, recipes }: whether recipes of `reform` run too, which are immer's. A symbol is written `@@iterator` or `@@for:immer-state`.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { goldenTrace, goldenTraceOfBuilt } from './golden-trace.mjs'

const require = createRequire(import.meta.url)
const [how, when, file] = process.argv.slice(2)
const { names, kinds, size, recipes } = JSON.parse(readFileSync(file, 'utf8'))
const load = (name) => (how === 'import' ? import(name) : Promise.resolve(require(name)))
const VALUES = {
  number: 99,
  text: 'window',
  true: true,
  null: null,
  function: () => ({ ok: true }),
  object: {},
  list: ['app'],
}

const keyOf = (name) =>
  name.startsWith('@@for:') ? Symbol.for(name.slice(6)) : name.startsWith('@@') ? Symbol[name.slice(2)] : name
const before = names.map((name) => Reflect.getOwnPropertyDescriptor(Object.prototype, keyOf(name)))

/** As a JSON merge leaves it. Before loading it is hidden from loops: immer's CommonJS takes every name of a loop for an export. */
const isListed = how === 'import' || when === 'after' || when === 'first-use'
function spoil(group, kind) {
  for (let index = 0; index < group.length; index++) {
    const told = { __proto__: null, value: VALUES[kind], writable: true, enumerable: isListed, configurable: true }
    Object.defineProperty(Object.prototype, keyOf(group[index]), told)
  }
}
function mend(group) {
  for (let index = 0; index < group.length; index++) {
    const old = before[names.indexOf(group[index])]
    if (old === undefined) delete Object.prototype[keyOf(group[index])]
    else Object.defineProperty(Object.prototype, keyOf(group[index]), old)
  }
}

async function loaded() {
  const library = {}
  const { yuan, ...form } = await load('demerit/form')
  for (const entry of ['analysis', 'store', 'sql']) Object.assign(library, await load(`demerit/${entry}`))
  for (const entry of ['demerit', 'demerit/rules', 'demerit/explain']) Object.assign(library, await load(entry))
  Object.assign(library, form, { yuanTyped: yuan, yuan: library.yuan })
  const { reform } = library
  if (!recipes) library.reform = (set, changes) => (typeof changes === 'function' ? set : reform(set, changes))
  return library
}

/** The trace as text, taken while the names hang there and written when they are gone. */
function traced(library, group, kind) {
  let seen
  try {
    spoil(group, kind)
    // Thousands of names at once make searches slow beyond use: what the other entries do is traced with some at a time.
    seen = when === 'after' ? [...goldenTrace(library), ...goldenTraceOfBuilt(library)] : goldenTrace(library)
  } catch (error) {
    seen = [String(error)]
  } finally {
    mend(group)
  }
  return seen.map((step) => JSON.stringify(step) ?? 'undefined')
}

const changed = []
function compare(library, plain, group, kind) {
  const seen = traced(library, group, kind)
  const step = plain.findIndex((text, index) => text !== seen[index])
  if (step < 0 && seen.length === plain.length) return
  if (group.length === 1) {
    changed.push({ kind, name: group[0], step, said: String(seen[Math.max(step, 0)]).slice(0, 160) })
    return
  }
  const half = group.length >> 1
  compare(library, plain, group.slice(0, half), kind)
  compare(library, plain, group.slice(half), kind)
}

if (when === 'after') {
  const library = await loaded()
  const plain = traced(library, [], 'number')
  for (const kind of kinds) {
    for (let from = 0; from < names.length; from += size) compare(library, plain, names.slice(from, from + size), kind)
  }
  process.stdout.write(JSON.stringify({ steps: plain.length, changed }))
} else if (when === 'alone') {
  // Whether Node and the packages that the library depends on load at all.
  let fails = false
  try {
    spoil(names, kinds[0])
    for (const name of ['immer', 'date-fns']) await load(name)
  } catch {
    fails = true
  } finally {
    mend(names)
  }
  process.stdout.write(JSON.stringify(fails))
} else {
  let library = when === 'first-use' ? await loaded() : undefined
  let text
  try {
    spoil(names, kinds[0])
    library ??= await loaded()
  } finally {
    mend(names)
    if (library !== undefined) text = traced(library, names, kinds[0])
  }
  process.stdout.write(JSON.stringify(text))
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Consumer, ENTRIES, packed, run, specifierOf } from './consumer.ts'

let consumer: Consumer

beforeAll(async () => {
  consumer = await packed()
})
afterAll(() => consumer?.remove())

const NAMES = `const names = {}
for (const [entry, all] of Object.entries(entries)) names[entry] = Object.keys(all).filter((name) => name !== 'default' && name !== '__esModule').sort()
console.log(JSON.stringify(names))
`
const LOADING = {
  mjs: ENTRIES.map((entry, index) => `import * as entry${index} from '${specifierOf(entry)}'\n`).join(''),
  cjs: ENTRIES.map((entry, index) => `const entry${index} = require('${specifierOf(entry)}')\n`).join(''),
}
const ALL = `const entries = { ${ENTRIES.map((entry, index) => `'${entry}': entry${index}`).join(', ')} }\n`

/** A value of one entry, handed to the functions of another; a second copy of the core would throw. */
const SHARED = `
const { decideBinding, openRegistry } = entries['.']
const { asReported, cn, cn2024, isRuleSet, reform, ruleSetOn } = entries['./rules']
const facts = {
  at: '2024-11-02T09:00:00+08:00', channel: 'app', driver: 'd', vehicle: 'v', vehicleOwner: 'o', pairBound: false,
  driverBindings: 3, vehicleBindings: 0,
}
const sets = [asReported, cn2024, ruleSetOn(cn, '2024-11-02'), reform(asReported, (draft) => { draft.id = 'reform'; })]
console.log(JSON.stringify({
  verdicts: sets.slice(0, 3).map((set) => decideBinding(facts, set).verdict),
  genuine: sets.map(isRuleSet),
  sameBook: decideBinding(facts, cn).ruleSet === cn2024.id,
  registries: [openRegistry(asReported), openRegistry(cn)].length,
}))
`

async function printed(end: 'mjs' | 'cjs', code: string): Promise<unknown> {
  const { status, stdout, stderr } = await run(process.execPath, [consumer.write(`main.${end}`, code)], consumer.folder)
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return JSON.parse(stdout)
}

describe('the packed package, loaded', () => {
  test('gives the same names to import and to require, some from every entry', async () => {
    const [imported, required] = await Promise.all([
      printed('mjs', LOADING.mjs + ALL + NAMES),
      printed('cjs', LOADING.cjs + ALL + NAMES),
    ])
    expect(required).toEqual(imported)
    const names = imported as Record<string, readonly string[]>
    expect(Object.keys(names)).toEqual(ENTRIES)
    expect(ENTRIES.filter((entry) => names[entry]?.length === 0)).toEqual([])
    expect(names['.']).toEqual(expect.arrayContaining(['decideBinding', 'decideHandling', 'parseInstant', 'yuan']))
    expect(names['./rules']).toEqual(expect.arrayContaining(['asReported', 'cn', 'reform', 'ruleSetOn']))
    expect(names['./explain']).toEqual(expect.arrayContaining(['en', 'explain', 'zhCN']))
  })

  test.each(['mjs', 'cjs'] as const)('knows in one entry what another made (%s)', async (end) => {
    expect(await printed(end, LOADING[end] + ALL + SHARED)).toEqual({
      verdicts: ['refused', 'refused', 'refused'],
      genuine: [true, true, true, true],
      sameBook: true,
      registries: 2,
    })
  })

  test('Node finds every name of the CommonJS build when an ES module imports it', async () => {
    const folder = './node_modules/demerit/dist'
    const files = ENTRIES.map((entry) => `${entry === '.' ? 'index' : entry.slice(2)}.cjs`)
    const byPath = files.map((file, index) => `import * as entry${index} from '${folder}/${file}'\n`).join('')
    // Newer versions of Node add these two.
    const added = `for (const all of Object.values(names)) for (const name of ['default', 'module.exports']) {
      if (all.includes(name)) all.splice(all.indexOf(name), 1)
    }\nconsole.log(JSON.stringify(names))`
    const code = byPath + ALL + NAMES.replace('console.log(JSON.stringify(names))', added)
    expect(await printed('mjs', code)).toEqual(await printed('cjs', LOADING.cjs + ALL + NAMES))
  })

  test('CommonJS defines what it exports: a setter of that name on Object.prototype is never called', async () => {
    const dist = consumer.files.filter((file) => /^dist\/.*\.cjs$/.test(file))
    expect(dist.length).toBeGreaterThan(ENTRIES.length)
    const spoilt = `const { readFileSync } = require('fs')
const called = []
const names = new Set()
// date-fns and fast-check assign names of their own, some of which are ours too.
const isExports = (one) => Object.values(require.cache).some(({ exports, filename }) => /[\\\\/]demerit[\\\\/]dist[\\\\/]/.test(filename) && exports === one)
for (const file of ${JSON.stringify(dist)}) {
  const text = readFileSync('./node_modules/demerit/' + file, 'utf8')
  if (/^(?:module\\.)?exports\\.[\\w$]+ =|Object\\.defineProperty\\(exports/m.test(text)) called.push(file)
  for (const [name] of text.slice(text.lastIndexOf('module.exports = {')).matchAll(/[\\w$]+/g)) names.add(name)
}
for (const name of names) {
  // Node assigns the id of a module by the same name.
  if (name in {} || ['module', 'exports', 'get', 'set', 'id'].includes(name)) continue
  Object.defineProperty(Object.prototype, name, { __proto__: null, set() { if (isExports(this)) called.push(name) }, get: () => undefined, configurable: true })
}
`
    const told = `for (const name of names) delete Object.prototype[name]
console.log(JSON.stringify([names.size > 200, called]))`
    expect(await printed('cjs', `${spoilt}${LOADING.cjs}${told}`)).toEqual([true, []])
  })

  test('CommonJS loads immer where a rule set is reformed, and not before', async () => {
    const code = `const isLoaded = () => Object.keys(require.cache).some((file) => /[\\\\/]immer[\\\\/]/.test(file))
const before = isLoaded()
const { cn2024, reform } = entries['./rules']
reform(cn2024, (draft) => { draft.id = 'reform' })
console.log(JSON.stringify([before, isLoaded()]))`
    expect(await printed('cjs', LOADING.cjs + ALL + code)).toEqual([false, true])
  })

  test('hides everything that is not an entry', async () => {
    const code = `import('demerit/dist/index.js').then(() => console.log(1), (error) => console.log(JSON.stringify(error.code)))`
    expect(await printed('mjs', code)).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED')
  })
})

/**
 * The packed package in a process whose `Object.prototype` carries what a merge of JSON may have left there: writable data
 * properties of every name that the package or its dependencies speak of, and of every well-known symbol.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WHOLE } from '../support/whole.ts'
import { type Consumer, MANIFEST, packed, ROOT, run } from './consumer.ts'

let consumer: Consumer
let names: readonly string[]

beforeAll(async () => {
  consumer = await packed()
  const trace = readFileSync(join(ROOT, 'test/hostile/golden-trace.ts'), 'utf8')
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
  consumer.write('golden-trace.mjs', ts.transpileModule(trace, { compilerOptions: options }).outputText)
  consumer.write('spoiling.mjs', readFileSync(join(ROOT, 'test/package/spoiling.mjs'), 'utf8'))
  names = [...spoken(), ...SYMBOLS]
})
afterAll(() => consumer?.remove())

const SYMBOLS: readonly string[] = [
  ...Reflect.ownKeys(Symbol).flatMap((key) =>
    typeof key === 'string' && typeof Symbol[key as 'iterator'] === 'symbol' ? [`@@${key}`] : [],
  ),
  ...['constructDateFrom', 'immer-draftable', 'immer-nothing', 'immer-state'].map((key) => `@@for:${key}`),
]
/** Before loading, each of these breaks immer's CommonJS or Node itself (found with Node 20). THREATS.md names them. */
const BREAKING_IMMER = ['get', 'set', 'value', 'writable', '@@toPrimitive']
const BREAKING_NODE = ['encoding', 'path', 'signal', 'source', 'then', '0']
const BREAKING = [...BREAKING_IMMER, ...BREAKING_NODE]
/** What immer stumbles over while a recipe of `reform` runs: the recipe throws. THREATS.md names them. */
const OF_RECIPES = ['return', 'MapSet', 'ArrayMethods', '@@for:immer-draftable', '@@for:immer-state']

/** Every name in the code of the package and of immer that is not a member of all objects; and places of a list. */
function spoken(): readonly string[] {
  const code = consumer.files.filter((file) => /^dist\/.*\.c?js$/.test(file))
  const texts = code.map((file) => readFileSync(join(consumer.folder, 'node_modules', MANIFEST.name, file), 'utf8'))
  texts.push(readFileSync(join(ROOT, 'node_modules/immer/dist/cjs/immer.cjs.production.js'), 'utf8'))
  const found = new Set(texts.flatMap((text) => text.match(/[A-Za-z_$][\w$]*/g) ?? []))
  for (const name of Object.getOwnPropertyNames(Object.prototype)) found.delete(name)
  return [...found, '0', '1', '2', '15', '63', '-1']
}

interface Found {
  readonly steps: number
  readonly changed: readonly { readonly name: string; readonly said: string }[]
}

interface Told {
  readonly names: readonly string[]
  readonly kinds: readonly string[]
  readonly size?: number
  readonly recipes?: boolean
}

async function spoiled(how: string, when: string, told: Told): Promise<unknown> {
  const file = consumer.write(`${how}-${when}.json`, JSON.stringify({ size: 64, recipes: false, ...told }))
  const ran = await run(process.execPath, [join(consumer.folder, 'spoiling.mjs'), how, when, file], consumer.folder)
  if (ran.status !== 0) throw new Error(ran.stderr.slice(0, 2000))
  return JSON.parse(ran.stdout)
}

/** The steps of a trace in a spoilt process that come out otherwise than in one that is not. */
async function differing(how: string, when: string, told: Told): Promise<readonly unknown[]> {
  const plain = (await spoiled(how, when, { ...told, names: [] })) as readonly string[]
  const seen = (await spoiled(how, when, told)) as readonly string[]
  expect(plain.length).toBeGreaterThan(200)
  expect(seen.length).toBe(plain.length)
  return plain.flatMap((text, step) => (text === seen[step] ? [] : [[step, seen[step]?.slice(0, 160)]])).slice(0, 5)
}

const KINDS = WHOLE ? ['number', 'text', 'true', 'null', 'function', 'object', 'list'] : ['number', 'function']

describe.each(['import', 'require'])('the packed package by %s, Object.prototype spoilt', (how) => {
  test('after loading: no name with any value changes an answer', async () => {
    expect(names.length).toBeGreaterThan(2000)
    const found = (await spoiled(how, 'after', { names, kinds: KINDS, size: WHOLE ? 32 : 256 })) as Found
    expect(found.steps).toBeGreaterThan(200)
    expect(found.changed).toEqual([])
  })

  test('after loading: a recipe of a reform is done, or throws where immer does', async () => {
    const found = (await spoiled(how, 'after', { names, kinds: ['number'], recipes: true })) as Found
    for (const { name, said } of found.changed)
      expect([name, said.slice(0, 21)]).toEqual([name, '["thrown","TypeError"'])
    expect(found.changed.map(({ name }) => name).sort()).toEqual([...OF_RECIPES].sort())
  })

  test.each(KINDS)('before the first use: all names at once with a %s change no answer', async (kind) => {
    expect(await differing(how, 'first-use', { names, kinds: [kind] })).toEqual([])
  })

  test.each(KINDS)('before loading: all but what breaks Node or immer, with a %s, change no answer', async (kind) => {
    const rest = names.filter((name) => !BREAKING.includes(name))
    expect(await differing(how, 'before', { names: rest, kinds: [kind] })).toEqual([])
  })
})

test('what is left out breaks Node or immer by itself, and is named in docs/THREATS.md', async () => {
  const threats = readFileSync(join(ROOT, 'docs/THREATS.md'), 'utf8')
  for (const name of [...BREAKING, ...OF_RECIPES]) {
    const written = name.replace(/^@@for:(.*)$/, "Symbol.for('$1')").replace(/^@@/, 'Symbol.')
    expect(threats.includes(`\`${written}\``), written).toBe(true)
  }
  for (const name of BREAKING_IMMER) {
    expect(await spoiled('require', 'alone', { names: [name], kinds: ['number'] }), name).toBe(true)
  }
})

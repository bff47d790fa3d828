// @ts-check
/**
 * How StrykerJS runs the tests of an area. vitest takes seconds to load them anew for each mutant; here they are bundled
 * once with the mutated sources, and evaluated anew in milliseconds: no mutant meets what another left in a module. The
 * tests are the same, and so is `expect`; of vitest's other words only those are here that the tests use.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { format } from 'node:util'
import { Script } from 'node:vm'
import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect'
import { build } from 'esbuild'
import fc from 'fast-check'
import { AREAS, RUNS, SEED } from './areas.mjs'

/** @typedef {{ before: Function[], each: Function[], done: Function[], name: string, outer: Suite | undefined, begun: boolean }} Suite */
/** @typedef {{ id: string, suites: readonly Suite[], run: Function }} Test */
/** @typedef {{ activeMutant?: string, hitCount?: number, hitLimit?: number, currentTestId?: string, mutantCoverage?: Coverage }} Stryker */
/** @typedef {{ static: Record<string, number>, perTest: Record<string, Record<string, number>> }} Coverage */
/** @typedef {{ activeMutant: { id: string }, testFilter?: string[], hitLimit?: number, mutantActivation: 'static' | 'runtime' }} Wanted */

/** Where mutated sources look for the mutant that is active. */
const NAMESPACE = '__stryker__'
/** A test that waits longer than so many milliseconds has failed. */
const PATIENCE = 20_000

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)
chai.use(({ Assertion }, { addMethod }) => {
  addMethod(Assertion.prototype, 'toMatchFileSnapshot', function (/** @type {string} */ path) {
    new chai.Assertion(/** @type {{ _obj: unknown }} */ (this)._obj).to.equal(readFileSync(path, 'utf8'))
  })
})
const bare = new Map(
  [Object.prototype, Array.prototype, Function.prototype, String.prototype, Number.prototype].map((each) => [
    each,
    new Set(Reflect.ownKeys(each)),
  ]),
)

export const strykerPlugins = [{ kind: 'TestRunner', name: 'bundle', factory: Object.assign(runner, { inject: [] }) }]

function runner() {
  const { tests = [], without } = AREAS[process.env.DEMERIT_AREA ?? ''] ?? {}
  /** @type {(require: (name: string) => unknown) => void} */
  let evaluate = () => {}
  /** @type {Map<string, number>} */
  const times = new Map()

  return {
    capabilities: () => ({ reloadEnvironment: true }),

    async init() {
      process.env.DEMERIT_SEED = SEED
      process.env.DEMERIT_RUNS ??= RUNS
      evaluate = await bundled(tests)
    },

    async dryRun() {
      const stryker = fresh()
      const done = []
      for (const test of collected()) {
        const from = performance.now()
        stryker.currentTestId = test.id
        record(stryker).perTest[test.id] = Object.create(null)
        const failure = await failureOf(test)
        delete stryker.currentTestId
        const timeSpentMs = performance.now() - from
        times.set(test.id, timeSpentMs)
        const told = { id: test.id, name: test.id, timeSpentMs }
        done.push(failure === undefined ? { ...told, status: 0 } : { ...told, status: 1, failureMessage: failure })
      }
      const { mutantCoverage } = stryker
      return { status: 'complete', tests: done, mutantCoverage: JSON.parse(JSON.stringify(mutantCoverage)) }
    },

    async mutantRun(/** @type {Wanted} */ { activeMutant, testFilter, hitLimit, mutantActivation }) {
      const stryker = fresh()
      const wanted = testFilter && new Set(testFilter)
      stryker.hitCount = 0
      if (hitLimit !== undefined) stryker.hitLimit = hitLimit
      if (mutantActivation === 'static') stryker.activeMutant = activeMutant.id
      /** @type {Test[]} */
      let wanting = []
      let nrOfTests = 0
      let failure
      let killer = 'loading'
      try {
        wanting = collected().filter(({ id }) => wanted === undefined || wanted.has(id))
      } catch (error) {
        failure = told(error)
      }
      stryker.activeMutant = activeMutant.id
      // What takes least time first.
      wanting.sort((one, other) => (times.get(one.id) ?? 0) - (times.get(other.id) ?? 0))
      for (const test of wanting) {
        if (failure !== undefined) break
        nrOfTests++
        killer = test.id
        failure = await failureOf(test)
      }
      tidy()
      if (hitLimit !== undefined && stryker.hitCount > hitLimit) return { status: 'timeout', reason: 'hit limit' }
      if (failure === undefined) return { status: 'survived', nrOfTests }
      return { status: 'killed', killedBy: [killer], failureMessage: failure, nrOfTests }
    },
  }

  /** A namespace in which nothing is active; what is counted in it has no prototype that a test may have spoilt. */
  function fresh() {
    /** @type {Stryker} */
    const stryker = (globalThis[/** @type {keyof globalThis} */ (NAMESPACE)] ??= /** @type {never} */ ({}))
    for (const key of Object.keys(stryker)) delete stryker[/** @type {keyof Stryker} */ (key)]
    stryker.mutantCoverage = { static: Object.create(null), perTest: Object.create(null) }
    return stryker
  }

  /** Loads tests and sources anew. */
  function collected() {
    const { words, tests: found } = collector()
    const require = createRequire(join(process.cwd(), 'package.json'))
    evaluate((name) => (name === 'vitest' ? words : require(name)))
    // Without the search for a smaller example: the first one will do.
    fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true })
    return found.filter(({ id }) => without?.test(id) !== true)
  }
}

/** @param {Stryker} stryker @returns {Coverage} */
function record(stryker) {
  return /** @type {Coverage} */ (stryker.mutantCoverage)
}

/** The set-up and some tests in one script; packages stay outside. @param {readonly string[]} tests */
async function bundled(tests) {
  const { outputFiles } = await build({
    stdin: {
      contents: ['setup.ts', ...tests].map((file) => `import './test/${file}'`).join('\n'),
      resolveDir: process.cwd(),
    },
    bundle: true,
    // package.json says that no module has side effects: tests have.
    ignoreAnnotations: true,
    packages: 'external',
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    write: false,
    plugins: [
      {
        name: 'import.meta.url',
        setup(build) {
          build.onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, async ({ path }) => {
            const { readFile } = await import('node:fs/promises')
            const text = await readFile(path, 'utf8')
            const contents = text
              .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
              .replaceAll(/(?<=toMatchFileSnapshot\()'([^']+)'/g, (_, /** @type {string} */ file) =>
                JSON.stringify(resolve(dirname(path), file)),
              )
            return { contents, loader: 'ts' }
          })
        },
      },
    ],
  })
  const script = new Script(`(function (require, module, exports) {${outputFiles[0]?.text}\n})`)
  return (/** @type {(name: string) => unknown} */ require) => {
    const module = { exports: {} }
    script.runInThisContext()(require, module, module.exports)
  }
}

/** The words of vitest that the tests use, and the tests that they leave. */
function collector() {
  /** @type {Test[]} */
  const tests = []
  /** @type {Map<string, number>} */
  const ids = new Map()
  const suite = (/** @type {string} */ name, /** @type {Suite | undefined} */ outer) => ({
    name,
    outer,
    before: [],
    each: [],
    done: [],
    begun: false,
  })
  /** @type {Suite} */
  let current = suite('', undefined)

  /** @param {string} name @param {unknown[]} rest */
  const describe = (name, ...rest) => {
    current = suite(name, current)
    bodyOf(rest)()
    current = /** @type {Suite} */ (current.outer)
  }
  /** @param {string} name @param {unknown[]} rest */
  const test = (name, ...rest) => {
    /** @type {Suite[]} */
    const suites = []
    for (let each = /** @type {Suite | undefined} */ (current); each !== undefined; each = each.outer)
      suites.unshift(each)
    const path = [...suites.map((each) => each.name), name].filter(Boolean).join(' › ')
    const nth = (ids.get(path) ?? 0) + 1
    ids.set(path, nth)
    tests.push({ id: nth === 1 ? path : `${path} (${nth})`, suites, run: bodyOf(rest) })
  }
  const told = Object.assign(test, { each: each(test), skipIf: (/** @type {unknown} */ no) => (no ? () => {} : test) })
  const words = {
    describe: Object.assign(describe, { each: each(describe) }),
    test: told,
    it: told,
    expect: chai.expect,
    beforeAll: (/** @type {Function} */ hook) => current.before.push(hook),
    afterAll: (/** @type {Function} */ hook) => current.done.push(hook),
    afterEach: (/** @type {Function} */ hook) => current.each.push(hook),
  }
  return { words, tests }
}

/** @param {readonly unknown[]} rest @returns {Function} */
function bodyOf(rest) {
  return /** @type {Function} */ (rest.find((each) => typeof each === 'function'))
}

/** @param {(name: string, ...rest: unknown[]) => void} word */
function each(word) {
  return (/** @type {readonly unknown[]} */ rows) =>
    (/** @type {string} */ name, /** @type {unknown[]} */ ...rest) => {
      for (const [index, row] of rows.entries()) {
        const values = Array.isArray(row) ? row : [row]
        const shown = values.slice(0, name.match(/%[a-z]/g)?.length ?? 0)
        const named = shown.length === 0 ? `${name} ${index}` : format(name.replace('%#', String(index)), ...shown)
        const body = bodyOf(rest)
        word(named, () => body(...values))
      }
    }
}

/** Runs a test; gives what it failed with. @param {Test} test */
async function failureOf({ suites, run }) {
  let failure
  try {
    for (const suite of suites) {
      if (suite.begun) continue
      suite.begun = true
      for (const hook of suite.before) await hook()
    }
    const running = run()
    if (running instanceof Promise) await inTime(running)
  } catch (error) {
    failure = told(error)
  }
  try {
    for (const suite of suites) for (const hook of suite.each) await hook()
  } catch (error) {
    failure ??= told(error)
  }
  return failure
}

/** @param {Promise<unknown>} running */
async function inTime(running) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('too late')), PATIENCE)
  })
  try {
    await Promise.race([running, late])
  } finally {
    clearTimeout(timer)
  }
}

/** @param {unknown} error */
function told(error) {
  try {
    return String(error instanceof Error ? error.message : error).slice(0, 300)
  } catch {
    return 'failed'
  }
}

/** Takes off built-in prototypes what a test that failed half way has left there. */
function tidy() {
  for (const [prototype, keys] of bare) {
    for (const key of Reflect.ownKeys(prototype)) if (!keys.has(key)) Reflect.deleteProperty(prototype, key)
  }
}

// @ts-check
/**
 * `npm run verify`: what is too large for every run. Goes through the larger worlds (test/exhaustive/scopes.ts) and asks
 * every question of docs/loopholes.mjs; writes docs/loopholes-verified.json, docs/LOOPHOLES.md and
 * test/exhaustive/verify-results.json; ends with `N passed, N failed`. Takes about a quarter of an hour on one core.
 *
 * A question fails when it is left open (`unknown`), or when its answer is not the one known beforehand.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..')
const BUNDLE = join(ROOT, 'node_modules', '.cache', 'demerit', 'verify-bundle.mjs')

mkdirSync(dirname(BUNDLE), { recursive: true })
// One copy of the library for both parts, made of the sources as they stand.
await build({
  stdin: {
    contents: `export * from './test/exhaustive/scopes.ts'
      export { answer, ASKED, EXPECTED, FEW_STATES, hashOf } from './docs/loopholes.mjs'
      export { page, TOLD } from './docs/generate-loopholes.mjs'`,
    resolveDir: ROOT,
  },
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile: BUNDLE,
  logLevel: 'warning',
  alias: {
    'demerit/analysis': join(ROOT, 'src/analysis.ts'),
    'demerit/rules': join(ROOT, 'src/rules.ts'),
    demerit: join(ROOT, 'src/index.ts'),
  },
})
const { LARGE_WORLDS, check, ASKED, EXPECTED, FEW_STATES, TOLD, answer, hashOf, page } = await import(
  pathToFileURL(BUNDLE).href
)

let passed = 0
let failed = 0
/** @param {string} what @param {boolean} right @param {number} from */
function report(what, right, from) {
  if (right) passed++
  else failed++
  console.log(`${right ? 'ok  ' : 'FAIL'} ${what}   ${((performance.now() - from) / 1000).toFixed(1)} s`)
}

const worlds = []
for (const world of LARGE_WORLDS) {
  const { name, set, scope, counts } = world
  const from = performance.now()
  let found = null
  try {
    found = check(world)
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
  }
  const agrees = found !== null && String(found) === String(counts)
  const [states, decisions] = found ?? [0, 0]
  report(`${set}: ${name}: ${states} states, ${decisions} decisions`, agrees, from)
  const { drivers, vehicles, days, violations } = scope
  worlds.push({ set, name, drivers, vehicles, days, violations, states, decisions, agrees })
}

const rows = []
for (const asked of ASKED) {
  const from = performance.now()
  const { part, id, repair, rules } = asked
  const found = answer(asked)
  const { kind, scope, states, decisions, steps = null, setUp = [], commands = [] } = found
  const isTold = part === 'app' && TOLD.some(([one, set]) => one === id && set === rules.id)
  const told = { en: found.story?.({ tag: 'en' }), zh: found.story?.({ tag: 'zh-CN' }), drawn: found.mermaid?.() }
  rows.push({
    ...{ part, asked: id, rules: rules.id, repair, hash: hashOf(rules) },
    ...{ kind, steps, scope, states, decisions },
    ...(kind === 'witness' && states > FEW_STATES ? { setUp, commands } : {}),
    ...(isTold ? { told } : {}),
  })
  const [, , expected] = part === 'window' ? [] : (EXPECTED.find(([set, one]) => set === rules.id && one === id) ?? [])
  const right = kind !== 'unknown' && (expected === undefined || expected === steps)
  report(`${part} ${id} under ${rules.id}: ${kind} ${steps ?? ''}, ${scope.days} d, ${states} states`, right, from)
}

/** A list in JSON, one item a line. @param {readonly unknown[]} list */
const lines = (list) => `[\n${list.map((each) => JSON.stringify(each)).join(',\n')}\n]`
writeFileSync(join(ROOT, 'docs/loopholes-verified.json'), `{ "rows": ${lines(rows)} }\n`)
writeFileSync(join(ROOT, 'test/exhaustive/verify-results.json'), `{ "worlds": ${lines(worlds)} }\n`)
writeFileSync(join(ROOT, 'docs/LOOPHOLES.md'), page(rows))
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

/**
 * Every question of docs/loopholes.mjs is answered, and as was known beforehand. By hand: `npm run verify:deep -- questions`; with `-u` the
 * answers take the place of those in docs/loopholes-verified.json, of which `npm run docs` makes the page.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'

const DOCS = new URL('../../docs/', import.meta.url)
// biome-ignore lint/suspicious/noExplicitAny: the page's own module, in JavaScript.
const { answer, ASKED, EXPECTED, FEW_STATES, hashOf }: any = await import(new URL('loopholes.mjs', DOCS).href)
const FILE = new URL('loopholes-verified.json', DOCS)
const rows: unknown[] = []

// biome-ignore lint/suspicious/noExplicitAny: as above.
test.each(ASKED as any[])('$part: $id under $called', (asked) => {
  const { part, id, repair, rules, called, goal } = asked
  const { kind, scope, states, decisions, restrictions, steps = null, setUp = [], commands = [] } = answer(asked)
  rows.push({
    ...{
      part,
      asked: id,
      goal: goal.id,
      rules: called,
      repair,
      hash: hashOf(rules),
      kind,
      steps,
      scope,
      states,
      decisions,
    },
    restrictions,
    ...(kind === 'witness' && states > FEW_STATES ? { setUp, commands } : {}),
  })
  expect(kind).not.toBe('unknown')
  const known = (EXPECTED as [string, string, number | null][]).find(([set, one]) => set === called && one === id)
  if (known !== undefined && part !== 'window') expect(steps).toBe(known[2])
})

afterAll(() => {
  if (process.env.UPDATE_GOLDEN !== '1' || rows.length < ASKED.length) return
  const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' }).trim()
  const day = new Date().toISOString().slice(0, 10)
  writeFileSync(
    FILE,
    `{ "commit": ${JSON.stringify(commit)}, "day": ${JSON.stringify(day)}, "rows": [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n] }\n`,
  )
})

/**
 * docs/LOOPHOLES.md is what `npm run verify:deep` found, and what it found is so today: answers that are quick to find are found
 * again, and every longer way is gone once more. Answers under a rule set that has changed since are left out here, and
 * `npm run verify` says how many they are.
 */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Exploration, Goal, SearchScope } from '../../src/analysis/index.ts'
import type { Command, Outcome, Registry } from '../../src/index.ts'
import type { RuleSet } from '../../src/law/index.ts'

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url))

/** As the pages do, the built package is asked, so that `npm run build` comes first. */
const load = (file: string) => import(pathToFileURL(join(DOCS, file)).href)

interface Asked {
  readonly part: string
  readonly id: string
  readonly rules: RuleSet
  readonly called: string
  readonly repair: string
  readonly goal: Goal<unknown>
  readonly scopes: readonly SearchScope[]
}
interface Row {
  readonly part: string
  readonly asked: string
  readonly goal: string
  readonly rules: string
  readonly hash: string
  readonly repair: string
  readonly kind: Exploration['kind']
  readonly steps: number | null
  readonly scope: SearchScope
  readonly states: number
  readonly decisions: number
  readonly setUp?: readonly Command[]
  readonly commands?: readonly Command[]
}
const {
  ASKED,
  EXPECTED,
  FEW_STATES,
  answer,
  hashOf,
}: {
  readonly ASKED: readonly Asked[]
  readonly EXPECTED: readonly (readonly [rules: string, asked: string, steps: number | null])[]
  readonly FEW_STATES: number
  readonly answer: (asked: Asked) => Exploration
  readonly hashOf: (rules: RuleSet) => string
} = await load('loopholes.mjs')
const { page, verified }: { page(): string; verified(): readonly Row[] } = await load('generate-loopholes.mjs')
const rows = verified()
/** Whether a whole scope says what a scope asks for; in which order its words stand does not matter. */
function isIn(asked: SearchScope, whole: SearchScope): boolean {
  const sorted = (value: unknown): string => JSON.stringify(Array.isArray(value) ? value.toSorted() : value)
  return Object.entries(asked).every(([field, value]) => sorted(value) === sorted(whole[field as keyof SearchScope]))
}
const nameOf = (row: { readonly part: string; readonly repair: string }, id: string, rules: string): string =>
  `${row.part}: ${id} under ${rules}${row.repair === '' ? '' : `, ${row.repair}`}`
const asking = new Map(ASKED.map((asked) => [nameOf(asked, asked.id, asked.called), asked]))
const all = rows.map((row) => ({ row, name: nameOf(row, row.asked, row.rules) }))
const pairs = all.flatMap(({ row, name }) => {
  const asked = asking.get(name)
  return asked === undefined || hashOf(asked.rules) !== row.hash ? [] : [{ row, asked }]
})

describe('docs/LOOPHOLES.md', () => {
  test('is made of what npm run verify:deep found (npm run docs)', () => {
    expect(readFileSync(join(DOCS, 'LOOPHOLES.md'), 'utf8')).toBe(page())
  })

  test('answers each question once', () => {
    expect(asking.size).toBe(ASKED.length)
    expect(new Set(all.map(({ name }) => name)).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(100)
  })

  test('goes through the scopes it is asked to, and leaves no goal open', () => {
    for (const { row, asked } of pairs) {
      expect(row.kind).not.toBe('unknown')
      const scopes = row.kind === 'none' ? asked.scopes.slice(-1) : asked.scopes
      expect(scopes.some((scope) => isIn(scope, row.scope))).toBe(true)
    }
  })

  test('says of no way by app that it is closed where there is a window too, and of none that it takes longer', () => {
    const windows = rows.filter(({ part }) => part === 'window')
    expect(windows.length).toBeGreaterThan(0)
    for (const row of windows) {
      const byApp = rows.find((one) => one.part === 'app' && one.asked === row.asked && one.rules === row.rules)
      if (byApp?.kind !== 'witness') continue
      expect(row.kind, nameOf(row, row.asked, row.rules)).toBe('witness')
      expect(row.steps).toBeLessThanOrEqual(byApp.steps as number)
    }
  })

  test('gives the answers that another model of the rule gave', () => {
    const found = EXPECTED.map(([rules, asked]) => {
      const row = rows.find((each) => each.part !== 'window' && each.rules === rules && each.asked === asked)
      return [rules, asked, row?.steps]
    })
    expect(found).toEqual(EXPECTED)
  })
})

test('what is quick to find is found again, in as many states, by the same way', () => {
  const quick = pairs.filter(({ row }) => row.states <= FEW_STATES)
  if (pairs.length === rows.length) expect(quick.length).toBeGreaterThan(rows.length / 2)
  for (const { row, asked } of quick) {
    const found = answer(asked)
    const { kind, scope, states, decisions } = found
    const steps = found.kind === 'witness' ? found.steps : null
    expect({ kind, steps, scope, states, decisions }).toEqual({
      kind: row.kind,
      steps: row.steps,
      scope: row.scope,
      states: row.states,
      decisions: row.decisions,
    })
  }
})

test('every longer way is brought about by its commands', async () => {
  const library: {
    openRegistry(rules: RuleSet): Registry
    execute(registry: Registry, command: Command): Outcome
  } = await import(pathToFileURL(join(DOCS, '../dist/index.js')).href)
  const long = pairs.filter(({ row }) => row.kind === 'witness' && row.states > FEW_STATES)
  if (pairs.length === rows.length) expect(long.length).toBeGreaterThan(0)
  for (const { row, asked } of long) {
    const { setUp = [], commands = [] } = row
    expect(commands).toHaveLength(row.steps ?? -1)
    let registry = library.openRegistry(asked.rules)
    let memory = asked.goal.init
    for (const command of [...setUp, ...commands]) {
      expect(asked.goal.reached(memory, registry)).toBe(false)
      expect(asked.goal.restrictions?.some(({ broken }) => broken(memory)) ?? false).toBe(false)
      const outcome = library.execute(registry, command)
      if (outcome.status !== 'accepted') throw new Error(`${row.asked}: ${command.type} ${outcome.status}`)
      memory = asked.goal.next(memory, outcome.event, registry)
      registry = outcome.registry
    }
    expect(asked.goal.reached(memory, registry)).toBe(true)
    expect(asked.goal.restrictions?.some(({ broken }) => broken(memory)) ?? false).toBe(false)
  }
})

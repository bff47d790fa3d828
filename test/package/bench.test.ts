/** The pieces of the benchmark that need nobody else: what is written by hand must give the library's answers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Command, decideBinding, decideHandling, execute, failuresOf, openRegistry } from '../../src/index.ts'
import { asReported, cn2024, type RuleId, type RuleSet } from '../../src/law/index.ts'
import { bindAsReported, handleAsReported, handleSince2024 } from '../bench/by-hand/decisions.ts'
import { carryOut, openRegister } from '../bench/by-hand/mutable.ts'
import { wholeAsReported } from '../bench/by-hand/whole.ts'
import { commandsFor } from '../bench/commands.ts'
import { type Row, rowsOf } from '../bench/facts.ts'
import { ROOT } from './consumer.ts'

const BENCH = join(ROOT, 'test', 'bench')

describe('by hand', () => {
  test.each([
    ['bind', asReported, bindAsReported],
    ['handle', asReported, handleAsReported],
    ['handle', cn2024, handleSince2024],
  ] as const)('the question %s fails by the same rules as the library says', (question, ruleSet, byHand) => {
    const rules = ruleSet[question].map(({ rule }) => rule)
    const rows = rowsOf(question, rules, 2_000, 1)
    const seen = new Set<RuleId>()
    let permitted = 0
    for (const row of rows) {
      const codes = (byHand as (facts: Row) => RuleId[])(row)
      expect(codes).toEqual(failing(question, row, ruleSet))
      for (const code of codes) seen.add(code)
      if (codes.length === 0) permitted++
    }
    expect([...seen].sort()).toEqual([...rules].sort())
    expect(permitted / rows.length).toBeGreaterThan(0.3)
    expect(permitted / rows.length).toBeLessThan(0.5)
  })

  test.each(['bind', 'handle'] as const)(
    'the question %s gets the whole decision that the library gives',
    (question) => {
      const byHand = wholeAsReported(asReported)[question] as (facts: Row) => unknown
      for (const row of rowsOf(
        question,
        asReported[question].map(({ rule }) => rule),
        2_000,
        1,
      )) {
        expect(byHand(row)).toEqual(
          question === 'bind' ? decideBinding(row, asReported) : decideHandling(row, asReported),
        )
      }
    },
  )

  test.each([20, 500])('a registry of %i drivers refuses the same commands for the same first reason', (size) => {
    const stream = commandsFor(size, 1)
    const commands: Command[] = [...stream.start(), ...Array.from({ length: 4_000 }, stream.next)]
    const register = openRegister()
    let registry = openRegistry(asReported)
    const tally: Record<string, number> = {}
    for (const command of commands) {
      const outcome = execute(registry, command)
      registry = outcome.registry
      if (outcome.status === 'invalid') throw new Error(JSON.stringify(outcome.issues))
      const code = outcome.status === 'refused' ? outcome.code : undefined
      const read = command as Parameters<typeof carryOut>[1]
      expect(carryOut(register, read)[0]).toBe(code)
      const key = code ?? command.type
      tally[key] = (tally[key] ?? 0) + 1
    }
    for (const type of ['bind', 'release', 'recordViolation', 'handle']) expect(tally[type], type).toBeGreaterThan(50)
    for (const code of ['driver-cap', 'not-bound', 'since-binding', 'fine-limit'])
      expect(tally, code).toHaveProperty(code)
  })
})

describe('what caches buy', () => {
  test('each cache can be taken out of the sources as they are', async () => {
    const { CACHES, edited } = (await import(join(BENCH, 'caches.mjs'))) as {
      CACHES: readonly { readonly name: string; readonly file: string }[]
      edited: (cache: object, text: string) => string
    }
    const { h } = JSON.parse(readFileSync(join(BENCH, 'results.json'), 'utf8'))
    for (const cache of CACHES) {
      const text = readFileSync(join(ROOT, cache.file), 'utf8')
      expect(edited(cache, text)).not.toBe(text)
      // The comment beside it says where it was measured.
      expect(text).toContain('`npm run bench` (h)')
    }
    const measured = (h.bought as readonly { readonly cache: string }[]).map(({ cache }) => cache)
    expect([...new Set(measured)]).toEqual(CACHES.map(({ name }) => name))
  })
})

describe('the folder', () => {
  test('locks what its package.json asks for, and names no host to fetch it from', () => {
    const lock = JSON.parse(readFileSync(join(BENCH, 'package-lock.json'), 'utf8'))
    const manifest = JSON.parse(readFileSync(join(BENCH, 'package.json'), 'utf8'))
    expect(lock.packages[''].devDependencies).toEqual(manifest.devDependencies)
    const packages = Object.entries(lock.packages as Record<string, { resolved?: string; integrity?: string }>)
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([])
    expect(packages.filter(([name, { integrity }]) => name !== '' && integrity === undefined)).toEqual([])
  })

  test('has its results as a page, made of the numbers and of nothing else', async () => {
    const { page } = (await import(join(BENCH, 'report.mjs'))) as { page: (results: unknown) => string }
    const results = JSON.parse(readFileSync(join(BENCH, 'results.json'), 'utf8'))
    expect(readFileSync(join(BENCH, 'results.md'), 'utf8')).toBe(page(results))
  })
})

function failing(question: 'bind' | 'handle', row: Row, ruleSet: RuleSet): string[] {
  const decision = question === 'bind' ? decideBinding(row, ruleSet) : decideHandling(row, ruleSet)
  if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
  return failuresOf(decision).map(({ rule }) => rule)
}

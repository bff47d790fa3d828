/** Halves of the national rule sets by question: the same answers, the other question never put to them, and nothing of it loaded. */
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auditRows, compareRuleSets } from '../../src/analysis/index.ts'
import {
  decideBinding,
  decideHandling,
  openRegistry,
  parseDecision,
  replay,
  screenBinding,
  screenHandling,
} from '../../src/index.ts'
import * as rules from '../../src/law/index.ts'
import { decisionSql } from '../../src/sql/index.ts'
import { partialBindingFacts, partialHandlingFacts } from '../../src/testing/index.ts'
// @ts-expect-error -- a plugin without types of its own
import { pureModules } from '../support/pure-modules.mjs'
import { same } from '../support/same.ts'

type Exports = Readonly<Record<string, rules.RuleSet>>
const exported = rules as unknown as Exports
const NAMES = rules.cn.sets.map((set) => Object.keys(exported).find((name) => exported[name] === set) as string)
const HALVES = NAMES.map((name) => ({
  name,
  whole: exported[name] as rules.RuleSet,
  bind: exported[`${name}Binding`] as rules.RuleSet,
  handle: exported[`${name}Handling`] as rules.RuleSet,
}))

test('every national set has its two halves, called as it is, with its provisions', () => {
  expect(HALVES.map(({ whole }) => whole)).toEqual(rules.cn.sets)
  for (const { whole, bind, handle } of HALVES) {
    expect(bind).toEqual({ ...whole, handle: [] })
    expect(handle).toEqual({ ...whole, bind: [] })
    expect(rules.isRuleSet(bind) && rules.isRuleSet(handle)).toBe(true)
  }
})

test('the books of halves have the halves of the book', () => {
  const { cn, cnBinding, cnHandling } = rules
  expect(cnBinding).toEqual({ id: 'cn', sets: cn.sets.map((set) => ({ ...set, handle: [] })) })
  expect(cnHandling).toEqual({ id: 'cn', sets: cn.sets.map((set) => ({ ...set, bind: [] })) })
  for (const day of ['2013-05-01', '2013-05-02', '2018-08-31', '2018-09-01', '2026-01-01']) {
    expect(rules.ruleSetOn(cnBinding, day).id).toBe(rules.ruleSetOn(cn, day).id)
    expect(rules.ruleSetOn(cnHandling, day).id).toBe(rules.ruleSetOn(cn, day).id)
  }
})

describe('a half always answers its question as the whole does', () => {
  test('binding', () => {
    fc.assert(
      fc.property(partialBindingFacts(), (facts) => {
        for (const { whole, bind } of HALVES) same(decideBinding(facts, bind), decideBinding(facts, whole))
      }),
    )
  })

  test('handling', () => {
    fc.assert(
      fc.property(partialHandlingFacts(), (facts) => {
        for (const { whole, handle } of HALVES) same(decideHandling(facts, handle), decideHandling(facts, whole))
      }),
    )
  })

  test('also where the law has nothing on it: the half of 2013 on binding says what the whole says', () => {
    const { findings } = decideBinding({}, rules.cn2013Binding) as { findings: readonly unknown[] }
    expect(findings).toEqual([expect.objectContaining({ rule: 'no-rule-set-in-force', limit: ['handle'] })])
  })
})

test('the other question put to a half, or to a book of halves, is a mistake of the programmer’s, never an answer', () => {
  const wrong = (argument: string, { id }: { readonly id: string }, mine: string, asked: string) =>
    new TypeError(`${argument}: this is the half of ${id} on the question ${mine}, and the question is ${asked}`)
  const { cn, cnBinding, cnHandling } = rules
  for (const { whole, bind, handle } of [...HALVES, { whole: cn, bind: cnBinding, handle: cnHandling }]) {
    const [binding, handling] = [bind as rules.Rules, handle as rules.Rules]
    // Whether or not the facts are known, well-formed, or of a day that the law has rules for.
    for (const facts of [{}, { at: '2000-01-01T00:00:00Z' }, { at: 'yesterday' } as object]) {
      for (const [decide, argument] of [
        [decideHandling, 'decideHandling(rules)'],
        [screenHandling, 'screenHandling(rules)'],
      ] as const)
        expect(() => decide(facts, binding)).toThrow(wrong(argument, whole, 'bind', 'handle'))
      for (const [decide, argument] of [
        [decideBinding, 'decideBinding(rules)'],
        [screenBinding, 'screenBinding(rules)'],
      ] as const)
        expect(() => decide(facts, handling)).toThrow(wrong(argument, whole, 'handle', 'bind'))
    }
    expect(() => auditRows(['fine'], { question: 'handle', rules: cn, against: binding })).toThrow(
      wrong('auditRows(options.against)', whole, 'bind', 'handle'),
    )
    const rows = { dialect: 'duckdb', from: 'rows' } as const
    expect(() => decisionSql(binding, 'handle', rows)).toThrow(wrong('decisionSql(rules)', whole, 'bind', 'handle'))
    // But for the name at its head: a half is a set of its own, with a checksum of its own.
    const belowHead = (law: rules.Rules) => decisionSql(law, 'handle', rows).replace(/^(-- .*\n)+/, '')
    expect(belowHead(handling)).toBe(belowHead(whole))
  }
})

test('a registry refuses a half when it is opened, and not at the first command of the other question', () => {
  const { cn2024Binding, cn2024Handling, cnBinding, cnHandling } = rules
  for (const half of [cn2024Binding, cn2024Handling, cnBinding, cnHandling]) {
    for (const open of [openRegistry, (law: rules.Rules) => replay(law, [])]) {
      expect(() => open(half)).toThrow(
        /^rules: a registry judges both questions, and this is a half of cn-20[-0-9]+; take the whole$/,
      )
    }
  }
  // The whole of 2013 has no provision on binding, and answers that.
  expect(openRegistry(rules.cn2013)).toBeDefined()
})

test('a reform of a half is a half, unless it brings provisions of the other question', () => {
  const half = rules.reform(rules.cn2024Binding, { 'driver-cap': { limit: 2 } })
  expect(half.bind).toEqual(rules.reform(rules.cn2024, { 'driver-cap': { limit: 2 } }).bind)
  expect(() => decideHandling({}, half)).toThrow(TypeError)
  const both = rules.reform(rules.cn2024Binding, (draft) => {
    draft.handle.push(...(rules.cn2024.handle.slice(0, 1) as typeof draft.handle))
  })
  expect(decideHandling({}, both)).toMatchObject({ verdict: 'undetermined' })
})

test('of two halves, the question is compared that both answer', () => {
  const given = { channel: 'app', licenceStates: [], licenceClasses: ['C1'] } as const
  const both = compareRuleSets(rules.cn2020, rules.cn2024, given)
  const binding = compareRuleSets(rules.cn2020Binding, rules.cn2024, given)
  expect(binding.cases).toEqual({ bind: both.cases.bind, handle: { all: 0, changed: 0 } })
  expect(binding.changes).toEqual(both.changes.filter(({ question }) => question === 'bind'))
  expect(compareRuleSets(rules.cn2020Binding, rules.cn2024Handling, given).changes).toEqual([])
})

describe('a bundle of a half', () => {
  /** What a bundler makes of one export of `demerit/rules`. */
  async function bundled(name: string): Promise<string> {
    const { outputFiles } = await build({
      stdin: {
        contents: `export { ${name} } from './src/law/index.ts'`,
        resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
      },
      bundle: true,
      plugins: [pureModules],
      format: 'esm',
      charset: 'utf8',
      write: false,
      logLevel: 'silent',
    })
    return outputFiles[0]?.text ?? ''
  }
  const only = (mine: readonly rules.Provision[], theirs: readonly rules.Provision[]) =>
    mine.map(({ rule }) => rule).filter((rule) => !theirs.some((each) => each.rule === rule))

  test.each([
    ['cn2024Binding', rules.cn2024.bind, rules.cn2024.handle],
    ['cn2024Handling', rules.cn2024.handle, rules.cn2024.bind],
    ['cnBinding', rules.cn2024.bind, rules.cn2024.handle],
  ] as const)(
    '%s has the rules of its question and none of the other’s, and no text of a citation',
    async (name, mine, theirs) => {
      const text = await bundled(name)
      for (const rule of only(mine, theirs)) expect(text).toContain(`'${rule}'`.replaceAll("'", '"'))
      for (const rule of only(theirs, mine)) expect(text).not.toContain(`"${rule}"`)
      for (const { zh } of Object.values(rules.CITATIONS)) expect(text).not.toContain(zh)
    },
  )

  test('the texts are in a bundle that takes the table, once for each source', async () => {
    const text = await bundled('CITATIONS')
    const all = Object.values(rules.CITATIONS)
    for (const { zh } of all) {
      const sources = new Set(all.filter((each) => each.zh === zh).map(({ instrument }) => instrument))
      expect(text.split(`"${zh}"`), zh).toHaveLength(sources.size + 1)
    }
  })
})

test('a decision of a half, and of a question that the law has nothing on, is read back as it was', () => {
  const facts = { at: '2025-03-03T10:00:00+08:00', driver: 'd', vehicle: 'v' }
  const halves = HALVES.flatMap(({ bind, handle }) => [decideBinding(facts, bind), decideHandling(facts, handle)])
  const empty = rules.reform(rules.asReported, (draft) => {
    draft.bind = []
    draft.handle = []
  })
  for (const decision of [...halves, decideBinding(facts, empty), decideHandling(facts, empty)])
    expect(parseDecision(JSON.parse(JSON.stringify(decision)))).toEqual({ ok: true, value: decision })
})

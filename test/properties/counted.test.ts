/**
 * What speed rests on, counted instead of timed: how often an input is read, how many rules are looked at, what two
 * decisions share, and what one decision makes.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Decision,
  decideBinding,
  decideHandling,
  enrolDriver,
  eventsOf,
  execute,
  executeAll,
  type Finding,
  type Outcome,
  openRegistry,
  parseBindingFacts,
  parseHandlingFacts,
  pointsOf,
  type Registry,
  revisionOf,
} from '../../src/index.ts'
import type { RecordReader } from '../../src/input/read.ts'
import { bindingRecord, handlingRecord } from '../../src/law/facts.ts'
import { asReported, cn2024, type RuleSet, reform } from '../../src/law/index.ts'
import { knownIn, readFacts } from '../../src/law/known-facts.ts'
import { CHUNK } from '../../src/registry/log/log.ts'
import { stateOf } from '../../src/registry/registry.ts'
import { forEach } from '../../src/registry/state/persistent-map.ts'
import {
  partialBindingFacts,
  partialHandlingFacts,
  wholeBindingFacts,
  wholeHandlingFacts,
} from '../../src/testing/index.ts'
import { commandsFor } from '../bench/commands.ts'
import { SETS as SETS_BY_ID } from '../oracle/sets.ts'

const SETS = Object.values(SETS_BY_ID)

const QUESTIONS = ['bind', 'handle'] as const
type Question = (typeof QUESTIONS)[number]

const whole: Record<Question, () => fc.Arbitrary<object>> = { bind: wholeBindingFacts, handle: wholeHandlingFacts }
const partly = { bind: partialBindingFacts, handle: partialHandlingFacts }
const parse = { bind: parseBindingFacts, handle: parseHandlingFacts }

describe('an input', () => {
  test.each(QUESTIONS)(
    'of the question %s, once read, is the very value that is judged and is read no more',
    (question) => {
      fc.assert(
        fc.property(whole[question](), (facts) => {
          const { seen, reads } = watched(facts)
          const parsed = parse[question](seen)
          if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
          for (const ruleSet of SETS) decide(question, parsed.value, ruleSet)
          expect(reads).toEqual(once(facts))
        }),
      )
    },
  )
})

describe('what is seen of facts', () => {
  test.each(QUESTIONS)(
    'of the question %s is always the same, read by the library or looked at afterwards',
    (question) => {
      const table = (question === 'bind' ? bindingRecord : handlingRecord) as unknown as RecordReader<object>
      fc.assert(
        fc.property(partly[question](), (facts) => {
          const raw = readFacts(facts, table, [])
          const parsed = parse[question](facts)
          if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
          const { known, situation } = knownIn(raw.facts, table)
          expect([raw.known, raw.situation]).toEqual([known, situation])
          expect(readFacts(parsed.value, table, [])).toEqual({ facts: parsed.value, known, situation })
        }),
      )
    },
  )
})

describe('a decision', () => {
  test.each(QUESTIONS)('on the question %s always looks at each provision in force once, in order', (question) => {
    fc.assert(
      fc.property(partly[question](), fc.constantFrom(...SETS), (facts, ruleSet) => {
        const { findings } = decide(question, facts, ruleSet)
        if (ruleSet[question].length === 0) {
          expect(findings.map(({ rule }) => rule)).toEqual(['no-rule-set-in-force'])
          return
        }
        expect(findings.map(({ citation }) => citation)).toEqual(ruleSet[question].map(({ citation }) => citation))
        for (const [index, finding] of findings.entries()) {
          expect(finding.citation).toBe(ruleSet[question][index]?.citation)
        }
      }),
    )
  })

  test.each(QUESTIONS)(
    'on the question %s always shares its findings with another on equal small facts',
    (question) => {
      fc.assert(
        fc.property(small(whole[question]()), fc.boolean(), (facts, read) => {
          for (const ruleSet of FRESH) {
            const one = decide(question, read ? readOf(question, facts) : { ...facts }, ruleSet)
            const two = decide(question, read ? readOf(question, facts) : { ...facts }, ruleSet)
            for (const [index, finding] of one.findings.entries()) {
              if (isSmall(finding)) expect(two.findings[index]).toBe(finding)
            }
          }
        }),
      )
    },
  )

  test.each(QUESTIONS)(
    'on the question %s makes no more than itself, its list and what names a person or a time',
    (question) => {
      fc.assert(
        fc.property(small(whole[question]()), (facts) => {
          for (const ruleSet of FRESH) {
            const read = readOf(question, facts)
            const { findings } = decide(question, read, ruleSet)
            const others = findings.filter((finding) => !isSmall(finding)).length
            const frozen = countFreezing(() => decide(question, read, ruleSet))
            expect(frozen).toBeLessThanOrEqual(2 + others)
          }
        }),
      )
    },
  )
})

describe('a registry', () => {
  test('keeps no ledger for a driver who never had points, and one for a driver who has', () => {
    const { registry } = grown()
    let without = 0
    forEach(stateOf(registry).driver, ({ id, ledger }) => {
      const handled = eventsOf(registry).some((event) => event.type === 'violation-handled' && event.driver === id)
      if (ledger === null) without++
      else expect(handled, id).toBe(true)
      if (pointsOf(registry, id, END) > 0) expect(ledger, id).not.toBeNull()
    })
    expect(without).toBeGreaterThan(5)
  })

  test('shares among drivers without a binding their list and their counts', () => {
    const { registry } = executeAll(openRegistry(asReported), commandsFor(20, 1).start())
    const shared = new Set<unknown>()
    forEach(stateOf(registry).driver, ({ bindings, applications }) => {
      if (applications.ever > 0) return
      shared.add(bindings)
      shared.add(applications)
    })
    expect(shared.size).toBe(2)
  })

  test('always keeps its events in chunks that its versions share, each full but the last', () => {
    const { versions } = grown()
    const chunks = new Set<object>()
    for (const version of versions) for (const chunk of chunksOf(version)) chunks.add(chunk)
    expect(versions.length).toBeGreaterThan(4 * CHUNK)
    expect(chunks.size).toBe(Math.ceil(revisionOf(versions.at(-1) as Registry) / CHUNK))
  })

  test('that another command went on from copies at most one chunk, and neither ever sees the other’s events', () => {
    const { versions } = grown()
    for (const version of versions) {
      const known = new Set<object>(chunksOf(version))
      const before = eventsOf(version)
      const branches = ['one', 'two', 'three'].map((id) =>
        must(enrolDriver(version, { id, licence: LICENCE, at: END })),
      )
      const chunks = branches.map(chunksOf)
      for (const each of chunks) expect(each.filter((chunk) => !known.has(chunk)).length).toBeLessThanOrEqual(1)
      expect(eventsOf(version)).toEqual(before)
      expect(branches.map((branch) => eventsOf(branch).at(-1))).toMatchObject([
        { id: 'one' },
        { id: 'two' },
        { id: 'three' },
      ])
      for (const branch of branches) expect(eventsOf(branch).slice(0, -1)).toEqual(before)
    }
  })

  test('freezes no more for an accepted command than what it hands out', () => {
    const stream = commandsFor(20, 3)
    let { registry } = executeAll(openRegistry(asReported), stream.start())
    for (let n = 0; n < 300; n++) {
      const command = stream.next()
      let outcome: Outcome | undefined
      const frozen = countFreezing(() => {
        outcome = execute(registry, command)
      })
      if (outcome?.status !== 'accepted') continue
      registry = outcome.registry
      const { decision } = outcome
      const others = decision?.findings.filter((finding) => !isSmall(finding)).length ?? 0
      // The outcome, the registry and the event; the decision with its list. Findings may be met for the first time.
      if (n > 150) expect(frozen, command.type).toBeLessThanOrEqual(3 + (decision === undefined ? 0 : 2 + others))
    }
  })
})

const END = '2100-01-01T00:00:00.000+08:00'
const LICENCE = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' } as const

/** A registry of some hundred events, with all the versions on the way to it. */
function grown(): { readonly registry: Registry; readonly versions: readonly Registry[] } {
  const stream = commandsFor(20, 1)
  const commands = [...stream.start(), ...Array.from({ length: 300 }, stream.next)]
  const versions: Registry[] = []
  let registry = openRegistry(asReported)
  for (const command of commands) {
    const outcome = execute(registry, command)
    registry = outcome.registry
    if (outcome.status === 'accepted') versions.push(registry)
  }
  return { registry, versions }
}

function chunksOf(registry: Registry): object[] {
  const chunks: object[] = []
  for (let chunk = stateOf(registry).log?.chunk ?? null; chunk !== null; chunk = chunk.before) chunks.push(chunk)
  return chunks
}

function must(outcome: Outcome): Registry {
  if (outcome.status !== 'accepted') throw new Error(JSON.stringify(outcome))
  return outcome.registry
}

/** Rule sets of their own: which findings are shared does not hang on what other tests asked of the shipped ones. */
const FRESH: readonly RuleSet[] = [asReported, cn2024].map((set) => reform(set, { 'driver-cap': { limit: 3 } }))

/** What two facts can share: numbers, words, yes and no; not ids, moments, days and sets. */
function isSmall(finding: Finding): boolean {
  if (finding.outcome === 'unknown' || finding.outcome === 'not-applicable') return true
  return !LARGE.includes(finding.rule)
}
const LARGE: readonly string[] = [
  'own-vehicle',
  'not-before-occurrence',
  'open-binding',
  'since-binding',
  'licence-state',
  'licence-class',
  'licence-held',
]

/** Facts whose numbers are as small as they mostly are. */
function small(facts: fc.Arbitrary<object>): fc.Arbitrary<object> {
  return fc
    .tuple(facts, fc.infiniteStream(fc.nat(6)), fc.constantFrom(0, 50_00, 200_00, 200_01))
    .map(([row, numbers, fine]) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => {
          if (name === 'fine') return [name, fine]
          return [name, typeof value === 'number' ? numbers.next().value : value]
        }),
      ),
    )
}

function decide(question: Question, facts: object, ruleSet: RuleSet): Decision {
  const decision = question === 'bind' ? decideBinding(facts, ruleSet) : decideHandling(facts, ruleSet)
  if (decision.verdict === 'invalid') throw new Error(JSON.stringify(decision.issues))
  return decision
}

function readOf(question: Question, facts: object): object {
  const parsed = parse[question]({ ...facts })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

/** A stand-in for a value that counts how often each property, of parts too, is read; a list's length among them. */
function watched<T extends object>(value: T): { readonly seen: T; readonly reads: Record<string, number> } {
  const reads: Record<string, number> = Object.create(null)
  const watch = (target: object, place: string): object =>
    new Proxy(target, {
      get: (_, key) => {
        const path = `${place}${String(key)}`
        reads[path] = (reads[path] ?? 0) + 1
        const part: unknown = Reflect.get(target, key)
        return typeof part === 'object' && part !== null ? watch(part, `${path}.`) : part
      },
    })
  return { seen: watch(value, '') as T, reads }
}

/** Every own property of a value and of its parts, once. */
function once(value: object, place = '', reads: Record<string, number> = Object.create(null)): Record<string, number> {
  if (Array.isArray(value)) reads[`${place}length`] = 1
  for (const [key, part] of Object.entries(value)) {
    reads[`${place}${key}`] = 1
    if (typeof part === 'object' && part !== null) once(part, `${place}${key}.`, reads)
  }
  return reads
}

/** How often something is frozen: what the library makes to be handed out it freezes. */
function countFreezing(act: () => unknown): number {
  const { freeze } = Object
  let count = 0
  Object.freeze = ((value: object) => {
    count++
    return freeze(value)
  }) as typeof freeze
  try {
    act()
  } finally {
    Object.freeze = freeze
  }
  return count
}

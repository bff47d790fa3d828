/** Events: what each holds, in which order, and of what its checksum is made. */
import { describe, expect, test } from 'vitest'
import {
  COMMAND_TYPES,
  type CommandType,
  EVENT_TYPES,
  eventsOf,
  openRegistry,
  type RegistryEvent,
  revisionOf,
  snapshot,
} from '../../src/index.ts'
import { asReported, cn, cn2024, type RuleSet, reform } from '../../src/law/index.ts'
import { commandTypeOf, NO_CHAIN } from '../../src/registry/log/events.ts'
import { checksumFrom, takeText, takeValue, takeWord, textOf } from '../../src/values/checksum.ts'
import { run } from '../hostile/world.ts'
import { DID, EVERY, FIELDS } from '../support/every-command.ts'

const registry = run(openRegistry(cn2024), EVERY)
/** What each command did, in the order of `EVERY`. The last day to pay is fifteen days after Monday 3 March 2025. */
const DONE: { readonly [T in CommandType]?: readonly object[] } = {
  enrolDriver: [{ payBy: [] }, { payBy: [] }, { payBy: [] }],
  changeLicence: [{ endedBindings: [] }, { endedBindings: [] }],
  bind: [{ first: true }],
  handle: [
    { vehicle: 'v1', own: false, points: 3, fine: 20_000, payBy: '2025-03-18', inProbation: false },
    { vehicle: 'v1', own: true, points: 12, fine: 0, payBy: null, inProbation: false },
  ],
  payFine: [{ driver: 'd1', paidOn: '2025-03-03' }],
  deductByStudy: [{ taken: 1, vehicles: [] }],
  revokeHandling: [{ driver: 'd1', vehicle: 'v1', own: false, handledOn: '2025-03-03' }],
  withdrawViolation: [{ vehicle: 'v1' }],
  transferVehicle: [{ from: { kind: 'individual', id: 'o1' }, endedBindings: [] }],
  deregisterVehicle: [{ endedBindings: [] }],
  reissueLicence: [{ endedBindings: [] }],
  tellHistory: [{ payBy: [null] }],
}

describe('an event', () => {
  test.each(COMMAND_TYPES.map((type) => [type] as const))(
    'of %s holds what was said and done, in its order, and its stamp',
    (type) => {
      const mine = EVERY.flatMap((command, index) => (command.type === type ? [index] : []))
      expect(mine.length).toBeGreaterThan(0)
      for (const [nth, index] of mine.entries()) {
        const event = eventsOf(registry)[index] as RegistryEvent
        const { type: _type, ...said } = EVERY[index] as object & { type: string }
        const { seq, type: named, ruleSet, chain, ...held } = event
        expect({ seq, named, ruleSet }).toEqual({ seq: index + 1, named: EVENT_TYPES[type], ruleSet: cn2024.id })
        expect(held).toEqual({ ...said, ...DONE[type]?.[nth] })
        expect(Object.keys(event)).toEqual(['seq', 'type', 'ruleSet', ...FIELDS[type], ...DID[type], 'chain'])
        expect(Object.isFrozen(event)).toBe(true)
        expect(chain).toMatch(/^[0-9a-f]{16}$/)
      }
    },
  )

  test('has the checksum of the one before, its number, its kind, its rule set, its fields and what it did', () => {
    let before = '0'.repeat(16)
    for (const [index, event] of eventsOf(registry).entries()) {
      const type = EVERY[index]?.type as CommandType
      const sum = checksumFrom(before)
      for (const word of [index + 1, COMMAND_TYPES.indexOf(type)]) takeWord(sum, word)
      takeText(sum, cn2024.id)
      for (const field of [...FIELDS[type], ...DID[type]]) takeValue(sum, event[field as keyof RegistryEvent])
      before = textOf(sum)
      expect(event.chain).toBe(before)
    }
    expect(revisionOf(registry)).toBe(EVERY.length)
  })

  test('has another checksum under a rule set of another name, and the same where only a number was corrected', () => {
    const named = (limit: number, id: string): RuleSet => reform(cn2024, { 'driver-cap': { limit } }, { id })
    const chains = [cn2024, named(4, 'one'), named(5, 'one'), named(4, 'two')].map(firstChain)
    expect(new Set(chains).size).toBe(3)
    expect(chains[1]).toBe(chains[2])
  })

  test('is the checksum of what a rule set decides in a snapshot, where a citation changes nothing', () => {
    const named = (limit: number): RuleSet => reform(cn2024, { 'driver-cap': { limit } }, { id: 'one' })
    const [first] = snapshot(openRegistry(named(4))).ruleSets
    const { one, two } = contentOf(named(4))
    expect(first).toBe(`one@${textOf({ one, two })}`)
    expect(snapshot(openRegistry(named(5))).ruleSets).not.toEqual([first])
    expect(snapshot(openRegistry(cn)).ruleSets).toHaveLength(cn.sets.length)
  })

  test('has the same checksum where a toJSON lies on Object.prototype', () => {
    // Sets of their own: what a set holds is computed once.
    const fresh = (): RuleSet => reform(cn2024, { 'driver-cap': { limit: 6 } })
    const written = (rules: RuleSet) => JSON.stringify([firstChain(rules), snapshot(openRegistry(rules)).ruleSets])
    const one = fresh()
    const other = fresh()
    const trap = Object.assign(Object.create(null), { value: () => 'spoilt', writable: true, configurable: true })
    Object.defineProperty(Object.prototype, 'toJSON', trap)
    let seen: readonly unknown[] = []
    try {
      seen = [firstChain(other), snapshot(openRegistry(other)).ruleSets]
    } finally {
      Reflect.deleteProperty(Object.prototype, 'toJSON')
    }
    expect(JSON.stringify(seen)).toBe(written(one))
  })

  test('says the first checksum to be sixteen noughts', () => {
    expect(NO_CHAIN).toBe('0'.repeat(16))
    expect(snapshot(openRegistry(asReported)).chain).toBe(NO_CHAIN)
  })
})

describe('the kinds of events', () => {
  test('are the commands’ own, one each, in the past tense', () => {
    // Those of logs that were written; a command that comes in later adds its own.
    expect(EVENT_TYPES).toMatchObject({
      enrolDriver: 'driver-enrolled',
      enrolVehicle: 'vehicle-enrolled',
      bind: 'vehicle-bound',
      release: 'binding-released',
      transferVehicle: 'vehicle-transferred',
      changeLicence: 'licence-changed',
      recordViolation: 'violation-recorded',
      withdrawViolation: 'violation-withdrawn',
      handle: 'violation-handled',
      revokeHandling: 'handling-revoked',
      payFine: 'fine-paid',
      deductByStudy: 'points-deducted',
      completeFullScoreStudy: 'full-score-study-completed',
    })
    expect(Object.keys(EVENT_TYPES)).toEqual(COMMAND_TYPES)
    expect(Object.isFrozen(EVENT_TYPES)).toBe(true)
    for (const type of COMMAND_TYPES) expect(commandTypeOf(EVENT_TYPES[type])).toBe(type)
    for (const none of ['', 'bind', 'toString', 7, undefined, null]) expect(commandTypeOf(none)).toBeUndefined()
  })
})

function firstChain(rules: RuleSet): string | undefined {
  return eventsOf(run(openRegistry(rules), EVERY.slice(0, 1)))[0]?.chain
}

/** A rule set in short: its name, then for each question how many provisions it has, and each but for its citation, as JSON. */
function contentOf(rules: RuleSet): { one: number; two: number } {
  const sum = checksumFrom(rules.id)
  for (const provisions of [rules.bind, rules.handle]) {
    takeWord(sum, provisions.length)
    for (const { citation: _citation, ...provision } of provisions) takeText(sum, JSON.stringify(provision))
  }
  return sum
}

/// <reference types="node" />
import { isMainThread } from 'node:worker_threads'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BINDING_FACTS,
  CHANNELS,
  COUNT_LIMIT,
  type Decision,
  decideBinding,
  decideHandling,
  type Finding,
  HANDLING_FACTS,
  LICENCE_STATES,
  parseInstant,
  screenBinding,
  screenHandling,
} from '../../src/index.ts'
import { cn, cn2024, type RuleSet, type Rules, reform } from '../../src/law/index.ts'
import {
  partialBindingFacts,
  partialHandlingFacts,
  wholeBindingFacts,
  wholeHandlingFacts,
} from '../../src/testing/index.ts'
import { type Answer, oracleBind, oracleHandle } from '../oracle/decisions.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import { same } from '../support/same.ts'

type Row = Record<string, unknown>
type Question = 'bind' | 'handle'
const QUESTIONS = ['bind', 'handle'] as const
const WHOLE = { bind: wholeBindingFacts(), handle: wholeHandlingFacts() } as Record<Question, fc.Arbitrary<object>>
const PARTIAL = { bind: partialBindingFacts(), handle: partialHandlingFacts() } as Record<
  Question,
  fc.Arbitrary<object>
>
const FACTS_OF: Readonly<Record<Question, readonly string[]>> = { bind: BINDING_FACTS, handle: HANDLING_FACTS }
const DAY = 86_400_000

/** The set of 2024 with the first provisions said for each channel by itself. */
function split(question: Question, most: number): RuleSet {
  return reform(cn2024, (draft) => {
    draft[question] = draft[question].flatMap((each, index) =>
      index < most
        ? (each.channels === 'all' ? CHANNELS : each.channels).map((channel) => ({ ...each, channels: [channel] }))
        : [each],
    ) as never
  })
}

describe.each(QUESTIONS)('%s', (question) => {
  const whole = WHOLE[question] as fc.Arbitrary<Row>
  const partial = PARTIAL[question] as fc.Arbitrary<Row>
  const anyFacts = fc.oneof(whole, partial)

  test('whole or partial facts always get the answer that the oracle gives, in every set', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const id of SET_IDS) {
          const answer = question === 'bind' ? oracleBind(facts, id) : oracleHandle(facts, id)
          same(answerOf(decide(question, facts, SETS[id])), answer, id)
        }
      }),
      { numRuns: atLeast(500) },
    )
  })

  test('screened, facts get the verdict of the whole decision, and its rules, in every set, reform and book', () => {
    const screen = (facts: object, rules: Rules) =>
      question === 'bind' ? screenBinding(facts, rules) : screenHandling(facts, rules)
    const splits = [2, 4, 64].map((most) => split(question, most))
    // More provisions than have a place in a list, and more than have a bit each.
    expect(splits.map((set) => set[question].length)).toEqual({ bind: [17, 23, 37], handle: [21, 25, 45] }[question])
    const reforms = fc.array(fc.constantFrom(...pairs.map(({ stricter }) => stricter)), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(anyFacts, reforms, (facts, some) => {
        for (const rules of [...SET_IDS.map((id) => SETS[id]), cn, ...some, ...splits]) {
          const decision = question === 'bind' ? decideBinding(facts, rules) : decideHandling(facts, rules)
          if (decision.verdict === 'invalid') throw new Error('drawn facts are of their types')
          const { verdict, findings } = decision
          const rulesOf = (outcome: string) =>
            findings.filter((each) => each.outcome === outcome).map(({ rule }) => rule)
          same(screen(facts, rules), { verdict, failing: rulesOf('fails'), unknown: rulesOf('unknown') })
        }
      }),
      { numRuns: atLeast(300) },
    )
    expect(screen({ at: 1 }, cn)).toMatchObject({ verdict: 'invalid', issues: [{ path: ['at'] }] })
  })

  test('learning a missing fact never changes a settled verdict nor a settled finding', () => {
    const when = fc.array(fc.constantFrom('known', 'known', 'learnt', 'never'), { minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(whole, when, (facts, whens) => {
        const pick = (...kept: string[]): Row =>
          Object.fromEntries(Object.entries(facts).filter((_, index) => kept.includes(whens[index] ?? '')))
        for (const id of SET_IDS) {
          const before = decide(question, pick('known'), SETS[id])
          const after = decide(question, pick('known', 'learnt'), SETS[id])
          if (before.verdict !== 'undetermined') expect(after.verdict).toBe(before.verdict)
          before.findings.forEach((finding, index) => {
            const later = after.findings[index]
            if (finding.outcome === 'unknown') return
            if (finding.outcome === 'not-applicable') expect(later?.outcome).toBe('not-applicable')
            else expect(later).toStrictEqual(finding)
          })
        }
      }),
      { numRuns: atLeast(300) },
    )
  })

  test('a finding that lacks facts always names facts that are missing, and one that lacks none is never unknown', () => {
    fc.assert(
      fc.property(partial, (facts) => {
        for (const id of SET_IDS) {
          for (const finding of decide(question, facts, SETS[id]).findings) {
            if (finding.outcome !== 'unknown') continue
            expect(finding.missing.length).toBeGreaterThan(0)
            for (const fact of finding.missing) expect(facts[fact]).toBeUndefined()
          }
        }
      }),
    )
    fc.assert(
      fc.property(whole, (facts) => {
        for (const id of SET_IDS) expect(decide(question, facts, SETS[id]).verdict).not.toBe('undetermined')
      }),
    )
  })

  test('each failing finding alone always suffices to refuse, and repairing exactly the failing ones always permits', () => {
    fc.assert(
      fc.property(whole, (facts) => {
        for (const id of SET_IDS) {
          const set = SETS[id]
          if (set[question].length === 0) continue
          const failing = failuresIn(decide(question, facts, set))
          const repaired = decide(question, repair(question, facts, set, failing), set)
          expect(repaired.verdict, `${id}: ${JSON.stringify(failuresIn(repaired))}`).toBe('permitted')
          for (const index of failing) {
            const rule = set[question][index]?.rule
            // Where no class is held, none covers the vehicle: both fail.
            const left = failing.filter(
              (other) => other === index || (rule === 'licence-held' && set[question][other]?.rule === 'licence-class'),
            )
            const others = failing.filter((other) => !left.includes(other))
            const alone = decide(question, repair(question, facts, set, others), set)
            same(failuresIn(alone), left, `${id}: ${rule} alone`)
            same(alone.verdict, 'refused')
          }
        }
      }),
      { numRuns: atLeast(300) },
    )
  })

  test('the outcome of a finding always follows from its own numbers, and they are always those of its provision', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const id of SET_IDS) {
          decide(question, facts, SETS[id]).findings.forEach((finding, index) => {
            const provision = SETS[id][question][index]
            if (provision !== undefined) same(finding.citation, provision.citation)
            if (finding.outcome !== 'holds' && finding.outcome !== 'fails') return
            const { supplied, relation, limit, outcome } = finding
            expect(stands(supplied, relation, limit), `${id} ${JSON.stringify(finding)}`).toBe(outcome === 'holds')
            for (const parameter of ['limit', 'full', 'allowed', 'accepted', 'barred']) {
              const own = (provision as unknown as Row | undefined)?.[parameter]
              if (own !== undefined) same(limit, own)
            }
          })
        }
      }),
      { numRuns: atLeast(300) },
    )
  })

  test('the verdict is always refused if anything fails, else undetermined if anything is missing, else permitted; the required facts are missing first', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const id of SET_IDS) {
          const { verdict, findings, missing } = decide(question, facts, SETS[id])
          const outcomes = findings.map(({ outcome }) => outcome)
          const refused = outcomes.includes('fails')
          const required = ['at', 'driver', 'vehicle'].filter((name) => facts[name] === undefined)
          const named = findings.flatMap((finding) => (finding.outcome === 'unknown' ? finding.missing : []))
          expect(missing).toEqual([...new Set([...required, ...named])])
          expect(verdict).toBe(refused ? 'refused' : missing.length > 0 ? 'undetermined' : 'permitted')
        }
      }),
    )
  })

  test('who asks never matters: other names for the same people and vehicle change nothing', () => {
    fc.assert(
      fc.property(anyFacts, fc.uniqueArray(ids(), { minLength: 3, maxLength: 3 }), (facts, names) => {
        const renamed: Row = { ...facts }
        const given = [
          ...new Set([facts.driver, facts.vehicle, facts.vehicleOwner].filter((each) => each !== undefined)),
        ]
        for (const who of ['driver', 'vehicle', 'vehicleOwner']) {
          if (facts[who] !== undefined) renamed[who] = names[given.indexOf(facts[who])]
        }
        for (const id of SET_IDS) {
          const [one, other] = [decide(question, facts, SETS[id]), decide(question, renamed, SETS[id])]
          same(answerOf(other), answerOf(one))
          expect(other.findings.filter(namesNobody)).toStrictEqual(one.findings.filter(namesNobody))
        }
      }),
    )
  })

  test('moving all instants by whole days never changes anything but the dates shown and how long the set is attested', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: -40_000, max: 40_000 }), (facts, days) => {
        const moved: Row = { ...facts }
        for (const when of ['at', 'occurredAt', 'boundSince']) {
          const instant = facts[when]
          if (typeof instant !== 'string') continue
          const parsed = parseInstant(Date.parse(instant) + days * DAY)
          fc.pre(parsed.ok)
          moved[when] = parsed.ok ? parsed.value : undefined
        }
        for (const id of SET_IDS) {
          const [one, other] = [decide(question, facts, SETS[id]), decide(question, moved, SETS[id])]
          same(answerOf(other), answerOf(one))
          expect(other.findings.filter(showsNoDate)).toStrictEqual(one.findings.filter(showsNoDate))
        }
      }),
    )
  })

  test('the last attested day is always named when the act is later, and never otherwise', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...SET_IDS), fc.constantFrom(-1, 0, 1, undefined), (facts, id, shift) => {
        const set = SETS[id]
        const midnight = Date.parse(`${set.verifiedOn}T00:00:00.000+08:00`)
        const near = shift === undefined ? facts : { ...facts, at: midnight + shift + (shift < 0 ? 0 : DAY - 1) }
        const { verifiedUntil } = decide(question, near, set)
        const at = near.at
        const epoch = typeof at === 'string' ? Date.parse(at) : at
        const later = typeof epoch === 'number' && epoch >= midnight + DAY
        expect(verifiedUntil).toBe(later ? set.verifiedOn : undefined)
      }),
    )
  })

  // A worker thread has no time zone of its own, so there is nothing to see there.
  test.skipIf(!isMainThread)('the time zone of the host never matters', () => {
    const facts = fc.sample(anyFacts, 300).map((each, index) => {
      const write = [(c: string) => c, (c: string) => new Date(c), (c: string) => new Date(c).toISOString()][index % 3]
      return write === undefined ? each : rewritten(each, [write, write, write])
    })
    const digest = (): string =>
      JSON.stringify(facts.map((each) => SET_IDS.map((id) => decide(question, each, SETS[id]))))
    const here = process.env.TZ
    const offsets: number[] = []
    const digests = new Set<string>()
    try {
      for (const zone of ['UTC', 'Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
        process.env.TZ = zone
        offsets.push(new Date('2018-01-01T00:00:00Z').getTimezoneOffset())
        digests.add(digest())
      }
    } finally {
      if (here === undefined) delete process.env.TZ
      else process.env.TZ = here
    }
    expect(offsets.map((minutes) => minutes + 0)).toEqual([0, -480, 480, -840])
    expect(digests.size).toBe(1)
  })

  test('a decision is always frozen through and through, plain data that a clone and JSON give back equal', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...SET_IDS), (facts, id) => {
        const decision = decide(question, facts, SETS[id])
        expect(thawed(decision, 'decision')).toEqual([])
        expect(structuredClone(decision)).toStrictEqual(decision)
        expect(JSON.parse(JSON.stringify(decision))).toStrictEqual(decision)
      }),
    )
  })

  const pairs = tightenings(question)
  test.each([...new Set(pairs.map(({ rule }) => rule))])(
    'a stricter %s never permits what a laxer one refuses',
    (rule) => {
      const own = pairs.filter((pair) => pair.rule === rule)
      let permitted = 0
      fc.assert(
        fc.property(anyFacts, fc.boolean(), fc.nat({ max: own.length - 1 }), (facts, mend, chosen) => {
          const { name, laxer, stricter } = own[chosen] as Tightening
          const first = decide(question, facts, stricter)
          const row = mend ? repair(question, facts, stricter, failuresIn(first)) : facts
          const [strict, lax] = [decide(question, row, stricter), decide(question, row, laxer)]
          if (strict.verdict === 'permitted') permitted++
          if (strict.verdict === 'permitted') expect(lax.verdict, name).not.toBe('refused')
          if (strict.verdict === 'permitted' && lax.verdict !== 'permitted')
            expect(partlyKnown(row, question)).toBe(true)
          const failed = new Set(strict.findings.filter(({ outcome }) => outcome === 'fails').map((each) => each.rule))
          for (const finding of lax.findings) {
            if (finding.outcome === 'fails' && finding.rule !== 'no-rule-set-in-force') {
              expect(failed.has(finding.rule), `${name}: ${finding.rule}`).toBe(true)
            }
          }
        }),
        { numRuns: atLeast(200) },
      )
      expect(permitted).toBeGreaterThan(0)
    },
  )
})

/** So many runs, or more where more are asked for all properties. */
function atLeast(runs: number): number {
  return Math.max(runs, fc.readConfigureGlobal().numRuns ?? 0)
}

// ————— deciding and comparing

function decide(question: Question, facts: Row, set: RuleSet): Decision {
  const decision = question === 'bind' ? decideBinding(facts as never, set) : decideHandling(facts as never, set)
  if (decision.verdict === 'invalid') throw new Error(`not judged: ${JSON.stringify(decision.issues)}`)
  return decision
}

function answerOf({ verdict, findings }: Decision): Answer {
  const outcomes = findings.map((found): Answer['outcomes'][number] =>
    'reason' in found ? [found.rule, found.outcome, found.reason] : [found.rule, found.outcome],
  )
  return { verdict, outcomes }
}

function failuresIn({ findings }: Decision): number[] {
  return [...findings.keys()].filter((index) => findings[index]?.outcome === 'fails')
}

function namesNobody({ rule }: Finding): boolean {
  return rule !== 'own-vehicle'
}

function showsNoDate({ rule }: Finding): boolean {
  return !['open-binding', 'since-binding', 'not-before-occurrence'].includes(rule)
}

function partlyKnown(facts: Row, question: Question): boolean {
  return FACTS_OF[question].some((name) => facts[name] === undefined)
}

/** Whether `supplied relation limit`, computed here and not by the library. */
function stands(supplied: unknown, relation: string, limit: unknown): boolean {
  if (relation === '∈') return new Set(limit as unknown[]).has(supplied)
  if (relation === 'disjoint' || relation === 'meets') {
    const union = new Set([...(supplied as unknown[]), ...(limit as unknown[])])
    const apart = union.size === new Set(supplied as unknown[]).size + new Set(limit as unknown[]).size
    return apart === (relation === 'disjoint')
  }
  if (relation === '=' || relation === '≠') return Object.is(supplied, limit) === (relation === '=')
  // Numbers, or dates in the one writing whose text order is time order; anything else must not be put in order.
  if (typeof supplied !== typeof limit || !['number', 'string'].includes(typeof supplied)) return false
  const sign = [supplied, limit].sort((a, b) => ((a as number) < (b as number) ? -1 : 1))[0] === supplied ? '<' : '>'
  const accepts: Record<string, string> = { '<': '<', '≤': '<=', '≥': '>=', '>': '>' }
  return (accepts[relation] ?? '').includes(Object.is(supplied, limit) ? '=' : sign)
}

// ————— repairs: what would have to be otherwise, rule by rule, and nothing that another rule looks at comes out otherwise

type Repair = (facts: Row, limit: unknown, outcomeOf: (rule: string, facts: Row) => string | undefined) => Row

const REPAIRS: Readonly<Record<string, Repair>> = {
  'own-vehicle': (facts) => ({ ...facts, vehicleOwner: facts.driver === 'another' ? 'somebody' : 'another' }),
  'already-bound': (facts) => ({ ...facts, pairBound: false }),
  'driver-cap': (facts, limit) => ({ ...facts, driverBindings: oneUnder(limit) }),
  'vehicle-cap': (facts, limit) => ({ ...facts, vehicleBindings: oneUnder(limit) }),
  'lifetime-cap': (facts, limit) => ({ ...facts, driverBindingsEver: oneUnder(limit) }),
  'daily-applications': (facts, limit) => ({ ...facts, driverApplicationsToday: oneUnder(limit) }),
  'yearly-applications': (facts, limit) => ({ ...facts, driverApplicationsThisYear: oneUnder(limit) }),
  'non-operating': (facts) => ({ ...facts, operating: false }),
  'owner-kind': (facts, limit) => ({ ...facts, vehicleOwnerKind: (limit as unknown[])[0] }),
  'owner-consent': (facts, limit) => ({ ...facts, ownerConsent: (limit as unknown[])[0] }),
  'identity-verified': (facts) => ({ ...facts, identityVerified: true }),
  'violation-open': (facts) => ({ ...facts, violationState: 'open' }),
  'not-before-occurrence': (facts) => ({ ...facts, at: facts.occurredAt }),
  'open-binding': (facts) => ({ ...facts, boundSince: facts.occurredAt }),
  'since-binding': (facts) => ({ ...facts, boundSince: facts.occurredAt }),
  'fine-limit': (facts, limit) => ({ ...facts, fine: limit }),
  'recorded-by-monitoring': (facts) => ({ ...facts, recordedBy: 'monitoring' }),
  // Stays above a limit on single points where it was; 12 points leave no room however few are held.
  'points-room': (facts, full) => ({
    ...facts,
    pointsHeld: 0,
    points: Math.min(facts.points as number, (full as number) - 1),
  }),
  // The sum, which `points-room` looks at, stays.
  'single-points-limit': (facts, limit) => {
    const sum = (facts.pointsHeld as number) + (facts.points as number)
    // At the bound of counts the sum is a little less, and as far above every full score.
    const pointsHeld = facts.pointsHeld === undefined ? undefined : Math.min(COUNT_LIMIT, sum - (limit as number))
    return { ...facts, points: limit, pointsHeld }
  },
  'licence-state': (facts) => ({ ...facts, licenceStates: [] }),
  // A type that the set allows and that the licence covers, or does not cover, as it did the old one.
  'plate-type': (facts, allowed, outcomeOf) => {
    const options = (allowed as string[]).map((plateType) => ({ ...facts, plateType }))
    const before = outcomeOf('licence-class', facts)
    return options.find((option) => outcomeOf('licence-class', option) === before) ?? (options[0] as Row)
  },
  // No class covers a tractor: then it has to be another vehicle as well.
  'licence-class': (facts, classes) => {
    const [one] = classes as string[]
    const held = (facts.licenceClasses as string[]).filter((each) => each !== (one ?? 'C1'))
    return one === undefined
      ? { ...facts, plateType: '02', licenceClasses: [...held, 'C1'] }
      : { ...facts, licenceClasses: [...held, one] }
  },
  // Some class, which covers the vehicle no better than none did.
  'licence-held': (facts, _, outcomeOf) => {
    if ((facts.licenceClasses as string[]).length > 0) return facts
    const options = ['C1', 'F', 'C6'].map((one) => ({ ...facts, licenceClasses: [one] }))
    const before = outcomeOf('licence-class', facts)
    return options.find((option) => outcomeOf('licence-class', option) === before) ?? (options[0] as Row)
  },
  'repeat-full-score': (facts, limit) => ({ ...facts, fullScoreStudies: oneUnder(limit) }),
  'offender-present': (facts) => ({ ...facts, offenderPresent: true }),
  'vehicles-per-year': (facts, limit) => ({ ...facts, othersVehiclesHandledThisYear: limit }),
  'drivers-per-year': (facts, limit) => ({ ...facts, vehicleOtherDriversThisYear: limit }),
}

function oneUnder(limit: unknown): number {
  return Math.max(0, (limit as number) - 1)
}

/** The facts with the named findings repaired, in order. */
function repair(question: Question, facts: Row, set: RuleSet, indexes: readonly number[]): Row {
  const outcomeOf = (rule: string, row: Row): string | undefined =>
    decide(question, row, set).findings.find((finding) => finding.rule === rule)?.outcome
  let row = facts
  for (const index of indexes) {
    const finding = decide(question, row, set).findings[index]
    if (finding === undefined || !('limit' in finding)) continue
    const mend = REPAIRS[finding.rule]
    if (mend === undefined) throw new Error(`no repair for ${finding.rule}`)
    row = mend(row, finding.limit, outcomeOf)
  }
  return row
}

// ————— stricter and laxer sets

interface Tightening {
  readonly rule: string
  readonly name: string
  readonly laxer: RuleSet
  readonly stricter: RuleSet
}

/** For every parameter of every provision, sets that differ in it alone, the laxer and the stricter. */
function tightenings(question: Question): Tightening[] {
  const found: Tightening[] = []
  for (const id of SET_IDS) {
    const set = SETS[id]
    const rules = set[question].map(({ rule }) => rule)
    for (const [index, provision] of set[question].entries()) {
      const { rule } = provision
      const parameters = provision as unknown as Row
      const change = (name: string, value: unknown): RuleSet =>
        reform(set, (draft) => {
          const changed = draft[question][index] as unknown as Row
          changed[name] = value
        })
      const stricter = (name: string, value: unknown): void => {
        found.push({ rule, name: `${id} ${name} ${String(value)}`, laxer: set, stricter: change(name, value) })
      }
      const laxer = (name: string, value: unknown): void => {
        found.push({ rule, name: `${id} ${name} ${String(value)}`, laxer: change(name, value), stricter: set })
      }
      for (const name of ['limit', 'full']) {
        const number = parameters[name]
        if (typeof number !== 'number') continue
        if (number > 1) stricter(name, number - 1)
        if (name === 'limit' && number > 0) stricter(name, 0)
        if (name === 'limit') laxer(name, number + 1)
      }
      for (const name of ['allowed', 'accepted']) {
        const list = parameters[name]
        if (!Array.isArray(list)) continue
        if (list.length > 1) stricter(name, list.slice(1))
        if (list.length > 1) stricter(name, list.slice(0, 1))
      }
      if (Array.isArray(parameters.barred)) {
        stricter('barred', LICENCE_STATES)
        laxer('barred', parameters.barred.slice(1))
      }
      if (parameters.grain !== undefined) {
        const grains = ['day', 'instant', 'next-day']
        const own = grains.indexOf(parameters.grain as string)
        grains.forEach((grain, place) => {
          if (place < own) laxer('grain', grain)
          if (place > own) stricter('grain', grain)
        })
      }
      if (parameters.scope === 'all') laxer('scope', 'with-points')
      if (parameters.scope === 'with-points') stricter('scope', 'all')
      if (parameters.firstClearsBacklog === true) stricter('firstClearsBacklog', false)
      if (parameters.firstClearsBacklog === false) laxer('firstClearsBacklog', true)
      if (provision.vehicles === 'all') laxer('vehicles', 'others')
      const channels = provision.channels === 'all' ? CHANNELS : provision.channels
      if (channels.length > 1) laxer('channels', channels.slice(1))
      if (provision.channels !== 'all' && rules.filter((each) => each === rule).length === 1)
        stricter('channels', 'all')
      found.push({
        rule,
        name: `${id} without`,
        laxer: reform(set, (draft) => {
          draft[question].splice(index, 1)
        }),
        stricter: set,
      })
    }
  }
  return found
}

// ————— facts written otherwise

function ids(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom('__proto__', 'constructor', 'toString', '10'),
    fc.stringMatching(/^[!#-&(-[\]-_a-~]{1,64}$/),
  )
}

function rewritten(facts: Row, writings: readonly [Write, Write, Write]): Row {
  const other: Row = { ...facts }
  for (const [index, when] of (['at', 'occurredAt', 'boundSince'] as const).entries()) {
    const instant = facts[when]
    if (typeof instant === 'string') other[when] = writings[index]?.(instant)
  }
  return other
}

type Write = (canonical: string) => unknown

/** Paths of what is not frozen, or no plain data. */
function thawed(value: unknown, path: string): string[] {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') return [path]
  if (typeof value !== 'object' || value === null) return []
  const prototype = Object.getPrototypeOf(value)
  const plain = prototype === Object.prototype || prototype === Array.prototype
  const own = Object.isFrozen(value) && plain ? [] : [path]
  return [...own, ...Object.entries(value).flatMap(([key, part]) => thawed(part, `${path}.${key}`))]
}

/**
 * The decision table on abstract facts, compared finding by finding with the oracle. What *complete* means here:
 *
 * Every fact is cut into classes at the boundaries of the rules that read it, with one representative each, and
 * *not known* as a class of its own (`test/oracle/classes.ts`). The **full product** of a rule set and a question is
 * every combination of the classes of all facts that any of its provisions reads. It is shown either
 *
 * - **row by row**, where it has at most `FULL` rows: each is judged and compared; or
 * - **by locality**, where it is larger. Then every row's findings and verdict follow from two things:
 *   1. *A finding is a function of the provision's own facts.* `locality.test.ts` watches what the rule and the
 *      oracle's line really read, over the complete product of those facts, and puts what must not be looked into in the
 *      place of all others. Here the finding is compared on that same product, amid facts that permit, amid facts
 *      that refuse, and next to every class of any one other provision's facts (with nothing else known).
 *   2. *The verdict is a function of the outcomes.* It is compared on every combination of outcomes that facts shared
 *      between provisions allow, one representative row each, for each kind of channel and of owner.
 *
 * What this leaves to other tests: within a class one value stands for all (the boundary cases and the random properties
 * look at others), and closed lists are gone through word by word below.
 */

import { describe, expect, test } from 'vitest'
import {
  CHANNELS,
  type Decision,
  decideBinding,
  decideHandling,
  FINDING_OUTCOMES,
  type Invalid,
  LICENCE_CLASSES,
  LICENCE_STATES,
  OWNER_CONSENTS,
  OWNER_KINDS,
  PLATE_TYPES,
  parseBindingFacts,
  parseHandlingFacts,
  RECORDERS,
  type Screening,
  VIOLATION_STATES,
} from '../../src/index.ts'
import {
  AT,
  axesOf,
  BOUND,
  bindingReads,
  classesOf,
  eachRow,
  factsOf,
  handlingReads,
  productOf,
  type Reads,
  type Row,
} from '../oracle/classes.ts'
import { type Answer, oracleBind, oracleHandle, type SetId } from '../oracle/decisions.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'
import { judged } from '../support/judged.ts'
import { readAs, STRAIGHT, screened, withCode } from '../support/straight-sets.ts'
import { WHOLE } from '../support/whole.ts'

const QUESTIONS = ['bind', 'handle'] as const
type Question = (typeof QUESTIONS)[number]
/** Row by row up to a number of rows (every table of bindings among them), by locality above. */
const FULL = 7_000_000
/** In every run the tables with no more rows than that, their outcomes apart; all of them where the run is whole. */
const FEW = 100_000

/** What no act is permitted without; where one of them is an axis, its own classes count. */
const REQUIRED: Row = { at: AT, driver: 'd', vehicle: 'v' }

const PERMITTING: Row = {
  at: AT,
  channel: 'app',
  driver: 'd',
  vehicleOwner: 'o',
  vehicleOwnerKind: 'individual',
  plateType: '02',
  identityVerified: true,
}
const BASES: Readonly<Record<Question, readonly Row[]>> = {
  bind: [
    {
      ...PERMITTING,
      vehicle: 'v',
      operating: false,
      pairBound: false,
      driverBindings: 0,
      vehicleBindings: 0,
      driverBindingsEver: 0,
      driverApplicationsToday: 0,
      driverApplicationsThisYear: 0,
      ownerConsent: 'qr',
    },
    {
      at: AT,
      channel: 'web',
      driver: 'd',
      vehicle: 'v',
      vehicleOwner: 'd',
      vehicleOwnerKind: 'unit',
      plateType: '01',
      operating: true,
      pairBound: true,
      driverBindings: 9,
      vehicleBindings: 9,
      driverBindingsEver: 9,
      driverApplicationsToday: 9,
      driverApplicationsThisYear: 9,
      ownerConsent: 'none',
      identityVerified: false,
    },
  ],
  handle: [
    {
      ...without(PERMITTING, ['vehicleOwnerKind']),
      vehicle: 'v',
      violationState: 'open',
      occurredAt: BOUND,
      fine: 0,
      points: 1,
      recordedBy: 'monitoring',
      boundSince: BOUND,
      firstBinding: false,
      licenceStates: [],
      licenceClasses: ['C1'],
      pointsHeld: 0,
      fullScoreStudies: 0,
      offenderPresent: true,
      othersVehiclesHandledThisYear: 1,
      vehicleOtherDriversThisYear: 1,
    },
    {
      at: BOUND,
      channel: 'web',
      driver: 'd',
      vehicle: 'v',
      vehicleOwner: 'o',
      plateType: '01',
      violationState: 'withdrawn',
      occurredAt: '2018-09-13T00:00:00.000+08:00',
      fine: 1_000_000,
      points: 12,
      recordedBy: 'officer',
      boundSince: '2018-09-14T00:00:00.000+08:00',
      firstBinding: false,
      licenceStates: ['cancelled'],
      licenceClasses: [],
      pointsHeld: 12,
      fullScoreStudies: 9,
      offenderPresent: false,
      identityVerified: false,
      othersVehiclesHandledThisYear: 9,
      vehicleOtherDriversThisYear: 9,
    },
  ],
}

/** The axes of a table: those of binding or of handling under a set. */
function readsOf(id: SetId, question: Question): Reads {
  return question === 'bind' ? bindingReads(id) : handlingReads(id)
}

/** How many rows of a table are compared, those of its outcomes apart. */
function rowsOf(id: SetId, question: Question): number {
  const reads = readsOf(id, question)
  const product = productOf(axesOf(reads))
  if (product <= FULL) return product
  const own = reads.map((provision) => BASES[question].length * productOf(axesOf([provision])))
  const pairs = pairsOf(reads).map((both) => productOf(axesOf(both), 'kinds'))
  return [...own, ...pairs].reduce((sum, rows) => sum + rows, 0)
}

/** Every two provisions. */
function pairsOf(reads: Reads): readonly Reads[] {
  return reads.flatMap((one, index) => reads.slice(index + 1).map((other): Reads => [one, other]))
}

describe.each(SET_IDS)('%s', (id) => {
  test.each(QUESTIONS.filter((question) => WHOLE || rowsOf(id, question) <= FEW))(
    '%s: every row of the table agrees with the oracle, finding by finding',
    (q) => {
      const reads = readsOf(id, q)
      const table = openTable(id, q, reads)
      let rows = rowsOf(id, q)
      if (productOf(axesOf(reads)) <= FULL) eachRow(axesOf(reads), REQUIRED, table.compare)
      else {
        for (const provision of reads) {
          for (const base of BASES[q]) {
            const own = axesOf([provision])
            eachRow(own, without(base, own.flatMap(factsOf)), table.compare)
          }
        }
        for (const both of pairsOf(reads)) eachRow(axesOf(both), REQUIRED, table.compare, 'kinds')
        rows += eachOutcome(id, q, reads, table.compare)
      }
      expect(table.rows).toBe(rows)
      for (const [index, [rule, readAxes]] of reads.entries()) {
        const answers = possible(id, q, rule, readAxes)
        expect(`${rule}: ${table.seen(index).join(', ')}`).toBe(`${rule}: ${answers.join(', ')}`)
        expect(`${rule} fails alone: ${table.failedAlone(index)}`).toBe(
          `${rule} fails alone: ${answers.includes('fails')}`,
        )
      }
      if (reads.length > 0) expect([...table.verdicts].sort()).toEqual(['permitted', 'refused', 'undetermined'])
    },
  )

  test('every class of every fact is read as it stands', () => {
    for (const q of QUESTIONS) {
      const axes = axesOf(readsOf(id, q))
      for (const axis of axes) {
        eachRow([axis], {}, (row) => {
          const read = q === 'bind' ? parseBindingFacts(row) : parseHandlingFacts(row)
          if (!read.ok) throw new Error(`${axis}: ${JSON.stringify(read.issues)}`)
          expect(read.value).toMatchObject(row)
        })
      }
    }
  })

  test('without the day, the driver or the vehicle nothing is permitted, and the oracle agrees', () => {
    for (const q of QUESTIONS) {
      for (const base of BASES[q]) {
        for (const left of [['at'], ['driver'], ['vehicle'], ['at', 'vehicle'], ['at', 'driver', 'vehicle']]) {
          expect(agree(id, q, without(base, left)).verdict).not.toBe('permitted')
        }
      }
    }
  })

  test('every word of every closed list agrees with the oracle', () => {
    for (const channel of CHANNELS) {
      for (const word of PLATE_TYPES) {
        agree(id, 'bind', { ...BASES.bind[0], channel, plateType: word })
        for (const held of LICENCE_CLASSES) {
          agree(id, 'handle', { ...BASES.handle[0], channel, plateType: word, licenceClasses: [held] })
          agree(id, 'handle', {
            ...BASES.handle[0],
            channel,
            vehicleOwner: 'd',
            plateType: word,
            licenceClasses: [held],
          })
        }
      }
      for (const word of OWNER_KINDS) agree(id, 'bind', { ...BASES.bind[0], channel, vehicleOwnerKind: word })
      for (const word of OWNER_CONSENTS) agree(id, 'bind', { ...BASES.bind[0], channel, ownerConsent: word })
      for (const word of VIOLATION_STATES) agree(id, 'handle', { ...BASES.handle[0], channel, violationState: word })
      for (const word of RECORDERS) agree(id, 'handle', { ...BASES.handle[0], channel, recordedBy: word })
      for (const word of LICENCE_STATES) {
        for (const other of LICENCE_STATES) {
          const licenceStates = word === other ? [word] : [word, other]
          agree(id, 'handle', { ...BASES.handle[0], channel, licenceStates })
        }
      }
    }
  })
})

/** The halves of the sets that answer by straight code, as those of the built package do. */
const CODED = new Map(STRAIGHT.map((each) => [`${each.set.id} ${each.question}`, withCode(each)]))

/** Compares a row with the oracle; throws with both answers where they differ. `read` when its facts are known to be sound. */
function agree(id: SetId, question: Question, row: Row, read = false): Answer {
  const decision = read ? judged(question, row, SETS[id]) : decide(id, question, row)
  const answer = question === 'bind' ? oracleBind(row, id) : oracleHandle(row, id)
  if (!same(decision, answer)) {
    const found = decision.verdict === 'invalid' ? decision.issues : decision.findings.map((f) => [f.rule, f.outcome])
    throw new Error(
      `${id} ${question} ${JSON.stringify(row)}\nlibrary: ${decision.verdict} ${JSON.stringify(found)}\noracle:  ${answer.verdict} ${JSON.stringify(answer.outcomes)}`,
    )
  }
  const coded = read ? CODED.get(`${id} ${question}`) : undefined
  if (coded !== undefined) {
    const screening = screened(question, readAs(question, row), coded)
    if (!isScreened(screening, answer))
      throw new Error(`${id} ${question} ${JSON.stringify(row)}\nstraight code: ${JSON.stringify(screening)}`)
  }
  return answer
}

function decide(id: SetId, question: Question, row: Row): Decision | Invalid {
  return question === 'bind' ? decideBinding(row as never, SETS[id]) : decideHandling(row as never, SETS[id])
}

function same(decision: Decision | Invalid, answer: Answer): boolean {
  if (decision.verdict !== answer.verdict || !('findings' in decision)) return false
  const { findings } = decision
  if (findings.length !== answer.outcomes.length) return false
  for (let index = 0; index < findings.length; index++) {
    const finding = findings[index]
    const [rule, outcome, reason] = answer.outcomes[index] ?? []
    if (finding === undefined || finding.rule !== rule || finding.outcome !== outcome) return false
    if ('reason' in finding && finding.reason !== reason) return false
  }
  return true
}

/** Whether a screening has the verdict of the oracle, and those rules of its outcomes that fail or lack a fact. */
function isScreened({ verdict, failing, unknown }: Screening, answer: Answer): boolean {
  let [fails, lacks] = [0, 0]
  for (const [rule, outcome] of answer.outcomes) {
    if (outcome === 'fails' && failing[fails++] !== rule) return false
    if (outcome === 'unknown' && unknown[lacks++] !== rule) return false
  }
  return verdict === answer.verdict && failing.length === fails && unknown.length === lacks
}

/** A table that compares rows, counts them, and remembers which answers came up. Its facts are classes: read already. */
function openTable(id: SetId, question: Question, reads: Reads) {
  const seen = reads.map(() => 0)
  const alone = reads.map(() => false)
  const table = {
    rows: 0,
    verdicts: new Set<string>(),
    compare(row: Row): void {
      const { verdict, outcomes } = agree(id, question, row, true)
      table.rows++
      table.verdicts.add(verdict)
      let failures = 0
      let last = 0
      for (let index = 0; index < reads.length; index++) {
        const outcome = outcomes[index]?.[1] as (typeof FINDING_OUTCOMES)[number]
        seen[index] = (seen[index] ?? 0) | (1 << FINDING_OUTCOMES.indexOf(outcome))
        if (outcome === 'fails') {
          failures++
          last = index
        }
      }
      if (failures === 1) alone[last] = true
    },
    seen: (index: number): string[] => FINDING_OUTCOMES.filter((_, place) => ((seen[index] ?? 0) & (1 << place)) !== 0),
    failedAlone: (index: number): boolean | undefined => alone[index],
  }
  return table
}

/**
 * The answers a provision can give. It is not applicable only where a channel, the owner or its own exemption lets it
 * off; `owner-kind` cannot fail where the set admits both kinds there are.
 */
function possible(id: SetId, question: Question, rule: string, axes: readonly string[]): string[] {
  const conditional =
    axes.includes('channel') ||
    (question === 'handle' && axes.includes('whose')) ||
    ['points-room', 'since-binding', 'open-binding', 'licence-held'].includes(rule)
  const bothKinds = rule === 'owner-kind' && (id === 'cn-2020-09-28' || id === 'cn-2024-11-01')
  return FINDING_OUTCOMES.filter((outcome) =>
    outcome === 'not-applicable' ? conditional : outcome === 'fails' ? !bothKinds : true,
  )
}

/** Every combination of outcomes, one representative each; gives the number there should be: a sum of products. */
function eachOutcome(id: SetId, question: Question, reads: Reads, visit: (row: Row) => void): number {
  const groups = connected(reads)
  let formula = 0
  for (const channel of classesOf('channel', 'kinds')) {
    for (const whose of classesOf('whose', 'kinds')) {
      const base: Row = without(REQUIRED, ['driver'])
      channel(base)
      whose(base)
      const options = groups.map((group) => [...representatives(id, question, group, base).values()])
      formula += options.reduce((rows, { length }) => rows * length, 1)
      const deepen = (row: Row, depth: number): void => {
        const choices = options[depth]
        if (choices === undefined) visit(row)
        else for (const choice of choices) deepen({ ...row, ...choice }, depth + 1)
      }
      deepen(base, 0)
    }
  }
  return formula
}

/** For each combination of outcomes that the provisions of a group can have, the first row that gives it. */
function representatives(id: SetId, question: Question, group: Group, base: Row): Map<string, Row> {
  const found = new Map<string, Row>()
  eachRow(group.axes, base, (row) => {
    const { outcomes } = question === 'bind' ? oracleBind(row, id) : oracleHandle(row, id)
    const key = group.members.map((member) => outcomes[member]?.[1]).join()
    if (!found.has(key)) found.set(key, { ...row })
  })
  return found
}

interface Group {
  readonly members: readonly number[]
  readonly axes: readonly string[]
}

/** Provisions that share a fact other than channel and owner, directly or through others. */
function connected(reads: Reads): Group[] {
  let groups: Group[] = []
  for (const [index, provision] of reads.entries()) {
    const axes = axesOf([provision]).filter((axis) => axis !== 'channel' && axis !== 'whose')
    const touched = groups.filter((group) => group.axes.some((axis) => axes.includes(axis)))
    const merged = axesOf([['', [...axes, ...touched.flatMap((group) => group.axes)]]])
    groups = groups.filter((group) => !touched.includes(group))
    groups.push({ members: [...touched.flatMap((group) => group.members), index], axes: merged })
  }
  return groups
}

function without(row: Row, facts: readonly string[]): Row {
  return Object.fromEntries(Object.entries(row).filter(([fact]) => !facts.includes(fact)))
}

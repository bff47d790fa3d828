import { expect } from 'vitest'
import {
  bindingFacts,
  bindingsOfDriver,
  bindingsOfVehicle,
  type Command,
  type Decision,
  driverIdsOf,
  driverOf,
  EVENT_TYPES,
  execute,
  failuresOf,
  type HandlingFacts,
  handlingFacts,
  type Outcome,
  openRegistry,
  openViolationsFor,
  overdueFines,
  pointsOf,
  type Registry,
  remainingBindings,
  revisionOf,
  scoringPeriodOf,
  vehicleIdsOf,
  vehicleOf,
  violationOf,
  violationsOfVehicle,
} from '../../src/index.ts'
import { cn, type RuleBook, type RuleSet, reform } from '../../src/law/index.ts'
import { DRIVERS, VEHICLES, VIOLATIONS } from '../../src/testing/index.ts'
import type { Act, ActOf } from '../oracle/acts.ts'
import { dayOf, inYear, moment, yearOf } from '../oracle/days.ts'
import { REFORM } from '../oracle/decisions.ts'
import { dutyOn, regimeOn } from '../oracle/points.ts'
import * as oracle from '../oracle/registry.ts'
import { SETS } from '../oracle/sets.ts'
import { DID } from '../support/every-command.ts'
import { same } from '../support/same.ts'

/** The rule as reported with the rules that no set that ships has, and with the owner at the act. */
const REFORMED: RuleSet = reform(
  SETS['as-reported'],
  (draft) => {
    draft.bind.push(...everywhere(REFORM.bind))
    draft.handle.push(...everywhere(REFORM.handle))
    for (const provision of draft.handle) provision.own = REFORM.own
  },
  { id: 'reformed' },
)

function everywhere<P extends object>(provisions: readonly P[]) {
  return provisions.map((each) => ({ channels: 'all' as const, vehicles: 'all' as const, ...each }))
}

/** How often each thing worth reaching was reached. */
export type Tally = Map<string, number>

export function lawFor(law: oracle.Law): RuleSet | RuleBook {
  if (law === 'reformed') return REFORMED
  return law === 'cn' ? cn : SETS[law]
}

/**
 * Runs a history through the library and through the oracle at once, and compares every answer and everything that can
 * be seen after it. Commands in `broken` are malformed: the library must say so and change nothing.
 */
export function lockStep(
  law: oracle.Law,
  history: readonly Command[],
  tally: Tally = new Map(),
  broken: ReadonlySet<number> = new Set(),
): { registry: Registry; model: oracle.Model } {
  let registry = openRegistry(lawFor(law))
  const model = oracle.openModel(law)
  for (const [index, command] of history.entries()) {
    const before = registry
    deepFreeze(command)
    if (broken.has(index)) {
      const outcome = execute(before, command)
      expect(outcome.status).toBe('invalid')
      expect(outcome.registry).toBe(before)
      count(tally, 'invalid')
      continue
    }
    const act = actOf(command)
    expectSameFacts(before, model, act)
    const last = lastOf(model) ?? act.at
    const accounts = dayOf(last) < dayOf(act.at) ? DRIVERS.map((driver) => accountIfKnown(model, driver, last)) : []
    const answer = oracle.step(model, act)
    const outcome = execute(before, command)
    expectSameAnswer(outcome, answer, model.past.length)
    registry = outcome.registry
    if (outcome.status !== 'accepted') same(registry === before, true)
    else if (!isEnrolment(command) || !isEnrolment(history[index + 1])) {
      expectSameState(registry, model, act.at, index % 8 === 0)
    }
    note(tally, model, act, answer, accounts)
  }
  expectSameAnswers(registry, model)
  return { registry, model }
}

/** In a run of enrolments only the state after the last one is looked at. */
function isEnrolment(command: Command | undefined): boolean {
  return command?.type === 'enrolDriver' || command?.type === 'enrolVehicle'
}

/** A command in the oracle's words. */
export function actOf(command: Command): Act {
  const { at, occurredAt, ...said } = command as { at: string; occurredAt?: string }
  // A command that the oracle has no act for does not compile.
  const type: Act['type'] = command.type
  const absent =
    type === 'bind'
      ? { ownerConsent: 'none', identityVerified: false }
      : type === 'handle'
        ? { offenderPresent: false, identityVerified: false }
        : {}
  const when = occurredAt === undefined ? {} : { occurredAt: moment(occurredAt) }
  return { ...absent, ...said, ...when, at: moment(at) } as unknown as Act
}

/** The same status, and the same code or rule set, and every rule in force came out the same. */
function expectSameAnswer(outcome: Outcome, answer: oracle.Answer, seq: number): void {
  same(outcome.status, answer.status)
  if (outcome.status === 'invalid') return
  same(outcome.decision && outcomesOf(outcome.decision), answer.outcomes)
  if (answer.status === 'accepted' && outcome.status === 'accepted') {
    const { event } = outcome
    same({ ruleSet: event.ruleSet, seq: event.seq }, { ruleSet: answer.ruleSet, seq })
    const names = Object.values(DID)[Object.values(EVENT_TYPES).indexOf(event.type)] ?? []
    expect(Object.keys(answer.did)).toEqual(expect.arrayContaining([...names]))
    for (const [name, did] of Object.entries(answer.did)) same(event[name as keyof typeof event], did)
  } else if (answer.status === 'refused' && outcome.status === 'refused') {
    if (!answer.codes.includes(outcome.code)) expect(answer.codes).toContain(outcome.code)
    same(outcome.ahead, answer.ahead)
  }
}

function outcomesOf(decision: Decision): oracle.Outcomes {
  return decision.findings.map((found) =>
    'reason' in found ? [found.rule, found.outcome, found.reason] : [found.rule, found.outcome],
  )
}

/** The facts the library takes from the registry for a question are those the oracle computes. */
function expectSameFacts(registry: Registry, model: oracle.Model, act: Act): void {
  if (act.type !== 'bind' && act.type !== 'handle') return
  if (oracle.driverOf(model, act.driver) === undefined) return
  const known = act.type === 'bind' ? oracle.vehicleOf(model, act.vehicle) : oracle.violationOf(model, act.violation)
  if (known === undefined) return
  const isTold = act.type === 'handle' && oracle.violationOf(model, act.violation)?.vehicle === null
  if (oracle.aheadOf(model, act) !== undefined || isTold) {
    expect(() => factsFor(registry, act)).toThrow(RangeError)
    return
  }
  if (act.type === 'bind') {
    same({ ...factsFor(registry, act) }, oracle.bindRow(model, act))
  } else {
    const { licenceStates, licenceClasses, ...facts } = factsFor(registry, act) as HandlingFacts
    const { licenceStates: states, licenceClasses: classes, ...row } = oracle.handleRow(model, act)
    same(facts, row)
    same([...licenceStates].sort(), [...(states ?? [])].sort())
    same([...licenceClasses].sort(), [...(classes ?? [])].sort())
  }
}

function factsFor(
  registry: Registry,
  act: ActOf<'bind'> | ActOf<'handle'>,
): ReturnType<typeof bindingFacts> | ReturnType<typeof handlingFacts> {
  const { type, ...input } = act
  return type === 'bind' ? bindingFacts(registry, input as never) : handlingFacts(registry, input as never)
}

/** Everything that can be seen of the registry is what the oracle says. */
function expectSameState(registry: Registry, model: oracle.Model, now: string, lookAhead: boolean): void {
  same(revisionOf(registry), model.past.length)
  same([...driverIdsOf(registry)].sort(), oracle.enrolled(model, 'enrolDriver').sort())
  same([...vehicleIdsOf(registry)].sort(), oracle.enrolled(model, 'enrolVehicle').sort())
  for (const driver of [...DRIVERS, 'u1']) {
    same(bindingsOfDriver(registry, driver), oracle.bindingsOfDriver(model, driver))
    const licence = oracle.driverOf(model, driver)
    const seen = driverOf(registry, driver)
    same(seen && sorted(seen), licence && sorted({ id: driver, ...licence }))
    if (licence === undefined) {
      same(pointsOf(registry, driver, now), 0)
      continue
    }
    const clock = oracle.clockOf(model, 'driver', driver) as string
    if (now < clock) {
      for (const query of [pointsOf, scoringPeriodOf, remainingBindings, openViolationsFor]) {
        expect(() => query(registry, driver, now)).toThrow(RangeError)
      }
    }
    const at = now < clock ? clock : now
    expectSamePoints(registry, model, driver, licence, at, lookAhead)
    same(
      remainingBindings(registry, driver, at).map(({ rule, channels, left }) => ({ rule, channels, left })),
      oracle.remainingBindings(model, driver, at),
    )
  }
  const violations = oracle.violations(model)
  for (const vehicle of VEHICLES) {
    same(bindingsOfVehicle(registry, vehicle), oracle.bindingsOfVehicle(model, vehicle))
    same(
      violationsOfVehicle(registry, vehicle),
      violations.filter((violation) => violation.vehicle === vehicle),
    )
    same(vehicleOf(registry, vehicle), oracle.vehicleOf(model, vehicle))
  }
  const overdue = oracle.overdue(model, now)
  same(byViolation(overdueFines(registry, now).map(({ additionalFine: _fee, ...due }) => due)), byViolation(overdue))
}

/** Points now; and, now and then, as they will stand when this period has ended, and in the middle of the one after. */
function expectSamePoints(
  registry: Registry,
  model: oracle.Model,
  driver: string,
  { firstIssuedOn, classes }: oracle.Licence,
  at: string,
  lookAhead: boolean,
): void {
  const { until } = oracle.accountOf(model, driver, dayOf(at))
  const ahead = [`${until}T00:00:00.000+08:00`, `${inYear(firstIssuedOn, yearOf(until) + 1)}T09:00:00.000+08:00`]
  for (const then of lookAhead ? [at, ...ahead] : [at]) {
    const day = dayOf(then)
    const { from, until, held, deducted, studies } = oracle.accountOf(model, driver, day)
    const duty = dutyOn(day, held, studies + 1, classes)
    const { duty: owed, ...period } = scoringPeriodOf(registry, driver, then) ?? {}
    same(period, { from, until, held, regime: regimeOn(day), fullScoreStudies: studies, deducted })
    same({ ...owed, tests: [...(owed?.tests ?? [])].sort() }, { ...duty, tests: [...duty.tests].sort() })
    same(pointsOf(registry, driver, then), held)
  }
}

/** What each driver may handle at the end, and why not the rest: of their own and bound vehicles, and of all of them. */
function expectSameAnswers(registry: Registry, model: oracle.Model): void {
  const last = lastOf(model)
  if (last === undefined) return
  for (const id of VIOLATIONS) same(violationOf(registry, id), oracle.violationOf(model, id))
  const cars = oracle.enrolled(model, 'enrolVehicle')
  for (const driver of oracle.enrolled(model, 'enrolDriver')) {
    const bound = oracle.bindingsOfDriver(model, driver).map(({ vehicle }) => vehicle)
    const theirs = cars.filter((id) => oracle.vehicleOf(model, id)?.owner.id === driver || bound.includes(id))
    const clock = oracle.clockOf(model, 'driver', driver) as string
    for (const [at, channel, vehicles] of [
      [last, 'app', undefined],
      [last, 'window', cars],
      [clock, 'window', undefined],
    ] as const) {
      const found = openViolationsFor(registry, driver, at, {
        channel,
        ...(vehicles === undefined ? {} : { vehicles }),
      })
      const answers = found.map(({ violation, code, decision }) => ({
        violation,
        code,
        fails: decision && failuresOf(decision).map(({ rule }) => rule),
      }))
      const open = (vehicles ?? theirs)
        .flatMap((id) => oracle.violationsOfVehicle(model, id))
        .filter(({ state }) => state === 'open')
      const expected = open.map(({ id: violation }) => {
        const act: ActOf<'handle'> = {
          type: 'handle',
          violation,
          driver,
          channel,
          at,
          offenderPresent: channel === 'window',
          identityVerified: true,
        }
        if (oracle.aheadOf(model, act) !== undefined) return { violation, code: 'out-of-order', fails: undefined }
        const fails = failing(oracle.judge(model, act).outcomes)
        return { violation, code: fails[0], fails }
      })
      same(byViolation(answers), byViolation(expected))
    }
  }
}

/** Writes down what this step reached. */
function note(
  tally: Tally,
  model: oracle.Model,
  act: Act,
  answer: oracle.Answer,
  before: ReadonlyArray<ReturnType<typeof oracle.accountOf> | undefined>,
): void {
  const fails = failing(answer.outcomes ?? [])
  if (answer.status === 'refused') {
    count(tally, fails.length > 0 ? `refused: ${act.type}` : `code: ${answer.codes.join(' ')}`)
    if (fails.length === 1) count(tally, `only: ${oracle.setOn(model, dayOf(act.at))} ${act.type} ${fails[0]}`)
  } else {
    count(tally, `event: ${EVENT_TYPES[act.type]}`)
    if (act.type === 'handle' && past(model, act)) count(tally, 'handled past the full score')
    if (act.type === 'bind') {
      if (oracle.bindingsOfDriver(model, act.driver).length === 3) count(tally, 'a driver at the cap')
      if (oracle.bindingsOfVehicle(model, act.vehicle).length === 3) count(tally, 'a vehicle at the cap')
    }
  }
  if (act.type === 'handle' && (answer.status === 'accepted' || fails.join() === 'since-binding')) {
    const violation = oracle.violationOf(model, act.violation)
    const since = oracle
      .bindingsOfDriver(model, act.driver)
      .find(({ vehicle }) => vehicle === violation?.vehicle)?.since
    if (violation !== undefined && since !== undefined) {
      const days = (Date.parse(dayOf(violation.occurredAt)) - Date.parse(dayOf(since))) / 86_400_000
      if (answer.status === 'accepted' && days === 0) count(tally, 'handled, of the day of binding')
      if (answer.status === 'refused' && days === -1) count(tally, 'refused, of the day before binding')
    }
  }
  if (answer.status === 'refused') return
  for (const [index, driver] of DRIVERS.entries()) {
    const then = before[index]
    const now = accountIfKnown(model, driver, act.at)
    if (then === undefined || now === undefined || then.until > dayOf(act.at) || then.held === 0) continue
    const left = oracle.accountOf(model, driver, then.until)
    if (then.held >= 12) count(tally, 'a period ended at the full score')
    else count(tally, left.held > 0 ? 'a period ended, points carried' : 'a period ended, points cleared')
  }
}

/** Whether the driver stood at the full score before this handling. */
function past(model: oracle.Model, act: ActOf<'handle'>): boolean {
  const points = oracle.violationOf(model, act.violation)?.points ?? 0
  return oracle.accountOf(model, act.driver, dayOf(act.at)).held - points >= 12
}

export function failing(outcomes: oracle.Outcomes): string[] {
  return outcomes.filter(([, outcome]) => outcome === 'fails').map(([rule]) => rule)
}

export function count(tally: Tally, key: string): void {
  tally.set(key, (tally.get(key) ?? 0) + 1)
}

export function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  Object.freeze(value)
  for (const part of Object.values(value)) deepFreeze(part)
}

/** The latest moment of the past, which need not be that of the last act. */
function lastOf(model: oracle.Model): string | undefined {
  return model.past
    .map(({ at }) => at)
    .sort()
    .at(-1)
}

function accountIfKnown(model: oracle.Model, driver: string, at: string) {
  return oracle.driverOf(model, driver) === undefined ? undefined : oracle.accountOf(model, driver, dayOf(at))
}

/** States and classes are sets: their order says nothing. */
function sorted<T extends { readonly states: readonly string[]; readonly classes: readonly string[] }>(licence: T) {
  return { ...licence, states: [...licence.states].sort(), classes: [...licence.classes].sort() }
}

function byViolation<T extends { violation: string }>(list: readonly T[]): T[] {
  return [...list].sort((one, other) => (one.violation < other.violation ? -1 : 1))
}

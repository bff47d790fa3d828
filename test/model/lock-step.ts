import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import {
  bindingFacts,
  bindingsOf,
  bindingsOn,
  type Command,
  type Decision,
  driverOf,
  driversOf,
  EVENT_TYPES,
  execute,
  failuresOf,
  handleable,
  handlingFacts,
  type Outcome,
  openRegistry,
  overdueFines,
  periodOfPoints,
  pointsOf,
  type Registry,
  revisionOf,
  roomOf,
  vehicleOf,
  vehiclesOf,
  violationOf,
  violationsOf,
} from '../../src/index.ts'
import { cn } from '../../src/law/rule-sets/cn.ts'
import type { RuleBook } from '../../src/law/rule-sets/rule-book.ts'
import type { RuleSet } from '../../src/law/rule-sets/rule-set.ts'
import { DRIVERS, VEHICLES, VIOLATIONS } from '../../src/testing/drafts.ts'
import type { Act, ActOf } from '../oracle/acts.ts'
import { dayOf, inYear, moment, yearOf } from '../oracle/days.ts'
import { dutyOn, regimeOn } from '../oracle/points.ts'
import * as oracle from '../oracle/registry.ts'
import { SETS } from '../oracle/sets.ts'

/** How often each thing worth reaching was reached. */
export type Tally = Map<string, number>

export function lawFor(law: oracle.Law): RuleSet | RuleBook {
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
    if (outcome.status !== 'accepted') expect(registry).toBe(before)
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
  const asked = said as { type: string; channel?: string }
  const absent =
    asked.type === 'bind'
      ? { ownerConsent: 'none', identityVerified: false }
      : asked.type === 'handle'
        ? { offenderPresent: false, identityVerified: false }
        : {}
  const when = occurredAt === undefined ? {} : { occurredAt: moment(occurredAt) }
  return { ...absent, ...said, ...when, at: moment(at) } as unknown as Act
}

/** The same status, and the same code or rule set, and every rule in force came out the same. */
function expectSameAnswer(outcome: Outcome, answer: oracle.Answer, seq: number): void {
  expect(outcome.status).toBe(answer.status)
  if (outcome.status === 'invalid') return
  same(outcome.decision && outcomesOf(outcome.decision), answer.outcomes)
  if (answer.status === 'accepted' && outcome.status === 'accepted') {
    same({ ruleSet: outcome.event.ruleSet, seq: outcome.event.seq }, { ruleSet: answer.ruleSet, seq })
  } else if (answer.status === 'refused' && outcome.status === 'refused') {
    expect(answer.codes).toContain(outcome.code)
  }
}

function outcomesOf(decision: Decision): oracle.Outcomes {
  return decision.findings.map((found) =>
    'reason' in found ? [found.rule, found.outcome, found.reason] : [found.rule, found.outcome],
  )
}

/** The facts the library takes from the registry for a question are those the oracle reckons. */
function expectSameFacts(registry: Registry, model: oracle.Model, act: Act): void {
  if (act.type !== 'bind' && act.type !== 'handle') return
  if (act.at < (lastOf(model) ?? '') || oracle.driverOf(model, act.driver) === undefined) return
  if (act.type === 'bind') {
    if (oracle.vehicleOf(model, act.vehicle) === undefined) return
    const { type: _type, ...input } = act
    same({ ...bindingFacts(registry, input as never) }, oracle.bindRow(model, act))
  } else {
    if (oracle.violationOf(model, act.violation) === undefined) return
    const { type: _type, ...input } = act
    const { licenceStates, licenceClasses, ...facts } = handlingFacts(registry, input as never)
    const { licenceStates: states, licenceClasses: classes, ...row } = oracle.handleRow(model, act)
    same(facts, row)
    same([...licenceStates].sort(), [...(states ?? [])].sort())
    same([...licenceClasses].sort(), [...(classes ?? [])].sort())
  }
}

/** Everything that can be seen of the registry is what the oracle says. */
function expectSameState(registry: Registry, model: oracle.Model, at: string, lookAhead: boolean): void {
  same(revisionOf(registry), model.past.length)
  same([...driversOf(registry)].sort(), oracle.enrolled(model, 'enrolDriver').sort())
  same([...vehiclesOf(registry)].sort(), oracle.enrolled(model, 'enrolVehicle').sort())
  for (const driver of [...DRIVERS, 'u1']) {
    same(bindingsOf(registry, driver), oracle.bindingsOf(model, driver))
    const licence = oracle.driverOf(model, driver)
    const seen = driverOf(registry, driver)
    same(seen && sorted(seen), licence && sorted({ id: driver, ...licence }))
    if (licence === undefined) {
      same(pointsOf(registry, driver, at), 0)
      continue
    }
    expectSamePoints(registry, model, driver, licence, at, lookAhead)
    same(
      roomOf(registry, driver, at).map(({ rule, channels, left }) => ({ rule, channels, left })),
      oracle.roomOf(model, driver, at),
    )
  }
  const violations = oracle.violations(model)
  for (const vehicle of VEHICLES) {
    same(bindingsOn(registry, vehicle), oracle.bindingsOn(model, vehicle))
    same(
      violationsOf(registry, vehicle),
      violations.filter((violation) => violation.vehicle === vehicle),
    )
    same(vehicleOf(registry, vehicle), oracle.vehicleOf(model, vehicle))
  }
  const overdue = violations
    .filter(({ payBy, paidOn }) => payBy !== null && paidOn === null && payBy < dayOf(at))
    .map(({ id, handledBy, fine, payBy }) => ({ violation: id, driver: handledBy, fine, payBy }))
  same(byViolation(overdueFines(registry, at).map(({ lateFee: _fee, ...due }) => due)), byViolation(overdue))
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
    const { duty: owed, ...period } = periodOfPoints(registry, driver, then) ?? {}
    same(period, { from, until, held, regime: regimeOn(day), fullScoreStudies: studies, deducted })
    same({ ...owed, tests: [...(owed?.tests ?? [])].sort() }, { ...duty, tests: [...duty.tests].sort() })
    same(pointsOf(registry, driver, then), held)
  }
}

/** What each driver may handle at the end, and why not the rest. */
function expectSameAnswers(registry: Registry, model: oracle.Model): void {
  const at = lastOf(model)
  if (at === undefined) return
  for (const id of VIOLATIONS) same(violationOf(registry, id), oracle.violationOf(model, id))
  const open = oracle.violations(model).filter(({ state }) => state === 'open')
  for (const driver of oracle.enrolled(model, 'enrolDriver')) {
    for (const channel of ['app', 'window'] as const) {
      const found = handleable(registry, driver, at, { channel })
      const answers = [
        ...found.permitted.map((violation) => ({ violation, fails: [] as string[] })),
        ...found.refused.map(({ violation, decision }) => ({
          violation,
          fails: failuresOf(decision).map(({ rule }) => rule),
        })),
      ]
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
        return { violation, fails: failing(oracle.judge(model, act).outcomes) }
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
      if (oracle.bindingsOf(model, act.driver).length === 3) count(tally, 'a driver at the cap')
      if (oracle.bindingsOn(model, act.vehicle).length === 3) count(tally, 'a vehicle at the cap')
    }
  }
  if (act.type === 'handle' && (answer.status === 'accepted' || fails.join() === 'since-binding')) {
    const violation = oracle.violationOf(model, act.violation)
    const since = oracle.bindingsOf(model, act.driver).find(({ vehicle }) => vehicle === violation?.vehicle)?.since
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

function lastOf(model: oracle.Model): string | undefined {
  return model.past.at(-1)?.at
}

function accountIfKnown(model: oracle.Model, driver: string, at: string) {
  return oracle.driverOf(model, driver) === undefined ? undefined : oracle.accountOf(model, driver, dayOf(at))
}

/** Deep equality, cheap where it holds, told in full where it does not. */
function same(seen: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(seen, expected)) expect(seen).toEqual(expected)
}

/** States and classes are sets: their order says nothing. */
function sorted<T extends { readonly states: readonly string[]; readonly classes: readonly string[] }>(licence: T) {
  return { ...licence, states: [...licence.states].sort(), classes: [...licence.classes].sort() }
}

function byViolation<T extends { violation: string }>(list: readonly T[]): T[] {
  return [...list].sort((one, other) => (one.violation < other.violation ? -1 : 1))
}

// @ts-check
// From a court case to the acts it was made of, and from an act to what a rule set says of it.

import {
  bind,
  bindingsOf,
  bindingsOn,
  decideHandling,
  executeAll,
  failuresOf,
  handle,
  handlingFacts,
  openRegistry,
  parseInstant,
  recordViolation,
  release,
  yuan,
} from 'demerit'

/** Where a case does not say it: three points and 200 yuan a violation, three violations a vehicle. */
const POINTS = [3]
const FINES = [200]
const VIOLATIONS_A_VEHICLE = 3
const DAY = 86_400_000
/** Rules that judge what an insider can simply declare. */
const FALSIFIED = ['offender-present', 'identity-verified', 'licence-state']

/**
 * The acts of a case, in order of time: who handled which violation of which vehicle when. Licences take turns; every
 * violation is a month old when the customer buys the points for it.
 *
 * @param {any} court
 */
export function actsOf(court) {
  const { licences, violations, vehicles = Math.ceil(violations / VIOLATIONS_A_VEHICLE) } = court
  const points = court.points ?? POINTS
  const fines = court.finesYuan ?? FINES
  const first = Date.parse(`${court.from ?? '2016-01-04'}T01:00:00Z`)
  const last = Date.parse(`${court.to ?? '2016-06-30'}T01:00:00Z`)
  return Array.from({ length: violations }, (_, index) => {
    const at = Math.floor(first + ((last - first) * index) / Math.max(1, violations - 1))
    return {
      driver: `licence-${Math.floor((index * licences) / violations)}`,
      vehicle: `vehicle-${Math.floor((index * vehicles) / violations)}`,
      violation: `violation-${index}`,
      at: instant(at),
      occurredAt: instant(at - 30 * DAY),
      points: points[index % points.length],
      fine: yuan(fines[index % fines.length]),
    }
  })
}

/** @param {number} epoch */
function instant(epoch) {
  const parsed = parseInstant(epoch)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  return parsed.value
}

/**
 * Judges every act of a case under a rule set twice. As it was: offender absent, nobody's identity checked, holder dead
 * where the case says so, no binding. As the insider would have to declare it: offender present, identity checked, the
 * death not reported, and a binding made on the spot where one is asked for, the oldest released when the cap is full.
 * What the offices' own records say (dates, fines, points, counts) cannot be declared otherwise.
 *
 * @param {any} court
 * @param {ReturnType<typeof actsOf>} acts
 * @param {import('demerit/rules').RuleSet} ruleSet
 */
export function judgeCase(court, acts, ruleSet) {
  const asItWas = tally()
  const asDeclared = tally()
  /** @type {Map<string, import('demerit').Decision>} */
  const known = new Map()
  let falseStatements = 0
  let released = 0
  let registry = enrolled(acts, court, ruleSet)
  for (const act of acts) {
    const { driver, vehicle, violation, at, occurredAt, fine, points } = act
    const record = {
      id: violation,
      vehicle,
      occurredAt,
      fine,
      points,
      recordedBy: /** @type {const} */ ('monitoring'),
      at,
    }
    registry = recordViolation(registry, record).registry
    const truth = { driver, violation, at, channel: court.channel, offenderPresent: false, identityVerified: false }
    const facts = handlingFacts(registry, truth)
    const licenceStates = court.deceased ? /** @type {const} */ (['cancelled']) : facts.licenceStates
    const truly = { ...facts, boundSince: null, firstBinding: false, licenceStates }
    // A verdict does not depend on who, and every violation here is a month old: acts alike in all else share a decision.
    const { pointsHeld, othersVehiclesHandledThisYear: vehicles, vehicleOtherDriversThisYear: drivers } = facts
    const alike = [points, fine, pointsHeld, vehicles, drivers, facts.licenceStates].join()
    const was = known.get(alike) ?? /** @type {import('demerit').Decision} */ (decideHandling(truly, ruleSet))
    known.set(alike, was)
    asItWas.add(was)

    // A statement is false where a rule asks for it and it was not so: no rule that asks, no false statement.
    let lies = failuresOf(was).filter(({ rule }) => FALSIFIED.includes(rule)).length
    const declared = { ...truth, offenderPresent: true, identityVerified: true }
    let outcome = handle(registry, declared)
    if (
      outcome.status === 'refused' &&
      failuresOf(/** @type {any} */ (outcome.decision)).some((f) => f.rule === 'open-binding')
    ) {
      const bound = bindOnTheSpot(registry, driver, vehicle, court.channel, at)
      if (bound !== undefined) {
        registry = bound.registry
        released += bound.released
        lies += court.channel === 'window' ? 1 : 0
        outcome = handle(registry, declared)
      }
    }
    if (outcome.status === 'invalid') throw new Error(JSON.stringify(outcome.issues))
    asDeclared.add(/** @type {any} */ (outcome.decision))
    if (outcome.status === 'accepted') falseStatements += lies
    registry = outcome.registry
  }
  return { acts: acts.length, asItWas, asDeclared, falseStatements, released }
}

/**
 * Binds as the insider would: where a cap is full, the oldest binding in the way is released first.
 *
 * @param {import('demerit').Registry} registry
 * @param {string} driver @param {string} vehicle @param {any} channel @param {string} at
 */
function bindOnTheSpot(registry, driver, vehicle, channel, at) {
  const input = { driver, vehicle, channel, at, ownerConsent: /** @type {const} */ ('qr'), identityVerified: true }
  let released = 0
  for (let current = registry; ; released++) {
    const outcome = bind(current, input)
    if (outcome.status === 'accepted') return { registry: outcome.registry, released }
    const code = outcome.status === 'refused' ? outcome.code : ''
    const inTheWay =
      code === 'driver-cap' ? bindingsOf(current, driver) : code === 'vehicle-cap' ? bindingsOn(current, vehicle) : []
    const [oldest] = inTheWay
    if (oldest === undefined) return undefined
    current = release(current, { driver: oldest.driver, vehicle: oldest.vehicle, by: 'driver', at }).registry
  }
}

/** @param {ReturnType<typeof actsOf>} acts @param {any} court @param {import('demerit/rules').RuleSet} ruleSet */
function enrolled(acts, court, ruleSet) {
  const at = '2014-01-01T00:00:00.000+08:00'
  const licence = { states: [], classes: /** @type {const} */ (['C1']), firstIssuedOn: '2010-01-01' }
  const drivers = [...new Set(acts.map((act) => act.driver))]
  const vehicles = [...new Set(acts.map((act) => act.vehicle))]
  const { registry, outcomes } = executeAll(openRegistry(ruleSet), [
    ...drivers.map((id) => /** @type {const} */ ({ type: 'enrolDriver', id, licence, at })),
    ...vehicles.map((id) => {
      const owner = /** @type {const} */ ({ kind: 'individual', id: `owner-of-${id}` })
      const plateType = court.plateType ?? '02'
      return /** @type {const} */ ({ type: 'enrolVehicle', id, owner, plateType, operating: false, at })
    }),
  ])
  const failed = outcomes.find((outcome) => outcome.status !== 'accepted')
  if (failed !== undefined) throw new Error(JSON.stringify(failed))
  return registry
}

/** Counts refusals and the rules behind them. */
function tally() {
  /** @type {Map<string, number>} */
  const rules = new Map()
  let refused = 0
  return {
    rules,
    get refused() {
      return refused
    },
    /** @param {import('demerit').Decision} decision */
    add(decision) {
      if (decision.verdict !== 'refused') return
      refused++
      for (const { rule } of failuresOf(decision)) rules.set(rule, (rules.get(rule) ?? 0) + 1)
    },
  }
}

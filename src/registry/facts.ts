import { type Issue, shorten } from '../input/issue.ts'
import { type BindingFacts, bindingShape, type HandlingFacts, handlingShape } from '../law/facts.ts'
import { markRead } from '../law/known-facts.ts'
import { heldIn, type Ledger, ledgerOn, openLedger } from '../law/points/ledger.ts'
import { regimeOn } from '../law/points/regimes.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import { yearsAfter } from '../values/calendar.ts'
import { type Instant, type LegalDay, legalDay } from '../values/instant.ts'
import type { LicenceState } from '../values/licence.ts'
import { LICENCE_STATES } from '../values/licence.ts'
import { type Commands, type Inputs, readInput } from './commands.ts'
import { get } from './persistent-map.ts'
import { type Registry, stateOf } from './registry.ts'
import type { DriverRecord, HandledLink, OpenBinding, State, VehicleRecord, ViolationRecord } from './state.ts'

/**
 * The facts of a binding as the registry knows them: what `bind` judges. Handed to `decideBinding` with the rule set of
 * the day they give the command's own decision.
 *
 * @throws RangeError when the input is not well formed, or names a driver or vehicle the registry does not know,
 * or is dated before the registry's last event.
 */
export function bindingFacts(registry: Registry, input: Inputs['bind']): BindingFacts {
  const state = stateOf(registry)
  const said = presentOnly(state, wellFormed('bind', input))
  const driver = known(get(state.drivers, said.driver), 'driver', said.driver)
  const vehicle = known(get(state.vehicles, said.vehicle), 'vehicle', said.vehicle)
  return markRead(factsOfBinding(driver, vehicle, said, legalDay(said.at)), bindingShape)
}

/**
 * The facts of a handling as the registry knows them: what `handle` judges.
 *
 * @throws RangeError when the input is not well formed, or names a driver or violation the registry does not know,
 * or is dated before the registry's last event.
 */
export function handlingFacts(registry: Registry, input: Inputs['handle']): HandlingFacts {
  const state = stateOf(registry)
  const said = presentOnly(state, wellFormed('handle', input))
  const driver = known(get(state.drivers, said.driver), 'driver', said.driver)
  const violation = known(get(state.violations, said.violation), 'violation', said.violation)
  const vehicle = get(state.vehicles, violation.vehicle) as VehicleRecord
  const day = legalDay(said.at)
  return markRead(factsOfHandling(state, driver, vehicle, violation, said, day) as HandlingFacts, handlingShape)
}

/** `day` is the legal day of the command. */
export function factsOfBinding(
  driver: DriverRecord,
  vehicle: VehicleRecord,
  said: Commands['bind'],
  day: LegalDay,
): BindingFacts {
  const applications = applicationsOf(driver, day)
  return {
    at: said.at,
    channel: said.channel,
    driver: driver.id,
    vehicle: vehicle.id,
    vehicleOwner: vehicle.owner,
    vehicleOwnerKind: vehicle.ownerKind,
    plateType: vehicle.plateType,
    operating: vehicle.operating,
    pairBound: bindingOf(driver, vehicle) !== undefined,
    driverBindings: driver.bindings.length,
    vehicleBindings: vehicle.bindings.length,
    driverBindingsEver: driver.applications.ever,
    driverApplicationsToday: applications.today,
    driverApplicationsThisYear: applications.thisYear,
    ownerConsent: said.ownerConsent,
    identityVerified: said.identityVerified,
  }
}

/**
 * As `factsOfBinding`. The counts of a year cost a walk through it: for a law that does not ask for them they are left
 * unknown, and without a law all facts are there.
 */
export function factsOfHandling(
  state: State,
  driver: DriverRecord,
  vehicle: VehicleRecord,
  violation: ViolationRecord,
  said: Commands['handle'],
  day: LegalDay,
  law?: RuleSet,
): Partial<HandlingFacts> {
  const others = law === undefined || asksForOthers(law) ? othersThisYear(state, driver, vehicle, day) : NOT_ASKED
  const own = (driver.id as string) === vehicle.owner
  const binding = bindingOf(driver, vehicle)
  const ledger = driver.ledger === null ? null : ledgerAt(driver, day)
  return {
    at: said.at,
    channel: said.channel,
    driver: driver.id,
    vehicle: vehicle.id,
    vehicleOwner: vehicle.owner,
    plateType: vehicle.plateType,
    violationState: violation.state,
    occurredAt: violation.occurredAt,
    fine: violation.fine,
    points: violation.points,
    recordedBy: violation.recordedBy,
    boundSince: binding?.since ?? null,
    firstBinding: binding?.first ?? false,
    licenceStates:
      ledger === null
        ? driver.licence.states
        : licenceStatesOf(driver, vehicle, ledger, said.channel === 'window' && own, day),
    licenceClasses: driver.licence.classes,
    pointsHeld: ledger === null ? 0 : heldIn(ledger),
    fullScoreStudies: ledger === null ? 0 : ledger.studies,
    offenderPresent: said.offenderPresent,
    identityVerified: said.identityVerified,
    othersVehiclesHandledThisYear: others.othersVehiclesHandledThisYear,
    vehicleOtherDriversThisYear: others.vehicleOtherDriversThisYear,
  } as Partial<HandlingFacts>
}

/** The counts that limit how many others one handles for, and lets handle, in a year. */
type OthersThisYear = Pick<HandlingFacts, 'othersVehiclesHandledThisYear' | 'vehicleOtherDriversThisYear'>
const NOT_ASKED: { readonly [K in keyof OthersThisYear]: undefined } = {
  othersVehiclesHandledThisYear: undefined,
  vehicleOtherDriversThisYear: undefined,
}

function asksForOthers({ handle }: RuleSet): boolean {
  for (let index = 0; index < handle.length; index++) {
    const { rule } = handle[index] as RuleSet['handle'][number]
    if (rule === 'vehicles-per-year' || rule === 'drivers-per-year') return true
  }
  return false
}

function othersThisYear(state: State, driver: DriverRecord, vehicle: VehicleRecord, day: LegalDay): OthersThisYear {
  const own = (driver.id as string) === vehicle.owner
  return {
    othersVehiclesHandledThisYear: othersWithinYear(state, driver.handledForOthers, day, own ? null : vehicle.id, null),
    vehicleOtherDriversThisYear: othersWithinYear(
      state,
      vehicle.handledByOthers,
      day,
      own ? null : driver.id,
      vehicle.owner,
    ),
  }
}

/** How many bindings a driver has made on a day and in its calendar year. */
export function applicationsOf(driver: DriverRecord, day: LegalDay): { today: number; thisYear: number } {
  const { last, thatDay, thatYear } = driver.applications
  if (last === null) return NO_APPLICATION
  if (last === day) return { today: thatDay, thisYear: thatYear }
  return { today: 0, thisYear: last.slice(0, 4) === day.slice(0, 4) ? thatYear : 0 }
}

const NO_APPLICATION = { today: 0, thisYear: 0 } as const

/** A driver's ledger as it stands on a day: an empty one of the day's period where nothing was ever entered. */
export function ledgerAt({ ledger, licence }: DriverRecord, day: LegalDay): Ledger {
  if (ledger === null) return openLedger(licence.firstIssuedOn, day)
  return day < ledger.until ? ledger : ledgerOn(ledger, licence.firstIssuedOn, day)
}

export function bindingOf({ bindings }: DriverRecord, { id }: VehicleRecord): OpenBinding | undefined {
  for (let index = 0; index < bindings.length; index++) {
    const binding = bindings[index] as OpenBinding
    if (binding.vehicle === id) return binding
  }
  return undefined
}

/**
 * The licence's states, with `full-points` 记满12分 from the full score on. At a window drivers may finish the records of
 * their own vehicle on the day on which one of them made the score full (Order 163, Article 14).
 */
function licenceStatesOf(
  driver: DriverRecord,
  vehicle: VehicleRecord,
  ledger: Ledger,
  ownAtWindow: boolean,
  day: LegalDay,
): readonly LicenceState[] {
  const { states } = driver.licence
  if (heldIn(ledger) < regimeOn(day).full.value) return states
  const { fullBy } = ledger
  if (ownAtWindow && fullBy !== null && fullBy.vehicle === vehicle.id && fullBy.day === day) return states
  return Object.freeze(LICENCE_STATES.filter((state) => state === 'full-points' || states.includes(state)))
}

/**
 * How many different others there are in a list within a year back from `day`, with `also` and without `not` (a former
 * driver who owns the vehicle now is no other). Revoked handlings do not count.
 */
function othersWithinYear(
  state: State,
  list: HandledLink | null,
  day: LegalDay,
  also: string | null,
  not: string | null,
): number {
  if (list === null) return also === null ? 0 : 1
  const yearAgo = yearsAfter(day, -1)
  const others = new Set<string>(also === null ? [] : [also])
  for (let link: HandledLink | null = list; link !== null && link.day > yearAgo; link = link.before) {
    if (link.other === not || others.has(link.other)) continue
    const { handling } = get(state.violations, link.violation) as ViolationRecord
    if (handling?.seq === link.seq) others.add(link.other)
  }
  return others.size
}

function wellFormed<T extends 'bind' | 'handle'>(type: T, input: unknown): Commands[T] {
  const issues: Issue[] = []
  const said = readInput(type, input, [], issues)
  const first = issues.length > 0 ? issues[0] : undefined
  if (first === undefined) return said
  throw new RangeError(`input.${first.path.join('.')}: ${first.code}, wanted ${first.expected}, got ${first.received}`)
}

/** A registry knows the present: what was before its last event, its facts cannot tell. */
function presentOnly<S extends { readonly at: Instant }>(state: State, said: S): S {
  const last = state.log?.event.at
  if (last === undefined || said.at >= last) return said
  throw new RangeError(`input.at: ${said.at} is before the registry's last event at ${last}`)
}

function known<R>(record: R | undefined, what: string, id: string): R {
  if (record === undefined) throw new RangeError(`input.${what}: the registry knows no ${what} ${shorten(id)}`)
  return record
}

import { type Issue, type Path, report } from '../input/issue.ts'
import * as wanted from '../input/wanted.ts'
import { isOnProbation } from '../law/points/period.ts'
import { counts, entriesOf } from '../registry/points/ledger.ts'
import type { Versions } from '../registry/state/nearby.ts'
import { type OthersHandled, timesWith } from '../registry/state/others-handled.ts'
import { forEach, get, idsIn, type PersistentMap } from '../registry/state/persistent-map.ts'
import type {
  DriverRecord,
  Handling,
  OpenBinding,
  Party,
  RecordKind,
  Records,
  VehicleRecord,
  ViolationRecord,
} from '../registry/state/records.ts'
import { yearsAfter } from '../values/calendar.ts'
import { type LegalDay, legalDay } from '../values/instant.ts'
import type { OwnerKind } from '../values/vehicle.ts'
import { BINDING } from './rows.ts'

/**
 * What records say of themselves and of each other that no history leaves behind: counts that would fall below zero, what is
 * later than the clock, an end of a binding without the other. What was not looked up is not missed.
 */
export function findContradictions(records: Records, versions: Versions, issues: Issue[]): void {
  const wrong: Wrong = (path, received) => report(issues, 'not-reproduced', path, wanted.onRecord, received)
  const isAbsent: IsAbsent = (kind, id) => versions[kind].get(id) === 0
  const ofDrivers = byPair(records.driver)
  const ofVehicles = byPair(records.vehicle)
  forEach(records.driver, (driver) => ofDriver(driver, records, ofVehicles, isAbsent, wrong))
  forEach(records.vehicle, (vehicle) => ofVehicle(vehicle, records, ofDrivers, isAbsent, wrong))
  forEach(records.party, (party) => ofParty(party, records, isAbsent, wrong))
  forEach(records.violation, (violation) => ofViolation(violation, records, isAbsent, wrong))
  ofViolations(records, wrong)
  ofNames(records, wrong)
}

type Wrong = (path: Path, received: unknown) => void
type IsAbsent = (kind: RecordKind, id: string) => boolean

/** The open bindings as the records of one end have them, by `pairOf`. */
type Ends = ReadonlyMap<string, OpenBinding>

function byPair(records: PersistentMap<DriverRecord> | PersistentMap<VehicleRecord>): Ends {
  const ends = new Map<string, OpenBinding>()
  forEach<DriverRecord | VehicleRecord>(records as PersistentMap<DriverRecord | VehicleRecord>, ({ bindings }) => {
    for (const binding of bindings) ends.set(pairOf(binding), binding)
  })
  return ends
}

/** No id has a space in it. */
function pairOf({ driver, vehicle }: OpenBinding): string {
  return `${driver} ${vehicle}`
}

function ofDriver(
  driver: DriverRecord,
  { vehicle, violation }: Records,
  ofVehicles: Ends,
  isAbsent: IsAbsent,
  wrong: Wrong,
): void {
  const { id, licence, bindings, applications, ledger, handledForOthers, last } = driver
  const at = (...field: Path): Path => ['driver', id, 'record', ...field]
  const today = legalDay(last)
  bindings.forEach((binding, index) => {
    const place = (field: string) => at('bindings', index, field)
    if (binding.since > last) wrong(place('since'), binding.since)
    else if (isAbsent('vehicle', binding.vehicle)) wrong(place('vehicle'), binding.vehicle)
    else if (get(vehicle, binding.vehicle) !== undefined) sameEnds(binding, ofVehicles, place, wrong)
  })
  const { ever, last: made, thatDay, thatYear } = applications
  if (ever < bindings.length) wrong(at('applications', 'ever'), ever)
  if (made === null ? ever > 0 : made > today) wrong(at('applications', 'last'), made)
  if (thatYear > ever || thatYear > 0 !== (made !== null)) wrong(at('applications', 'thatYear'), thatYear)
  if (thatDay > thatYear || thatDay > 0 !== (made !== null)) wrong(at('applications', 'thatDay'), thatDay)
  ofOthers(handledForOthers, today, at('handledForOthers'), wrong)
  if (ledger === null) return
  if (ledger.from > today) wrong(at('ledger', 'from'), ledger.from)
  if (ledger.until <= ledger.from) wrong(at('ledger', 'until'), ledger.until)
  if (ledger.fullBy !== null && ledger.fullBy.day > today) wrong(at('ledger', 'fullBy', 'day'), ledger.fullBy.day)
  if (ledger.tradedOn !== null && ledger.tradedOn > today) wrong(at('ledger', 'tradedOn'), ledger.tradedOn)
  entriesOf(ledger).forEach(({ id: entered, points, payBy, inProbation }, index) => {
    const place = (field: string) => at('ledger', 'entries', index, field)
    if (!counts({ points, payBy })) wrong(place('points'), points)
    const handled = get(violation, entered)
    const handling = handled?.handling
    if (isAbsent('violation', entered) || (handled !== undefined && handling?.driver !== id))
      wrong(place('violation'), entered)
    else if (handled !== undefined && points > handled.points) wrong(place('points'), points)
    else if (handling && payBy !== (handling.paidOn === null ? handling.payBy : null)) wrong(place('payBy'), payBy)
    // Of no points it does not matter: a licence that was issued anew takes over the fines alone.
    else if (
      handled &&
      points > 0 &&
      inProbation !== isOnProbation(licence.firstIssuedOn, legalDay(handled.occurredAt))
    )
      wrong(place('inProbation'), inProbation)
  })
}

function ofVehicle(
  record: VehicleRecord,
  { driver, party }: Records,
  ofDrivers: Ends,
  isAbsent: IsAbsent,
  wrong: Wrong,
): void {
  const { id, registration, bindings, bindingsEver, ended, boundInYear, handledByOthers, last } = record
  const { owner, ownedSince, deregisteredAt } = registration
  const at = (...field: Path): Path => ['vehicle', id, 'record', ...field]
  if (ownedSince > last) wrong(at('ownedSince'), ownedSince)
  // What is deregistered changes no owner, and has no binding.
  if (deregisteredAt !== null && (deregisteredAt > last || deregisteredAt < ownedSince || bindings.length > 0))
    wrong(at('deregisteredAt'), deregisteredAt)
  const named = get(party, owner.id)
  if (named?.kind === 'individual' && get(named.vehicles, id) === undefined)
    wrong(['party', owner.id, 'record', 'vehicles'], idsIn(named.vehicles))
  const bound = boundInYear === null ? [] : idsIn(boundInYear.ids)
  bindings.forEach((binding, index) => {
    const place = (field: string) => at('bindings', index, field)
    // A transfer ends the bindings, and nobody binds a vehicle of their own.
    if (binding.since > last || binding.since < ownedSince) wrong(place('since'), binding.since)
    else if (isAbsent('driver', binding.driver) || (binding.driver as string) === owner.id)
      wrong(place('driver'), binding.driver)
    else if (get(driver, binding.driver) !== undefined) sameEnds(binding, ofDrivers, place, wrong)
    if (boundInYear?.year === legalDay(binding.since).slice(0, 4) && get(boundInYear.ids, binding.driver) === undefined)
      wrong(at('boundInYear', 'drivers'), bound)
  })
  if (bindingsEver < bindings.length) wrong(at('bindingsEver'), bindingsEver)
  if ((boundInYear === null) !== (bindingsEver === 0)) wrong(at('boundInYear'), boundInYear)
  ended.forEach((end, index) => {
    const latest = index === 0 ? last : (ended[index - 1] as typeof end).at
    if (end.at > latest) wrong(at('ended', index, 'at'), end.at)
  })
  ofOthers(handledByOthers, legalDay(last), at('handledByOthers'), wrong)
}

/** The vehicles in an individual's name are those that say so themselves. */
function ofParty(party: Party, { vehicle }: Records, isAbsent: IsAbsent, wrong: Wrong): void {
  const { id, kind, vehicles, last } = party
  const at = (...field: Path): Path => ['party', id, 'record', ...field]
  const ids = idsIn(vehicles)
  if (kind === 'unit' && last !== null) wrong(at('last'), last)
  if (last === null && ids.length > 0) wrong(at('vehicles'), ids)
  ids.forEach((its, index) => {
    const registration = get(vehicle, its)?.registration
    const isTheirs = registration === undefined || registration.owner.id === id
    if (isAbsent('vehicle', its) || !isTheirs) wrong(at('vehicles', index), its)
    else if (last !== null && registration !== undefined && registration.ownedSince > last) wrong(at('last'), last)
  })
}

function ofViolation(record: ViolationRecord, { driver, vehicle }: Records, isAbsent: IsAbsent, wrong: Wrong): void {
  const { id, vehicle: its, occurredAt, fine, handling, last } = record
  const at = (...field: Path): Path => ['violation', id, 'record', ...field]
  if (occurredAt > last) wrong(at('occurredAt'), occurredAt)
  if (its !== null && isAbsent('vehicle', its)) wrong(at('vehicle'), its)
  if (handling === null) return
  const { driver: handler, at: handledAt, payBy, paidOn } = handling
  const clocks = [last, get(driver, handler)?.last, its === null ? undefined : get(vehicle, its)?.last]
  if (handledAt < occurredAt || clocks.some((clock) => clock !== undefined && clock < handledAt))
    wrong(at('handling', 'at'), handledAt)
  if ((payBy === null) !== (fine === 0)) wrong(at('handling', 'payBy'), payBy)
  if (paidOn !== null && (payBy === null || paidOn < legalDay(handledAt) || paidOn > legalDay(last)))
    wrong(at('handling', 'paidOn'), paidOn)
  if (isAbsent('driver', handler)) wrong(at('handling', 'driver'), handler)
}

/** The open violations that a vehicle counts, and the handlings that it and the handlers count, are there. */
function ofViolations({ driver, vehicle, violation }: Records, wrong: Wrong): void {
  const open = new Map<string, number>()
  const together = new Map<string, { readonly handling: Handling; readonly vehicle: string; times: number }>()
  forEach(violation, ({ vehicle: its, state, handling }) => {
    if (its === null) return
    if (state === 'open') open.set(its, (open.get(its) ?? 0) + 1)
    if (handling === null || handling.own) return
    const key = `${handling.driver} ${its} ${legalDay(handling.at)}`
    const before = together.get(key)
    if (before === undefined) together.set(key, { handling, vehicle: its, times: 1 })
    else before.times++
  })
  open.forEach((count, id) => {
    const counted = get(vehicle, id)?.openViolations
    if (counted !== undefined && counted < count) wrong(['vehicle', id, 'record', 'openViolations'], counted)
  })
  together.forEach(({ handling, vehicle: its, times }) => {
    const day = legalDay(handling.at)
    const handler = get(driver, handling.driver)
    const car = get(vehicle, its)
    // What is older than a year is dropped.
    if (
      handler !== undefined &&
      day > yearsAfter(legalDay(handler.last), -1) &&
      timesWith(handler.handledForOthers, its, day) < times
    )
      wrong(['driver', handler.id, 'record', 'handledForOthers'], times)
    if (
      car !== undefined &&
      day > yearsAfter(legalDay(car.last), -1) &&
      timesWith(car.handledByOthers, handling.driver, day) < times
    )
      wrong(['vehicle', its, 'record', 'handledByOthers'], times)
  })
}

/** An id is an individual's or a unit's, for ever. */
function ofNames({ driver, vehicle, party }: Records, wrong: Wrong): void {
  const kinds = new Map<string, OwnerKind>()
  const named = (id: string, kind: OwnerKind, path: Path) => {
    if ((kinds.get(id) ?? kind) !== kind) wrong(path, kind)
    kinds.set(id, kind)
  }
  forEach(driver, ({ id }) => kinds.set(id, 'individual'))
  forEach(party, ({ id, kind }) => named(id, kind, ['party', id, 'record', 'kind']))
  forEach(vehicle, ({ id, registration: { owner } }) =>
    named(owner.id, owner.kind, ['vehicle', id, 'record', 'owner', 'kind']),
  )
}

/** A binding is the same at its other end, whose record is there. */
function sameEnds(binding: OpenBinding, others: Ends, place: (field: string) => Path, wrong: Wrong): void {
  const back = others.get(pairOf(binding))
  const field = back === undefined ? 'since' : FIELDS.find((each) => back[each] !== binding[each])
  if (field !== undefined) wrong(place(field), binding[field])
}
const FIELDS = Object.keys(BINDING) as readonly (keyof OpenBinding)[]

/** Handlings with others are of days up to today, each at least one. */
function ofOthers(others: OthersHandled | null, today: LegalDay, path: Path, wrong: Wrong): void {
  if (others === null) return
  forEach(others.byId, ({ days }) => {
    for (const { day, times } of days) if (day > today || times === 0) wrong(path, day)
  })
}

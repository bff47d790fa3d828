/**
 * The boundary classes of every fact that a rule reads, one representative each, and which facts each rule reads in
 * each rule set: those that its line of the oracle asks for.
 *
 * An axis is one fact (driver and owner make one axis together, since rules compare only the two). Its first class is
 * always *not known*.
 */

import { type Answer, oracleBind, oracleHandle, type SetId } from './decisions.ts'

export type Row = Record<string, unknown>
/** Adds to a row what the class says; a class may depend on axes that come before it. */
export type Class = (row: Row) => void
export type Axis = string

const unknown: Class = () => {}

function is(fact: string, ...values: unknown[]): Class[] {
  return values.map((value) => (row) => {
    row[fact] = value
  })
}

function whoever(driver: string | undefined, vehicleOwner: string | undefined): Class {
  return (row) => {
    if (driver !== undefined) row.driver = driver
    if (vehicleOwner !== undefined) row.vehicleOwner = vehicleOwner
  }
}

/** What is held already, such that with this violation's points the sum is `sum`. */
function held(sum: number): Class {
  return (row) => {
    row.pointsHeld = sum - (typeof row.points === 'number' ? row.points : 1)
  }
}

export const BOUND = '2018-09-10T15:00:00.000+08:00'
export const AT = '2018-09-12T10:00:00.000+08:00'

/** In this order; `pointsHeld` comes after `points`. */
export const CLASSES: Readonly<Record<Axis, readonly Class[]>> = {
  channel: [unknown, ...is('channel', 'window', 'app', 'web', 'kiosk')],
  whose: [unknown, whoever('d', 'o'), whoever('d', 'd'), whoever(undefined, 'o'), whoever('d', undefined)],
  // Binding. A count passes when one more is at most the limit: below, equal, above.
  pairBound: [unknown, ...is('pairBound', false, true)],
  driverBindings: [unknown, ...is('driverBindings', 1, 2, 3)],
  driverBindingsPlan: [unknown, ...is('driverBindings', 0, 1, 2, 3)],
  vehicleBindings: [unknown, ...is('vehicleBindings', 1, 2, 3)],
  driverBindingsEver: [unknown, ...is('driverBindingsEver', 3, 4, 5)],
  driverApplicationsToday: [unknown, ...is('driverApplicationsToday', 0, 1, 2)],
  driverApplicationsThisYear: [unknown, ...is('driverApplicationsThisYear', 3, 4, 5)],
  operating: [unknown, ...is('operating', false, true)],
  vehicleOwnerKind: [unknown, ...is('vehicleOwnerKind', 'individual', 'unit')],
  ownerConsent: [unknown, ...is('ownerConsent', 'qr', 'registered-owner', 'none')],
  smallCar: [unknown, ...is('plateType', '02', '01')],
  identityVerified: [unknown, ...is('identityVerified', true, false)],
  // Handling.
  violationState: [unknown, ...is('violationState', 'open', 'handled')],
  at: [unknown, ...is('at', AT)],
  boundSince: [unknown, ...is('boundSince', BOUND, null)],
  occurredAt: [
    unknown,
    ...is(
      'occurredAt',
      BOUND, // the same instant
      '2018-09-10T23:59:59.999+08:00', // the same day, after
      '2018-09-11T00:00:00.000+08:00', // the next day
      AT, // when it is handled
      '2018-09-12T10:00:00.001+08:00', // after that
      '2018-09-10T14:59:59.999+08:00', // the day of binding, before the moment
      '2018-09-10T00:00:00.000+08:00', // its first moment, which is the day before in UTC
      '2018-09-09T23:59:59.999+08:00', // the day before
    ),
  ],
  firstBinding: [unknown, ...is('firstBinding', false, true)],
  fine: [unknown, ...is('fine', 19_999, 20_000, 20_001)],
  recordedBy: [unknown, ...is('recordedBy', 'monitoring', 'officer')],
  points: [unknown, ...is('points', 5, 6, 7, 0)],
  pointsHeld: [unknown, held(11), held(12), held(13)],
  fullScoreStudies: [unknown, ...is('fullScoreStudies', 2, 3, 4)],
  plateType: [unknown, ...is('plateType', '02', '07', '01')],
  licenceClasses: [unknown, ...is('licenceClasses', ['C1'], ['D'], [], ['A1', 'D'])],
  othersVehiclesHandledThisYear: [unknown, ...is('othersVehiclesHandledThisYear', 2, 3, 4)],
  vehicleOtherDriversThisYear: [unknown, ...is('vehicleOtherDriversThisYear', 2, 3, 4)],
  licenceStates: [unknown, ...is('licenceStates', [], ['renewal-deferred'], ['unverified'], ['revoked'])],
  offenderPresent: [unknown, ...is('offenderPresent', true, false)],
}

export type Reads = ReadonlyArray<readonly [rule: string, axes: readonly Axis[]]>

/** The axes that each provision on binding reads, in the set's order. */
export function bindingReads(set: SetId): Reads {
  const reads = readBy((row, said) => oracleBind(row, set, said), { ...PARTIES, plateType: 'smallCar' })
  if (reads.filter(([rule]) => rule === 'driver-cap').length < 2) return reads
  return reads.map(([rule, axes]) => [
    rule,
    axes.map((axis) => (axis === 'driverBindings' ? 'driverBindingsPlan' : axis)),
  ])
}

/** The axes that each provision on handling reads, in the set's order. */
export function handlingReads(set: SetId): Reads {
  return readBy((row, said) => oracleHandle(row, set, said), PARTIES)
}

const PARTIES: Readonly<Record<string, Axis>> = { driver: 'whose', vehicleOwner: 'whose' }

/** What the oracle looks at before it says each line, by axis: a fact's own, unless `named` has another. */
function readBy(ask: (row: Row, said: Answer['outcomes']) => void, named: Readonly<Record<string, Axis>>): Reads {
  const said: Answer['outcomes'] = []
  const read: Array<Set<Axis>> = []
  const look = (_: Row, fact: string | symbol): undefined => {
    read[said.length] ??= new Set()
    read[said.length]?.add(named[String(fact)] ?? String(fact))
  }
  ask(new Proxy<Row>({}, { get: look }), said)
  return said.map(([rule], line) => [rule, [...(read[line] ?? [])]])
}

/** The axes of some provisions, each once, in the order of `CLASSES`. */
export function axesOf(reads: Reads): Axis[] {
  return Object.keys(CLASSES).filter((axis) => reads.some(([, axes]) => axes.includes(axis)))
}

/** `every` class of each axis; or only the `kinds` of channel (unknown, window, app) and owner (unknown, other, self). */
export type Breadth = 'every' | 'kinds'

/** How many rows the full product of some axes has. */
export function productOf(axes: readonly Axis[], breadth: Breadth = 'every'): number {
  return axes.reduce((rows, axis) => rows * classesOf(axis, breadth).length, 1)
}

export function classesOf(axis: Axis, breadth: Breadth = 'every'): readonly Class[] {
  const classes = CLASSES[axis]
  if (classes === undefined) throw new Error(`no axis ${axis}`)
  return breadth === 'kinds' && (axis === 'channel' || axis === 'whose') ? classes.slice(0, 3) : classes
}

/** The facts that the classes of an axis speak of. */
export function factsOf(axis: Axis): readonly string[] {
  const row: Row = {}
  for (const each of classesOf(axis)) each(row)
  return Object.keys(row)
}

/**
 * Visits every combination of the classes of some axes. The row is one object, filled in again and again: facts of
 * `base` and of the axes are always there, `undefined` where they are not known. A caller that keeps a row copies it.
 */
export function eachRow(axes: readonly Axis[], base: Row, visit: (row: Row) => void, breadth: Breadth = 'every'): void {
  const classes = axes.map((axis) => classesOf(axis, breadth))
  const facts = axes.map(factsOf)
  const row: Row = { ...base }
  for (const fact of facts.flat()) row[fact] = undefined
  const deepen = (depth: number): void => {
    const own = classes[depth]
    if (own === undefined) {
      visit(row)
      return
    }
    const names = facts[depth] ?? []
    for (let choice = 0; choice < own.length; choice++) {
      for (let index = 0; index < names.length; index++) row[names[index] as string] = undefined
      own[choice]?.(row)
      deepen(depth + 1)
    }
  }
  deepen(0)
}

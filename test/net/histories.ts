/** Histories of commands: mostly such as are accepted, with refused, malformed and belated ones among them. */
import { china, DAY, type Draw, drawBy, HOUR, written } from './draw.ts'
import type { SetName } from './facts.ts'

export type Command = Readonly<Record<string, unknown>> & { readonly type: string }
export interface History {
  readonly set: SetName
  readonly calendar: Readonly<Record<string, readonly string[]>> | null
  readonly commands: readonly Command[]
  /** The drivers, vehicles and violations that commands name, and when to ask about them. */
  readonly drivers: readonly string[]
  readonly vehicles: readonly string[]
  readonly violations: readonly string[]
  readonly end: string
}

const BEGINNINGS = ['2013-04-28', '2018-02-20', '2018-08-20', '2020-09-20', '2021-12-20', '2024-10-20', '2025-12-20']
const LAWS: readonly SetName[] = ['cn', 'cn', 'cn', 'net-few', 'net-few', 'net-every', 'as-reported', 'cn-2024-11-01']
const CALENDAR = {
  holidays: ['2018-10-01', '2018-10-02', '2018-10-03', '2025-01-01', '2025-10-01', '2025-10-02'],
  workdays: ['2018-09-29', '2018-09-30', '2025-09-28'],
}

/** One command, by what was named before; it may be refused. */
function commandOf(draw: Draw, at: string, named: Named): Command {
  const driver = draw.any(named.drivers)
  const vehicle = draw.any(named.vehicles)
  const violation = named.violations.length === 0 || draw.chance(2) ? 'x-unknown' : draw.any(named.violations)
  const licence = { states: draw.any([[], [], ['cancelled'], ['seized'], ['full-points']]), classes: ['C1'] }
  const way = draw.below(100)
  if (way < 28)
    return { type: 'bind', driver, vehicle, channel: draw.any(CHANNELS), ...checksOf('ownerConsent', draw), at }
  if (way < 46) {
    const id = `x${named.violations.length}`
    named.violations.push(id)
    const fine = draw.any([0, 5_000, 20_000, 20_000, 20_001])
    const occurredAt = written(Date.parse(at) - draw.any([0, HOUR, DAY, 20 * DAY]))
    const points = draw.any([0, 1, 3, 3, 6, 6, 12])
    return { type: 'recordViolation', id, vehicle, occurredAt, fine, points, recordedBy: draw.any(RECORDERS), at }
  }
  if (way < 70)
    return { type: 'handle', violation, driver, channel: draw.any(CHANNELS), ...checksOf('offenderPresent', draw), at }
  if (way < 75) return { type: 'release', driver, vehicle, by: draw.any(['driver', 'owner', 'office']), at }
  if (way < 79)
    return { type: 'transferVehicle', vehicle, to: { kind: 'individual', id: draw.any(['o1', 'o3', 'd1']) }, at }
  if (way < 82) return { type: 'changeLicence', driver, licence, at }
  if (way < 84) return { type: 'withdrawViolation', violation, ground: draw.any(['other-error', 'a ground']), at }
  if (way < 87) return { type: 'revokeHandling', violation, ground: draw.any(['penalty-revoked', 'a ground']), at }
  if (way < 92) return { type: 'payFine', violation, at }
  if (way < 95) return { type: 'deductByStudy', driver, way: draw.any(['online', 'on-site', 'service']), at }
  if (way < 98) return { type: 'completeStudy', driver, days: draw.any([7, 30, 60, 120]), tests: draw.any(TESTS), at }
  return { type: 'enrolDriver', id: driver, licence: { ...licence, firstIssuedOn: '2015-02-28' }, at }
}

/** One of those that fill a driver's points and empty them again. */
function pointsCommandOf(draw: Draw, at: string, named: Named): Command {
  const [driver, way] = [draw.any(['d1', 'd1', 'd1', 'd2']), draw.below(100)]
  const violation = draw.any(named.violations.slice(-3))
  if (way < 28 || violation === undefined) {
    const id = `x${named.violations.length}`
    named.violations.push(id)
    const [fine, points] = [draw.any([0, 0, 20_000]), draw.any([1, 3, 6, 9, 12])]
    return {
      type: 'recordViolation',
      id,
      vehicle: draw.any(['v1', 'v2']),
      occurredAt: at,
      fine,
      points,
      recordedBy: 'monitoring',
      at,
    }
  }
  if (way < 62)
    return {
      type: 'handle',
      violation,
      driver,
      channel: draw.any(['app', 'window']),
      offenderPresent: true,
      identityVerified: true,
      at,
    }
  if (way < 76) return { type: 'payFine', violation, at }
  if (way < 81) return { type: 'revokeHandling', violation, ground: 'penalty-revoked', at }
  if (way < 89) return { type: 'deductByStudy', driver, way: draw.any(['online', 'on-site', 'service']), at }
  return { type: 'completeStudy', driver, days: draw.any([7, 30, 120, 120]), tests: draw.any(TESTS.slice(1)), at }
}
const CHANNELS = ['app', 'app', 'window', 'web', 'kiosk']
const RECORDERS = ['monitoring', 'monitoring', 'officer']
const TESTS = [['theory'], ['theory', 'field'], ['theory', 'field', 'road']]

interface Named {
  readonly drivers: readonly string[]
  readonly vehicles: readonly string[]
  readonly violations: string[]
}

function checksOf(fact: 'ownerConsent' | 'offenderPresent', draw: Draw): Readonly<Record<string, unknown>> {
  const value = fact === 'ownerConsent' ? draw.any(['qr', 'sms', 'registered-owner', 'none']) : draw.chance(90)
  const checks = { [fact]: value, identityVerified: true }
  return draw.chance(85) ? checks : {}
}

/** A command of which a field is wrong, lacking or too many. */
function spoilt(command: Command, draw: Draw): Command {
  const keys = Object.keys(command).filter((key) => key !== 'type')
  const key = draw.any(keys)
  if (draw.chance(30)) return Object.fromEntries(Object.entries(command).filter(([name]) => name !== key)) as Command
  if (draw.chance(20)) return { ...command, note: 'x' }
  return { ...command, [key]: draw.any([null, '', 'x y', -1, 1.5, [], {}, '2018-02-30T00:00:00+08:00']) }
}

function historyOf(seed: number, steps: number): History {
  const draw = drawBy(seed)
  const isOfPoints = draw.chance(30)
  const set = isOfPoints ? 'net-few' : draw.any(LAWS)
  let at = china(`${draw.any(BEGINNINGS)}T10:00:00`)
  const named: Named = { drivers: ['d1', 'd2', 'd3', 'd4'], vehicles: ['v1', 'v2', 'v3', 'v4'], violations: [] }
  const commands: Command[] = []
  for (const id of named.drivers.slice(0, draw.any([3, 4, 4]))) {
    const firstIssuedOn = draw.any(['2000-02-29', '2012-04-01', '2012-12-31', '2009-07-15'])
    commands.push({
      type: 'enrolDriver',
      id,
      licence: { states: [], classes: draw.any([['C1'], ['A2', 'C1'], ['E']]), firstIssuedOn },
      at: written(at),
    })
  }
  for (const id of named.vehicles.slice(0, draw.any([3, 4, 4]))) {
    const owner = draw.any([
      { kind: 'individual', id: 'o1' },
      { kind: 'individual', id: 'd1' },
      { kind: 'individual', id: 'd2' },
      { kind: 'unit', id: 'u1' },
    ])
    commands.push({
      type: 'enrolVehicle',
      id,
      owner,
      plateType: draw.any(['01', '02', '02', '52']),
      operating: draw.chance(8),
      at: written(at),
    })
  }
  for (let step = 0; step < steps; step++) {
    if (draw.chance(75)) at += draw.any([1, HOUR, 14 * HOUR, DAY, 2 * DAY, 10 * DAY, 20 * DAY, 60 * DAY])
    const told = draw.chance(4) ? at - draw.any([1, DAY, 400 * DAY]) : at
    const command = (isOfPoints ? pointsCommandOf : commandOf)(draw, written(told), named)
    commands.push(draw.chance(4) ? spoilt(command, draw) : command)
  }
  const end = written(at + draw.any([1, DAY, 30 * DAY, 200 * DAY, 400 * DAY]))
  return { set, calendar: draw.chance(50) ? CALENDAR : null, commands, ...named, end }
}

export function historyRows(count: number, seed: number): readonly History[] {
  return Array.from({ length: count }, (_, index) => historyOf((seed + index * 7919) >>> 0, 45))
}

/**
 * Commands as they might come: everybody is enrolled, every second driver binds a vehicle, then bindings 45 %, releases
 * 25 %, records 15 % and handlings 15 %, on ids of which few are asked for often. One seed, one stream.
 */
import type { Command } from '../../src/index.ts'
import { drawFrom, instantAt } from './draw.ts'

const START = Date.UTC(2018, 8, 10, 0)
const HOUR = 3_600_000
/** Milliseconds between two commands: ten million of them stay within one scoring period of everybody. */
const STEP = 100
/** In fen. */
const FINES = [0, 50_00, 100_00, 150_00, 200_00, 200_00, 500_00]
const POINTS = [0, 0, 1, 1, 2, 3, 3, 6]
const CHANNELS = ['app', 'app', 'app', 'web', 'kiosk', 'window'] as const
const CAP = 3

export interface Stream {
  readonly drivers: () => Generator<Command>
  readonly vehicles: () => Generator<Command>
  readonly bindings: () => Generator<Command>
  /** All three, one after the other. */
  readonly start: () => Generator<Command>
  /** What comes after the start, one command a call. */
  readonly next: () => Command
}

/** A driver and a vehicle, by number. */
type Pair = readonly [driver: number, vehicle: number]

/** The stream for `size` drivers and as many vehicles. */
export function commandsFor(size: number, seed: number): Stream {
  const draw = drawFrom(seed)
  let clock = START
  let violations = 0
  // What is open, so that commands mostly refer to something that is.
  const bound: Pair[] = []
  const pairs = new Set<number>()
  const ofDriver = new Uint8Array(size)
  const ofVehicle = new Uint8Array(size)
  const unhandled: { readonly id: string; readonly driver: number }[] = []

  const at = (): string => {
    clock += STEP
    return instantAt(clock)
  }
  /** Few are asked for often; those few lie anywhere. */
  const skewed = (): number => (Math.floor(size * draw.unit() ** 2) * 7_919 + 13) % size
  /** A place in a list, more often near its end. */
  const recent = (list: readonly unknown[]): number => list.length - 1 - Math.floor(list.length * draw.unit() ** 2)

  /** Keeps a binding that will be accepted. */
  function keep(driver: number, vehicle: number): void {
    const pair = driver * size + vehicle
    if (ofDriver[driver] === CAP || ofVehicle[vehicle] === CAP || pairs.has(pair)) return
    pairs.add(pair)
    bound.push([driver, vehicle])
    ofDriver[driver] = (ofDriver[driver] ?? 0) + 1
    ofVehicle[vehicle] = (ofVehicle[vehicle] ?? 0) + 1
  }

  function drop(place: number): Pair {
    const [driver, vehicle] = taken(bound, place)
    pairs.delete(driver * size + vehicle)
    ofDriver[driver] = (ofDriver[driver] ?? 0) - 1
    ofVehicle[vehicle] = (ofVehicle[vehicle] ?? 0) - 1
    return [driver, vehicle]
  }

  function* drivers(): Generator<Command> {
    for (let n = 0; n < size; n++) {
      const licence = { states: n % 50 === 7 ? (['expired'] as const) : [], classes: ['C1'] as const }
      yield { type: 'enrolDriver', id: driverId(n), licence: { ...licence, firstIssuedOn: '2010-03-01' }, at: at() }
    }
  }

  function* vehicles(): Generator<Command> {
    for (let n = 0; n < size; n++) {
      const owner = { kind: isUnits(n) ? 'unit' : 'individual', id: ownerOf(n) } as const
      yield { type: 'enrolVehicle', id: vehicleId(n), owner, plateType: '02', operating: false, at: at() }
    }
  }

  function* bindings(): Generator<Command> {
    for (let n = 0; n < size; n += 2) yield binding(n, (n + 1) % size)
  }

  function binding(driver: number, vehicle: number): Command {
    const channel = draw.of(CHANNELS)
    const identityVerified = channel === 'window' && draw.chance(0.9)
    if ((channel !== 'window' || identityVerified) && ownerOf(vehicle) !== driverId(driver)) keep(driver, vehicle)
    const ids = { driver: driverId(driver), vehicle: vehicleId(vehicle) }
    return { type: 'bind', ...ids, channel, ownerConsent: 'qr', identityVerified, at: at() }
  }

  function releasing(): Command {
    const [driver, vehicle] =
      draw.chance(0.95) && bound.length > 0 ? drop(recent(bound)) : ([skewed(), skewed()] as const)
    const by = draw.of(['driver', 'owner'] as const)
    return { type: 'release', driver: driverId(driver), vehicle: vehicleId(vehicle), by, at: at() }
  }

  function recording(): Command {
    const known = draw.chance(0.8) ? bound[recent(bound)] : undefined
    const [driver, vehicle] = known ?? [skewed(), skewed()]
    violations++
    const id = `X${String(violations).padStart(9, '0')}`
    unhandled.push({ id, driver })
    const now = at()
    const occurredAt = instantAt(clock - draw.below((draw.chance(0.9) ? 1 : 72) * HOUR))
    const weight = { fine: draw.of(FINES), points: draw.of(POINTS) }
    const vehicleAsked = vehicleId(vehicle)
    return {
      type: 'recordViolation',
      id,
      vehicle: vehicleAsked,
      occurredAt,
      ...weight,
      recordedBy: 'monitoring',
      at: now,
    }
  }

  function handling(): Command {
    const place = recent(unhandled)
    const asked = unhandled[place] as { readonly id: string; readonly driver: number }
    // Now and then one is asked for again that was handled.
    if (draw.chance(0.8)) taken(unhandled, place)
    const driver = driverId(draw.chance(0.95) ? asked.driver : skewed())
    const channel = draw.of(CHANNELS)
    const atWindow = channel === 'window'
    const shown = { offenderPresent: atWindow, identityVerified: atWindow }
    return { type: 'handle', violation: asked.id, driver, channel, ...shown, at: at() }
  }

  function next(): Command {
    const die = draw.unit()
    if (die < 0.45) return binding(skewed(), skewed())
    if (die < 0.7) return releasing()
    return die < 0.85 || unhandled.length === 0 ? recording() : handling()
  }

  function* start(): Generator<Command> {
    yield* drivers()
    yield* vehicles()
    yield* bindings()
  }

  return { drivers, vehicles, bindings, start, next }
}

/** Takes an item out; the last one comes in its place. */
function taken<T>(list: T[], place: number): T {
  const item = list[place] as T
  const last = list.pop() as T
  if (place < list.length) list[place] = last
  return item
}

/** Every fifth vehicle is a unit's. */
function isUnits(vehicle: number): boolean {
  return vehicle % 5 === 1
}

/** Every fourth vehicle is some driver's own. */
function ownerOf(vehicle: number): string {
  return isUnits(vehicle) ? `U${vehicle}` : vehicle % 4 === 0 ? driverId(vehicle) : `O${vehicle}`
}

function driverId(n: number): string {
  return `D${String(n).padStart(7, '0')}`
}

function vehicleId(n: number): string {
  return `V${String(n).padStart(7, '0')}`
}

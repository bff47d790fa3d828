// @ts-check
/**
 * Commands as they might come: everybody is enrolled, every second driver binds a vehicle, then bindings 45 %, releases
 * 25 %, records 15 % and handlings 15 %, on ids of which few are asked for often. One seed, one stream.
 */
import { drawFrom, instantAt } from './draw.mjs'

const START = Date.UTC(2018, 8, 10, 0)
const HOUR = 3_600_000
/** Between two commands: the stream stays within one scoring period of everybody. */
const STEP = 100
const FINES = [0, 50_00, 100_00, 150_00, 200_00, 200_00, 500_00]
const POINTS = [0, 0, 1, 1, 2, 3, 3, 6]
const CHANNELS = ['app', 'app', 'app', 'web', 'kiosk', 'window']

/** @typedef {Record<string, any> & { type: string, at: string }} Command */

/** @param {number} size how many drivers, and how many vehicles @param {number} seed */
export function commandsFor(size, seed) {
  const draw = drawFrom(seed)
  let clock = START
  let violations = 0
  /** What is open, so that commands mostly refer to something that is. @type {[number, number][]} */
  const bound = []
  /** @type {Set<number>} */
  const pairs = new Set()
  const ofDriver = new Uint8Array(size)
  const ofVehicle = new Uint8Array(size)
  /** @type {{ id: string, driver: number }[]} */
  const unhandled = []
  const at = () => instantAt((clock += STEP))
  /** Few are asked for often; those few lie anywhere. */
  const skewed = () => (Math.floor(size * draw.unit() ** 2) * 7_919 + 13) % size
  /** Newer ones more often. @template T @param {T[]} list @returns {T} */
  const recent = (list) => /** @type {T} */ (list[list.length - 1 - Math.floor(list.length * draw.unit() ** 2)])
  /** @template T @param {T[]} list @param {T} item */
  const drop = (list, item) => {
    const last = /** @type {T} */ (list.pop())
    if (last !== item) list[list.lastIndexOf(item)] = last
  }

  /** Keeps a binding that will be accepted. @param {number} driver @param {number} vehicle */
  function open(driver, vehicle) {
    const pair = driver * size + vehicle
    if (ofDriver[driver] === 3 || ofVehicle[vehicle] === 3 || pairs.has(pair)) return
    pairs.add(pair)
    bound.push([driver, vehicle])
    ofDriver[driver]++
    ofVehicle[vehicle]++
  }

  /** @param {[number, number]} binding */
  function close(binding) {
    const [driver, vehicle] = binding
    drop(bound, binding)
    pairs.delete(driver * size + vehicle)
    ofDriver[driver]--
    ofVehicle[vehicle]--
  }

  /** @returns {Generator<Command>} */
  function* drivers() {
    for (let n = 0; n < size; n++) {
      const states = n % 50 === 7 ? ['expired'] : []
      yield {
        type: 'enrolDriver',
        id: driverId(n),
        licence: { states, classes: ['C1'], firstIssuedOn: '2010-03-01' },
        at: at(),
      }
    }
  }

  /** Every fourth vehicle is some driver's own, every fifth a unit's. @returns {Generator<Command>} */
  function* vehicles() {
    for (let n = 0; n < size; n++) {
      const owner = { kind: isUnits(n) ? 'unit' : 'individual', id: ownerOf(n) }
      yield { type: 'enrolVehicle', id: vehicleId(n), owner, plateType: '02', operating: false, at: at() }
    }
  }

  /** @param {number} driver @param {number} vehicle @returns {Command} */
  function binding(driver, vehicle) {
    const channel = draw.of(CHANNELS)
    const identityVerified = channel === 'window' && draw.chance(0.9)
    if ((channel !== 'window' || identityVerified) && ownerOf(vehicle) !== driverId(driver)) open(driver, vehicle)
    return {
      type: 'bind',
      driver: driverId(driver),
      vehicle: vehicleId(vehicle),
      channel,
      ownerConsent: 'qr',
      identityVerified,
      at: at(),
    }
  }

  /** @returns {Generator<Command>} */
  function* bindings() {
    for (let n = 0; n < size; n += 2) yield binding(n, (n + 1) % size)
  }

  /** @returns {Command} */
  function next() {
    const die = draw.unit()
    if (die < 0.45) return binding(skewed(), skewed())
    if (die < 0.7) {
      const pair = draw.chance(0.95) && bound.length > 0 ? recent(bound) : undefined
      if (pair !== undefined) close(pair)
      const [driver, vehicle] = pair ?? [skewed(), skewed()]
      const by = draw.of(['driver', 'owner'])
      return { type: 'release', driver: driverId(driver), vehicle: vehicleId(vehicle), by, at: at() }
    }
    if (die < 0.85 || unhandled.length === 0) {
      const [driver, vehicle] = draw.chance(0.8) && bound.length > 0 ? recent(bound) : [skewed(), skewed()]
      const id = `X${String(++violations).padStart(9, '0')}`
      const now = at()
      unhandled.push({ id, driver })
      return {
        type: 'recordViolation',
        id,
        vehicle: vehicleId(vehicle),
        occurredAt: instantAt(clock - draw.below((draw.chance(0.9) ? 1 : 72) * HOUR)),
        fine: draw.of(FINES),
        points: draw.of(POINTS),
        recordedBy: 'monitoring',
        at: now,
      }
    }
    const violation = recent(unhandled)
    if (draw.chance(0.8)) drop(unhandled, violation)
    const channel = draw.of(CHANNELS)
    return {
      type: 'handle',
      violation: violation.id,
      driver: driverId(draw.chance(0.95) ? violation.driver : skewed()),
      channel,
      offenderPresent: channel === 'window',
      identityVerified: channel === 'window',
      at: at(),
    }
  }

  function* enrolments() {
    yield* drivers()
    yield* vehicles()
  }

  function* start() {
    yield* enrolments()
    yield* bindings()
  }

  return { drivers, vehicles, bindings, start, next }
}

function isUnits(/** @type {number} */ n) {
  return n % 5 === 1
}

function ownerOf(/** @type {number} */ n) {
  return isUnits(n) ? `U${n}` : n % 4 === 0 ? driverId(n) : `O${n}`
}

function driverId(/** @type {number} */ n) {
  return `D${String(n).padStart(7, '0')}`
}

function vehicleId(/** @type {number} */ n) {
  return `V${String(n).padStart(7, '0')}`
}

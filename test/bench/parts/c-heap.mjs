// @ts-check
/**
 * (c) Bytes on the heap that are still held, after garbage collection: of drivers, vehicles, bindings and old
 * versions, against mutable maps without and with a list of events beside them.
 */
import { execute, executeAll, openRegistry } from '../../../dist/index.js'
import { asReported } from '../../../dist/rules.js'
import { bytesHeld } from '../measure.mjs'
import { commandsFor } from '../node_modules/.built/commands.mjs'
import * as mutable from '../node_modules/.built/mutable.mjs'

/**
 * One of them, alone in its process: what another leaves behind would be counted.
 *
 * @param {{ quick: boolean, seed: number, who: string }} options
 */
export async function measure({ quick, seed, who }) {
  const size = quick ? 2_000 : 100_000
  const versions = quick ? 200 : 2_000
  const take = who === 'demerit' ? ours() : byHand(who !== 'mutable maps')
  const { driver, vehicle, binding } = grown(size, seed, take)
  const version = who === 'demerit' ? bytesOfVersion(size, versions, seed) : undefined
  console.log(
    `(c) ${who}: ${round(driver)} B a driver, ${round(vehicle)} B a vehicle, ${round(binding)} B a binding${
      version === undefined ? '' : `, ${round(version)} B a kept old version`
    }`,
  )
  return { name: who, size, driver, vehicle, binding, ...(version === undefined ? {} : { version, versions }) }
}

const { round } = Math

/** @param {number} size @param {number} seed @param {(commands: Iterable<any>) => void} take */
function grown(size, seed, take) {
  const stream = commandsFor(size, seed)
  const steps = [stream.drivers, stream.vehicles, stream.bindings]
  const held = [bytesHeld()]
  for (const step of steps) {
    take(flat(step()))
    held.push(bytesHeld())
  }
  const [none = 0, drivers = 0, vehicles = 0, bindings = 0] = held
  // The taker is still needed here, so that it is not collected before.
  take([])
  return {
    driver: (drivers - none) / size,
    vehicle: (vehicles - drivers) / size,
    binding: (bindings - vehicles) / (size / 2),
  }
}

/** Commands as a parser of JSON leaves them: a text put together in JavaScript is held twice. @param {Iterable<any>} commands */
function* flat(commands) {
  for (const command of commands) yield JSON.parse(JSON.stringify(command))
}

/** @param {boolean} withList */
function byHand(withList) {
  const register = mutable.openRegister()
  /** @type {unknown[]} */
  const list = []
  return (/** @type {Iterable<any>} */ commands) => {
    for (const command of commands) {
      if (mutable.carryOut(register, command).length === 0 && withList) list.push(command)
    }
  }
}

function ours() {
  let registry = openRegistry(asReported)
  return (/** @type {Iterable<any>} */ commands) => {
    registry = executeAll(registry, commands, { onOutcome: () => {} }).registry
  }
}

/** What one more version costs that is kept, each one command after the other. @param {number} size @param {number} count @param {number} seed */
function bytesOfVersion(size, count, seed) {
  const stream = commandsFor(size, seed)
  let registry = executeAll(openRegistry(asReported), stream.start(), { onOutcome: () => {} }).registry
  const kept = []
  while (kept.length < count) {
    const outcome = execute(registry, /** @type {any} */ (stream.next()))
    if (outcome.status === 'accepted') kept.push(registry)
    registry = outcome.registry
  }
  const with_ = bytesHeld()
  kept.length = 0
  const without = bytesHeld()
  execute(registry, /** @type {any} */ (stream.next()))
  return (with_ - without) / count
}

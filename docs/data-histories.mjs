// @ts-check
/** The histories of histories.json: commands on a registry, and what is known after each. */
import fc from 'fast-check'

const HISTORIES = 100
const COMMANDS = 14

/**
 * @param {typeof import('demerit')} main
 * @param {typeof import('demerit/rules')} rules
 * @param {typeof import('demerit/testing')} testing the built one, handed in: a build imports this file before there is any
 */
export function historiesOf({ bindingsOf, driverOf, execute, openRegistry, pointsOf }, { cn }, { commands, DRIVERS }) {
  const drawn = fc.sample(commands({ maxCommands: COMMANDS }), { seed: 20_180_224, numRuns: HISTORIES })
  const histories = drawn.map((history) => {
    let registry = openRegistry(cn)
    // Some commands come too early; points are those at the latest time so far.
    let latest = ''
    return history.map((command) => {
      const outcome = execute(registry, command)
      registry = outcome.registry
      if (command.at > latest) latest = command.at
      const drivers = DRIVERS.filter((driver) => driverOf(registry, driver) !== undefined)
      return {
        command,
        status: outcome.status,
        ...('code' in outcome && { code: outcome.code }),
        points: Object.fromEntries(
          drivers.map((driver) => [
            driver,
            pointsOf(registry, driver, /** @type {import('demerit').Instant} */ (latest)),
          ]),
        ),
        bindings: drivers.flatMap((driver) => bindingsOf(registry, driver).map(({ vehicle }) => [driver, vehicle])),
      }
    })
  })
  return { book: cn.id, histories }
}

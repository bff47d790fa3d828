import * as fc from 'fast-check'
import type { Rules } from '../law/rule-sets/rule-book.ts'
import type { Command } from '../registry/commands/index.ts'
import { execute } from '../registry/execute.ts'
import { openRegistry, type Registry } from '../registry/registry.ts'
import { epochMillisecondsOf, type Instant, instantAt } from '../values/instant.ts'

/** Before any clock. */
const EARLIEST = '1900-01-01T00:00:00.000+08:00'
/** Mostly as drawn; else right before, at or right after the clock, in milliseconds. */
const BESIDE = [null, null, null, null, null, null, -1, 0, 1]

/**
 * Histories some of whose commands are dated beside the clock of a record that they are about: right before it, at it, right
 * after it. So they are late in the history and early for no record, or early for just one; by chance that is rare.
 */
export function besideClocks(
  rules: Rules,
  histories: fc.Arbitrary<readonly Command[]>,
): fc.Arbitrary<readonly Command[]> {
  return fc.tuple(histories, fc.infiniteStream(fc.constantFrom(...BESIDE))).map(({ 0: history, 1: steps }) => {
    let registry = openRegistry(rules)
    return history.map((drawn) => {
      const { value: step } = steps.next()
      const clock = step === null ? undefined : clockOf(registry, drawn)
      const at = clock === undefined ? undefined : instantAt(epochMillisecondsOf(clock) + (step as number))
      const command = at === undefined ? drawn : ({ ...drawn, at } as Command)
      registry = execute(registry, command).registry
      return command
    })
  })
}

/** The latest clock of the records that a command is about; `undefined` if none is on record. */
function clockOf(registry: Registry, command: Command): Instant | undefined {
  let latest: Instant | undefined
  for (;;) {
    const outcome = execute(registry, { ...command, at: latest ?? EARLIEST })
    if (outcome.status !== 'refused' || outcome.ahead === undefined) return latest
    latest = outcome.ahead.last
  }
}

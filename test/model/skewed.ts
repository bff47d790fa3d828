import * as fc from 'fast-check'
import type { Command } from '../../src/index.ts'

const DAY = 86_400_000
/** Mostly nothing; else by what makes a difference: a moment, an hour, a day, a month, a year and more. */
const SKEWS = [0, 0, 0, 0, 0, -1, -3_600_000, -DAY, -DAY, -30 * DAY, -400 * DAY, 1, DAY]

/** Histories whose commands have clocks of their own: some are dated back, some ahead. */
export function skewed(histories: fc.Arbitrary<readonly Command[]>): fc.Arbitrary<readonly Command[]> {
  const one = histories.chain((history) =>
    fc
      .array(fc.constantFrom(...SKEWS), { minLength: history.length, maxLength: history.length })
      .map((skews) => history.map((command, index) => dated(command, skews[index] ?? 0))),
  )
  return fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: histories })
}

/** The command at another time; one that says no moment stays as it is. */
function dated(command: Command, by: number): Command {
  const now = Date.parse(String(command.at))
  return by === 0 || Number.isNaN(now) ? command : { ...command, at: new Date(now + by).toISOString() }
}

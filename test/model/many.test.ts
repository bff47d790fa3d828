/**
 * The registry and the naive model on as many random commands as are wanted: with clocks of their own, transfers, and violations that
 * are recorded late. `npm test` plays a few thousand, `DEMERIT_COMMANDS=1000000 npm test -- model/many` a million.
 */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '../../src/index.ts'
import { CHENGDU } from '../oracle/decisions.ts'
import type { Law } from '../oracle/registry.ts'
import { lockStep, type Tally } from './lock-step.ts'
import { histories } from './play.ts'
import { skewed } from './skewed.ts'

const LAWS: readonly Law[] = [
  'as-reported',
  'cn',
  'cn-2018-02-24',
  'cn-2024-11-01',
  'plan-2018-03-01',
  CHENGDU,
  'reformed',
]
const { DEMERIT_COMMANDS } = process.env
const WANTED = Number(DEMERIT_COMMANDS || 4_000)
const HISTORIES = 50

/** Accepted transfers, commands dated before an earlier one, and violations of before a transfer that are recorded after it. */
function reached(accepted: readonly Command[]): {
  readonly transfers: number
  readonly late: number
  readonly back: number
} {
  const transferred = new Map<string, number>()
  let [transfers, late, back, last] = [0, 0, 0, Number.NEGATIVE_INFINITY]
  for (const command of accepted) {
    const at = Date.parse(String(command.at))
    if (at < last) back++
    last = Math.max(last, at)
    if (command.type === 'transferVehicle') {
      transfers++
      transferred.set(command.vehicle, at)
    }
    const owned = command.type === 'recordViolation' ? transferred.get(command.vehicle) : undefined
    if (owned !== undefined && Date.parse(String((command as { occurredAt: unknown }).occurredAt)) < owned) late++
  }
  return { transfers, late, back }
}

const DAY = 86_400_000
/** Every second violation of a vehicle that has changed hands is one of before the transfer. */
function recordedLate(history: readonly Command[]): readonly Command[] {
  const transferred = new Map<string, number>()
  return history.map((command, index) => {
    const at = Date.parse(String(command.at))
    if (command.type === 'transferVehicle' && !Number.isNaN(at)) transferred.set(command.vehicle, at)
    const before = command.type === 'recordViolation' ? transferred.get(command.vehicle) : undefined
    return before === undefined || index % 2 === 0
      ? command
      : ({ ...command, occurredAt: new Date(before - DAY).toISOString() } as Command)
  })
}

test(`${WANTED} random commands always come out as in the model`, () => {
  const tally: Tally = new Map()
  const sums = { commands: 0, accepted: 0, transfers: 0, late: 0, back: 0 }
  const { seed = Date.now() & 0x7fffffff } = fc.readConfigureGlobal()
  const drawn = fc
    .constantFrom(...LAWS)
    .chain((law) => skewed(histories(law)).map((history): [Law, readonly Command[]] => [law, recordedLate(history)]))
  for (let round = 0; sums.commands < WANTED; round++) {
    fc.assert(
      fc.property(drawn, ([law, history]) => {
        const { model } = lockStep(law, history, tally)
        const accepted = model.past as unknown as readonly Command[]
        const { transfers, late, back } = reached(accepted)
        sums.commands += history.length
        sums.accepted += accepted.length
        sums.transfers += transfers
        sums.late += late
        sums.back += back
      }),
      { numRuns: HISTORIES, seed: seed + round },
    )
  }
  expect(sums.commands).toBeGreaterThanOrEqual(WANTED)
  for (const [what, count] of Object.entries(sums)) expect(count, what).toBeGreaterThan(WANTED / 20_000)
})

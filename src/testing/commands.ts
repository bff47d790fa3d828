import * as fc from 'fast-check'
import { mistaken, mistyped, wholeArgument } from '../input/assert.ts'
import { isArray } from '../input/issue.ts'
import { ownOptions } from '../input/options.ts'
import { has } from '../input/own.ts'
import type { Rules } from '../law/rule-sets/rule-book.ts'
import type { Command } from '../registry/commands/index.ts'
import { execute } from '../registry/execute.ts'
import { openRegistry, type Registry } from '../registry/registry.ts'
import { dayArgument, type Instant, instantAt, legalDay } from '../values/instant.ts'
import { aimed, type Draft, draft, enrolments, type Issued, type Past, type Told, type Wait } from './drafts.ts'

/** Days right before and on a change of the law or of the calendar: where histories begin unless told otherwise. */
export const STARTS: readonly string[] = Object.freeze([
  '2013-05-01',
  '2018-02-23',
  '2018-08-31',
  '2019-12-31',
  '2020-02-28',
  '2020-09-27',
  '2022-03-31',
  '2023-06-15',
  '2024-02-29',
  '2024-10-31',
])

/** How random histories are drawn. */
export interface CommandsOptions {
  /** 100 unless given; the enrolments that come first are not counted. */
  readonly maxCommands?: number
  /** Legal days before 2090 on which a history may begin, `YYYY-MM-DD`; those of `STARTS` unless given. */
  readonly starts?: readonly string[]
}

const MOST_COMMANDS = 1_000_000
const DAY = 86_400_000
const CHINA = 8 * 3_600_000

/**
 * Any one well-formed command on the few ids of these histories. Whether it is accepted depends on what came before.
 *
 * @throws TypeError or RangeError, here and below, naming the option that is invalid.
 */
export function command(options: CommandsOptions = {}): fc.Arbitrary<Command> {
  const given = optionsArgument('command', options)
  return fc.tuple(start(given), draft()).map(({ 0: day, 1: one }) => timed(day, [{ ...one, wait: 0 }])[0] as Command)
}

/**
 * A history: commands in the order of their times, but for a few that come too early. It begins by enrolling
 * most drivers and vehicles; then every third command binds, and every fifth handles.
 */
export function commands(options: CommandsOptions = {}): fc.Arbitrary<readonly Command[]> {
  const given = optionsArgument('commands', options)
  const { maxCommands = 100 } = given
  return fc
    .tuple(start(given), enrolments(), fc.array(draft(), { maxLength: maxCommands, size: 'max' }))
    .map(({ 0: day, 1: first, 2: rest }) => timed(day, [...first, ...rest]))
}

/** A registry as a history leaves it: under the rules given. */
export function registry(rules: Rules, options: CommandsOptions = {}): fc.Arbitrary<Registry> {
  const empty = openRegistry(rules)
  const given = optionsArgument('registry', options)
  return commands(given).map((history) => {
    let current = empty
    for (const each of history) current = execute(current, each).registry
    return current
  })
}

/** @throws TypeError or RangeError naming the option that is invalid. */
function optionsArgument(call: string, options: CommandsOptions): CommandsOptions {
  const given = ownOptions(`${call}(options)`, options, ['maxCommands', 'starts'])
  const { maxCommands, starts } = given
  if (maxCommands !== undefined) wholeArgument(`${call}(options.maxCommands)`, maxCommands, 0, MOST_COMMANDS)
  if (starts === undefined) return given
  if (!isArray(starts) || starts.length === 0) throw mistyped(`${call}(options.starts)`, starts, 'a list of days')
  for (const day of starts) {
    if (dayArgument(`${call}(options.starts)`, day) >= '2090')
      throw mistaken(`${call}(options.starts)`, day, 'before 2090')
  }
  return given
}

/** Gives drafts their times, from ten in the morning of a day on, and their aims. */
export function timed(day: string, drafts: readonly Draft[]): readonly Command[] {
  let now = Date.parse(`${day}T10:00:00Z`) - CHINA
  const drawn: Command[] = []
  for (const { wait, command: fields, ago, owned, told, issued, paid, aim } of drafts) {
    const at = later(now, wait)
    const all: Record<string, unknown> = { ...fields, at: instantOf(at) }
    if (ago !== undefined) all.occurredAt = instantOf(later(at, ago))
    if (owned !== undefined) all.ownedSince = instantOf(later(at, owned))
    if (told !== undefined) all.history = historyAt(at, told)
    if (paid !== undefined) all.paidOn = legalDay(instantOf(later(at, { days: -paid, at: 0 })))
    if (issued !== undefined) all.licence = { ...(all.licence as object), firstIssuedOn: issuedOn(at, issued) }
    const whole = all as Command
    drawn.push(aim === undefined ? whole : aimed(whole, pastOf(drawn), aim))
    now = Math.max(now, at)
  }
  return drawn
}

function historyAt(at: number, { violations, ...sums }: Told): object {
  const all = violations.map(({ handled, ago, paid, ...rest }) => {
    const then = later(at, handled)
    const occurredAt = instantOf(later(then, ago))
    const paidOn = paid === null ? null : legalDay(instantOf(later(then, { days: paid, at: 0 })))
    return { ...rest, occurredAt, handledAt: instantOf(then), paidOn }
  })
  return { ...sums, violations: all }
}

function pastOf(history: readonly Command[]): Past {
  const of = <T extends Command['type']>(type: T) =>
    history.filter((one): one is Extract<Command, { readonly type: T }> => one.type === type)
  const owners = of('enrolVehicle').map(({ id, owner }): [string, string] => [id, owner.id])
  return {
    recorded: of('recordViolation'),
    bound: of('bind'),
    handled: of('handle'),
    // The first enrolment is the one that counts.
    owners: new Map(owners.reverse()),
  }
}

function start({ starts = STARTS }: CommandsOptions): fc.Arbitrary<string> {
  return fc.constantFrom(...starts)
}

/** An instant later, or earlier, than another. */
function later(now: number, step: Wait): number {
  if (typeof step === 'number') return now + step
  const midnight = Math.floor((now + CHINA) / DAY) * DAY - CHINA
  if (has(step, 'at')) return midnight + step.days * DAY + step.at
  const same = new Date(now + CHINA)
  same.setUTCFullYear(same.getUTCFullYear() + step.years)
  return same.getTime() - CHINA + step.days * DAY
}

function issuedOn(at: number, issued: Issued): string {
  return typeof issued === 'string'
    ? issued
    : legalDay(instantOf(later(at, { years: -issued.years, days: issued.days })))
}

function instantOf(epoch: number): Instant {
  const instant = instantAt(epoch)
  if (instant === undefined) throw new RangeError(`commands: ${epoch} is no instant of the library`)
  return instant
}

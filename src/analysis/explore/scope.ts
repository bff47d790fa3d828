import type { StoryStep } from '../../explain/stories.ts'
import { frozen } from '../../input/freeze.ts'
import { isArray, shorten } from '../../input/issue.ts'
import { ownOptions } from '../../input/options.ts'
import { owns, times } from '../../input/own.ts'
import { type Rules, ruleSetFor, setsIn } from '../../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../../law/rule-sets/rule-set.ts'
import { COMMAND_TYPES } from '../../registry/commands/index.ts'
import { daysAfter, yearsAfter } from '../../values/calendar.ts'
import { CHANNELS, type Channel } from '../../values/channel.ts'
import { FEN_LIMIT, type Fen } from '../../values/fen.ts'
import { type LegalDay, parseLegalDay } from '../../values/instant.ts'
import { LICENCE_STATES, type LicenceState } from '../../values/licence.ts'
import { POINTS_LIMIT } from '../../values/violation.ts'
import { MOST_THINGS } from './canonical.ts'

/**
 * How far an exploration goes: how many drivers, vehicles, violations and days there are, what violations carry, and
 * which commands are tried. An answer holds within its scope and says nothing about what the scope leaves out.
 */
export interface SearchScope {
  readonly drivers: number
  readonly vehicles: number
  /** Most violations recorded along one way. */
  readonly violations: number
  /** Days in a row: at most 365, the last one not after 2199-12-31. */
  readonly days: number
  /** Fines a recorded violation can carry, in fen; 200 yuan unless given. */
  readonly fines?: readonly number[]
  /** Points a recorded violation can carry; 1 unless given. */
  readonly points?: readonly number[]
  /** Which commands are tried; all but enrolments and what changes a registration or brings a new licence unless given. */
  readonly operations?: readonly Operation[]
  /**
   * Who owns the vehicles at the start: for each vehicle the number of a driver (from 0), or `null` for an outsider, who is
   * not a driver. Not given: every way in which the drivers and the outsider can own them.
   */
  readonly start?: 'all-ownerships' | readonly (number | null)[]
  /** The first day, `YYYY-MM-DD`; the rule set's first day unless given. */
  readonly firstDay?: string
  /**
   * When licences were first issued, which sets their scoring periods: no later than the first day. Ten years before it
   * unless given, or when the calendar begins, 1900-01-01.
   */
  readonly firstIssuedOn?: string
  /** Channels tried; the app unless given. At the window the offender is declared to be present. */
  readonly channels?: readonly Channel[]
  /** What `changeLicence` may set a licence to; in order or suspended unless given. */
  readonly licences?: readonly (readonly LicenceState[])[]
  /** When a recorded violation occurred: as it is recorded, or also early on that day or on any day before it. */
  readonly occurrences?: Occurrences
  /** Drivers and vehicles that a goal may call by name (`d1`, `v2`): they are not taken for one another. */
  readonly pinned?: readonly string[]
}

/** A command that an exploration may try: any but the enrolments, which stand at the start, and what is told of the time before. */
export type Operation = StoryStep
/** Whether a search tries a command unless it is told which: each more is many states more. */
const IS_USUAL: { readonly [O in Operation]: boolean } = {
  bind: true,
  release: true,
  transferVehicle: true,
  changeLicence: true,
  recordViolation: true,
  withdrawViolation: true,
  handle: true,
  revokeHandling: true,
  payFine: true,
  deductByStudy: true,
  completeFullScoreStudy: true,
  changeVehicle: false,
  deregisterVehicle: false,
  reissueLicence: false,
}
/** All commands that an exploration may try. */
export const OPERATIONS: readonly Operation[] = Object.freeze(
  COMMAND_TYPES.filter((type): type is Operation => owns(IS_USUAL, type)),
)
const USUAL: readonly Operation[] = OPERATIONS.filter((type) => IS_USUAL[type])

/** When recorded violations happened: on the day of the record, or on any day of the scope up to then. */
export const OCCURRENCES = Object.freeze(['as-recorded', 'any-day'] as const)
/** One way to date recorded violations. */
export type Occurrences = (typeof OCCURRENCES)[number]

/** A scope with nothing left open, frozen: what a finding carries. */
export interface WholeSearchScope extends Required<Omit<SearchScope, 'firstDay' | 'firstIssuedOn' | 'fines'>> {
  readonly firstDay: LegalDay
  readonly firstIssuedOn: LegalDay
  readonly fines: readonly Fen[]
}

const MOST_DAYS = 365
/** The days that the library knows. */
const EARLIEST = '1900-01-01'
const LATEST = '2199-12-31'
const FIELDS = [
  'drivers',
  'vehicles',
  'violations',
  'days',
  'fines',
  'points',
  'operations',
  'start',
  'firstDay',
  'firstIssuedOn',
  'channels',
  'licences',
  'occurrences',
  'pinned',
] as const satisfies readonly (keyof SearchScope)[]

/**
 * Reads a scope and fills in what it leaves out.
 *
 * @throws RangeError, naming the field, when a value is out of range; TypeError when a field is unknown, such as a misspelt one.
 */
export function wholeScope(rules: Rules, given: SearchScope): WholeSearchScope {
  const scope = ownOptions('explore(scope)', given, FIELDS)
  const drivers = whole('drivers', scope.drivers, 1, MOST_THINGS)
  const vehicles = whole('vehicles', scope.vehicles, 1, MOST_THINGS)
  const violations = whole('violations', scope.violations, 0, MOST_THINGS)
  demand(
    drivers + vehicles + violations <= MOST_THINGS,
    'drivers',
    `no more than ${MOST_THINGS} things in all`,
    drivers,
  )
  const firstDay = day('firstDay', scope.firstDay ?? setsIn(rules).at(-1)?.from)
  const days = whole('days', scope.days, 1, MOST_DAYS)
  // Past the end of the calendar every day is its last one.
  demand(daysAfter(firstDay, days - 1) > daysAfter(firstDay, days - 2), 'days', `days up to ${LATEST}`, days)
  const tenYearsBefore = [EARLIEST, yearsAfter(firstDay, -10)].sort()[1]
  const firstIssuedOn = day('firstIssuedOn', scope.firstIssuedOn ?? tenYearsBefore)
  demand(firstIssuedOn <= firstDay, 'firstIssuedOn', `no day after firstDay, ${firstDay}`, firstIssuedOn)
  const { start = 'all-ownerships', pinned = [] } = scope
  if (start !== 'all-ownerships') {
    demand(isArray(start) && start.length === vehicles, 'start', 'one owner for each vehicle', start)
    for (const owner of start) if (owner !== null) whole('start', owner, 0, drivers - 1)
  }
  const names = [...namesOf('d', drivers), ...namesOf('v', vehicles)]
  demand(
    isArray(pinned) && pinned.every((name) => names.includes(name)),
    'pinned',
    `some of ${names.join(', ')}`,
    pinned,
  )
  return frozen({
    drivers,
    vehicles,
    violations,
    days,
    fines: some('fines', scope.fines ?? [20_000]).map((fine) => whole('fines', fine, 0, FEN_LIMIT) as Fen),
    points: some('points', scope.points ?? [1]).map((points) => whole('points', points, 0, POINTS_LIMIT)),
    operations: wordsOfList('operations', scope.operations ?? USUAL, OPERATIONS),
    start: typeof start === 'string' ? start : [...start],
    firstDay,
    firstIssuedOn,
    channels: wordsOfList('channels', some('channels', scope.channels ?? ['app']), CHANNELS),
    licences: some('licences', scope.licences ?? [[], ['suspended']]).map((states) =>
      wordsOfList('licences', states, LICENCE_STATES),
    ),
    occurrences: wordsOfList('occurrences', [scope.occurrences ?? 'as-recorded'], OCCURRENCES)[0] as Occurrences,
    pinned: [...pinned],
  })
}

/** The rule sets that judge on the days of a scope. */
export function setsOf(rules: Rules, scope: WholeSearchScope): readonly RuleSet[] {
  return [...new Set(daysOf(scope).map((each) => ruleSetFor(rules, each)))]
}

/** The legal days of a scope. */
export function daysOf({ firstDay, days }: WholeSearchScope): readonly LegalDay[] {
  return times(days, (index) => daysAfter(firstDay, index))
}

/** `d1`, `d2`, … */
export function namesOf(letter: string, count: number): readonly string[] {
  return times(count, (index) => `${letter}${index + 1}`)
}

function whole(field: keyof SearchScope, value: number, least: number, most: number): number {
  demand(
    Number.isInteger(value) && value >= least && value <= most,
    field,
    `a whole number from ${least} to ${most}`,
    value,
  )
  return value
}

function some<T>(field: keyof SearchScope, list: readonly T[]): readonly T[] {
  demand(isArray(list) && list.length > 0, field, 'a list of at least one item', list)
  return list
}

function wordsOfList<T extends string>(
  field: keyof SearchScope,
  list: readonly T[],
  words: readonly T[],
): readonly T[] {
  demand(
    isArray(list) && list.every((word) => words.includes(word)),
    field,
    `words of ${words.join(', ')}`,
    isArray(list) && list.length === 1 ? list[0] : list,
  )
  return words.filter((word) => list.includes(word))
}

function day(field: keyof SearchScope, input: unknown): LegalDay {
  const parsed = parseLegalDay(input)
  demand(parsed.ok, field, 'a day YYYY-MM-DD', input)
  return (parsed as { readonly value: LegalDay }).value
}

function demand(met: boolean, field: keyof SearchScope, wanted: string, received: unknown): void {
  if (!met) throw new RangeError(`explore(scope.${field}): wanted ${wanted}, got ${shorten(received)}`)
}

/**
 * The decisions, written a second time: from the table of rules and the table of rule sets, not from the library.
 * Nothing under `src/` is imported here, not even a type. Where the library compiles provisions, this asks questions:
 * every question is answered `yes`, `no` or `unsure` (a fact is not known), and a rule is one line that says whom it
 * concerns and what it demands.
 */

export type Outcome = 'holds' | 'fails' | 'unknown' | 'not-applicable'
export type Answer = {
  verdict: 'permitted' | 'refused' | 'undetermined'
  /** With the reason where a rule does not apply. */
  outcomes: Array<[rule: string, outcome: Outcome, reason?: string]>
}

/** The rule of one city; tests that name it take its id from here. */
export const CHENGDU = 'chengdu-2017-11-14'

export type SetId =
  | 'cn-2013-05-02'
  | typeof CHENGDU
  | 'as-reported'
  | 'plan-2018-03-01'
  | 'cn-2018-02-24'
  | 'cn-2018-09-01'
  | 'cn-2020-09-28'
  | 'cn-2024-11-01'

/** The sets that came since 2020: a unit's vehicle too, and from the hour of the binding. A set without its row does not compile. */
export const SINCE_2020: { readonly [Id in SetId]: boolean } = {
  'cn-2013-05-02': false,
  [CHENGDU]: false,
  'as-reported': false,
  'plan-2018-03-01': false,
  'cn-2018-02-24': false,
  'cn-2018-09-01': false,
  'cn-2020-09-28': true,
  'cn-2024-11-01': true,
}

/** The first days of the national rule sets (section 0 of the dossier). */
export const BOOK: ReadonlyArray<readonly [from: string, set: SetId]> = [
  ['2013-05-02', 'cn-2013-05-02'],
  ['2018-02-24', 'cn-2018-02-24'],
  ['2018-09-01', 'cn-2018-09-01'],
  ['2020-09-28', 'cn-2020-09-28'],
  ['2024-11-01', 'cn-2024-11-01'],
]

export type BindRow = {
  at?: string | undefined
  channel?: string | undefined
  driver?: string | undefined
  vehicle?: string | undefined
  vehicleOwner?: string | undefined
  vehicleOwnerKind?: string | undefined
  plateType?: string | undefined
  operating?: boolean | undefined
  pairBound?: boolean | undefined
  driverBindings?: number | undefined
  vehicleBindings?: number | undefined
  driverBindingsEver?: number | undefined
  driverApplicationsToday?: number | undefined
  driverApplicationsThisYear?: number | undefined
  ownerConsent?: string | undefined
  identityVerified?: boolean | undefined
  vehicleReleasedAt?: string | null | undefined
  vehicleDriversBoundThisYear?: number | undefined
}

export type HandleRow = {
  at?: string | undefined
  channel?: string | undefined
  driver?: string | undefined
  vehicle?: string | undefined
  vehicleOwner?: string | undefined
  plateType?: string | undefined
  violationState?: string | undefined
  occurredAt?: string | undefined
  fine?: number | undefined
  points?: number | undefined
  recordedBy?: string | undefined
  boundSince?: string | null | undefined
  firstBinding?: boolean | undefined
  licenceStates?: readonly string[] | undefined
  licenceClasses?: readonly string[] | undefined
  pointsHeld?: number | undefined
  fullScoreStudies?: number | undefined
  offenderPresent?: boolean | undefined
  identityVerified?: boolean | undefined
  othersVehiclesHandledThisYear?: number | undefined
  vehicleOtherDriversThisYear?: number | undefined
  ownedSince?: string | undefined
}

/** What the reformed law has beside the rule as reported: every rule that no set has, and whose a vehicle is. */
export const REFORM = {
  bind: [
    { rule: 'cooling-off', days: 2 },
    { rule: 'drivers-bound-per-year', limit: 2 },
  ],
  handle: [],
  own: 'at-act',
} as const

/**
 * May this driver bind this vehicle 备案, as far as is known?
 *
 * A fact is read where the line that asks for it stands, so that a caller that hands in `said` and watches the row can tell
 * which facts a line depends on.
 */
export function oracleBind(f: BindRow, set: SetId, said: Answer['outcomes'] = [], reformed = false): Answer {
  if (set === 'cn-2013-05-02') return { verdict: 'refused', outcomes: [['no-rule-set-in-force', 'fails']] }

  const plan = set === 'plan-2018-03-01'
  const article = set === 'as-reported' || set === CHENGDU
  const fromSeptember2018 = !plan && !article && set !== 'cn-2018-02-24'
  const self = (): Concern => [ask(f.channel, f.channel !== 'window'), 'other-channel']
  const window = (): Concern => [ask(f.channel, f.channel === 'window'), 'other-channel']

  say(said, 'own-vehicle', [], and(known(f.driver), ask(f.vehicleOwner, f.driver !== f.vehicleOwner)))
  say(said, 'already-bound', [], ask(f.pairBound, f.pairBound === false))
  if (plan) {
    say(said, 'driver-cap', [self()], room(f.driverBindings, 1))
    say(said, 'driver-cap', [window()], room(f.driverBindings, 3))
  } else {
    say(said, 'driver-cap', [], room(f.driverBindings, 3))
  }
  say(said, 'vehicle-cap', [], room(f.vehicleBindings, 3))
  if (plan) say(said, 'lifetime-cap', [], room(f.driverBindingsEver, 5))
  if (set === 'cn-2024-11-01') {
    say(said, 'daily-applications', [], room(f.driverApplicationsToday, 1))
    say(said, 'yearly-applications', [], room(f.driverApplicationsThisYear, 5))
  }
  if (set !== 'as-reported') {
    say(said, 'plate-type', [self()], ask(f.plateType, f.plateType === '02' || f.plateType === '52'))
    if (!plan) say(said, 'non-operating', [self()], ask(f.operating, f.operating === false))
  }
  if (!article) {
    const unitsToo = SINCE_2020[set]
    say(said, 'owner-kind', [self()], ask(f.vehicleOwnerKind, f.vehicleOwnerKind === 'individual' || unitsToo))
    if (!fromSeptember2018) {
      say(said, 'owner-consent', [self()], ask(f.ownerConsent, f.ownerConsent === 'registered-owner'))
    } else {
      say(said, 'owner-consent', [self()], ask(f.ownerConsent, f.ownerConsent === 'qr' || f.ownerConsent === 'sms'))
    }
  }
  say(said, 'identity-verified', [window()], ask(f.identityVerified, f.identityVerified === true))
  if (reformed) {
    const [{ days: waitDays }, { limit: driversPerYear }] = REFORM.bind
    const freeFrom = f.vehicleReleasedAt ? chinaDay(epochOf(f.vehicleReleasedAt)) + waitDays : 0
    const released: Concern = [ask(f.vehicleReleasedAt, f.vehicleReleasedAt !== null), 'no-release']
    const waited = f.at !== undefined && chinaDay(epochOf(f.at)) >= freeFrom
    say(said, 'cooling-off', [released], and(known(f.at), ask(f.vehicleReleasedAt, waited)))
    say(said, 'drivers-bound-per-year', [], atMost(f.vehicleDriversBoundThisYear, driversPerYear))
  }
  return { verdict: sum(said, [f.at, f.driver, f.vehicle]), outcomes: said }
}

/** May this driver handle this violation 处理, as far as is known? Reads facts as `oracleBind` does. */
export function oracleHandle(f: HandleRow, set: SetId, said: Answer['outcomes'] = [], reformed = false): Answer {
  const self = (): Concern => [ask(f.channel, f.channel !== 'window'), 'other-channel']
  const window = (): Concern => [ask(f.channel, f.channel === 'window'), 'other-channel']
  const others = (): Concern => {
    const isAnothers = and(known(f.driver), ask(f.vehicleOwner, f.driver !== f.vehicleOwner))
    if (!reformed) return [isAnothers, 'own-vehicle']
    // Theirs today, but also then? What was bought later was another's at the act.
    const known4 = and(and(known(f.driver), known(f.vehicleOwner)), and(known(f.occurredAt), known(f.ownedSince)))
    const cameLater = f.ownedSince !== undefined && epochOf(f.ownedSince) > occurred()
    return [and(known4, f.driver !== f.vehicleOwner || cameLater ? 'yes' : 'no'), 'own-vehicle']
  }
  const bound = (): Three => ask(f.boundSince, f.boundSince !== null)
  const isBound = (): Concern => [bound(), 'no-binding']
  const pointed = (): Concern => [ask(f.points, f.points !== 0), 'no-points']
  const later = (): Concern => [ask(f.firstBinding, f.firstBinding === false), 'first-binding']
  const occurred = (): number => (f.occurredAt === undefined ? 0 : epochOf(f.occurredAt))
  const since = (): number => (f.boundSince === undefined || f.boundSince === null ? 0 : epochOf(f.boundSince))
  const bothDates = (): Three => and(known(f.occurredAt), known(f.boundSince))
  const notOnEarlierDay = (): Three => and(bothDates(), chinaDay(occurred()) >= chinaDay(since()) ? 'yes' : 'no')
  const notEarlier = (): Three => and(bothDates(), occurred() >= since() ? 'yes' : 'no')
  const handledAt = (): number => (f.at === undefined ? 0 : epochOf(f.at))
  const small = (): Three => ask(f.fine, f.fine !== undefined && f.fine <= 200 * 100)
  const roomFor = (): Three =>
    and(
      known(f.points),
      ask(f.pointsHeld, f.pointsHeld !== undefined && f.points !== undefined && f.pointsHeld + f.points < 12),
    )
  const fewStudies = (): Three => ask(f.fullScoreStudies, f.fullScoreStudies !== undefined && f.fullScoreStudies < 3)
  const smaller = (): Three => ask(f.plateType, f.plateType !== '01' && f.plateType !== '51')
  const threeVehicles = (): Three => atMost(f.othersVehiclesHandledThisYear, 3)
  const threeDrivers = (): Three => atMost(f.vehicleOtherDriversThisYear, 3)

  say(said, 'violation-open', [], ask(f.violationState, f.violationState === 'open'))
  say(said, 'not-before-occurrence', [], and(known(f.at), ask(f.occurredAt, occurred() <= handledAt())))

  switch (set) {
    case 'cn-2013-05-02':
      say(said, 'vehicles-per-year', [others()], threeVehicles())
      say(said, 'drivers-per-year', [others()], threeDrivers())
      break
    case CHENGDU:
      say(said, 'open-binding', [others()], bound())
      say(said, 'since-binding', [others(), [bound(), 'no-first-binding'], later()], notOnEarlierDay())
      say(said, 'plate-type', [self()], smaller())
      say(said, 'vehicles-per-year', [others()], threeVehicles())
      say(said, 'drivers-per-year', [others()], threeDrivers())
      break
    case 'as-reported':
      say(said, 'open-binding', [others()], bound())
      say(said, 'since-binding', [others(), isBound()], notOnEarlierDay())
      say(said, 'fine-limit', [others()], small())
      say(said, 'points-room', [pointed()], roomFor())
      break
    case 'plan-2018-03-01':
    case 'cn-2018-02-24':
    case 'cn-2018-09-01':
      say(said, 'open-binding', [self(), others(), pointed()], bound())
      say(said, 'since-binding', [self(), others(), pointed(), isBound()], notOnEarlierDay())
      say(said, 'fine-limit', [self()], small())
      say(said, 'recorded-by-monitoring', [self()], ask(f.recordedBy, f.recordedBy === 'monitoring'))
      say(said, 'points-room', [self(), pointed()], roomFor())
      if (set === 'plan-2018-03-01') say(said, 'repeat-full-score', [self(), others()], fewStudies())
      if (set !== 'cn-2018-09-01') {
        say(said, 'vehicles-per-year', [window(), others()], threeVehicles())
        say(said, 'drivers-per-year', [window(), others()], threeDrivers())
      } else {
        say(said, 'licence-class', [self()], covered(f.plateType, f.licenceClasses))
      }
      break
    case 'cn-2020-09-28':
    case 'cn-2024-11-01':
      say(said, 'open-binding', [self(), others()], bound())
      say(said, 'since-binding', [self(), others(), pointed(), isBound()], notEarlier())
      if (set === 'cn-2024-11-01') {
        say(said, 'plate-type', [self(), others()], smaller())
      }
      say(said, 'fine-limit', [self()], small())
      say(said, 'recorded-by-monitoring', [self()], ask(f.recordedBy, f.recordedBy === 'monitoring'))
      say(said, 'points-room', [self(), pointed()], roomFor())
      say(said, 'single-points-limit', [self()], atMost(f.points, 6))
      say(said, 'repeat-full-score', [self(), others()], fewStudies())
      say(said, 'licence-class', [self()], covered(f.plateType, f.licenceClasses))
      break
  }

  const platform = !['cn-2013-05-02', CHENGDU, 'as-reported'].includes(set)
  say(said, 'licence-state', [], ask(f.licenceStates, !(f.licenceStates ?? []).some((s) => bars(s, platform))))
  say(said, 'licence-held', [pointed()], ask(f.licenceClasses, (f.licenceClasses ?? []).length > 0))
  say(said, 'offender-present', [window()], ask(f.offenderPresent, f.offenderPresent === true))
  say(said, 'identity-verified', [window()], ask(f.identityVerified, f.identityVerified === true))
  return { verdict: sum(said, [f.at, f.driver, f.vehicle]), outcomes: said }
}

type Three = 'yes' | 'no' | 'unsure'
/** Whom a rule concerns, and what is said of those whom it does not. */
type Concern = readonly [Three, string]

/** A question about one fact. */
function ask(fact: unknown, answer: boolean): Three {
  return fact === undefined ? 'unsure' : answer ? 'yes' : 'no'
}

function known(fact: unknown): Three {
  return fact === undefined ? 'unsure' : 'yes'
}

/** Strict: unsure as soon as one side is, so that a rule which lacks a fact says so. */
function and(one: Three, other: Three): Three {
  return one === 'unsure' || other === 'unsure' ? 'unsure' : one === 'yes' ? other : one
}

function atMost(count: number | undefined, limit: number): Three {
  return ask(count, count !== undefined && count <= limit)
}

/** One more is still within the limit. */
function room(count: number | undefined, limit: number): Three {
  return ask(count, count !== undefined && count < limit)
}

/** The first no among those it concerns, and it does not apply; else one thing unsure, and so is it; else what it demands. */
function say(said: Answer['outcomes'], rule: string, concerns: readonly Concern[], demand: Three): void {
  let unsure = demand === 'unsure'
  for (const [concerned, reason] of concerns) {
    if (concerned === 'no') {
      said.push([rule, 'not-applicable', reason])
      return
    }
    if (concerned === 'unsure') unsure = true
  }
  said.push([rule, unsure ? 'unknown' : demand === 'yes' ? 'holds' : 'fails'])
}

/** Nothing is permitted on nobody knows what day, to nobody knows whom, or with nobody knows which vehicle. */
function sum(said: Answer['outcomes'], required: readonly unknown[]): Answer['verdict'] {
  let verdict: Answer['verdict'] = required.includes(undefined) ? 'undetermined' : 'permitted'
  for (const [, outcome] of said) {
    if (outcome === 'fails') return 'refused'
    if (outcome === 'unknown') verdict = 'undetermined'
  }
  return verdict
}

/** `Date.parse`, once for each text. */
function epochOf(text: string): number {
  const known = EPOCHS.get(text)
  if (known !== undefined) return known
  const epoch = Date.parse(text)
  if (EPOCHS.size < 1000) EPOCHS.set(text, epoch)
  return epoch
}
const EPOCHS: Map<string, number> = new Map()

/** Days since 1970-01-01 by the clock of China. */
function chinaDay(epoch: number): number {
  return Math.floor((epoch / 3_600_000 + 8) / 24)
}

/** Whether a licence state bars: on the platform thirteen do (F1.29), before it those in which no licence is in force. */
function bars(state: string, platform: boolean): boolean {
  switch (state) {
    case 'annulled':
    case 'revoked':
    case 'cancelled':
    case 'cancelled-restorable':
    case 'use-stopped':
    case 'expired':
    case 'impounded':
    case 'seized':
    case 'suspended':
    case 'full-points':
      return true
    case 'unverified':
    case 'locked':
    case 'transferred-out':
      return platform
    default:
      return false
  }
}

/**
 * Classes that let one drive a vehicle with such a plate (section 4.3 of the dossier with the table of 4.4). C2 counts
 * for a small car, since no fact tells whether it is an automatic. Of three plates the sources do not say what they may
 * be on: coach and police motorcycles (17, 24) are read as full motorcycles, the temporary plate (22) as a car's.
 */
function covered(plate: string | undefined, classes: readonly string[] | undefined): Three {
  if (plate === undefined || classes === undefined) return 'unsure'
  const large = ['A1', 'A2', 'A3', 'B1', 'B2']
  const car = [...large, 'C1', 'C2']
  let drives: readonly string[]
  if (plate === '01' || plate === '51') drives = large
  else if (['07', '17', '24'].includes(plate)) drives = ['D', 'E']
  else if (['08', '09', '10', '11', '12', '21'].includes(plate)) drives = ['D', 'E', 'F']
  else if (plate === '13') drives = [...large, 'C1', 'C3', 'C4']
  else if (plate === '14') drives = []
  else if (plate === '15') drives = ['A2', 'C6']
  else drives = car
  return classes.some((held) => drives.includes(held)) ? 'yes' : 'no'
}

import { type Command, decideBinding, decideHandling, executeAll, openRegistry } from 'demerit'
import type { RuleSet } from 'demerit/rules'
import { drawing } from '../../drawing.mjs'

/** An act that somebody asked about in public, and was told to be lawful: its facts, and the page. */
interface RealAct {
  readonly question: 'bind' | 'handle'
  readonly page: string
  readonly zh: string
  readonly en: string
  readonly facts: Readonly<Record<string, unknown>>
}

const HANDLING = {
  at: '2025-03-10T15:00:00+08:00',
  driver: 'driver-1',
  vehicle: 'vehicle-1',
  vehicleOwner: 'owner-1',
  plateType: '02',
  violationState: 'open',
  occurredAt: '2025-03-03T09:00:00+08:00',
  fine: 20000,
  points: 3,
  recordedBy: 'monitoring',
  firstBinding: false,
  licenceStates: [],
  licenceClasses: ['C1'],
  pointsHeld: 0,
  fullScoreStudies: 0,
  identityVerified: true,
  othersVehiclesHandledThisYear: 0,
  vehicleOtherDriversThisYear: 0,
}
const AT_WINDOW = { ...HANDLING, channel: 'window', boundSince: null, offenderPresent: true }
const BY_APP = { ...HANDLING, channel: 'app', boundSince: '2025-01-05T10:00:00+08:00', offenderPresent: false }

/** What people asked, of a licence that holds no points yet; what is not said is as usual. */
export const REAL: readonly RealAct[] = [
  {
    question: 'handle',
    page: 'https://xincheping.com/cmt/4/248049/r0.html',
    zh: '不备案，到窗口处理他人车辆的违法',
    en: 'a violation of another’s vehicle at a window, without a binding',
    facts: AT_WINDOW,
  },
  {
    question: 'handle',
    page: 'http://baike.8red.cn/changshi/318884.html',
    zh: '不是车主的人，持本人驾驶证到窗口处理电子眼拍的违法',
    en: 'a camera’s record, at a window with the licence of who is not the owner',
    facts: { ...AT_WINDOW, fine: 10000, points: 0 },
  },
  {
    question: 'handle',
    page: 'http://dgdzjx.com/zengzhi/20221251723343.html',
    zh: '借朋友的车，备案后发生的200元、6分的违法，在线上处理',
    en: 'a friend’s vehicle, 200 yuan and 6 points, after the binding, by the app',
    facts: { ...BY_APP, points: 6 },
  },
  {
    question: 'handle',
    page: 'http://www.yzzsnet.com/techan/69715.html',
    zh: '已备案的车，备案前发生的、不记分的违法，在线上处理',
    en: 'a bound vehicle, no points, from before the binding, by the app',
    facts: { ...BY_APP, points: 0, occurredAt: '2025-01-03T09:00:00+08:00' },
  },
  {
    question: 'bind',
    page: 'http://www.yzzsnet.com/techan/69715.html',
    zh: '在交管12123备案单位名下的非营运小型汽车',
    en: 'to bind a small vehicle of a company, not in business use, by the app',
    facts: {
      at: '2025-03-10T15:00:00+08:00',
      channel: 'app',
      driver: 'driver-1',
      vehicle: 'vehicle-1',
      vehicleOwner: 'owner-1',
      vehicleOwnerKind: 'unit',
      plateType: '02',
      operating: false,
      pairBound: false,
      driverBindings: 0,
      vehicleBindings: 0,
      driverBindingsEver: 0,
      driverApplicationsToday: 0,
      driverApplicationsThisYear: 0,
      ownerConsent: 'qr',
      identityVerified: true,
      vehicleReleasedAt: null,
      vehicleDriversBoundThisYear: 0,
    },
  },
]

/** Whether each of them is permitted. */
export function realPermitted(rules: RuleSet): readonly boolean[] {
  return REAL.map(({ question, facts }) => {
    const decided = question === 'bind' ? decideBinding(facts, rules) : decideHandling(facts, rules)
    return decided.verdict === 'permitted'
  })
}

/** Households that are drawn. */
export const HOUSEHOLDS = 200

const NEW_YEAR = Date.parse('2025-01-01T00:00:00+08:00')
const HOUR = 3_600_000
/** A violation, by how usual it is: points and yuan. */
const VIOLATIONS = [
  [0, 100],
  [0, 150],
  [3, 200],
  [1, 200],
  [6, 200],
  [3, 500],
] as const

/**
 * A year of households, in order of time: one to three drivers, one or two vehicles, and some drive two vehicles of friends. Two in
 * three bind, in the app, what they drive and do not own. Who made a violation handles it: in the app what is their own, or was bound
 * before and has at most 200 yuan; at a window, in person, what is left.
 */
export function livesOf(households: number): readonly Command[] {
  const roll = drawing(1)
  const upTo = (most: number) => Math.floor(roll() * most)
  const lives: (Command & { readonly at: number })[] = []
  const sizes = Array.from({ length: households }, () => ({ drivers: 1 + upTo(3), vehicles: 1 + upTo(2) }))
  const licence = { states: [], classes: ['C1'], firstIssuedOn: '2015-06-01' } as const
  const owned = sizes.flatMap(({ vehicles }, home) => Array.from({ length: vehicles }, (_, each) => `v${home}-${each}`))
  for (const [home, { drivers, vehicles }] of sizes.entries()) {
    const ownerOf = (each: number) => `d${home}-${each % drivers}`
    for (let each = 0; each < drivers; each++)
      lives.push({ type: 'enrolDriver', id: `d${home}-${each}`, licence, at: NEW_YEAR })
    for (let each = 0; each < vehicles; each++)
      lives.push({
        ...{ type: 'enrolVehicle', id: `v${home}-${each}`, owner: { kind: 'individual', id: ownerOf(each) } },
        ...{ plateType: '02', operating: false, at: NEW_YEAR },
      })
    for (let each = 0; each < drivers; each++) {
      const driver = `d${home}-${each}`
      const driven = Array.from({ length: vehicles }, (_, at) => `v${home}-${at}`)
      if (roll() < 1 / 3) driven.push(...[upTo(owned.length), upTo(owned.length)].map((at) => owned[at] as string))
      for (const vehicle of new Set(driven)) {
        const isOwn = driven.indexOf(vehicle) < vehicles && ownerOf(Number(vehicle.split('-')[1])) === driver
        const boundAt = NEW_YEAR + (24 * upTo(90) + 9) * HOUR
        const isBound = !isOwn && roll() < 2 / 3
        const app = { channel: 'app', identityVerified: true } as const
        if (isBound) lives.push({ type: 'bind', driver, vehicle, ownerConsent: 'sms', ...app, at: boundAt })
        for (let count = upTo(3); count > 0; count--) {
          const [points, yuan] = VIOLATIONS[upTo(VIOLATIONS.length)] as (typeof VIOLATIONS)[number]
          const occurredAt = NEW_YEAR + (24 * upTo(330) + 12) * HOUR
          const violation = `x${lives.length}`
          const record = { id: violation, vehicle, occurredAt, fine: yuan * 100, points, recordedBy: 'monitoring' }
          lives.push({ type: 'recordViolation', ...record, at: occurredAt + HOUR } as (typeof lives)[number])
          const isOnline = yuan <= 200 && (isOwn || (isBound && boundAt < occurredAt))
          const how = isOnline
            ? { ...app, offenderPresent: false }
            : ({ channel: 'window', identityVerified: true, offenderPresent: true } as const)
          const at = occurredAt + 24 * (1 + upTo(20)) * HOUR
          lives.push({ type: 'handle', driver, violation, ...how, at })
        }
      }
    }
  }
  return lives.sort((one, other) => one.at - other.at)
}

/** The lawful acts of today that a law refuses: of drawn households, and which of those that people asked about. */
export interface Cost {
  readonly drawn: number
  readonly drawnRefused: number
  readonly realRefused: readonly RealAct[]
}

export function costOf(rules: RuleSet, today: RuleSet): Cost {
  const lives = livesOf(HOUSEHOLDS)
  const [before, now] = [acceptedOf(lives, today), acceptedOf(lives, rules)]
  const [real, still] = [realPermitted(today), realPermitted(rules)]
  return {
    drawn: before.filter((each) => each === true).length,
    drawnRefused: before.filter((each, index) => each === true && now[index] === false).length,
    realRefused: REAL.filter((_, index) => real[index] === true && still[index] === false),
  }
}

/** Which of the bindings and handlings are accepted; `undefined` for what else is done. */
export function acceptedOf(lives: readonly Command[], rules: RuleSet): readonly (boolean | undefined)[] {
  return executeAll(openRegistry(rules), lives).outcomes.map(({ status }, index) => {
    const type = lives[index]?.type
    return type === 'bind' || type === 'handle' ? status === 'accepted' : undefined
  })
}

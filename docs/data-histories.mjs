// @ts-check
/** The histories of histories.json: commands on a registry, drawn and written, and what is known after each. */
import { inChina } from './data-rows.mjs'
import { SCENARIOS } from './data-scenarios.mjs'
import { drawing } from './drawing.mjs'

const HISTORIES = 100
const STEPS = 24
const TRIES = 120
/** So many refusals of a command with a code stand in the file; what is accepted stands there each time. */
const REFUSALS = 5

const DRIVERS = ['d1', 'd2', 'd3', 'd4', 'd5']
const VEHICLES = ['v1', 'v2', 'v3', 'v4', 'v5']
const STARTS = ['2013-05-01', '2018-02-24', '2018-08-31', '2020-09-27', '2022-03-30', '2023-11-20', '2024-10-25']
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Between two commands: mostly little, so that bindings, fines and points of one period meet. */
const WAITS = [0, 1, MINUTE, MINUTE, 60 * MINUTE, 12 * 60 * MINUTE, DAY, DAY, 2 * DAY, 7 * DAY, 16 * DAY, 100 * DAY]

/** @typedef {<T>(list: readonly T[]) => T} Any one of a list, drawn */

/** Commands that make sense often, each as often as it stands in `TYPES`. @type {Readonly<Record<string, (any: Any, ids: readonly string[]) => object>>} */
const COMMANDS = {
  enrolDriver: (any) => ({
    id: any(DRIVERS),
    licence: {
      states: any([[], [], [], [], ['expired'], ['renewal-deferred']]),
      classes: any([['C1'], ['C1'], ['C1'], ['A1', 'D'], []]),
      firstIssuedOn: any(['2012-02-29', '2010-06-15', '1999-12-31', '2013-04-30', '2023-12-01']),
    },
  }),
  enrolVehicle: (any) => ({
    id: any(VEHICLES),
    owner: any([
      ...['d1', 'd2', 'o1', 'o2', 'o3', 'o4', 'o5'].map((id) => ({ kind: 'individual', id })),
      { kind: 'unit', id: 'u1' },
    ]),
    plateType: any(['02', '02', '02', '02', '52', '01']),
    operating: any([false, false, false, false, false, true]),
  }),
  // Half of one driver, half of one vehicle, so that caps are come to.
  bind: (any) => ({
    driver: any(DRIVERS),
    vehicle: any(VEHICLES),
    ...any([{ driver: 'd1' }, { vehicle: 'v1' }]),
    channel: any(['app', 'app', 'app', 'web', 'kiosk', 'window']),
    ownerConsent: any(['qr', 'qr', 'qr', 'registered-owner', 'sms', 'none']),
    identityVerified: any([true, true, true, true, true, false]),
  }),
  release: (any) => ({ driver: any(DRIVERS), vehicle: any(VEHICLES), by: any(['driver', 'owner']) }),
  handle: (any, ids) => ({
    violation: any(ids),
    driver: any(DRIVERS),
    channel: any(['window', 'window', 'app', 'web']),
    offenderPresent: any([true, true, true, false]),
    identityVerified: any([true, true, true, false]),
  }),
  payFine: (any, ids) => ({ violation: any(ids) }),
  transferVehicle: (any) => ({
    vehicle: any(VEHICLES),
    to: { kind: 'individual', id: any([...DRIVERS, 'o1', 'o2']) },
  }),
  changeLicence: (any) => ({
    driver: any(DRIVERS),
    licence: { states: any([[], [], ['full-points'], ['suspended']]), classes: any([['C1'], ['B1'], []]) },
  }),
  withdrawViolation: (any, ids) => ({ violation: any(ids), ground: 'duplicate' }),
  revokeHandling: (any, ids) => ({ violation: any(ids), ground: any(['points-traded', 'reconsideration']) }),
  deductByStudy: (any) => ({ driver: any(DRIVERS), way: any(['online', 'on-site', 'service']) }),
  changeVehicle: (any) => ({
    vehicle: any(VEHICLES),
    plateType: any(['02', '02', '01']),
    operating: any([false, false, true]),
  }),
  deregisterVehicle: (any) => ({ vehicle: any(VEHICLES), because: any(['scrapped', 'lost', 'left-country']) }),
  completeFullScoreStudy: (any) => ({
    driver: any(DRIVERS),
    days: any([7, 30, 30, 60]),
    tests: any([['theory'], ['theory'], ['theory', 'road']]),
  }),
}
const TYPES = [
  ...Array(6).fill('recordViolation'),
  ...Array(12).fill('handle'),
  ...Array(14).fill('bind'),
  ...Array(9).fill('payFine'),
  ...Array(4).fill('deductByStudy'),
  ...Array(9).fill('completeFullScoreStudy'),
  ...Array(2).fill('release'),
  ...Object.keys(COMMANDS),
]

/**
 * @param {typeof import('demerit')} main the built one, handed in: a build imports this file before there is any
 * @param {typeof import('demerit/rules')} rules
 */
export function historiesOf(main, { cn }) {
  const written = SCENARIOS.map((commands) => {
    const { outcomeOf, stepOf } = playing(main, cn)
    return commands.map((command) => stepOf(command, outcomeOf(command)))
  })
  return { book: cn.id, histories: [...drawnHistories(main, cn), ...written] }
}

/** @param {typeof import('demerit')} main @param {typeof import('demerit/rules').cn} cn */
function drawnHistories(main, cn) {
  const draw = drawing(20_180_224)
  const any = /** @type {Any} */ ((list) => /** @type {any} */ (list[Math.floor(draw() * list.length)]))
  /** @type {Map<string, number>} */
  const refusals = new Map()
  return Array.from({ length: HISTORIES }, () => {
    const { outcomeOf, stepOf } = playing(main, cn)
    let now = Date.parse(`${any(STARTS)}T09:00:00+08:00`)
    const ids = ['x0']
    const steps = []
    for (let tries = 0; steps.length < STEPS && tries < TRIES; tries++) {
      now += any(WAITS)
      const type = tries < 5 ? 'enrolDriver' : tries < 10 ? 'enrolVehicle' : any(TYPES)
      const command = {
        type,
        ...(type === 'recordViolation' ? recorded(any, `x${ids.length}`, now) : COMMANDS[type]?.(any, ids)),
        // Now and then one comes too early.
        at: inChina(now - any([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, DAY])),
      }
      const outcome = outcomeOf(command)
      const code = outcome.status === 'refused' ? outcome.code : undefined
      const kind = `${type} ${code}`
      const seen = refusals.get(kind) ?? 0
      if (code !== undefined && seen === REFUSALS) continue
      if (code !== undefined) refusals.set(kind, seen + 1)
      else if (type === 'recordViolation') ids.push(`x${ids.length}`)
      steps.push(stepOf(command, outcome))
    }
    return steps
  })
}

/** A registry on which commands are played. @param {typeof import('demerit')} main @param {typeof import('demerit/rules').cn} cn */
function playing({ bindingsOfDriver, execute, openRegistry, pointsOf }, cn) {
  let registry = openRegistry(cn)
  /** Points are those at the latest time so far. */
  let latest = 0
  /** @type {string[]} */
  const drivers = []
  return {
    /** What would become of a command. @param {object} command */
    outcomeOf(command) {
      const outcome = execute(registry, /** @type {import('demerit').Command} */ (command))
      if (outcome.status === 'invalid') throw new Error(JSON.stringify([command, outcome.issues]))
      return outcome
    },
    /** The step of a command, whose outcome holds from now on. @param {{ type: string, at: string, id?: string }} command @param {Exclude<import('demerit').Outcome, { status: 'invalid' }>} outcome */
    stepOf(command, outcome) {
      registry = outcome.registry
      latest = Math.max(latest, Date.parse(command.at))
      const isAccepted = outcome.status === 'accepted'
      if (isAccepted && command.type === 'enrolDriver') drivers.push(String(command.id))
      drivers.sort()
      return {
        command,
        status: outcome.status,
        ...(!isAccepted && { code: outcome.code }),
        points: Object.fromEntries(drivers.map((driver) => [driver, pointsOf(registry, driver, latest)])),
        bindings: drivers.flatMap((driver) =>
          bindingsOfDriver(registry, driver).map(({ vehicle }) => [driver, vehicle]),
        ),
      }
    },
  }
}

/** A violation of a little ago. @param {Any} any @param {string} id @param {number} now */
function recorded(any, id, now) {
  return {
    id,
    vehicle: any(VEHICLES),
    occurredAt: inChina(now - any([0, MINUTE, MINUTE, DAY, 7 * DAY])),
    fine: any([0, 100_00, 200_00, 200_00, 200_50, 1000_00]),
    points: any([0, 1, 3, 6, 6, 9, 12, 12]),
    recordedBy: any(['monitoring', 'monitoring', 'monitoring', 'officer']),
  }
}

// @ts-check
// What docs/LOOPHOLES.md asks: which questions, of which rule sets and reforms, in which scopes. `npm run verify:deep` finds the
// answers and keeps them in docs/loopholes-verified.json; docs/generate-loopholes.mjs makes the page of them.

import { createHash } from 'node:crypto'
import { vehicleOf, violationOf } from 'demerit'
import {
  bindingsOfVehicleADay,
  boundAfterTheFact,
  explore,
  handledAsLaterOwner,
  handledAsOwnerAfterTheAct,
  manyDriversForOneVehicle,
  manyVehiclesForOneDriver,
  placesTakenToDayEnd,
  sixBindingsInSevenDays,
  tenBindingsInTenDays,
  withRestriction,
} from 'demerit/analysis'
import { asReported, chengdu2017, cn, cn2024, reform } from 'demerit/rules'
import { SETS } from './sets.mjs'

export { SETS }

/**
 * @typedef {import('demerit/analysis').SearchScope} Scope
 * @typedef {import('demerit/analysis').Exploration} Exploration
 * @typedef {import('demerit/analysis').Operation} Operation
 * @typedef {import('demerit/rules').RuleSet} RuleSet
 * @typedef {'app' | 'window' | 'reform'} Part
 * @typedef {object} Asked One cell: a question put to one rule set, in one scope after the other until there is a witness.
 * @property {Part} part
 * @property {string} id
 * @property {RuleSet} rules
 * @property {string} called What the rule set, its reform, or the set with a restriction beside it is called.
 * @property {string} repair
 * @property {any} goal
 * @property {readonly Scope[]} scopes
 */

/** @type {readonly Operation[]} */
const CORE = ['bind', 'release', 'recordViolation', 'handle']
/** @type {readonly Operation[]} */
const OWNERS = ['bind', 'release', 'transferVehicle', 'recordViolation', 'handle']
/** @type {readonly Operation[]} */
const REVOKING = [...OWNERS, 'withdrawViolation', 'revokeHandling']
/** @type {readonly null[]} */
const NOBODY = [null, null, null, null]

/** Four drivers around a vehicle of an outsider. @param {number} days @param {readonly Operation[]} operations @returns {Scope} */
const aroundOneVehicle = (days, operations = CORE) => ({
  drivers: 4,
  vehicles: 1,
  violations: 4,
  days,
  start: [null],
  operations,
})
/** One driver among four vehicles of an outsider. @param {number} days @returns {Scope} */
const aroundOneDriver = (days) => ({
  drivers: 1,
  vehicles: 4,
  violations: 4,
  days,
  start: NOBODY,
  operations: CORE,
})
/** One driver, three vehicles, no violations; the longer scope goes over a New Year. @param {RuleSet} rules @param {number} days @returns {readonly Scope[]} */
const applying = (rules, days) => {
  /** @type {Scope} */
  const one = {
    drivers: 1,
    vehicles: 3,
    violations: 0,
    days: 1,
    start: NOBODY.slice(1),
    operations: ['bind', 'release'],
  }
  return [one, { ...one, days, firstDay: `${rules.from.slice(0, 4)}-12-27` }]
}
/** Two drivers, one of whom owns the vehicle; a fine of 201 yuan. @param {readonly Operation[]} operations @returns {Scope} */
const passingOn = (operations) => ({
  drivers: 2,
  vehicles: 1,
  violations: 1,
  days: 2,
  start: [0],
  fines: [20_100],
  channels: ['app', 'window'],
  operations,
})

/** Two drivers, one of whom owns the vehicle; a violation may have occurred on any day up to its record. @type {Scope} */
const recordedLate = {
  drivers: 2,
  vehicles: 1,
  violations: 1,
  days: 2,
  start: [0],
  occurrences: 'any-day',
  operations: OWNERS,
}

/** As D1, and the vehicle is back with whom it belonged to when the violation was recorded. */
const handledInBetween = {
  ...handledAsLaterOwner,
  id: 'D2',
  title: {
    zh: '超过200元的罚款，由记录后取得机动车的人以所有人身份处理，随后机动车又转回原所有人',
    en: 'a fine above 200 yuan is handled as the owner by a driver who was given the vehicle after it was recorded, and the vehicle goes back to its first owner',
  },
  memoryAlone: false,
  /** @param {any} memory @param {import('demerit').Registry} registry */
  reached: ({ owners, found }, registry) =>
    found &&
    owners.some((/** @type {{ violation: string, owner: string }} */ { violation, owner }) => {
      const vehicle = violationOf(registry, violation)?.vehicle
      return typeof vehicle === 'string' && vehicleOf(registry, vehicle)?.owner.id === owner
    }),
}

/** The questions in their order. @type {readonly { id: string, goal: any, scopes: (rules: RuleSet) => readonly Scope[] }[]} */
export const QUESTIONS = [
  {
    id: 'A',
    goal: manyDriversForOneVehicle,
    scopes: () => [aroundOneVehicle(1), aroundOneVehicle(2, OWNERS)],
  },
  {
    id: 'B',
    goal: manyVehiclesForOneDriver,
    scopes: (rules) => [aroundOneDriver(1), aroundOneDriver(rules === cn2024 ? 4 : 2)],
  },
  { id: 'C1', goal: tenBindingsInTenDays, scopes: (rules) => applying(rules, 10) },
  { id: 'C2', goal: sixBindingsInSevenDays, scopes: (rules) => applying(rules, 7) },
  { id: 'D1', goal: handledAsLaterOwner, scopes: () => [passingOn(OWNERS)] },
  { id: 'D2', goal: handledInBetween, scopes: () => [passingOn(OWNERS)] },
  { id: 'D1′', goal: handledAsLaterOwner, scopes: () => [passingOn(REVOKING)] },
  { id: 'D2′', goal: handledInBetween, scopes: () => [passingOn(REVOKING)] },
  { id: 'E', goal: handledAsOwnerAfterTheAct, scopes: () => [recordedLate] },
  {
    id: 'F',
    goal: boundAfterTheFact,
    scopes: () => [{ drivers: 2, vehicles: 1, violations: 2, days: 3, start: [null], operations: CORE }],
  },
]

const yearly = chengdu2017.handle.filter(({ rule }) => rule === 'vehicles-per-year' || rule === 'drivers-per-year')
const daily = cn2024.bind.filter(({ rule }) => rule === 'daily-applications')
const applications = cn2024.bind.filter(({ rule }) => rule === 'daily-applications' || rule === 'yearly-applications')

/** @typedef {(draft: import('immer').Draft<RuleSet>) => void} Recipe */
/** @param {import('demerit/rules').Grain} grain @returns {Recipe} */
const since = (grain) => (draft) => {
  for (const provision of draft.handle) if (provision.rule === 'since-binding') provision.grain = grain
}
/** @typedef {import('demerit/rules').Provision} Provision */
/** Puts provisions in the place of those of the same rules, or after the others. @param {any[]} list @param {readonly Provision[]} provisions */
function put(list, provisions) {
  for (const provision of provisions) {
    const at = list.findIndex(({ rule }) => rule === provision.rule)
    if (at < 0) list.push(provision)
    else list[at] = provision
  }
}
/** @param {readonly Provision[]} provisions @returns {Recipe} */
const withApplications = (provisions) => (draft) => put(draft.bind, provisions)

/** A rule of binding that no set that ships has. @param {{ rule: 'cooling-off', days: number } | { rule: 'drivers-bound-per-year', limit: number }} provision @returns {Recipe} */
const added = (provision) => (draft) => {
  draft.bind.push(/** @type {any} */ ({ ...provision, channels: 'all', vehicles: 'all' }))
}

/** @typedef {import('demerit/analysis').Restriction<any>} Restriction */

/**
 * What an analyst may try, with every rule set that binds at all: a reform, or where no rule says it a restriction beside the rules.
 *
 * @typedef {{ id: string, en: string, zh: string } & ({ recipe: Recipe } | { restriction: Restriction })} Repair
 */
export const REPAIRS = /** @type {readonly Repair[]} */ ([
  { id: 'the-day', en: 'the day of binding counts whole', zh: '备案当日全天有效', recipe: since('day') },
  { id: 'the-moment', en: 'from the moment of binding on', zh: '自备案时刻起', recipe: since('instant') },
  { id: 'the-next-day', en: 'from the day after binding on', zh: '自备案次日起', recipe: since('next-day') },
  { id: 'one-a-day', en: 'one application a day', zh: '每日限申请一次', recipe: withApplications(daily) },
  {
    id: 'one-a-day-five-a-year',
    en: 'one application a day and five a calendar year',
    zh: '每日限申请一次、每自然年五次',
    recipe: withApplications(applications),
  },
  {
    id: 'two-and-one-a-day',
    en: 'at most two vehicles a driver, and one application a day',
    zh: '每人限两辆、每日限申请一次',
    recipe: (draft) => {
      withApplications(daily)(draft)
      for (const provision of draft.bind) if (provision.rule === 'driver-cap') provision.limit = 2
    },
  },
  {
    id: 'three-others-a-year',
    en: 'the counts of 2013: three vehicles of others a driver, three other drivers a vehicle, within a year',
    zh: '2013年的年度计数：一人一年处理三辆他人机动车，一车一年由三名他人处理',
    recipe: (draft) => put(draft.handle, yearly),
  },
  {
    id: 'one-day-of-cooling-off',
    en: 'a day of cooling off: the next driver binds on the day after at the earliest',
    zh: '解除备案后次日起方可由他人备案',
    recipe: added({ rule: 'cooling-off', days: 1 }),
  },
  {
    id: 'three-drivers-bind-a-year',
    en: 'three different drivers bind a vehicle a calendar year',
    zh: '一车每自然年限三人备案',
    recipe: added({ rule: 'drivers-bound-per-year', limit: 3 }),
  },
  {
    id: 'own-at-the-act',
    en: 'a vehicle is one’s own if it was so at the act',
    zh: '以违法发生时的所有人为本人',
    recipe: (draft) => {
      for (const provision of draft.handle) if (provision.vehicles === 'others') provision.own = 'at-act'
    },
  },
  {
    id: 'three-bindings-of-a-vehicle-a-day',
    en: 'three bindings of a vehicle a day *',
    zh: '一车每日限备案三次',
    restriction: bindingsOfVehicleADay(3),
  },
  {
    id: 'places-taken-to-day-end',
    en: 'a released place is free again only on the next day *',
    zh: '解除备案的名额当日不释放',
    restriction: placesTakenToDayEnd(3),
  },
])

/** The sets that a repair is tried on: the rule as reported, and those of the national book under which anything is bound. */
export const REPAIRED = [asReported, ...cn.sets.filter(({ bind }) => bind.length > 0)]

/** A rule set with a repair, itself where the repair is a restriction beside it, or `undefined` where it says so already. @param {RuleSet} rules @param {Repair} repair */
function repaired(rules, repair) {
  if ('restriction' in repair) return rules
  const made = reform(rules, (draft) => {
    draft.id = `${rules.id}+${repair.id}`
    repair.recipe(draft)
  })
  return hashOf(made) === hashOf(rules) ? undefined : made
}

/** Wider scopes for the rule as reported and the law of 2024. @param {RuleSet} rules @param {string} repair @param {string} id @returns {readonly Scope[] | undefined} */
function wider(rules, repair, id) {
  if (rules === asReported && id === 'A' && ['the-next-day', 'places-taken-to-day-end'].includes(repair)) {
    return [aroundOneVehicle(3, OWNERS)]
  }
  if (rules === asReported && id === 'B' && repair.includes('one-a-day')) {
    return [aroundOneDriver(1), aroundOneDriver(4)]
  }
  // Who has to wait, and how often everybody applied, make too many states with transfers too.
  if (rules === cn2024 && id === 'A' && repair === 'one-day-of-cooling-off') return [aroundOneVehicle(2)]
  if (rules === cn2024 && id === 'B') return [aroundOneDriver(1), aroundOneDriver(repair === 'the-day' ? 4 : 3)]
  return undefined
}

/** The scope of a repair elsewhere: two days at most. @param {string} id @param {string} repair @returns {readonly Scope[]} */
function narrower(id, repair) {
  // Three times a day bound, it is bound on the day before: nobody need be given the vehicle.
  if (id === 'A' && repair === 'three-bindings-of-a-vehicle-a-day') return [aroundOneVehicle(1), aroundOneVehicle(2)]
  if (id === 'A') return [aroundOneVehicle(1), aroundOneVehicle(2, OWNERS)]
  if (id === 'B') return [aroundOneDriver(1), aroundOneDriver(2)]
  if (id === 'E') return [recordedLate]
  return [{ drivers: 2, vehicles: 1, violations: 2, days: 2, start: [null], operations: CORE }]
}

/** The questions that the window is asked too, and most repairs. */
const ON_HANDLING = QUESTIONS.filter(({ id }) => ['A', 'B', 'F'].includes(id))
const ON_OWNERS = QUESTIONS.filter(({ id }) => id === 'E')
/** Whose a vehicle is matters where it changes hands. @param {Repair} repair */
const questionsFor = ({ id }) => (id === 'own-at-the-act' ? ON_OWNERS : ON_HANDLING)

/** Every cell of the page. @type {readonly Asked[]} */
export const ASKED = [
  ...QUESTIONS.flatMap(({ id, goal, scopes }) =>
    SETS.map((rules) => ({
      part: /** @type {const} */ ('app'),
      id,
      rules,
      called: rules.id,
      repair: '',
      goal,
      scopes: scopes(rules),
    })),
  ),
  ...ON_HANDLING.flatMap(({ id, goal, scopes }) =>
    SETS.map((rules) => {
      const [first, ...wider] = scopes(rules)
      const channels = /** @type {const} */ (['app', 'window'])
      // What can be done by app can be done where there is a window too: wider scopes are gone through as they are by app.
      const also = id === 'F' ? [] : wider
      const scopes_ = [{ .../** @type {Scope} */ (first), days: 1 }, ...also].map((scope) => ({ ...scope, channels }))
      const part = /** @type {const} */ ('window')
      return { part, id, rules, called: rules.id, repair: '', goal, scopes: scopes_ }
    }),
  ),
  ...REPAIRS.flatMap((repair) =>
    questionsFor(repair).flatMap(({ id, goal }) =>
      REPAIRED.flatMap((set) => {
        const rules = repaired(set, repair)
        const scopes = wider(set, repair.id, id) ?? narrower(id, repair.id)
        if (rules === undefined) return []
        const restricted =
          'restriction' in repair ? withRestriction(/** @type {any} */ (goal), repair.restriction) : goal
        const called = `${set.id}+${repair.id}`
        return [
          { part: /** @type {const} */ ('reform'), id, rules, called, repair: repair.id, goal: restricted, scopes },
        ]
      }),
    ),
  ),
]

/** Known beforehand, from a study of the rule with another model: what must come out. Days that pass are no steps. */
export const EXPECTED = [
  ['as-reported', 'A', 13],
  ['as-reported+one-a-day', 'A', 13],
  ['as-reported+one-a-day-five-a-year', 'A', 13],
  ['as-reported+the-next-day', 'A', null],
  ['as-reported+three-bindings-of-a-vehicle-a-day', 'A', 13],
  ['as-reported+places-taken-to-day-end', 'A', null],
  ['as-reported+places-taken-to-day-end', 'B', null],
  ['as-reported', 'B', 13],
  ['as-reported+one-a-day', 'B', 13],
  ['as-reported+one-a-day-five-a-year', 'B', 13],
  ['as-reported+two-and-one-a-day', 'B', null],
  ['as-reported', 'F', 3],
  ['as-reported+one-a-day-five-a-year', 'F', 3],
  ['as-reported+the-next-day', 'F', null],
  ['as-reported+places-taken-to-day-end', 'F', 3],
]

/** An answer found in so few states is asked for again in every run of the tests; of the others the way is kept and replayed. */
export const FEW_STATES = 2500

/** Most states looked at for one cell. */
const MOST_STATES = 1_000_000

/** The answer in the first scope with a witness, or else in the last. @param {Pick<Asked, 'rules' | 'goal' | 'scopes'>} asked @returns {Exploration} */
export function answer({ rules, goal, scopes }) {
  /** @type {Exploration | undefined} */
  let last
  for (const scope of scopes) {
    last = explore(rules, scope, goal, { states: MOST_STATES })
    if (last.kind !== 'none') break
  }
  return /** @type {Exploration} */ (last)
}

/** Names a rule set by what it decides by, without titles and citations: an answer found under another content is stale. @param {RuleSet} rules */
export function hashOf({ from, bind, handle }) {
  const decisive = [bind, handle].map((list) => list.map(({ citation: _, ...provision }) => provision))
  return createHash('sha256')
    .update(JSON.stringify([from, ...decisive]))
    .digest('hex')
    .slice(0, 16)
}

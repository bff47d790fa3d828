/**
 * Bindings of any number of drivers and vehicles. *At most n* needs no counting: no n + 1 different vehicles are all bound
 * to one driver. When a binding is permitted comes from the rule set (`formulas.ts`); what a binding, a release, a transfer and a
 * cancelled licence do to the bindings is written here, in four lines, and is what `test/exhaustive` compares `src/` with.
 */

import { CHANNELS } from '../../src/index.ts'
import type { RuleSet, Term } from '../../src/law/index.ts'
import { allOf, declarations, type Guard, guardsOf, not } from './formulas.ts'

/** What is counted, and by which fact it is told to the rule. */
export const COUNTED = {
  driverBindings: { side: 'driver', what: 'vehicles of others bound by one driver' },
  vehicleBindings: { side: 'vehicle', what: 'drivers who have bound one vehicle' },
} as const
export type Counted = keyof typeof COUNTED

/** The thresholds t of `count ≤ t` in the guards, each with the channels it binds. */
export function thresholdsOf(
  guards: readonly Guard[],
  fact: string,
): readonly { t: number; channels: Guard['channels'] }[] {
  return guards.flatMap(({ supplied, relation, limit, channels }) => {
    const more = moreThan(supplied, fact)
    if (more === undefined || limit.kind !== 'constant' || typeof limit.value !== 'number') return []
    if (relation !== '≤' && relation !== '<') throw new Error(`${fact} ${relation}: no threshold`)
    return [{ t: limit.value - more - (relation === '<' ? 1 : 0), channels }]
  })
}

/** How much a term is more than a fact: 1 of `driverBindings + 1`; nothing where it is not this fact and a number. */
function moreThan(term: Term, fact: string): number | undefined {
  if (term.kind === 'fact') return term.name === fact ? 0 : undefined
  if (term.kind !== 'plus' || term.right.kind !== 'constant') return undefined
  const left = moreThan(term.left, fact)
  return left === undefined ? undefined : left + Number(term.right.value)
}

/** The cap that holds whatever the channel: the largest a channel leaves; none when some channel has no cap. */
export function capOf(guards: readonly Guard[], fact: string): number | undefined {
  const thresholds = thresholdsOf(guards, fact)
  const caps = CHANNELS.map((channel) => {
    const own = thresholds.filter(({ channels }) => channels === 'all' || channels.includes(channel))
    return own.length === 0 ? undefined : Math.min(...own.map(({ t }) => t)) + 1
  })
  return caps.some((cap) => cap === undefined) ? undefined : Math.max(...(caps as number[]))
}

/** No n + 1 different things all stand in the relation. `holds` writes the relation for one thing. */
export function atMost(n: number, sort: string, holds: (thing: string) => string): string {
  const things = Array.from({ length: n + 1 }, (_, index) => `x${index}`)
  const different = n === 0 ? [] : [`(distinct ${things.join(' ')})`]
  const bound = things.map((thing) => `(${thing} ${sort})`).join(' ')
  return `(forall (${bound}) ${not(allOf([...different, ...things.map(holds)]))})`
}

const drivers = (n: number, relation: string): string =>
  `(forall ((e Driver)) ${atMost(n, 'Vehicle', (w) => `(${relation} e ${w})`)})`
const vehicles = (n: number, relation: string): string =>
  `(forall ((w Vehicle)) ${atMost(n, 'Driver', (e) => `(${relation} ${e} w)`)})`
const nobodyOwn = (binds: string, owns: string): string =>
  `(forall ((e Driver) (w Vehicle)) ${not(`(and (${binds} e w) (${owns} e w))`)})`
const sameDates = '(forall ((e Driver) (w Vehicle)) (=> (and (b e w) (b2 e w)) (= (since2 e w) (since e w))))'

const STATE = `
(declare-sort Driver 0)
(declare-sort Vehicle 0)
(declare-fun b (Driver Vehicle) Bool)
(declare-fun b2 (Driver Vehicle) Bool)
(declare-fun since (Driver Vehicle) Int)
(declare-fun since2 (Driver Vehicle) Int)
(declare-fun owns (Driver Vehicle) Bool)
(declare-fun owns2 (Driver Vehicle) Bool)
(declare-fun given (Driver) Bool)
(declare-const d Driver)
(declare-const v Vehicle)`

/** What each step does to bindings, dates and owners. */
export const STEPS = {
  bind: step('(or (b e w) (and (= e d) (= w v)))', '(ite (and (= e d) (= w v)) at (since e w))', '(owns e w)'),
  release: step('(and (b e w) (not (and (= e d) (= w v))))', '(since e w)', '(owns e w)'),
  transfer: step('(and (b e w) (not (= w v)))', '(since e w)', '(ite (= w v) (given e) (owns e w))'),
  cancel: step('(and (b e w) (not (= e d)))', '(since e w)', '(owns e w)'),
} as const
export type Step = keyof typeof STEPS

function step(binds: string, dates: string, owners: string): string {
  const becomes = (after: string, before: string): string =>
    `(assert (forall ((e Driver) (w Vehicle)) (= (${after} e w) ${before})))`
  return [becomes('b2', binds), becomes('since2', dates), becomes('owns2', owners)].join('\n')
}

export interface Caps {
  readonly driverBindings: number
  readonly vehicleBindings: number
}
export const INVARIANTS = ['driverBindings', 'vehicleBindings', 'own', 'dates'] as const
export type Invariant = (typeof INVARIANTS)[number]

/** What is so before a step (`b`) or after it (`b2`). */
function invariant(which: Invariant, caps: Caps, after: boolean): string {
  const [binds, owns] = after ? ['b2', 'owns2'] : ['b', 'owns']
  if (which === 'driverBindings') return drivers(caps.driverBindings, binds)
  if (which === 'vehicleBindings') return vehicles(caps.vehicleBindings, binds)
  return which === 'own' ? nobodyOwn(binds, owns) : sameDates
}

/**
 * A script that has a model exactly when a step can break an invariant: everything holds before, the step is taken, the
 * invariant does not hold after. Without `broken`: when the step can be taken at all.
 */
export function stepScript(name: Step, caps: Caps, guards: readonly Guard[], broken?: Invariant): string {
  const before = INVARIANTS.filter((each) => each !== 'dates').map((each) => invariant(each, caps, false))
  return [
    declarations(),
    STATE,
    ...before.map(asserted),
    ...(name === 'bind' ? bindingOf(guards).map(asserted) : name === 'release' ? ['(assert (b d v))'] : []),
    STEPS[name],
    ...(broken === undefined ? [] : [asserted(not(invariant(broken, caps, true)))]),
  ].join('\n')
}

/** Driver d is permitted to bind vehicle v: the guards, and what their facts say of the state. */
function bindingOf(guards: readonly Guard[]): readonly string[] {
  return [
    ...guards.map(({ formula }) => formula),
    '(= pairBound (b d v))',
    '(= (= driver vehicleOwner) (owns d v))',
    ...thresholdsOf(guards, 'driverBindings').map(
      ({ t }) => `(=> (<= driverBindings ${t}) ${atMost(t, 'Vehicle', (w) => `(b d ${w})`)})`,
    ),
    ...thresholdsOf(guards, 'vehicleBindings').map(
      ({ t }) => `(=> (<= vehicleBindings ${t}) ${atMost(t, 'Driver', (e) => `(b ${e} v)`)})`,
    ),
  ]
}

/** Counts that only grow: of applications, alike when of one day, of one year, or always. */
export const PERIODS = {
  driverApplicationsToday: (time: string) => `(day ${time})`,
  driverApplicationsThisYear: (time: string) => `(year (day ${time}))`,
  driverBindingsEver: () => '0',
} as const
export type Period = keyof typeof PERIODS

/** What is asked of a further application: whether it can be made, whether with it more than n can stand, or proof that not. */
export type Asked = 'can happen' | 'can break' | 'never breaks'

/**
 * As `stepScript`, of applications: at most n of one driver within one period, whenever that is. Release, transfer and
 * cancellation take no application back, and so leave it as it is.
 *
 * To prove that n is kept, the n + 1 applications that would break it are given names, and what is assumed of all applications is said
 * of those alone: without a model of that, there is none of more.
 */
export function applicationScript(fact: Period, n: number, guards: readonly Guard[], asked: Asked): string {
  const period = PERIODS[fact]
  const counts = (made: string, driver: string, when: string) => (a: string) =>
    allOf([`(${made} ${a})`, `(= (by ${a}) ${driver})`, `(= ${period(`(on ${a})`)} ${when})`])
  const within = (made: string): string =>
    `(forall ((e Driver) (p Int)) ${atMost(n, 'Application', counts(made, 'e', 'p'))})`
  const thresholds = thresholdsOf(guards, fact)
  const breaking = Array.from({ length: n + 1 }, (_, index) => `a${index}`)
  const named = [
    `(declare-const e Driver)\n(declare-const p Int)\n${breaking.map((a) => `(declare-const ${a} Application)`).join('\n')}`,
    ...(n === 0 ? [] : [asserted(`(distinct ${breaking.join(' ')})`)]),
    ...breaking.map(counts('made2', 'e', 'p')).map(asserted),
    asserted(not(allOf(breaking.map(counts('made', 'e', 'p'))))),
    ...breaking.map((a) => asserted(`(= (made2 ${a}) (or (made ${a}) (= ${a} new)))`)),
    ...thresholds.flatMap(({ t }) =>
      subsets(breaking, t + 1).map((some) =>
        asserted(`(=> (<= ${fact} ${t}) ${not(allOf(some.map(counts('made', 'd', period('at')))))})`),
      ),
    ),
  ]
  const all = [
    asserted(within('made')),
    '(assert (forall ((a Application)) (= (made2 a) (or (made a) (= a new)))))',
    ...thresholds.map(({ t }) =>
      asserted(`(=> (<= ${fact} ${t}) ${atMost(t, 'Application', counts('made', 'd', period('at')))})`),
    ),
    ...(asked === 'can break' ? [asserted(not(within('made2')))] : []),
  ]
  return [
    declarations(),
    '(declare-sort Driver 0)\n(declare-sort Application 0)\n(declare-const d Driver)\n(declare-const new Application)',
    '(declare-fun made (Application) Bool)\n(declare-fun made2 (Application) Bool)\n(declare-fun by (Application) Driver)',
    '(declare-fun on (Application) Int)\n(declare-fun year (Int) Int)',
    ...guards.map(({ formula }) => asserted(formula)),
    '(assert (not (made new)))\n(assert (= (by new) d))\n(assert (= (on new) at))',
    ...(asked === 'never breaks' ? named : all),
  ].join('\n')
}

function subsets<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]]
  return list.flatMap((first, at) => subsets(list.slice(at + 1), size - 1).map((rest) => [first, ...rest]))
}

export function asserted(formula: string): string {
  return `(assert ${formula})`
}

/** The guards of binding, and its caps under any channel. */
export function bindingGuards(set: RuleSet): { readonly guards: readonly Guard[]; readonly caps: Caps | undefined } {
  const guards = guardsOf(set, 'bind')
  const [driverBindings, vehicleBindings] = [capOf(guards, 'driverBindings'), capOf(guards, 'vehicleBindings')]
  const caps =
    driverBindings === undefined || vehicleBindings === undefined ? undefined : { driverBindings, vehicleBindings }
  return { guards, caps }
}

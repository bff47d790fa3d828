import { mistyped, objectArgument, wholeArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import type { RegistryEvent } from '../../registry/events.ts'
import { bindingsOf, bindingsOn } from '../../registry/queries.ts'
import type { Registry } from '../../registry/registry.ts'
import { type LegalDay, legalDay } from '../../values/instant.ts'
import {
  factsOf,
  isForbidden,
  isTitle,
  listed,
  nextOf,
  type Question,
  questionArgument,
  type RememberedFact,
  remembered,
  yesOrNo,
} from './question.ts'

/**
 * A limit that no rule of the library says 设想的限制, to be tried beside a rule set: what breaks it is not done. It remembers
 * as a question does, must like one not depend on names, and gives the same two promises.
 */
export interface Ban<M> extends Pick<Question<M>, 'memoryAlone' | 'ignoresBindingDays'> {
  readonly id: string
  readonly title: Question<M>['title']
  readonly init: M
  next(memory: M, event: RegistryEvent, before: Registry): M
  key(memory: M): readonly RememberedFact[]
  /** Whether what has just come about breaks it, by the memory, of which the facts say all. */
  broken(memory: M): boolean
}

/** What a question and a ban remember. */
export interface Supposing<Q, B> {
  readonly asked: Q
  readonly banned: B
}

/**
 * The same question, where a ban holds beside the rules. A witness of it is one without the ban too, and goes through
 * `execute` as any other; *none* says that the ban closes what the question asks for, within the scope.
 *
 *     explore(asReported, scope, supposing(manyDriversForOneVehicle, placesTakenToDayEnd(3)))
 *
 * @throws TypeError when either is no object of its kind; RangeError when the ban is broken before anything has happened.
 */
export function supposing<Q, B>(question: Question<Q>, ban: Ban<B>): Question<Supposing<Q, B>> {
  questionArgument('supposing(question)', question)
  objectArgument('supposing(ban)', ban, WANTED, ['next', 'key', 'broken'])
  if (!isTitle(ban.title)) throw mistyped('supposing(ban)', ban, WANTED)
  const isBroken = (memory: B): boolean => yesOrNo('ban.broken(memory)', ban.broken(memory))
  if (isBroken(ban.init)) throw new RangeError('supposing(ban): it is broken before anything has happened')
  return Object.freeze({
    id: `${question.id}+${ban.id}`,
    title: {
      zh: `在“${ban.title.zh}”的前提下，${question.title.zh}`,
      en: `${question.title.en}, even where ${ban.title.en}`,
    },
    init: { asked: question.init, banned: ban.init },
    next: ({ asked, banned }: Supposing<Q, B>, event: RegistryEvent, before: Registry): Supposing<Q, B> => ({
      asked: nextOf(question, asked, event, before),
      banned: remembered('ban.next(memory, event, before)', ban.next(banned, event, before)),
    }),
    key: ({ asked, banned }: Supposing<Q, B>): readonly RememberedFact[] => [
      ...labelled('asked', factsOf(question, asked)),
      ...labelled('banned', listed('ban.key(memory)', ban.key(banned))),
    ],
    bad: ({ asked }: Supposing<Q, B>, registry: Registry) => question.bad(asked, registry),
    memoryAlone: question.memoryAlone && ban.memoryAlone,
    ignoresBindingDays: question.ignoresBindingDays && ban.ignoresBindingDays,
    forbidden: ({ asked, banned }: Supposing<Q, B>) => isForbidden(question, asked) || isBroken(banned),
  })
}

const WANTED = 'a ban with title, next, key and broken'

/** A binding as a pair, and the day on which it was made or given up. */
export interface CountedPair {
  readonly driver: string
  readonly vehicle: string
  readonly on: LegalDay
}

/** Pairs of one day, and whether there are now more than a ban allows. */
export interface CountedPairs {
  readonly pairs: readonly CountedPair[]
  readonly broken: boolean
}

/**
 * A place stays taken until the end of its day 解除后名额当日不释放: the vehicles that a driver has had bound on one day are no
 * more than so many, and so are the drivers who have had a vehicle bound. The same pair, bound again, takes no second place.
 *
 * @throws RangeError when `limit` is no whole number of at least 1.
 */
export function placesTakenToDayEnd(limit: number): Ban<CountedPairs> {
  const most = wholeArgument('placesTakenToDayEnd(limit)', limit, 1, Number.MAX_SAFE_INTEGER)
  return counting(
    `places-taken-to-day-end=${most}`,
    {
      zh: `解除备案的名额当日不释放（一人至多${most}辆、一车至多${most}人）`,
      en: `a place that is given up stays taken until the end of its day (${most} a driver, ${most} a vehicle)`,
    },
    (givenUp, event, before) => {
      const pairs = [...givenUp, ...endedBy(event, before)]
      if (event.type !== 'vehicle-bound') return { pairs, broken: false }
      const others = pairs.filter(({ driver, vehicle }) => driver !== event.driver || vehicle !== event.vehicle)
      const vehicles = [...bindingsOf(before, event.driver), ...others.filter(({ driver }) => driver === event.driver)]
      const drivers = [
        ...bindingsOn(before, event.vehicle),
        ...others.filter(({ vehicle }) => vehicle === event.vehicle),
      ]
      const isFull =
        new Set(vehicles.map(({ vehicle }) => vehicle)).size >= most ||
        new Set(drivers.map(({ driver }) => driver)).size >= most
      return { pairs: others, broken: isFull }
    },
    ({ driver, vehicle }) => [driver, vehicle],
  )
}

/**
 * A vehicle is bound at most so many times on one day, by whomever 一车一日至多备案若干次.
 *
 * @throws RangeError when `limit` is no whole number of at least 1.
 */
export function bindingsOfVehicleADay(limit: number): Ban<CountedPairs> {
  const most = wholeArgument('bindingsOfVehicleADay(limit)', limit, 1, Number.MAX_SAFE_INTEGER)
  return counting(
    `bindings-of-a-vehicle-a-day=${most}`,
    {
      zh: `一辆机动车一日至多被备案${most}次`,
      en: `a vehicle is bound at most ${most} times a day`,
    },
    (made, event) => {
      if (event.type !== 'vehicle-bound') return { pairs: made, broken: false }
      const pairs = [...made, { driver: event.driver, vehicle: event.vehicle, on: legalDay(event.at) }]
      return { pairs, broken: pairs.filter(({ vehicle }) => vehicle === event.vehicle).length > most }
    },
    ({ vehicle }) => [vehicle],
  )
}

/** A ban that counts what was done on the day, to whom `idsOf` a pair names. */
function counting(
  id: string,
  title: Ban<CountedPairs>['title'],
  count: (today: readonly CountedPair[], event: RegistryEvent, before: Registry) => CountedPairs,
  idsOf: (pair: CountedPair) => readonly string[],
): Ban<CountedPairs> {
  return frozen({
    id,
    title,
    init: { pairs: [], broken: false },
    next: ({ pairs }: CountedPairs, event: RegistryEvent, before: Registry): CountedPairs => {
      const day = legalDay(event.at)
      return count(
        pairs.filter(({ on }) => on === day),
        event,
        before,
      )
    },
    key: ({ pairs, broken }: CountedPairs): readonly RememberedFact[] => [
      ...pairs.map((pair): RememberedFact => [pair.on, ...idsOf(pair)]),
      ...(broken ? ([['broken']] as const) : []),
    ],
    broken: ({ broken }: CountedPairs) => broken,
    memoryAlone: true,
    ignoresBindingDays: true,
  })
}

/** The bindings that an event ends: one released, all of a vehicle that passes on, all of a driver whose licence is cancelled. */
function endedBy(event: RegistryEvent, before: Registry): readonly CountedPair[] {
  const on = legalDay(event.at)
  const pairOf = ({ driver, vehicle }: Omit<CountedPair, 'on'>): CountedPair => ({ driver, vehicle, on })
  if (event.type === 'binding-released') return [pairOf(event)]
  if (event.type === 'vehicle-transferred') return bindingsOn(before, event.vehicle).map(pairOf)
  const isCancelled = event.type === 'licence-changed' && event.licence.states.includes('cancelled')
  return isCancelled ? bindingsOf(before, event.driver).map(pairOf) : []
}

function labelled(who: string, facts: readonly RememberedFact[]): readonly RememberedFact[] {
  return facts.map(([label, ...ids]): RememberedFact => [`${who} ${label}`, ...ids])
}

import { mistyped, objectArgument } from '../../input/assert.ts'
import { frozen } from '../../input/freeze.ts'
import type { RegistryEvent } from '../../registry/log/events.ts'
import type { Registry } from '../../registry/registry.ts'
import {
  factsOf,
  type Goal,
  type GoalRestriction,
  goalArgument,
  isTitle,
  nextOf,
  type RememberedFact,
  remembered,
  rememberedFacts,
  restrictionsOf,
  yesOrNo,
} from './goal.ts'

/**
 * A limit 附加限制 that no rule of the library expresses, to be tried beside a rule set: a command that breaks it is not
 * given. It has a memory as a goal has, must not depend on names, and makes the same two promises.
 */
export interface Restriction<M> extends Pick<Goal<M>, 'memoryAlone' | 'ignoresBindingDays'> {
  readonly id: string
  readonly title: Goal<M>['title']
  readonly init: M
  next(memory: M, event: RegistryEvent, before: Registry): M
  key(memory: M): readonly RememberedFact[]
  /** Whether the last command broke it. Looks at the memory only, and at no more of it than `key` gives. */
  broken(memory: M): boolean
}

/** The memories of a goal and of a restriction. */
export interface Restricted<G, R> {
  readonly goal: G
  readonly restriction: R
}

/**
 * The same goal, with a restriction beside the rules. A witness is a witness without the restriction too: `execute`
 * accepts its commands. `none` says that the restriction closes every way to the goal within the scope. An
 * exploration counts in `restrictions` the commands that each restriction barred: if one barred 0, the answer is the
 * same as without it.
 *
 * @throws TypeError when `goal` is not a goal or `restriction` is not a restriction; RangeError when the restriction
 * is broken before the first command.
 *
 * @example
 * ```ts
 * import { explore, manyDriversForOneVehicle, placesTakenToDayEnd, withRestriction } from 'demerit/analysis'
 * import { asReported } from 'demerit/rules'
 * const goal = withRestriction(manyDriversForOneVehicle, placesTakenToDayEnd(3))
 * explore(asReported, { drivers: 4, vehicles: 1, violations: 0, days: 1 }, goal).kind // 'none'
 * ```
 */
export function withRestriction<G, R>(goal: Goal<G>, restriction: Restriction<R>): Goal<Restricted<G, R>> {
  goalArgument('withRestriction(goal)', goal)
  objectArgument('withRestriction(restriction)', restriction, WANTED, ['next', 'key', 'broken'])
  if (!isTitle(restriction.title) || typeof restriction.id !== 'string') {
    throw mistyped('withRestriction(restriction)', restriction, WANTED)
  }
  if (yesOrNo('restriction.broken(memory)', restriction.broken(restriction.init))) {
    throw new RangeError('withRestriction(restriction): it is broken before the first command')
  }
  const carried = restrictionsOf(goal).map(
    (each): GoalRestriction<Restricted<G, R>> => ({ id: each.id, broken: (memory) => each.broken(memory.goal) }),
  )
  const own: GoalRestriction<Restricted<G, R>> = {
    id: restriction.id,
    broken: (memory) => restriction.broken(memory.restriction),
  }
  return Object.freeze({
    id: `${goal.id}+${restriction.id}`,
    title: Object.freeze({
      zh: `在“${restriction.title.zh}”的前提下，${goal.title.zh}`,
      en: `${goal.title.en}, even where ${restriction.title.en}`,
    }),
    init: Object.freeze({ goal: goal.init, restriction: restriction.init }),
    next: (memory: Restricted<G, R>, event: RegistryEvent, before: Registry): Restricted<G, R> => ({
      goal: nextOf(goal, memory.goal, event, before),
      restriction: remembered(
        'restriction.next(memory, event, before)',
        restriction.next(memory.restriction, event, before),
      ),
    }),
    key: (memory: Restricted<G, R>): readonly RememberedFact[] => [
      ...labelled('goal', factsOf(goal, memory.goal)),
      ...labelled('restriction', rememberedFacts('restriction.key(memory)', restriction.key(memory.restriction))),
    ],
    reached: (memory: Restricted<G, R>, registry: Registry) => goal.reached(memory.goal, registry),
    memoryAlone: goal.memoryAlone && restriction.memoryAlone,
    ignoresBindingDays: goal.ignoresBindingDays && restriction.ignoresBindingDays,
    restrictions: frozen([...carried, own]),
  })
}

const WANTED = 'a restriction with id, title, next, key and broken'

function labelled(who: string, facts: readonly RememberedFact[]): readonly RememberedFact[] {
  return facts.map(([label, ...ids]): RememberedFact => [`${who} ${label}`, ...ids])
}

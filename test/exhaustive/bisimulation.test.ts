/**
 * States that a search takes for one must behave alike: the commands that the one takes the other takes too, and both come to
 * states that are taken for one again. Looked at along random ways, in which the same key comes up again and again after different histories.
 */

import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalKey } from '../../src/analysis/explore/canonical.ts'
import { menuOf } from '../../src/analysis/explore/menu.ts'
import { wholeScope } from '../../src/analysis/explore/scope.ts'
import { enrolled } from '../../src/analysis/explore/search.ts'
import { shownIn } from '../../src/analysis/explore/structure.ts'
import {
  boundAfterTheFact,
  everyState,
  type Goal,
  handledAsLaterOwner,
  manyDriversForOneVehicle,
  OPERATIONS,
  type Operation,
  placesTakenToDayEnd,
  type SearchScope,
  withRestriction,
} from '../../src/analysis/index.ts'
import { type Command, execute, type Registry } from '../../src/index.ts'
import { cn, type RuleBook, type RuleSet, reform } from '../../src/law/index.ts'
import { lawFor } from '../model/lock-step.ts'
import { SETS } from '../oracle/sets.ts'

interface Looked {
  /** Different states, by key. */
  readonly keys: number
  /** How often a key came up again after another history than at first. */
  readonly again: number
}

const WALKS = Number(process.env.DEMERIT_WALKS ?? 60)
const STEPS = 18

/** Goes many random ways, and looks at every state on them. @throws Error with the two histories of which one key behaves differently. */
function walk<M>(rules: RuleSet | RuleBook, scope: SearchScope, goal: Goal<M>, seed: number): Looked {
  const whole = wholeScope(rules, scope)
  const menu = menuOf(rules, whole)
  const shown = shownIn(rules, whole, goal, menu)
  const keyOf = (registry: Registry, memory: M, day: number): string =>
    canonicalKey(shown(registry, goal.key(memory), day))
  const known = new Map<string, { readonly does: string; readonly way: readonly Command[] }>()
  let state = seed
  const below = (count: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x297a2d39) | 0
    return (state >>> 8) % count
  }
  let again = 0
  for (let round = 0; round < WALKS; round++) {
    const start = below(menu.starts.length)
    let registry = enrolled(rules, menu, start)
    let memory = goal.init
    let [day, turn, recorded] = [0, 0, 0]
    const way = [...(menu.starts[start] as readonly Command[])]
    for (let step = 0; step < STEPS; step++) {
      const key = keyOf(registry, memory, day)
      const accepted: { readonly command: Command; readonly registry: Registry; readonly memory: M }[] = []
      const does = new Set<string>()
      for (const command of menu.on(day, turn, recorded)) {
        const outcome = execute(registry, command)
        if (outcome.status !== 'accepted') continue
        const remembered = goal.next(memory, outcome.event, registry)
        const end =
          goal.reached(remembered, outcome.registry) ||
          goal.restrictions?.some((each) => each.broken(remembered)) === true
        if (!end) accepted.push({ command, registry: outcome.registry, memory: remembered })
        does.add(`${command.type} ${end ? 'ends' : keyOf(outcome.registry, remembered, day)}`)
      }
      if (day + 1 < whole.days) does.add(`a day passes ${keyOf(registry, memory, day + 1)}`)
      const digest = createHash('sha256')
        .update([...does].sort().join('\n'))
        .digest('base64')
      const before = known.get(key)
      if (before === undefined) known.set(key, { does: digest, way: [...way] })
      else {
        if (JSON.stringify(before.way) !== JSON.stringify(way)) again++
        if (before.does !== digest) {
          throw new Error(`one key, and not alike:\n${JSON.stringify(before.way)}\n${JSON.stringify(way)}`)
        }
      }
      // Of many days some pass at once.
      if (below(whole.days > 3 ? 3 : 6) === 0) {
        const later = Math.min(whole.days - 1, day + 1 + below(Math.ceil(whole.days / 10)))
        if (later > day) [day, turn] = [later, 0]
      }
      const next = accepted[below(Math.max(1, accepted.length))]
      if (next === undefined) break
      way.push(next.command)
      registry = next.registry
      memory = next.memory
      turn++
      if (next.command.type === 'recordViolation') recorded++
    }
  }
  return { keys: known.size, again }
}

const ALL: SearchScope = {
  ...{ drivers: 2, vehicles: 1, violations: 2, days: 2 },
  ...{ fines: [10_000, 20_001], points: [0, 6], channels: ['app', 'window'], operations: OPERATIONS },
}
const SETTLING: readonly Operation[] = ['recordViolation', 'handle', 'payFine']
const STUDYING: readonly Operation[] = [...SETTLING, 'revokeHandling', 'deductByStudy', 'completeFullScoreStudy']
const SCOPES: Readonly<Record<string, SearchScope>> = {
  'every command': ALL,
  'every command, on any day': { ...ALL, violations: 1, occurrences: 'any-day', licences: [[], ['cancelled']] },
  'two vehicles': { ...ALL, drivers: 1, vehicles: 2, points: [12] },
  'a period ends': { ...ALL, drivers: 1, days: 3, firstIssuedOn: '2010-02-25', firstDay: '2018-02-24' },
  'over New Year': {
    ...ALL,
    drivers: 1,
    days: 3,
    firstDay: '2024-12-30',
    operations: ['bind', 'release', 'changeLicence'],
    violations: 0,
  },
  'nine days around New Year': {
    ...{ drivers: 1, vehicles: 3, violations: 0, days: 9, firstDay: '2024-12-26', start: [null, null, null] },
    operations: ['bind', 'release', 'changeLicence'],
  },
  'fines fall due before a period ends': {
    ...{ drivers: 1, vehicles: 1, violations: 2, days: 40, firstDay: '2023-03-01', firstIssuedOn: '2010-04-05' },
    ...{ start: [0], fines: [0, 20_000], points: [6], channels: ['app', 'window'], operations: SETTLING },
  },
  'points are studied away': {
    ...{ drivers: 1, vehicles: 1, violations: 3, days: 5, firstDay: '2023-07-01', firstIssuedOn: '2010-07-03' },
    ...{ start: [0], fines: [0], points: [1, 12], channels: ['window'], operations: STUDYING },
  },
  'one driver among four vehicles': {
    ...{ drivers: 1, vehicles: 4, violations: 4, days: 1, start: [null, null, null, null] },
    operations: ['bind', 'release', 'recordViolation', 'handle'],
  },
}
const LOOKING: Goal<null> = { ...everyState, id: 'looking around', memoryAlone: false }
const ASKED = [
  everyState,
  { ...everyState, id: 'without dates', ignoresBindingDays: true },
  LOOKING,
  handledAsLaterOwner,
  boundAfterTheFact,
  manyDriversForOneVehicle,
  withRestriction(everyState, placesTakenToDayEnd(1)),
] as unknown as readonly Goal<unknown>[]

const RULES: Readonly<Record<string, RuleSet | RuleBook>> = {
  ...SETS,
  'as-reported, from the day after binding on': reform(SETS['as-reported'], { 'since-binding': { grain: 'next-day' } }),
  'a reform with every rule that no set has': lawFor('reformed'),
  'the national book': cn,
}

describe.each(Object.entries(RULES))('%s', (_, rules) => {
  test.each(Object.keys(SCOPES))('%s: states with one key do the same', (name) => {
    const looked = ASKED.map((goal, index) => walk(rules, SCOPES[name] as SearchScope, goal, 1 + index))
    const again = looked.reduce((sum, each) => sum + each.again, 0)
    expect(again).toBeGreaterThan(100)
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COMMAND_TYPES, type Command } from '../../src/index.ts'
import { chengdu2017, cn, cn2024, type RuleBook, type RuleId, type RuleSet, reform } from '../../src/law/index.ts'
import { timed } from '../../src/testing/commands.ts'
import { commands } from '../../src/testing/index.ts'
import { lawFor } from '../model/lock-step.ts'
import { histories, scenariosOf } from '../model/play.ts'
import { type Cast, cast } from '../model/scenarios.ts'
import { skewed } from '../model/skewed.ts'
import { besideStore } from '../model/store.ts'
import { CHENGDU } from '../oracle/decisions.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'

/** Every channel counts the others of a year: yearly rules that nobody escapes. */
const yearly = reform(chengdu2017, (draft) => {
  for (const provision of draft.handle) {
    if (provision.rule === 'vehicles-per-year' || provision.rule === 'drivers-per-year') {
      provision.channels = 'all'
      provision.limit = 2
    }
  }
})
const RULES_OF_A_YEAR: readonly RuleId[] = [
  'vehicles-per-year',
  'drivers-per-year',
  'drivers-bound-per-year',
  'yearly-applications',
]
/** Without the rules that bar most: all kinds of commands come far. */
const lenient = reform(cn2024, { 'daily-applications': null, 'yearly-applications': null, 'owner-consent': null })

const LAWS: readonly (readonly [name: string, rules: RuleSet | RuleBook, law: Parameters<typeof histories>[0]])[] = [
  ...SET_IDS.map((id) => [id, SETS[id], id] as const),
  ['the national book', cn, 'cn'],
  ['a reform with yearly rules for every channel', yearly, CHENGDU],
  ['a lenient reform', lenient, 'cn-2024-11-01'],
  ['a reform with a wait and with drivers a year', lawFor('reformed'), 'reformed'],
]
const { DEMERIT_COMMANDS } = process.env
/** Commands in all; a search asks for a million: `DEMERIT_COMMANDS=1000000 npm test -- properties/neighbourhood`. */
const WANTED = Number(DEMERIT_COMMANDS || 4_400)
const HISTORIES = 10

describe('one neighbourhood at a time', () => {
  const answers = new Map<string, number>()
  const { seed = Date.now() & 0x7fffffff } = fc.readConfigureGlobal()

  test.each(LAWS)('under %s all commands always come out as in the whole registry', (_name, rules, law) => {
    const history = skewed(fc.oneof(commands({ maxCommands: 60 }), histories(law)))
    const sums = { commands: 0, accepted: 0 }
    const play = (played: readonly Command[]) => {
      sums.commands += played.length
      sums.accepted += besideStore(rules, played, answers)
    }
    // Once what is rare, then at random.
    const [who] = fc.sample(cast(), { numRuns: 1, seed }) as [Cast]
    for (const scenario of scenariosOf(law)) play(timed(scenario.days[0] as string, scenario.play(who)))
    for (let round = 0; round === 0 || sums.commands < WANTED / LAWS.length; round++)
      fc.assert(fc.property(history, play), { numRuns: HISTORIES, seed: seed + round })
    expect(sums.accepted).toBeGreaterThan(sums.commands / 20)
  })

  test('every kind of command is accepted, and each rule of a year refuses', () => {
    const counts = Object.fromEntries([...answers].sort())
    const yearly = RULES_OF_A_YEAR.map((rule) => `refused ${rule}`)
    for (const answer of [...COMMAND_TYPES.map((type) => `accepted ${type}`), ...yearly])
      expect(counts[answer] ?? 0, answer).toBeGreaterThan(WANTED / 1_000_000)
  })
})

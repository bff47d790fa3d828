/** A neighbourhood answers as the whole registry does: every kind of command, every rule set, every reform with yearly rules. */
import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { chengdu2017, cn, cn2024, type RuleBook, type RuleSet, reform } from '../../src/law/index.ts'
import { commands } from '../../src/testing/index.ts'
import { lawFor } from '../model/lock-step.ts'
import { histories } from '../model/play.ts'
import { skewed } from '../model/skewed.ts'
import { besideStore } from '../model/store.ts'
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
/** Without the rules that bar most: all kinds of commands come far. */
const lenient = reform(cn2024, { 'daily-applications': null, 'yearly-applications': null, 'owner-consent': null })

const LAWS: readonly (readonly [name: string, rules: RuleSet | RuleBook, law: Parameters<typeof histories>[0]])[] = [
  ...SET_IDS.map((id) => [id, SETS[id], id] as const),
  ['the national book', cn, 'cn'],
  ['a reform with yearly rules for every channel', yearly, 'chengdu-2017-11-16'],
  ['a lenient reform', lenient, 'cn-2024-11-01'],
  ['a reform with a wait and with drivers a year', lawFor('reformed'), 'reformed'],
]
/** Commands for each law; `DEMERIT_COMMANDS` asks for more in all. */
const COMMANDS = Number(process.env.DEMERIT_COMMANDS ?? 4_400) / LAWS.length

describe('one neighbourhood at a time', () => {
  const accepted = new Map<string, number>()

  test.each(LAWS)('under %s all commands always come out as in the whole registry', (name, rules, law) => {
    const history = fc.oneof(commands({ maxCommands: 60 }), histories(law))
    let played = 0
    fc.assert(
      fc.property(skewed(history), (commands) => {
        played += commands.length
        const tally = besideStore(rules, commands)
        accepted.set(name, (accepted.get(name) ?? 0) + tally.accepted)
      }),
      { numRuns: Math.ceil(COMMANDS / 20) },
    )
    expect(played).toBeGreaterThan(COMMANDS / 4)
  })

  afterAll(() => {
    const all = [...accepted.values()].reduce((sum, count) => sum + count, 0)
    console.log(`neighbourhoods against the whole registry: ${all} commands accepted`)
  })
})

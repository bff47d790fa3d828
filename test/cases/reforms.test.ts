/** Reforms: what an analyst may change of a rule set, what comes of it, and how it is called. */
import { describe, expect, test } from 'vitest'
import { decideBinding } from '../../src/index.ts'
import {
  asReported,
  type Changes,
  CITATIONS,
  type Citation,
  type Citations,
  citedBy,
  cn2024,
  isRuleSet,
  type Provision,
  parseRuleSet,
  plan2018,
  QUESTIONS,
  type ReformOptions,
  RULE_IDS,
  RULES,
  type RuleSet,
  reform,
  SHIPPED_SETS,
} from '../../src/law/index.ts'

type Recipe = Extract<Changes, (...args: never[]) => unknown>
const provisionsOf = ({ bind, handle }: RuleSet, rule: string): readonly Provision[] =>
  [...bind, ...handle].filter((provision) => provision.rule === rule)
const provisionOf = (set: RuleSet, rule: string): Provision => provisionsOf(set, rule)[0] as Provision
const citationOf = (set: RuleSet, rule: string): Citation | undefined => {
  const table: Citations = citedBy(set)
  return table[provisionOf(set, rule).citation]
}
const idOf = (set: RuleSet, changes: Changes, options?: ReformOptions) => reform(set, changes, options).id
const HYPOTHESIS = {
  instrument: 'reform of as-reported',
  url: 'about:hypothesis',
  since: asReported.from,
  grade: 'H',
  reached: 'none',
  zh: '假设的条款',
  en: 'a hypothetical provision',
  basis: 'as-reported',
}

describe('a table of changed parameters', () => {
  test('changes what it names, cites that as a hypothesis, and leaves the rest', () => {
    const made = reform(asReported, { 'driver-cap': { limit: 2 }, 'fine-limit': { limit: 50_000 as never } })
    for (const [rule, limit] of [
      ['driver-cap', 2],
      ['fine-limit', 50_000],
    ] as const) {
      const before = provisionOf(asReported, rule)
      expect(provisionOf(made, rule)).toEqual({ ...before, limit, citation: `own:${rule}` })
      expect(citationOf(made, rule)).toEqual({ ...HYPOTHESIS, article: rule })
    }
    const others = (set: RuleSet) =>
      [...set.bind, ...set.handle].filter(({ rule }) => rule !== 'driver-cap' && rule !== 'fine-limit')
    expect(others(made)).toEqual(others(asReported))
    expect(Object.keys(made.citations)).toEqual(['own:driver-cap', 'own:fine-limit'])
    expect(made).toMatchObject({ hypothetical: true, from: asReported.from, verifiedOn: asReported.verifiedOn })
    expect(isRuleSet(made)).toBe(true)
    expect(provisionOf(asReported, 'driver-cap')).toMatchObject({ limit: 3 })
  })

  test('strikes out what it gives as null, wherever it stands', () => {
    const made = reform(asReported, { 'identity-verified': null, 'points-room': null })
    expect(provisionsOf(asReported, 'identity-verified')).toHaveLength(2)
    expect(provisionsOf(made, 'identity-verified')).toEqual([])
    expect(made.bind).toEqual(asReported.bind.filter(({ rule }) => rule !== 'identity-verified'))
    expect(made.handle).toEqual(
      asReported.handle.filter(({ rule }) => rule !== 'identity-verified' && rule !== 'points-room'),
    )
  })

  test('changes a rule that stands twice in both places', () => {
    const made = reform(plan2018, { 'driver-cap': { limit: 2 } })
    expect(provisionsOf(made, 'driver-cap').map((provision) => (provision as { limit?: number }).limit)).toEqual([2, 2])
    expect(made.id).toBe('plan-2018-03-01+driver-cap=2')
  })

  test('of a rule that the set does not have throws', () => {
    expect(() => reform(asReported, { 'lifetime-cap': { limit: 2 } })).toThrow(
      new RangeError(
        "reform(changes): the rule set has no provision lifetime-cap; to add one: (draft) => { draft.bind.push({ rule: 'lifetime-cap', limit: …, channels: 'all', vehicles: 'all' }) }",
      ),
    )
    expect(() => reform(asReported, { fly: null } as Changes)).toThrow(
      new RangeError('reform(changes): the rule set has no provision fly'),
    )
    // One that stands in the other question alone is there.
    expect(reform(asReported, { 'violation-open': null }).handle).toHaveLength(asReported.handle.length - 1)
    expect(reform(asReported, { 'vehicle-cap': null }).bind).toHaveLength(asReported.bind.length - 1)
  })
})

test.each(RULE_IDS)('%s is added as the error says where a set does not have it', (rule) => {
  const without = reform(asReported, (draft) => {
    for (const question of QUESTIONS) draft[question] = draft[question].filter((each) => each.rule !== rule)
  })
  let advice = ''
  try {
    reform(without, { [rule]: {} })
  } catch (error) {
    advice = String(error).replace(/^.*; to add one: /, '')
  }
  // Its parameters from a set that has it, or numbers where none has.
  const like: object | undefined = SHIPPED_SETS.flatMap(({ bind, handle }) => [...bind, ...handle]).find(
    (each) => each.rule === rule,
  )
  const code = advice.replace(/(\w+): …/g, (_, name) => `${name}: ${JSON.stringify(Object(like)[name] ?? 3)}`)
  const made = reform(without, new Function(`return ${code}`)())
  expect(provisionsOf(made, rule)).toEqual([
    expect.objectContaining({ channels: 'all', vehicles: RULES[rule].vehicles, citation: `own:${rule}` }),
  ])
})

describe('what comes of a recipe', () => {
  const brought = provisionOf(cn2024, 'daily-applications')
  const mine: Citation = { ...CITATIONS['gov24-daily-applications'], zh: '分析者的条款。', grade: 'P' }
  const hypothetical = { ...mine, grade: 'H', reached: 'none' }
  const cites = (recipe: Recipe, rule: string) => citationOf(reform(asReported, recipe), rule)

  test('a provision that only says what its source says no more is cited as a hypothesis', () => {
    const recipe: Recipe = (draft) => {
      for (const provision of draft.bind) if (provision.rule === 'driver-cap') provision.limit = 4
    }
    expect(cites(recipe, 'driver-cap')).toEqual({ ...HYPOTHESIS, article: 'driver-cap' })
    expect(cites(recipe, 'vehicle-cap')).toBe(CITATIONS['article-vehicle-cap'])
  })

  test('one that the analyst brings has the text that the analyst gives it, graded as a hypothesis', () => {
    const add =
      (citation: unknown): Recipe =>
      (draft) => {
        draft.citations['own:mine'] = { ...mine }
        draft.bind.push({ ...brought, citation } as (typeof draft.bind)[number])
      }
    expect(cites(add('own:mine'), 'daily-applications')).toEqual(hypothetical)
    // A source says nothing of a set in which it does not stand.
    for (const key of ['gov24-daily-applications', 'article-driver-cap', 'own:other', undefined, {}, 7]) {
      expect(cites(add(key), 'daily-applications')).toEqual({ ...HYPOTHESIS, article: 'daily-applications' })
    }
  })

  test('one of the set that the analyst cites anew has that text, graded as a hypothesis', () => {
    for (const rule of ['driver-cap', 'fine-limit', 'identity-verified']) {
      const recipe: Recipe = (draft) => {
        draft.citations['own:mine'] = { ...mine }
        for (const provision of [...draft.bind, ...draft.handle]) {
          if (provision.rule === rule) provision.citation = 'own:mine'
        }
      }
      expect(cites(recipe, rule)).toEqual(hypothetical)
    }
    const uncited: Recipe = (draft) => {
      for (const provision of draft.bind) if (provision.rule === 'driver-cap') provision.citation = undefined as never
    }
    expect(cites(uncited, 'driver-cap')).toEqual({ ...HYPOTHESIS, article: 'driver-cap' })
  })

  test('a reform of a reform cites each hypothesis of either, and none that stands no more', () => {
    const once = reform(asReported, { 'driver-cap': { limit: 2 }, 'vehicle-cap': { limit: 2 } })
    const twice = reform(once, { 'driver-cap': { limit: 1 } })
    expect(citationOf(twice, 'vehicle-cap')).toEqual({ ...HYPOTHESIS, article: 'vehicle-cap' })
    expect(citationOf(twice, 'driver-cap')).toMatchObject({ instrument: `reform of ${once.id}`, article: 'driver-cap' })
    expect(Object.keys(twice.citations).sort()).toEqual(['own:driver-cap-2', 'own:vehicle-cap'])
    // Where one provision of a rule is changed again and the other is not, both texts are kept apart.
    const lower = reform(plan2018, { 'driver-cap': { limit: 2 } })
    const apart = reform(lower, (draft) => {
      for (const provision of draft.bind) {
        if (provision.rule === 'driver-cap' && provision.channels.includes('window')) provision.limit = 1
      }
    })
    expect(provisionsOf(apart, 'driver-cap').map(({ citation }) => citation)).toEqual([
      'own:driver-cap',
      'own:driver-cap-2',
    ])
    expect(parseRuleSet(JSON.parse(JSON.stringify(apart)))).toEqual({ ok: true, value: apart })
  })

  test('a recipe gives back nothing or the draft: whatever else it gives would be lost', () => {
    for (const [gives, shown] of [
      [(draft: object) => ({ ...draft, id: 'other' }), 'object'],
      [() => asReported, 'object'],
      [() => null, 'null'],
      [() => 7, '7'],
      [() => false, 'false'],
      [() => 'other', '"other"'],
    ] as const) {
      const recipe: Recipe = (draft) => {
        draft.id = 'own'
        return gives(draft)
      }
      expect(() => reform(asReported, recipe)).toThrow(
        new TypeError(`reform(changes): a recipe changes the draft and returns nothing; it gave ${shown}`),
      )
    }
    expect(idOf(asReported, (draft) => Object.assign(draft, { id: 'own' }))).toBe('own')
    // One that gives a promise is not done when it returns, and what becomes of the promise is nobody’s mistake.
    const late = (async () => Promise.reject(new Error('late'))) as never
    expect(() => reform(asReported, late)).toThrow(/is not a recipe that is done when it returns: it gave a promise$/)
  })

  test('where nothing changes, the reform is hypothetical all the same, and its id says no change', () => {
    for (const changes of [{}, { 'driver-cap': { limit: 3 } }, () => undefined] as Changes[]) {
      const made = reform(asReported, changes)
      expect(made).toMatchObject({ id: 'as-reported+reform', hypothetical: true })
      expect(made.title.en).not.toContain('changed')
      expect(made.handle).toEqual(asReported.handle)
    }
  })

  test.each<[what: string, recipe: (draft: Record<string, unknown>) => void, faults: string]>([
    [
      'a limit out of range and one with a fraction',
      (draft) => {
        const [, , driver, vehicle] = draft.bind as { limit: number }[]
        if (driver) driver.limit = 101
        if (vehicle) vehicle.limit = 0.5
      },
      'bind.2.limit (driver-cap): out-of-range (wanted whole number from 0 to 100, got 101); bind.3.limit (vehicle-cap): not-whole (wanted whole number from 0 to 100, got 0.5)',
    ],
    [
      'a new provision with its rule and parameter alone',
      (draft) => {
        ;(draft.bind as unknown[]).splice(0, 9, { rule: 'cooling-off', days: 30 })
      },
      "bind.0.channels (cooling-off): missing (wanted present, got undefined); bind.0.vehicles (cooling-off): missing (wanted present, got undefined); a provision of cooling-off is added so: (draft) => { draft.bind.push({ rule: 'cooling-off', days: …, channels: 'all', vehicles: 'all' }) }",
    ],
    [
      'a new provision of handling among those of binding',
      (draft) => {
        ;(draft.bind as unknown[]).splice(0, 9, {
          rule: 'open-binding',
          scope: 'all',
          channels: 'all',
          vehicles: 'others',
        })
      },
      "bind.0.rule (open-binding): not-listed (wanted rule of the question bind, got \"open-binding\"); a provision of open-binding is added so: (draft) => { draft.handle.push({ rule: 'open-binding', scope: …, channels: 'all', vehicles: 'others' }) }",
    ],
    [
      'text and null for provisions',
      (draft) => {
        ;(draft.bind as unknown[]).splice(0, 5, 'x', null, undefined)
      },
      'bind.0: wrong-type (wanted object, got "x"); bind.1: wrong-type (wanted object, got null); bind.2: wrong-type (wanted object, got undefined)',
    ],
    [
      'a word for a list of provisions',
      (draft) => {
        draft.bind = 'none'
      },
      'bind: wrong-type (wanted array, got "none")',
    ],
    [
      'more keys than any record has',
      (draft) => {
        for (let index = 0; index < 250; index++) draft[`k${index}`] = index
      },
      'rule set: too-many (wanted at most 256 keys, got 259)',
    ],
  ])('%s: each fault is named', (_, recipe, faults) => {
    expect(() => reform(asReported, recipe as never)).toThrow(new RangeError(`reform(changes): ${faults}`))
  })
})

test('a rule that is invalid is shown once, and no longer than any other value', () => {
  const recipe = (draft: { bind: { rule: string }[] }) => {
    for (const provision of draft.bind.slice(0, 1)) provision.rule = `speed\n\u202e${'x'.repeat(300)}`
  }
  expect(() => reform(asReported, recipe as never)).toThrow(/^reform\(changes\): bind\.0\.rule: [^\n\u202e]{1,1200}$/)
})

describe('a decision under a reform', () => {
  test('is frozen with its findings, on a day that is verified and on a later one', () => {
    const set = reform(cn2024, { 'driver-cap': { limit: 2 } })
    for (const [at, late] of [
      [`${set.verifiedOn}T12:00:00.000+08:00`, false],
      ['2190-01-01T12:00:00.000+08:00', true],
    ] as const) {
      const decision = decideBinding({ at, channel: 'app', driverBindings: 2 } as never, set)
      if (decision.verdict === 'invalid') throw new Error('sound facts were refused')
      expect(decision).toMatchObject({ verdict: 'refused', hypothetical: true })
      expect(Object.hasOwn(decision, 'verifiedUntil')).toBe(late)
      for (const part of [decision, decision.findings, ...decision.findings]) expect(Object.isFrozen(part)).toBe(true)
    }
  })
})

describe('arguments', () => {
  test('a change that is no table of parameters is refused, and changes nothing silently', () => {
    for (const [change, shown] of [
      [2, '2'],
      [true, 'true'],
      [undefined, 'undefined'],
      ['2', '"2"'],
      [[2], 'array'],
      [new Map([['limit', 2]]), 'object'],
      [Object.create({ limit: 2 }), 'object'],
    ] as const) {
      expect(() => reform(asReported, { 'driver-cap': change } as never)).toThrow(
        new TypeError(
          `reform(changes.driver-cap): ${shown} is not a table of parameters, nor null to strike the rule out`,
        ),
      )
    }
    for (const [changes, shown] of [
      [new Map([['driver-cap', null]]), 'object'],
      [[], 'array'],
      [Object.create({ 'driver-cap': null }), 'object'],
    ] as const) {
      expect(() => reform(asReported, changes as never)).toThrow(
        new TypeError(`reform(changes): ${shown} is not a recipe or a table of changed parameters`),
      )
    }
    const bare = Object.assign(Object.create(null), { 'driver-cap': Object.assign(Object.create(null), { limit: 2 }) })
    expect(reform(asReported, bare).id).toBe('as-reported+driver-cap=2')
  })

  test('a rule set or changes that are invalid are named', () => {
    const asked = reform as (...given: unknown[]) => unknown
    for (const [wrong, shown] of [
      [{ ...asReported }, 'object'],
      [null, 'null'],
      ['as-reported', '"as-reported"'],
    ] as const) {
      expect(() => asked(wrong, {})).toThrow(
        new TypeError(`reform(ruleSet): ${shown} is not a rule set of this copy of the library`),
      )
    }
    for (const [wrong, shown] of [
      [null, 'null'],
      [undefined, 'undefined'],
      ['x', '"x"'],
      [1, '1'],
    ] as const) {
      expect(() => asked(asReported, wrong)).toThrow(
        new TypeError(`reform(changes): ${shown} is not a recipe or a table of changed parameters`),
      )
    }
  })
})

describe('the id of a reform', () => {
  test('says other days too: two reforms that differ in nothing else are told apart', () => {
    const later = (from: string, verifiedOn = asReported.verifiedOn as string) =>
      reform(asReported, (draft) => {
        Object.assign(draft, { from, verifiedOn })
      })
    expect(later('2027-01-01').id).toBe('as-reported+from=2027-01-01')
    expect(later('2030-01-01').id).toBe('as-reported+from=2030-01-01')
    expect(later('2030-01-01').title.en).toContain(', changed: from=2030-01-01')
    expect(later(asReported.from, '2031-02-03').id).toBe('as-reported+verifiedOn=2031-02-03')
    expect(later('2027-01-01', '2031-02-03').id).toBe('as-reported+from=2027-01-01+verifiedOn=2031-02-03')
  })

  test('says what was changed, question by question: struck out first, then in the order of the set', () => {
    expect(idOf(asReported, {})).toBe('as-reported+reform')
    expect(idOf(asReported, { 'vehicle-cap': { limit: 2 }, 'driver-cap': null })).toBe(
      'as-reported+driver-cap=none+vehicle-cap=2',
    )
    expect(idOf(asReported, { 'identity-verified': null })).toBe('as-reported+identity-verified=none')
    expect(idOf(asReported, { 'since-binding': { grain: 'instant', firstClearsBacklog: true } })).toBe(
      'as-reported+since-binding=instant.true',
    )
    expect(idOf(cn2024, { 'owner-consent': { accepted: ['registered-owner', 'sms'] } })).toBe(
      'cn-2024-11-01+owner-consent=registered-owner.sms',
    )
  })

  test('names a provision that was brought by its rule, and all that it says', () => {
    const recipe: Recipe = (draft) => {
      draft.bind.push(provisionOf(cn2024, 'daily-applications') as (typeof draft.bind)[number])
    }
    expect(idOf(asReported, recipe)).toBe('as-reported+daily-applications=all.all.1')
  })

  test('does not speak of what only stands elsewhere, or is cited anew', () => {
    const turned: Recipe = (draft) => {
      draft.bind.reverse()
    }
    const cited: Recipe = (draft) => {
      draft.citations['own:other'] = { ...CITATIONS['article-driver-cap'], zh: '另一来源。' }
      for (const provision of draft.bind) provision.citation = 'own:other'
    }
    expect(idOf(plan2018, turned)).toBe('plan-2018-03-01+reform')
    expect(idOf(plan2018, cited)).toBe('plan-2018-03-01+reform')
  })

  test('compares a rule that stands twice with the provision of its own channels', () => {
    const window: Recipe = (draft) => {
      for (const provision of draft.bind) {
        if (provision.rule === 'driver-cap' && provision.channels.includes('window')) provision.limit = 1
      }
    }
    expect(idOf(plan2018, window)).toBe('plan-2018-03-01+driver-cap@window=1')
    // Where there is none of its channels, with one of its rule that is left.
    const merged: Recipe = (draft) => {
      draft.bind = draft.bind.filter(
        (provision) => provision.rule !== 'driver-cap' || provision.channels.includes('app'),
      )
      for (const provision of draft.bind) if (provision.rule === 'driver-cap') provision.channels = 'all'
    }
    expect(idOf(plan2018, merged)).toBe(
      `plan-2018-03-01+2-changes-${hashed('driver-cap@window=none+driver-cap@app.web.kiosk=all')}`,
    )
  })

  test('tells apart what is changed at one place of several, and what is struck out there', () => {
    const at = (channel: string, changed: number | null): Recipe => {
      return (draft) => {
        const is = (provision: (typeof draft.bind)[number]) =>
          provision.rule === 'driver-cap' && provision.channels.includes(channel as never)
        if (changed === null) draft.bind = draft.bind.filter((provision) => !is(provision))
        for (const provision of draft.bind) if (is(provision)) Object.assign(provision, { limit: changed })
      }
    }
    const ids = [
      idOf(plan2018, at('app', 2)),
      idOf(plan2018, at('window', 2)),
      idOf(plan2018, at('app', null)),
      idOf(plan2018, at('window', null)),
      idOf(plan2018, { 'driver-cap': null }),
      idOf(plan2018, { 'driver-cap': { limit: 2 } }),
    ]
    expect(ids.map((id) => id.slice('plan-2018-03-01+'.length))).toEqual([
      'driver-cap@app.web.kiosk=2',
      'driver-cap@window=2',
      'driver-cap@app.web.kiosk=none',
      'driver-cap@window=none',
      'driver-cap=none',
      'driver-cap=2',
    ])
    const asked = (question: 'bind' | 'handle'): Recipe => {
      return (draft) => {
        for (const provision of draft[question]) if (provision.rule === 'identity-verified') provision.channels = 'all'
      }
    }
    expect(idOf(asReported, asked('bind'))).toBe('as-reported+identity-verified@bind=all')
    expect(idOf(asReported, asked('handle'))).toBe('as-reported+identity-verified@handle=all')
  })

  test('takes a provision for the changed one of its own rule, and of no other that keeps its channels', () => {
    const swapped: Recipe = (draft) => {
      draft.bind = draft.bind.filter(({ rule }) => rule !== 'driver-cap')
      draft.bind.push(provisionOf(cn2024, 'daily-applications') as (typeof draft.bind)[number])
    }
    expect(idOf(asReported, swapped)).toBe('as-reported+driver-cap=none+daily-applications=all.all.1')
    const narrow: Recipe = (draft) => {
      for (const provision of draft.bind) {
        if (provision.rule === 'driver-cap' && provision.channels.includes('app')) provision.channels = ['app']
      }
    }
    const base = reform(plan2018, narrow, { id: 'base' })
    const widened: Recipe = (draft) => {
      for (const provision of draft.bind) {
        if (provision.rule === 'driver-cap' && provision.channels.includes('window'))
          provision.channels = ['window', 'web']
      }
      draft.bind.reverse()
    }
    expect(idOf(base, widened)).toBe('base+driver-cap@window=window.web')
  })

  test('that is asked for and is the id of the set itself would be of two sets', () => {
    const mine = reform(asReported, { 'driver-cap': { limit: 2 } }, { id: 'mine' })
    expect(() => reform(mine, { 'driver-cap': { limit: 1 } }, { id: 'mine' })).toThrow(
      new RangeError('reform(options.id): "mine" is not another id than that of the rule set'),
    )
  })

  test('is as long as an id may be, and then its changes are counted and hashed', () => {
    const strike = (...rules: string[]) => Object.fromEntries(rules.map((rule) => [rule, null])) as Changes
    const fits = strike('points-room', 'driver-cap', 'open-binding')
    expect(idOf(asReported, fits)).toBe('as-reported+driver-cap=none+open-binding=none+points-room=none')
    const exact = reform(asReported, { 'driver-cap': { limit: 2 } }, { id: 'x'.repeat(64 - '+driver-cap=2'.length) })
    expect(idOf(exact, { 'driver-cap': { limit: 1 } })).toBe(`${exact.id}+driver-cap=1`)
    const longer = reform(asReported, {}, { id: `${exact.id}x` })
    const cut = idOf(longer, { 'driver-cap': { limit: 1 } })
    expect(cut).toMatch(/^x+\+1-changes-[0-9a-z]+$/)
    expect(cut).toHaveLength(64)
    expect(idOf(asReported, strike('points-room', 'driver-cap', 'open-binding', 'fine-limit'))).toBe(
      `as-reported+4-changes-${hashed('driver-cap=none+open-binding=none+fine-limit=none+points-room=none')}`,
    )
    const unchanged = reform(asReported, {}, { id: 'y'.repeat(64) })
    expect(idOf(unchanged, {})).toBe(`${'y'.repeat(57)}+reform`)
  })

  test('is the one that is given, by the options before the recipe', () => {
    const recipe: Recipe = (draft) => {
      draft.id = 'of-the-recipe'
    }
    expect(idOf(asReported, recipe)).toBe('of-the-recipe')
    expect(idOf(asReported, recipe, { id: 'of-the-options' })).toBe('of-the-options')
    expect(idOf(asReported, {}, { id: 'reform' })).toBe('reform')
  })
})

describe('the title of a reform', () => {
  const { zh, en } = asReported.title
  const titleOf = (changes: Changes, options?: ReformOptions) => reform(asReported, changes, options).title

  test('is the set’s with what was changed, marked in both languages', () => {
    expect(titleOf({ 'driver-cap': { limit: 2 }, 'vehicle-cap': null })).toEqual({
      zh: `设想：${zh}（改动：vehicle-cap=none, driver-cap=2）`,
      en: `hypothetical: ${en}, changed: vehicle-cap=none, driver-cap=2`,
    })
    expect(titleOf({})).toEqual({ zh: `设想：${zh}`, en: `hypothetical: ${en}` })
  })

  test('is the one that is given, marked once', () => {
    const given = { zh: '设想：两辆', en: 'two' }
    expect(titleOf({ 'driver-cap': { limit: 2 } }, { title: given })).toEqual({
      zh: '设想：两辆',
      en: 'hypothetical: two',
    })
    // Given in one language, the other says what was changed.
    expect(titleOf({ 'driver-cap': { limit: 2 } }, { title: { zh, en: 'two' } })).toEqual({
      zh: `设想：${zh}（改动：driver-cap=2）`,
      en: 'hypothetical: two',
    })
    expect(titleOf({ 'driver-cap': { limit: 2 } }, { title: { zh: '两辆', en } })).toEqual({
      zh: '设想：两辆',
      en: `hypothetical: ${en}, changed: driver-cap=2`,
    })
  })

  test('lists two hundred characters of changes at most', () => {
    const all = Object.fromEntries([...cn2024.bind, ...cn2024.handle].map(({ rule }) => [rule, null])) as Changes
    const made = reform(cn2024, all).title
    const [, listed] = made.en.split(', changed: ') as [string, string]
    expect(listed).toHaveLength(200)
    expect(made.zh).toBe(`设想：${cn2024.title.zh}（改动：${listed}）`)
  })
})

/** FNV-1a in whole numbers of any size, not by the product of 32 bits that the library has. */
function hashed(text: string): string {
  let hash = 0x811c9dc5n
  for (const character of text) {
    hash = ((hash ^ BigInt(character.charCodeAt(0))) * 0x01000193n) % 2n ** 32n
  }
  return hash.toString(36)
}

/** Untrusted rule sets: each thing that can be wrong with one, and how the reader names it. */
import { describe, expect, test } from 'vitest'
import { CHANNELS, openRegistry, snapshot } from '../../src/index.ts'
import { CITATION_KEYS } from '../../src/law/citations.ts'
import {
  asReported,
  cn2024,
  GRADES,
  isRuleSet,
  noRuleSetInForce,
  parseRuleSet,
  REACHED,
  RULE_IDS,
  RULES,
  type RuleId,
  type RuleSet,
  reform,
  SHIPPED_IDS,
  SHIPPED_SETS,
} from '../../src/law/index.ts'
import { SHIPPED_BOOK } from '../../src/law/rule-sets/shipped.ts'

const LONGEST_TEXT = 500
const MOST_PROVISIONS = 64

const citation = {
  instrument: 'A statement',
  article: '1',
  url: 'https://example.org/',
  since: '2018-02-24',
  grade: 'S1',
  zh: '条款。',
  reached: 'publisher',
  en: 'A provision.',
  basis: 'F1.1',
}
const KEY = 'own:statement'
const cap = (more: object = {}) => ({
  rule: 'driver-cap',
  channels: 'all',
  vehicles: 'all',
  limit: 3,
  citation: KEY,
  ...more,
})
const bind = [cap()]
const own = {
  id: 'own',
  title: { zh: '自拟', en: 'own' },
  from: '2018-02-24',
  verifiedOn: '2018-02-28',
  citations: { [KEY]: citation },
  bind,
  handle: [],
}
const cited = (more: object) => faultsOf({ ...own, citations: { [KEY]: { ...citation, ...more } } })

function faultsOf(input: unknown): readonly unknown[] {
  const parsed = parseRuleSet(input)
  return parsed.ok ? [] : parsed.issues.map(({ code, path, expected }) => [code, path.join('.'), expected])
}

test('what is read is the rule set that was written, marked hypothetical whatever it says, and genuine', () => {
  for (const hypothetical of [true, false, undefined]) {
    const parsed = parseRuleSet({ ...own, hypothetical })
    const hypothesis = { ...citation, grade: 'H', reached: 'none' }
    expect(parsed).toEqual({
      ok: true,
      value: { ...own, began: null, hypothetical: true, citations: { [KEY]: hypothesis } },
    })
    expect(parsed.ok && isRuleSet(parsed.value)).toBe(true)
  }
  expect(faultsOf({ ...own, hypothetical: 'no' })).toEqual([['wrong-type', 'hypothetical', 'true or false']])
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['text', '{}'],
  ['a list', [own]],
])('%s is no rule set, and that is all that is told', (_, input) => {
  expect(faultsOf(input)).toEqual([['wrong-type', '', 'object']])
})

test.each(Object.keys(own).filter((key) => key !== 'citations'))('a rule set without %s is refused', (key) => {
  expect(faultsOf({ ...own, [key]: undefined })).toEqual([['missing', key, 'present']])
})

test('a wrong part is named once, by its place', () => {
  expect(
    faultsOf({ ...own, id: 'a b', title: 'own', from: '2018-02-29', verifiedOn: 1, bind: 1, handle: null }),
  ).toEqual([
    ['forbidden-character', 'id', 'id of 1 to 64 ASCII or Chinese characters'],
    ['wrong-type', 'title', 'object'],
    ['no-such-day', 'from', 'day YYYY-MM-DD from 1900-01-01 to 2199-12-31'],
    ['wrong-type', 'verifiedOn', 'day YYYY-MM-DD from 1900-01-01 to 2199-12-31'],
    ['wrong-type', 'bind', 'array'],
    ['wrong-type', 'handle', 'array'],
  ])
  expect(faultsOf({ ...own, colour: 'red' })).toEqual([['unknown-key', 'colour', 'no such key']])
})

test('between which days a set began is read: by its first day, and after one before; a reform drops it', () => {
  const began = { after: '2018-02-20', by: own.from }
  const parsed = parseRuleSet({ ...own, began })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  expect(parsed.value.began).toEqual(began)
  // It is no part of what is decided: a log or a snapshot of either is one of the other.
  const contents = (input: object) => {
    const without = parseRuleSet(input)
    return without.ok ? snapshot(openRegistry(without.value)).ruleSets : []
  }
  expect(contents({ ...own, began })).toEqual(contents(own))
  expect(contents(own)).toHaveLength(1)
  expect(reform(parsed.value, { 'driver-cap': { limit: 2 } }).began).toBeNull()
  const day = 'day YYYY-MM-DD from 1900-01-01 to 2199-12-31'
  expect(faultsOf({ ...own, began: { ...began, by: '2018-02-25' } })).toEqual([
    ['not-reproduced', 'began.by', '2018-02-24'],
  ])
  expect(faultsOf({ ...own, began: { ...began, after: own.from } })).toEqual([['out-of-range', 'began.after', day]])
  expect(parseRuleSet({ ...own, began: {} })).toMatchObject({ issues: [{ code: 'missing' }, { code: 'missing' }] })
})

test('whose a vehicle is may be said of a handling; what goes without saying is left out', () => {
  const handling = (more: object) => ({
    rule: 'open-binding',
    channels: 'all',
    vehicles: 'others',
    scope: 'all',
    citation: KEY,
    ...more,
  })
  const read = (more: object) => parseRuleSet({ ...own, handle: [handling(more)] })
  expect(read({ own: 'at-act' })).toMatchObject({ ok: true, value: { handle: [{ own: 'at-act' }] } })
  for (const said of [{}, { own: undefined }, { own: 'at-handling' }]) {
    const parsed = read(said)
    expect(parsed.ok && Object.keys(parsed.value.handle[0] ?? {})).toEqual(Object.keys(handling({})))
  }
  expect(faultsOf({ ...own, handle: [handling({ own: 'at-recording' })] })).toEqual([
    ['not-listed', 'handle.0.own', 'one of at-handling, at-act'],
  ])
  expect(faultsOf({ ...own, bind: [cap({ own: 'at-act' })] })).toEqual([
    ['not-listed', 'bind.0.own', 'one of at-handling'],
  ])
})

describe('the id of a shipped set', () => {
  type Loose = Record<string, unknown> & { bind: object[]; handle: object[] }
  const written = (set: RuleSet): Loose => JSON.parse(JSON.stringify(set))
  const reserved = [['reserved', 'id', 'an id of its own']]

  test('is reserved', () => {
    for (const id of [...SHIPPED_IDS, SHIPPED_BOOK]) {
      expect(faultsOf({ ...own, id })).toEqual(reserved)
      expect(faultsOf({ ...own, id: `${id}+` })).toEqual([])
    }
  })

  test('stands for the shipped content, with or without the word that it is not hypothetical', () => {
    for (const set of [...SHIPPED_SETS, noRuleSetInForce]) {
      const { hypothetical: _, citations: __, ...rest } = written(set)
      for (const input of [written(set), rest]) {
        const parsed = parseRuleSet(input)
        expect(parsed.ok && parsed.value).toBe(set)
      }
    }
  })

  test.each<[what: string, change: (set: Loose) => unknown]>([
    ['one number', (set) => Object.assign(set.bind[2] as object, { limit: 4 })],
    ['one channel', (set) => Object.assign(set.bind[0] as object, { channels: ['app'] })],
    ['another source', (set) => Object.assign(set.bind[0] as object, { citation: 'apl-37' })],
    ['another order', (set) => set.handle.reverse()],
    ['one provision less', (set) => set.handle.pop()],
    ['another first day', (set) => Object.assign(set, { from: '2024-11-02', began: null })],
    ['another last day', (set) => Object.assign(set, { verifiedOn: '2025-01-01' })],
    ['a title', (set) => Object.assign(set.title as object, { en: 'the law' })],
    ['a word', (set) => Object.assign(set, { hypothetical: true })],
  ])('stands for no other content: %s', (_, change) => {
    const set = written(cn2024)
    change(set)
    expect(faultsOf(set)).toEqual(reserved)
  })
})

describe('texts', () => {
  const wanted = `text of 1 to ${LONGEST_TEXT} visible characters`

  test.each(['instrument', 'article', 'url', 'zh', 'en', 'basis'])(
    '%s of a citation has 1 to 500 characters',
    (key) => {
      const said = (text: unknown) => cited({ [key]: text })
      const least = key === 'url' ? 'about:x' : 'x'
      const texts = [least, least.padEnd(LONGEST_TEXT - 1, 'x'), least.padEnd(LONGEST_TEXT, 'x')]
      expect(texts.map(said)).toEqual([[], [], []])
      expect(said('')).toEqual([['empty', `citations.${KEY}.${key}`, wanted]])
      expect(said(least.padEnd(LONGEST_TEXT + 1, 'x'))).toEqual([['too-long', `citations.${KEY}.${key}`, wanted]])
      for (const text of [1, null, ['x'], { length: 1 }, Object('x')]) {
        expect(said(text)).toEqual([['wrong-type', `citations.${KEY}.${key}`, wanted]])
      }
      expect(said(undefined)).toEqual([['missing', `citations.${KEY}.${key}`, 'present']])
    },
  )

  test.each(['zh', 'en'])('%s of the title, too', (key) => {
    const titled = (text: unknown) => faultsOf({ ...own, title: { ...own.title, [key]: text } })
    expect(titled('x')).toEqual([])
    expect(titled('')).toEqual([['empty', `title.${key}`, wanted]])
    expect(titled(undefined)).toEqual([['missing', `title.${key}`, 'present']])
  })

  test('the address of a citation is one that a page may link to: nothing runs when it is followed', () => {
    for (const url of ['https://a.cn/条款?x=1#y', 'HTTPS://a', 'http://a', 'about:hypothesis', 'about:a-1'])
      expect(cited({ url })).toEqual([])
    expect(cited({ url: 'https://a\n' })).toEqual([['forbidden-character', `citations.${KEY}.url`, wanted]])
    for (const url of [
      ...['javascript:alert(1)', 'JavaScript:alert(1)', ' https://a', 'https://a b', 'https://', 'about:'],
      ...[
        'data:text/html,x',
        'ftp://a',
        '//a',
        'about:x"><b>',
        'https://a"',
        'https://<b>',
        'about:a b',
        'https:/a',
        'x https://a',
        'httpss://a',
        'vbscript:x',
        'a.cn',
      ],
    ]) {
      expect(cited({ url }), url).toEqual([
        ['malformed', `citations.${KEY}.url`, 'address that begins with https://, http:// or about:'],
      ])
    }
  })

  test('a citation is of a day, of a grade, and says how its source was reached', () => {
    for (const reached of REACHED) expect(cited({ reached })).toEqual([])
    expect(cited({ reached: 'heard' })).toEqual([
      ['not-listed', `citations.${KEY}.reached`, `one of ${REACHED.join(', ')}`],
    ])
    expect(cited({ reached: undefined })).toEqual([['missing', `citations.${KEY}.reached`, 'present']])
    for (const grade of GRADES) expect(cited({ grade })).toEqual([])
    expect(cited({ grade: 'A' })).toEqual([['not-listed', `citations.${KEY}.grade`, `one of ${GRADES.join(', ')}`]])
    expect(cited({ since: '2018-02-29' })).toEqual([
      ['no-such-day', `citations.${KEY}.since`, 'day YYYY-MM-DD from 1900-01-01 to 2199-12-31'],
    ])
  })
})

describe('keys', () => {
  const wanted = 'a key of CITATIONS, or of the citations of the rule set'

  test('a provision cites a text of the library, or one that the set brings along', () => {
    for (const key of [KEY, CITATION_KEYS[0], CITATION_KEYS.at(-1)]) {
      expect(faultsOf({ ...own, bind: [cap({ citation: key })] })).toEqual([])
    }
    for (const key of ['', 'own:other', 'statement', 'toString', '__proto__']) {
      expect(faultsOf({ ...own, bind: [cap({ citation: key })] })).toEqual([['not-listed', 'bind.0.citation', wanted]])
    }
    for (const key of [1, null, citation, [KEY]]) {
      expect(faultsOf({ ...own, bind: [cap({ citation: key })] })).toEqual([['wrong-type', 'bind.0.citation', wanted]])
    }
    expect(faultsOf({ ...own, citations: undefined })).toEqual([['not-listed', 'bind.0.citation', wanted]])
  })

  test('the keys of what it brings along begin with own: and are ids', () => {
    const table = (key: string) => faultsOf({ ...own, citations: { [KEY]: citation, [key]: citation } })
    for (const key of ['own:a', 'own:条款', `own:${'x'.repeat(60)}`]) expect(table(key)).toEqual([])
    for (const key of ['a', 'own', 'Own:a', 'apl-37', 'constructor']) {
      expect(table(key)).toEqual([['malformed', `citations.${key}`, 'a key that begins with own:']])
    }
    expect(table(`own:${'x'.repeat(61)}`).map((fault) => (fault as unknown[])[0])).toEqual(['too-long'])
    expect(table('own:a b').map((fault) => (fault as unknown[])[0])).toEqual(['forbidden-character'])
    expect(faultsOf({ ...own, citations: [citation] })[0]).toEqual(['wrong-type', 'citations', 'object'])
  })

  test('a text that no provision cites is not kept', () => {
    const parsed = parseRuleSet({ ...own, citations: { ...own.citations, 'own:spare': citation } })
    expect(parsed.ok && Object.keys(parsed.value.citations)).toEqual([KEY])
  })
})

describe('provisions', () => {
  test('each that is wrong is named by its place, the others are read', () => {
    const provisions = [cap({ limit: -1 }), 'x', null, cap({ rule: 'fly' }), cap({ rule: 1 }), cap({ colour: 'red' })]
    const rules = `one of ${RULE_IDS.join(', ')}`
    expect(faultsOf({ ...own, bind: provisions })).toEqual([
      ['out-of-range', 'bind.0.limit', 'whole number from 0 to 100'],
      ['wrong-type', 'bind.1', 'object'],
      ['wrong-type', 'bind.2', 'object'],
      ['not-listed', 'bind.3.rule', rules],
      ['wrong-type', 'bind.4.rule', rules],
      ['unknown-key', 'bind.5.colour', 'no such key'],
    ])
  })

  test.each(['channels', 'vehicles', 'limit', 'citation'])('one without %s is refused', (key) => {
    expect(faultsOf({ ...own, bind: [cap({ [key]: undefined })] })).toEqual([['missing', `bind.0.${key}`, 'present']])
  })

  test('without a rule, nothing else of it is looked at', () => {
    expect(faultsOf({ ...own, bind: [{ limit: -1 }] })).toEqual([
      ['wrong-type', 'bind.0.rule', `one of ${RULE_IDS.join(', ')}`],
    ])
  })

  test('a rule is of its own questions only', () => {
    const fine = { rule: 'fine-limit', channels: 'all', vehicles: 'all', limit: 20_000, citation: KEY }
    expect(faultsOf({ ...own, handle: [fine] })).toEqual([])
    expect(faultsOf({ ...own, bind: [fine] })).toEqual([['not-listed', 'bind.0.rule', 'rule of the question bind']])
    expect(faultsOf({ ...own, handle: [cap()] })).toEqual([
      ['not-listed', 'handle.0.rule', 'rule of the question handle'],
    ])
  })

  test('its channels are all, or some of the list', () => {
    const by = (channels: unknown) => faultsOf({ ...own, bind: [cap({ channels })] })
    for (const channel of CHANNELS) expect(by([channel])).toEqual([])
    expect(by('all')).toEqual([])
    expect(by([...CHANNELS])).toEqual([])
    expect(by([])).toEqual([['empty', 'bind.0.channels', `at least one of ${CHANNELS.join(', ')}`]])
    expect(by('app')).toEqual([['wrong-type', 'bind.0.channels', `array of ${CHANNELS.join(', ')}`]])
    expect(by(['all'])).toEqual([['not-listed', 'bind.0.channels.0', `one of ${CHANNELS.join(', ')}`]])
  })

  test('it is of all vehicles or of others’, and of others’ only where the rule is by nature', () => {
    const whose = (rule: RuleId, question: string, vehicles: string, more: object = { limit: 3 }) =>
      faultsOf({ ...own, bind: [], [question]: [{ rule, channels: 'all', vehicles, citation: KEY, ...more }] })
    expect(whose('driver-cap', 'bind', 'all')).toEqual([])
    expect(whose('driver-cap', 'bind', 'others')).toEqual([])
    expect(whose('driver-cap', 'bind', 'mine')).toEqual([['not-listed', 'bind.0.vehicles', 'one of all, others']])
    const byNature = RULE_IDS.filter((id) => RULES[id].vehicles === 'others')
    expect(byNature).toContain('vehicles-per-year')
    for (const rule of ['vehicles-per-year', 'drivers-per-year'] as const) {
      expect(whose(rule, 'handle', 'others')).toEqual([])
      expect(whose(rule, 'handle', 'all')).toEqual([['not-listed', 'handle.0.vehicles', 'one of others']])
    }
  })

  test('there are sixty-four a question at most: one fewer, exactly the limit, one more', () => {
    const many = (count: number) => faultsOf({ ...own, bind: new Array(count).fill('x') })
    expect(many(MOST_PROVISIONS - 1)).toHaveLength(MOST_PROVISIONS - 1)
    expect(many(MOST_PROVISIONS)).toHaveLength(MOST_PROVISIONS)
    expect(many(MOST_PROVISIONS + 1)).toEqual([['too-many', 'bind', `at most ${MOST_PROVISIONS} items`]])
  })

  test.each<[what: string, channels: readonly unknown[], overlapping: readonly number[]]>([
    ['for all channels twice', ['all', 'all'], [1]],
    ['for all channels, then for one', ['all', ['app']], [1]],
    ['for one channel, then for all', [['app'], 'all'], [1]],
    [
      'for lists that share a channel',
      [
        ['app', 'web'],
        ['web', 'kiosk'],
      ],
      [1],
    ],
    ['for a list within another', [['web'], ['app', 'web']], [1]],
    ['for a list around another', [['app', 'web'], ['web']], [1]],
    ['for lists that share none', [['app'], ['web'], ['kiosk', 'window']], []],
    ['three times, twice for one channel', [['app'], ['web'], ['app']], [2]],
    ['for all channels between others', [['app'], 'all', ['web']], [1, 2]],
  ])('a rule %s', (_, channels, overlapping) => {
    expect(faultsOf({ ...own, bind: channels.map((each) => cap({ channels: each })) })).toEqual(
      overlapping.map((index) => ['overlapping', `bind.${index}`, 'each rule once for each channel']),
    )
  })

  test('different rules do not overlap', () => {
    expect(faultsOf({ ...own, bind: [cap(), cap({ rule: 'vehicle-cap' })] })).toEqual([])
    const parsed = parseRuleSet({ ...own, bind: [cap(), cap()] })
    expect(parsed).toMatchObject({ ok: false, issues: [{ received: '"driver-cap"' }] })
  })

  test('one that a shipped set has is read as it stands there', () => {
    const { bind: all } = asReported
    expect(parseRuleSet({ ...own, bind: all })).toMatchObject({ ok: true, value: { bind: all } })
  })
})

test('a title that is a shipped one but for spaces and capitals is marked', () => {
  const { zh, en: english } = cn2024.title
  for (const title of [
    { zh: `${zh} `, en: `${english} ` },
    { zh: `${zh.slice(0, 2)} ${zh.slice(2)}`, en: 'mine' },
    { zh: '我的', en: english.toUpperCase() },
  ]) {
    const parsed = parseRuleSet({ ...cn2024, id: 'mine', title, bind: cn2024.bind.slice(1) })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
    expect(parsed.value.title.zh, title.zh).not.toBe(title.zh)
    expect(parsed.value.title.en, title.en).not.toBe(title.en)
  }
})

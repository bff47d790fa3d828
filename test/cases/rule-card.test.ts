/** The law of one day on a page: whole, in order, and as sure as its sources are. */
import { describe, expect, test } from 'vitest'
import { ruleCard } from '../../src/analysis/index.ts'
import { type CardWords, en, enCard, enLabels, zhCN } from '../../src/explain/index.ts'
import {
  absencesOf,
  CITATIONS,
  type Citation,
  cn,
  cn2024,
  cn2024Binding,
  cn2024Handling,
  parseRuleSet,
  QUESTIONS,
  RULE_IDS,
  RULES,
  reform,
  ruleSetOn,
  SHIPPED_SETS,
} from '../../src/law/index.ts'
import { knownRuleSet, ruleSet } from '../../src/law/rule-sets/rule-set.ts'
import { commandLine, sha256Of, VERSION } from '../support/command-line.ts'
import { CASES, countedBy, provisionOf, questionOf, setOf } from '../support/findings.ts'

const LANGUAGES = [en, zhCN]
const DAYS = ['2013-05-02', '2018-02-24', '2018-08-31', '2018-09-01', '2019-05-01', '2020-09-28', '2024-11-01']

describe('a card of a shipped rule set', () => {
  test.each(SHIPPED_SETS.map((set) => [set.id, set] as const))(
    '%s shows every provision once, as it stands',
    (_, set) => {
      for (const locale of LANGUAGES) {
        const { provisions, ruleSet, text, markdown } = ruleCard(set, set.from, locale)
        expect(ruleSet).toBe(set.id)
        for (const question of QUESTIONS) {
          const shown = provisions.filter((each) => each.question === question)
          expect(shown).toHaveLength(set[question].length)
          for (const provision of set[question]) {
            const { rule, channels, vehicles: _vehicles, citation, ...parameters } = provision
            const found = shown.filter((each) => each.rule === rule && each.channels === channels)
            const { url, since, grade, reached, zh, en: english } = CITATIONS[citation] as Citation
            const law = locale === zhCN ? zh : english
            expect(found).toHaveLength(1)
            expect(found[0]).toMatchObject({ parameters, citation, url, since, grade, reached, law })
            expect(text).toContain(law)
            expect(markdown).toContain(url)
          }
        }
      }
    },
  )

  test('tells numbers and dates first, then conditions, then formalities', () => {
    const { provisions } = ruleCard(cn, '2024-11-01', zhCN)
    expect(provisions.map(({ rule }) => rule)).toEqual([
      ...['driver-cap', 'vehicle-cap', 'daily-applications', 'yearly-applications'],
      ...['plate-type', 'non-operating', 'owner-kind', 'owner-consent'],
      ...['own-vehicle', 'already-bound', 'identity-verified'],
      ...['open-binding', 'since-binding', 'fine-limit', 'points-room', 'single-points-limit', 'repeat-full-score'],
      ...['plate-type', 'recorded-by-monitoring', 'licence-state', 'licence-class', 'licence-held'],
      ...['identity-verified', 'violation-open', 'not-before-occurrence', 'offender-present'],
    ])
  })

  test('counts on what it rests, and the counts are those of its provisions', () => {
    for (const day of DAYS) {
      const { provisions, sure } = ruleCard(cn, day, zhCN)
      const graded = (...grades: string[]) => provisions.filter(({ grade }) => grades.includes(grade)).length
      expect(sure).toMatchObject({
        provisions: provisions.length,
        official: graded('P', 'O'),
        statutes: graded('P'),
        later: provisions.filter(({ grade, since }) => grade !== 'I' && since > day).length,
        reported: graded('S1', 'S2'),
        inferred: graded('I'),
        unread: graded('M'),
        hypothetical: graded('H'),
        attested: 'within',
      })
      const { official, reported, inferred, unread, hypothetical } = sure
      expect(official + reported + inferred + unread + hypothetical).toBe(provisions.length)
      for (const counts of [sure.byGrade, sure.byReached]) {
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(provisions.length)
      }
      for (const { reached } of provisions) expect(sure.byReached[reached]).toBeGreaterThan(0)
    }
  })

  test('of 1 May 2019 answers in one call what the rule was, and how sure it is', () => {
    const { day, ruleSet, text, sure } = ruleCard(cn, '2019-05-01', zhCN)
    expect([day, ruleSet]).toEqual(['2019-05-01', 'cn-2018-09-01'])
    expect(text.split('\n').slice(0, 8)).toEqual([
      '2019年5月1日的规定：2018年9月优化措施',
      '有来源表明该规定自2018年9月1日适用至2019年7月5日。',
      '',
      '备案非本人机动车',
      '- 一人备案车辆数上限：3（各渠道）',
      '  一人同时最多可备案三辆非本人名下机动车。',
      '  公安部交通管理局2018年2月26日问答',
      '  O，注明日期的官方说明，见于注明来源的转载',
    ])
    expect(text).toContain('共21条：注明日期的官方说明8条，报道1条，推定12条。')
    // The statement of July 2019 has what held before it: no inference, but later than the day that is asked about.
    expect(text).toContain('- 单笔罚款限额：200元（交管12123、交管网站、自助机）；来源晚于当日，为2019年7月5日\n')
    expect(text).toContain('有来源的9条中，4条只有当日以后的来源。')
    expect(sure.later).toBe(4)
    expect(ruleCard(cn, '2019-07-05', zhCN).sure.later).toBe(0)
    const english = ruleCard(cn, '2019-05-01', en)
    expect(english.text).toContain(
      '- limit on a single fine: 200 yuan (12123 app, website, kiosk); known from 5 July 2019 on, later than this day\n',
    )
    expect(english.text).not.toMatch(/\p{sc=Han}/u)
    expect(english.provisions.map(({ rule }) => rule)).toEqual(
      ruleCard(cn, '2019-05-01', zhCN).provisions.map(({ rule }) => rule),
    )
  })
})

test('what the rule sets leave out is told on the days on which it matters, of the questions that are shown', () => {
  const left = (day: string, rules: Parameters<typeof ruleCard>[0] = cn) => ruleCard(rules, day, zhCN).leftOut.join('')
  const about: Readonly<Record<string, readonly [words: string, no: string, yes: string, last?: string]>> = {
    fullScore: ['注销最高准驾车型', '2013-05-01', '2013-05-02', '2022-03-31'],
    selfService: ['自助机的限额', '2013-05-01', '2013-05-02', '2018-02-23'],
    unseen: ['没有拍到驾驶人', '2017-06-11', '2017-06-12'],
    registered: ['登记地', '2015-11-05', '2015-11-06'],
    places: ['北京累计备案', '2018-02-23', '2018-02-24', '2018-08-31'],
    rented: ['租赁汽车', '2019-09-19', '2019-09-20'],
    epidemic: ['疫情', '2020-01-31', '2020-02-01', '2020-09-27'],
    trial: ['学法减分试点', '2020-02-29', '2020-03-01', '2022-03-31'],
    study: ['不得学法减分', '2022-03-31', '2022-04-01'],
    hire: ['营运车辆', '2024-10-31', '2024-11-01'],
    spot: ['简易程序', '2013-05-01', '2013-05-02'],
  }
  for (const [words, no, yes, last = '2026-11-29'] of Object.values(about)) {
    expect([left(no).includes(words), left(yes).includes(words), left(last).includes(words)]).toEqual([
      false,
      true,
      true,
    ])
    if (last !== '2026-11-29') expect(left(dayAfter(last))).not.toContain(words)
  }
  expect(left('2025-03-03', cn2024Binding)).not.toContain('简易程序')
  expect(left('2025-03-03', cn2024Handling)).not.toContain('营运车辆')
  const { text, markdown, leftOut } = ruleCard(cn, '2025-03-03', en)
  for (const sentence of leftOut) expect([text, markdown].every((page) => page.includes(`- ${sentence}`))).toBe(true)
})

test('a number that bars says so, and a list that allows or bars is told from the other', () => {
  const lines = (locale: typeof en) =>
    ruleCard(cn, '2024-11-01', locale)
      .text.split('\n')
      .filter((line) => line.startsWith('- '))
  expect(lines(zhCN)).toEqual(
    expect.arrayContaining([
      '- 满分学习次数要求：一个记分周期内不足3次（交管12123、交管网站、自助机、非本人机动车）',
      '- 驾驶证状态要求：不得为13种状态之一（各渠道）',
      '- 号牌种类要求：除大型汽车、大型新能源汽车外（交管12123、交管网站、自助机、非本人机动车）',
      '- 一次记分上限：6（交管12123、交管网站、自助机）',
    ]),
  )
  expect(lines(en)).toEqual(
    expect.arrayContaining([
      '- limit on full-score studies: fewer than 3 in a scoring period (12123 app, website, kiosk, vehicles of others)',
      '- rule on the state of the licence: none of 13 states (every channel)',
      '- rule on plate types: all but large vehicle (bus or lorry); large new-energy vehicle (12123 app, website, kiosk, vehicles of others)',
    ]),
  )
  const few = reform(ruleSetOn(cn, '2024-11-01'), { 'licence-state': { barred: ['revoked', 'cancelled'] } })
  expect(ruleCard(few, '2024-11-01', zhCN).text).toContain('- 驾驶证状态要求：不得为吊销、注销（各渠道）')
  expect(ruleCard(few, '2024-11-01', en).text).toContain(
    '- rule on the state of the licence: barred: revoked or cancelled (every channel)',
  )
})

describe('the day', () => {
  test('is shown under the set of its day, one before, on and after each first day of the book', () => {
    expect(DAYS.map((day) => ruleCard(cn, day, en).ruleSet)).toEqual([
      'cn-2013-05-02',
      'cn-2018-02-24',
      'cn-2018-02-24',
      'cn-2018-09-01',
      'cn-2018-09-01',
      'cn-2020-09-28',
      'cn-2024-11-01',
    ])
    const none = ruleCard(cn, '2013-05-01', en)
    expect(none).toMatchObject({ ruleSet: 'none', provisions: [] })
    expect(none.text).toBe('1 May 2013: this library has no rule for that day (the first is of 2 May 2013)\n')
    expect(ruleCard(cn, '2013-05-01', zhCN).markdown).toBe(
      '# 2013年5月1日：本库没有当日的规定（最早的自2013年5月2日起）\n',
    )
    expect(JSON.stringify(none)).not.toContain('refused')
  })

  test('tells what the set no longer has, with the source that says so and its grade, or that none was found', () => {
    const { absences, text, markdown } = ruleCard(cn, '2018-09-01', en)
    expect(absences.map(({ rule, citation, grade }) => [rule, citation, grade])).toEqual([
      ['vehicles-per-year', 'wh3-no-list-at-window', 'S1'],
      ['drivers-per-year', 'wh3-no-list-at-window', 'S1'],
    ])
    const { titled, [absences[0]?.rule ?? '']: name = '' } = { titled: 'What it has no longer', ...en.names.rules }
    for (const page of [text, markdown]) {
      expect(page).toContain(titled)
      expect(page).toContain(`- ${name}: At a window there is no limit of three licences a vehicle`)
    }
    expect(ruleCard(cn, '2018-09-01', zhCN).text).toContain('不再有的规定\n')
    // Of the sets of today, none lost a provision without a source; a set without the fine limit would.
    expect(cn.sets.flatMap((set) => absencesOf(set)).filter(({ citation }) => citation === null)).toEqual([])
    const { provided } = knownRuleSet(cn2024)
    const handle = provided.handle.filter(({ provision }) => provision.rule !== 'fine-limit')
    const less = ruleSet(cn2024, { ...provided, handle })
    expect(absencesOf(less)).toEqual([{ question: 'handle', rule: 'fine-limit', citation: null, grade: 'I' }])
    // A half lacks nothing of the other question.
    expect(absencesOf(cn2024Binding)).toEqual([])
    expect(enCard.card.absent('limit', 'I', undefined)).toBe('limit: that it ended is found in no source (I)')
    expect(ruleCard(cn, '2025-03-03', en).text).not.toContain(titled)
  })

  test('says whether a source attests the set for it: on the last such day, and the day after', () => {
    const attested = (day: string) => ruleCard(ruleSetOn(cn, '2024-11-01'), day, en)
    expect(['2024-10-31', '2024-11-01', '2024-11-02'].map((day) => attested(day).sure.attested)).toEqual([
      'before',
      'within',
      'after',
    ])
    expect(attested('2024-11-02').text).toContain('after the last one that a source attests, 1 November 2024')
    expect(attested('2024-10-31').text).toContain('before the first day of the rule set, 1 November 2024')
  })

  test.each([
    [
      '2019-05-01',
      'cn-2024-11-01',
      'before',
      'Not in force on 1 May 2019: ',
      'on 1 November 2024; none that attests it is of a later day.',
    ],
    ['2018-09-01', 'cn-2018-02-24', 'replaced', 'Not in force on 1 September 2018: ', 'to 31 August 2018.'],
    ['2018-03-02', 'as-reported', 'within', 'The rule on 2 March 2018: ', 'from 24 February 2018 to 2 March 2018.'],
    ['2018-03-03', 'as-reported', 'after', 'The rule on 3 March 2018: ', 'from 24 February 2018 to 2 March 2018.'],
    ['2018-03-01', 'plan-2018-03-01', 'never', 'Never in force: ', 'Planned for 1 March 2018, and not seen in force'],
  ])('of %s under %s alone says whether it was in force', (day, id, attested, heading, validity) => {
    const set = SHIPPED_SETS.find((each) => each.id === id) as (typeof SHIPPED_SETS)[number]
    const card = ruleCard(set, day, en)
    expect(card.sure.attested).toBe(attested)
    expect(card.heading.startsWith(heading)).toBe(true)
    expect(card.validity).toContain(validity)
    expect(card.text).toContain(card.heading)
    expect(card.markdown).toContain(card.validity)
    const chinese = ruleCard(set, day, zhCN)
    expect(/^从未适用|未适用：/.test(chinese.heading)).toBe(['before', 'replaced', 'never'].includes(attested))
    for (const sentence of [...card.certainty, card.validity]) expect(sentence).not.toMatch(/undefined/)
    for (const sentence of card.certainty) expect(card.markdown).toContain(`\n- ${sentence}\n`)
  })
})

test('a question without provisions says so, and a half shows its own question alone', () => {
  const early = ruleCard(cn, '2014-01-01', zhCN)
  expect(early.text).toContain('没有关于备案的条款，不能备案。')
  expect(early.markdown).toContain('\n\n没有关于备案的条款，不能备案。\n\n')
  expect(early.markdown.match(/^\| --- /gm)).toHaveLength(1)
  const [bind, handle] = [cn2024Binding, cn2024Handling].map((half) => ruleCard(half, '2024-11-01', en))
  expect(new Set(bind?.provisions.map(({ question }) => question))).toEqual(new Set(['bind']))
  expect(bind?.markdown).not.toContain('## handling a traffic violation')
  expect([...(bind?.provisions ?? []), ...(handle?.provisions ?? [])]).toEqual(
    ruleCard(cn, '2024-11-01', en).provisions,
  )
})

test('a reform shows its hypotheses as such', () => {
  const { provisions, sure, text } = ruleCard(
    reform(ruleSetOn(cn, '2019-05-01'), { 'driver-cap': { limit: 2 } }),
    '2019-05-01',
    en,
  )
  expect(provisions[0]).toMatchObject({
    rule: 'driver-cap',
    number: '2',
    grade: 'H',
    reached: 'none',
    url: 'about:hypothesis',
  })
  expect(sure).toMatchObject({ hypothetical: 1, byReached: { none: 1 } })
  expect(text).toContain('A hypothetical reform, never in force.')
})

test.each(RULE_IDS)('of a made-up provision of %s the card tells each parameter in its unit', (rule) => {
  const question = questionOf(rule)
  const parameters = { ...CASES[rule].find((each) => each.parameters !== undefined)?.parameters }
  const money = countedBy(rule, 'limit') === 'fen'
  const set = setOf({
    [question]: [provisionOf(rule, 'all', money ? { ...parameters, limit: 1_234_505 } : parameters)],
  })
  for (const [locale, amount] of [
    [en, '12345.05 yuan'],
    [zhCN, '12345.05元'],
  ] as const) {
    const [provision, ...others] = ruleCard(set, set.from, locale).provisions
    expect(others).toEqual([])
    expect(provision).toMatchObject({ question, rule, name: locale.names.rules[rule] })
    const numbers = provision?.number ?? ''
    if (money) expect(numbers).toBe(amount)
    else expect(numbers).not.toMatch(/yuan|元/)
    const counts = Object.values(parameters).filter((value) => typeof value === 'number')
    if (!money) for (const count of counts) expect(numbers).toContain(String(count))
    expect(numbers === '').toBe(Object.keys(RULES[rule].parameters).length === 0)
  }
})

test('says between which days a set began of which no source gives the first day, in words', () => {
  for (const locale of LANGUAGES) {
    const says = (on: string, after: string) => {
      const { validity, text, markdown } = ruleCard(cn, on, locale)
      return [validity, text, markdown].map((words) => words.includes(locale.grammar.day(after)))
    }
    expect(says('2020-09-28', '2019-07-05')).toEqual([true, true, true])
    expect(says('2024-11-01', '2023-08-28')).toEqual([true, true, true])
    expect(ruleCard(cn, '2018-09-01', locale).validity).not.toContain(
      locale === zhCN ? '起始日未见来源' : 'No source gives',
    )
  }
})

test('Markdown of a set from outside holds no markup and no link that its texts bring along', () => {
  const words = '条款 | <b>a</b> [x](https://evil.example) `c` *d* _e_ # f ~g~ !h'
  const citation = { ...CITATIONS['apl-37'], instrument: words, article: words, zh: words, en: words }
  const parsed = parseRuleSet({
    id: 'outside',
    title: { zh: words, en: words },
    from: '2020-01-01',
    verifiedOn: '2020-01-01',
    citations: { 'own:text': citation },
    bind: [{ rule: 'driver-cap', channels: 'all', vehicles: 'all', limit: 3, citation: 'own:text' }],
    handle: [],
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  for (const locale of LANGUAGES) {
    const { markdown } = ruleCard(parsed.value, '2020-01-01', locale)
    const bare = markdown.replaceAll(/\\[\\|[\]<>*_`#~!]/g, '')
    expect(bare).not.toMatch(/<b>|`|\*/)
    expect(bare.match(/\]\(/g) ?? []).toHaveLength(1)
    for (const line of bare.split('\n').filter((each) => each.startsWith('|'))) expect(line.split('|')).toHaveLength(8)
  }
})

describe('what is not what it must be', () => {
  test('is a mistake of the programmer’s', () => {
    for (const day of ['2019-02-29', 'yesterday', 20190501, undefined]) {
      expect(() => ruleCard(cn, day as never, en)).toThrow(RangeError)
    }
    for (const rules of [undefined, { ...cn }, 'cn', { ...ruleSetOn(cn, '2019-05-01') }]) {
      expect(() => ruleCard(rules as never, '2019-05-01', en)).toThrow(TypeError)
    }
    for (const locale of [undefined, null, 'en', enLabels, {}]) {
      expect(() => ruleCard(cn, '2019-05-01', locale as never)).toThrow(TypeError)
    }
  })

  test('a language without words for cards is named, and with them it serves', () => {
    const danish = { ...zhCN, tag: 'da' }
    expect(() => ruleCard(cn, '2019-05-01', danish)).toThrow(
      new RangeError('ruleCard(locale.tag): "da" is not en or zh-CN, and no words for cards are given'),
    )
    const words: CardWords = { tag: 'da', card: { ...enCard.card, everyChannel: 'alle kanaler' } }
    expect(ruleCard(cn, '2019-05-01', danish, words).text).toContain('alle kanaler')
    expect(ruleCard(cn, '2019-05-01', { ...danish, ...words }).text).toContain('alle kanaler')
  })
})

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}

/** What stands below a card: the digest is that of docs/CHANGES.md. */
function lawOf(id: string): string {
  const set = JSON.stringify(SHIPPED_SETS.find((each) => each.id === id))
  return `demerit ${VERSION} ${sha256Of(String(set)).slice(0, 12)}`
}

describe('npx demerit card', () => {
  const line = commandLine()
  async function ran(...args: string[]): Promise<readonly [code: number, out: string, err: string]> {
    const { code, out, err } = await line.ran(['card', ...args])
    return [code, out, err]
  }

  test('prints the card of a day, in either language, as text, Markdown or data', async () => {
    const card = ruleCard(cn, '2019-05-01', zhCN)
    const law = lawOf('cn-2018-09-01')
    for (const day of ['2019-05-01', '2019/5/1', '2019.05.1', '2019年5月1日'])
      expect(await ran(day)).toEqual([0, `${card.text}\n${law}\n`, ''])
    expect(await ran('2019-05-01', '--format', 'markdown')).toEqual([0, `${card.markdown}\n${law}\n`, ''])
    const [code, out] = await ran('2019-05-01', '--format=json', '--locale', 'en', '--rules', 'as-reported')
    const made = ruleCard(SHIPPED_SETS[2] as never, '2019-05-01', en)
    expect([code, JSON.parse(out)]).toEqual([0, { ...made, law: lawOf('as-reported') }])
  })

  test('says what is wanted where the call is wrong', async () => {
    expect(await ran('2019-02-29')).toEqual([
      2,
      '',
      'demerit: error[malformed]: 2019-02-29: is not a day such as 2019-05-01\n',
    ])
    expect((await ran('2019/2/29'))[2]).toBe('demerit: error[malformed]: 2019/2/29: is not a day such as 2019-05-01\n')
    expect((await ran('1/5/2019'))[2]).toMatch(/is not a day such as 2019-05-01\n$/)
    expect(await ran()).toEqual([
      2,
      '',
      'demerit: error[missing]: one day, such as 2019-05-01, is wanted, and nothing else\n',
    ])
    expect((await ran('2019-05-01', '2019-05-02'))[0]).toBe(2)
    expect((await ran('2019-05-01', '--rules', 'cn-1900'))[0]).toBe(2)
  })
})

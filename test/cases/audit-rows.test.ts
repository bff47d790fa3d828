/** The rows of a table judged one by one: headers, cells, what is to be checked, and what they sum up to. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type AuditRowsOptions, auditRows, questionIn } from '../../src/analysis/index.ts'
import { countingActs } from '../../src/analysis/rows/acts-by.ts'
import { FINE_HEADERS, HEADERS, type ReadHeaders, readHeaders } from '../../src/analysis/rows/headers.ts'
import { headerFault, headerList, noteText } from '../../src/cli/words.ts'
import { en, wordNames, zhCN } from '../../src/explain/index.ts'
import { decideHandling, FACTS, missingOf } from '../../src/index.ts'
import { columnName } from '../../src/law/fact-columns.ts'
import { cn, cn2018September, cn2020, cn2024, QUESTIONS, type Rules, reform } from '../../src/law/index.ts'

const audited = (
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  options: Partial<AuditRowsOptions> = {},
) => {
  const audit = auditRows(headers, { question: 'handle', rules: cn, ...options })
  if (!audit.ok) throw new Error(JSON.stringify(audit.problem))
  const judged = rows.map(audit.judge)
  return { ...audit, judged, summary: audit.summary() }
}
/** What is read of one cell, as the library gives it back of a finding or an issue. */
const problemOf = (headers: readonly string[], options: Partial<AuditRowsOptions> = {}) => {
  const audit = auditRows(headers, { question: 'handle', rules: cn, ...options })
  return audit.ok ? undefined : audit.problem
}

const ACT = {
  at: '2024-12-01T10:00:00+08:00',
  channel: 'app',
  driver: 'd',
  vehicle: 'v',
  vehicle_owner: 'o',
  plate_type: '02',
  violation_state: 'open',
  occurred_at: '2024-11-20T10:00:00+08:00',
  fine: '20000',
  points: '0',
  recorded_by: 'monitoring',
  bound_since: '2024-11-10T10:00:00+08:00',
  licence_states: 'none',
  licence_classes: 'C1',
  points_held: '0',
  identity_verified: 'true',
}
const act = (cells: Readonly<Record<string, string>>) => Object.values({ ...ACT, ...cells })
const HEAD = Object.keys(ACT)
/** What comes of an act whose cells are these. */
const of = (cells: Readonly<Record<string, string>>) => {
  const headers = [...HEAD, ...Object.keys(cells).filter((name) => !HEAD.includes(name))]
  const [judged] = audited(headers, [act(cells)]).judged
  return judged as NonNullable<typeof judged>
}
const codeOf = (column: string, cell: string) => of({ [column]: cell }).malformed.map(({ issue }) => issue.code)

describe('a row', () => {
  test('is judged as the library judges its facts, by the set of its day', () => {
    const facts = {
      ...{ at: ACT.at, channel: 'app', driver: 'd', vehicle: 'v', vehicleOwner: 'o', plateType: '02' },
      ...{ violationState: 'open', occurredAt: ACT.occurred_at, fine: 20001, points: 0, recordedBy: 'monitoring' },
      ...{ boundSince: null, licenceStates: ['seized', 'locked'], licenceClasses: ['C1'], pointsHeld: 0 },
      identityVerified: true,
    } as const
    const decision = decideHandling(facts as never, cn)
    if (decision.verdict === 'invalid') throw new Error('invalid')
    const judged = of({ fine: '20001', bound_since: 'none', licence_states: 'seized、locked' })
    const rulesThat = (outcome: string) =>
      decision.findings.filter((finding) => finding.outcome === outcome).map(({ rule }) => rule)
    expect(judged).toMatchObject({ verdict: decision.verdict, ruleSet: decision.ruleSet, missing: missingOf(decision) })
    expect([judged.failing, judged.unknown]).toEqual([rulesThat('fails'), rulesThat('unknown')])
    expect(judged.failing).toEqual(expect.arrayContaining(['fine-limit', 'open-binding', 'licence-state']))
    expect(of({ at: '2018-03-01T10:00:00+08:00' }).ruleSet).toBe('cn-2018-02-24')
  })

  test('has its failing and unknown rules in words, each in the language asked for', () => {
    const cells = act({ fine: '30000', recorded_by: '' })
    const [zh] = audited(HEAD, [cells], { locale: zhCN }).judged
    const [english] = audited(HEAD, [cells], { locale: en }).judged
    for (const judged of [zh, english])
      expect(judged?.reasons).toHaveLength((judged?.failing.length ?? 0) + (judged?.unknown.length ?? 0))
    expect(zh?.reasons.join('')).toMatch(/300元/)
    expect(english?.reasons.join('')).toMatch(/300/)
    const [broken] = audited(HEAD, [act({ channel: '手机' })], { locale: zhCN }).judged
    expect(broken?.reasons.join('')).toMatch(/办理渠道/)
  })

  test('has the verdict of a second book too, and what refuses it under one of both alone', () => {
    const lenient = reform(cn2024, (draft) => {
      draft.id = 'lenient'
      draft.handle = draft.handle.filter(({ rule }) => rule !== 'open-binding')
      for (const each of draft.handle) if (each.rule === 'fine-limit') each.limit = 10000 as never
    })
    const { judged, summary } = audited(HEAD, [act({ bound_since: 'none' }), act({ fine: 'x' })], {
      rules: cn2024,
      against: lenient,
    })
    expect(judged[0]).toMatchObject({
      ...{ verdict: 'refused', failing: ['open-binding'] },
      against: {
        ...{ verdict: 'refused', ruleSet: 'lenient', onlyRules: ['open-binding'], onlyAgainst: ['fine-limit'] },
        ...{ reasons: [] },
      },
    })
    const [inWords] = audited(HEAD, [act({ bound_since: 'none' })], {
      rules: cn2024,
      against: lenient,
      locale: zhCN,
    }).judged
    expect(inWords?.against?.reasons).toContainEqual(expect.stringContaining('200元'))
    expect(inWords?.reasons).not.toEqual(inWords?.against?.reasons)
    expect(summary.against).toEqual({
      verdicts: { 'invalid → invalid': 1, 'refused → refused': 1 },
      ...{ onlyRules: { 'open-binding': 1 }, onlyAgainst: { 'fine-limit': 1 } },
    })
  })

  test('of another length than the header is invalid', () => {
    const { judged, summary } = audited(['at', 'driver', 'fine'], [['', 'd', '1', 'x'], ['d']])
    expect(judged.map(({ verdict }) => verdict)).toEqual(['invalid', 'invalid'])
    expect(summary.uneven).toEqual({
      rows: 2,
      examples: [
        { row: 1, cells: 4, headers: 3 },
        { row: 2, cells: 1, headers: 3 },
      ],
    })
  })
})

test('a cell that is no text is named by its row and its column, and no row is counted', () => {
  const audit = auditRows(['办理时间', '罚款'], { question: 'handle', rules: cn })
  if (!audit.ok) throw new Error('read')
  audit.judge(['2024/12/1 10:00', '300'])
  for (const [cell, shown] of [
    [300, '300'],
    [new Date(), 'object'],
    [null, 'null'],
    [undefined, 'undefined'],
  ])
    expect(() => audit.judge(['2024/12/1 10:00', cell as never])).toThrow(
      new TypeError(`judge(cells), row 2, column "罚款": ${shown} is not text`),
    )
  expect(() => audit.judge({ 罚款: '300' } as never)).toThrow(
    new TypeError('judge(cells), row 2: object is not a list of texts'),
  )
  expect(audit.summary().rows).toBe(1)
})

describe('a header', () => {
  test.each(QUESTIONS)(
    'of every fact is read as it is called in tables, in Chinese and in other writings: %s',
    (question) => {
      const facts = FACTS.filter(({ questions }) => questions.includes(question))
      const names = zhCN[question].facts as Readonly<Record<string, string>>
      for (const { name, kind } of facts) {
        const column = columnName(name)
        const own = kind === 'fen' ? [...FINE_HEADERS.fen, ...FINE_HEADERS.yuan] : (HEADERS[column] ?? [])
        expect(own.length, name).toBeGreaterThan(0)
        const spaced = column.replaceAll('_', ' ').toUpperCase()
        for (const header of [column, name, spaced, ` ${column} `, names[name] as string, ...own]) {
          const audit = auditRows([header], { question, rules: cn })
          expect(audit.ok && audit.columns.map(({ fact }) => fact.name), header).toEqual([name])
        }
      }
    },
  )

  test.each(['audit-reference', 'audit-reference.zh-CN'])('that %s lists is read as it says there', (name) => {
    const guide = readFileSync(new URL(`../../docs/guides/${name}.md`, import.meta.url), 'utf8')
    const [, headers = ''] = guide.split(/^## /m)
    const listed = [...headers.matchAll(/^\| `(\w+)`(?: in (fen|yuan)|（([分元])）)? \| (.*) \|$/gm)].flatMap(
      ([, column, english, chinese, names = '']) => {
        const unit = english ?? { 分: 'fen', 元: 'yuan' }[chinese ?? '']
        return names.split(/, |、/).map((header) => ({ column, unit, header: header.replaceAll('`', '') }))
      },
    )
    expect(listed.length).toBeGreaterThan(70)
    for (const { column, unit, header } of listed) {
      const question = questionIn([header]) ?? 'handle'
      if (column === 'id') expect(audited([header, 'at'], []).id?.header).toBe(header)
      else expect(audited([header], [], { question }).columns, header).toMatchObject([{ column, unit }])
    }
  })

  test('without a name are nothing', () => {
    expect(audited(['', 'at'], []).ignored).toEqual([''])
  })

  test.each([
    ['罚款', 'yuan', 20050],
    ['罚款金额', 'yuan', 20050],
    ['罚款（元）', 'yuan', 20050],
    ['处罚金额', 'yuan', 20050],
    ['罚款金额/元', 'yuan', 20050],
    ['fine_yuan', 'yuan', 20050],
    ['Fine Yuan', 'yuan', 20050],
    ['fine', 'fen', undefined],
    ['罚款(分)', 'fen', undefined],
    ['罚款金额（分）', 'fen', undefined],
  ] as const)('%s says that a fine is in %s', (header, unit, fen) => {
    const { summary, judged } = audited([header, 'at'], [['200.5', ACT.at]])
    expect(summary.fines).toEqual(fen === undefined ? undefined : { header, unit, from: fen, to: fen })
    expect(judged[0]?.malformed.map(({ issue }) => issue.code)).toEqual(fen === undefined ? ['not-whole'] : [])
    expect(audited([header], [['200'], ['50']]).summary.fines).toMatchObject({
      ...{ unit, from: unit === 'fen' ? 50 : 5000, to: unit === 'fen' ? 200 : 20000 },
    })
  })

  test.each([
    ['1,000.50', 100050, undefined],
    ['200元', 20000, undefined],
    ['￥200', 20000, undefined],
    ['1,234', undefined, 'malformed'],
    ['200.005', undefined, 'not-whole'],
    ['-1', undefined, 'out-of-range'],
  ] as const)('reads the fine %s as a form does', (cell, fen, code) => {
    const { summary, judged } = audited(['罚款', 'at'], [[cell, ACT.at]])
    expect(summary.fines).toEqual(fen && { header: '罚款', unit: 'yuan', from: fen, to: fen })
    expect(judged[0]?.malformed.map(({ issue }) => issue.code)).toEqual(code === undefined ? [] : [code])
  })

  test('that means a column twice, or no fact, is told', () => {
    expect(problemOf(['vehicle_owner', '所有人'])).toEqual({
      ...{ code: 'repeated', column: 'vehicle_owner', headers: ['vehicle_owner', '所有人'] },
    })
    expect(problemOf(['fine', '罚款金额'])).toMatchObject({ code: 'repeated', column: 'fine' })
    expect(problemOf(['a', 'b'])).toEqual({ code: 'no-fact', headers: ['a', 'b'] })
    const titled = { code: 'no-fact', headers: ['a', ''] } as const
    expect([headerFault(titled, 'en'), headerFault(titled, 'zh')]).toEqual([
      'no column is a fact of the question; the first line has "a", 1 column without a name',
      '没有一列是该问题的事实；第一行为"a"、无名的1列',
    ])
    // One letter off, and not a header of the other question, nor a short one.
    const misspelt = ['bound_sinse', 'Violation Sate', 'recrodedBy', '准架车型', 'driver_bindings', '车生', 'office']
    expect(headerList(misspelt, 'en')).toBe(
      '"bound_sinse" (bound_since?), "Violation Sate" (violation_state?), "recrodedBy" (recorded_by?), "准架车型" (准驾车型?), "driver_bindings", "车生", "office"',
    )
    expect(headerList(['当年已备案次数', '当目已备案次数'], 'zh')).toBe(
      '"当年已备案次数"、"当目已备案次数"（是否为当日已备案次数？）',
    )
    expect(headerList(['准架车型'], 'zh')).toBe('"准架车型"（是否为准驾车型？）')
    const { id, ignored, absent } = audited(['序号', '备注', 'driver'], [])
    expect([id, ignored]).toEqual([{ header: '序号', index: 0, plain: '序号' }, ['备注']])
    expect(absent).toContain('fine')
    expect(absent).not.toContain('driver')
    // The column `id` is the id, wherever 序号 stands.
    for (const headers of [
      ['id', '序号', 'driver'],
      ['序号', 'id', 'driver'],
    ])
      expect(audited(headers, []).id?.header).toBe('id')
  })

  test('says which question a table is of, where its columns are of one alone', () => {
    expect(questionIn(['办理时间', '罚款金额'])).toBe('handle')
    expect(questionIn(['at', 'Owner Consent', 'x'])).toBe('bind')
    for (const headers of [['at', 'driver'], ['fine', 'owner_consent'], ['x'], []])
      expect(questionIn(headers)).toBeUndefined()
  })
})

describe('a cell', () => {
  test.each([
    ...['2024-12-01 10:00:00+08:00', '2024-12-01T02:00Z', '2024-12-01T10:00:00.000999+08', '2024-12-01T03:00:00+0100'],
    ...[
      '1733018400000',
      '2024/12/1 10:00',
      '2024年12月1日10时00分',
      '2024年12月1日10时',
      '2024/12/1 10点',
      '2024.12.1 10:00:00',
      ' 2024-12-01 10:00\t',
    ],
  ])('%s is ten in the morning of China', (cell) => {
    const { judged } = audited(HEAD, [act({ occurred_at: cell, at: '2024-12-01T09:59:59.999+08:00' })])
    expect(judged[0]?.failing).toContain('not-before-occurrence')
    expect(of({ occurred_at: cell, at: ACT.at }).failing).not.toContain('not-before-occurrence')
  })

  test('without an offset is counted as a time of Beijing, by column', () => {
    const rows = [
      act({ at: '2024-12-01 10:00' }),
      act({ at: '2024/12/1 10:00', bound_since: '2024-11-10 10:00' }),
      act({}),
    ]
    expect(audited(HEAD, rows).summary.localTimes).toEqual({ at: 2, bound_since: 1 })
  })

  test.each([
    ['at', '2024-12-01', 'malformed'],
    ['at', '2024/12/1', 'malformed'],
    ['at', '2024年12月1日10', 'malformed'],
    ['at', '45627.41667', 'malformed'],
    ['at', '2024-12-01 9:1', 'malformed'],
    ['at', '2024-12-01 24:00', 'no-such-day'],
    ['at', '2018-02-30 10:00', 'no-such-day'],
    ['at', '1733018400', 'out-of-range'],
    ['at', '0', 'out-of-range'],
    ['at', '99999999999999999999', 'out-of-range'],
    ['at', 'none', 'malformed'],
    ['channel', '手机APP', 'not-listed'],
    ['driver', 'd 1', 'forbidden-character'],
    ['driver', 'x'.repeat(65), 'too-long'],
    ...[
      '#N/A',
      '#REF!',
      'N/A',
      'null',
      '-',
      '？',
      '000',
      '5.12329E+17',
      '无',
      '没有。',
      '不详',
      '本人',
      '自己',
      '车主',
    ].map((cell) => ['driver', cell, 'malformed'] as const),
    ['plate_type', '2', 'not-listed'],
    ['fine', '200.5', 'not-whole'],
    ['fine', '-1', 'out-of-range'],
    ['fine', '1,000', 'wrong-type'],
    ['points', '13', 'out-of-range'],
    ['points', '3分', 'wrong-type'],
    ['licence_states', 'stolen locked', 'not-listed'],
    ['licence_classes', 'C1 C1', 'repeated'],
    ['licence_classes', 'C1D', 'not-listed'],
    ['identity_verified', 'yes', 'wrong-type'],
  ] as const)('of %s that says %s is malformed', (column, cell, code) => {
    expect(of({ [column]: cell })).toMatchObject({ verdict: 'invalid', ruleSet: null, failing: [], missing: [] })
    expect(codeOf(column, cell)).toEqual([code])
  })

  test.each([
    ['channel', '交管12123', 'app'],
    ['channel', 'APP', 'app'],
    ['channel', '交管12123APP', 'app'],
    ['channel', '12123', 'app'],
    ['channel', '网站', 'web'],
    ['channel', '窗口办理', 'window'],
    ['plate_type', '小型新能源汽车', '52'],
    ['recorded_by', '非现场', 'monitoring'],
    ['recorded_by', '电子眼', 'monitoring'],
    ['recorded_by', '监控', 'monitoring'],
    ['violation_state', '已处理', 'handled'],
    ['licence_states', '正常', 'none'],
    ['licence_states', '{seized,locked}', 'seized locked'],
    ['licence_states', '超分 扣留', 'full-points seized'],
    ...['无', '没有', '未备案', 'None', 'never'].map((cell): [string, string, string] => ['bound_since', cell, 'none']),
    ['licence_states', '没有', 'none'],
    ['identity_verified', '是', 'TRUE'],
    ['identity_verified', '1', 'true'],
    ['points', '3.0', '3'],
    ['driver', ' d\u3000', 'd'],
    ['driver', '\ufeffd\ufeff', 'd'],
  ])('of %s that says %s is %s', (column, cell, same) => {
    const [one, other] = [of({ [column]: cell }), of({ [column]: same })]
    expect(one).toEqual(other)
    expect(one.verdict).not.toBe('invalid')
  })

  test.each(['d-', '京A1无', 'not-null', '张三本人', '无锡1', '-7'])(
    'of driver that says %s is an id, which only begins or ends like a word for nobody',
    (cell) => expect(codeOf('driver', cell)).toEqual([]),
  )

  test('every word of the Chinese locale is the word it stands for', () => {
    for (const question of QUESTIONS) {
      for (const [fact, words] of Object.entries(wordNames(zhCN))) {
        if (!(fact in zhCN[question].facts)) continue
        for (const [word, said] of Object.entries(words)) {
          const [one, other] = [said, word].map(
            (cell) => audited([columnName(fact), 'at'], [[cell, ACT.at]], { question }).judged,
          )
          expect(one, said).toEqual(other)
          expect(one?.[0]?.verdict, said).not.toBe('invalid')
        }
      }
    }
  })

  test('every English name of one word of a list is the word it stands for', () => {
    for (const question of QUESTIONS) {
      for (const { name } of FACTS.filter(({ kind, questions }) => kind === 'word' && questions.includes(question))) {
        for (const [word, said] of Object.entries(wordNames(en)[name] ?? {})) {
          const [one, other] = [said, word].map(
            (cell) => audited([columnName(name), 'at'], [[cell, ACT.at]], { question }).judged,
          )
          expect(one, said).toEqual(other)
          expect(one?.[0]?.verdict, said).not.toBe('invalid')
        }
      }
    }
  })

  test('that is malformed says what is wanted as cells are written, and why in words', () => {
    const cells = { at: '2025/2/30 10:00', bound_since: '2025/3/3', licence_classes: 'C1D' }
    const { judged } = audited(HEAD, [act(cells)], { locale: zhCN })
    const said = (judged[0]?.malformed ?? []).map(({ column, issue }) => `${column}: ${issue.code}, ${issue.expected}`)
    expect(said.sort()).toEqual([
      'at: no-such-day, day that exists, with a time such as 2018-09-10 15:00',
      'bound_since: malformed, day that exists, with a time such as 2018-09-10 15:00',
      expect.stringMatching(/^licence_classes: not-listed, one of A1, .*, with spaces between several$/),
    ])
    // Of a day that does not exist it is not said that it is written wrongly.
    expect(judged[0]?.reasons).toEqual(
      expect.arrayContaining([
        '办理时间不对，没有这一天或这个时刻。',
        expect.stringMatching(/^该车备案时间不对，应如/),
      ]),
    )
  })

  test('beside a column that says what is known is read by it; what contradicts it is malformed', () => {
    const headers = ['at', 'bound_since', 'bound_since_known', 'licence_states', 'licence_states_known']
    const { judged } = audited(
      headers,
      [
        ['', 'true', '[]', 'true'],
        ['', 'false', '', 'false'],
        ['1733018400000', 'true', '{seized,locked}', '1'],
        ['1733018400000', 'false', '', 'false'],
        ['', 'yes', '', 'false'],
      ].map((cells) => ['1733018400000', ...cells]),
      { rules: cn2024 },
    )
    expect(
      judged.map(({ verdict, missing, malformed }) => [
        verdict,
        missing.includes('boundSince'),
        missing.includes('licenceStates'),
        malformed.map(({ column, issue }) => `${column} ${issue.code}`).join(),
      ]),
    ).toEqual([
      ['undetermined', false, false, ''],
      ['undetermined', true, true, ''],
      ['refused', false, false, ''],
      ['invalid', false, false, 'bound_since contradicted'],
      ['invalid', false, false, 'bound_since contradicted'],
    ])
  })
})

describe('the summary', () => {
  test('counts verdicts, rules, months, unknown facts and malformed cells with examples', () => {
    const rows = [
      // In China it is January.
      act({ fine: '20001', at: '2024-12-31T16:00:00Z' }),
      act({}),
      act({ fine: '20001', at: '2024-12-31T23:59:59+08:00', recorded_by: '' }),
      act({ at: '' }),
      ...[...Array(7).keys()].map((index) => act({ channel: `x${index % 6}`, at: 'x' })),
    ]
    const { summary } = audited(HEAD, rows)
    expect(summary.rows).toBe(11)
    expect(summary.verdicts).toEqual({ permitted: 0, refused: 2, undetermined: 2, invalid: 7 })
    expect(summary.byRule).toEqual({ 'fine-limit': 2 })
    expect(summary.missing).toMatchObject({ at: 1, recordedBy: 1 })
    expect(summary.undated).toBe(8)
    expect(summary.byMonth.map(({ month, verdicts, byRule }) => [month, verdicts.refused, byRule])).toEqual([
      ['2024-12', 1, { 'fine-limit': 1 }],
      ['2025-01', 1, { 'fine-limit': 1 }],
    ])
    expect(
      summary.malformed.map(({ column, cells, examples }) => [
        column,
        cells,
        examples.map(({ row, cell }) => `${row} ${cell}`),
      ]),
    ).toEqual([
      ['at', 7, ['5 x']],
      ['channel', 7, ['5 x0', '6 x1', '7 x2', '8 x3', '9 x4']],
    ])
  })

  test('counts rows by licence and by vehicle, as far as a row names them', () => {
    const acts = (driver: string, ...vehicles: string[]) =>
      vehicles.map((vehicle, row) =>
        act({ driver, vehicle, fine: row === 1 ? '20001' : '20000', full_score_studies: '0' }),
      )
    const rows = [...acts('d1', 'v1', 'v1', 'v2'), ...acts('d2', 'v2'), ...acts('', 'v3'), ...acts('d3', '')]
    const counted = audited([...HEAD, 'full_score_studies'], rows).summary.acts.map(({ kind, spread, most }) => [
      kind,
      spread.map((each) => [each.rows, each.ids]),
      most.map((each) => [each.id, each.rows, each.permitted, each.refused, each.others]),
    ])
    // biome-ignore format: rows by ids; of each id its rows, permitted, refused, others
    expect(counted).toEqual([
      ['driver', [[1, 2], [3, 1]], [['d1', 3, 2, 1, 2], ['d2', 1, 1, 0, 1], ['d3', 1, 0, 0, 0]]],
      ['vehicle', [[1, 1], [2, 2]], [['v1', 2, 1, 1, 1], ['v2', 2, 2, 0, 2], ['v3', 1, 0, 0, 0]]],
    ])
    expect(audited(['at', 'fine'], [['2025-03-03 10:00', '20000']]).summary.acts).toEqual([])
  })

  test('tells nothing of a kind of which there are more than 250,000', () => {
    const { columns } = readHeaders(['driver', 'vehicle'], 'handle') as ReadHeaders
    const acts = countingActs({ columns } as ReadHeaders)
    for (let id = 1; id <= 250_000; id++) acts.take({ driver: `d${id}`, vehicle: 'v' }, 'permitted')
    expect(acts.made().map(({ kind }) => kind)).toEqual(['driver', 'vehicle'])
    acts.take({ driver: 'd0', vehicle: 'v' }, 'permitted')
    expect(acts.made().map(({ kind }) => kind)).toEqual(['vehicle'])
  })

  const ONE = '11010519491231002X'
  const IDS = ['id', 'at', 'driver', 'vehicle', 'vehicle_owner']
  const owned = (...owners: string[]) =>
    owners.map((owner, row) => [`${row}`, '2025-03-03 10:00', ONE, `v${row}`, owner])
  /** What is most likely meant otherwise. */
  const notesOf = (headers: readonly string[], rows: readonly (readonly string[])[]) =>
    audited(headers, rows).summary.notes.filter(({ code }) => code !== 'unverified')

  test('counts rows whose binding is later than their handling', () => {
    const headers = ['driver', 'boundSince', 'at']
    const rows = [
      ['a', '2025-03-03 09:00', '2025-03-03 10:00'],
      ['b', '2025-03-03 10:00', '2025-03-03 10:00'],
      ['c', '2025-03-04', '2025-03-03 10:00'],
      ['d', '2025-03-03 10:01', '2025-03-03 10:00'],
      ['e', '', '2025-03-03 10:00'],
      ['f', '2025-03-03 10:01', ''],
    ]
    const later = { code: 'binding-later', header: 'boundSince', rows: 1, first: 4 }
    expect(notesOf(headers, rows)).toContainEqual(later)
    expect(notesOf(headers, rows.slice(0, 2)).map(({ code }) => code)).not.toContain('binding-later')
  })

  test('names the numbers of days that Excel keeps for times', () => {
    const rows = ['45627.41667', '45627', '2025-03-03 10:00', '1733018400'].map((at) => ['1', at, ONE, 'v', ONE])
    expect(notesOf(['n', ...IDS.slice(1)], rows)).toContainEqual({
      code: 'excel-days',
      header: 'at',
      rows: 2,
      first: 1,
    })
  })

  test('a row is attested by the rule set of its day alone', () => {
    const headers = ['at', 'channel', 'driver']
    const row = (at: string) => [at, 'app', 'd']
    const judged = (rules: Rules, at: string) => {
      const audit = auditRows(headers, { question: 'handle', rules })
      return audit.ok ? audit.judge(row(at)).attested : undefined
    }
    const hypothetical = reform(cn2024, { 'fine-limit': null })
    expect(
      [
        [cn, '2024-11-01 23:59'],
        [cn, '2024-11-02 00:00'],
        [cn, '2012-01-01 10:00'],
        [cn, ''],
        [cn2024, '2019-01-01 10:00'],
        [cn2018September, '2025-01-01 10:00'],
        [hypothetical, '2024-11-01 10:00'],
        [cn, 'x'],
      ].map(([rules, at]) => judged(rules as Rules, at as string)),
    ).toEqual([true, false, null, null, false, false, false, null])
  })

  test('tells owners that are names, and one number in two writings', () => {
    expect(notesOf(IDS, owned('张三', '李四'))).toEqual([
      { code: 'perhaps-names', header: 'vehicle_owner', drivers: 'driver' },
    ])
    expect(notesOf(IDS, owned(ONE, ONE.toLowerCase(), '110105491231002'))).toEqual([
      { code: 'letter-case', header: 'vehicle_owner', ids: 1, first: 2 },
      { code: 'two-spellings', header: 'vehicle_owner', ids: 1, first: 3 },
      { code: 'two-spellings', header: 'vehicle_owner', drivers: 'driver', rows: 2, first: 2 },
    ])
    const drivers = [ONE, '110105491231002', '110105491231003'].map((driver) => ['1733018400000', driver, 'v'])
    expect(notesOf(['at', 'driver', 'vehicle'], drivers)).toEqual([
      { code: 'two-spellings', header: 'driver', ids: 1, first: 2 },
    ])
    expect(notesOf(IDS, owned(ONE, '110105196503071234'))).toEqual([])
  })

  test('one of them is told in the singular', () => {
    const note = { header: 'vehicle_owner', first: 2 }
    const told = (ids: number) => [
      noteText({ code: 'letter-case', ...note, ids }, 'en'),
      noteText({ code: 'two-spellings', ...note, ids }, 'en'),
      noteText({ code: 'two-spellings', ...note, drivers: 'driver', rows: ids }, 'en'),
    ]
    expect(told(1)).toEqual([
      '1 id differs from others only in small and capital letters, the first in row 2; each counts as another',
      '1 id stands with 15 and with 18 digits, the first in row 2; each counts as two',
      '1 row, first row 2, has in driver and vehicle_owner one number written in two ways (x and X, or 15 and 18 digits); they count as two persons',
    ])
    expect(told(2)).toEqual([
      '2 ids differ from others only in small and capital letters, the first in row 2; each counts as another',
      '2 ids stand with 15 and with 18 digits, the first in row 2; each counts as two',
      '2 rows, first row 2, have in driver and vehicle_owner one number written in two ways (x and X, or 15 and 18 digits); they count as two persons',
    ])
  })

  test('tells rows of days after the last for which their rule set is verified, once under two laws', () => {
    const rows = [
      act({ bound_since: '', at: '2024-11-01T23:59:59.999+08:00' }),
      act({ bound_since: '', at: '2024-11-02T00:00:00+08:00' }),
      act({ at: '2025-03-03T10:00:00+08:00', channel: 'x' }),
      act({ at: '2025-03-03T10:00:00+08:00' }),
      act({ at: '' }),
    ]
    const note = { code: 'unverified', ruleSet: 'cn-2024-11-01', until: '2024-11-01', rows: 2, first: 2 }
    const under = (options: Partial<AuditRowsOptions>) => audited(HEAD, rows, options).summary.notes
    expect(under({})).toEqual([note])
    expect(under({ against: cn2024 })).toEqual([note])
    expect(under({ against: cn2020 })).toEqual([
      { ...note, ruleSet: 'cn-2020-09-28', until: cn2020.verifiedOn, rows: 3, first: 1 },
      note,
    ])
    expect(under({ rules: reform(cn2024, (draft) => void (draft.id = 'mine')) })).toEqual([])
  })

  test('tells rows of days on which the law has no rule set, which count as refused for that alone', () => {
    const rows = [act({}), act({ at: '2012-12-31T10:00:00+08:00' }), act({ at: '2013-05-01T10:00:00+08:00' })]
    const { notes, byRule } = audited(HEAD, rows, { against: cn }).summary
    expect(notes).toContainEqual({ code: 'no-rule', rows: 2, first: 2 })
    expect(byRule['no-rule-set-in-force']).toBe(2)
  })

  test('tells ids and rows that stand twice', () => {
    expect(notesOf(IDS, [...owned(ONE), ...owned(ONE)])).toEqual([
      { code: 'repeated', header: 'id', rows: 1, first: 2 },
    ])
    const same = ['2025-03-03 10:00', ONE, 'v', ONE]
    expect(notesOf(IDS.slice(1), [same, same])).toEqual([{ code: 'repeated', rows: 1, first: 2 }])
    expect(notesOf(IDS.slice(1), [same, ['x', ...same.slice(1)], ['y', ...same.slice(1)]])).toEqual([])
  })

  test('tells blank rows, no rows, and fines that are most likely in yuan', () => {
    expect(
      notesOf(
        ['at', 'driver', 'fine'],
        [
          ['1733018400000', 'd', '20000'],
          ['', '', '20000'],
        ],
      ),
    ).toEqual([{ code: 'blank-rows', rows: 1, first: 2 }])
    // An empty line of a file is one cell.
    expect(notesOf(['at', 'driver', 'fine'], [['1733018400000', 'd', '20000'], ['']])).toEqual([
      { code: 'blank-rows', rows: 1, first: 2 },
    ])
    // Where no row names anybody, the columns are what is missing; a malformed cell is no blank one.
    expect(notesOf(['at', 'fine'], [['', '20000']])).toEqual([])
    expect(notesOf(['at'], [['x'], ['1733018400000']])).toEqual([])
    expect(notesOf(['at'], [])).toEqual([{ code: 'no-rows' }])
    const fines = (...amounts: number[]) =>
      notesOf(
        ['fine'],
        amounts.map((amount) => [`${amount}`]),
      )
    const yuan = [{ code: 'perhaps-yuan', header: 'fine' }]
    expect(fines(...[...Array(99).keys()].map((row) => [200, 500, 1000][row % 3] as number), 5000)).toEqual(yuan)
    expect(fines(2000, 20000, 20000, 0)).toEqual([])
    expect(notesOf(['罚款'], [['200']])).toEqual([])
  })

  test('finds what stands twice among very many', () => {
    const rows = Array.from({ length: 60_000 }, (_, row) => [`r${row === 59_999 ? 17 : row}`, `d${row}`])
    expect(notesOf(['id', 'driver'], rows)).toEqual([{ code: 'repeated', header: 'id', rows: 1, first: 60_000 }])
    // Of all texts this one comes nearest to what is kept where none is: its two hashes are 0 and 1.
    expect(notesOf(['id', 'driver'], [['侢雧鵩찒', 'd']])).toEqual([])
  })
})

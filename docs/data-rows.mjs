// @ts-check
/** The rows of facts of vectors.json: small changes of plain cases, at the values at which rules turn. */
import { drawing } from './drawing.mjs'

/**
 * @typedef {typeof import('demerit')} Main
 * @typedef {typeof import('demerit/rules')} Rules
 * @typedef {'bind' | 'handle'} Question
 * @typedef {Record<string, unknown>} Row
 */

/** A rule set of nobody's that uses every kind of node, and what no set that ships has. @param {Rules} rules */
export function everyNode({ cn2024 }) {
  const all = { channels: 'all', vehicles: 'all', citation: 'apl-37' }
  const atAct = { channels: 'all', vehicles: 'others', own: 'at-act', citation: 'apl-37' }
  const kept = (/** @type {readonly any[]} */ list, /** @type {string[]} */ ids) =>
    list.filter(({ rule }) => ids.includes(rule))
  return {
    ...JSON.parse(JSON.stringify(cn2024)),
    id: 'every-node',
    title: { zh: '各种节点', en: 'every kind of node' },
    hypothetical: true,
    bind: [
      ...kept(cn2024.bind, ['driver-cap', 'daily-applications', 'plate-type']),
      { ...all, rule: 'cooling-off', days: 2 },
      { ...all, rule: 'drivers-bound-per-year', limit: 2 },
      { ...all, rule: 'lifetime-cap', limit: 4 },
    ],
    handle: [
      ...kept(cn2024.handle, ['not-before-occurrence', 'points-room', 'licence-class', 'licence-state']),
      { ...atAct, rule: 'open-binding', scope: 'with-points' },
      { ...atAct, rule: 'since-binding', grain: 'next-day', scope: 'all', firstClearsBacklog: true },
      { ...atAct, rule: 'vehicles-per-year', limit: 2 },
      { ...all, vehicles: 'others', rule: 'drivers-per-year', limit: 3 },
      { ...all, rule: 'offender-present', channels: ['window'] },
    ],
  }
}

/** What differs in the plain case from the examples of the table of facts: a fine at the limit, and points. @type {Row} */
const PLAIN = { fine: 20000, points: 3 }

/** How the plain case is changed before its facts are changed one by one. @type {Readonly<Record<Question, readonly Row[]>>} */
const BASES = {
  bind: [{}, { channel: 'window' }, { at: '2018-09-04T00:00:00.000+08:00', driver: 'o', channel: 'web' }],
  handle: [
    {},
    { channel: 'window', points: 0, boundSince: null, licenceStates: ['full-points'] },
    { vehicleOwner: 'd', channel: 'kiosk', ownedSince: '2024-11-20T10:00:00.001+08:00', boundSince: null },
  ],
}

/** All rows of a question, no two alike. @param {Main} main @param {Rules} rules @param {Question} question @returns {readonly Row[]} */
export function rowsOf(main, rules, question) {
  const facts = main.FACTS.filter(({ questions }) => questions.includes(question))
  const plain = Object.fromEntries(facts.map(({ name, example }) => [name, PLAIN[name] ?? example]))
  /** @type {Row[]} */
  const rows = []
  for (const base of BASES[question]) {
    const row = { ...plain, ...base }
    rows.push(row)
    for (const fact of facts) {
      rows.push(without(row, fact.name))
      for (const value of valuesOf(rules, fact)) rows.push({ ...row, [fact.name]: value })
    }
  }
  const days = [...rules.SHIPPED_SETS].flatMap(({ from }) => [`${from}T00:00:00.000+08:00`, lastBefore(from)])
  for (const at of days) rows.push({ ...plain, at }, { ...plain, at, channel: 'window', vehicleOwner: 'd' })
  rows.push(...written(plain, question), ...edges(plain, question), ...spelt(plain), ...broken(plain, facts))
  if (question === 'handle') {
    rows.push(...classes(main, plain), ...instants(plain), unlicensed(plain))
    rows.push(without(without(plain, 'ownedSince'), 'occurredAt'))
  }
  rows.push(...drawn(rules, facts, rows, DRAWN[question]))
  const texts = new Set()
  return rows.filter((row) => {
    const text = JSON.stringify(Object.entries(row).sort())
    return !texts.has(text) && texts.add(text)
  })
}
/** Rows whose facts are drawn, many of them not known. */
const DRAWN = { bind: 250, handle: 400 }

/** @param {Row} row @param {string} name */
function without(row, name) {
  return Object.fromEntries(Object.entries(row).filter(([key]) => key !== name))
}

/** @param {string} day */
function lastBefore(day) {
  return inChina(Date.parse(`${day}T00:00:00+08:00`) - 1)
}

/** A moment, in milliseconds, as China writes it. @param {number} time */
export function inChina(time) {
  return `${new Date(time + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`
}

/**
 * The values of a fact of each kind at which a rule can turn, `limits` being the numbers that rules state and those beside them.
 * @type {Readonly<Record<import('demerit').FactKind, (fact: import('demerit').Fact, limits: readonly number[]) => readonly unknown[]>>}
 */
const TURNING = {
  id: ({ name }) => (name === 'vehicle' ? ['d'] : ['d', 'o', 'D', 'O']),
  word: ({ words = [] }) => words,
  words: ({ words = [] }) => [
    ...[[], ...words.map((word) => [word])],
    ...[words.slice(0, 2), [words.at(-1), words[0]], [...words]],
  ],
  flag: () => [true, false],
  count: ({ most }, limits) => [0, 1, 2, ...limits].filter((value) => value <= Math.min(most ?? 20, 20)),
  fen: (_, limits) => [0, ...limits.filter((value) => value > 20)],
  instant: () => [
    ...['2024-11-30T00:00:00.000+08:00', '2024-11-29T23:59:59.999+08:00', '2024-11-19T23:59:59.999+08:00'],
    ...['2024-11-20T00:00:00.000+08:00', '2024-11-20T10:00:00.000+08:00', '2024-11-20T10:00:00.001+08:00'],
    ...['2024-11-20T09:59:59.999+08:00', '2024-11-10T10:00:00.000+08:00', '2024-11-21T00:00:00.000+08:00'],
    ...['2025-01-01T00:00:00.000+08:00', '2013-05-01T23:59:59.999+08:00'],
  ],
}

/** @param {Rules} rules @param {import('demerit').Fact} fact @returns {readonly unknown[]} */
function valuesOf({ SHIPPED_SETS }, fact) {
  const stated = SHIPPED_SETS.flatMap(({ bind, handle }) => [...bind, ...handle])
    .flatMap((provision) => Object.values(provision))
    .filter((value) => typeof value === 'number')
  const limits = [...new Set(stated)].flatMap((value) => [value - 1, value, value + 1])
  return [...(fact.orNull ? [null] : []), ...TURNING[fact.kind](fact, limits)]
}

/** One moment in every way in which it may be written, beside moments that differ by a millisecond, a second, a minute and a day. @param {Row} plain @param {Question} question @returns {readonly Row[]} */
function written(plain, question) {
  const first = '2018-09-03T16:00:00'
  const writings = [
    ...[
      `${first}.0009Z`,
      `${first}Z`,
      `${first}.0Z`,
      `${first}.000000000Z`,
      '2018-09-03t16:00:00z',
      '2018-09-04T00:00:00+08:00',
      `${first}+00:00`,
    ],
    ...[
      '2018-09-04T15:59:00+23:59',
      '2018-09-03T11:00:00-05:00',
      '2018-09-03T21:30:00.000+05:30',
      `${first}-00:00`,
      Date.parse(`${first}Z`),
    ],
    ...[
      '2018-09-03T15:59:59.999Z',
      '2018-09-03T15:59:59.9999Z',
      Date.parse(`${first}Z`) - 1,
      '2018-09-03T16:00:00.001Z',
    ],
    ...['2018-08-31T16:00:00Z', '2018-08-31T15:59:59.999999Z', '2020-09-27T16:00:00Z', '2020-09-27T15:59:59Z'],
  ]
  const name = question === 'bind' ? 'vehicleReleasedAt' : 'occurredAt'
  return writings.flatMap((moment) =>
    [
      { ...plain, at: moment, channel: 'window' },
      { ...plain, [name]: moment },
      {
        ...plain,
        occurredAt: `${first}.000Z`,
        boundSince: moment,
        at: '2020-10-01T10:00:00.000+08:00',
        vehicleReleasedAt: moment,
      },
      {
        ...plain,
        [name]: moment,
        boundSince: '2018-09-04T00:00:00.000+08:00',
        vehicleReleasedAt: moment,
        at: '2018-09-05T23:59:59.999+08:00',
      },
    ].map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => key in plain))),
  )
}

/** Whole numbers that the file writes as `JSON.stringify` writes none. */
export const OTHER_WRITINGS = { 987000: '987e3', 987001: '987001.0' }

/** The first and the last value of a kind, and days of years in which a zone of China had summer time. @param {Row} plain @param {Question} question @returns {readonly Row[]} */
function edges(plain, question) {
  const moments = ['1899-12-31T16:00:00Z', 315_504_000_000, 7_258_089_599_999]
  if (question === 'bind')
    return [
      ...moments.map((vehicleReleasedAt) => ({ ...plain, vehicleReleasedAt })),
      { ...plain, vehicleReleasedAt: '1988-06-30T15:30:00Z', at: '1988-07-02T10:00:00+08:00' },
    ]
  return [
    ...moments.map((ownedSince) => ({ ...plain, ownedSince })),
    { ...plain, occurredAt: '1988-07-01T15:30:00Z', boundSince: '1988-07-02T10:00:00+08:00' },
    { ...plain, fine: 10_000_000_000, channel: 'window' },
    ...Object.keys(OTHER_WRITINGS).map((pointsHeld) => ({ ...plain, pointsHeld: Number(pointsHeld) })),
  ]
}

/** Violations around the moment of a binding, at noon, so that no day tells them apart. @param {Row} plain @returns {readonly Row[]} */
function instants(plain) {
  const bound = '2024-11-10T12:00:30.500+08:00'
  const times = [
    ...['12:00:30.499', '12:00:30.500', '12:00:30.501', '12:00:29.999', '12:00:31.000', '12:00:00.000', '11:59:59.999'],
    ...['00:00:00.000', '23:59:59.999', '07:59:59.999', '08:00:00.000', '12:00:30.5', '12:00:30.49999'],
  ]
  const days = ['2024-11-09', '2024-11-10', '2024-11-11']
  return days.flatMap((day) =>
    times.flatMap((time) => {
      const occurredAt = `${day}T${time}+08:00`
      const row = { ...plain, occurredAt, boundSince: bound }
      return [
        row,
        { ...row, points: 0 },
        { ...row, firstBinding: true },
        { ...row, vehicleOwner: 'd', ownedSince: bound },
      ]
    }),
  )
}

/** Every licence class beside every plate type. @param {Main} main @param {Row} plain @returns {readonly Row[]} */
function classes({ LICENCE_CLASSES, PLATE_TYPES }, plain) {
  return PLATE_TYPES.flatMap((plateType) =>
    LICENCE_CLASSES.map((each) => ({ ...plain, plateType, licenceClasses: [each] })),
  )
}

/** Nobody asks at the window which classes a licence covers, so that none is held fails alone. @param {Row} plain @returns {Row} */
function unlicensed(plain) {
  return { ...plain, channel: 'window', licenceClasses: [] }
}

/** Ids that differ in small and capital letters are two; each block of Chinese characters has its first and its last. @param {Row} plain @returns {readonly Row[]} */
function spelt(plain) {
  const pairs = [
    ['d', 'D'],
    ['D', 'd'],
    ['D', 'D'],
    ['京A1234X', '京A1234x'],
    ['京A1234X', '京A1234X'],
    ['d', 'd'],
    ['x'.repeat(64), 'o'],
    ['中'.repeat(64), 'o'],
    ['\u3400\u4dbf\u4e00\u9fff', 'o'],
  ]
  return pairs.map(([driver, vehicleOwner]) => ({ ...plain, driver, vehicleOwner }))
}

/** Rows that are no facts. @param {Row} plain @param {readonly import('demerit').Fact[]} facts @returns {readonly Row[]} */
function broken(plain, facts) {
  /** @type {Record<import('demerit').FactKind, readonly unknown[]>} */
  const wrong = {
    id: [
      '',
      'a b',
      'x'.repeat(65),
      5,
      null,
      'a"b',
      "a'b",
      'a`b',
      'a\\b',
      `${'x'.repeat(64)} `,
      '\u4dc0',
      '\u{20000}'.repeat(33),
    ],
    instant: [
      '2024-12-01T10:00:00',
      '2024-12-01',
      '2024-02-30T10:00:00Z',
      '2024-12-01T24:00:00Z',
      '1899-12-31T15:59:59.999Z',
      '0000-02-29T00:00:00Z',
      '9999-12-31T23:59:59-23:59',
      '2200-01-01T00:00:00+08:00',
      '2199-12-31T16:00:00Z',
      '2024-02-30',
      '2024-02-30T10:00:00+24:00',
      '2024-12-01T10:00:00+24:00',
      '2024-12-01T10:00:00+0800',
      '2024-12-01T10:00:00+08:00:00',
      '2024-12-01T10:00:00+10:60',
      '2024-12-01T10:00+08:00',
      '2024-12-01 10:00:00+08:00',
      '2024-12-01 10:00',
      '2024-12-01 10:00:00.5',
      '2024-12-01T10:00:00.1234567890',
      '2024-12-01T10:00:00.1234567890Z',
      '2024-12-01T10:00:00Z\n',
      '２０２４-12-01T10:00:00Z',
      '2024-12-01T25:00:00',
      '2024-12-01T10:00:60Z',
      1733018400,
      315_503_999_999,
      7_258_089_600_000,
      0.5,
      1733018400000.5,
      true,
      'now',
    ],
    count: [-1, 1.5, -1.5, '1', true, null, 1_000_001],
    fen: [-1, 0.5, '200', 10_000_000_001],
    flag: ['true', 1, null],
    word: ['other', 5, ''],
    words: [['other'], 'C1', null, [5], ['other', 'other']],
  }
  // Every fault of the first fact of a kind, and one of each other.
  return facts
    .flatMap(({ name, kind, orNull, most, words = [] }, index) => {
      const isFirst = facts.findIndex((fact) => fact.kind === kind) === index
      const faults = [
        ...wrong[kind].filter((value) => value !== null || !orNull),
        ...(kind === 'words' ? [[words[0], words[0]]] : []),
        ...(most === undefined ? [] : [most + 1]),
      ]
      return (isFirst ? faults : faults.slice(0, 1)).map((value) => ({ ...plain, [name]: value }))
    })
    .concat([{ driver: 5, at: 'x' }])
}

/** Rows of values that others have, each fact known or not. @param {Rules} rules @param {readonly import('demerit').Fact[]} facts @param {readonly Row[]} rows @param {number} count @returns {readonly Row[]} */
function drawn(rules, facts, rows, count) {
  const draw = drawing(20_180_224)
  const any = (/** @type {readonly unknown[]} */ list) => list[Math.floor(draw() * list.length)]
  const plain = /** @type {Row} */ (rows[0])
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(
      facts.flatMap((fact) => {
        if (index % 3 !== 0 && draw() > 0.85) return []
        return [[fact.name, draw() < 0.7 ? plain[fact.name] : any(valuesOf(rules, fact))]]
      }),
    ),
  )
}

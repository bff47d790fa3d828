/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
// @ts-expect-error -- a page without types of its own
import { rulesPage } from '../../docs/rules-page.mjs'
import { en, zhCN } from '../../src/explain/index.ts'
import { LICENCE_STATES, POINTS_REGIMES, yuan } from '../../src/index.ts'
import * as library from '../../src/law/index.ts'
import { parseRuleSet, SHIPPED_IDS } from '../../src/law/index.ts'
import { daysAfter } from '../../src/values/calendar.ts'
import { SETS } from '../oracle/sets.ts'

const { asReported, cn, cn2013, cn2024, SHIPPED_SETS: SHOWN } = library
const LANGUAGES = [zhCN, en]
const PAGE = readFileSync(fileURLToPath(new URL('../../docs/RULES.md', import.meta.url)), 'utf8')

test('every number, citation and sentence of the rule sets is the one on the page that was reviewed', () => {
  expect(rulesPage(library, POINTS_REGIMES, SHOWN, LANGUAGES)).toBe(PAGE)
})

test('an amount of money is told in fen however small it is, and a count without a unit', () => {
  const tight = library.reform(cn2024, { 'fine-limit': { limit: yuan(0) }, 'driver-cap': { limit: 0 } })
  const limits = rulesPage(
    { ...library, CITATIONS: { ...library.CITATIONS, ...tight.citations } },
    POINTS_REGIMES,
    [tight],
    LANGUAGES,
  ).match(/\| limit 0[^|]*\|/g)
  expect(limits).toEqual(['| limit 0 |', '| limit 0 fen |'])
})

test('a list that is too long for a cell stands below its table, each word with its names', () => {
  const { licenceStates, plateTypes } = zhCN.names
  const barred = Object.entries(licenceStates).slice(0, 13)
  const allowed = cn2024.handle.flatMap((provision) => (provision.rule === 'plate-type' ? provision.allowed : []))
  expect([barred.length, allowed.length]).toEqual([13, 23])
  for (const [word, name] of [...barred, ...allowed.map((type) => [type, plateTypes[type]] as const)])
    expect(PAGE).toContain(`| \`${word}\` | ${name} | `)
})

test('every part of each points regime is a row with its values, or says that there is none', () => {
  const parts = POINTS_REGIMES.flatMap((regime) => Object.values(regime).filter((part) => typeof part === 'object'))
  const rows = PAGE.split('\n').filter((line) => / \| `points-20(13|22)` \| /.test(line))
  expect(rows).toHaveLength(parts.length)
  const leaves = (value: unknown): readonly unknown[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value]
  for (const part of parts) {
    const row = rows.find((each) => (part === null ? each.includes('| none |') : each.includes(`\`${part.citation}\``)))
    for (const leaf of part === null ? [] : leaves(part.value)) expect(row).toContain(String(leaf))
  }
})

test('the page shows every rule set that ships, and every set knows its id', () => {
  expect(SHOWN.map(({ id }) => id).sort()).toEqual(SHIPPED_IDS.filter((id) => id !== 'none').sort())
  for (const [id, set] of Object.entries(SETS)) expect(set.id).toBe(id)
  expect(cn.sets.every((set) => SHOWN.includes(set))).toBe(true)
})

test('none of them is hypothetical, and each goes through the reader of rule sets as a hypothetical one, called so', () => {
  for (const set of SHOWN) {
    expect(set.hypothetical, set.id).toBe(false)
    const own = { id: 'copy', hypothetical: true }
    const read = parseRuleSet(JSON.parse(JSON.stringify({ ...set, ...own })))
    const title = { zh: `设想：${set.title.zh}`, en: `hypothetical: ${set.title.en}` }
    expect(read.ok ? read.value : read.issues).toEqual({ ...set, ...own, title })
  }
})

/** Lists longer than the page writes out. */
test('the states of a licence that bar handling: thirteen on the platform, ten in the plain law', () => {
  const platform = LICENCE_STATES.slice(0, 13)
  const plain = platform.filter((state) => !['unverified', 'locked', 'transferred-out'].includes(state))
  for (const set of SHOWN) {
    const barred = set.handle.flatMap((provision) => (provision.rule === 'licence-state' ? [provision.barred] : []))
    const older = set.from < '2018-02-24' || set === asReported
    expect(barred, set.id).toEqual([older ? plain : platform])
  }
})

test('each national version is in force from its first day until the day before the next', () => {
  expect(library.ruleSetOn(cn, '2013-05-01').id).toBe('none')
  for (const [index, set] of cn.sets.entries()) {
    const before = cn.sets[index - 1]
    expect(library.ruleSetOn(cn, set.from)).toBe(set)
    expect(library.ruleSetOn(cn, daysAfter(set.from, 1))).toBe(set)
    if (before !== undefined) expect(library.ruleSetOn(cn, daysAfter(set.from, -1))).toBe(before)
  }
})

test('what is no rule book, or no day, is a mistake of the programmer’s', () => {
  for (const [garbage, shown] of [
    [undefined, 'undefined'],
    [{ ...cn }, 'object'],
    [cn2013, 'object'],
  ] as const) {
    const error = new TypeError(`ruleSetOn(book): ${shown} is not a rule book made by ruleBook`)
    expect(() => library.ruleSetOn(garbage as never, '2018-09-01')).toThrow(error)
  }
  expect(() => library.ruleSetOn(cn, '2018-02-30')).toThrow(RangeError)
  expect(() => library.ruleSetOn(cn, '2018-02-30')).toThrow(/^ruleSetOn\(day\): "2018-02-30" is not a day YYYY-MM-DD/)
})

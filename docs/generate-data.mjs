// @ts-check
/**
 * The law and its tests as JSON, for readers in another language: dist/rule-sets.json and dist/vectors.json, made
 * of the built package by `npm run build`. Nothing in them is written by hand: the law is that of the library, the cases are
 * drawn from the values at which its rules turn, and the answers are the library's.
 */

import { mkdirSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/**
 * @typedef {typeof import('demerit')} Main
 * @typedef {typeof import('demerit/rules')} Rules
 * @typedef {import('demerit/rules').RuleSet} RuleSet
 * @typedef {'bind' | 'handle'} Question
 * @typedef {Record<string, unknown>} Row
 * @typedef {{ verdict: string, failing: readonly string[], unknown: readonly string[], missing: readonly string[] }} Answer
 * @typedef {{ question: Question, facts: Row, answers: Record<string, Answer> }} Vector
 */

/** Everything that the law consists of: facts, rules as expressions, rule sets, and where each provision stands. @param {Main} main @param {Rules} rules */
export function lawOf({ FACTS, REQUIRED_FACTS, RELATIONS }, rules) {
  const { CITATIONS, cn, EXPRESSION_KINDS, expressionsOf, RULE_IDS, RULES, SHIPPED_SETS } = rules
  return {
    format: 'demerit-rule-sets-1',
    facts: FACTS,
    required: REQUIRED_FACTS,
    relations: RELATIONS,
    expressions: EXPRESSION_KINDS,
    rules: RULE_IDS.map((id) => expressionsOf(RULES[id])),
    ruleSets: SHIPPED_SETS,
    book: { id: cn.id, ruleSets: cn.sets.map(({ id }) => id) },
    citations: CITATIONS,
  }
}

const ROWS = 1500
/** In every second row all facts are known; in the others, each with this chance. */
const KNOWN = 0.85
/** How often a fact has the value at which least fails. */
const PLAIN = 0.75

/** Cases of both questions, and what every rule set makes of each. @param {Main} main @param {Rules} rules @returns {{ format: string, rows: Vector[] }} */
export function vectorsOf(main, { SHIPPED_SETS }) {
  const draw = drawing(20_180_224)
  /** @type {Vector[]} */
  const rows = []
  for (const question of /** @type {const} */ (['bind', 'handle'])) {
    const judge = (/** @type {Row} */ facts, /** @type {RuleSet} */ set) => answerTo(main, question, facts, set)
    const names = main.FACTS.filter(({ questions }) => questions.includes(question)).map(({ name }) => name)
    const values = valuesOf(main, SHIPPED_SETS)
    const failures = (/** @type {Row} */ facts) =>
      SHIPPED_SETS.reduce((sum, set) => sum + judge(facts, set).failing.length, 0)
    const bases = combined(
      EXEMPTING.filter((name) => names.includes(name)),
      values,
    ).map((fixed) => plainest(names, values, failures, fixed))
    for (let index = 0; index < ROWS; index++) {
      const plain = /** @type {Row} */ (bases[Math.floor(draw() * bases.length)])
      const facts = Object.fromEntries(
        names.flatMap((name) => {
          if (index % 2 === 1 && draw() > KNOWN) return []
          const list = /** @type {readonly unknown[]} */ (values[name])
          return [[name, draw() < PLAIN ? plain[name] : list[Math.floor(draw() * list.length)]]]
        }),
      )
      rows.push({
        question,
        facts,
        answers: Object.fromEntries(SHIPPED_SETS.map((set) => [set.id, judge(facts, set)])),
      })
    }
  }
  return { format: 'demerit-vectors-1', rows }
}

/** @param {Main} main @param {Question} question @param {Row} facts @param {RuleSet} set @returns {Answer} */
export function answerTo({ decideBinding, decideHandling, missingOf }, question, facts, set) {
  const decide = question === 'bind' ? decideBinding : decideHandling
  const decision = decide(/** @type {any} */ (facts), set)
  if (decision.verdict === 'invalid') throw new Error(`${JSON.stringify(facts)}: ${JSON.stringify(decision.issues)}`)
  const rulesThat = (/** @type {string} */ outcome) =>
    decision.findings.filter((finding) => finding.outcome === outcome).map(({ rule }) => rule)
  const { verdict } = decision
  return { verdict, failing: rulesThat('fails'), unknown: rulesThat('unknown'), missing: missingOf(decision) }
}

/** For each fact the values at which a rule can turn: those of its list, or around every number that a rule set states. @param {Main} main @param {readonly RuleSet[]} sets @returns {Record<string, readonly unknown[]>} */
function valuesOf({ FACTS, COUNT_LIMIT }, sets) {
  const stated = sets
    .flatMap(({ bind, handle }) => [...bind, ...handle])
    .flatMap((provision) => Object.values(provision))
    .filter((value) => typeof value === 'number')
  const numbers = [...new Set([0, ...stated.flatMap((number) => [number - 1, number, number + 1])])].sort(
    (a, b) => a - b,
  )
  const days = new Set(sets.flatMap(({ from, verifiedOn }) => [from, verifiedOn]))
  const instants = [...days].flatMap((day) =>
    ['00:00:00.000', '12:00:00.000', '23:59:59.999'].map((time) => `${day}T${time}+08:00`),
  )
  /** @type {Record<import('demerit').FactKind, (fact: import('demerit').Fact) => readonly unknown[]>} */
  const byKind = {
    // The driver's own vehicle, or another's.
    id: ({ name }) => (name === 'vehicleOwner' ? ['o', 'd'] : [name.slice(0, 1)]),
    instant: ({ orNull }) => (orNull ? [null, ...instants] : instants),
    count: ({ most = COUNT_LIMIT }) => numbers.filter((number) => number >= 0 && number <= Math.min(most, FEWEST_FEN)),
    fen: () => numbers.filter((number) => number === 0 || number > FEWEST_FEN),
    flag: () => [true, false],
    word: ({ words = [] }) => words,
    words: ({ words = [] }) => [[], ...words.map((word) => [word]), words],
  }
  return Object.fromEntries(FACTS.map((fact) => [fact.name, byKind[fact.kind](fact)]))
}

/** A rule set states counts up to this, and sums of money above it. */
const FEWEST_FEN = 1000

/** What takes a case out of rules: another channel, the driver's own vehicle, no points. @type {readonly import('demerit').FactName[]} */
const EXEMPTING = ['channel', 'vehicleOwner', 'points']

/** Every way to combine the first few values of some facts. @param {readonly string[]} names @param {Record<string, readonly unknown[]>} values @returns {readonly Row[]} */
function combined([name, ...others], values) {
  if (name === undefined) return [{}]
  const few = (values[name] ?? []).slice(0, name === 'points' ? 2 : undefined)
  return few.flatMap((value) => combined(others, values).map((rest) => ({ [name]: value, ...rest })))
}

/** A row of which least fails among those with some facts fixed, found fact by fact: from it, rows differ in a few facts. @param {readonly string[]} names @param {Record<string, readonly unknown[]>} values @param {(facts: Row) => number} failures @param {Row} fixed @returns {Row} */
function plainest(names, values, failures, fixed) {
  /** @type {Row} */
  let row = { ...Object.fromEntries(names.map((name) => [name, values[name]?.[0]])), ...fixed }
  for (let round = 0; round < 2; round++) {
    for (const name of names) {
      if (Object.hasOwn(fixed, name)) continue
      for (const value of values[name] ?? []) {
        const other = { ...row, [name]: value }
        if (failures(other) < failures(row)) row = other
      }
    }
  }
  return row
}

/** Numbers from 0 to 1, the same in every run (mulberry32). @param {number} seed */
function drawing(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Writes both files beside the built package. @param {URL} dist */
export async function writeData(dist) {
  /** @type {[Main, Rules]} */
  const [main, rules] = [await import(new URL('index.js', dist).href), await import(new URL('rules.js', dist).href)]
  mkdirSync(dist, { recursive: true })
  writeFileSync(new URL('rule-sets.json', dist), `${JSON.stringify(lawOf(main, rules), undefined, 1)}\n`)
  const { format, rows } = vectorsOf(main, rules)
  const lines = rows.map((row) => JSON.stringify(row)).join(',\n')
  writeFileSync(new URL('vectors.json', dist), `{ "format": "${format}", "rows": [\n${lines}\n] }\n`)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeData(new URL('../dist/', import.meta.url))
}

// @ts-check
/**
 * The law and its tests as JSON, for readers in another language: rule-sets.json, with law/ for whoever checks a digest, changes.json, vectors.json and
 * histories.json with their schemas, made of the built package by `npm run build`. Nothing in them is written by hand: the law is that of the library, the
 * cases are the values at which its rules turn, and the answers are the library's.
 */

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { changedCells, sha256Of } from './changed-cells.mjs'
import { historiesOf } from './data-histories.mjs'
import { everyNode, OTHER_WRITINGS, rowsOf } from './data-rows.mjs'
import { schemas } from './data-schemas.mjs'

/**
 * @typedef {typeof import('demerit')} Main
 * @typedef {typeof import('demerit/rules')} Rules
 * @typedef {import('demerit/rules').RuleSet} RuleSet
 * @typedef {import('demerit/rules').RuleBook} RuleBook
 * @typedef {import('./data-rows.mjs').Question} Question
 * @typedef {import('./data-rows.mjs').Row} Row
 */

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/** What a file holds, with the version of the package and a digest of the rest. @param {string} format @param {Record<string, unknown>} content */
function signed(format, content) {
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  return { format, version, digest, ...content }
}

/** Everything that the law consists of: facts, rules as expressions, rule sets, and where each provision stands. @param {Main} main @param {Rules} rules */
export function lawOf({ FACTS, REQUIRED_FACTS, RELATIONS }, rules) {
  const { CITATIONS, cn, EXPRESSION_KINDS, expressionsOf, RULE_IDS, RULES, SHIPPED_SETS } = rules
  return signed('demerit-rule-sets-2', {
    facts: FACTS,
    required: REQUIRED_FACTS,
    relations: RELATIONS,
    expressions: EXPRESSION_KINDS,
    rules: RULE_IDS.map((id) => expressionsOf(RULES[id])),
    ruleSets: SHIPPED_SETS,
    book: { id: cn.id, ruleSets: cn.sets.map(({ id }) => id) },
    citations: CITATIONS,
  })
}

/** Cases of both questions, and what every rule set, the book and a set of one's own make of each. @param {Main} main @param {Rules} rules */
export function vectorsOf(main, rules) {
  const parsed = rules.parseRuleSet(everyNode(rules))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  const judges = [...rules.SHIPPED_SETS, rules.cn, parsed.value]
  /** @type {string[]} */
  const answers = []
  const placeOf = placing(answers)
  const questions = /** @type {const} */ (['bind', 'handle']).map((question) => {
    const names = namesOf(main, question)
    const values = names.map(() => /** @type {string[]} */ ([]))
    const places = values.map(placing)
    const rows = rowsOf(main, rules, question)
    return [
      question,
      {
        facts: names,
        values: () =>
          Object.fromEntries(names.map((name, index) => [name, values[index]?.map((text) => JSON.parse(text))])),
        rows: rows.map((row) => names.map((name, index) => (name in row ? (places[index]?.(row[name]) ?? -1) : -1))),
        answers: rows.map((row) => judges.map((judge) => placeOf(answerTo(main, question, row, judge)))),
      },
    ]
  })
  return signed('demerit-vectors-2', {
    rules: lawOf(main, rules).digest,
    judges: judges.map(({ id }) => id),
    extraSet: parsed.value,
    answers: answers.map((text) => JSON.parse(text)),
    questions: Object.fromEntries(
      questions.map(([question, each]) => [
        question,
        { .../** @type {any} */ (each), values: /** @type {any} */ (each).values() },
      ]),
    ),
  })
}

/** Gives each different value its place in a list. @param {string[]} list */
function placing(list) {
  const places = new Map()
  return (/** @type {unknown} */ value) => {
    const text = JSON.stringify(value)
    if (!places.has(text)) {
      places.set(text, list.length)
      list.push(text)
    }
    return /** @type {number} */ (places.get(text))
  }
}

/** @param {Main} main @param {Question} question */
function namesOf({ FACTS }, question) {
  return FACTS.filter(({ questions }) => questions.includes(question)).map(({ name }) => name)
}

/** @param {Main} main @param {Question} question @param {Row} facts @param {RuleSet | RuleBook} judge */
export function answerTo({ decideBinding, decideHandling }, question, facts, judge) {
  const decide = question === 'bind' ? decideBinding : decideHandling
  const decision = decide(/** @type {any} */ (facts), /** @type {any} */ (judge))
  if (decision.verdict === 'invalid')
    return { verdict: 'invalid', issues: decision.issues.map(({ path, code }) => ({ path, code })) }
  const rulesThat = (/** @type {string} */ outcome) =>
    decision.findings.filter((finding) => finding.outcome === outcome).map(({ rule }) => rule)
  const { verdict, ruleSet, missing } = decision
  return { verdict, ruleSet, failing: rulesThat('fails'), unknown: rulesThat('unknown'), missing }
}

/** Writes the files beside the built package. @param {URL} dist */
export async function writeData(dist) {
  const [main, rules] = await Promise.all(['index', 'rules'].map((name) => import(new URL(`${name}.js`, dist).href)))
  mkdirSync(dist, { recursive: true })
  // What `migrate` makes under the national law, for whoever installs it by hand. First, since package.json does not name it: a build is whole where all is there that it names.
  const { schemaSql } = await import(new URL('postgres.js', dist).href)
  writeFileSync(new URL('postgres.sql', dist), schemaSql({ rules: rules.cn }))
  const write = (/** @type {string} */ name, /** @type {object} */ content) => {
    let text = linesOf(content)
    if (name === 'vectors.json')
      for (const [number, writing] of Object.entries(OTHER_WRITINGS)) {
        const parts = text.split(`,${number},`)
        if (parts.length !== 2) throw new Error(`${number} stands ${parts.length - 1} times in vectors.json`)
        text = parts.join(`,${writing},`)
      }
    writeFileSync(new URL(name, dist), `${text}\n`)
  }
  const law = lawOf(main, rules)
  write('rule-sets.json', law)
  // What a citation names is what `sha256sum` says of one of these files: the law as a whole, and each set.
  const { format: _, version: __, digest: ___, ...content } = law
  mkdirSync(new URL('law/', dist), { recursive: true })
  for (const [name, part] of [['all', content], ...law.ruleSets.map((/** @type {any} */ set) => [set.id, set])])
    writeFileSync(new URL(`law/${name}.json`, dist), JSON.stringify(part))
  const digests = Object.fromEntries(rules.cn.sets.map((/** @type {any} */ set) => [set.id, sha256Of(set)]))
  write(
    'changes.json',
    signed('demerit-changes-1', { rules: law.digest, digests, cells: changedCells(rules.cn.sets, rules.absencesOf) }),
  )
  write('vectors.json', vectorsOf(main, rules))
  write('histories.json', signed('demerit-histories-1', { rules: law.digest, ...historiesOf(main, rules) }))
  for (const [name, schema] of Object.entries(schemas(main, law))) write(`${name}.schema.json`, schema)
}

/** JSON with a line for each item of a list: short, and lines of it can be compared. @param {unknown} value @returns {string} */
function linesOf(value, depth = 0) {
  if (depth === LINES || typeof value !== 'object' || value === null) return JSON.stringify(value)
  const items = Array.isArray(value)
    ? value.map((item) => linesOf(item, depth + 1))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${linesOf(item, depth + 1)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return items.length === 0 ? `${open}${close}` : `${open}\n${items.join(',\n')}\n${close}`
}
const LINES = 4

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeData(new URL('../dist/', import.meta.url))
}

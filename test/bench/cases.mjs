// @ts-check
/** The three cases that are measured, each with its rule set, its rows and everybody who answers. */
import * as demerit from '../../dist/index.js'
import { asReported, cn2024 } from '../../dist/rules.js'
import { bindAsReported, handleAsReported, handleSince2024 } from './node_modules/.built/decisions.mjs'
import { rowsOf } from './node_modules/.built/facts.mjs'
import { wholeAsReported } from './node_modules/.built/whole.mjs'

const LISTS = {
  channels: demerit.CHANNELS,
  plateTypes: demerit.PLATE_TYPES,
  ownerKinds: demerit.OWNER_KINDS,
  ownerConsents: demerit.OWNER_CONSENTS,
  violationStates: demerit.VIOLATION_STATES,
  recorders: demerit.RECORDERS,
  licenceStates: demerit.LICENCE_STATES,
  licenceClasses: demerit.LICENCE_CLASSES,
}

/** @typedef {{ prepare(row: any): any, failing(input: any): string[], answer?(input: any): unknown }} Contender */

const DRAFTS = /** @type {const} */ ([
  { id: 'bind, as-reported', question: 'bind', ruleSet: asReported, byHand: bindAsReported },
  { id: 'handle, as-reported', question: 'handle', ruleSet: asReported, byHand: handleAsReported },
  { id: 'handle, cn-2024-11-01', question: 'handle', ruleSet: cn2024, byHand: handleSince2024 },
])

export const PEERS = /** @type {const} */ ([
  ['json-logic-engine', 'json-logic-engine', './peers/json-logic.mjs'],
  ['valibot', 'valibot', './peers/valibot.mjs'],
  ['zod', 'zod', './peers/zod.mjs'],
])

/** @param {number} count @param {number} seed */
export async function casesOf(count, seed) {
  const peers = await Promise.all(PEERS.map(async ([name, , file]) => ({ name, peer: await import(file) })))
  const help = peers.map(({ name, peer }) => ({ name, help: /** @type {string[]} */ (peer.help) }))
  const cases = DRAFTS.map(({ id, question, ruleSet, byHand }, index) => {
    const rules = ruleSet[question].map(({ citation: _, ...provision }) => provision)
    const rows = rowsOf(
      question,
      rules.map(({ rule }) => rule),
      count,
      seed + index,
    )
    const which = { id, question, rules, lists: LISTS }
    /** @type {Record<string, Contender>} */
    const contenders = {
      'by hand': { prepare: (row) => row, failing: (facts) => byHand(facts) },
      ...(ruleSet === asReported ? { 'by hand, the whole decision': whole(question) } : {}),
      ...ours(question, ruleSet),
    }
    for (const { name, peer } of peers) contenders[name] = peer.create(which)
    return { id, question, rules, rows, contenders }
  })
  return { cases, help }
}

/** @param {'bind' | 'handle'} question @returns {Contender} */
function whole(question) {
  const answer = /** @type {(facts: any) => any} */ (wholeAsReported(asReported)[question])
  return { prepare: (row) => row, failing: (facts) => codesOf(answer(facts)), answer }
}

/** @param {any} decision @returns {string[]} */
const codesOf = (decision) => demerit.failuresOf(decision).map(({ rule }) => rule)

/** @param {'bind' | 'handle'} question @param {any} ruleSet @returns {Record<string, Contender>} */
function ours(question, ruleSet) {
  const decide = /** @type {(facts: any, ruleSet: any) => any} */ (
    question === 'bind' ? demerit.decideBinding : demerit.decideHandling
  )
  const screen = /** @type {(facts: any, ruleSet: any) => any} */ (
    question === 'bind' ? demerit.screenBinding : demerit.screenHandling
  )
  const parse = question === 'bind' ? demerit.parseBindingFacts : demerit.parseHandlingFacts
  const read = (/** @type {any} */ row) => {
    const parsed = parse(row)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
    return parsed.value
  }
  const failing = (/** @type {any} */ facts) => codesOf(decide(facts, ruleSet))
  const answer = (/** @type {any} */ facts) => decide(facts, ruleSet)
  return {
    'demerit, the codes': {
      prepare: read,
      failing: (facts) => [...screen(facts, ruleSet).failing],
      answer: (facts) => screen(facts, ruleSet),
    },
    'demerit, the whole decision': { prepare: read, failing, answer },
    'demerit, the whole decision on raw facts': { prepare: (row) => row, failing, answer },
  }
}

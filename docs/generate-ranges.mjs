// @ts-check
// Counts how far the court cases move by what is assumed of them, and writes it down with the commit and a digest: of the shipped sets into
// src/analysis/cases/ranges.json, which the package has, and of what the demo and the page tell besides into docs/levers-ranges.json. `npm run docs`
// counts what is of another law, or of other cases, than what is there; `npm run docs -- ranges` too. To count all again, remove
// the files' content but for `{}`. `npm run verify` draws between the ends, and counts the smaller cases again (test/exhaustive/ranges.test.ts).

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { channelsOf, countOf, courtCases, rangeOf, rangesUnder } from 'demerit/analysis'
import { cn2018February, cn2024, SHIPPED_SETS } from 'demerit/rules'
import { LEVERS } from './demo/levers.mjs'

/**
 * @typedef {import('demerit').Channel} Channel
 * @typedef {import('demerit/rules').RuleSet} RuleSet
 * @typedef {import('demerit/analysis').CourtCase} CourtCase
 * @typedef {import('demerit/analysis').CaseRange} CaseRange
 * @typedef {{ readonly [C in Channel]?: CaseRange }} ByChannel
 * @typedef {{ readonly [law: string]: { readonly digest: string, readonly commit: string, readonly cases: { readonly [id: string]: ByChannel } } }} Recorded
 * @typedef {object} Counted What is counted under one id.
 * @property {string} id
 * @property {readonly RuleSet[]} sets
 * @property {readonly Channel[]} channels
 * @property {readonly CourtCase[]} cases
 * @property {(courtCase: CourtCase, channel: Channel) => Partial<CaseRange>} count
 */

/** @type {readonly Channel[]} */
const AT_WINDOW = ['window']

/** @param {RuleSet} set @param {readonly Channel[]} channels @returns {Counted} */
function under(set, channels) {
  return {
    id: set.id,
    sets: [set],
    channels,
    cases: courtCases,
    count: (courtCase, channel) => rangesUnder(courtCase, set, channel),
  }
}

/** How many acts more pass under one set than under another. @param {RuleSet} now @param {RuleSet} before @param {string} of a case @returns {Counted} */
function moreUnder(now, before, of) {
  return {
    id: `${now.id}-more-than-${before.id}`,
    sets: [now, before],
    channels: AT_WINDOW,
    cases: courtCases.filter(({ id }) => id === of),
    count(courtCase, channel) {
      const [one, other] = /** @type {const} */ ([now, before]).map((set) => countOf(courtCase, set, channel))
      const more = (/** @type {'passed' | 'pointsPassed'} */ what) =>
        rangeOf(courtCase, (given) => (one?.(given)[what] ?? 0) - (other?.(given)[what] ?? 0))
      return { passed: more('passed'), pointsPassed: more('pointsPassed') }
    },
  }
}

/** Which file has what. @type {readonly (readonly [file: URL, counted: readonly Counted[]])[]} */
export const RECORDS = [
  [
    new URL('../src/analysis/cases/ranges.json', import.meta.url),
    // The app is asked about under the rule of today: there it is the other scenario.
    SHIPPED_SETS.map((set) => under(set, set === cn2024 ? ['window', 'web', 'app'] : ['window', 'web'])),
  ],
  [
    new URL('./levers-ranges.json', import.meta.url),
    [
      ...LEVERS.map(({ rules }) => under(rules, AT_WINDOW)),
      moreUnder(cn2024, cn2018February, 'shunde-transferred-officer'),
    ],
  ],
]

/** Of the law, and of all that the cases state and assume; not of the words beside it. @param {Counted} counted */
export function digestOf({ sets }) {
  const numbers = courtCases.map(({ ranges: _, derived: __, court: ___, ...courtCase }) => courtCase)
  const text = JSON.stringify([sets, numbers], (key, value) => (key === 'why' || key === 'says' ? undefined : value))
  return createHash('sha256').update(text).digest('hex')
}

/** @param {URL} file @returns {Recorded} */
export function recordIn(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

/**
 * What decides a case by a channel under the sets: the provisions that bind it, on binding only where a binding is asked for. What is decided alike is counted
 * once. @param {CourtCase} courtCase @param {Counted} counted @param {Channel} channel
 */
export function decisive({ id }, { sets }, channel) {
  const decided = sets.map(({ bind, handle }) => {
    /** @param {RuleSet['bind'] | RuleSet['handle']} provisions */
    const binding = (provisions) =>
      provisions
        .filter(({ channels }) => channels === 'all' || channels.includes(channel))
        .map(({ citation: _, channels: __, ...provision }) => provision)
    const handling = binding(handle)
    return [handling, handling.some(({ rule }) => rule === 'open-binding') ? binding(bind) : []]
  })
  return JSON.stringify([id, channel, decided])
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { encoding: 'utf8' }).trim()
  /** @type {Map<string, Partial<CaseRange>>} */
  const known = new Map()
  for (const [file, all] of RECORDS) {
    const before = recordIn(file)
    /** @type {Record<string, Recorded[string]>} */
    const record = {}
    for (const counted of all) {
      const digest = digestOf(counted)
      const old = before[counted.id]?.digest === digest ? before[counted.id] : undefined
      let isNew = old === undefined
      const cases = counted.cases.map((courtCase) => {
        const { id } = courtCase
        const channels = channelsOf(courtCase).filter((channel) => counted.channels.includes(channel))
        const ranges = channels.map((channel) => {
          const key = decisive(courtCase, counted, channel)
          const recorded = old?.cases[id]?.[channel]
          isNew ||= recorded === undefined
          const found = recorded ?? known.get(key) ?? counted.count(courtCase, channel)
          known.set(key, found)
          return [channel, found]
        })
        return [id, Object.fromEntries(ranges)]
      })
      record[counted.id] = old !== undefined && !isNew ? old : { digest, commit, cases: Object.fromEntries(cases) }
      // What is counted is kept if the rest is not.
      writeFileSync(file, `${JSON.stringify({ ...before, ...record })}\n`)
    }
    writeFileSync(file, `${JSON.stringify(record)}\n`)
  }
}

// @ts-check
// Counts how far the court cases move by what is assumed of them, and writes it down with the commit and a digest: of the shipped sets into
// src/analysis/cases/ranges.json, which the package has, and of what the demo and the page tell besides into docs/levers-ranges.json. `npm run docs`
// counts what is of another law, or of other cases, than what is there; `npm run docs -- ranges` too. It searches as the library does, then draws about
// each end, and about what was recorded before. To count all again, empty the digests. `npm run verify` draws between the ends, and searches the smaller
// cases again (test/exhaustive/ranges.test.ts).

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { channelsOf, countOf, courtCases, rangeOf, rangesUnder } from 'demerit/analysis'
import { cn2018February, cn2024, SHIPPED_SETS } from 'demerit/rules'
import { LEVERS } from './demo/levers.mjs'
import { drawing } from './drawing.mjs'

/**
 * @typedef {import('demerit').Channel} Channel
 * @typedef {import('demerit/rules').RuleSet} RuleSet
 * @typedef {import('demerit/analysis').CourtCase} CourtCase
 * @typedef {import('demerit/analysis').CaseRange} CaseRange
 * @typedef {import('demerit/analysis').Assumptions} Assumptions
 * @typedef {import('demerit/analysis').Ranged} Ranged
 * @typedef {keyof CaseRange} Measure
 * @typedef {{ measure: Measure, sign: number, value: number, by: Partial<Assumptions> }} End An end of a range, the lowest if the sign is -1.
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

/** What is counted under assumptions: of two sets, how many more under the first. @param {CourtCase} courtCase @param {Counted} counted @param {Channel} channel */
export function countIn(courtCase, { sets }, channel) {
  const [now, before] = sets.map((set) => countOf(courtCase, set, channel))
  return (/** @type {Partial<Assumptions>} */ given) => (/** @type {Measure} */ measure) =>
    (now?.(given)[measure] ?? 0) - (before?.(given)[measure] ?? 0)
}

/** About the ends so many acts are judged, each draw some. */
const DRAWN = 1_000_000
/** What comes in whole numbers alone, of every case. */
export const WHOLE = /^(?:ageDays|fineYuan)$/

/**
 * What a search found, and beyond it what is at an end of the case in an earlier record, under whatever law, or is drawn about an end: some assumptions at a
 * time by a part of their range, vehicles and licences also in proportion. Draws are the same each time.
 * @param {CourtCase} courtCase @param {Counted} counted @param {Channel} channel @param {Partial<CaseRange>} found @param {readonly Partial<Assumptions>[]} earlier
 * @returns {Partial<CaseRange>}
 */
export function beyond(courtCase, counted, channel, found, earlier) {
  const count = countIn(courtCase, counted, channel)
  const all = /** @type {[Measure, Ranged][]} */ (Object.entries(found)).flatMap(
    ([measure, { lowest, highest, lowestBy, highestBy }]) => [
      { measure, sign: -1, value: lowest, by: lowestBy },
      { measure, sign: 1, value: highest, by: highestBy },
    ],
  )
  const take = (/** @type {Partial<Assumptions>} */ given) => {
    const counts = count(given)
    for (const end of all) {
      const value = counts(end.measure)
      if (end.sign * (value - end.value) > 0) Object.assign(end, { by: given, value })
    }
  }
  for (const given of earlier) take(given)
  // Where all or nothing is counted, nothing lies beyond.
  const isOpen = (/** @type {End} */ { measure, value }) =>
    measure !== 'acts' &&
    measure !== 'points' &&
    value !== 0 &&
    value !== (measure === 'pointsPassed' ? found.points : found.acts)?.highest
  const random = drawing(courtCase.id.length + channel.length)
  const draws = DRAWN / countIn(courtCase, { ...counted, sets: counted.sets.slice(0, 1) }, channel)({})('acts')
  for (let draw = 0; draw < draws; draw++) {
    const open = all.filter(isOpen)
    const end = open[Math.floor(random() * open.length)]
    const given = end && moved(courtCase, end.by, random)
    if (given !== undefined) take(given)
  }
  const farthest = all.map((end) => {
    const by = needed(end, count)
    const told = end.sign < 0 ? { lowest: end.value, lowestBy: by } : { highest: end.value, highestBy: by }
    return /** @type {const} */ ([end.measure, told])
  })
  return Object.fromEntries(
    Object.entries(found).map(([name, range]) => [
      name,
      Object.assign({ ...range }, ...farthest.flatMap(([measure, told]) => (measure === name ? told : []))),
    ]),
  )
}

/** What makes an end of a case under any law on record, and can be assumed still. @param {CourtCase} courtCase @returns {readonly Partial<Assumptions>[]} */
export function endsIn({ id, assumed }) {
  const ranges = RECORDS.flatMap(([file]) => Object.values(recordIn(file))).flatMap(({ cases }) =>
    Object.values(cases[id] ?? {}).flatMap((range) => Object.values(range)),
  )
  const ends = ranges.flatMap(({ lowestBy, highestBy }) => [lowestBy, highestBy])
  const isPossible = (/** @type {Partial<Assumptions>} */ by) =>
    Object.entries(by).every(([name, value]) => {
      const { from, to } = assumed[/** @type {keyof Assumptions} */ (name)] ?? {}
      return typeof value !== 'number' || (value >= Number(from) && value <= Number(to))
    })
  return [...new Map(ends.filter(isPossible).map((by) => [JSON.stringify(by), by])).values()]
}

/** What makes an end, without what changes nothing. @param {End} end @param {ReturnType<typeof countIn>} count */
function needed({ by, measure, value }, count) {
  let kept = by
  for (const name of /** @type {(keyof Assumptions)[]} */ (Object.keys(by))) {
    const { [name]: _, ...rest } = kept
    const { firstDay, lastDay } = rest
    if (firstDay === undefined && lastDay === undefined && count(rest)(measure) === value) kept = rest
  }
  return kept
}

/** Some assumptions moved; none if days would end before they begin. @param {CourtCase} courtCase @param {Partial<Assumptions>} now @param {() => number} random */
function moved({ assumed }, now, random) {
  /** @type {Record<string, unknown>} */
  const given = { ...now }
  const together = random() < 1 / 4 ? 1 + (random() - 1 / 2) * 10 ** (-3 * random()) : undefined
  for (const [name, { value, from, to, whole }] of Object.entries(assumed)) {
    if (name === 'channel' || from === to) continue
    const is = given[name] ?? value
    if (typeof from !== 'number' || typeof to !== 'number') {
      if (random() < 1 / 20) given[name] = random() < 1 / 2 ? from : to
      continue
    }
    const isOne = name === 'violationsAVehicle' || name === 'actsALicence'
    if (together !== undefined ? !isOne : random() < 1 / 2) continue
    const far =
      Number(is) * (together ?? 1) +
      (together === undefined ? (random() * 2 - 1) * (to - from) * 10 ** (-4 * random()) : 0)
    const unit = whole || WHOLE.test(name) ? 1 : 1e4
    given[name] = Math.min(to, Math.max(from, Math.round(far * unit) / unit))
  }
  const { firstDay = assumed.firstDay?.value, lastDay = assumed.lastDay?.value } = /** @type {Partial<Assumptions>} */ (
    given
  )
  return firstDay !== undefined && lastDay !== undefined && firstDay > lastDay
    ? undefined
    : /** @type {Partial<Assumptions>} */ (given)
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
          const found =
            recorded ??
            known.get(key) ??
            beyond(courtCase, counted, channel, counted.count(courtCase, channel), endsIn(courtCase))
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

// @ts-check
// The main job on real input: nine court cases of a newspaper article, of which eight have acts, judged act by act under every rule set, and the edges
// of the date test. Every figure is of the cases of demerit/analysis, with the range that was counted of it, or computed from the rule sets.

import { decideHandling, failuresOf } from 'demerit'
import { capacityOf, channelsOf, courtCases, newsArticle, rangeText, totalsOf } from 'demerit/analysis'
import { en, explain, zhCN } from 'demerit/explain'
import * as rules from 'demerit/rules'
import { LEVER_RANGES } from '../levers-ranges.mjs'
import { hasApp, SETS } from '../sets.mjs'
import { BOUND_ON, EDGES, edgeFacts, nameOf, READINGS } from './edges.mjs'
import { LEVERS } from './levers.mjs'
import { grouped, heading, left, listed, right, wrapped } from './text.mjs'

const { cn2018September, cn2024 } = rules

/** @typedef {import('demerit/rules').RuleSet} RuleSet */
/** @typedef {import('demerit').Channel} Channel */
/** @typedef {import('demerit/analysis').TotalRange} TotalRange */

/** What was counted of all cases that can have gone through a channel, under a shipped set. @param {RuleSet} set @param {Channel} channel */
const total = ({ id }, channel) => /** @type {TotalRange} */ (newsArticle.ranges[id]?.[channel])

// ── The answer ──────────────────────────────────────────────────────────────────────────────────────────────────────

const today = total(cn2024, 'window')
const levers = LEVERS.map(({ name, rules: { id } }) => {
  const { window } = totalsOf(Object.values(LEVER_RANGES[id]?.cases ?? {}))
  return { name, window: /** @type {TotalRange} */ (window) }
})
const closing = levers.filter(({ window }) => window.pointsPassed.highest === 0).map(({ name }) => name)
/** What changes nothing: the same range, made by the same. */
const idle = levers
  .filter(({ window }) => JSON.stringify(window) === JSON.stringify(today))
  .map(({ name }) => name.replace(/:.*| \*$/, ''))

/** The cases that tell of no act. */
const without = courtCases.filter((each) => channelsOf(each).length === 0).map(({ id }) => id)
heading('The answer')
console.log(
  wrapped(
    `As far as a search over what the article leaves open found, at a window where an official lies ${rangeText(today.passed)} of ${rangeText(today.acts)} acts of its court cases pass under the rule of 2024 (of ${courtCases.length}, ${listed(without)} tells of no act, and one of acts by the web alone), and where nobody lies ${rangeText(today.passedAsTheyWere)}; by the 12123 app, if each owner agrees to a binding and somebody signs in as each driver, ${rangeText(total(cn2024, 'app').passed)}, with ${rangeText(total(cn2024, 'app').pointsPassed)} points, and likewise by the web ${rangeText(total(cn2024, 'web').passed)} of ${rangeText(total(cn2024, 'web').acts)}. Of ${levers.length} changes ${closing.length === 0 ? 'none' : `only ${listed(closing)}`} stops every point at a window whatever is assumed, and ${listed(idle)} change${idle.length === 1 ? 's' : ''} nothing there.`,
  ),
)
console.log(
  wrapped(
    'Each number is the lowest and the highest that the search found, no floor and no ceiling, and in brackets the reading of the article, with each assumption at its value: no best guess. Each number has its own ends: the fewest acts need not go with the fewest points. The channel is no assumption but a scenario: an act of a window is counted by the app too, and numbers of two channels do not add up. What the article gives as more than a number is counted as that number.',
  ),
)

// ── Every rule set ─────────────────────────────────────────────────────────────────────────────────────────────────

heading(`1. ${SETS.length} rule sets`)
for (const [measure, title] of /** @type {const} */ ([
  ['passed', 'acts that pass as declared'],
  ['pointsPassed', 'their points'],
  ['refused', 'acts that are refused'],
])) {
  console.log(`${left(title, 28)}${right('at a window', 26)}${right('by the web', 22)}`)
  for (const set of SETS) {
    const [window, web] = /** @type {const} */ (['window', 'web']).map((channel) =>
      rangeText(total(set, channel)[measure]),
    )
    console.log(`${left(set.id, 28)}${right(window ?? '', 26)}${right(web ?? '', 22)}`)
  }
  console.log(`${left(`${cn2024.id}, by the app`, 28)}${right(rangeText(total(cn2024, 'app')[measure]), 26)}`)
  console.log('')
}
console.log(
  wrapped(
    `Declared: what an insider has to state to get through: who stood at the window, and that the identity was checked. The app is asked about under the rule of 2024 alone. Where nobody lies ${rangeText(today.passedAsTheyWere)} pass at a window today. No rule can see that a fact is false: only an audit finds it.`,
  ),
)

// ── Levers ──────────────────────────────────────────────────────────────────────────────────────────────────────────

heading(`2. What still passes at a window with each change of ${cn2024.id}`)
console.log(`${left('change', 44)}${right('points', 36)}`)
for (const { name, window } of [{ name: 'none', window: today }, ...levers]) {
  console.log(`${left(name, 44)}${right(rangeText(window.pointsPassed), 36)}`)
  console.log(right(`${rangeText(window.passed)} acts`, 80))
}
console.log(
  wrapped(
    '* A rule that no set has. Acts without points still pass where the date test is for points alone: nothing is sold by them. A violation whose points are bought today is older than any binding made today, and so the date test stops it wherever a binding is asked for; what still passes is of vehicles that were bound before for another act.',
  ),
)

// ── Assumptions ─────────────────────────────────────────────────────────────────────────────────────────────────────

heading(`3. Which assumptions make the ends, at a window under ${cn2024.id}`)
const WORDS = /** @type {Record<string, string>} */ ({
  points: 'points a violation',
  ageDays: 'days until it is handled',
  order: 'order of the licences',
  violationsAVehicle: 'violations a vehicle',
  fineYuan: 'fine, yuan',
  channel: 'channel',
  actsALicence: 'acts a licence',
  dearShare: 'share of dearer acts',
  yuanAPoint: 'yuan a point, paid',
  sharers: 'sharers of a gain',
  firstDay: 'first day',
  lastDay: 'last day',
})
/** @param {Readonly<Record<string, unknown>>} by */
const made = (by) =>
  Object.entries(by)
    .map(([name, value]) => `${WORDS[name] ?? name} ${typeof value === 'number' ? short(value) : value}`)
    .join(', ') || 'the reading'
for (const { id, ranges } of courtCases) {
  const passed = ranges[cn2024.id]?.window?.passed
  if (passed === undefined) continue
  console.log(`${left(id, 28)}${rangeText(passed)}`)
  if (passed.lowest === passed.highest) continue
  console.log(wrapped(`    fewest: ${made(passed.lowestBy)}; most: ${made(passed.highestBy)}`))
}

/** At most two decimals. @param {number} number */
function short(number) {
  return String(Math.round(number * 100) / 100)
}

// ── Cases ───────────────────────────────────────────────────────────────────────────────────────────────────────────

heading('4. The cases')
for (const [measure, title] of /** @type {const} */ ([
  ['acts', 'acts'],
  ['points', 'points'],
])) {
  console.log(`${left('case', 28)}${right(title, 26)}`)
  for (const { id, ranges } of courtCases) {
    const counted = Object.values(ranges[cn2024.id] ?? {})[0]
    if (counted !== undefined) console.log(`${left(id, 28)}${right(rangeText(counted[measure]), 26)}`)
  }
  console.log('')
}

/** An assumption in words. @param {string} name @param {{ value: any, from: any, to: any, why: string }} assumption */
function assumes(name, { value, from, to, why }) {
  const [at, first, last] = [value, from, to].map((each) => (typeof each === 'number' ? short(each) : each))
  return `${WORDS[name] ?? name} ${at}${first === last ? '' : ` (${first} … ${last})`}: ${why}`
}
const all = courtCases.flatMap(({ assumed }) => Object.entries(assumed).map(([name, each]) => assumes(name, each)))
/** What every second case assumes, or more. */
const usual = new Set(all.filter((each) => all.filter((other) => other === each).length > courtCases.length / 2))
console.log(wrapped(`Assumed unless a case says otherwise: ${[...usual].join('; ')}.`))
for (const { id, court, period, stated, derived, assumed } of courtCases) {
  const days = period.from === null ? 'no dates' : `${period.from} to ${period.to}`
  console.log(`\n${id}`)
  console.log(wrapped(`  ${court.en}, ${days}`))
  const says = Object.values(stated).map((figure) => figure.says)
  console.log(wrapped(`  States: ${says.length === 0 ? 'queries only, no sale of points' : says.join('; ')}.`))
  const follows = Object.entries(derived).map(([what, how]) => `${what}, ${how}`)
  if (follows.length > 0) console.log(wrapped(`  Derived: ${follows.join('; ')}.`))
  const own = Object.entries(assumed).map(([name, each]) => assumes(name, each))
  const others = own.filter((each) => !usual.has(each))
  if (others.length > 0) console.log(wrapped(`  Assumes: ${others.join('; ')}.`))
}

// ── Prices ──────────────────────────────────────────────────────────────────────────────────────────────────────────

heading('5. What was paid')
const { pointBought, pointSold, profit } = newsArticle.stated
/** The ends of a stated figure. @param {import('demerit/analysis').Stated | undefined} figure @returns {readonly [number, number]} */
function ends(figure) {
  if (figure === undefined) return [0, 0]
  return figure.kind === 'range' ? [figure.from, figure.to] : [figure.value, figure.value]
}
const prices = [{ id: 'the article', stated: newsArticle.stated }, ...courtCases].flatMap(({ id, stated }) =>
  Object.values(stated).flatMap((figure) => (figure.per === undefined ? [] : [{ id, figure }])),
)
for (const { id, figure } of prices) {
  const [low, high] = ends(figure)
  const paid = `${low === high ? grouped(low) : `${grouped(low)} to ${grouped(high)}`} yuan a ${figure.per}`
  console.log(`  ${left(id, 28)}${paid}`)
}
const [bought, sold] = [ends(pointBought), ends(pointSold)]
console.log(
  wrapped(
    `A point bought for ${bought[0]} to ${bought[1]} yuan and sold for ${sold[0]} to ${sold[1]} brings ${sold[0] / bought[1]} to ${sold[1] / bought[0]} times its price; the article says more than ${ends(profit)[0]} times.`,
  ),
)

// ── Capacity ────────────────────────────────────────────────────────────────────────────────────────────────────────

const RING = { licences: 10, vehicles: 10, days: 30, points: [1, 2, 3, 6, 12] }
/** What the ring can sell. @param {RuleSet} set @param {'app' | 'window'} channel @param {'before' | 'same-day' | 'later'} occurred @param {number} [days] */
const sells = (set, channel, occurred, days = RING.days) =>
  capacityOf(set, { ...RING, days, channel, occurred, official: true, price: sold[1] })
heading(`6. What ${RING.licences} fresh licences can sell in ${RING.days} days of one scoring period, in points`)
console.log(`${left('', 20)}${left(' by the 12123 app, violations', 30)}at a window, if an`)
console.log(
  `${left('rule set', 20)}${right('before', 8)}${right('same day', 10)}${right('later', 8)}${right('official lies', 16)}  stopped by`,
)
for (const set of SETS) {
  // Nobody could bind by the app yet: a dash.
  const points = /** @type {const} */ (['before', 'same-day', 'later']).map((each) =>
    hasApp(set) ? sells(set, 'app', each).points : '–',
  )
  const window = sells(set, 'window', 'before')
  console.log(
    `${left(set.id, 20)}${right(points[0] ?? '', 8)}${right(points[1] ?? '', 10)}${right(points[2] ?? '', 8)}${right(window.points, 16)}  ${window.limitedBy}`,
  )
}
const [byApp, atWindow] = /** @type {const} */ (['app', 'window']).map((each) => sells(cn2024, each, 'later', 365))
const FEW = { ...RING, vehicles: 200, violationsAVehicle: 1, points: 1, days: 365 }
const few = capacityOf(cn2024, { ...FEW, channel: 'app', official: false, occurred: 'later', price: sold[1] })
/** @param {number | undefined} points */
const aMonth = (points) => ((points ?? 0) / RING.licences / 12).toFixed(2)
console.log(
  wrapped(
    `Nothing here is assumed of the cases: the ring is given, with a fine of 200 yuan for each violation, and each number is the most that the rules allow it, without what a licence at the full score may still finish of one vehicle at a window. Fresh: the scoring period of each licence begins on the first day. Violations occurred before the day of their binding, on it, or later. A licence that sells all of one scoring period, a year, comes to ${aMonth(byApp?.points)} points a month by the 12123 app and ${aMonth(atWindow?.points)} at a window under ${cn2024.id}: ${grouped((byApp?.yuan ?? 0) / RING.licences)} or ${grouped((atWindow?.yuan ?? 0) / RING.licences)} yuan at ${sold[1]} yuan a point, the highest stated price. What stops it is ${byApp?.limitedBy} by the 12123 app and ${atWindow?.limitedBy} at a window, and no cap: one place is enough, since it is released and bound again. If each of ${grouped(FEW.vehicles)} vehicles has one violation of one point, they sell ${few.points} by the 12123 app in that period, and ${few.limitedBy} stops them.`,
  ),
)

// ── Edges ───────────────────────────────────────────────────────────────────────────────────────────────────────────

heading(`7. Edges of the date test, ${cn2018September.id}: bound on ${BOUND_ON}, Beijing time`)
console.log(`${left('violation', 28)}${READINGS.map(([name]) => left(name, 17)).join('')}`.trimEnd())
for (const edge of EDGES) {
  const cells = READINGS.map(([, set]) => {
    const decision = /** @type {import('demerit').Decision} */ (decideHandling(edgeFacts(edge), set))
    return left(decision.verdict === 'permitted' ? 'yes' : `no ${failuresOf(decision)[0]?.rule}`, 17)
  })
  console.log(`${left(nameOf(edge), 28)}${cells.join('')}`.trimEnd())
}
const third = /** @type {import('demerit').Decision} */ (
  decideHandling(edgeFacts(/** @type {import('./edges.mjs').Edge} */ (EDGES[2])), READINGS[0][1])
)
const failing = third.findings.findIndex((finding) => finding.outcome === 'fails')
console.log('\nThe third row in words:')
for (const locale of [zhCN, en]) console.log(wrapped(`  ${explain(third, locale, { cite: rules.CITATIONS })[failing]}`))

// @ts-check
// The main job on real input: nine court cases of a newspaper article, judged act by act under every rule set, and the edges
// of the date test. Every figure is computed from the cases of demerit/analysis and from the rule sets.

import { decideHandling, failuresOf } from 'demerit'
import { capacityOf, courtCases, newsArticle, replayCase } from 'demerit/analysis'
import { en, explain, zhCN } from 'demerit/explain'
import * as rules from 'demerit/rules'
import { BOUND_ON, EDGES, edgeFacts, nameOf, READINGS } from './edges.mjs'
import { leversOn } from './levers.mjs'
import { grouped, heading, left, listed, right, wrapped } from './text.mjs'

const { asReported, cn2013, cn2018September, cn2024, SHIPPED_SETS: SETS } = rules

/** @typedef {import('demerit/analysis').CaseReplay} CaseReplay */
/** @typedef {import('demerit/rules').RuleSet} RuleSet */

/** @type {Map<string, CaseReplay>} */
const replayed = new Map()
/**
 * What decides a case under some rules: the provisions on handling that bind its channel, and those on binding if one of them asks
 * for a binding. An assumption about the fine counts only if one of them reads it.
 *
 * @param {RuleSet} set @param {Readonly<Record<string, any>>} assumed
 */
function decisive({ bind, handle }, { fineYuan, ...assumed }) {
  /** @param {RuleSet['bind'] | RuleSet['handle']} provisions */
  const binding = (provisions) =>
    provisions
      .filter(({ channels }) => channels === 'all' || channels.includes(assumed.channel ?? 'window'))
      .map(({ citation: _, channels: __, ...provision }) => provision)
  const handling = binding(handle)
  const isBound = handling.some(({ rule }) => rule === 'open-binding')
  const readsFine = handling.some(({ rule }) => rule === 'fine-limit')
  return [handling, isBound ? binding(bind) : [], { ...assumed, ...(readsFine ? { fineYuan } : {}) }]
}
/** A case under some rules; what is decided alike was judged before, and is not judged again. @param {typeof courtCases[number]} courtCase @param {RuleSet} set @param {object} [given] */
function replay(courtCase, set, given = {}) {
  const all = Object.fromEntries(Object.entries(courtCase.assumed).map(([name, { value }]) => [name, value]))
  const key = JSON.stringify([courtCase.id, ...decisive(set, { ...all, ...given })])
  const known = replayed.get(key) ?? replayCase(courtCase, set, given)
  replayed.set(key, known)
  return known
}

/** All cases under some rules, with one assumption set in those that make it. @param {RuleSet} set @param {string} [name] @param {'from' | 'to'} [end] */
function total(set, name, end) {
  /** @type {Map<string, number>} */
  const byRule = new Map()
  const sums = { acts: 0, points: 0, asTheyWere: 0, passed: 0, pointsPassed: 0, falseStatements: 0, byRule }
  for (const courtCase of courtCases) {
    const assumption = /** @type {any} */ (courtCase.assumed)[name ?? '']
    const given = assumption === undefined || end === undefined ? {} : { [name ?? '']: assumption[end] }
    const one = replay(courtCase, set, given)
    sums.acts += one.acts
    sums.points += one.points
    sums.asTheyWere += one.asTheyWere.passed
    sums.passed += one.asDeclared.passed
    sums.pointsPassed += one.asDeclared.pointsPassed
    sums.falseStatements += one.falseStatements.total
    for (const [rule, count] of Object.entries(one.asDeclared.byRule)) byRule.set(rule, (byRule.get(rule) ?? 0) + count)
  }
  return sums
}

/** The year in which a rule set begins. @param {RuleSet} set */
function yearOf({ from }) {
  return from.slice(0, 4)
}

/** @param {number} part @param {number} whole */
function percent(part, whole) {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
}

// ── The answer ──────────────────────────────────────────────────────────────────────────────────────────────────────

const national = total(cn2024)
const levers = leversOn(cn2024).map(({ name, rules: set }) => ({ name, set, ...total(set) }))
const closing = levers.filter(({ pointsPassed }) => pointsPassed === 0).map(({ name }) => name)
const idle = levers.filter(({ passed }) => passed === national.passed).map(({ name }) => name.replace(/:.*| \*$/, ''))

heading('The answer')
console.log(
  wrapped(
    `Under the national rule of ${yearOf(cn2024)} ${grouped(national.passed)} of the ${grouped(national.acts)} acts of ${courtCases.length} court cases pass, with ${grouped(national.pointsPassed)} of ${grouped(national.points)} points, if an insider at the window lies; of ${levers.length} changes only ${listed(closing)} stops every point, and ${listed(idle)} stop${idle.length === 1 ? 's' : ''} not one act more.`,
  ),
)

// ── Every rule set ─────────────────────────────────────────────────────────────────────────────────────────────────

heading(`1. ${SETS.length} rule sets`)
console.log(
  `${left('', 20)}${right('acts that pass', 17)}${right('points', 9)}${right('false', 10)}   refused, as declared,\n${left('rule set', 20)}${right('as was', 8)}${right('declared', 9)}${right('passed', 9)}${right('statements', 11)}  by rule`,
)
for (const set of SETS) {
  const { asTheyWere, passed, pointsPassed, falseStatements, byRule } = total(set)
  const first = [...byRule].sort(([, one], [, other]) => other - one)[0]
  const by = first === undefined ? '' : `${first[0]} ${grouped(first[1])}`
  console.log(
    `${left(set.id, 20)}${right(grouped(asTheyWere), 8)}${right(grouped(passed), 9)}${right(grouped(pointsPassed), 9)}${right(grouped(falseStatements), 11)}  ${by}`.trimEnd(),
  )
}
console.log(
  wrapped(
    'As was: nobody at the window, no identity checked, a dead holder, no binding. Declared: what an insider has to state to get through; a false statement is one fact on record that was not so, such as who stood at the window. No rule can see that a fact is false: only an audit finds it.',
  ),
)

// ── Levers ──────────────────────────────────────────────────────────────────────────────────────────────────────────

heading(`2. What each change of ${cn2024.id} would have stopped`)
console.log(`${left('change', 46)}${right('acts', 9)}${right('points', 9)}${right('still pass', 12)}`)
for (const { name, passed, pointsPassed } of levers) {
  const [acts, points] = [national.passed - passed, national.pointsPassed - pointsPassed]
  console.log(`${left(name, 46)}${right(grouped(acts), 9)}${right(grouped(points), 9)}${right(grouped(passed), 12)}`)
}
console.log(
  wrapped(
    '* A rule that no set has. Acts without points still pass where the date test is for points alone: nothing is sold by them. A violation whose points are bought today is older than any binding made today, and so the date test stops it wherever a binding is asked for.',
  ),
)

// ── Assumptions ─────────────────────────────────────────────────────────────────────────────────────────────────────

heading('3. How far the answer moves with each assumption')
const stricter = /** @type {typeof levers[number]} */ (levers.at(-1))
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
/** @param {string} name @param {'from' | 'to'} end */
const share = (name, end) => {
  const { passed, acts } = total(cn2024, name, end)
  return passed / acts
}
const tornado = Object.keys(WORDS)
  .filter((name) => !name.endsWith('Day'))
  .map((name) => ({ name, from: share(name, 'from'), to: share(name, 'to') }))
  .sort((one, other) => Math.abs(other.from - other.to) - Math.abs(one.from - one.to))
console.log(
  `Share of acts that pass under ${cn2024.id} as declared; with every assumption\nat its value: ${percent(national.passed, national.acts)}\n`,
)
console.log(
  `${left('assumption', 26)}${left('range, of all cases', 22)}${right('at first', 10)}${right('at last', 10)}`,
)
for (const { name, from, to } of tornado) {
  console.log(
    `${left(WORDS[name] ?? name, 26)}${left(rangeOf(name), 22)}${right(percent(from, 1), 10)}${right(percent(to, 1), 10)}`,
  )
}
const sameDay = total(asReported, 'ageDays', 'from')
console.log(
  wrapped(
    `The date test depends on the age: were every violation handled on its own day, ${grouped(sameDay.passed)} acts would pass under ${asReported.id}, which counts the day of binding whole, and ${grouped(total(stricter.set, 'ageDays', 'from').pointsPassed)} points under the last change, which counts from the moment.`,
  ),
)

/** At most two decimals. @param {number} number */
function short(number) {
  return String(Math.round(number * 100) / 100)
}

/** The range of an assumption over all cases that make it. @param {string} name */
function rangeOf(name) {
  const made = courtCases.flatMap((each) => /** @type {any} */ (each.assumed)[name] ?? [])
  const ends = made.flatMap(({ from, to }) => [from, to])
  if (ends.some((end) => typeof end !== 'number')) {
    const { from, to } = made[0]
    return `${from} … ${to}`
  }
  return `${short(Math.min(...ends))} … ${short(Math.max(...ends))}`
}

// ── Cases ───────────────────────────────────────────────────────────────────────────────────────────────────────────

heading('4. The cases')
console.log(
  `${left('case', 28)}${right('acts', 8)}${right('points', 8)}${right(yearOf(cn2013), 9)}${right('reported', 10)}${right(yearOf(cn2024), 8)}${right('false', 8)}`,
)
for (const courtCase of courtCases) {
  const [list, reported, now] = [cn2013, asReported, cn2024].map((set) => replay(courtCase, set))
  const { acts, points, falseStatements } = /** @type {CaseReplay} */ (now)
  const cells = [list, reported, now].map((one) => grouped(/** @type {CaseReplay} */ (one).asDeclared.passed))
  console.log(
    `${left(courtCase.id, 28)}${right(grouped(acts), 8)}${right(grouped(points), 8)}${right(cells[0] ?? '', 9)}${right(cells[1] ?? '', 10)}${right(cells[2] ?? '', 8)}${right(grouped(falseStatements.total), 8)}`,
  )
}
console.log(
  wrapped('Acts that pass as declared under three rule sets, and the false statements that takes under the last.'),
)

/** An assumption in words. @param {string} name @param {{ value: any, from: any, to: any }} assumption */
function assumes(name, { value, from, to }) {
  const [at, first, last] = [value, from, to].map((each) => (typeof each === 'number' ? short(each) : each))
  return `${WORDS[name] ?? name} ${at}${first === last ? '' : ` (${first} … ${last})`}`
}
const all = courtCases.flatMap(({ assumed }) => Object.entries(assumed).map(([name, each]) => assumes(name, each)))
/** What every second case assumes, or more. */
const usual = new Set(all.filter((each) => all.filter((other) => other === each).length > courtCases.length / 2))
console.log(`\n${wrapped(`Assumed unless a case says otherwise: ${[...usual].join('; ')}.`)}`)
for (const { id, court, period, stated, assumed } of courtCases) {
  const days = period.from === null ? 'no dates' : `${period.from} to ${period.to}`
  console.log(`\n${id}`)
  console.log(wrapped(`  ${court.en}, ${days}`))
  const says = Object.values(stated).map((figure) => figure.says)
  console.log(wrapped(`  States: ${says.length === 0 ? 'queries only, no sale of points' : says.join('; ')}.`))
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
heading(`6. What ${RING.licences} fresh licences can sell in ${RING.days} days, in points`)
console.log(`${left('', 20)}${left(' by the 12123 app, violations', 30)}at a window, if an`)
console.log(
  `${left('rule set', 20)}${right('before', 8)}${right('same day', 10)}${right('later', 8)}${right('official lies', 16)}  stopped by`,
)
for (const set of SETS) {
  const points = /** @type {const} */ (['before', 'same-day', 'later']).map((each) => sells(set, 'app', each).points)
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
    `Violations occurred before the day of their binding, on it, or later. A licence that sells all year comes to ${aMonth(byApp?.points)} points a month by the 12123 app and ${aMonth(atWindow?.points)} at a window under ${cn2024.id}: ${grouped((byApp?.yuan ?? 0) / RING.licences)} or ${grouped((atWindow?.yuan ?? 0) / RING.licences)} yuan a year at ${sold[1]} yuan a point. What stops it is ${byApp?.limitedBy} by the 12123 app and ${atWindow?.limitedBy} at a window, and no cap: one place is enough, since it is released and bound again. If each of ${grouped(FEW.vehicles)} vehicles has one violation of one point, they sell ${few.points} by the 12123 app in a year, and ${few.limitedBy} stops them.`,
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

// @ts-check
// The main job on real input: the rule decides its edge cases (docs/FACTS.md) and the newspaper's court cases.
// Every figure is computed from the data beside this file and from the rule sets.

import { readFileSync } from 'node:fs'
import { decideHandling, failuresOf, yuan } from 'demerit'
import { en, explain, zhCN } from 'demerit/explain'
import * as rules from 'demerit/rules'
import { actsOf, judgeCase } from './streams.mjs'

const { cases, prices } = JSON.parse(readFileSync(new URL('./cases.json', import.meta.url), 'utf8'))
const { asReported, chengdu2017, cn2013, cn2018february, cn2018september, cn2020, cn2024, plan2018, reform } = rules
const SETS = [cn2013, chengdu2017, asReported, plan2018, cn2018february, cn2018september, cn2020, cn2024]

/** Letters for rules, so that a row fits eighty columns. */
const LETTERS = /** @type {Record<string, string>} */ ({
  'offender-present': 'A',
  'identity-verified': 'I',
  'licence-state': 'L',
  'open-binding': 'B',
  'since-binding': 'S',
  'fine-limit': 'F',
  'points-room': 'P',
  'single-points-limit': 'G',
  'licence-class': 'C',
  'vehicles-per-year': 'V',
  'drivers-per-year': 'D',
})
const number = (/** @type {number} */ n) => n.toLocaleString('en-GB')
const heading = (/** @type {string} */ text) => console.log(`\n${text}\n${'─'.repeat(Math.min(80, text.length))}`)
const pad = (/** @type {string | number} */ text, /** @type {number} */ width) => String(text).padEnd(width)
const right = (/** @type {string | number} */ text, /** @type {number} */ width) => String(text).padStart(width)

// ── 1. Edges ────────────────────────────────────────────────────────────────────────────────────────────────────────

const BOUND = '2018-09-10T15:00:00+08:00'
/** @type {readonly [string, string, number, number, number][]} */
const EDGES = [
  ['10 Sept 09:00', '2018-09-10T09:00:00+08:00', 3, 200, 0],
  ['10 Sept 16:00', '2018-09-10T16:00:00+08:00', 3, 200, 0],
  ['9 Sept 23:59', '2018-09-09T23:59:00+08:00', 3, 200, 0],
  ['9 Sept 16:30Z (10 in China)', '2018-09-09T16:30:00Z', 3, 200, 0],
  ['1 Aug, no points', '2018-08-01T12:00:00+08:00', 0, 200, 0],
  ['11 Sept, 201 yuan', '2018-09-11T12:00:00+08:00', 3, 201, 0],
  ['11 Sept, 6 points on 5', '2018-09-11T12:00:00+08:00', 6, 200, 5],
  ['11 Sept, 6 points on 6', '2018-09-11T12:00:00+08:00', 6, 200, 6],
]
const READINGS = [
  ['day included', cn2018september],
  ['instant', reform(cn2018september, { 'since-binding': { grain: 'instant' } })],
  ['day excluded', reform(cn2018september, { 'since-binding': { grain: 'next-day' } })],
]

/** @param {readonly [string, string, number, number, number]} edge */
export function edgeFacts([, occurredAt, points, fine, pointsHeld]) {
  return /** @type {any} */ ({
    at: '2018-09-12T12:00:00+08:00',
    channel: 'app',
    driver: 'driver',
    vehicle: 'vehicle',
    vehicleOwner: 'owner',
    plateType: '02',
    violationState: 'open',
    occurredAt,
    fine: yuan(fine),
    points,
    recordedBy: 'monitoring',
    boundSince: BOUND,
    licenceStates: [],
    licenceClasses: ['C1'],
    pointsHeld,
    fullScoreStudies: 0,
    offenderPresent: false,
    identityVerified: true,
  })
}

heading('1. Edges of the rule: bound on 10 September 2018 at 15:00 (Beijing time)')
console.log(`${pad('violation', 28)}${READINGS.map(([name]) => pad(/** @type {string} */ (name), 17)).join('')}`)
for (const edge of EDGES) {
  const cells = READINGS.map(([, set]) => {
    const decision = /** @type {import('demerit').Decision} */ (
      decideHandling(edgeFacts(edge), /** @type {any} */ (set))
    )
    const first = failuresOf(decision)[0]?.rule
    return pad(decision.verdict === 'permitted' ? 'yes' : `no ${first}`, 17)
  })
  console.log(`${pad(edge[0], 28)}${cells.join('')}`.trimEnd())
}
const example = /** @type {any} */ (decideHandling(edgeFacts(/** @type {any} */ (EDGES[2])), cn2018september))
const failing = example.findings.findIndex((/** @type {any} */ finding) => finding.outcome === 'fails')
console.log('\nThe third row in words:')
console.log(wrapped(`  ${explain(example, zhCN, { cite: rules.CITATIONS })[failing]}`))
console.log(wrapped(`  ${explain(example, en, { cite: rules.CITATIONS })[failing]}`))

// ── 2. Court cases ──────────────────────────────────────────────────────────────────────────────────────────────────

const acted = cases.filter((/** @type {any} */ court) => court.violations > 0)
heading(
  `2. ${cases.length} court cases, ${cases.length - acted.length} without an act: each act under every rule set twice`,
)
console.log(
  wrapped(
    'as it was: offender absent, identity not checked, holder dead where the case says so, no binding. As declared: what an insider has to state to get through; a false statement is one fact on record that was not so.',
  ),
)
console.log(
  wrapped(
    'Where a case is silent: 3 points and 200 yuan a violation, three violations a vehicle, each a month old when its points are bought; licences take turns in order.',
  ),
)
console.log('\nRules that refuse, by letter:')
const legend = Object.entries(LETTERS).map(([rule, letter]) => `${letter} ${rule}`)
for (let index = 0; index < legend.length; index += 3) {
  console.log(
    `  ${legend
      .slice(index, index + 3)
      .map((text) => pad(text, 25))
      .join('')}`.trimEnd(),
  )
}
let most = 0
let beyond = 0
let releases = 0
const totals = new Map(SETS.map((set) => [set.id, { acts: 0, asWas: 0, declared: 0, statements: 0 }]))
for (const court of cases) {
  const span = court.from === null ? 'no dates' : `${court.from} to ${court.to}`
  console.log(`\n${court.id} (${court.channel}, ${span})`)
  console.log(wrapped(`  ${court.stated}`))
  if (court.violations === 0) {
    console.log('  no act to judge')
    continue
  }
  console.log(
    `  ${pad('rule set', 20)}${right('acts', 7)}${right('refused as it was', 22)}${right('as declared', 18)}${right('false', 9)}`,
  )
  const stream = actsOf(court)
  for (const count of actsByLicence(stream)) {
    most = Math.max(most, count)
    beyond += Math.max(0, count - 3)
  }
  for (const set of SETS) {
    const { acts, asItWas, asDeclared, falseStatements, released } = judgeCase(court, stream, set)
    releases += released
    const total = /** @type {any} */ (totals.get(set.id))
    total.acts += acts
    total.asWas += asItWas.refused
    total.declared += asDeclared.refused
    total.statements += falseStatements
    const was = `${number(asItWas.refused)} ${letters(asItWas)}`
    const declared = `${number(asDeclared.refused)} ${letters(asDeclared)}`
    console.log(
      `  ${pad(set.id, 20)}${right(number(acts), 7)}${right(was, 22)}${right(declared, 18)}${right(number(falseStatements), 9)}`,
    )
  }
}

heading('All cases together')
console.log(
  `  ${pad('rule set', 20)}${right('acts', 8)}${right('refused as was', 16)}${right('as declared', 14)}${right('false statements', 20)}`,
)
for (const set of SETS) {
  const { acts, asWas, declared, statements } = /** @type {any} */ (totals.get(set.id))
  console.log(
    `  ${pad(set.id, 20)}${right(number(acts), 8)}${right(number(asWas), 16)}${right(number(declared), 14)}${right(number(statements), 20)}`,
  )
}
const strict = /** @type {any} */ (totals.get(asReported.id))
const now = /** @type {any} */ (totals.get(cn2024.id))
console.log('\nFinding:')
console.log(
  wrapped(
    `  What the dates stop: under ${asReported.id}, which binds every channel, ${number(strict.declared)} of ${number(strict.acts)} acts are refused whatever is declared, since a violation whose points are bought today is older than any binding made today.`,
  ),
)
console.log(
  wrapped(
    `  What the caps stop: little by themselves. In these streams a licence takes at most ${number(most)} acts; were each of another vehicle, ${number(beyond)} of ${number(strict.acts)} acts would be a fourth at once. Where binding comes first, ${releases === 0 ? 'no binding has' : `${number(releases)} bindings have`} to be released to make room.`,
  ),
)
console.log(
  wrapped(
    `  What they move to the window: under ${cn2024.id} only self-service is bound, and ${number(now.acts - now.declared)} of ${number(now.acts)} acts pass at a window with ${number(now.statements)} false statements on record.`,
  ),
)
console.log(
  wrapped(
    '  What only an audit of declared facts can catch: those statements. Who stood at the window, whose identity was checked, whose holder had died: no rule can see that a fact is false.',
  ),
)

// ── 3. Prices ───────────────────────────────────────────────────────────────────────────────────────────────────────

heading('3. What points were sold for, and what a licence can still sell')
const FULL = 12
console.log(`  ${pad('yuan', 52)}${right('for one', 11)}${right('for twelve', 15)}`)
for (const [link, [low, high]] of Object.entries(/** @type {Record<string, [number, number]>} */ (prices))) {
  const twelve = link.includes('a point') ? range(low * FULL, high * FULL) : ''
  console.log(`  ${pad(link, 52)}${right(range(low, high), 11)}${right(twelve, 15)}`.trimEnd())
}
const [perPointLow, perPointHigh] = prices['customer to scalper, a point']
console.log('\n  Most points one licence can take for others in one scoring period, bound')
console.log('  before the violation, 200 yuan each: lawfully by self-service, and what')
console.log('  customers paid for as many; at a window only with false statements.')
for (const set of SETS) {
  const self = mostPoints(set, 'app')
  const window = mostPoints(set, 'window')
  const worth = range(self * perPointLow, self * perPointHigh)
  const cap = set.bind.find((p) => p.rule === 'driver-cap' && (p.channels === 'all' || p.channels.includes('app')))
  const caps = cap === undefined ? 'no cap' : `${/** @type {any} */ (cap).limit} at once`
  console.log(
    `  ${pad(set.id, 20)}${pad(caps, 10)}app ${right(self, 2)} = ${right(worth, 14)} yuan   window ${right(window, 2)}`,
  )
}

/**
 * The most points a licence can take, by trying every value of the points table from every score below the full one.
 *
 * @param {import('demerit/rules').RuleSet} set @param {'app' | 'window'} channel
 */
function mostPoints(set, channel) {
  const VALUES = [1, 2, 3, 6, 9, 12]
  /** @type {number[]} */
  const most = []
  for (let held = FULL - 1; held >= 0; held--) {
    most[held] = 0
    for (const points of VALUES) {
      const facts = {
        ...edgeFacts(['', '2018-09-11T12:00:00+08:00', points, 200, held]),
        channel,
        offenderPresent: true,
      }
      const yearly = { othersVehiclesHandledThisYear: 3, vehicleOtherDriversThisYear: 3, firstBinding: false }
      const decision = decideHandling({ ...facts, ...yearly }, set)
      if (decision.verdict !== 'permitted') continue
      most[held] = Math.max(most[held] ?? 0, points + (most[held + points] ?? 0))
    }
  }
  return most[0] ?? 0
}

/** How many acts each licence took. @param {ReturnType<typeof actsOf>} stream */
function actsByLicence(stream) {
  /** @type {Map<string, number>} */
  const counts = new Map()
  for (const { driver } of stream) counts.set(driver, (counts.get(driver) ?? 0) + 1)
  return counts.values()
}

/** @param {ReturnType<typeof judgeCase>['asItWas']} tally */
function letters(tally) {
  return [...tally.rules.keys()]
    .map((rule) => LETTERS[rule] ?? `?${rule}`)
    .sort()
    .join('')
}

/** @param {number} low @param {number} high */
function range(low, high) {
  return low === high ? number(low) : `${number(low)} to ${number(high)}`
}

/** Breaks a paragraph at eighty columns, Chinese characters counting two. @param {string} text */
function wrapped(text) {
  const indent = /^ */.exec(text)?.[0] ?? ''
  const lines = []
  let line = indent
  let width = indent.length
  for (const piece of text
    .trim()
    .match(/[\u2E80-\u9FFF\uFF00-\uFFEF“”《》]|[^\s\u2E80-\u9FFF\uFF00-\uFFEF“”《》]+|\s+/gu) ?? []) {
    const columns = [...piece].reduce((sum, c) => sum + (/[\u2E80-\u9FFF\uFF00-\uFFEF“”《》]/u.test(c) ? 2 : 1), 0)
    if (width + columns > 80 && !/^[，。；：、）》”]$/u.test(piece)) {
      lines.push(line.trimEnd())
      line = indent
      width = indent.length
      if (/^\s+$/.test(piece)) continue
    }
    line += piece
    width += columns
  }
  return [...lines, line.trimEnd()].join('\n')
}

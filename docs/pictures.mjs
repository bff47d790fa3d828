// @ts-check
// Pictures in the docs, made of what the package says: the law over time by grade, the price of a point from hand to hand, and what a
// ring can sell under each rule set. Text takes the colour of the page, light or dark.

import { capacityOf, courtCases, newsArticle, ruleCard } from 'demerit/analysis'
import { en } from 'demerit/explain'
import { CITATIONS, cn, cn2024, QUESTIONS, RULE_IDS, RULES, reform } from 'demerit/rules'
import { PAPER } from './paper.mjs'
import { addressesOf, hasApp, SETS } from './sets.mjs'

/** The law has a column of half a year, in which a grade must be read. */
const LAW_WIDTH = 900
const WIDTH = 760
const LINE = 22
const LEFT = 250
const RIGHT = WIDTH - 16
const STYLE = `${PAPER}text{font-family:sans-serif;font-size:13px;fill:currentColor}.t{font-weight:bold;font-size:14px}.s{font-size:12px;opacity:.75}.e{text-anchor:end}.m{text-anchor:middle}.n{font-size:11px;opacity:.75}line{stroke:currentColor;opacity:.15}`
/** From sure to unsure; a letter stands beside each colour. */
const GRADES = /** @type {Readonly<Record<string, string>>} */ ({
  P: '#0a4f20',
  O: '#1a7f37',
  S2: '#0969da',
  S1: '#3c78b4',
  I: '#8a6100',
  M: '#cf222e',
  H: '#8250df',
})
/** How a source was reached, from near to far: a sign beside the letter of each grade. */
const SIGNS = /** @type {Readonly<Record<string, string>>} */ ({
  'official-site': '●',
  publisher: '◉',
  'reprint-credited': '◎',
  copy: '○',
  'not-read': '×',
  none: '–',
})

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
}
/** @param {number} x @param {number} y @param {string} text @param {string} [kind] */
function word(x, y, text, kind) {
  return `<text x="${round(x)}" y="${round(y)}"${kind === undefined ? '' : ` class="${kind}"`}>${escaped(text)}</text>`
}
/** @param {number} x @param {number} y @param {number} width @param {number} height @param {string} fill */
function bar(x, y, width, height, fill) {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${height}" fill="${fill}"/>`
}
/** @param {number} x @param {number} from @param {number} to */
function upright(x, from, to) {
  return `<line x1="${round(x)}" x2="${round(x)}" y1="${from}" y2="${to}"/>`
}
const SIZE = 13
const NOTE = 11
/** What a text takes of its size at most: letters and figures less than signs. @param {string} text */
function emsOf(text) {
  return [...text].reduce((sum, character) => sum + (character < '\x7f' ? 0.62 : 0.9), 0)
}
/** @param {number} number */
function round(number) {
  return Math.round(number * 10) / 10
}
/** A text in lines of so many pixels. @param {string} text @param {number} pixels @param {number} size */
function linesOf(text, pixels, size) {
  /** @type {string[]} */
  const lines = []
  for (const next of text.split(' ')) {
    const longer = `${lines.at(-1)} ${next}`
    if (lines.length > 0 && size * emsOf(longer) <= pixels) lines.splice(-1, 1, longer)
    else lines.push(next)
  }
  return lines
}
/**
 * A picture that is understood by itself: its title, what it answers, what is drawn, and what that rests on.
 * @param {string} title @param {{ readonly answer: string, readonly notes: readonly string[] }} told @param {number} height @param {readonly string[]} marks @param {number} [width]
 */
function picture(title, { answer, notes }, height, marks, width = WIDTH) {
  const above = linesOf(answer, width - 16, SIZE)
  const below = notes.flatMap((note) => linesOf(note, width - 16, NOTE))
  const head = 18 * above.length
  const whole = head + height + 15 * below.length + 8
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" role="img"><title>${escaped(title)}</title><style>${STYLE}</style>${[
    word(8, 22, title, 't'),
    ...above.map((line, at) => word(8, 42 + 18 * at, line)),
    `<g transform="translate(0 ${head})">${marks.join('')}</g>`,
    ...below.map((line, at) => word(8, head + height + 14 + 15 * at, line, 'n')),
  ].join('')}</svg>\n`
}
/** @param {import('demerit/rules').RuleSet} set @param {readonly string[]} [rules] */
const sourcesOf = (set, rules) => `Sources of ${set.id}: ${addressesOf(set, rules).join(' ')}`

/** Each provision of the national book over time: in which sets it stands, and how sure that is. A rule of both questions has two. */
function law() {
  const [first, last] = [Date.UTC(2013, 0, 1), Date.UTC(2026, 0, 1)]
  const right = LAW_WIDTH - 16
  const x = (/** @type {number} */ time) => LEFT + ((right - LEFT) * (time - first)) / (last - first)
  const provisions = RULE_IDS.flatMap((rule) => {
    const asked = QUESTIONS.filter((question) =>
      cn.sets.some((set) => set[question].some((each) => each.rule === rule)),
    )
    const name = en.names.rules[rule]
    return asked.map((question) => ({
      rule,
      question,
      name: asked.length === 1 ? name : `${name}, ${question === 'bind' ? 'binding' : 'handling'}`,
    }))
  })
  const top = 80
  const bottom = top + provisions.length * LINE
  const years = Array.from({ length: 14 }, (_, index) => 2013 + index)
  const shown = new Set()
  const reached = new Set()
  const rows = provisions.flatMap(({ rule, question, name }, index) => [
    word(LEFT - 10, top + index * LINE + 15, name, 'e'),
    ...cn.sets.flatMap((set, at) => {
      const found = set[question].filter((each) => each.rule === rule)
      if (found[0] === undefined) return []
      const { grade, reached: how } = CITATIONS[found[0].citation]
      shown.add(grade)
      reached.add(how)
      const from = x(Date.parse(set.from))
      const until = x(Math.min(last, Date.parse(cn.sets[at + 1]?.from ?? '2026-01-01')))
      // A count stands in its bar; an amount is too long for it.
      const isCount = Object.entries(RULES[rule].parameters).some(([name, kind]) => name === 'limit' && kind !== 'fen')
      const limits = found.flatMap((each) => (isCount && 'limit' in each ? [each.limit] : []))
      const mark = `${grade}${SIGNS[how]}`
      const whole = [...new Set(limits), mark].join(' · ')
      const room = until - from - 1
      const letter = room < SIZE * emsOf(whole) ? mark : whole
      const size = Math.min(SIZE, Math.floor((10 * room) / emsOf(letter)) / 10)
      return [
        bar(from, top + index * LINE + 3, room, LINE - 6, GRADES[grade] ?? ''),
        `<text x="${round(from + room / 2)}" y="${top + index * LINE + 15}" class="m" style="fill:#fff${size < SIZE ? `;font-size:${size}px` : ''}">${letter}</text>`,
      ]
    }),
  ])
  const ways = Object.keys(SIGNS)
    .filter((how) => reached.has(how))
    .map((how) => `${SIGNS[how]} ${en.sources.reached[/** @type {'copy'} */ (how)]}`)
  const legend = Object.keys(GRADES)
    .filter((grade) => shown.has(grade))
    .reduce(
      (/** @type {{ x: number, marks: string[] }} */ { x: at, marks }, grade) => {
        const text = `${grade} ${en.sources.grades[/** @type {'P'} */ (grade)]}`
        return {
          x: at + 34 + 6.6 * text.length,
          marks: [...marks, bar(at, 33, 12, 12, GRADES[grade] ?? ''), word(at + 17, 44, text, 's')],
        }
      },
      { x: 8, marks: [] },
    )
  const { sure, provisions: today } = ruleCard(cn, cn2024.from, en)
  return picture(
    'The national rule over time: which provisions stood, and how sure that is',
    {
      answer: `Of the ${today.length} provisions of the rule of ${cn2024.from}, ${sure.official} rest on what is official, ${sure.reported} on reports, and ${sure.inferred} are inferred. Sources show that rule up to ${cn2024.verifiedOn}.`,
      notes: [sourcesOf(cn2024)],
    },
    bottom + 28,
    [
      ...legend.marks,
      word(8, 64, ways.join(' · '), 's'),
      ...years.flatMap((year) => [
        upright(x(Date.UTC(year, 0, 1)), top, bottom),
        ...(year % 2 === 1 && year < 2026 ? [word(x(Date.UTC(year, 0, 1)), bottom + 18, String(year), 's m')] : []),
      ]),
      ...rows,
    ],
    LAW_WIDTH,
  )
}

/** @param {import('demerit/analysis').Stated | undefined} figure @returns {readonly [number, number]} */
function ends(figure) {
  if (figure === undefined) return [0, 0]
  return figure.kind === 'range' ? [figure.from, figure.to] : [figure.value, figure.value]
}

/** What one point, licence, violation or set of papers cost, by the article and its cases, on a logarithmic axis. */
function prices() {
  const rows = [{ id: 'the article', stated: newsArticle.stated }, ...courtCases]
    .flatMap(({ id, stated }) =>
      Object.values(stated).flatMap((figure) => (figure.per === undefined ? [] : [{ id, figure, of: ends(figure) }])),
    )
    .sort((one, other) => one.of[0] - other.of[0])
  const most = 10 ** Math.ceil(Math.log10(Math.max(...rows.map(({ of }) => of[1]))))
  const x = (/** @type {number} */ yuan) => LEFT + ((RIGHT - 170 - LEFT) * Math.log10(yuan)) / Math.log10(most)
  const top = 58
  const bottom = top + rows.length * LINE
  const powers = Array.from({ length: Math.round(Math.log10(most)) + 1 }, (_, index) => 10 ** index)
  const colours = /** @type {Readonly<Record<string, string>>} */ ({
    point: '#2f81f7',
    licence: '#bf8700',
    violation: '#8b949e',
    'set of papers': '#8250df',
  })
  const paid = Object.keys(colours).map((per) => {
    const all = rows.filter(({ figure }) => figure.per === per).flatMap(({ of }) => of)
    const [low, high] = [Math.min(...all), Math.max(...all)].map((yuan) => yuan.toLocaleString('en-GB'))
    return `${low === high ? low : `${low} to ${high}`} yuan for a ${per}`
  })
  const told = {
    answer: `From hand to hand, ${paid.slice(0, -1).join(', ')} and ${paid.at(-1)} were paid, as the article and the judgments that it reports state.`,
    notes: [`Source: The Paper 澎湃新闻, 2 March 2018, ${CITATIONS['article-driver-cap'].url}`],
  }
  return picture(
    'What was paid, in yuan, for a point, a licence, a violation or copies of papers (logarithmic)',
    told,
    bottom + 28,
    [
      ...Object.entries(colours).flatMap(([per, colour], index) => [
        bar(8 + index * 110, 34, 12, 12, colour),
        word(25 + index * 110, 45, `a ${per}`, 's'),
      ]),
      ...powers.flatMap((yuan) => [
        upright(x(yuan), top, bottom),
        word(x(yuan), bottom + 18, yuan.toLocaleString('en-GB'), 's m'),
      ]),
      ...rows.flatMap(({ id, figure, of: [low, high] }, index) => {
        const y = top + index * LINE
        const about = { exact: '', range: '', about: 'about ', 'more-than': 'more than ' }[figure.kind]
        const text = about + (low === high ? low.toLocaleString('en-GB') : `${low} to ${high}`)
        return [
          word(LEFT - 10, y + 15, id, 'e'),
          bar(x(low) - 3, y + 5, x(high) - x(low) + 6, LINE - 10, colours[figure.per ?? ''] ?? ''),
          word(x(high) + 9, y + 15, `${text} a ${figure.per}`),
        ]
      }),
    ],
  )
}

/** What ten fresh licences can sell in a month of one scoring period under each rule set. */
function capacity() {
  const ring = { licences: 10, vehicles: 10, days: 30, official: true, points: [1, 2, 3, 6, 12], price: 0 }
  const kinds = /** @type {const} */ ([
    ['at a window, of days before, if an official lies', 'window', 'before', '#cf222e'],
    ['by the 12123 app, violations of after the binding', 'app', 'later', '#2f81f7'],
    ['by the 12123 app, of the same day before it', 'app', 'same-day', '#bf8700'],
    ['by the 12123 app, of days before', 'app', 'before', '#8b949e'],
  ])
  const height = 14
  const group = kinds.length * height + 12
  const found = SETS.map((set) =>
    kinds
      .filter(([, channel]) => channel === 'window' || hasApp(set))
      .map(([, channel, occurred]) => capacityOf(set, { ...ring, channel, occurred }).points),
  )
  const most = Math.max(...found.flat())
  const top = 88
  const bottom = top + SETS.length * group
  const x = (/** @type {number} */ points) => LEFT + ((RIGHT - 50 - LEFT) * points) / most
  const [window, later, sameDay, before] = found.at(-1) ?? []
  const wholeDay = reform(cn2024, { 'since-binding': { grain: 'day' } })
  const { points: onTheDay } = capacityOf(wholeDay, { ...ring, channel: 'app', occurred: 'same-day' })
  return picture(
    `Points that ${ring.licences} fresh licences can sell in ${ring.days} days of one scoring period`,
    {
      answer: `Under the rule of ${cn2024.from}: ${window} at a window if an official lies; by the 12123 app ${later} of violations after the binding and ${before} of older ones. Of the day of binding, before it, ${sameDay} here, and ${onTheDay} if that day counts whole (6.1 of docs/INTERPRETATIONS.md).`,
      notes: [
        `Nothing is assumed but the ring: each number is the most that the rules allow it, up to ${ring.vehicles} vehicles with as many violations as can be sold. Sources show the rule up to ${cn2024.verifiedOn}.`,
        sourcesOf(cn2024, ['points-room', 'licence-state', 'open-binding', 'since-binding']),
      ],
    },
    bottom + 8,
    [
      ...kinds.flatMap(([name, , , colour], index) => {
        const [at, y] = [8 + (index % 2) * 330, 34 + Math.floor(index / 2) * 16]
        return [bar(at, y, 12, 12, colour), word(at + 17, y + 11, name, 's')]
      }),
      word(
        8,
        77,
        `of ${ring.points.join(', ')} points and a fine of 200 yuan, as sells most; without what a full one may still finish`,
        's',
      ),
      ...SETS.flatMap((set, index) => [
        word(LEFT - 10, top + index * group + group / 2, set.id, 'e'),
        ...kinds.flatMap(([, , , colour], kind) => {
          const points = found[index]?.[kind]
          const y = top + index * group + kind * height
          if (points === undefined) return kind === 1 ? [word(LEFT, y + 10, 'no binding by app yet', 's')] : []
          return [
            bar(LEFT, y, Math.max(1, x(points) - LEFT), height - 3, colour),
            word(x(points) + 6, y + 10, String(points), 's'),
          ]
        }),
      ]),
    ],
  )
}

/** Each picture by its file. @returns {Readonly<Record<string, string>>} */
export function pictures() {
  return { 'law.svg': law(), 'prices.svg': prices(), 'capacity.svg': capacity() }
}

// @ts-check
// A study of a reform, cell by cell: what would stop the sale of points? It prints its tables and draws reform.svg: node docs/examples/reform.mjs

import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { capacityOf, compareRuleSets, countOf, courtCases, rangeOf, rangeText } from 'demerit/analysis'
import { cn2024, reform } from 'demerit/rules'

/** @param {string} title */
const heading = (title) => console.log(`\n## ${title}\n`)

// A study says of which law it speaks: whoever repeats it compares the digest first.
const { version, digest } = createRequire(import.meta.url)('demerit/rule-sets.json')
heading('The law, and three reforms of it')
const reforms = [
  // The rules that ask for a binding, and compare its date, bind 12123 and kiosks alone: here they bind the window too.
  reform(
    cn2024,
    (draft) => {
      for (const provision of draft.handle)
        if (['open-binding', 'since-binding'].includes(provision.rule)) provision.channels = 'all'
    },
    { id: 'date-at-window' },
  ),
  // Rules that no set has: a vehicle gets three new drivers a year, or thirty days lie between two.
  reform(
    cn2024,
    (draft) => {
      draft.bind.push({ rule: 'drivers-bound-per-year', limit: 3, channels: 'all', vehicles: 'all' })
    },
    { id: 'three-drivers' },
  ),
  reform(
    cn2024,
    (draft) => {
      draft.bind.push({ rule: 'cooling-off', days: 30, channels: 'all', vehicles: 'all' })
    },
    { id: 'thirty-days' },
  ),
]
const sets = [cn2024, ...reforms]
console.log(`demerit ${version}, law ${digest.slice(0, 12)}: ${sets.map(({ id }) => id).join(', ')}`)

heading('Which acts are decided otherwise')
// Facts that the question is not about are held fixed: fewer cases, the same differences.
const fixed = /** @type {const} */ ({ plateType: '02', violationState: 'open', recordedBy: 'monitoring' })
const atWindow = /** @type {const} */ ({ channel: 'window', identityVerified: true, offenderPresent: true })
for (const set of reforms) {
  const { changes } = compareRuleSets(cn2024, set, { ...fixed, ...atWindow, vehicles: 'others' })
  for (const { question, from, to, rules } of changes) console.log(set.id, question, from, to, rules.join())
}

heading('How many points ten fresh licences sell in thirty days of one scoring period, to one vehicle')
const ring = { licences: 10, vehicles: 1, days: 30, official: true, points: [1, 2, 3, 6, 12], price: 100 }
// In the app the date test lets through what comes after the binding; at the window nothing asks for one.
const ways = /** @type {const} */ ([
  { channel: 'app', occurred: 'later' },
  { channel: 'window', occurred: 'before' },
])
const sold = sets.map((set) => ({ id: set.id, points: ways.map((way) => capacityOf(set, { ...ring, ...way }).points) }))
console.table(
  sold.map(({ id, points: [app, window] }) => ({ id, 'app, occurred later': app, 'window, before': window })),
)

heading('Acts of a court case that pass at a window, as an insider would declare them')
// What is assumed of a case has a range, and so has what comes of it.
const [huaibei] = courtCases.filter(({ id }) => id === 'huaibei-deceased')
const passed = sets.map((set) => {
  if (huaibei === undefined) throw new Error('there is no such case')
  const count = countOf(huaibei, set, 'window')
  return { id: set.id, [huaibei.id]: rangeText(rangeOf(huaibei, (assumed) => count(assumed).passed)) }
})
console.table(passed)

// The picture: a bar for each rule set and channel, with the law that it was made of.
const longest = Math.max(1, ...sold.flatMap(({ points }) => points))
const bars = sold.flatMap(({ id, points }, row) => [
  `<text x="0" y="${row * 44 + 62}">${id}</text>`,
  ...points.map((each, place) => {
    const [y, width] = [row * 44 + 44 + place * 16, (each / longest) * 340]
    return `<rect x="130" y="${y}" width="${width}" height="13" fill="${place === 0 ? '#0969da' : '#8a6100'}"/><text x="${width + 136}" y="${y + 11}">${each} ${ways[place]?.channel}, ${ways[place]?.occurred}</text>`
  }),
])
const title = 'Points that ten fresh licences sell in thirty days of one scoring period, to one vehicle'
const made = `demerit ${version}, law ${digest.slice(0, 12)}`
writeFileSync(
  'reform.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 620 240" font-family="sans-serif" font-size="12"><title>${title}</title><text x="0" y="16" font-size="14">${title}</text>${bars.join('')}<text x="0" y="234">${made}</text></svg>\n`,
)
console.log('\nreform.svg is drawn.')

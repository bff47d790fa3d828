// @ts-check
// Writes docs/CHANGES.md: which cells of the law changed, and which cases decide differently from one rule set to another. `npm run docs`; a test fails
// when the page is stale.

import { writeFileSync } from 'node:fs'
import { compareRuleSets } from 'demerit/analysis'
import {
  absencesOf,
  asReported,
  CITATIONS,
  chengdu2017,
  cn,
  cn2013,
  cn2018February,
  cn2018September,
  cn2020,
  cn2024,
  plan2018,
} from 'demerit/rules'
import { changedCells, sha256Of } from './changed-cells.mjs'
import { SETS } from './sets.mjs'

/** @type {readonly (readonly [import('demerit/rules').RuleSet, import('demerit/rules').RuleSet])[]} */
const PAIRS = [
  [cn2013, cn2018February],
  [cn2018February, cn2018September],
  [cn2018September, cn2020],
  [cn2020, cn2024],
  [asReported, cn2018February],
  [plan2018, cn2018February],
  [chengdu2017, asReported],
]

/** Where and whose, and what refused. @param {import('demerit/analysis').Change} change */
function example({ example: { facts, a, b } }) {
  const refused = a.verdict === 'refused' ? a : b
  const told = refused.findings.flatMap((finding) =>
    finding.outcome === 'fails'
      ? [`${finding.rule}: ${side(finding.supplied)} ${finding.relation} ${side(finding.limit)} fails`]
      : [],
  )
  const whose = facts.driver === facts.vehicleOwner ? 'own vehicle' : 'another’s vehicle'
  return `${facts.channel}, ${whose}; ${told.join('; ')}`
}

/** @param {unknown} value */
function side(value) {
  if (!Array.isArray(value)) return String(value)
  if (value.length > 12) return `(${value.length} listed)`
  return value.length === 0 ? '(none)' : value.join(' ')
}

/** When a national set began: the day, or between which two. @param {string} id */
function spanOf(id) {
  const { from, began } = /** @type {import('demerit/rules').RuleSet} */ (cn.sets.find((set) => set.id === id))
  return began === null ? from : `after ${began.after}, by ${began.by}`
}

/** The cells of the national sets that changed, by date. @returns {readonly string[]} */
export function cellsTable() {
  const text = (/** @type {any} */ value) =>
    value === null
      ? '—'
      : Array.isArray(value)
        ? side(value)
        : typeof value === 'object'
          ? Object.entries(value)
              .filter(([name]) => !['rule', 'citation', 'vehicles'].includes(name))
              .map(([name, each]) => `${name}: ${side(each)}`)
              .join('; ')
          : String(value)
  const rows = changedCells(cn.sets, absencesOf).map(({ ruleSet, question, rule, cell, old, new: now, citation }) => {
    const source = citation === null ? undefined : /** @type {any} */ (CITATIONS)[citation]
    const link =
      source === undefined
        ? 'found in no source (I)'
        : `${source.url ? `[${source.instrument}](${source.url})` : source.instrument} (${source.grade})`
    return `| ${spanOf(ruleSet)} | ${question} | \`${rule}\` | ${cell} | ${text(old)} | ${text(now)} | ${link} |`
  })
  return [
    '## The national rule, cell by cell',
    '',
    'Each national rule set against the one before it; — is a provision that a set does not have. `demerit/changes.json` has the same, whole.',
    'Where no source gives the first day, *from* has the two days between which it lies. Of a provision that is gone, the source is what says that',
    'there is none any more. Behind it stands its grade; I is ours.',
    '',
    '全国规定逐版与前一版比较，每行是一处变化：起始日（没有出处的写在哪两日之间）、问题、规则、哪一项、原为、现为、出处及其等级（I 为推定）；— 表示该版没有这一条款。',
    '',
    '| from | question | rule | cell | old | new | source |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    'SHA-256 of each set as JSON, as `sha256sum node_modules/demerit/dist/law/<id>.json` says it:',
    '',
    ...cn.sets.map((set) => `- \`${set.id}\`: \`${sha256Of(set)}\``),
  ]
}

/** @param {readonly string[]} channels */
function channelsInWords(channels) {
  return channels.length === 4 ? 'all' : [...channels].sort().join(', ')
}

/** @param {number} part @param {number} all */
function share(part, all) {
  if (part === 0) return '0'
  const percent = (100 * part) / all
  return percent < 0.01 ? '< 0.01 %' : `${percent.toFixed(2)} %`
}

export function page() {
  const lines = [
    '# What changes from one rule set to another',
    '',
    'Made of the shipped rule sets: `compareRuleSets` of `demerit/analysis` cuts',
    'every fact into classes at the limits of both rule sets and looks at every way to combine them, all facts known. Each row',
    'is one kind of case whose verdict changes: the rules by which one side refuses, none of which could be left out, and one',
    'smallest example, decided by both rule sets. Cases with more reasons at once are not listed again. Fines are in fen.',
    '',
    '由随包的各版规定算出：逐版比较，每行是结论会改变的一类情形，写明由于哪些规则、哪些渠道，并附一个最小的例子。bind 为备案，handle 为处理，permitted 为可以办理，refused 为不能办理；罚款以分计。',
    '',
    ...cellsTable(),
  ]
  for (const [a, b] of PAIRS) {
    const { cases, changes } = compareRuleSets(a, b)
    lines.push(
      '',
      `## \`${a.id}\` → \`${b.id}\``,
      '',
      `${a.title.zh} → ${b.title.zh}: ${a.title.en} → ${b.title.en}.`,
      '',
    )
    lines.push(
      '| question | from → to | rules that refuse | channels | vehicles | example |',
      '| --- | --- | --- | --- | --- | --- |',
    )
    for (const change of changes) {
      const rules = change.rules.map((rule) => `\`${rule}\``).join(', ')
      lines.push(
        `| ${change.question} | ${change.from} → ${change.to} | ${rules} | ${channelsInWords(change.channels)} | ${change.vehicles.join(', ')} | ${example(change)} |`,
      )
    }
    lines.push(
      '',
      `Of the combinations of classes, which are no share of what people do, ${share(cases.bind.changed, cases.bind.all)} of the bindings and ${share(cases.handle.changed, cases.handle.all)} of the handlings change.`,
    )
  }
  lines.push(
    '',
    '## Every pair',
    '',
    'How many kinds of case are refused in the row’s set and permitted in the column’s: where a row is all 0, its set refuses nothing that the others permit.',
    '',
  )
  lines.push(`| | ${SETS.map(({ id }) => `\`${id}\``).join(' | ')} |`, `| --- |${SETS.map(() => ' ---: |').join('')}`)
  for (const a of SETS) {
    const cells = SETS.map((b) =>
      a === b ? '—' : String(compareRuleSets(a, b).changes.filter(({ from }) => from === 'refused').length),
    )
    lines.push(`| \`${a.id}\` | ${cells.join(' | ')} |`)
  }
  return `${lines.join('\n')}\n`
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  writeFileSync(new URL('./CHANGES.md', import.meta.url), page())
}

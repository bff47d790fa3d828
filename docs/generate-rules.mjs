// @ts-check
// Writes docs/RULES.md from the shipped rule sets. `npm run docs:rules`; a test fails when the page is stale.

import { writeFileSync } from 'node:fs'
import { cn, RULE_IDS, RULES } from 'demerit/rules'
import { SETS } from './sets.mjs'

/** Parameters of a provision, without what every provision has. @param {any} provision */
function parametersOf(provision) {
  const { rule: _rule, channels: _channels, vehicles: _vehicles, citation: _citation, ...parameters } = provision
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${shown(name, value)}`)
    .join(', ')
}

/** @param {string} name @param {unknown} value */
function shown(name, value) {
  if (Array.isArray(value)) return value.length > 12 ? `${value.length} listed` : value.join(' ')
  return name === 'limit' && Number(value) >= 1000 ? `${value} fen` : String(value)
}

/** @param {any} provision */
function scopeOf(provision) {
  const channels = provision.channels === 'all' ? 'every channel' : provision.channels.join(', ')
  return provision.vehicles === 'others' ? `${channels}; others’ vehicles` : channels
}

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

export function page() {
  const lines = [
    '# The rules',
    '',
    'Generated from the rule sets by `npm run docs:rules`; do not edit. Grades: P read in the statute or order, O in a dated',
    'official statement, S2 in several secondary pages, S1 in one, I inferred from the rows named, M not read. The Chinese',
    'sentences are short renderings; `docs/INTERPRETATIONS.md` says what was decided where the sources are silent.',
    '',
    '## Rule sets',
    '',
    '| id | 规定 | in force from | attested until | provisions: bind / handle |',
    '| --- | --- | --- | --- | --- |',
    ...SETS.map(
      (set) =>
        `| \`${set.id}\` | ${set.title.zh}, ${set.title.en} | ${set.from} | ${set.verifiedOn} | ${set.bind.length} / ${set.handle.length} |`,
    ),
    '',
    `The national book \`${cn.id}\`: ${cn.sets.map((set) => `\`${set.id}\``).join(', ')}.`,
  ]
  for (const id of RULE_IDS) {
    const rule = RULES[id]
    lines.push('', `## \`${id}\``, '', `\`${rule.formula}\``, '')
    lines.push(`Question: ${rule.questions.join(', ')}. Source file: [src/rules/${id}.ts](../src/rules/${id}.ts).`)
    const rows = SETS.flatMap((set) =>
      /** @type {const} */ (['bind', 'handle']).flatMap((question) =>
        set[question].filter((provision) => provision.rule === id).map((provision) => ({ set, question, provision })),
      ),
    )
    lines.push(
      '',
      '| rule set | question | parameter | binds | source | grade | sentence |',
      '| --- | --- | --- | --- | --- | --- | --- |',
    )
    for (const { set, question, provision } of rows) {
      const { instrument, article, url, since, grade, zh, en, basis } = provision.citation
      const source = `[${cell(instrument)}](${url}) ${cell(article)}, ${since} (${basis})`
      lines.push(
        `| \`${set.id}\` | ${question} | ${cell(parametersOf(provision)) || '—'} | ${scopeOf(provision)} | ${source} | ${grade} | ${cell(zh)} ${cell(en)} |`,
      )
    }
  }
  return `${lines.join('\n')}\n`
}

if (process.argv[1] !== undefined && import.meta.url.endsWith(process.argv[1].split('/').pop() ?? '')) {
  writeFileSync(new URL('./RULES.md', import.meta.url), page())
}

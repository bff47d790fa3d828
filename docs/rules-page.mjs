// @ts-check
// The text of docs/RULES.md, from rule sets of the built package (generate-rules.mjs) or of the sources (its test).

/**
 * Parameters of a provision, without what every provision has.
 *
 * @param {any} provision
 * @param {Record<string, any>} readers
 */
function parametersOf(provision, readers) {
  const {
    rule: _rule,
    channels: _channels,
    vehicles: _vehicles,
    own: _own,
    citation: _citation,
    ...parameters
  } = provision
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${shown(value, readers[name])}`)
    .join(', ')
}

/** A value, with the unit of money. @param {unknown} value @param {any} reader */
function shown(value, reader) {
  if (Array.isArray(value)) return value.length > 12 ? `${value.length} listed` : value.join(' ')
  return isMoney(reader) ? `${value} fen` : String(value)
}

/** Whether a parameter is an amount: its reader says of an invalid value what it wanted. @param {any} reader */
export function isMoney(reader) {
  /** @type {import('demerit').Issue[]} */
  const issues = []
  reader(undefined, [], issues)
  return issues[0]?.wanted.kind === 'fen'
}

/** @param {any} provision */
function scopeOf(provision) {
  const channels = provision.channels === 'all' ? 'every channel' : provision.channels.join(', ')
  const others = provision.own === 'at-act' ? 'vehicles not owned at the act' : 'others’ vehicles'
  return provision.vehicles === 'others' ? `${channels}; ${others}` : channels
}

/** How a source was reached, as the text of its link. @type {Record<import('demerit').Reached, string>} */
const READ = {
  'official-site': 'official site',
  publisher: 'publisher’s page',
  'reprint-credited': 'credited reprint',
  copy: 'copy',
  'not-read': 'not read itself; told',
  none: 'nowhere',
}

/** What is cited, where and how it was reached, and the facts it rests on. @param {import('demerit').Citation} citation */
function sourceOf({ instrument, article, url, since, reached, basis }) {
  const { host } = new URL(url)
  const place = /^\d/.test(article) ? `Article ${article}` : cell(article)
  return `${cell(instrument)}, ${place}, ${since}, [${READ[reached]} at ${host}](${url}) (${basis})`
}

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** How the fixed words of a list are called, as rows. @param {readonly string[]} words @param {readonly any[]} names */
function legend(words, [zh, en]) {
  return words.map((word) => `| ${word} | ${zh[word]} | ${en[word]} |`)
}

/** From when to when a rule set is known to be in force: a plan has no such day. @param {import('demerit/rules').RuleSet} set */
function daysOf({ from, verifiedOn }) {
  return verifiedOn < from ? `planned for ${from}, never in force | —` : `${from} | ${verifiedOn}`
}

/**
 * The page.
 *
 * @param {Pick<typeof import('demerit/rules'), 'CITATIONS' | 'cn' | 'formulaOf' | 'GRADES' | 'REACHED' | 'RULE_IDS' | 'RULES'>} library
 * @param {readonly import('demerit/rules').RuleSet[]} sets in the order in which they are shown.
 * @param {readonly [any, any]} languages Chinese and English, each with the names of rules and the words for sources.
 */
export function rulesPage({ CITATIONS, cn, formulaOf, GRADES, REACHED, RULE_IDS, RULES }, sets, languages) {
  const words = languages.map(({ sources }) => sources)
  const names = languages.map(({ names }) => names.rules)
  const lines = [
    '# The rules',
    '',
    'Every number of every rule set, with its source; the points regimes are not on it. Generated from the rule sets by `npm run docs:rules`; do not edit.',
    '',
    'The sentences are short renderings of what a source says, not quotations; the link leads to where the source was read. A source is',
    'named with its article or kind, the day since which it is in force or was announced, and in brackets the facts it rests on: F1.1 and',
    'the like stand in [FACTS.md](FACTS.md), R1 to R9 and the questions 6.1 to 6.28 in [INTERPRETATIONS.md](INTERPRETATIONS.md), which says',
    'what was decided where the sources are silent. `key` is the key of the citation in `CITATIONS` of `demerit/rules`.',
    'A reader who compared this page with the sources left doubts: see [A third reading](INTERPRETATIONS.md#e-a-third-reading) before you rest on a row.',
    '',
    'How sure a provision is, by what it rests on:',
    '',
    '| grade | 依据 | rests on |',
    '| --- | --- | --- |',
    ...legend(
      GRADES,
      words.map(({ grades }) => grades),
    ),
    '',
    'How its document was reached:',
    '',
    '| reached | 查阅情况 | how |',
    '| --- | --- | --- |',
    ...legend(
      REACHED,
      words.map(({ reached }) => reached),
    ),
    '',
    '## Rule sets',
    '',
    '| id | 规定 | in force from | verified until | provisions: bind / handle |',
    '| --- | --- | --- | --- | --- |',
    ...sets.map(
      (set) =>
        `| \`${set.id}\` | ${set.title.zh}, ${set.title.en} | ${daysOf(set)} | ${set.bind.length} / ${set.handle.length} |`,
    ),
    '',
    `The national book \`${cn.id}\`: ${cn.sets.map((set) => `\`${set.id}\``).join(', ')}.`,
  ]
  for (const id of RULE_IDS) {
    const rule = RULES[id]
    lines.push('', `## \`${id}\``, '', `${names.map((each) => each[id]).join(', ')}: \`${formulaOf(rule)}\``, '')
    lines.push(`Question: ${rule.questions.join(', ')}. Source file: \`src/law/rules/${id}.ts\`.`)
    const rows = sets.flatMap((set) =>
      /** @type {const} */ (['bind', 'handle']).flatMap((question) =>
        set[question].filter((provision) => provision.rule === id).map((provision) => ({ set, question, provision })),
      ),
    )
    lines.push(
      '',
      '| rule set | question | parameter | applies to | key | source | grade, reached | sentence |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
    )
    for (const { set, question, provision } of rows) {
      const citation = CITATIONS[/** @type {import('demerit').ShippedCitationKey} */ (provision.citation)]
      const { grade, reached, zh, en } = citation
      lines.push(
        `| \`${set.id}\` | ${question} | ${cell(parametersOf(provision, rule.parameters)) || '—'} | ${scopeOf(provision)} | \`${provision.citation}\` | ${sourceOf(citation)} | ${grade}, ${reached} | ${cell(zh)} ${cell(en)} |`,
      )
    }
  }
  return `${lines.join('\n')}\n`
}

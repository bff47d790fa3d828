// @ts-check
// The text of docs/RULES.md, from rule sets of the built package (generate-rules.mjs) or of the sources (its test).

/**
 * Parameters of a provision, without what every provision has.
 *
 * @param {any} provision
 * @param {Record<string, string>} kinds what kind of value each has
 */
function parametersOf(provision, kinds) {
  const {
    rule: _rule,
    channels: _channels,
    vehicles: _vehicles,
    own: _own,
    citation: _citation,
    ...parameters
  } = provision
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${shown(value, kinds[name])}`)
    .join(', ')
}

/** The tables that formulas look words up in, and where each stands. */
const TABLES = [{ name: 'classesCovering', at: 'C6', link: 'INTERPRETATIONS.md#c6-classes-and-plate-types' }]

/** What stands for the table of a rule that no set has. */
const UNPROVIDED =
  'None of these sets has it: it is for reforms ([INTERPRETATIONS, C26](INTERPRETATIONS.md#c26-a-wait-between-drivers-and-drivers-a-year)).'

/** Longer lists stand below their table. */
const MOST_IN_CELL = 12

/**
 * The long lists of the provisions of a rule, each once, its words with their names.
 *
 * @param {readonly { set: import('demerit/rules').RuleSet, provision: any }[]} rows
 * @param {readonly [any, any]} names Chinese and English, lists of names of words among them
 */
function longLists(rows, names) {
  /** @type {Map<string, string[]>} */
  const sets = new Map()
  for (const { set, provision } of rows) {
    for (const [name, value] of Object.entries(provision)) {
      if (!Array.isArray(value) || value.length <= MOST_IN_CELL) continue
      const list = JSON.stringify([name, value])
      sets.set(list, [...(sets.get(list) ?? []), `\`${set.id}\``])
    }
  }
  return [...sets].flatMap(([list, ids]) => {
    const [name, words] = /** @type {[string, string[]]} */ (JSON.parse(list))
    const called = names.map((each) => Object.values(each).find((named) => words.every((word) => word in named)))
    const rows = words.map((word) => `| \`${word}\` | ${called.map((named) => named[word]).join(' | ')} |`)
    return [
      '',
      `${name} in ${ids.join(', ')}:`,
      '',
      `| ${words.length} listed | 中文 | English |`,
      '| --- | --- | --- |',
      ...rows,
    ]
  })
}

/** A value, with the unit of money. @param {unknown} value @param {string | undefined} kind */
function shown(value, kind) {
  if (Array.isArray(value)) return value.length > MOST_IN_CELL ? `${value.length} listed` : value.join(' ')
  return kind === 'fen' ? `${value} fen` : String(value)
}

/**
 * The parameters, and from when they are known, where that is later than the first day of the set.
 *
 * @param {import('demerit/rules').RuleSet} set @param {any} provision @param {import('demerit').Citation} citation
 * @param {Record<string, string>} kinds
 */
function numberOf({ from }, provision, { since }, kinds) {
  const parts = [cell(parametersOf(provision, kinds)), since > from ? `known from ${since}` : '']
  return parts.filter((part) => part !== '').join('; ') || '—'
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
function daysOf({ from, began, verifiedOn }) {
  if (began !== null) return `by ${began.by}, after ${began.after} | ${verifiedOn}`
  return verifiedOn < from ? `planned for ${from}, never in force | —` : `${from} | ${verifiedOn}`
}

/** What the parts of a points regime say. @type {Record<Exclude<keyof import('demerit').PointsRegime, 'id' | 'from'>, string>} */
const PARTS = {
  values: '分值, points that a violation can carry',
  full: '满分, the full score',
  carry: '转入下一周期的记分, points that pass into the next period',
  finish: '满分后可以继续处理的机动车, whose records may be finished past the full score at a window',
  duties: '满分考试, tests owed from a score or a number of full scores on',
  studyDays: '满分学习天数, days of study, for ordinary and for large classes',
  deduction: '学法减分, points that study takes off, and at most in a period',
  probation: '实习期, years of probation: the full score for violations that occurred in them ends the class',
  trade: '买卖记分处罚, penalties for trading points; the most in fen',
}

/** The numbers of the points regimes. @param {import('demerit/rules').Citations} citations @param {readonly import('demerit').PointsRegime[]} regimes */
function regimesOf(citations, regimes) {
  const rows = /** @type {(keyof typeof PARTS)[]} */ (Object.keys(PARTS)).flatMap((part) =>
    regimes.map((regime) => {
      const start = `| ${PARTS[part]} | \`${regime.id}\` |`
      const stated = regime[part]
      if (stated === null) return `${start} none | — | — | — | — |`
      const citation = /** @type {import('demerit').Citation} */ (citations[stated.citation])
      const { grade, reached, zh, en } = citation
      return `${start} ${cell(told(stated.value))} | \`${stated.citation}\` | ${sourceOf(citation)} | ${grade}, ${reached} | ${cell(zh)} ${cell(en)} |`
    }),
  )
  return [
    '## Points regimes',
    '',
    'Points 记分 have versions of their own, apart from the rule sets: a day has one of either. Before the first, the first stands for it.',
    'Study took points off on trial before Order 163 too, in some places from 2020-03-01 on ([SCOPE.md](SCOPE.md)).',
    '',
    '| id | in force from |',
    '| --- | --- |',
    ...regimes.map(({ id, from }) => `| \`${id}\` | ${from} |`),
    '',
    '| what | regime | value | key | source | grade, reached | sentence |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ]
}

/** A value of a regime, with the names of what it is made of. @param {unknown} value @returns {string} */
function told(value) {
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) {
    const isPlain = value.every((each) => typeof each !== 'object')
    return value.map(told).join(isPlain ? ' ' : '; ')
  }
  return Object.entries(value)
    .map(
      ([name, each]) => `${name} ${typeof each === 'object' && !Array.isArray(each) ? `(${told(each)})` : told(each)}`,
    )
    .join(', ')
}

/** Which national sets do not have a rule of the set before any more, and what says so. @param {string} id @param {readonly import('demerit/rules').RuleSet[]} sets @param {Pick<typeof import('demerit/rules'), 'absencesOf' | 'CITATIONS'>} library */
function gone(id, sets, { absencesOf, CITATIONS }) {
  const absences = sets.flatMap((set) =>
    absencesOf(set).flatMap(({ rule, question, citation, grade }) => {
      if (rule !== id) return []
      const source = citation === null ? 'found in no source' : sourceOf(CITATIONS[citation])
      return [`Not any more in \`${set.id}\` (${question}): ${source}, grade ${grade}.`]
    }),
  )
  return absences.length === 0 ? [] : ['', ...absences]
}

/**
 * The page.
 *
 * @param {Pick<typeof import('demerit/rules'), 'absencesOf' | 'CITATIONS' | 'cn' | 'formulaOf' | 'GRADES' | 'REACHED' | 'RULE_IDS' | 'RULES'>} library
 * @param {readonly import('demerit').PointsRegime[]} regimes oldest first.
 * @param {readonly import('demerit/rules').RuleSet[]} sets in the order in which they are shown.
 * @param {readonly [any, any]} languages Chinese and English, each with the names of rules and the words for sources.
 */
export function rulesPage(
  { absencesOf, CITATIONS, cn, formulaOf, GRADES, REACHED, RULE_IDS, RULES },
  regimes,
  sets,
  languages,
) {
  const words = languages.map(({ sources }) => sources)
  const names = languages.map(({ names }) => names.rules)
  const lines = [
    '# The rules',
    '',
    'Every number of every rule set and of the points regimes, with its source.',
    '',
    'The sentences are short renderings of what a source says, not quotations; the link leads to where the source was read. A source is',
    'named with its article or kind, the day since which it is in force or was announced, and in brackets the facts it rests on: F1.1 and',
    'the like stand in [FACTS.md](FACTS.md), R1 to R9 and the questions 6.1 to 6.28 in [INTERPRETATIONS.md](INTERPRETATIONS.md), which says',
    'what was decided where the sources are silent. `key` is the key of the citation in `CITATIONS` of `demerit/rules`.',
    'Where another source says otherwise, an entry there has it beside what was decided, and the reform that follows it.',
    '',
    '各版规定和记分制度的每个数字及其出处。每条规则一节：名称和公式，下面一行是一版规定中的一个条款，依次为哪一版、问题（bind 备案，handle 处理）、参数、适用的渠道和机动车、出处的键、出处、等级和查阅情况、规定的大意。',
    '出处括号内的 F1.1 等见 FACTS.md，R1 等和 6.1 等见 INTERPRETATIONS.md。',
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
    '## How a provision is judged',
    '',
    'A provision that concerns the case fails unless its formula is true; the parameters in it, such as `limit`, are those of the provision,',
    'and of `(day: …; instant: …)` the case counts that its parameter names. Behind `or` stand cases that the rule does not concern. Nor does a',
    'provision concern a case by a channel that is not among those it applies to, or, where it applies to others’ vehicles, a vehicle whose',
    'registered owner at the act is the driver. If one provision fails, the verdict is _refused_; if none fails and a fact that one turns on',
    'is not known, _undetermined_; else _permitted_. A set with 0 provisions on a question refuses it. Word for word:',
    '[how a row is judged](guides/other-languages.md#how-a-row-is-judged).',
    '',
    '与该情形有关的条款，公式成立为符合，否则为不符合；`or` 后面是规则不涉及的情形。有条款不符合，就不能办理；没有不符合的，而条款要看的事实有未知的，暂时不能判定；否则可以办理。逐字的说明：[一行怎样判断](guides/other-languages.zh-CN.md#一行怎样判断)。',
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
    '',
    ...regimesOf(CITATIONS, regimes),
  ]
  for (const id of RULE_IDS) {
    const rule = RULES[id]
    lines.push('', `## \`${id}\``, '', `${names.map((each) => each[id]).join(', ')}: \`${formulaOf(rule)}\``, '')
    const table = TABLES.find(({ name }) => formulaOf(rule).includes(`${name}(`))
    const where =
      table === undefined ? '' : ` The table \`${table.name}\`: [INTERPRETATIONS, ${table.at}](${table.link}).`
    lines.push(`Question: ${rule.questions.join(', ')}.${where}`)
    const rows = sets.flatMap((set) =>
      /** @type {const} */ (['bind', 'handle']).flatMap((question) =>
        set[question].filter((provision) => provision.rule === id).map((provision) => ({ set, question, provision })),
      ),
    )
    if (rows.length === 0) {
      lines.push('', UNPROVIDED)
      continue
    }
    lines.push(
      '',
      '| rule set | question | parameter | applies to | key | source | grade, reached | sentence |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
    )
    for (const { set, question, provision } of rows) {
      const citation = CITATIONS[/** @type {import('demerit').ShippedCitationKey} */ (provision.citation)]
      const { grade, reached, zh, en } = citation
      lines.push(
        `| \`${set.id}\` | ${question} | ${numberOf(set, provision, citation, rule.parameters)} | ${scopeOf(provision)} | \`${provision.citation}\` | ${sourceOf(citation)} | ${grade}, ${reached} | ${cell(zh)} ${cell(en)} |`,
      )
    }
    lines.push(...gone(id, sets, { absencesOf, CITATIONS }))
    lines.push(...longLists(rows, /** @type {[any, any]} */ (languages.map(({ names }) => names))))
  }
  return `${lines.join('\n')}\n`
}

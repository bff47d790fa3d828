import { recordArgument } from '../input/assert.ts'
import { ownOptions } from '../input/options.ts'
import { columnName, factsOfQuestion } from '../law/fact-columns.ts'
import { REQUIRED_FACTS } from '../law/facts.ts'
import { QUESTIONS, type Question } from '../law/question.ts'
import type { Rules } from '../law/rule-sets/rule-book.ts'
import type { RuleId } from '../law/rules.ts'
import { ACTS, type AskedActs, givenArgument, type PointsSource, pointsArgument } from './asked.ts'
import { AUDIT_NAMES, AUDIT_QUESTIONS, type AuditName, type Way } from './audit-questions.ts'
import { type Columns, placesOf } from './columns.ts'
import { decisionSql } from './decision.ts'
import { type Dialect, type Grammar, grammarOf } from './dialects.ts'
import { checkedStep, factsOf, tablesOf } from './facts-at.ts'
import { findingSql, instantJson, numberText, objectText, wordText } from './finding.ts'
import { factText } from './kinds.ts'
import { type Clause, clausesOf, type Law, lawsComment, lawsOf } from './laws.ts'
import { before, pointOf } from './order.ts'
import {
  type CheckedTable,
  checkedName,
  disorderSql,
  doubtsSql,
  problemsSql,
  ROW_PROBLEMS,
  soundRows,
  uncertainSql,
} from './rows.ts'
import { type Step, withSteps } from './steps.ts'
import { relationsOf, type TableRefs } from './tables.ts'

/** An audit: what is made first, once, and the questions asked of it. */
export interface AuditSql {
  /** Statements to run one after the other, in one session: they make temporary tables whose names begin with `demerit_`. None with `inline`. */
  readonly setup: readonly string[]
  readonly queries: readonly AuditQuery[]
}

/** One question that an audit asks of the tables, and the query that answers it. */
export interface AuditQuery {
  readonly name: AuditName
  /** It says so too where none of the rule sets has the rule that the query is about. */
  readonly title: { readonly zh: string; readonly en: string }
  /**
   * Its columns are `at` (milliseconds since 1970-01-01T00:00Z), `beijing_time` (the same as text, `2018-09-10T15:00:00.000+08:00`), `driver`, `vehicle`
   * and `violation`, each NULL where the finding is not about one, `uncertain`, whether a row with a problem names one of these, and `detail`, a JSON
   * text with the numbers behind it; its instants are text as well.
   */
  readonly sql: string
}

/** What an audit is made of. */
export interface AuditSqlOptions {
  readonly dialect: Dialect
  /** Where the tables lie; those of the store by their own names unless given. */
  readonly tables?: TableRefs | undefined
  /** Facts that the tables of bindings and of handlings hold themselves, by column, as of `factsSql`; `channel` unless given. */
  readonly given?: { readonly [Q in Question]?: Columns | undefined } | undefined
  /** Where points come from, as of `factsSql`; `steps` unless given. */
  readonly points?: PointsSource | undefined
  /** For those who may not make tables: each query is complete in itself, long, and judges anew what it asks of. `false` unless given. */
  readonly inline?: boolean | undefined
}

const OPTIONS = ['dialect', 'tables', 'given', 'points', 'inline'] as const

/**
 * The queries of an audit 审计 of what happened, also of acts that a registry would have refused. Every act is judged
 * by the rule set of its day and for its channel, from the facts as they stood at its moment, as {@link factsSql} and
 * {@link decisionSql} have them. An act is never found because a fact is not known.
 *
 * @param rules a rule set, which judges every act whatever its day, or a book.
 * @throws RangeError when a dialect, table, fact or source of points is not one; TypeError when an option is not of
 * its type.
 */
export function auditSql(rules: Rules, options: AuditSqlOptions): AuditSql {
  const call = 'auditSql'
  recordArgument(`${call}(options)`, options, 'a record of options')
  const {
    dialect,
    tables,
    given = {},
    points = 'steps',
    inline = false,
  } = ownOptions(`${call}(options)`, options, OPTIONS)
  pointsArgument(call, points)
  recordArgument(`${call}(given)`, given, 'a record of columns by question')
  const ofQuestions = ownOptions(`${call}(given)`, given, QUESTIONS)
  const grammar = grammarOf(call, dialect)
  const relations = relationsOf(call, tables, grammar)
  const askedOf = (question: Question): AskedActs => {
    const columns = ofQuestions[question] ?? {}
    givenArgument(`${call}(given.${question})`, columns)
    placesOf(call, grammar, question, columns, [], `given.${question}`)
    return {
      question,
      grammar,
      relations,
      base: undefined,
      columns: { channel: 'channel', ...columns },
      points: question === 'bind' ? 'unknown' : points,
      keep: question === 'handle' ? ['violation'] : [],
    }
  }
  const audit: Audit = {
    rules,
    grammar,
    laws: lawsOf(call, rules, ...QUESTIONS),
    acts: { bind: askedOf('bind'), handle: askedOf('handle') },
  }
  const made = madeOf(audit, tablesOf(audit.acts.handle))
  const head = lawsComment(audit.laws)
  const queries = AUDIT_NAMES.map((name): AuditQuery => {
    const { zh, en, way }: { zh: string; en: string; way: Way } = AUDIT_QUESTIONS[name]
    const isInLaws = way.kind !== 'rule' || clausesAbout(way.question, way.rule, audit.laws).length > 0
    const without = isInLaws ? { zh: '', en: '' } : WITHOUT_RULE
    const sql = querySql(way, audit)
    return Object.freeze({
      name,
      title: Object.freeze({ zh: `${zh}${without.zh}`, en: `${en}${without.en}` }),
      sql: inline ? inlined(sql, made, audit) : `${head}\n${sql}`,
    })
  })
  const setup = inline ? [] : made.flatMap(({ name, sql }) => grammar.temporary(name, sql))
  return Object.freeze({ setup: Object.freeze(setup), queries: Object.freeze(queries) })
}

/** What the title of a query says besides where none of the sets has its rule. */
const WITHOUT_RULE = {
  zh: '；所用规则均无此规定，故查不出',
  en: '; none of these rule sets has such a rule, so nothing is found',
}

interface Audit {
  readonly rules: Rules
  readonly grammar: Grammar
  readonly laws: readonly Law[]
  readonly acts: { readonly [Q in Question]: AskedActs }
}

/** What the laws have about a rule. */
function clausesAbout(question: Question, rule: RuleId, laws: readonly Law[]): readonly Clause[] {
  return clausesOf(laws, question).filter(({ provision }) => provision.rule === rule)
}

/** The relations that the questions read, each from those before it; problems are those of the rows of some tables. */
function madeOf(audit: Audit, tables: readonly CheckedTable[]): readonly Step[] {
  const { grammar, acts } = audit
  const problems = `${problemsSql(tables, grammar)}
  UNION ALL
  SELECT * FROM (
${disorderSql(tables, grammar)}
  ) AS demerit_disorder`
  return [
    ...tablesOf(acts.handle).map((table) => checkedStep(table, table === 'bindings' ? acts.bind : acts.handle)),
    { name: 'demerit_problems', says: 'What is wrong with rows.', sql: problems },
    { name: 'demerit_doubts', says: 'Whom and what these rows name.', sql: doubtsSql(grammar) },
    ...QUESTIONS.flatMap((question) => judgedSteps(question, audit)),
  ]
}

const JUDGED = { bind: 'demerit_bindings_judged', handle: 'demerit_handlings_judged' } as const
const FACTS_OF = { bind: 'demerit_binding_facts', handle: 'demerit_handling_facts' } as const

/** Every sound act with its facts, and what came of it. */
function judgedSteps(question: Question, { rules, grammar, acts }: Audit): readonly Step[] {
  const asked = acts[question]
  const { steps, select } = factsOf(asked)
  const facts = `${withSteps(steps, grammar)}
${select}${grammar.settings}`
  const columns = factsOfQuestion(question).flatMap(({ name }) => columnName(name))
  const keep = [...columns, ...asked.keep, 'uncertain']
  return [
    { name: FACTS_OF[question], says: 'The facts of every act as they stood.', sql: facts },
    {
      name: JUDGED[question],
      says: 'What came of every act.',
      sql: decisionSql(rules, question, { dialect: grammar.dialect, from: FACTS_OF[question], keep, trusted: true }),
    },
  ]
}

/** A query with the relations that it needs in front. Only the tables that it reads are looked at for problems. */
function inlined(sql: string, made: readonly Step[], audit: Audit): string {
  const { grammar, acts } = audit
  const apart = made.filter(({ name }) => name !== 'demerit_problems' && name !== 'demerit_doubts')
  const read = neededBy(sql, apart)
  const tables = tablesOf(acts.handle).filter((table) => read.some(({ name }) => name === checkedName(table)))
  const steps = neededBy(sql, tables.length === 0 ? made : madeOf(audit, tables))
  return `${withSteps(steps, grammar)}
SELECT * FROM (
${sql}
) AS demerit_findings`
}

/** The steps that a text names, and those that these name. */
function neededBy(sql: string, steps: readonly Step[]): readonly Step[] {
  const needed = new Set<Step>()
  const need = (text: string) => {
    for (const step of steps) {
      if (needed.has(step) || !new RegExp(`\\b${step.name}\\b`).test(text)) continue
      needed.add(step)
      need(step.sql)
    }
  }
  need(sql)
  return steps.filter((step) => needed.has(step))
}

function querySql(way: Way, audit: Audit): string {
  switch (way.kind) {
    case 'transfers':
      return transfersSql(audit)
    case 'months':
      return monthsSql(way.question, audit)
    case 'judged':
      return judgedSql(way.question, audit)
    case 'rows':
      return rowsSql(audit)
    case 'rule':
      return ruleSql(way.question, way.rule, audit)
  }
}

/** Every problem of every row: its column, what it is, and the position of the row. */
function rowsSql({ grammar }: Audit): string {
  const sentence = (locale: 'zh' | 'en') => {
    const whens = Object.entries(ROW_PROBLEMS).map(
      ({ 0: name, 1: says }) => `WHEN problem LIKE ${grammar.text(`% ${name}`)} THEN ${grammar.text(says[locale])}`,
    )
    return `CASE ${whens.join('\n      ')} END`
  }
  const detail = objectText(
    [
      ['problem', wordText('problem', grammar)],
      ['seq', numberText('seq', grammar)],
      ['zh', wordText(sentence('zh'), grammar)],
      ['en', wordText(sentence('en'), grammar)],
    ],
    grammar,
  )
  const about = { driver: 'driver', vehicle: 'vehicle', violation: 'violation' }
  return `${findingSql({ at: grammar.name('at'), ...about, uncertain: 'TRUE', detail }, grammar)}
FROM demerit_problems`
}

/**
 * A transfer ends all bindings of the vehicle 转移登记后备案自动解除 (6.8). The first owner on record is not a transfer, nor is the same owner again.
 */
function transfersSql({ grammar }: Audit): string {
  const detail = objectText(
    [
      ['bound_since', instantJson('b.since', grammar)],
      ['until', instantJson('b.released_at', grammar)],
    ],
    grammar,
  )
  const about = { driver: 'b.driver', vehicle: 'b.vehicle' }
  const [bound, released, transferred] = [
    pointOf('b', 'since', 'seq'),
    pointOf('b', 'released_at', 'released_seq'),
    pointOf('t', 'since', 'seq'),
  ]
  return `${findingSql({ at: 't.since', ...about, uncertain: uncertainSql(about, grammar), detail }, grammar)}
FROM ${soundRows('bindings', grammar)} AS b JOIN (
  SELECT o.vehicle AS vehicle, o.owner AS owner, o.since AS since, o.seq AS seq,
    max(CAST(o.owner AS ${grammar.type('id', true)})) OVER (PARTITION BY o.vehicle ORDER BY o.since, o.seq
      ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS owner_before
  FROM ${soundRows('owners', grammar)} AS o
) AS t ON t.vehicle = b.vehicle
WHERE t.owner <> t.owner_before AND ${before(bound, transferred)}
  AND (b.released_seq IS NULL OR ${before(transferred, released)})`
}

/** The acts that one rule refuses, each with what the rule looked at. */
function ruleSql(question: Question, rule: RuleId, { grammar, laws }: Audit): string {
  const asks = clausesAbout(question, rule, laws).flatMap(({ provision }) => provision.asks)
  const looked = factsOfQuestion(question).filter(
    ({ name }) => asks.includes(name) && !REQUIRED_FACTS.some((each) => each === name),
  )
  const detail = objectText(
    [
      ['rule_set', wordText('rule_set', grammar)],
      ...looked.map((fact) => [columnName(fact.name), factText(fact, grammar)] as const),
    ],
    grammar,
  )
  const about = {
    driver: 'driver',
    vehicle: 'vehicle',
    ...(question === 'handle' ? { violation: 'violation' } : {}),
  }
  return `${findingSql({ at: grammar.name('at'), ...about, uncertain: 'uncertain', detail }, grammar)}
FROM ${JUDGED[question]}
WHERE ${grammar.meets('failing', [rule])}`
}

/** How many acts have each verdict, by rule set and by the facts that they lack: an audit that knows too little finds nothing. */
function judgedSql(question: Question, { grammar }: Audit): string {
  const table = ACTS[question]
  const at = grammar.name(question === 'bind' ? 'since' : 'at')
  const none = `CAST(NULL AS ${grammar.type('word', true)})`
  return sumsSql(
    ['verdict', 'rule_set', 'missing'],
    `SELECT verdict, rule_set, ${grammar.spaced('missing')} AS missing, ${grammar.name('at')} AS act_at, uncertain
    FROM ${JUDGED[question]}
    UNION ALL
    SELECT 'invalid', ${none}, '', ${at}, TRUE
    FROM demerit_${table} WHERE NOT (${grammar.isEmpty('problems')})`,
    grammar,
  )
}

/** How many acts each rule refuses, by the month of the acts. */
function monthsSql(question: Question, { grammar }: Audit): string {
  const at = grammar.name('at')
  return sumsSql(
    ['rule', 'month'],
    `SELECT ${grammar.each('failing')} AS rule, ${grammar.monthText(grammar.date(at))} AS month, ${at} AS act_at, uncertain
    FROM ${JUDGED[question]}`,
    grammar,
  )
}

/** The acts of each group, counted; uncertain where one of them is. */
function sumsSql(groups: readonly string[], acts: string, grammar: Grammar): string {
  const words = groups.map((group) => [group, wordText(group, grammar)] as const)
  const detail = objectText([...words, ['acts', numberText('acts', grammar)]], grammar)
  return `${findingSql({ at: 'first_at', uncertain: 'doubtful > 0', detail }, grammar)}
FROM (
  SELECT ${groups.join(', ')}, min(act_at) AS first_at, count(*) AS acts, count(CASE WHEN uncertain THEN 1 END) AS doubtful
  FROM (
    ${acts}
  ) AS demerit_acts_of_groups
  GROUP BY ${groups.join(', ')}
) AS demerit_groups`
}

import { recordArgument } from '../input/assert.ts'
import { ownOptions } from '../input/read.ts'
import { columnName, factsOfQuestion, hasKnownColumn, knownName } from '../law/fact-columns.ts'
import { FACTS, type Fact, type FactName } from '../law/facts.ts'
import { QUESTIONS, type Question } from '../law/question.ts'
import type { RuleBook } from '../law/rule-sets/rule-book.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { RuleId } from '../law/rules.ts'
import { type Columns, hasId, placesOf } from './columns.ts'
import { decisionSql, invalidRow, malformedTests, STATUS, statusSql } from './decision.ts'
import { comment, type Dialect, type Grammar, grammarOf } from './dialects.ts'
import {
  type Asked,
  dependsOnOrder,
  factsOfActsSql,
  givenArgument,
  type PointsSource,
  pointsArgument,
} from './facts-at.ts'
import { findingSql } from './finding.ts'
import { flagText, instantJson, numberText, objectText, wordsText, wordText } from './json-text.ts'
import { aboutOf } from './laws.ts'
import { capSql, provisionsOf, type SetInForce, setsInForce, whileInForce } from './limits.ts'
import { afterEachInstantSql, runningSql, type Sweep } from './sweep.ts'
import { columnsOf, type Relations, relationsOf, type TableRefs } from './tables.ts'
import { unusableRowsSql } from './unusable-rows.ts'

/** One question that an audit asks of the tables, and the query that answers it. */
export interface AuditQuery {
  readonly name: AuditName
  /** It says so too where none of the rule sets has the rule that the query is about. */
  readonly title: { readonly zh: string; readonly en: string }
  /**
   * Its columns are `at` (milliseconds since 1970-01-01T00:00Z), `beijing_time` (the same as text, `2018-09-10T15:00:00.000+08:00`), `driver`, `vehicle`
   * and `violation`, each NULL where the finding is not about one, and `detail`, a JSON text with the numbers behind it; its instants are text as well.
   */
  readonly sql: string
  /**
   * `with-order`: exact by the positions of events, `seq`; where positions are not the true order it errs among acts that share an instant.
   * `always`: needs no order. Every row is certain if times are true and every owner is known; what began and ended at one instant is not found.
   */
  readonly exact: 'always' | 'with-order'
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
}

const OPTIONS = ['dialect', 'tables', 'given', 'points'] as const

const auditNames = [
  'unusable-rows',
  'bindings-judged',
  'handlings-judged',
  'driver-over-cap',
  'driver-over-cap-after-instant',
  'vehicle-over-cap',
  'vehicle-over-cap-after-instant',
  'bound-twice',
  'own-vehicle',
  'daily-applications-over-limit',
  'yearly-applications-over-limit',
  'bound-after-transfer',
  'handled-without-binding',
  'handled-before-binding',
  'fine-over-limit',
  'points-over-limit',
  'points-without-room',
  'barred-licence',
  'handled-twice',
  'bindings-by-month',
  'handlings-by-month',
] as const
/** The questions that an audit asks. */
export const AUDIT_NAMES: typeof auditNames = /* @__PURE__ */ Object.freeze(auditNames)
/** One question of an audit. */
export type AuditName = (typeof AUDIT_NAMES)[number]

/** How a question is answered: by a sweep over time, by one rule on every act, by sums of decisions, by the transfers or by what is wrong with rows. */
type Way =
  | { readonly kind: 'running' | 'after-instant'; readonly rule: CountedRule; readonly keys: Sweep['keys'] }
  | { readonly kind: 'rule'; readonly question: Question; readonly rule: RuleId }
  | { readonly kind: 'months' | 'judged'; readonly question: Question }
  | { readonly kind: 'rows' }
  | { readonly kind: 'transfers' }
type CountedRule = Parameters<typeof capSql>[1]

interface AuditDescription {
  readonly zh: string
  readonly en: string
  readonly way: Way
}

const AUDITS: { readonly [N in AuditName]: AuditDescription } = {
  'unusable-rows': {
    zh: '使其他查询出错的数据行，按列和问题合计：请先更正',
    en: 'Rows that mislead the other queries, by column and problem: mend them first',
    way: { kind: 'rows' },
  },
  'bindings-judged': {
    zh: '备案的判定结果合计：允许、拒绝、信息不全、格式错误各多少，缺少哪些信息，哪些列格式错误',
    en: 'Bindings by verdict: how many were permitted, refused, undetermined or malformed, which facts are missing and which columns malformed',
    way: { kind: 'judged', question: 'bind' },
  },
  'handlings-judged': {
    zh: '处理的判定结果合计：允许、拒绝、信息不全、格式错误各多少，缺少哪些信息，哪些列格式错误',
    en: 'Handlings by verdict: how many were permitted, refused, undetermined or malformed, which facts are missing and which columns malformed',
    way: { kind: 'judged', question: 'handle' },
  },
  'driver-over-cap': {
    zh: '驾驶人同时备案的非本人机动车超过上限：何时起、何时止、最多几辆',
    en: 'Drivers with more vehicles of others bound than the cap: from when, until when, and how many at most',
    way: { kind: 'running', rule: 'driver-cap', keys: ['driver'] },
  },
  'driver-over-cap-after-instant': {
    zh: '驾驶人同时备案的非本人机动车超过上限：按每一时刻之后的数目，不依赖先后顺序',
    en: 'Drivers with more vehicles of others bound than the cap, counted after each instant, whatever the order of acts',
    way: { kind: 'after-instant', rule: 'driver-cap', keys: ['driver'] },
  },
  'vehicle-over-cap': {
    zh: '机动车同时被备案的驾驶人超过上限：何时起、何时止、最多几人',
    en: 'Vehicles bound by more drivers than the cap: from when, until when, and how many at most',
    way: { kind: 'running', rule: 'vehicle-cap', keys: ['vehicle'] },
  },
  'vehicle-over-cap-after-instant': {
    zh: '机动车同时被备案的驾驶人超过上限：按每一时刻之后的数目，不依赖先后顺序',
    en: 'Vehicles bound by more drivers than the cap, counted after each instant, whatever the order of acts',
    way: { kind: 'after-instant', rule: 'vehicle-cap', keys: ['vehicle'] },
  },
  'bound-twice': {
    zh: '同一驾驶人重复备案同一机动车：何时起、何时止',
    en: 'Vehicles bound twice by the same driver at the same time: from when, until when',
    way: { kind: 'running', rule: 'already-bound', keys: ['driver', 'vehicle'] },
  },
  'own-vehicle': {
    zh: '备案本人名下机动车',
    en: 'Bindings of the driver’s own vehicle',
    way: { kind: 'rule', question: 'bind', rule: 'own-vehicle' },
  },
  'daily-applications-over-limit': {
    zh: '申请备案次数超过每日上限',
    en: 'Bindings beyond the limit on applications in a day',
    way: { kind: 'rule', question: 'bind', rule: 'daily-applications' },
  },
  'yearly-applications-over-limit': {
    zh: '申请备案次数超过每个自然年上限',
    en: 'Bindings beyond the limit on applications in a calendar year',
    way: { kind: 'rule', question: 'bind', rule: 'yearly-applications' },
  },
  'bound-after-transfer': {
    zh: '机动车转移登记后备案未解除',
    en: 'Bindings that stayed open when the vehicle was transferred',
    way: { kind: 'transfers' },
  },
  'handled-without-binding': {
    zh: '未备案而处理非本人机动车的违法',
    en: 'Violations handled without the binding that was needed',
    way: { kind: 'rule', question: 'handle', rule: 'open-binding' },
  },
  'handled-before-binding': {
    zh: '处理备案之前发生的违法',
    en: 'Violations handled that happened before the binding',
    way: { kind: 'rule', question: 'handle', rule: 'since-binding' },
  },
  'fine-over-limit': {
    zh: '处理的违法单笔罚款超过上限',
    en: 'Violations handled whose fine is over the limit',
    way: { kind: 'rule', question: 'handle', rule: 'fine-limit' },
  },
  'points-over-limit': {
    zh: '处理的违法一次记分超过上限',
    en: 'Violations handled whose points are over the limit of one violation',
    way: { kind: 'rule', question: 'handle', rule: 'single-points-limit' },
  },
  'points-without-room': {
    zh: '累积记分连同所处理违法的记分已达满分而仍予处理',
    en: 'Violations handled though their points, with those held, reach the full score',
    way: { kind: 'rule', question: 'handle', rule: 'points-room' },
  },
  'barred-licence': {
    zh: '处理时的驾驶证状态不得处理违法而处理；未提供当时状态的，查不出',
    en: 'Violations handled on a licence whose state then bars it; nothing is found unless the state then is given',
    way: { kind: 'rule', question: 'handle', rule: 'licence-state' },
  },
  'handled-twice': {
    zh: '再次处理已经处理或者消除的违法',
    en: 'Violations handled that had been handled or removed already',
    way: { kind: 'rule', question: 'handle', rule: 'violation-open' },
  },
  'bindings-by-month': {
    zh: '不符合规定的备案，按条款和月份合计',
    en: 'Bindings against a provision, by rule and month',
    way: { kind: 'months', question: 'bind' },
  },
  'handlings-by-month': {
    zh: '不符合规定的处理，按条款和月份合计',
    en: 'Handlings against a provision, by rule and month',
    way: { kind: 'months', question: 'handle' },
  },
}

/**
 * The queries of an audit 审计: what happened, whatever a registry would have refused. Every act is judged by the rule set of its day and for its channel,
 * from the facts as they stood at its moment, as `factsSql` and `decisionSql` have them. Facts that are not known find nothing.
 *
 * @param rules a rule set, which judges every act whatever its day, or a book.
 * @throws RangeError when a dialect, table, fact or source of points is not one; TypeError when an option is not of its type.
 */
export function auditSql(rules: RuleSet | RuleBook, options: AuditSqlOptions): readonly AuditQuery[] {
  const call = 'auditSql'
  recordArgument(`${call}(options)`, options, 'a record of options')
  const { dialect, tables, given = {}, points = 'steps' } = ownOptions(`${call}(options)`, options, OPTIONS)
  pointsArgument(call, points)
  recordArgument(`${call}(given)`, given, 'a record of columns by question')
  const { bind, handle } = ownOptions(`${call}(given)`, given, QUESTIONS)
  const grammar = grammarOf(call, dialect)
  const relations = relationsOf(call, tables, grammar)
  const sets = setsInForce(call, rules)
  const acts = {
    bind: bindingsAsked(grammar, relations, bind),
    handle: handlingsAsked(grammar, relations, handle, points),
  }
  for (const question of QUESTIONS) {
    givenArgument(`${call}(given.${question})`, { bind, handle }[question] ?? {})
    placesOf(call, grammar, question, acts[question].columns, [], `given.${question}`)
  }
  const audit: Audit = { rules, grammar, relations, sets, acts }
  return Object.freeze(
    AUDIT_NAMES.map((name) => {
      const { zh, en, way } = AUDITS[name]
      const without = isInSets(way, sets) ? { zh: '', en: '' } : WITHOUT_RULE
      return Object.freeze({
        name,
        title: Object.freeze({ zh: `${zh}${without.zh}`, en: `${en}${without.en}` }),
        sql: querySql(way, audit),
        exact: exactnessOf(way, audit),
      })
    }),
  )
}

/** What the title of a query says besides where none of the sets has its rule. */
const WITHOUT_RULE = {
  zh: '；所用规则均无此规定，故查不出',
  en: '; none of these rule sets has such a rule, so nothing is found',
}

/** Whether a set has the rule that a query is about, if it is about one. */
function isInSets(way: Way, sets: readonly SetInForce[]): boolean {
  if (way.kind !== 'rule' && way.kind !== 'running' && way.kind !== 'after-instant') return true
  const question = way.kind === 'rule' ? way.question : 'bind'
  return sets.some((each) => provisionsOf(each, question, way.rule).length > 0)
}

interface Audit {
  readonly rules: RuleSet | RuleBook
  readonly grammar: Grammar
  readonly relations: Relations
  readonly sets: readonly SetInForce[]
  readonly acts: { readonly [Q in Question]: Asked }
}

function bindingsAsked(grammar: Grammar, relations: Relations, given: Columns = {}): Asked {
  const columns = { channel: 'channel', ...given }
  return {
    question: 'bind',
    grammar,
    relations,
    base: relations.bindings,
    isDefault: true,
    columns,
    points: 'unknown',
    keep: [],
    isNumbered: true,
  }
}

/** The table of drivers has licences as they stand, which says nothing about an earlier day. */
function handlingsAsked(grammar: Grammar, relations: Relations, given: Columns = {}, points: PointsSource): Asked {
  return {
    question: 'handle',
    grammar,
    relations,
    base: relations.handlings,
    isDefault: true,
    columns: { channel: 'channel', ...given },
    points,
    keep: ['violation'],
    isNumbered: true,
  }
}

function exactnessOf(way: Way, { sets, acts }: Audit): AuditQuery['exact'] {
  if (way.kind === 'after-instant' || way.kind === 'rows') return 'always'
  if (way.kind !== 'rule') return 'with-order'
  const asks = sets.flatMap((each) => provisionsOf(each, way.question, way.rule)).flatMap((provision) => provision.asks)
  return asks.some((fact) => dependsOnOrder(fact, acts[way.question])) ? 'with-order' : 'always'
}

function querySql(way: Way, audit: Audit): string {
  switch (way.kind) {
    case 'running':
      return runningSql(sweepOf(way, audit), audit.grammar)
    case 'after-instant':
      return afterEachInstantSql(sweepOf(way, audit), audit.grammar)
    case 'transfers':
      return transfersSql(audit)
    case 'months':
      return monthsSql(way.question, audit)
    case 'judged':
      return judgedSql(way.question, audit)
    case 'rows':
      return unusableRowsSql(audit.relations, audit.acts.handle.points, audit.grammar)
    case 'rule':
      return ruleSql(way.question, way.rule, audit)
  }
}

function sweepOf(
  { rule, keys }: { rule: CountedRule; keys: Sweep['keys'] },
  { sets, grammar, relations }: Audit,
): Sweep {
  const b = columnsOf('bindings', 'b', grammar)
  return {
    keys,
    bindings: relations.bindings,
    owners: relations.owners,
    limit: capSql(sets, rule, b('since'), b('channel'), grammar),
  }
}

/**
 * A transfer ends all bindings of the vehicle 转移登记后备案自动解除 (6.8). The first owner on record is not a transfer, nor is the same owner again. Where a row of its owners, or the end of the binding,
 * has no position, or an owner no name, nothing is found.
 */
function transfersSql({ grammar, relations }: Audit): string {
  const b = columnsOf('bindings', 'b', grammar)
  const o = columnsOf('owners', 'o', grammar)
  const detail = objectText(
    [
      ['bound_since', instantJson(b('since'), grammar)],
      ['until', instantJson(b('released_at'), grammar)],
    ],
    grammar,
  )
  const named = (owner: string) => hasId(owner, grammar)
  const before = `max(CAST(${o('owner')} AS ${grammar.type('id', true)})) OVER (PARTITION BY ${o('vehicle')} ORDER BY ${o('seq')} ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING)`
  return `${findingSql({ at: 't.since', driver: b('driver'), vehicle: b('vehicle'), detail }, grammar)}
FROM ${relations.bindings} AS b JOIN (
  SELECT ${o('vehicle')} AS vehicle, ${o('owner')} AS owner, ${o('since')} AS since, ${o('seq')} AS seq, ${before} AS owner_before,
    count(CASE WHEN ${o('seq')} IS NULL THEN 1 END) OVER (PARTITION BY ${o('vehicle')}) AS unplaced
  FROM ${relations.owners} AS o
) AS t ON t.vehicle = ${b('vehicle')}
WHERE t.unplaced = 0 AND t.owner <> t.owner_before AND ${named('t.owner')} AND ${named('t.owner_before')} AND t.seq > ${b('seq')} AND (${b('released_seq')} > t.seq OR ${b('released_seq')} IS NULL AND ${b('released_at')} IS NULL)`
}

/** The acts that one rule refuses, each with what the rule looked at. */
function ruleSql(question: Question, rule: RuleId, { grammar, sets, acts }: Audit): string {
  const found = sets.flatMap((inForce) =>
    provisionsOf(inForce, question, rule).map((provision) => ({ inForce, provision })),
  )
  const asks = new Set<FactName>(['at', 'driver', 'vehicle', ...found.flatMap(({ provision }) => provision.asks)])
  const facts = factsOfQuestion(question).filter(({ name }) => asks.has(name))
  const columns = Object.fromEntries(facts.map(({ name }) => [name, columnIn(name)]))
  const places = placesOf('auditSql', grammar, question, columns, [])
  const at = grammar.name('at')
  const whens = found.map(({ inForce, provision }) => {
    const time = whileInForce(inForce, at)
    const clause = { provision, laws: [1], citations: new Map([[provision.citation, [1]]]) }
    const status = statusSql(clause, undefined, { places, grammar })
    const about = aboutOf(clause, [{ set: inForce.set, from: undefined }]).map(comment)
    return `${about.join('\n')}\n    WHEN ${time === '' ? '' : `${time} AND `}${status} = ${STATUS.fails} THEN ${grammar.text(inForce.set.id)}`
  })
  const looked = facts.filter(({ name }) => name !== 'at' && name !== 'driver' && name !== 'vehicle')
  const detail = objectText(
    [
      ['rule_set', wordText('demerit_rule_set', grammar)],
      ...looked.map((fact) => [columnName(fact.name), jsonOf(fact, grammar)] as const),
    ],
    grammar,
  )
  const about = {
    at,
    driver: 'driver',
    vehicle: 'vehicle',
    ...(question === 'handle' ? { violation: 'violation' } : {}),
  }
  return `${findingSql({ ...about, detail }, grammar)}
FROM (
  SELECT demerit_facts.*, CASE
    WHEN ${invalidRow(places, grammar)} THEN NULL
    ${[...whens, ...(whens.length === 0 ? ['WHEN 1 = 0 THEN NULL'] : [])].join('\n    ')}
    END AS demerit_rule_set
  FROM (
${factsOfActsSql(acts[question], facts)}
  ) AS demerit_facts
) AS demerit_found
WHERE demerit_rule_set IS NOT NULL`
}

/** How many acts have each verdict, by rule set, by the facts that they lack and by the columns that are malformed: an audit that knows too little finds nothing. */
function judgedSql(question: Question, audit: Audit): string {
  const { grammar } = audit
  const places = placesOf('auditSql', grammar, question, undefined, [])
  return countedActsSql(question, audit, {
    groups: ['verdict', 'rule_set', 'lacking', 'malformed'],
    columns: `verdict, rule_set, ${grammar.spaced('missing')} AS lacking, malformed, ${grammar.name('at')} AS act_at`,
    kept: [
      [
        'malformed',
        grammar.spaced(
          grammar.listWhere(malformedTests(places, grammar).map(({ 0: test, 1: fact }) => [test, columnName(fact)])),
        ),
      ],
    ],
    words: [
      ['verdict', 'verdict'],
      ['rule_set', 'rule_set'],
      ['missing', 'lacking'],
      ['malformed', 'malformed'],
    ],
    names: ['demerit_told', 'demerit_verdicts'],
  })
}

/** How many acts each rule refuses, by the month of the acts; acts whose rows are malformed are counted as `invalid`. */
function monthsSql(question: Question, audit: Audit): string {
  const { grammar } = audit
  const at = grammar.name('at')
  const failing = `CASE WHEN verdict = 'invalid' THEN ${grammar.list(['invalid'])} ELSE failing END`
  return countedActsSql(question, audit, {
    groups: ['month', 'rule'],
    columns: `${grammar.monthText(grammar.date(at))} AS month, ${at} AS act_at, ${grammar.each(failing)} AS rule`,
    kept: [],
    words: [
      ['rule', 'rule'],
      ['month', 'month'],
    ],
    names: ['demerit_refused', 'demerit_months'],
  })
}

/** What acts are counted by: columns of the decided rows, with `act_at`; what is told of a group, as key and column. */
interface Counted {
  readonly groups: readonly string[]
  readonly columns: string
  /** What is told of the facts of each act besides its decision, by name. */
  readonly kept: readonly (readonly [name: string, sql: string])[]
  readonly words: readonly (readonly [key: string, column: string])[]
  readonly names: readonly [acts: string, groups: string]
}

/** Every act is judged, and the acts of a group are counted. */
function countedActsSql(question: Question, { rules, grammar, acts }: Audit, counted: Counted): string {
  const { kept } = counted
  const from =
    kept.length === 0
      ? 'demerit_facts'
      : {
          sql: `SELECT demerit_facts.*, ${kept.map(({ 0: name, 1: sql }) => `${sql} AS ${name}`).join(', ')} FROM demerit_facts`,
        }
  const keep = ['at', ...kept.map(({ 0: name }) => name)]
  const decided = decisionSql(rules, question, { dialect: grammar.dialect, from, keep })
  const words = counted.words.map(({ 0: key, 1: column }) => [key, wordText(column, grammar)] as const)
  const detail = objectText([...words, ['acts', numberText('acts', grammar)]], grammar)
  const groups = counted.groups.join(', ')
  return `WITH demerit_facts AS ${grammar.once}(
${factsOfActsSql(acts[question], factsOfQuestion(question))}
)
${findingSql({ at: 'first_at', detail }, grammar)}
FROM (
  SELECT ${groups}, min(act_at) AS first_at, count(*) AS acts
  FROM (
    SELECT ${counted.columns}
    FROM (
${decided}
    ) AS demerit_judged
  ) AS ${counted.names[0]}
  GROUP BY ${groups}
) AS ${counted.names[1]}`
}

/** The column of a fact in the rows of facts. */
function columnIn(name: FactName): NonNullable<Columns[FactName]> {
  const fact = FACTS.find((each) => each.name === name) as Fact
  const column = columnName(name)
  return hasKnownColumn(fact) ? { column, known: knownName(name) } : column
}

/** The value of a fact as JSON. */
function jsonOf({ kind, name }: Fact, grammar: Grammar): string {
  const value = grammar.name(columnName(name))
  switch (kind) {
    case 'id':
    case 'word':
      return wordText(value, grammar)
    case 'words':
      return wordsText(value, grammar)
    case 'flag':
      return flagText(value)
    case 'instant':
      return instantJson(value, grammar)
    case 'count':
    case 'fen':
      return numberText(value, grammar)
  }
}

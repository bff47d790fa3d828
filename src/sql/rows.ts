import { frozen } from '../input/freeze.ts'
import { own } from '../input/own.ts'
import { columnName, hasKnownColumn, knownName } from '../law/fact-columns.ts'
import { COUNT_LIMIT } from '../law/facts.ts'
import { type Column, type ColumnKind, TABLES, type TableName } from '../tables/tables.ts'
import type { Place } from './columns.ts'
import type { Grammar } from './dialects.ts'
import { malformed } from './kinds.ts'
import { columnsOf, type Relations } from './tables.ts'

/** What may be wrong with a row of the tables, each with its sentence. */
export const ROW_PROBLEMS = frozen({
  'missing-value': {
    zh: '缺少人、车、违法、时间、先后顺序编号或者是否',
    en: 'Who, what, when, its position or a flag is missing',
  },
  malformed: {
    zh: '格式不符：编号含空格或间隔点、用词未列明、数值超出范围',
    en: 'Not of its type: an id with a space or a dot, a word that is not listed, a number out of its range',
  },
  'in-seconds': {
    zh: '时间在1970年初：应为毫秒而填了秒，或者以0表示没有',
    en: 'An instant of the first weeks of 1970: seconds for milliseconds, or 0 for none',
  },
  'half-ended': {
    zh: '结束或者变更有时间而没有先后顺序编号，或者相反',
    en: 'The end or change has a time and no position, or a position and no time',
  },
  'end-before-beginning': {
    zh: '按编号或者按时间，结束早于开始',
    en: 'By position or by time the end comes before the beginning',
  },
  'repeated-key': { zh: '主键重复', en: 'Another row has the same key' },
  'not-on-record': {
    zh: '所处理的违法不在违法记录中，或者其记录有误',
    en: 'The violation that was handled is not on record, or its row is in this list',
  },
  'other-vehicle': {
    zh: '处理记录的机动车与违法记录的机动车不同',
    en: 'The handling names another vehicle than its violation',
  },
  'before-recording': {
    zh: '按编号，处理早于该违法的记录',
    en: 'By position the handling comes before its violation was recorded',
  },
  'repeated-position': {
    zh: '先后顺序编号重复：同号的行分不出先后',
    en: 'A position is repeated: which of the rows came first is not known',
  },
} as const)
/** What may be wrong with a row. */
export type RowProblem = keyof typeof ROW_PROBLEMS

/** The tables whose rows are looked at, in an order in which each needs those before it alone. */
const CHECKED_TABLES = [
  'owners',
  'vehicles',
  'violations',
  'bindings',
  'handlings',
  'points_step',
] as const satisfies readonly TableName[]
export type CheckedTable = (typeof CHECKED_TABLES)[number]

/** The name of the rows of a table with what is wrong with each, in `problems`. */
export function checkedName(table: CheckedTable): string {
  return `demerit_${table}`
}

/** The rows of a table with which nothing is wrong, as they stand behind FROM. */
export function soundRows(table: CheckedTable, grammar: Grammar): string {
  return `(SELECT * FROM ${checkedName(table)} WHERE ${grammar.isEmpty('problems')})`
}

/** In milliseconds. Seconds of any day until 2100 are fewer, so they are read as instants of the first weeks of 1970. */
const LATEST_SECONDS = 4_102_444_800

/** What begins and may end, or change: the columns of its beginning and of its end. */
const ENDING = {
  vehicles: { begins: [], ends: ['changed_at', 'changed_seq'] },
  violations: { begins: ['recorded_at', 'seq'], ends: ['withdrawn_at', 'withdrawn_seq'] },
  bindings: { begins: ['since', 'seq'], ends: ['released_at', 'released_seq'] },
  handlings: { begins: ['at', 'seq'], ends: ['revoked_at', 'revoked_seq'] },
} as const
/** Tables of which two rows with one key would make one act two. */
const KEYED: readonly CheckedTable[] = ['owners', 'vehicles', 'violations', 'points_step']

/** A column beside those of the table: what it is called, and SQL for it. */
type Beside = readonly (readonly [name: string, sql: string])[]

/**
 * The rows of a table, each looked at once: its columns, and `problems`, what is wrong by column. A row with a problem counts for nothing.
 *
 * @param given facts that the rows hold besides, in columns of the row `e`.
 * @param beside further columns of the row `e`.
 */
export function checkedSql(
  table: CheckedTable,
  relations: Relations,
  given: readonly Place[],
  beside: Beside,
  grammar: Grammar,
): string {
  const e = columnsOf(table, 'e', grammar)
  const { key, columns } = TABLES[table]
  // Who owns a vehicle `owners` says.
  const read = Object.keys(columns).filter((column) => table !== 'vehicles' || !column.startsWith('owner'))
  const kept = [
    ...read.map((column) => [column, e(column)] as const),
    ...given.flatMap((place) => givenColumns(place)),
    ...beside,
  ]
  const isGiven = (column: string) => given.some(({ fact }) => columnName(fact.name) === column)
  const problems = [
    ...read.filter((column) => !isGiven(column)).flatMap((column) => columnProblems(table, column, e(column), grammar)),
    ...given.map((place) => [malformed(place, grammar), `${columnName(place.fact.name)} malformed`] as const),
    ...endProblems(table, e),
    ...(KEYED.includes(table) ? [['e.demerit_uses > 1', `${key.join(',')} repeated-key`] as const] : []),
    ...(table === 'handlings' ? handlingProblems(e, grammar) : []),
  ].filter(({ 0: test }) => test !== '')
  const uses = KEYED.includes(table)
    ? `(
    SELECT i.*, count(*) OVER (PARTITION BY ${key.map((column) => `i.${grammar.name(column)}`).join(', ')}) AS demerit_uses
    FROM ${relations[table]} AS i
  ) AS e`
    : `${relations[table]} AS e`
  const met =
    table === 'handlings' ? `\n  LEFT JOIN ${soundRows('violations', grammar)} AS x ON x.id = ${e('violation')}` : ''
  const found = problems.map(({ 0: test, 1: problem }) => [test, `${table}.${problem}`] as const)
  return `  SELECT ${kept.map(({ 0: name, 1: sql }) => `${sql} AS ${grammar.name(name)}`).join(',\n    ')},
    ${grammar.listWhere(found)} AS problems
  FROM ${uses}${met}${table === 'handlings' ? grammar.settings : ''}`
}

function givenColumns({ fact, value, known }: Place): Beside {
  const column = [`given_${columnName(fact.name)}`, value] as const
  return hasKnownColumn(fact) ? [column, [`given_${knownName(fact.name)}`, known]] : [column]
}

type Problem = readonly [test: string, problem: string]

/** What may be wrong with one value; what is not known of a vehicle or a violation is no mistake. */
function columnProblems(table: CheckedTable, column: string, value: string, grammar: Grammar): readonly Problem[] {
  const { kind, words = [], orNull = false } = own(TABLES[table].columns[column] as Column)
  const mayBeUnknown = orNull || (MAY_BE_UNKNOWN.includes(kind) && table !== 'points_step' && column !== 'own')
  const missing: readonly Problem[] = mayBeUnknown ? [] : [[`${value} IS NULL`, `${column} missing-value`]]
  if (kind === 'position' || kind === 'day' || kind === 'words') return missing
  const most = column === 'points' ? 12 : COUNT_LIMIT
  const typed = kind === 'id' ? grammar.asText(value) : value
  const wrong = malformed({ fact: own({ kind, words, most }), value: typed, known: '1 = 1' }, grammar)
  const seconds = `${value} BETWEEN 0 AND ${LATEST_SECONDS}`
  return [
    ...missing,
    [wrong, `${column} malformed`],
    ...(kind === 'instant' ? [[seconds, `${column} in-seconds`] as const] : []),
  ]
}
const MAY_BE_UNKNOWN: readonly ColumnKind[] = ['flag', 'word', 'count', 'fen']

function endProblems(table: CheckedTable, e: (column: string) => string): readonly Problem[] {
  if (table === 'owners' || table === 'points_step') return []
  const { begins, ends } = ENDING[table]
  const [endedAt, endedSeq, at, seq] = [...ends, ...begins].map(e)
  const half = `${endedAt} IS NULL AND ${endedSeq} IS NOT NULL OR ${endedAt} IS NOT NULL AND ${endedSeq} IS NULL`
  return [
    [half, `${ends[0]} half-ended`],
    ...(at === undefined
      ? []
      : [[`${endedSeq} <= ${seq} OR ${endedAt} < ${at}`, `${ends[0]} end-before-beginning`] as const]),
  ]
}

function handlingProblems(e: (column: string) => string, grammar: Grammar): readonly Problem[] {
  return [
    [`x.id IS NULL`, 'violation not-on-record'],
    [`x.vehicle <> ${e('vehicle')}`, 'vehicle other-vehicle'],
    [`${e('seq')} < x.${grammar.name('seq')}`, 'seq before-recording'],
  ]
}

/** Whom and what a row of each table names, and when. */
const NAMED: {
  readonly [T in CheckedTable]: { readonly [K in 'at' | 'seq' | 'driver' | 'vehicle' | 'violation']?: string }
} = {
  owners: { at: 'since', seq: 'seq', vehicle: 'vehicle' },
  vehicles: { vehicle: 'id' },
  violations: { at: 'recorded_at', seq: 'seq', vehicle: 'vehicle', violation: 'id' },
  bindings: { at: 'since', seq: 'seq', driver: 'driver', vehicle: 'vehicle' },
  handlings: { at: 'at', seq: 'seq', driver: 'driver', vehicle: 'vehicle', violation: 'violation' },
  points_step: { at: 'at', seq: 'seq', driver: 'driver' },
}
const NAMES = [
  ['at', 'instant'],
  ['seq', 'position'],
  ['driver', 'id'],
  ['vehicle', 'id'],
  ['violation', 'id'],
] as const

function named(columns: { readonly [name: string]: string | undefined }, grammar: Grammar): string {
  const said = own(columns)
  return NAMES.map(({ 0: name, 1: kind }) => {
    const column = said[name]
    const sql = column === undefined ? 'NULL' : `e.${grammar.name(column)}`
    return `CAST(${sql} AS ${grammar.type(kind, true)}) AS ${grammar.name(name)}`
  }).join(',\n    ')
}

/** Every problem of every row, with whom and what the row names. */
export function problemsSql(tables: readonly CheckedTable[], grammar: Grammar): string {
  return tables
    .map(
      (table) => `  SELECT ${named(NAMED[table], grammar)},
    ${grammar.each('e.problems')} AS problem
  FROM ${checkedName(table)} AS e WHERE NOT (${grammar.isEmpty('e.problems')})`,
    )
    .join('\n  UNION ALL\n')
}

/**
 * Rows that are sound by themselves and share a position: one sequence numbers all events, and only the end of a binding has the position of another,
 * of the transfer or the cancellation that ended it. They are counted all the same.
 */
export function disorderSql(tables: readonly CheckedTable[], grammar: Grammar): string {
  const event = (table: CheckedTable, columns: readonly [at: string, seq: string], isEnd: boolean) => {
    const isShared = table === 'bindings' && isEnd
    const names = { ...NAMED[table], at: columns[0], seq: columns[1] }
    return `      SELECT ${named(names, grammar)}, '${table}.${columns[1]}' AS source,
        ${isShared ? 1 : 0} AS is_shared, ${table === 'owners' || isShared ? 0 : 1} AS is_alone
      FROM ${soundRows(table, grammar)} AS e${isEnd ? ` WHERE e.${columns[1]} IS NOT NULL` : ''}`
  }
  const events = tables.flatMap((table) => {
    if (table === 'owners') return [event(table, ['since', 'seq'], false)]
    if (table !== 'violations' && table !== 'bindings' && table !== 'handlings') return []
    return [event(table, ENDING[table].begins, false), event(table, ENDING[table].ends, true)]
  })
  const repeated: RowProblem = 'repeated-position'
  return `WITH demerit_uses AS ${grammar.once}(
    SELECT e.*, count(CASE WHEN is_shared = 0 THEN 1 END) OVER (PARTITION BY seq) AS events,
      count(CASE WHEN is_alone = 1 THEN 1 END) OVER (PARTITION BY seq) AS alone
    FROM (
${events.join('\n      UNION ALL\n')}
    ) AS e
  )
  SELECT ${NAMES.map(({ 0: each }) => grammar.name(each)).join(', ')}, ${grammar.joined('source', `' ${repeated}'`)} AS problem
  FROM demerit_uses WHERE is_shared = 0 AND events > 1 OR is_shared = 1 AND alone > 0`
}

/** Whom and what rows with a problem name, and who had bound a vehicle whose owners are not told: what is counted for these is uncertain. */
export function doubtsSql(grammar: Grammar): string {
  return `  SELECT driver, vehicle, violation FROM demerit_problems AS p
  UNION ALL
  SELECT b.driver AS driver, b.vehicle AS vehicle, CAST(NULL AS ${grammar.type('id', true)}) AS violation
  FROM ${checkedName('bindings')} AS b JOIN ${checkedName('owners')} AS o ON o.vehicle = b.vehicle
  WHERE NOT (${grammar.isEmpty('o.problems')})`
}

/** Whether an act or a span is of somebody or something that a row with a problem names. */
export function uncertainSql(
  about: { readonly [K in 'driver' | 'vehicle' | 'violation']?: string | undefined },
  grammar: Grammar,
): string {
  const tests = Object.entries(about).flatMap(({ 0: name, 1: value }) =>
    value === undefined ? [] : [`${value} IN (SELECT ${name} FROM demerit_doubts WHERE ${name} IS NOT NULL)`],
  )
  return grammar.flag(tests.join('\n    OR '))
}

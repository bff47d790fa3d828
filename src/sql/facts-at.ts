import { recordArgument } from '../input/assert.ts'
import { ownOptions } from '../input/options.ts'
import { columnName, factsOfQuestion, hasKnownColumn, knownName } from '../law/fact-columns.ts'
import { type Fact, type FactName, type KeptFact, REQUIRED_FACTS } from '../law/facts.ts'
import type { Question } from '../law/question.ts'
import { ACTS, type AskedActs, givenArgument, givenPlaces, type PointsSource, pointsArgument } from './asked.ts'
import { type Columns, keptArgument, nothing } from './columns.ts'
import { questionArgument } from './decision.ts'
import { type Dialect, type Grammar, grammarOf } from './dialects.ts'
import { isLabelled, labelledStates } from './full-score.ts'
import { type CheckedTable, checkedName, checkedSql, doubtsSql, problemsSql, soundRows, uncertainSql } from './rows.ts'
import { ownBoundStep, STEPS, type Step, type StepName, withSteps } from './steps.ts'
import { relationSql, type TableRef } from './table-ref.ts'
import { relationsOf, type TableRefs } from './tables.ts'

/** What a query of facts is made of. */
export interface FactsSqlOptions {
  readonly dialect: Dialect
  /** Where the tables lie; those of the store by their own names unless given. */
  readonly tables?: TableRefs | undefined
  /**
   * The acts whose facts are wanted: a relation with the columns `id` (each once), `seq`, `at`, `driver`, and `vehicle` for bindings or
   * `violation` for handlings. `at` and `seq` are when the act was, or would have been, and its position: what has an earlier time had happened, and of
   * the same instant what has a lower position. Without
   * it, the rows of the tables of bindings or handlings, each with its position, as text, for its `id`.
   */
  readonly acts?: TableRef | undefined
  /** Facts that the relation of acts has itself: they are taken from these columns. Of the default acts, `channel` too, whatever else is given. */
  readonly given?: Columns | undefined
  /**
   * `steps`: points held and full-score studies from `points_step`, of the last event before the act. `unknown`: neither is known.
   * `steps` unless given.
   */
  readonly points?: PointsSource | undefined
  /** Further columns of the relation of acts to keep, such as `violation`; none unless given. */
  readonly keep?: readonly string[] | undefined
}

const OPTIONS = ['dialect', 'tables', 'acts', 'given', 'points', 'keep'] as const

/**
 * A query of the facts of acts *as they stood at the moment of each* 行为时的事实: the columns of {@link factsTable}, one row an act, ready for
 * {@link decisionSql}. Counted from history, exactly: open bindings, bindings ever, of the day and of the calendar year, whether the pair is bound, since
 * when and whether as the vehicle's first, the registered owner, the state of the violation, and both counts within a year.
 *
 * A row that is not of its type, or contradicts itself ({@link ROW_PROBLEMS}), counts for nothing and is no act; `uncertain`, the last column, is true of each act of
 * the driver, the vehicle or the violation that such a row names.
 *
 * What no history tells is NULL, not known, unless `given`: consent, identity, presence, the licence's states and classes, and plate type and use
 * of a vehicle before their last change. The tables hold a licence as it stands; if it has never changed, give it.
 *
 * @throws RangeError when a dialect, table, fact or source of points is not one, or `given` names the act itself; TypeError when an option is not of its type.
 */
export function factsSql(question: Question, options: FactsSqlOptions): string {
  const call = 'factsSql'
  recordArgument(`${call}(options)`, options, 'a record of options')
  const { dialect, tables, acts, given, points = 'steps', keep = [] } = ownOptions(`${call}(options)`, options, OPTIONS)
  questionArgument(call, question)
  const grammar = grammarOf(call, dialect)
  pointsArgument(call, points)
  const relations = relationsOf(call, tables, grammar)
  const base = acts === undefined ? undefined : relationSql(`${call}(acts)`, acts, grammar)
  if (given !== undefined) recordArgument(`${call}(given)`, given, 'a record of columns by fact')
  const columns = { ...(acts === undefined ? { channel: 'channel' } : {}), ...given }
  givenArgument(`${call}(given)`, columns)
  const taken = factsOfQuestion(question).flatMap(({ name }) => [columnName(name), knownName(name)])
  keptArgument(call, keep, ['id', 'uncertain', ...taken])
  const asked: AskedActs = { question, grammar, relations, base, columns, points, keep }
  const { steps, select } = factsOf(asked)
  return `${withSteps([...rowSteps(asked), ...steps], grammar)}
${select}${grammar.settings}`
}

/** The tables that tell the facts of a question. */
export function tablesOf({ question, points }: AskedActs): readonly CheckedTable[] {
  if (question === 'bind') return ['owners', 'vehicles', 'bindings']
  const tables = ['owners', 'vehicles', 'violations', 'bindings', 'handlings'] as const
  return points === 'steps' ? [...tables, 'points_step'] : tables
}

/** The rows of the tables, each looked at once, and whom those with a problem name. */
function rowSteps(asked: AskedActs): readonly Step[] {
  const { grammar } = asked
  const tables = tablesOf(asked)
  return [
    ...tables.map((table) => checkedStep(table, asked)),
    { name: 'demerit_problems', says: 'What is wrong with rows.', sql: problemsSql(tables, grammar) },
    { name: 'demerit_doubts', says: 'Whom and what these rows name.', sql: doubtsSql(grammar) },
  ]
}

/** A table each row of which is looked at. One whose rows are the acts has what is given, and what is kept, besides. */
export function checkedStep(table: CheckedTable, asked: AskedActs): Step {
  const { question, grammar, relations, base, keep } = asked
  const isOfActs = table === ACTS[question] && base === undefined
  const given = isOfActs ? givenPlaces(asked) : []
  const beside = isOfActs ? keep.map((column) => [`kept_${column}`, `e.${grammar.name(column)}`] as const) : []
  return {
    name: checkedName(table),
    says: `The rows of ${table}, and what is wrong with each.`,
    sql: checkedSql(table, relations, given, beside, grammar),
  }
}

/** The steps from the acts on, and the query of their facts. */
export function factsOf(asked: AskedActs): { readonly steps: readonly Step[]; readonly select: string } {
  const { question, grammar, columns, points, keep } = asked
  const facts = factsOfQuestion(question)
  const told = (name: FactName) => {
    const value = Object.hasOwn(columns, name) || !isKept(name) ? null : VALUES[name]
    return points === 'unknown' && value?.step === 'points' ? null : value
  }
  const used = new Set<StepName>(facts.flatMap(({ name }) => told(name)?.step ?? []))
  for (const step of ['driver', 'vehicle'] as const) if (used.has(`${step}_bound`)) used.add(`${step}_own`)
  if (used.has('others')) used.add('owner')
  if (isLabelled(asked)) used.add('same_go')
  const steps = (Object.keys(STEPS) as StepName[]).filter((name) => used.has(name))
  const needsOwn = used.has('driver_own') || used.has('vehicle_own')
  const owned = Object.hasOwn(columns, 'vehicleOwner') ? OWNED_AS_GIVEN : OWNED
  const selected = facts.flatMap((fact) => outputOf(fact, told(fact.name), asked))
  const joins = steps.map((name) => `LEFT JOIN demerit_${name} AS ${name} ON ${name}.n = acts.n`)
  const about = {
    driver: 'acts.driver',
    vehicle: 'acts.vehicle',
    ...(question === 'handle' ? { violation: 'acts.violation' } : {}),
  }
  const kept = keep.map((column) => `acts.${grammar.name(`kept_${column}`)} AS ${grammar.name(column)}`)
  return {
    steps: [
      { name: 'demerit_acts', says: 'The acts that are asked about, numbered.', sql: actsSql(asked) },
      {
        name: 'demerit_whole',
        says: 'Those that say who, what, when and at which position: of no others is anything counted.',
        sql: `  SELECT * FROM demerit_acts
  WHERE seq IS NOT NULL AND ${grammar.name('at')} IS NOT NULL AND driver IS NOT NULL AND vehicle IS NOT NULL`,
      },
      ...(needsOwn ? [ownBoundStep(grammar)] : []),
      ...steps.map((name) => ({
        name: `demerit_${name}`,
        says: STEPS[name].says,
        sql: STEPS[name].sql(grammar, owned),
      })),
    ],
    select: `SELECT ${[`acts.id AS ${grammar.name('id')}`, ...kept, ...selected, `${uncertainSql(about, grammar)} AS uncertain`].join(',\n  ')}
FROM demerit_acts AS acts
${joins.join('\n')}`,
  }
}

/** Acts with their owner: as it is given with the act, and as `owners` has it. */
const OWNED_AS_GIVEN = '(SELECT i.*, i.vehicle_owner AS owner FROM demerit_whole AS i)'
const OWNED = `(
      SELECT i.*, w.owner AS owner FROM demerit_whole AS i LEFT JOIN demerit_owner AS w ON w.n = i.n
    )`

/** How a fact comes out of a step: the column unless `sql` says more; it is NULL where the act has no row in the step. */
interface Value {
  readonly step: StepName
  readonly sql: (grammar: Grammar) => string
}
const told = (step: StepName, column: string): Value => ({ step, sql: () => `${step}.${column}` })
const openBindings = (key: 'driver' | 'vehicle'): Value => ({
  step: `${key}_bound`,
  sql: () => `${key}_bound.open - COALESCE(${key}_own.open, 0)`,
})

/** How history tells each fact that a registry keeps; `null` of what the tables do not tell: like all else, that is not known unless it is given. */
const VALUES: { readonly [K in KeptFact]: Value | null } = {
  vehicleOwner: told('owner', 'owner'),
  vehicleOwnerKind: told('owner', 'owner_kind'),
  ownedSince: told('owner', 'since'),
  plateType: told('plate', 'plate_type'),
  operating: told('plate', 'operating'),
  pairBound: {
    step: 'driver_bound',
    sql: ({ flag }) => `CASE WHEN driver_bound.n IS NOT NULL THEN ${flag('driver_bound.pair_first IS NOT NULL')} END`,
  },
  driverBindings: openBindings('driver'),
  vehicleBindings: openBindings('vehicle'),
  driverBindingsEver: told('driver_bound', 'ever'),
  driverApplicationsToday: told('driver_bound', 'today'),
  driverApplicationsThisYear: told('driver_bound', 'this_year'),
  violationState: told('violation', 'state'),
  occurredAt: told('violation', 'occurred_at'),
  fine: told('violation', 'fine'),
  points: told('violation', 'points'),
  recordedBy: told('violation', 'recorded_by'),
  boundSince: told('driver_bound', 'bound_since'),
  firstBinding: {
    step: 'vehicle_bound',
    sql: ({ flag }) =>
      `CASE WHEN vehicle_bound.n IS NOT NULL THEN ${flag('driver_bound.pair_first = vehicle_bound.first')} END`,
  },
  licenceStates: null,
  licenceClasses: null,
  pointsHeld: told('points', 'held'),
  fullScoreStudies: told('points', 'studies'),
  othersVehiclesHandledThisYear: told('others', 'vehicles'),
  vehicleOtherDriversThisYear: told('others', 'drivers'),
  vehicleReleasedAt: told('vehicle_bound', 'released_at'),
  vehicleDriversBoundThisYear: told('vehicle_bound', 'drivers_of_year'),
}

function isKept(name: FactName): name is KeptFact {
  return Object.hasOwn(VALUES, name)
}

/** The columns of a fact in the rows that come out. */
function outputOf(fact: Fact, value: Value | null, asked: AskedActs): readonly string[] {
  const { grammar, columns } = asked
  const column = columnName(fact.name)
  const as = (sql: string, name: string) => `${sql} AS ${grammar.name(name)}`
  const own = `acts.${grammar.name(column)}`
  if (REQUIRED_FACTS.some((each) => each === fact.name)) return [as(own, column)]
  if (Object.hasOwn(columns, fact.name)) {
    if (fact.name === 'licenceStates' && isLabelled(asked)) return labelledStates(asked)
    const known = `acts.${grammar.name(knownName(fact.name))}`
    return hasKnownColumn(fact) ? [as(own, column), as(known, knownName(fact.name))] : [as(own, column)]
  }
  const sql = value === null ? nothing(fact, grammar) : value.sql(grammar)
  if (!hasKnownColumn(fact)) return [as(sql, column)]
  const known = value === null ? 'FALSE' : grammar.flag(`${value.step}.n IS NOT NULL`)
  return [as(sql, column), as(known, knownName(fact.name))]
}

/** The relation of acts, its columns by the names that the steps use. What is numbered in another order when the rows are made again is alike. */
function actsSql(asked: AskedActs): string {
  const { question, grammar, base, keep } = asked
  const { name } = grammar
  const what = question === 'bind' ? 'vehicle' : 'violation'
  const isOwn = base === undefined
  const at = isOwn && question === 'bind' ? 'since' : 'at'
  const given = givenPlaces(asked).flatMap(({ fact, value, known }) => {
    const columns = [[columnName(fact.name), value], ...(hasKnownColumn(fact) ? [[knownName(fact.name), known]] : [])]
    return columns.map(
      ([column, sql]) => `${isOwn ? `e.${name(`given_${column}`)}` : sql} AS ${name(column as string)}`,
    )
  })
  const vehicle = isOwn || question === 'bind' ? `e.${name('vehicle')}` : 'x.vehicle'
  const columns = [
    `row_number() OVER (ORDER BY ${[at, 'seq', 'driver', what].map((each) => `e.${name(each)}`).join(', ')}) AS n`,
    `${isOwn ? grammar.asText('e.seq') : `e.${name('id')}`} AS id`,
    `e.${name('seq')} AS seq`,
    `e.${name(at)} AS ${name('at')}`,
    `e.${name('driver')} AS driver`,
    `${vehicle} AS vehicle`,
    ...(question === 'handle' ? [`e.${name('violation')} AS violation`] : []),
    ...given,
    ...keep.map((column) => `e.${name(isOwn ? `kept_${column}` : column)} AS ${name(`kept_${column}`)}`),
  ]
  const from = isOwn ? soundRows(ACTS[question], grammar) : base
  const met =
    isOwn || question === 'bind'
      ? ''
      : `\n  LEFT JOIN ${soundRows('violations', grammar)} AS x ON x.id = e.${name('violation')}`
  return `  SELECT ${columns.join(',\n    ')}
  FROM ${from} AS e${met}`
}

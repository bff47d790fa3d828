import { mistaken, mistyped, recordArgument } from '../input/assert.ts'
import { isArray } from '../input/issue.ts'
import { ownOptions } from '../input/options.ts'
import { columnName, factsOfQuestion, hasKnownColumn, knownName } from '../law/fact-columns.ts'
import { type Fact, type FactName, REQUIRED_FACTS } from '../law/facts.ts'
import { POINTS_REGIMES } from '../law/points/regimes.ts'
import type { Question } from '../law/question.ts'
import { type Columns, nothing, type Place, placesOf } from './columns.ts'
import { questionArgument } from './decision.ts'
import { comment, type Dialect, type Grammar, grammarOf } from './dialects.ts'
import { type CheckedTable, checkedName, checkedSql, doubtsSql, problemsSql, soundRows, uncertainSql } from './rows.ts'
import { relationSql, type TableRef } from './table-ref.ts'
import { type Relations, relationsOf, type TableRefs } from './tables.ts'

const pointsSources = ['steps', 'unknown'] as const
/** Where points come from: the table `points_step`, or nowhere. */
export type PointsSource = (typeof pointsSources)[number]

/** What a query of facts is made of. */
export interface FactsSqlOptions {
  readonly dialect: Dialect
  /** Where the tables lie; those of the store by their own names unless given. */
  readonly tables?: TableRefs | undefined
  /**
   * The acts whose facts are wanted: a relation with the columns `id` (each once), `seq`, `at`, `driver`, and `vehicle` for bindings or
   * `violation` for handlings. `seq` is the position at which the act was, or would have been: what has an earlier position had happened. Without
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
 * A query of the facts of acts *as they stood at the moment of each* 行为时的事实: the columns of `factsTable`, one row an act, ready for
 * `decisionSql`. Counted from history, exactly: open bindings, bindings ever, of the day and of the calendar year, whether the pair is bound, since
 * when and whether as the vehicle's first, the registered owner, the state of the violation, and both counts within a year.
 *
 * A row that is not of its type, or contradicts itself (`ROW_PROBLEMS`), counts for nothing and is no act; `uncertain`, the last column, is true of each act of
 * the driver, the vehicle or the violation that such a row names.
 *
 * What no history tells is NULL, not known, unless `given`: consent, identity, presence, and the licence's states and classes. The tables hold a
 * licence as it stands; if it has never changed, give it.
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
  keptArgument(call, keep, question)
  const asked: Asked = { question, grammar, relations, base, columns, points, keep }
  const { steps, select } = factsOf(asked)
  return `WITH ${[...rowSteps(asked), ...steps].map((step) => stepSql(step, grammar)).join(',\n')}
${select}${grammar.settings}`
}

function keptArgument(call: string, keep: unknown, question: Question): void {
  if (!isArray(keep) || !keep.every((each) => typeof each === 'string' && each !== '')) {
    throw mistyped(`${call}(keep)`, keep, 'a list of names of columns')
  }
  const taken = [
    'id',
    'uncertain',
    ...factsOfQuestion(question).flatMap(({ name }) => [columnName(name), knownName(name)]),
  ]
  const named = new Set<string>()
  for (const column of keep as readonly string[]) {
    if (named.has(column)) throw mistaken(`${call}(keep)`, column, 'named once')
    named.add(column)
    if (taken.includes(column.toLowerCase())) throw mistaken(`${call}(keep)`, column, 'other than a column of facts')
  }
}

/** @throws RangeError when it is not a source of points. */
export function pointsArgument(call: string, points: unknown): void {
  if (!pointsSources.some((each) => each === points)) {
    throw mistaken(`${call}(points)`, points, `one of ${pointsSources.join(', ')}`)
  }
}

/** What is given is not of the act itself. */
export function givenArgument(place: string, columns: Columns): void {
  for (const name of Object.keys(columns)) {
    if (!REQUIRED_FACTS.some((each) => each === name)) continue
    throw mistaken(place, name, 'a fact besides the act itself, which has its own columns')
  }
}

/** The table whose rows are the acts of a question. */
const ACTS = { bind: 'bindings', handle: 'handlings' } as const

/** What is asked about which acts. */
export interface Asked {
  readonly question: Question
  readonly grammar: Grammar
  readonly relations: Relations
  /** The relation of acts; without it they are the sound rows of the table. */
  readonly base: string | undefined
  readonly columns: Columns
  readonly points: PointsSource
  /** Columns of the acts to keep besides. */
  readonly keep: readonly string[]
}

/** A common table expression: its name, what it says, and its text. */
export interface Step {
  readonly name: string
  readonly says: string
  readonly sql: string
}

export function stepSql({ name, says, sql }: Step, grammar: Grammar): string {
  return `${comment(says)}\n${name} AS ${grammar.once}(\n${sql}\n)`
}

/** The tables that tell the facts of a question. */
export function tablesOf({ question, points }: Asked): readonly CheckedTable[] {
  if (question === 'bind') return ['owners', 'vehicles', 'bindings']
  const tables = ['owners', 'vehicles', 'violations', 'bindings', 'handlings'] as const
  return points === 'steps' ? [...tables, 'points_step'] : tables
}

/** The rows of the tables, each looked at once, and whom those with a problem name. */
function rowSteps(asked: Asked): readonly Step[] {
  const { grammar } = asked
  const tables = tablesOf(asked)
  return [
    ...tables.map((table) => checkedStep(table, asked)),
    { name: 'demerit_problems', says: 'What is wrong with rows.', sql: problemsSql(tables, grammar) },
    { name: 'demerit_doubts', says: 'Whom and what these rows name.', sql: doubtsSql('demerit_problems', grammar) },
  ]
}

/** A table each row of which is looked at. One whose rows are the acts has what is given, and what is kept, besides. */
export function checkedStep(table: CheckedTable, asked: Asked): Step {
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

/** The facts that the row `e` of an act has itself. */
function givenPlaces({ question, grammar, columns }: Asked): readonly Place[] {
  const qualified = { ...grammar, name: (column: string) => `e.${grammar.name(column)}` }
  return [...placesOf('factsSql', qualified, question, columns, [], 'given').values()]
}

/** The steps from the acts on, and the query of their facts. */
export function factsOf(asked: Asked): { readonly steps: readonly Step[]; readonly select: string } {
  const { question, grammar, columns, points, keep } = asked
  const facts = factsOfQuestion(question)
  const told = (name: FactName) =>
    Object.hasOwn(columns, name) || (points === 'unknown' && VALUES[name]?.step === 'points') ? null : VALUES[name]
  const used = new Set(facts.flatMap(({ name }) => told(name)?.step ?? []))
  for (const step of ['driver', 'vehicle'] as const) if (used.has(`${step}_bound`)) used.add(`${step}_own`)
  if (used.has('others')) used.add('owner')
  if (isLabelled(asked)) used.add('same_go')
  const steps = joinedSteps(asked).filter(({ name }) => used.has(name))
  const needsOwn = used.has('driver_own') || used.has('vehicle_own')
  const selected = facts.flatMap((fact) => outputOf(fact, told(fact.name), asked))
  const joins = steps.map(({ name }) => `LEFT JOIN demerit_${name} AS ${name} ON ${name}.n = acts.n`)
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
      ...steps.map(({ name, says, sql }) => ({ name: `demerit_${name}`, says, sql })),
    ],
    select: `SELECT ${[`acts.id AS ${grammar.name('id')}`, ...kept, ...selected, `${uncertainSql(about, grammar)} AS uncertain`].join(',\n  ')}
FROM demerit_acts AS acts
${joins.join('\n')}`,
  }
}

type StepName =
  | 'owner'
  | 'plate'
  | 'driver_bound'
  | 'driver_own'
  | 'vehicle_bound'
  | 'vehicle_own'
  | 'violation'
  | 'others'
  | 'points'
  | 'same_go'

/** How a fact comes out of a step: the column unless `sql` says more; it is NULL where the act has no row in the step. */
interface Value {
  readonly step: StepName
  readonly sql: (grammar: Grammar) => string
  /** It stands in a row, or is that of the act: no order of events tells it. */
  readonly isTimeless?: true
}
const told = (step: StepName, column: string): Value => ({ step, sql: () => `${step}.${column}` })
const timeless = (step: StepName, column: string): Value => ({ ...told(step, column), isTimeless: true })
const counted = (key: 'driver' | 'vehicle'): Value => ({
  step: `${key}_bound`,
  sql: () => `${key}_bound.open - COALESCE(${key}_own.open, 0)`,
})

/** How history tells each fact; `null` of what it does not tell: that is not known, unless it is given. */
const VALUES: { readonly [K in Exclude<FactName, 'at' | 'driver' | 'vehicle'>]: Value | null } & {
  readonly [K in 'at' | 'driver' | 'vehicle']: null
} = {
  at: null,
  driver: null,
  vehicle: null,
  channel: null,
  vehicleOwner: told('owner', 'owner'),
  vehicleOwnerKind: told('owner', 'owner_kind'),
  ownedSince: told('owner', 'since'),
  plateType: timeless('plate', 'plate_type'),
  operating: timeless('plate', 'operating'),
  pairBound: {
    step: 'driver_bound',
    sql: ({ flag }) => `CASE WHEN driver_bound.n IS NOT NULL THEN ${flag('driver_bound.pair_seq IS NOT NULL')} END`,
  },
  driverBindings: counted('driver'),
  vehicleBindings: counted('vehicle'),
  driverBindingsEver: told('driver_bound', 'ever'),
  driverApplicationsToday: told('driver_bound', 'today'),
  driverApplicationsThisYear: told('driver_bound', 'this_year'),
  ownerConsent: null,
  violationState: told('violation', 'state'),
  occurredAt: timeless('violation', 'occurred_at'),
  fine: timeless('violation', 'fine'),
  points: timeless('violation', 'points'),
  recordedBy: timeless('violation', 'recorded_by'),
  boundSince: told('driver_bound', 'bound_since'),
  firstBinding: {
    step: 'vehicle_bound',
    sql: ({ flag }) =>
      `CASE WHEN vehicle_bound.n IS NOT NULL THEN ${flag('driver_bound.pair_seq = vehicle_bound.first_seq')} END`,
  },
  licenceStates: null,
  licenceClasses: null,
  pointsHeld: told('points', 'held'),
  fullScoreStudies: told('points', 'studies'),
  offenderPresent: null,
  identityVerified: null,
  othersVehiclesHandledThisYear: told('others', 'vehicles'),
  vehicleOtherDriversThisYear: told('others', 'drivers'),
  vehicleReleasedAt: told('vehicle_bound', 'released_at'),
  vehicleDriversBoundThisYear: told('vehicle_bound', 'drivers_of_year'),
}

/** Whether a fact depends on the order of events; of facts that are given that is not known, and they do not, but for the label that points add. */
export function dependsOnOrder(fact: FactName, asked: Asked): boolean {
  if (Object.hasOwn(asked.columns, fact)) return fact === 'licenceStates' && isLabelled(asked)
  const value = VALUES[fact]
  return value !== null && !Object.hasOwn(value, 'isTimeless')
}

/** The columns of a fact in the rows that come out. */
function outputOf(fact: Fact, value: Value | null, asked: Asked): readonly string[] {
  const { grammar, columns } = asked
  const column = columnName(fact.name)
  const as = (sql: string, name: string) => `${sql} AS ${grammar.name(name)}`
  const own = `acts.${grammar.name(column)}`
  if (REQUIRED_FACTS.some((each) => each === fact.name)) return [as(own, column)]
  if (Object.hasOwn(columns, fact.name)) {
    if (fact.name === 'licenceStates' && isLabelled(asked)) return labelled(asked)
    const known = `acts.${grammar.name(knownName(fact.name))}`
    return hasKnownColumn(fact) ? [as(own, column), as(known, knownName(fact.name))] : [as(own, column)]
  }
  const sql = value === null ? nothing(fact, grammar) : value.sql(grammar)
  if (!hasKnownColumn(fact)) return [as(sql, column)]
  const known = value === null ? 'FALSE' : grammar.flag(`${value.step}.n IS NOT NULL`)
  return [as(sql, column), as(known, knownName(fact.name))]
}

/** Whether the label of the full score is told by the points held. */
function isLabelled({ columns, points }: Asked): boolean {
  const isGiven = (name: FactName) => Object.hasOwn(columns, name)
  return isGiven('licenceStates') && (points === 'steps' || isGiven('pointsHeld'))
}

/**
 * The states of the licence that are given, with `full-points` 记满12分 from the full score on, as a registry has them: no event puts the label on. At a
 * window the rest may be finished of the vehicle that made the score full that day: where the driver handled another of it then, the states are not
 * known. Where the points held are not, neither are the states; while nobody's are on record, they are those that are given.
 */
function labelled({ grammar, columns, points }: Asked): readonly string[] {
  const { name, flag } = grammar
  const isGiven = (fact: FactName) => Object.hasOwn(columns, fact)
  const held = isGiven('pointsHeld') ? `acts.${name('points_held')}` : 'points.held'
  const states = `acts.${name('licence_states')}`
  const known = `acts.${name('licence_states_known')}`
  const isPlain = `${known} AND NOT (${grammar.meets(states, ['full-points'])})`
  const isFull = flag(`${held} >= ${fullOn(`acts.${name('at')}`, grammar)} AND ${isPlain}`)
  const isElsewhere = isGiven('channel') ? flag(`acts.${name('channel')} <> 'window'`) : '1 = 0'
  const isFilled = points === 'steps' && !isGiven('pointsHeld') ? ` AND ${FILLED}` : ''
  const isUnknown = `${flag(isPlain)} AND ${held} IS NULL${isFilled}`
  const isDoubtful = `${isUnknown} OR ${isFull} AND NOT ${isElsewhere} AND COALESCE(same_go.handled, 0) > 0`
  const none = grammar.dialect === 'clickhouse' ? grammar.list([]) : 'NULL'
  return [
    `CASE WHEN ${isDoubtful} THEN ${none}
    WHEN ${isFull} THEN ${grammar.withWord(states, 'full-points')} ELSE ${states} END AS ${name('licence_states')}`,
    `${known} AND NOT (${isDoubtful}) AS ${name('licence_states_known')}`,
  ]
}

/** The full score of the day of an instant; days before the oldest regime have that one's. */
function fullOn(at: string, grammar: Grammar): string {
  const [first, ...later] = POINTS_REGIMES
  const whens = later
    .toReversed()
    .map(({ from, full }) => `WHEN ${grammar.dayText(grammar.date(at))} >= '${from}' THEN ${full.value}`)
  return `CASE ${whens.join(' ')} ELSE ${first?.full.value} END`
}

/** Whether anybody's points are on record: while the table is empty nothing is known. */
const FILLED = `(SELECT count(*) FROM ${checkedName('points_step')}) > 0`

/** The relation of acts, its columns by the names that the steps use. What is numbered in another order when the rows are made again is alike. */
function actsSql(asked: Asked): string {
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
    `row_number() OVER (ORDER BY ${['seq', at, 'driver', what].map((each) => `e.${name(each)}`).join(', ')}) AS n`,
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

/** Bindings of vehicles that became or were the driver's own. */
function ownBoundStep(grammar: Grammar): Step {
  return {
    name: 'demerit_own_bound',
    says: 'Bindings of vehicles that became or were the driver’s own: from which position on, and until which. Lawful tables have next to none.',
    sql: `  SELECT b.driver AS driver, b.vehicle AS vehicle, b.seq AS seq, b.released_seq AS released_seq, w.seq AS owned_seq, w.until AS until
  FROM ${soundRows('bindings', grammar)} AS b JOIN (
    SELECT o.vehicle AS vehicle, o.owner AS owner, o.seq AS seq,
      min(CAST(o.seq AS ${grammar.type('position', true)})) OVER (PARTITION BY o.vehicle ORDER BY o.seq
        ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until
    FROM ${soundRows('owners', grammar)} AS o
  ) AS w ON w.vehicle = b.vehicle AND w.owner = b.driver`,
  }
}

interface JoinedStep extends Step {
  readonly name: StepName
}

/** The steps. One form: acts LEFT JOIN a table by its key, GROUP BY the number of the act. */
function joinedSteps(asked: Asked): readonly JoinedStep[] {
  const { grammar, columns } = asked
  const { name, date, yearOf, yearBefore } = grammar
  const at = `a.${name('at')}`
  const when = (condition: string, value: string) => `CASE WHEN ${condition} THEN ${value} END`
  const countOf = (condition: string) => `count(${when(condition, '1')})`
  const different = (condition: string, value: string) => `count(DISTINCT ${when(condition, value)})`
  const made = 'b.seq < a.seq'
  const open = `${made} AND (b.released_seq >= a.seq OR b.released_seq IS NULL)`
  const ofDay = `${date('b.since')}\n      = ${date(at)}`
  const ofYear = `${yearOf(date('b.since'))}\n      = ${yearOf(date(at))}`
  const pair = `b.vehicle = a.vehicle AND ${open}`
  const standing = 'h.seq < a.seq AND (h.revoked_seq >= a.seq OR h.revoked_seq IS NULL)'
  const handledAt = `h.${name('at')}`
  const ofOthers = `NOT h.own AND ${standing}
        AND ${date(handledAt)} > ${yearBefore(date(at))}`
  const forOther = `max(CASE WHEN a.owner IS NULL THEN NULL WHEN a.owner <> a.driver THEN 1 ELSE 0 END)`
  const bindings = soundRows('bindings', grammar)
  const handlings = soundRows('handlings', grammar)
  const owned = Object.hasOwn(columns, 'vehicleOwner')
    ? `(SELECT i.*, i.vehicle_owner AS owner FROM demerit_whole AS i)`
    : `(
      SELECT i.*, w.owner AS owner FROM demerit_whole AS i LEFT JOIN demerit_owner AS w ON w.n = i.n
    )`
  /** Of the open bindings those of a vehicle that is the driver’s own at the act: few acts have one, and the others have no row. */
  const own = (
    key: 'driver' | 'vehicle',
    counts: 'driver' | 'vehicle',
  ) => `  SELECT a.n AS n, count(DISTINCT b.${counts}) AS open
  FROM demerit_whole AS a JOIN demerit_own_bound AS b ON b.${key} = a.${key}
  WHERE ${made} AND (b.released_seq IS NULL OR b.released_seq >= a.seq)
    AND b.owned_seq < a.seq AND (b.until IS NULL OR b.until >= a.seq)
  GROUP BY a.n`
  const step = grammar.joined(grammar.digits('p.seq'), 'p.day')
  const filled = (column: string) =>
    `CASE WHEN ${FILLED} THEN CASE WHEN t.step IS NULL THEN 0 ELSE p.${column} END END AS ${column}`
  return [
    {
      name: 'owner',
      says: 'The registered owner at the act, and since when: of the last transfer or enrolment before it.',
      sql: `  SELECT t.n AS n, o.owner AS owner, o.owner_kind AS owner_kind, o.since AS since
  FROM (
    SELECT a.n AS n, a.vehicle AS vehicle, max(${when('o.seq < a.seq', 'o.seq')}) AS seq
    FROM demerit_whole AS a LEFT JOIN ${soundRows('owners', grammar)} AS o ON o.vehicle = a.vehicle
    GROUP BY a.n, a.vehicle
  ) AS t
  LEFT JOIN ${soundRows('owners', grammar)} AS o ON o.vehicle = t.vehicle AND o.seq = t.seq`,
    },
    {
      name: 'plate',
      says: 'The vehicle, which keeps its plate type and its use.',
      sql: `  SELECT a.n AS n, v.plate_type AS plate_type, v.operating AS operating
  FROM demerit_whole AS a LEFT JOIN ${soundRows('vehicles', grammar)} AS v ON v.id = a.vehicle`,
    },
    {
      name: 'driver_bound',
      says: 'The driver’s bindings before the act, and the open one of this vehicle: the earliest, as a registry, which refuses the second, has it.',
      sql: `  SELECT a.n AS n,
    ${different(open, 'b.vehicle')} AS open,
    ${countOf(made)} AS ever,
    ${countOf(`${made} AND ${ofDay}`)} AS today,
    ${countOf(`${made} AND ${ofYear}`)} AS this_year,
    min(${when(pair, 'b.seq')}) AS pair_seq,
    ${grammar.ofFirst(pair, 'b.since', 'b.seq')} AS bound_since
  FROM demerit_whole AS a LEFT JOIN ${bindings} AS b ON b.driver = a.driver
  GROUP BY a.n`,
    },
    {
      name: 'driver_own',
      says: 'Of the vehicles that the driver has bound those that are the driver’s own.',
      sql: own('driver', 'vehicle'),
    },
    {
      name: 'vehicle_bound',
      says: 'The vehicle’s bindings before the act.',
      sql: `  SELECT a.n AS n,
    ${different(open, 'b.driver')} AS open,
    min(b.seq) AS first_seq,
    max(${when('b.driver <> a.driver AND b.released_seq < a.seq', 'b.released_at')}) AS released_at,
    ${different(`b.driver <> a.driver AND ${made} AND ${ofYear}`, 'b.driver')} + 1 AS drivers_of_year
  FROM demerit_whole AS a LEFT JOIN ${bindings} AS b ON b.vehicle = a.vehicle
  GROUP BY a.n`,
    },
    {
      name: 'vehicle_own',
      says: 'Whether one of the drivers who have bound the vehicle owns it.',
      sql: own('vehicle', 'driver'),
    },
    {
      name: 'violation',
      says: 'The violation, and its state before the act.',
      sql: `  SELECT t.n AS n, x.occurred_at AS occurred_at, x.fine AS fine, x.points AS points, x.recorded_by AS recorded_by,
    CASE WHEN x.id IS NULL THEN NULL WHEN x.withdrawn_seq < t.seq THEN 'withdrawn'
      WHEN t.handled > 0 THEN 'handled' ELSE 'open' END AS state
  FROM (
    SELECT a.n AS n, a.seq AS seq, a.violation AS violation, ${countOf(standing)} AS handled
    FROM demerit_whole AS a LEFT JOIN ${handlings} AS h ON h.violation = a.violation
    GROUP BY a.n, a.seq, a.violation
  ) AS t
  LEFT JOIN ${soundRows('violations', grammar)} AS x ON x.id = t.violation`,
    },
    {
      name: 'others',
      says: 'Within a year back, this act included: vehicles of others that the driver handled, and other drivers who handled the vehicle.',
      sql: `  SELECT d.n AS n, d.vehicles AS vehicles, e.drivers AS drivers
  FROM (
    SELECT a.n AS n, ${different(
      `${ofOthers}
        AND NOT (h.vehicle = a.vehicle AND a.owner <> a.driver)`,
      'h.vehicle',
    )} + ${forOther} AS vehicles
    FROM ${owned} AS a
    LEFT JOIN ${handlings} AS h ON h.driver = a.driver
    GROUP BY a.n
  ) AS d
  JOIN (
    SELECT a.n AS n, ${different(
      `${ofOthers}
        AND h.driver <> a.owner AND h.driver <> a.driver`,
      'h.driver',
    )} + ${forOther} AS drivers
    FROM ${owned} AS a
    LEFT JOIN ${handlings} AS h ON h.vehicle = a.vehicle
    GROUP BY a.n
  ) AS e ON e.n = d.n`,
    },
    {
      name: 'points',
      says: 'Points held and full-score studies: of the last event before the act, the last of its days not after it; 0 where there is none. While the table is empty nothing is known.',
      sql: `  SELECT t.n AS n,
    ${filled('held')},
    ${filled('studies')}
  FROM (
    SELECT a.n AS n, a.driver AS driver,
      max(${when(
        `p.seq < a.seq
        AND p.day <= ${grammar.dayText(date(at))}`,
        step,
      )}) AS step
    FROM demerit_whole AS a LEFT JOIN ${soundRows('points_step', grammar)} AS p ON p.driver = a.driver
    GROUP BY a.n, a.driver
  ) AS t
  LEFT JOIN ${soundRows('points_step', grammar)} AS p ON p.driver = t.driver AND ${step} = t.step`,
    },
    {
      name: 'same_go',
      says: 'Handlings by the driver of that vehicle on that day before the act.',
      sql: `  SELECT a.n AS n, ${countOf(`h.seq < a.seq AND ${date(handledAt)} = ${date(at)}`)} AS handled
  FROM demerit_whole AS a LEFT JOIN ${handlings} AS h ON h.driver = a.driver AND h.vehicle = a.vehicle
  GROUP BY a.n`,
    },
  ]
}

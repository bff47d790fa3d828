import { mistaken, mistyped, recordArgument } from '../input/assert.ts'
import { isArray } from '../input/issue.ts'
import { own } from '../input/own.ts'
import { ownOptions } from '../input/read.ts'
import { columnName, factsOfQuestion, hasKnownColumn, knownName } from '../law/fact-columns.ts'
import { type Fact, type FactName, REQUIRED_FACTS } from '../law/facts.ts'
import type { PointsRegime } from '../law/points/regime.ts'
import type { Question } from '../law/question.ts'
import { type Columns, hasId, hasNoId, nothing, placesOf } from './columns.ts'
import { questionArgument } from './decision.ts'
import { comment, type Dialect, type Grammar, grammarOf } from './dialects.ts'
import { byRegime, foldSql, heldBeforeSql } from './points-fold.ts'
import { relationSql, type TableRef } from './table-ref.ts'
import { columnsOf, type Relations, relationsOf, type TableRefs } from './tables.ts'

const pointsSources = ['steps', 'recursive', 'unknown'] as const
/** Where points come from: the table `points_step`, a recursive query over what happened, or nowhere. */
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
   * `recursive`: from the handlings, fines, studies and first issues themselves, in DuckDB and PostgreSQL; then `tables` names `fines` and
   * `studies`, and no act is dated later than an event of its driver that comes after it. `steps` unless given.
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
 * A handling whose violation is not on record stays: what the violation says is not known. Where rows lack who, what, when or their position, or a binding ends before
 * it begins, the facts that they might count for are not known.
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
  const base = acts === undefined ? relations[ACTS[question]] : relationSql(`${call}(acts)`, acts, grammar)
  if (given !== undefined) recordArgument(`${call}(given)`, given, 'a record of columns by fact')
  const columns = { ...(acts === undefined ? { channel: 'channel' } : {}), ...given }
  givenArgument(`${call}(given)`, columns)
  keptArgument(call, keep, question)
  const asked: Asked = { question, grammar, relations, base, isDefault: acts === undefined, columns, points, keep }
  return factsOfActsSql(asked, factsOfQuestion(question))
}

function keptArgument(call: string, keep: unknown, question: Question): void {
  if (!isArray(keep) || !keep.every((each) => typeof each === 'string' && each !== '')) {
    throw mistyped(`${call}(keep)`, keep, 'a list of names of columns')
  }
  const taken = ['id', ...factsOfQuestion(question).flatMap(({ name }) => [columnName(name), knownName(name)])]
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

/** The table whose rows are the acts of a question. */
const ACTS = { bind: 'bindings', handle: 'handlings' } as const

/** What is asked about which acts. */
export interface Asked {
  readonly question: Question
  readonly grammar: Grammar
  readonly relations: Relations
  readonly base: string
  readonly isDefault: boolean
  readonly columns: Columns
  readonly points: PointsSource
  /** Columns of the acts to keep besides. */
  readonly keep: readonly string[]
  /** Whether acts get numbers for ids, so that each is one act even where positions are repeated or missing. */
  readonly isNumbered?: true
}

/** A step of the query: its name, what it says, and its text. */
interface Step {
  readonly name: string
  /** It is read by other steps alone, and computed once for all of them. */
  readonly isOnce?: true
  readonly says: string
  readonly sql: string
}

/** The query of some facts of the acts, of no more steps and columns than they need. */
export function factsOfActsSql(asked: Asked, facts: readonly Fact[]): string {
  const { grammar, keep } = asked
  const given = new Set(Object.keys(asked.columns))
  const needed = facts.filter(({ name }) => !given.has(name)).map(({ name }) => toldBy(name))
  const ofLabel = facts.some(({ name }) => name === 'licenceStates') ? labelFrom(asked) : []
  const read = new Set([...needed.flatMap((value) => value?.from ?? []), ...ofLabel])
  const used = new Set([...read].map((column) => column.slice(0, column.indexOf('.'))))
  const isOwnerGiven = given.has('vehicleOwner')
  if (used.has('others') && !isOwnerGiven) used.add('owner')
  if (used.has('others') || used.has('same_go')) used.add('handled')
  if (used.has('same_go')) used.add('same_day').add('points_then')
  if ((used.has('driver_own') || used.has('vehicle_own')) && !isOwnerGiven) used.add('own_bound')
  if (asked.points === 'unknown') for (const step of ['points', 'points_then']) used.delete(step)
  const chosen = stepsOf(asked, read).filter(({ name }) => name === 'acts' || used.has(name))
  const isFolded = asked.points === 'recursive' && (used.has('points') || used.has('points_then'))
  const folded = isFolded ? foldSql('factsSql', grammar, asked.relations) : []
  const withs = [...chosen.slice(0, 1), ...folded, ...chosen.slice(1)].map(
    ({ name, says, sql, isOnce }: Step) =>
      `${comment(says)}\ndemerit_${name} AS ${isOnce === true ? grammar.once : grammar.apart}(\n${sql}\n)`,
  )
  const selected = facts.flatMap((fact) => outputOf(fact, given.has(fact.name), asked))
  const joins = chosen
    .filter(({ name, isOnce }) => name !== 'acts' && isOnce !== true)
    .map(({ name }) => `LEFT JOIN demerit_${name} AS ${name} ON ${name}.act = acts.id`)
  return `WITH${isFolded ? ' RECURSIVE' : ''}
${withs.join(',\n')}
SELECT ${[`acts.id AS ${grammar.name('id')}`, ...keep.map((column) => `acts.${grammar.name(column)}`), ...selected].join(',\n  ')}
FROM demerit_acts AS acts
${joins.join('\n')}`
}

type StepName =
  | 'owner'
  | 'vehicle'
  | 'driver_bound'
  | 'driver_own'
  | 'vehicle_bound'
  | 'vehicle_own'
  | 'violation'
  | 'others'
  | 'points'
  | 'points_then'
  | 'same_go'

/** A column of a step, as it stands in the query. */
type StepColumn = `${StepName}.${string}`

/** A column of the act without which a fact is not known. */
type ActColumn = 'seq' | 'at' | 'driver' | 'vehicle'

/** How a fact comes out of the steps of a query. */
interface Value {
  /** The columns that tell it; none where it is of the act itself. */
  readonly from: readonly StepColumn[]
  /** It is told by no order of events: it stands in a row, or is that of the act. */
  readonly isTimeless?: true
  /** The fact from these columns, where it is known; the first of them unless given. */
  readonly sql?: (grammar: Grammar) => string
  /** What the act itself has to say; what the steps need is NULL in them without it. */
  readonly needs?: readonly ActColumn[]
  /** The condition under which the rows tell it; always unless given. */
  readonly known?: string
}

const DRIVER_AT_ACT: readonly ActColumn[] = ['seq', 'driver']
const VEHICLE_AT_ACT: readonly ActColumn[] = ['seq', 'vehicle']
const PAIR_AT_ACT: readonly ActColumn[] = ['seq', 'driver', 'vehicle']

/** What is given is not of the act itself. */
export function givenArgument(place: string, columns: Columns): void {
  for (const name of Object.keys(columns)) {
    if (!REQUIRED_FACTS.some((each) => each === name)) continue
    throw mistaken(place, name, 'a fact besides the act itself, which has its own columns')
  }
}

/**
 * The open binding of the act's driver and vehicle: the earliest that is open, as a registry, which refuses the second, has it. Whether there is one is known where one is found, or where
 * no row of the driver or of the vehicle might be it.
 */
const PAIR: readonly StepColumn[] = ['driver_bound.pair_seq', 'driver_bound.doubtful_seq', 'vehicle_bound.nameless_seq']
const PAIR_KNOWN =
  'driver_bound.pair_seq IS NOT NULL OR driver_bound.doubtful_seq IS NULL AND vehicle_bound.nameless_seq IS NULL'
/** No such row, or the pair's own is before it; NULL where the pair has none. */
const isLater = (seq: string) => `(${seq} IS NULL OR ${seq} > driver_bound.pair_seq)`
const EARLIEST_KNOWN = `${isLater('driver_bound.doubtful_seq')} AND ${isLater('vehicle_bound.nameless_seq')}`

/** How history tells each fact; `null` of what it does not tell: that is not known, unless it is given. */
const VALUES: { readonly [K in FactName]: Value | null } = {
  at: { isTimeless: true, from: [], sql: ({ name }) => `acts.${name('at')}` },
  channel: null,
  driver: { isTimeless: true, from: [], sql: () => 'acts.driver' },
  vehicle: { isTimeless: true, from: [], sql: () => 'acts.vehicle' },
  vehicleOwner: { from: ['owner.owner'] },
  vehicleOwnerKind: { from: ['owner.owner_kind'] },
  plateType: { isTimeless: true, from: ['vehicle.plate_type'] },
  operating: { isTimeless: true, from: ['vehicle.operating'] },
  pairBound: {
    from: PAIR,
    needs: PAIR_AT_ACT,
    known: PAIR_KNOWN,
    sql: ({ flag }) => flag('driver_bound.pair_seq IS NOT NULL'),
  },
  driverBindings: {
    from: ['driver_bound.open', 'driver_bound.doubtful', 'driver_own.open'],
    needs: DRIVER_AT_ACT,
    known: 'driver_bound.doubtful = 0 AND COALESCE(driver_own.doubtful, 0) = 0',
    sql: () => 'driver_bound.open - COALESCE(driver_own.open, 0)',
  },
  vehicleBindings: {
    from: ['vehicle_bound.open', 'vehicle_bound.doubtful', 'vehicle_own.open'],
    needs: VEHICLE_AT_ACT,
    known: 'vehicle_bound.doubtful = 0 AND COALESCE(vehicle_own.doubtful, 0) = 0',
    sql: () => 'vehicle_bound.open - COALESCE(vehicle_own.open, 0)',
  },
  driverBindingsEver: {
    from: ['driver_bound.ever', 'driver_bound.unplaced'],
    needs: DRIVER_AT_ACT,
    known: 'driver_bound.unplaced = 0',
  },
  driverApplicationsToday: {
    from: ['driver_bound.today', 'driver_bound.unclear_today'],
    needs: [...DRIVER_AT_ACT, 'at'],
    known: 'driver_bound.unclear_today = 0',
  },
  driverApplicationsThisYear: {
    from: ['driver_bound.this_year', 'driver_bound.unclear_year'],
    needs: [...DRIVER_AT_ACT, 'at'],
    known: 'driver_bound.unclear_year = 0',
  },
  ownerConsent: null,
  violationState: { from: ['violation.state'], needs: ['seq'] },
  occurredAt: { isTimeless: true, from: ['violation.occurred_at'] },
  fine: { isTimeless: true, from: ['violation.fine'] },
  points: { isTimeless: true, from: ['violation.points'] },
  recordedBy: { isTimeless: true, from: ['violation.recorded_by'] },
  boundSince: {
    from: ['driver_bound.bound_since', 'driver_bound.undated_seq', ...PAIR],
    needs: PAIR_AT_ACT,
    known: `${EARLIEST_KNOWN} AND ${isLater('driver_bound.undated_seq')}`,
  },
  firstBinding: {
    from: ['vehicle_bound.first_seq', 'vehicle_bound.unplaced', ...PAIR],
    needs: PAIR_AT_ACT,
    known: `${EARLIEST_KNOWN} AND (driver_bound.pair_seq IS NULL OR vehicle_bound.unplaced = 0)`,
    sql: ({ flag }) => flag('driver_bound.pair_seq = vehicle_bound.first_seq'),
  },
  licenceStates: null,
  licenceClasses: null,
  pointsHeld: { from: ['points.held'], needs: [...DRIVER_AT_ACT, 'at'] },
  fullScoreStudies: { from: ['points.studies'], needs: [...DRIVER_AT_ACT, 'at'] },
  offenderPresent: null,
  identityVerified: null,
  othersVehiclesHandledThisYear: { from: ['others.vehicles'], needs: [...PAIR_AT_ACT, 'at'] },
  vehicleOtherDriversThisYear: { from: ['others.drivers'], needs: [...PAIR_AT_ACT, 'at'] },
  vehicleReleasedAt: {
    from: ['vehicle_bound.released_at', 'vehicle_bound.unclear_ends'],
    needs: PAIR_AT_ACT,
    known: 'vehicle_bound.unclear_ends = 0',
  },
  vehicleDriversBoundThisYear: {
    from: ['vehicle_bound.drivers_of_year', 'vehicle_bound.unclear'],
    needs: [...PAIR_AT_ACT, 'at'],
    known: 'vehicle_bound.unclear = 0',
  },
  ownedSince: { from: ['owner.since'] },
}

/** What a value does not say is not looked for in what it inherits. */
function toldBy(fact: FactName): Value | null {
  const value = VALUES[fact]
  return value === null ? null : own(value)
}

/** Whether a fact depends on the order of events; of facts that are given that is not known, and they do not, but for the label that points add. */
export function dependsOnOrder(fact: FactName, asked: Asked): boolean {
  if (Object.hasOwn(asked.columns, fact)) return fact === 'licenceStates' && labelFrom(asked).length > 0
  const value = toldBy(fact)
  return value !== null && value.isTimeless !== true
}

/** The columns of a fact in the rows that come out. */
function outputOf(fact: Fact, isGiven: boolean, asked: Asked): readonly string[] {
  const { grammar, points } = asked
  const column = columnName(fact.name)
  const as = (value: string, name: string) => `${value} AS ${grammar.name(name)}`
  if (isGiven && fact.name === 'licenceStates' && labelFrom(asked).length > 0) return labelled(fact, asked)
  if (isGiven) {
    const names = hasKnownColumn(fact) ? [column, knownName(fact.name)] : [column]
    return names.map((name) => as(`acts.${grammar.name(name)}`, name))
  }
  const found = toldBy(fact.name)
  const value = points === 'unknown' && found?.from.some(isOfPoints) ? null : found
  if (value === null) {
    const none = as(nothing(fact, grammar), column)
    return hasKnownColumn(fact) ? [none, as('FALSE', knownName(fact.name))] : [none]
  }
  const text = value.sql === undefined ? String(value.from[0]) : value.sql(grammar)
  const known = knownIn(value, grammar)
  const shown = as(known === '' ? text : `CASE WHEN ${known} THEN ${text} END`, column)
  if (!hasKnownColumn(fact)) return [shown]
  return [shown, as(known === '' ? 'TRUE' : grammar.flag(known), knownName(fact.name))]
}

/** The condition under which a fact is known: what the act has to say, and what the rows do; empty text where it always is. */
function knownIn({ needs = [], known }: Value, { name }: Grammar): string {
  const tests = needs.map((each) => `acts.${name(each)} IS NOT NULL`)
  if (known !== undefined) tests.push(tests.length === 0 ? known : `(${known})`)
  return tests.join(' AND ')
}

/** What the label of the full score is told by, where the states of the licence are given; nothing where the points held are not known of any act. */
function labelFrom({ columns, points }: Asked): readonly StepColumn[] {
  const isGiven = (name: FactName) => Object.hasOwn(columns, name)
  if (!isGiven('licenceStates') || (points === 'unknown' && !isGiven('pointsHeld'))) return []
  return [
    'same_go.last_seq',
    ...(isGiven('pointsHeld') ? [] : (['points.held'] as const)),
    ...(isGiven('vehicleOwner') ? [] : (['owner.owner'] as const)),
  ]
}

/**
 * The states of the licence that are given, with `full-points` 记满12分 from the full score on, as a registry has them: no event puts the label on. At a
 * window the rest may be finished of the vehicle that made the score full that day. Where one of these is not known, the states are not.
 */
function labelled(fact: Fact, asked: Asked): readonly string[] {
  const { grammar, columns, points, relations } = asked
  const { name } = grammar
  const given = (fact: FactName) => (Object.hasOwn(columns, fact) ? `acts.${name(columnName(fact))}` : undefined)
  const held =
    given('pointsHeld') ?? `CASE WHEN ${knownIn(toldBy('pointsHeld') as Value, grammar)} THEN points.held END`
  const owner = given('vehicleOwner') ?? 'owner.owner'
  const states = `acts.${name(columnName(fact.name))}`
  const known = `acts.${name(knownName(fact.name))}`
  const day = grammar.dayText(grammar.date(`acts.${name('at')}`))
  const ofRegime = (of: (regime: PointsRegime) => string) => byRegime(day, of, '>=')
  const full = ofRegime((regime) => String(regime.full.value))
  const channel = given('channel') ?? 'NULL'
  const isUnlabelled = `${known} AND NOT (${grammar.meets(states, ['full-points'])})`
  const isFull = grammar.flag(`${held} >= ${full} AND ${isUnlabelled}`)
  /** Whether it is finished, or may be: each by its own test of the channel, the owner and the vehicle. */
  const finished = (atWindow: string, ofOwner: string, ofVehicle: string) =>
    `${isFull} AND ${atWindow} AND ${ofRegime(({ finish }) => (finish.value === 'any-vehicle' ? '1' : `CASE WHEN ${ofOwner}`))} = 1 AND ${ofVehicle}`
  const isFinished = finished(
    grammar.flag(`${channel} = 'window'`),
    `${owner} = acts.driver THEN 1 ELSE 0 END`,
    grammar.flag('same_go.same_seq = same_go.last_seq AND same_go.unclear = 0'),
  )
  const mayBeFinished = finished(
    `NOT ${grammar.flag(`${channel} <> 'window'`)}`,
    `${owner} <> acts.driver THEN 0 ELSE 1 END`,
    `(same_go.unclear > 0 OR ${grammar.flag('same_go.same_seq = same_go.last_seq')})`,
  )
  // While nobody's points are on record the states are those that are given.
  const isFilled = points === 'steps' && given('pointsHeld') === undefined ? ` AND ${filledSql(relations)}` : ''
  const isUnknown = `${grammar.flag(isUnlabelled)} AND (${held}) IS NULL${isFilled}`
  const isDoubtful = `${isUnknown} OR NOT (${isFinished}) AND ${mayBeFinished}`
  const none = grammar.dialect === 'clickhouse' ? grammar.list([]) : 'NULL'
  return [
    `CASE WHEN ${isDoubtful} THEN ${none} WHEN ${isFull} AND NOT (${isFinished}) THEN ${grammar.withWord(states, 'full-points')} ELSE ${states} END AS ${name(columnName(fact.name))}`,
    `${known} AND NOT (${isDoubtful}) AS ${name(knownName(fact.name))}`,
  ]
}

/** Whether anybody's points are on record: while the table is empty nothing is known. */
function filledSql(relations: Relations): string {
  return `(SELECT count(*) FROM ${relations.points_step}) > 0`
}

function isOfPoints(column: StepColumn): boolean {
  return column.startsWith('points.')
}

/**
 * The steps. One form, where every act has a row: acts LEFT JOIN a table by its key, GROUP BY the act, with the key again inside every count: an act that met no row is
 * given one of defaults by ClickHouse, which would be counted.
 */
function stepsOf(asked: Asked, read: ReadonlySet<StepColumn>): readonly Step[] {
  const { grammar, relations } = asked
  const { name, date, yearOf, yearBefore } = grammar
  const at = `a.${name('at')}`
  const o = columnsOf('owners', 'o', grammar)
  const v = columnsOf('vehicles', 'v', grammar)
  const b = columnsOf('bindings', 'b', grammar)
  const h = columnsOf('handlings', 'h', grammar)
  const x = columnsOf('violations', 'x', grammar)
  const counted = countedSql
  const earliest = (condition: string, value: string) => `min(CASE WHEN ${condition} THEN ${value} END)`
  const latest = (condition: string, value: string) => `max(CASE WHEN ${condition} THEN ${value} END)`

  /** The columns of a step that are read, each on a line of its own. */
  const columns = (step: StepName, of: Readonly<Record<string, string>>) =>
    Object.entries(of)
      .filter(({ 0: column }) => read.has(`${step}.${column}`))
      .map(({ 0: column, 1: sql }) => `,\n    ${sql} AS ${column}`)
      .join('')

  const made = `${b('seq')} < a.seq`
  const byDriver = `${b('driver')} = a.driver`
  const byVehicle = `${b('vehicle')} = a.vehicle`
  const byAnother = `${byVehicle} AND ${b('driver')} <> a.driver`
  const ofDay = `${date(b('since'))} = ${date(at)}`
  const ofYear = `${yearOf(date(b('since')))} = ${yearOf(date(at))}`
  /** Of records that say not who, what or in which order, or that contradict themselves, it is not known what they count for. */
  const missing = (id: string) => hasNoId(id, grammar)
  const endsEarly = grammar.flag(`${b('released_at')} < ${b('since')}`)
  const endsUnbegun = grammar.flag(`${b('released_seq')} <= ${b('seq')} OR ${b('released_at')} < ${b('since')}`)
  const mayBeMade = `(${b('seq')} IS NULL OR ${made})`
  const mayBeOpen = `${mayBeMade} AND (${b('released_seq')} IS NULL OR ${b('released_seq')} >= a.seq)`
  const isEndUnplaced = `${b('released_seq')} IS NULL AND ${b('released_at')} IS NOT NULL`
  const isUnclear = `${b('seq')} IS NULL OR ${isEndUnplaced} OR ${endsEarly}`
  const open = `${made} AND (${b('released_seq')} >= a.seq OR ${b('released_seq')} IS NULL AND ${b('released_at')} IS NULL) AND NOT ${endsEarly}`
  const pair = `${byDriver} AND ${b('vehicle')} = a.vehicle AND ${open}`
  const doubtfulPair = `${byDriver} AND ${mayBeOpen} AND (${missing(b('vehicle'))} OR ${b('vehicle')} = a.vehicle AND (${isUnclear}))`
  const mayStand = `(h.seq IS NULL OR h.seq < a.seq) AND (h.revoked_seq IS NULL OR h.revoked_seq >= a.seq)`
  const isUnplaced = `(h.seq IS NULL OR h.revoked_seq IS NULL AND h.revoked_at IS NOT NULL)`
  const standing = `h.seq < a.seq AND (h.revoked_seq >= a.seq OR h.revoked_seq IS NULL AND h.revoked_at IS NULL)`
  const handledAt = `h.${name('at')}`
  const withinYear = `${date(handledAt)} > ${yearBefore(date(at))}`
  const others = `NOT h.own AND ${standing} AND ${withinYear}`
  const unclear = (whose: string) =>
    `${mayStand} AND NOT ${grammar.flag('h.own')} AND NOT ${grammar.flag(`${date(handledAt)} <= ${yearBefore(date(at))}`)} AND (h.own IS NULL OR ${handledAt} IS NULL OR ${missing(whose)} OR ${isUnplaced})`
  // Whether the act adds one is not known where the owner of its vehicle is not; then `max` of nothing but NULL is NULL.
  const forOther = `max(CASE WHEN ${missing('a.owner')} THEN NULL WHEN a.owner <> a.driver THEN 1 ELSE 0 END)`
  // A vehicle that is bound twice counts once, and the driver’s own does not count: lawful tables have neither.
  const different = (condition: string, value: string) => `count(DISTINCT CASE WHEN ${condition} THEN ${value} END)`
  const isOwnOpen =
    'b.seq < a.seq AND (b.released_seq IS NULL OR b.released_seq >= a.seq) AND (b.owned_seq IS NULL OR b.owned_seq < a.seq) AND (b.until IS NULL OR b.until >= a.seq)'
  /** Of the open bindings those of a vehicle that is the driver’s own at the act: few acts have one, and the others have no row. */
  const own = (key: 'driver' | 'vehicle', counts: 'driver' | 'vehicle') =>
    Object.hasOwn(asked.columns, 'vehicleOwner')
      ? '  SELECT a.id AS act, 0 AS open, 0 AS doubtful FROM demerit_acts AS a WHERE 1 = 0'
      : `  SELECT a.id AS act, count(DISTINCT CASE WHEN b.is_known = 1 THEN b.${counts} END) AS open, count(CASE WHEN b.is_known = 0 THEN 1 END) AS doubtful
  FROM demerit_acts AS a JOIN demerit_own_bound AS b ON b.${key} = a.${key}
  WHERE ${isOwnOpen}
  GROUP BY a.id`
  const fullThen = byRegime(grammar.dayText(date(at)), (regime) => String(regime.full.value), '>=')
  const ofGo = `h.driver = a.driver AND (h.seq IS NULL OR h.seq < a.seq) AND (h.day IS NULL OR h.day = ${grammar.dayText(date(at))})`
  const mayBeOfVehicle = `(h.held IS NULL OR h.held < ${fullThen}) AND (${missing('h.vehicle')} OR ${missing('a.vehicle')} OR h.vehicle = a.vehicle)`
  const owned = Object.hasOwn(asked.columns, 'vehicleOwner')
    ? '(SELECT i.*, i.vehicle_owner AS owner FROM demerit_acts AS i)'
    : '(SELECT i.*, w.owner AS owner FROM demerit_acts AS i JOIN demerit_owner AS w ON w.act = i.id)'

  return [
    { name: 'acts', says: 'The acts that are asked about.', sql: actsSql(asked) },
    {
      name: 'owner',
      says: 'The registered owner at the act, and since when: of the last transfer or enrolment before it. While one has no position it is not known which was the last.',
      sql: `  SELECT t.act AS act, ${['owner', 'owner_kind', 'since']
        .map((column) => `${orNull(o('vehicle'), 't.vehicle', o(column))} AS ${column}`)
        .join(', ')}
  FROM (
    SELECT a.id AS act, CASE WHEN ${counted(`${o('vehicle')} = a.vehicle AND ${o('seq')} IS NULL`)} = 0 THEN a.vehicle END AS vehicle, ${latest(`${o('vehicle')} = a.vehicle AND ${o('seq')} < a.seq`, o('seq'))} AS seq
    FROM demerit_acts AS a LEFT JOIN ${relations.owners} AS o ON ${o('vehicle')} = a.vehicle
    GROUP BY a.id, a.vehicle
  ) AS t
  LEFT JOIN ${relations.owners} AS o ON ${o('vehicle')} = t.vehicle AND ${o('seq')} = t.seq`,
    },
    {
      name: 'vehicle',
      says: 'The vehicle, which keeps its plate type and its use.',
      sql: `  SELECT a.id AS act, ${orNull(v('id'), 'a.vehicle', v('plate_type'))} AS plate_type, ${orNull(v('id'), 'a.vehicle', v('operating'))} AS operating
  FROM demerit_acts AS a LEFT JOIN ${relations.vehicles} AS v ON ${v('id')} = a.vehicle`,
    },
    {
      name: 'driver_bound',
      says: 'The driver’s bindings before the act, and the open one of this vehicle.',
      sql: `  SELECT a.id AS act${columns('driver_bound', {
        open: different(`${byDriver} AND ${open}`, b('vehicle')),
        doubtful: counted(`${byDriver} AND ${mayBeOpen} AND (${missing(b('vehicle'))} OR ${isUnclear})`),
        ever: counted(`${byDriver} AND ${made}`),
        unplaced: counted(`${byDriver} AND ${b('seq')} IS NULL`),
        today: counted(`${byDriver} AND ${made} AND ${ofDay}`),
        unclear_today: counted(
          `${byDriver} AND ${mayBeMade} AND (${b('since')} IS NULL OR ${b('seq')} IS NULL AND ${ofDay})`,
        ),
        this_year: counted(`${byDriver} AND ${made} AND ${ofYear}`),
        unclear_year: counted(
          `${byDriver} AND ${mayBeMade} AND (${b('since')} IS NULL OR ${b('seq')} IS NULL AND ${ofYear})`,
        ),
        bound_since: grammar.ofFirst(pair, b('since'), b('seq')),
        pair_seq: earliest(pair, b('seq')),
        undated_seq: earliest(`${pair} AND ${b('since')} IS NULL`, b('seq')),
        doubtful_seq: earliest(doubtfulPair, `COALESCE(${b('seq')}, 0)`),
      })}
  FROM demerit_acts AS a LEFT JOIN ${relations.bindings} AS b ON ${byDriver}
  GROUP BY a.id`,
    },
    {
      name: 'own_bound',
      isOnce: true,
      says: 'Bindings of vehicles that became or were the driver’s own, or may be, where the owner is not told or one has no position: from which position on, and until which. Lawful tables have next to none.',
      sql: `  SELECT ${b('driver')} AS driver, ${b('vehicle')} AS vehicle, ${b('seq')} AS seq, ${b('released_seq')} AS released_seq, w.seq AS owned_seq, w.until AS until,
    CASE WHEN w.owner = ${b('driver')} AND w.unplaced = 0 THEN 1 ELSE 0 END AS is_known
  FROM ${relations.bindings} AS b JOIN (
    SELECT ${o('vehicle')} AS vehicle, ${o('owner')} AS owner, ${o('seq')} AS seq,
      min(CAST(${o('seq')} AS ${grammar.type('position', true)})) OVER (PARTITION BY ${o('vehicle')} ORDER BY ${o('seq')} ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS until,
      count(CASE WHEN ${o('seq')} IS NULL THEN 1 END) OVER (PARTITION BY ${o('vehicle')}) AS unplaced
    FROM ${relations.owners} AS o
  ) AS w ON w.vehicle = ${b('vehicle')}
  WHERE w.owner = ${b('driver')} OR ${missing('w.owner')}`,
    },
    {
      name: 'driver_own',
      says: 'Of the vehicles that the driver has bound those that are the driver’s own.',
      sql: own('driver', 'vehicle'),
    },
    {
      name: 'vehicle_bound',
      says: 'The vehicle’s bindings before the act.',
      sql: `  SELECT a.id AS act${columns('vehicle_bound', {
        open: different(`${byVehicle} AND ${open}`, b('driver')),
        doubtful: counted(`${byVehicle} AND ${mayBeOpen} AND (${missing(b('driver'))} OR ${isUnclear})`),
        nameless_seq: earliest(`${byVehicle} AND ${mayBeOpen} AND ${missing(b('driver'))}`, `COALESCE(${b('seq')}, 0)`),
        first_seq: earliest(byVehicle, b('seq')),
        unplaced: counted(`${byVehicle} AND ${b('seq')} IS NULL`),
        released_at: latest(`${byAnother} AND ${b('released_seq')} < a.seq AND NOT ${endsUnbegun}`, b('released_at')),
        unclear_ends: counted(
          `${byVehicle} AND (${missing(b('driver'))} AND (${b('released_seq')} < a.seq OR ${isEndUnplaced}) OR ${b('driver')} <> a.driver AND (${b('released_seq')} < a.seq AND (${b('released_at')} IS NULL OR ${endsUnbegun}) OR ${isEndUnplaced}))`,
        ),
        unclear: counted(
          `${byVehicle} AND ${mayBeMade} AND (${missing(b('driver'))} OR ${b('driver')} <> a.driver AND (${b('since')} IS NULL OR ${b('seq')} IS NULL AND ${ofYear}))`,
        ),
        drivers_of_year: `${different(`${byAnother} AND ${made} AND ${ofYear}`, b('driver'))} + 1`,
      })}
  FROM demerit_acts AS a LEFT JOIN ${relations.bindings} AS b ON ${byVehicle}
  GROUP BY a.id`,
    },
    {
      name: 'vehicle_own',
      says: 'Whether one of the drivers who have bound the vehicle owns it.',
      sql: own('vehicle', 'driver'),
    },
    {
      name: 'violation',
      says: 'The violation, and its state before the act.',
      sql: `  SELECT t.act AS act, ${['occurred_at', 'fine', 'points', 'recorded_by']
        .map((column) => `${orNull(x('id'), 't.violation', x(column))} AS ${column}`)
        .join(', ')},
    CASE WHEN ${x('id')} = t.violation AND ${x('withdrawn_seq')} < t.seq THEN 'withdrawn'
      WHEN ${x('id')} = t.violation AND ${x('withdrawn_seq')} IS NULL AND ${x('withdrawn_at')} IS NOT NULL THEN NULL
      WHEN t.handled > 0 THEN 'handled' WHEN t.unplaced > 0 THEN NULL WHEN ${x('id')} = t.violation THEN 'open' END AS state
  FROM (
    SELECT a.id AS act, a.seq AS seq, a.violation AS violation, ${counted(`h.violation = a.violation AND ${standing}`)} AS handled,
      ${counted(`h.violation = a.violation AND ${mayStand} AND ${isUnplaced}`)} AS unplaced
    FROM demerit_acts AS a LEFT JOIN ${relations.handlings} AS h ON h.violation = a.violation
    GROUP BY a.id, a.seq, a.violation
  ) AS t
  LEFT JOIN ${relations.violations} AS x ON ${x('id')} = t.violation`,
    },
    {
      name: 'handled',
      isOnce: true,
      says: 'Every handling, with the vehicle of its violation; its own where the violation is not on record or names none.',
      sql: `  SELECT ${['violation', 'driver', 'at', 'seq', 'own', 'revoked_at', 'revoked_seq'].map((column) => `${h(column)} AS ${name(column)}`).join(', ')}, ${vehicleOf(h('violation'), h('vehicle'), asked)} AS vehicle
  FROM ${relations.handlings} AS h LEFT JOIN ${relations.violations} AS x ON ${x('id')} = ${h('violation')}`,
    },
    {
      name: 'others',
      says: 'Within a year back, this act included: vehicles of others that the driver handled, and other drivers who handled the vehicle.',
      sql: `  SELECT d.act AS act, d.vehicles AS vehicles, e.drivers AS drivers
  FROM (
    SELECT a.id AS act, CASE WHEN ${counted(`h.driver = a.driver AND ${unclear('h.vehicle')}`)} = 0
      THEN count(DISTINCT CASE WHEN h.driver = a.driver AND ${others}
      AND NOT (h.vehicle = a.vehicle AND a.owner <> a.driver) THEN h.vehicle END) + ${forOther} END AS vehicles
    FROM ${owned} AS a LEFT JOIN demerit_handled AS h ON h.driver = a.driver
    GROUP BY a.id
  ) AS d
  JOIN (
    SELECT a.id AS act, CASE WHEN ${counted(`h.vehicle = a.vehicle AND ${unclear('h.driver')}`)} = 0
      THEN count(DISTINCT CASE WHEN h.vehicle = a.vehicle AND ${others}
      AND h.driver <> a.owner AND h.driver <> a.driver THEN h.driver END) + ${forOther} END AS drivers
    FROM ${owned} AS a LEFT JOIN demerit_handled AS h ON h.vehicle = a.vehicle
    GROUP BY a.id
  ) AS e ON e.act = d.act`,
    },
    {
      name: 'same_day',
      isOnce: true,
      says: 'Handlings by the driver of an act on its day and before it, each by its position.',
      sql: `  SELECT DISTINCT ${grammar.asText('h.seq')} AS id, h.seq AS seq, ${handledAt} AS ${name('at')}, h.driver AS driver, h.vehicle AS vehicle
  FROM demerit_handled AS h JOIN demerit_acts AS a ON a.driver = h.driver
  WHERE h.seq < a.seq AND ${date(handledAt)} = ${date(at)}`,
    },
    {
      name: 'points_then',
      isOnce: true,
      says: 'What was held before each of these.',
      sql: heldSql('demerit_same_day', asked),
    },
    {
      name: 'same_go',
      says: 'The last handling of the day before which the score was not full: where it is full at the act, that one made it full. Of the act’s vehicle it is where the two positions are one. Unclear are those of which something is not known, if any may be of the vehicle.',
      sql: `  SELECT t.act AS act, t.last_seq AS last_seq, t.same_seq AS same_seq, CASE WHEN t.of_vehicle > 0 THEN t.unclear ELSE 0 END AS unclear
  FROM (
    SELECT a.id AS act, ${latest(`${ofGo} AND h.held < ${fullThen}`, 'h.seq')} AS last_seq, ${latest(`${ofGo} AND h.held < ${fullThen} AND h.vehicle = a.vehicle`, 'h.seq')} AS same_seq,
      ${counted(`${ofGo} AND ${mayBeOfVehicle}`)} AS of_vehicle,
      ${counted(`${ofGo} AND (h.held IS NULL OR h.held < ${fullThen} AND (${missing('h.vehicle')} OR ${missing('a.vehicle')}))`)} AS unclear
    FROM demerit_acts AS a LEFT JOIN (
      SELECT s.seq AS seq, s.driver AS driver, s.vehicle AS vehicle, ${grammar.dayText(date(`s.${name('at')}`))} AS day, ${asked.points === 'unknown' ? `CAST(NULL AS ${grammar.type('count', true)})` : 'p.held'} AS held
      FROM demerit_same_day AS s${asked.points === 'unknown' ? '' : ' LEFT JOIN demerit_points_then AS p ON p.act = s.id'}
      UNION ALL
      SELECT h.seq AS seq, h.driver AS driver, h.vehicle AS vehicle, ${grammar.dayText(date(handledAt))} AS day, CAST(NULL AS ${grammar.type('count', true)}) AS held
      FROM demerit_handled AS h WHERE h.seq IS NULL OR ${handledAt} IS NULL
    ) AS h ON h.driver = a.driver
    GROUP BY a.id
  ) AS t`,
    },
    {
      name: 'points',
      says: 'Points held and full-score studies: of the last event before the act, the last of its days not after it; 0 where there is none. While the table is empty nothing is known.',
      sql: heldSql('demerit_acts', asked),
    },
  ]
}

function countedSql(condition: string): string {
  return `count(CASE WHEN ${condition} THEN 1 END)`
}

/** What was held before each of some moments, which have an `id`, a `seq`, an `at` and a `driver`. */
function heldSql(moments: string, { grammar, relations, points }: Asked): string {
  if (points === 'recursive') return heldBeforeSql(moments, grammar)
  const p = columnsOf('points_step', 'p', grammar)
  const day = grammar.dayText(grammar.date(`a.${grammar.name('at')}`))
  const step = grammar.joined(grammar.digits(p('seq')), p('day'))
  const byDriver = `${p('driver')} = a.driver`
  const values = ['held', 'studies'].map(
    (column) =>
      `CASE WHEN ${filledSql(relations)} AND t.unplaced = 0 THEN CASE WHEN ${p('driver')} = t.driver THEN ${p(column)} ELSE 0 END END AS ${column}`,
  )
  return `  SELECT t.act AS act, ${values.join(', ')}
  FROM (
    SELECT a.id AS act, a.driver AS driver, max(CASE WHEN ${byDriver} AND ${p('seq')} < a.seq AND ${p('day')} <= ${day} THEN ${step} END) AS step,
      ${countedSql(`${byDriver} AND (${p('seq')} IS NULL OR ${p('seq')} < a.seq AND ${p('day')} IS NULL)`)} AS unplaced
    FROM ${moments} AS a LEFT JOIN ${relations.points_step} AS p ON ${byDriver}
    GROUP BY a.id, a.driver
  ) AS t
  LEFT JOIN ${relations.points_step} AS p ON ${p('driver')} = t.driver AND ${step} = t.step`
}

/** A value of a joined row, NULL where no row was met: its key is then a default, or NULL. */
function orNull(key: string, met: string, value: string): string {
  return `CASE WHEN ${key} = ${met} THEN ${value} END`
}

/** The vehicle of a handling beside its violation: that of the violation; where that is not on record or names none, that of the row itself, if the row has one. */
function vehicleOf(violation: string, itself: string | undefined, { grammar }: Asked): string {
  const x = columnsOf('violations', 'x', grammar)
  const named = itself === undefined ? '' : ` AND ${hasId(x('vehicle'), grammar)}`
  return `CASE WHEN ${x('id')} = ${violation}${named} THEN ${x('vehicle')}${itself === undefined ? '' : ` ELSE ${itself}`} END`
}

/** The relation of acts, its columns by the names that the steps use. */
function actsSql(asked: Asked): string {
  const { question, grammar, relations, base, isDefault, columns, isNumbered, keep } = own(asked)
  const { name } = grammar
  const column = (from: string, as: string) => `i.${name(from)} AS ${name(as)}`
  const qualified = { ...grammar, name: (column: string) => `i.${name(column)}` }
  const given = [...placesOf('factsSql', qualified, question, columns, [], 'given')].flatMap(
    ({ 0: fact, 1: place }) => {
      const values = [[place.value, columnName(fact)] as const]
      if (hasKnownColumn(place.fact)) values.push([place.known, knownName(fact)])
      return values.map(({ 0: value, 1: as }) => `${value} AS ${name(as)}`)
    },
  )
  const what = question === 'bind' ? 'vehicle' : 'violation'
  const at = isDefault && question === 'bind' ? 'since' : 'at'
  // Engines may make the rows several times: rows that are numbered in another order are alike in all of these.
  const number = `row_number() OVER (ORDER BY ${['seq', at, 'driver', what].map((each) => `i.${name(each)}`).join(', ')})`
  const id = isNumbered ? number : isDefault ? grammar.asText(`i.${name('seq')}`) : `i.${name('id')}`
  const itself = [`${id} AS ${name('id')}`, column('seq', 'seq'), column(at, 'at'), column('driver', 'driver')]
  const kept = keep.filter((each) => each !== 'seq' && each !== what).map((each) => column(each, each))
  if (question === 'bind') {
    return `  SELECT ${[...itself, column('vehicle', 'vehicle'), ...given, ...kept].join(', ')}\n  FROM ${base} AS i`
  }
  const x = columnsOf('violations', 'x', grammar)
  const met = `${x('id')} = i.${name('violation')}`
  const vehicle = `${vehicleOf(`i.${name('violation')}`, isDefault ? `i.${name('vehicle')}` : undefined, asked)} AS ${name('vehicle')}`
  return `  SELECT ${[...itself, column('violation', 'violation'), vehicle, ...given, ...kept].join(', ')}
  FROM ${base} AS i LEFT JOIN ${relations.violations} AS x ON ${met}`
}

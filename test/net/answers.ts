/**
 * What the library answers to each row of the net, by the names that it has today. When a name or an option changes, change it here: what
 * a row is asked and what its answer tells stay. Sentences are no part of an answer.
 */
import {
  en,
  enBinding,
  enHandling,
  enRegistry,
  problemOfDecision,
  problemOfIssues,
  problemOfJudgement,
  problemOfOutcome,
  zhCN,
  zhCNBinding,
  zhCNHandling,
  zhCNRegistry,
} from '../../src/explain/index.ts'
import {
  anyLicenceNumber,
  beijingTime,
  bindingForm,
  finalForm,
  handlingForm,
  licenceNumber,
  plate,
} from '../../src/form/index.ts'
import {
  bindingsOf,
  bindingsOn,
  decideBinding,
  decideHandling,
  driverOf,
  eventsOf,
  execute,
  openRegistry,
  overdueFines,
  parseBindingFacts,
  parseHandlingFacts,
  parseRegistry,
  remainingBindings,
  replay,
  scoringPeriodOf,
  snapshot,
  vehicleOf,
  violationOf,
} from '../../src/index.ts'
import { asReported, chengdu2017, cn, cn2024, reform, SHIPPED_SETS } from '../../src/law/index.ts'
import { auditSql, decisionSql, factsSql, factsTable } from '../../src/sql/index.ts'
import type { Facts, FactsRow, Question, SetName } from './facts.ts'
import type { History } from './histories.ts'
import { statementsOf, type Tables } from './tables.ts'
import type { FormRow } from './typed.ts'

// biome-ignore lint/suspicious/noExplicitAny: rows of any shape, whole and malformed, go in, and JSON comes out.
type Any = any

/** Rules of other sets, and those that no set has. */
const OTHERS: Readonly<Record<Question, readonly Any[]>> = {
  bind: [
    { rule: 'cooling-off', days: 2 },
    { rule: 'drivers-bound-per-year', limit: 2 },
    { rule: 'lifetime-cap', limit: 3 },
  ],
  handle: [
    { rule: 'drivers-per-year', limit: 2, vehicles: 'others' },
    { rule: 'vehicles-per-year', limit: 3, vehicles: 'others' },
  ],
}
/** All rules there are, for every channel and vehicle. */
const every = reform(
  cn2024,
  (draft) => {
    for (const question of ['bind', 'handle'] as const) {
      const mine = (draft as Any)[question] as Any[]
      for (const each of OTHERS[question]) {
        if (!mine.some(({ rule }) => rule === each.rule)) mine.push({ vehicles: 'all', ...each, channels: 'all' })
      }
      for (const each of mine) each.channels = 'all'
    }
  },
  { id: 'net-every' },
)
/** Next to none, so that histories reach what laws keep apart. */
const few = reform(
  asReported,
  (draft) => {
    draft.handle = draft.handle.filter(({ rule }) => rule === 'violation-open')
    draft.bind = draft.bind.filter(({ rule }) => rule === 'own-vehicle' || rule === 'already-bound')
  },
  { id: 'net-few' },
)
/** The set of Chengdu was called by another day. */
const idOf = (name: SetName) => (name === 'chengdu-2017-11-16' ? chengdu2017.id : name)
const rulesOf = (name: SetName): Any => [...SHIPPED_SETS, cn, every, few].find(({ id }) => id === idOf(name))

/** A fact as it comes: `{ date: … }` is a `Date`. */
const came = (facts: Facts): Any =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, isDate(value) ? new Date(value.date) : value]))
const isDate = (value: unknown): value is { readonly date: number } =>
  typeof value === 'object' && value !== null && 'date' in value

/** An issue without its sentence for programmers. */
const issueOf = ({ expected, ...issue }: Any): Any => issue
const decisionOf = (decision: Any): Any =>
  decision?.issues === undefined ? decision : { ...decision, issues: decision.issues.map(issueOf) }

export function decisionAnswer({ set, question, facts }: FactsRow): Any {
  const decide: Any = question === 'bind' ? decideBinding : decideHandling
  const parse: Any = question === 'bind' ? parseBindingFacts : parseHandlingFacts
  const row = came(facts)
  const parsed = parse(row)
  return { decision: decisionOf(decide(row, rulesOf(set))), ...(parsed.ok ? { read: parsed.value } : {}) }
}

export function historyAnswer({ set, calendar, commands, drivers, vehicles, violations, end }: History): Any {
  const rules = rulesOf(set)
  const options = calendar === null ? {} : { calendar }
  let registry = openRegistry(rules, options as Any)
  const outcomes = commands.map((command) => {
    const { registry: next, ...outcome } = execute(registry, command as Any) as Any
    registry = next
    return outcome.issues === undefined ? outcome : { ...outcome, issues: outcome.issues.map(issueOf) }
  })
  const ask = (query: () => unknown) => {
    try {
      return query()
    } catch (error) {
      return (error as Error).name
    }
  }
  const events = eventsOf(registry)
  const kept = snapshot(registry)
  const again = parseRegistry(rules, JSON.parse(JSON.stringify(kept)), options as Any) as Any
  const played = replay(rules, events as Any, options as Any) as Any
  return {
    outcomes,
    events,
    snapshot: kept,
    again: [again.ok && JSON.stringify(snapshot(again.value)) === JSON.stringify(kept), played.ok],
    points: drivers.map((id) => ask(() => scoringPeriodOf(registry, id, end) ?? null)),
    remaining: drivers.map((id) => ask(() => remainingBindings(registry, id, end))),
    drivers: drivers.map((id) => [driverOf(registry, id) ?? null, bindingsOf(registry, id)]),
    vehicles: vehicles.map((id) => [vehicleOf(registry, id) ?? null, bindingsOn(registry, id)]),
    violations: violations.map((id) => violationOf(registry, id) ?? null),
    overdue: overdueFines(registry, end),
  }
}

const NUMBERS = { licenceNumber, anyLicenceNumber }

function formOf({ set, question, ask, readers, known, final, official }: FormRow, isChinese: boolean): Any {
  const number = NUMBERS[readers.number as keyof typeof NUMBERS]
  const all: Any = {
    ...{ driver: number, vehicleOwner: number, vehicle: plate },
    ...{ occurredAt: beijingTime, boundSince: beijingTime },
  }
  const read = Object.fromEntries(
    Object.entries(all).filter(([fact]) => ['driver', 'vehicle', 'vehicleOwner'].includes(fact) || ask.includes(fact)),
  )
  if (question === 'handle') delete read.vehicleOwner
  const audience = official ? 'official' : 'driver'
  const words = isChinese ? [zhCNBinding, zhCNHandling] : [enBinding, enHandling]
  const locale = words[question === 'bind' ? 0 : 1]
  const asked = ask.map((fact) => (fact === 'fine' ? 'fineYuan' : fact))
  const options: Any = {
    ask: asked,
    rules: rulesOf(set),
    locale,
    audience,
    read,
    ...(final ? {} : { known: came(known) }),
  }
  const form: Any = question === 'bind' ? bindingForm(options) : handlingForm(options)
  return final ? finalForm(form, came(known) as Any) : form
}

/** What is typed: a fine in yuan, or as a number of fen, which only a program writes. */
function typedOf({ typed, readers }: FormRow): Any {
  const { fine, ...rest } = typed
  if (fine === undefined) return rest
  const inFen = typeof fine === 'string' ? /^\s*([0-9]+)\s*分?$/.exec(fine)?.[1] : fine
  if (readers.fine !== 'fen') return { ...rest, fineYuan: fine }
  return { ...rest, fine: inFen === undefined || inFen === '' ? fine : Number(inFen) }
}

/** The fine by its old name. */
const nameOf = (field: Any): Any => (field === 'fineYuan' ? 'fine' : field)

/** What a message tells beside its sentence. */
const messageOf = ({ message, correction, language, path, ...rest }: Any): Any => ({
  ...rest,
  field: nameOf(rest.field),
})

export function formAnswer(row: FormRow): Any {
  const form = attempt(() => formOf(row, false))
  if (typeof form === 'string') return { throws: form }
  const judged = attempt(() => form.judge(typedOf(row)))
  if (typeof judged === 'string') return { throws: judged }
  const { status, byField, values, decision } = judged
  // What follows of an act that is permitted was not told.
  const told = (list: Any): Any[] => list.filter(({ kind }: Any) => kind !== 'note').map(messageOf)
  const fields = Object.entries(byField)
    .map(([field, list]) => [nameOf(field), told(list)])
    .filter(([, list]) => list.length > 0)
  const checked = form['~standard'].validate(typedOf(row))
  const passes =
    checked.issues === undefined
      ? checked.value
      : checked.issues.map((each: Any) => [each.kind, nameOf(each.field), each.path.map(nameOf)])
  return { status, fields, values, decision: decisionOf(decision), passes }
}

/** What it gives, or the name of the error that it throws. */
function attempt(act: () => Any): Any {
  try {
    return act()
  } catch (error) {
    return (error as Error).name
  }
}

/** A problem without its sentences: `title`, `detail` and those of its issues. */
function problemAnswer(problemOf: Any, answer: Any, index: number): Any {
  const words = index % 2 === 0 ? { ...zhCN, ...zhCNRegistry } : { ...en, ...enRegistry }
  const audience = index % 3 === 0 ? 'official' : 'driver'
  const problem = attempt(() => problemOf(answer, words, { audience }))
  if (typeof problem === 'string') return { throws: problem }
  const { title, detail, issues, channels, ...rest } = problem
  return { ...rest, ...(issues ? { issues: issues.map(({ path, code }: Any) => ({ path, code })) } : {}) }
}

export function problemOfFacts({ set, question, facts }: FactsRow, index: number): Any {
  const decide: Any = question === 'bind' ? decideBinding : decideHandling
  return problemAnswer(problemOfDecision, decide(came(facts), rulesOf(set)), index)
}

export function problemsOfHistory({ set, commands }: History): Any {
  let registry = openRegistry(rulesOf(set))
  return commands.map((command, index) => {
    const outcome = execute(registry, command as Any)
    registry = outcome.registry
    return outcome.status === 'accepted' ? null : problemAnswer(problemOfOutcome, outcome, index)
  })
}

/** The problem of a judgement, and that of the issues of `validate`. */
export function problemsOfForm(row: FormRow, index: number): Any {
  const form = attempt(() => formOf(row, index % 2 === 0))
  if (typeof form === 'string') return { throws: form }
  const judged = attempt(() => form.judge(typedOf(row)))
  const checked = attempt(() => form['~standard'].validate(typedOf(row)))
  if (typeof judged === 'string') return { throws: judged }
  return [
    problemAnswer(problemOfJudgement, judged, index),
    checked.issues ? problemAnswer(problemOfIssues, checked.issues, index) : null,
  ]
}

export interface SqlQuery {
  readonly name: string
  readonly sql: string
}

/** The statements that fill a database, and the queries whose rows are compared. */
export function sqlOf(
  rows: readonly FactsRow[],
  tables: Tables,
): { readonly setUp: readonly string[]; readonly queries: readonly SqlQuery[] } {
  const dialect = 'postgresql'
  const setUp = Object.entries(tables).map(([name, list]) => statementsOf(name, list))
  const queries: SqlQuery[] = []
  for (const question of ['bind', 'handle'] as const) {
    const name = `facts_${question}`
    const table = factsTable(question, { dialect, name })
    const mine = rows.flatMap((row, id) => (row.question === question ? [{ id, facts: came(row.facts) }] : []))
    setUp.push(`${table.ddl}; ${table.insert(mine).sql}`)
    for (const set of ['cn', 'net-every'] as const)
      queries.push({ name: `${set} ${question}`, sql: decisionSql(rulesOf(set), question, { dialect, from: name }) })
    queries.push({ name: `facts at ${question}`, sql: factsSql(question, { dialect }) })
  }
  const audit = auditSql(cn2024, { dialect })
  setUp.push(...audit.setup)
  for (const { name, sql } of audit.queries) queries.push({ name: `audit ${name}`, sql })
  return { setUp, queries }
}

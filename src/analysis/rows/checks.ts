import { timesContradict } from '../../advice/advise.ts'
import type { Decision, Invalid } from '../../decision/decision.ts'
import { has } from '../../input/own.ts'
import type { FactName } from '../../law/facts.ts'
import { noRuleSetInForce } from '../../law/rule-sets/rule-book.ts'
import type { LegalDay } from '../../values/instant.ts'
import { trimmed } from './cells.ts'
import type { FactColumn, ReadHeaders } from './headers.ts'
import { TextSet } from './text-set.ts'

/** What somebody should check: a cell that can be read but probably means something else, and an act on a day for which no source attests the law. */
export type RowNote =
  | { readonly code: 'no-rows' }
  /** Rows of days after the last one for which the rule set that judged them is verified; `until` is that day. */
  | {
      readonly code: 'unverified'
      readonly ruleSet: string
      readonly until: LegalDay
      readonly rows: number
      readonly first: number
    }
  /** Rows of days on which the law that judged them has no rule set: each is refused for that alone. */
  | { readonly code: 'no-rule'; readonly rows: number; readonly first: number }
  /** Rows that name no driver, no vehicle and no time: blank ones, or sums. */
  | { readonly code: 'blank-rows'; readonly rows: number; readonly first: number }
  /** Times that are no times and have the form of Excel's numbers of days, 45627.41667. */
  | { readonly code: 'excel-days'; readonly header: string; readonly rows: number; readonly first: number }
  /** Rows whose binding is later than the handling: one of the two times is wrong. */
  | { readonly code: 'binding-later'; readonly header: string; readonly rows: number; readonly first: number }
  /** Fines read in fen of which half are below 50 yuan. */
  | { readonly code: 'perhaps-yuan'; readonly header: string }
  /** Owners of whom none has a number of a person, as drivers have: own cars would count as others'. */
  | { readonly code: 'perhaps-names'; readonly header: string; readonly drivers: string }
  /** Ids of a column that differ from others in small and capital letters alone. */
  | { readonly code: 'letter-case'; readonly header: string; readonly ids: number; readonly first: number }
  /** Persons of a column who stand with 15 and with 18 digits. */
  | { readonly code: 'two-spellings'; readonly header: string; readonly ids: number; readonly first: number }
  /** Rows whose driver and owner are one number in two writings. */
  | {
      readonly code: 'two-spellings'
      readonly header: string
      readonly drivers: string
      readonly rows: number
      readonly first: number
    }
  /** Rows that stand more than once: by their id, or, without one, whole. */
  | { readonly code: 'repeated'; readonly header?: string; readonly rows: number; readonly first: number }

/** Looks at each row for what is most likely meant otherwise. */
interface RowChecks {
  /** Takes the next row: its cells, and the facts that were read of it. */
  readonly take: (cells: readonly string[], facts: Readonly<Record<string, unknown>>) => void
  readonly notes: () => readonly RowNote[]
}

/** A fine below 50 yuan is more likely one in yuan that was read in fen. */
const LEAST_FINE = 5_000

/** The checks that the columns of a table allow. */
export function rowChecks({ columns, id }: ReadHeaders): RowChecks {
  const headerOf = (name: FactName) => columns.find(({ fact }) => fact.name === name)?.header
  const isInFen = columns.some(({ unit }) => unit === 'fen')
  const [driver, owner] = [headerOf('driver'), headerOf('vehicleOwner')]
  const ids = columns.flatMap(({ fact, header }) => (fact.kind === 'id' ? [idCheck(fact.name, header)] : []))
  const naming = columns.filter(({ fact: { name } }) => NAMING.includes(name))
  const isNamed = naming.length > 0
  const isWhole = NAMING.every((name) => headerOf(name) !== undefined)
  const repeated = { seen: new TextSet(), rows: 0, first: 0 }
  const blank = { rows: 0, first: 0 }
  const spelt = { rows: 0, first: 0 }
  const bound = headerOf('at') === undefined ? undefined : headerOf('boundSince')
  const later = { rows: 0, first: 0 }
  const times = columns.flatMap(({ fact, header, index }) =>
    fact.kind === 'instant' ? [{ header, index, rows: 0, first: 0 }] : [],
  )
  const fines = { low: 0, all: 0 }
  const persons = { drivers: 0, owners: 0, named: 0 }
  let row = 0
  const count = (sum: { rows: number; first: number }) => {
    sum.rows++
    if (sum.first === 0) sum.first = row
  }
  return {
    take(cells, facts) {
      row++
      // What no column is of is not looked for: it might be found on a prototype.
      const one = driver === undefined ? undefined : facts.driver
      const other = owner === undefined ? undefined : facts.vehicleOwner
      if (isNamed && one === undefined && naming.every((column) => isBlank(column, facts, cells))) count(blank)
      if (isInFen && typeof facts.fine === 'number' && facts.fine > 0) {
        fines.all++
        if (facts.fine < LEAST_FINE) fines.low++
      }
      for (const time of times) if (EXCEL_DAY.test(trimmed(cells[time.index] ?? ''))) count(time)
      if (bound !== undefined && timesContradict(facts)) count(later)
      for (const check of ids) check.take(facts[check.name], row)
      if (typeof one === 'string' && PERSON.test(one)) persons.drivers++
      if (typeof other === 'string') {
        persons.named++
        if (PERSON.test(other)) persons.owners++
        if (typeof one === 'string' && one !== other && isOnePerson(one, other)) count(spelt)
      }
      if (id !== undefined) {
        const text = trimmed(cells[id.index] ?? '')
        if (text !== '' && !repeated.seen.add(text)) count(repeated)
      } else if (isWhole && !repeated.seen.add(cells.join('\u0000'))) count(repeated)
    },
    notes: () => [
      ...(row === 0 ? [{ code: 'no-rows' as const }] : []),
      ...(blank.rows > 0 && blank.rows < row ? [{ code: 'blank-rows' as const, ...blank }] : []),
      ...times.flatMap(({ header, rows, first }) =>
        rows > 0 ? [{ code: 'excel-days' as const, header, rows, first }] : [],
      ),
      ...(later.rows > 0 ? [{ code: 'binding-later' as const, header: bound ?? '', ...later }] : []),
      ...(fines.low * 2 >= fines.all && fines.all > 0
        ? [{ code: 'perhaps-yuan' as const, header: headerOf('fine') ?? '' }]
        : []),
      ...ids.flatMap((check) => check.notes()),
      ...(driver !== undefined &&
      owner !== undefined &&
      persons.drivers > 0 &&
      persons.named > 0 &&
      persons.owners === 0
        ? [{ code: 'perhaps-names' as const, header: owner, drivers: driver }]
        : []),
      ...(spelt.rows > 0
        ? [{ code: 'two-spellings' as const, header: owner ?? '', drivers: driver ?? '', ...spelt }]
        : []),
      ...(repeated.rows > 0
        ? [{ code: 'repeated' as const, ...(id && { header: id.header }), rows: repeated.rows, first: repeated.first }]
        : []),
    ],
  }
}

const NAMING: readonly FactName[] = ['driver', 'vehicle', 'at']
/** Days since 1900 with the time of day behind the point: 1982 to 2173. */
const EXCEL_DAY = /^[3-9]\d{4}(?:\.\d+)?$/
const LETTER = /[a-z]/i
/** The number of a person, as driving licences have it. */
const PERSON = /^(?:\d{17}[0-9Xx]|\d{15})$/

/** A malformed cell is no blank one. */
function isBlank(
  { fact, index }: FactColumn,
  facts: Readonly<Record<string, unknown>>,
  cells: readonly string[],
): boolean {
  return facts[fact.name] === undefined && trimmed(cells[index] ?? '') === ''
}

/** Whether two texts are one number, with x and X, or with 15 and 18 digits. */
function isOnePerson(one: string, other: string): boolean {
  if (one.length === other.length) return one.toUpperCase() === other.toUpperCase()
  if (one.length === 15 && other.length === 18) return one === shortNumber(other)
  return one.length === 18 && other.length === 15 && other === shortNumber(one)
}

/** A number of 18 characters as it was with 15: without the century and the last character. */
function shortNumber(number: string): string {
  return number.slice(0, 6) + number.slice(8, 17)
}

/** Looks at the different ids of one column. */
function idCheck(name: FactName, header: string) {
  const [all, capitals, old, recent] = [new TextSet(), new TextSet(), new TextSet(), new TextSet()]
  const cased = { ids: 0, first: 0 }
  const spelt = { ids: 0, first: 0 }
  const count = (sum: { ids: number; first: number }, row: number) => {
    sum.ids++
    if (sum.first === 0) sum.first = row
  }
  return {
    name,
    take(value: unknown, row: number) {
      if (typeof value !== 'string' || !all.add(value)) return
      if (LETTER.test(value) && !capitals.add(value.toUpperCase())) count(cased, row)
      if (!PERSON.test(value)) return
      const short = value.length === 18 ? shortNumber(value) : value
      if ((value.length === 18 ? recent : old).add(short) && (value.length === 18 ? old : recent).has(short))
        count(spelt, row)
    },
    notes: (): readonly RowNote[] => [
      ...(cased.ids > 0 ? [{ code: 'letter-case' as const, header, ...cased }] : []),
      ...(spelt.ids > 0 ? [{ code: 'two-spellings' as const, header, ...spelt }] : []),
    ],
  }
}

/** Counts rows of days without a rule set, and of days after the last one for which the rule set that judged them is verified; of a hypothetical set no day is. */
export function verifiedCheck() {
  const sums = new Map<
    string,
    { readonly until: LegalDay | null; rows: number; readonly first: number; last: number }
  >()
  return {
    take(decision: Decision | Invalid, row: number) {
      if (!has(decision, 'ruleSet')) return
      const { ruleSet, verifiedUntil } = decision as Decision
      const until =
        has(decision, 'verifiedUntil') && !has(decision, 'hypothetical') ? (verifiedUntil as LegalDay) : null
      if (until === null && ruleSet !== noRuleSetInForce.id) return
      const sum = sums.get(ruleSet as string) ?? { until, rows: 0, first: row, last: 0 }
      sums.set(ruleSet as string, sum)
      // Under two laws a row may be judged twice by one set.
      if (sum.last !== row) sum.rows++
      sum.last = row
    },
    notes: (): readonly RowNote[] =>
      [...sums].map(([ruleSet, { until, rows, first }]) =>
        until === null ? { code: 'no-rule', rows, first } : { code: 'unverified', ruleSet, until, rows, first },
      ),
  }
}

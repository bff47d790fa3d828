import { type Issue, report } from '../input/issue.ts'
import * as wanted from '../input/wanted.ts'
import type { VehicleRecord } from '../registry/state/records.ts'
import { backOff } from '../store/database.ts'
import { asks, badRow, failure, misused, optionsOf } from '../store/failure.ts'
import { type Ids, readAnybody } from '../store/ids.ts'
import { ROW_READERS, rowOf, type VehicleRow } from '../store/rows.ts'
import { readId } from '../values/ids.ts'
import { type Cells, cellsOf, recordFrom, rowsText } from './columns.ts'
import { ABORTED, LOST_RACES, type Query, type Row, sqlState, TAKEN } from './query.ts'
import { named } from './schema.ts'
import { dropKept } from './scratch.ts'

/** Why nothing was changed: another writer was first, or the other id cannot be theirs. */
type State = 'done' | 'moved' | 'in-use' | keyof typeof NOT_ONE

/** What those of two ids have done that one person cannot have. */
const NOT_ONE = {
  kinds: 'one is an individual and the other a unit',
  'two-drivers': 'both are drivers, and not merely enrolled',
  'same-owner': 'a vehicle went from the one to the other',
  'own-vehicle': 'the one bound a vehicle of the other, or handled a violation of it',
  'own-violations': 'the one had points taken off by study while a vehicle of the other had an open violation',
  times:
    'to vehicles in the name of the one something happened later that is dated before what happened to those of the other',
  corrected: 'the history of the one was corrected when the other was known as well',
} as const

const MOST_TRIES = 200
const ANOTHER_ID = wanted.exactly('another id')

/** Puts the id `as` in the place of somebody's everywhere; the answer is how many rows there were. */
export async function erasePerson(
  asked: Query,
  schema: string,
  ids: Ids,
  somebody: string,
  as: string,
  options: { readonly again?: boolean },
): Promise<number> {
  const { again = false } = optionsOf('erase(options)', options, ['again'])
  if (typeof again !== 'boolean') throw misused('erase(again)', 'true or false')
  const id = asks('erase', (issues) => {
    const read = readAnybody(ids, somebody, issues)
    readId(as, ['as'], issues)
    if (read === as) report(issues, 'repeated', ['as'], ANOTHER_ID, as)
    return read
  })
  // First: where this role may not drop it, nothing is changed yet.
  await dropKept(asked, schema)
  let rows = 0
  // Once this call has put the id in their place, what comes late is theirs too.
  let isTheirs = again
  let race: unknown
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    try {
      const { state, rows: changed, put } = await eraseOnce(asked, schema, id, as, isTheirs)
      if (state === 'in-use') throw failure('in-use', 'erase: the id at as is in use')
      if (state !== 'done' && state !== 'moved')
        throw failure('not-one', `erase: the two ids cannot have been one person's: ${NOT_ONE[state]}`, {
          because: state,
        })
      rows += Number(changed)
      isTheirs ||= put
      // A command that was under way can have named them once more.
      if (state === 'done' && Number(changed) === 0) return rows
      if (state === 'done') continue
    } catch (error) {
      const state = sqlState(error) ?? ''
      // In a transaction of the caller what the database stopped stays so: that is what it is told.
      if (state === ABORTED && race !== undefined) throw race
      if (![...LOST_RACES, TAKEN].includes(state)) throw error
      race = error
    }
    await backOff(tries)
  }
  throw failure('contention', `erase: another writer was first, ${MOST_TRIES} times in all`)
}

async function eraseOnce(
  asked: Query,
  schema: string,
  id: string,
  as: string,
  isTheirs: boolean,
): Promise<{ readonly state: State; readonly rows: string; readonly put: boolean }> {
  const found = await asked(
    named(
      'SELECT row_to_json(v)::text AS vehicle FROM demerit.vehicles v WHERE v.id IN (SELECT demerit.vehicles_naming($1::text))',
      schema,
    ),
    [id],
  )
  const vehicles = (found.rows as readonly Row[])
    .map(({ vehicle }) => renamed(JSON.parse(String(vehicle)) as Cells, id, as))
    .sort((one, other) => (String(one.id) < String(other.id) ? -1 : 1))
  const { rows } = await asked(
    named('SELECT state, rows::text AS rows, put FROM demerit.erase($1, $2, $3::text::boolean, $4)', schema),
    [id, as, String(isTheirs), rowsText('vehicles', vehicles)],
  )
  return rows[0] as { readonly state: State; readonly rows: string; readonly put: boolean }
}

/** The row of a vehicle with the other id wherever the record names them. */
function renamed(cells: Cells, id: string, as: string): Cells {
  const swap = <T>(value: T): T => (value === id ? (as as T) : value)
  const each = (list: unknown, field: string) =>
    Array.isArray(list) ? list.map((item) => ({ ...item, [field]: swap(item?.[field]) })) : list
  const record = recordFrom('vehicle', cells) as VehicleRow
  const { owner, boundInYear } = record
  const row = {
    ...record,
    owner: { ...owner, id: swap(owner.id) },
    bindings: each(record.bindings, 'driver'),
    ended: oneOfEach(each(record.ended, 'driver'), 'driver'),
    boundInYear: Array.isArray(boundInYear?.drivers)
      ? { ...boundInYear, drivers: [...new Set(boundInYear.drivers.map(swap))] }
      : boundInYear,
    handledByOthers: summed(each(record.handledByOthers, 'other')),
  }
  const issues: Issue[] = []
  const read = ROW_READERS.vehicle({ version: cells.version, record: row }, [], issues)
  const { 0: first } = issues
  if (read === undefined || first !== undefined)
    throw badRow('vehicles', String(cells.id), (first?.path.slice(1) ?? []).join('.'), first?.code ?? 'malformed')
  const { version, record: vehicle } = read
  return cellsOf({ kind: 'vehicle', id: vehicle.id, version, record: rowOf('vehicle', vehicle as VehicleRecord) })
}

/** Two ids that are one now have what either had: the latest end, and handlings of one day together. */
function oneOfEach(list: unknown, field: string): unknown {
  if (!Array.isArray(list)) return list
  return list.filter((item, index) => list.findIndex((other) => other?.[field] === item?.[field]) === index)
}

function summed(list: unknown): unknown {
  if (!Array.isArray(list)) return list
  const byDay = new Map<string, Record<string, unknown>>()
  for (const item of list) {
    const key = `${item?.day} ${item?.other}`
    const before = byDay.get(key)
    byDay.set(key, before === undefined ? item : { ...before, times: Number(before.times) + Number(item.times) })
  }
  return [...byDay.values()]
}

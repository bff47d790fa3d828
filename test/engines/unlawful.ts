/** Tables of what no registry would have let happen: over every cap, bound twice, by the owner, after transfers, with ties. */
import type { AuditSqlOptions } from '../../src/sql/index.ts'
import { emptyTables, type TableRow, type Tables } from './history.ts'

const DAY = 86_400_000

/** The licence of each handling as it was then: in these tables none ever changed. */
export const LICENCES_THEN: Pick<AuditSqlOptions, 'tables' | 'given'> = {
  tables: {
    handlings: {
      sql: 'SELECT h.*, d.states AS states, d.classes AS classes FROM handlings AS h JOIN drivers AS d ON d.id = h.driver',
    },
  },
  given: {
    handle: { licenceStates: { column: 'states', known: true }, licenceClasses: { column: 'classes', known: true } },
  },
}

/** Random rows; positions ascend with time, and about `ties` of the events share the instant of the one before. */
export function unlawful(seed: number, events: number, ties = 0.4): Tables {
  let state = seed >>> 0
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const any = <T>(list: readonly T[]): T => list[random(list.length)] as T
  const tables = emptyTables()
  const drivers = [0, 1, 2, 3, 4, 5].map((each) => `d${each}`)
  const vehicles = [0, 1, 2, 3, 4, 5].map((each) => `v${each}`)
  let at = Date.parse('2013-03-01T00:00:00+08:00')
  let seq = 0
  // Not by chance: whatever the seed, some driver is barred and some is not, and each plate type is there.
  for (const [index, id] of drivers.entries()) {
    tables.drivers.push({
      id,
      states: [[], ['seized'], [], ['expired', 'accidents-pending']][index % 4] as string[],
      classes: [['C1'], ['A2', 'C1'], ['E']][index % 3] as string[],
      first_issued_on: '2010-01-01',
    })
  }
  for (const [index, id] of vehicles.entries()) {
    const owner = any([...drivers, 'o1', 'o2'])
    seq += 1
    const plate = ['02', '52', '01'][index % 3] as string
    tables.vehicles.push({
      id,
      owner,
      owner_kind: 'individual',
      plate_type: plate,
      operating: false,
      changed_at: null,
      changed_seq: null,
    })
    tables.owners.push({ vehicle: id, owner, owner_kind: 'individual', since: at, seq })
  }
  // The first events find no points on record of their driver; an empty table would say that nothing is known.
  tables.points_step.push({ driver: 'somebody', day: '2013-01-01', at, seq: 0, held: 1, studies: 0 })
  const open: TableRow[] = []
  for (let index = 0; index < events; index++) {
    if (random(1000) / 1000 >= ties) at += any([1, 3_600_000, DAY, 5 * DAY, 20 * DAY])
    seq += 1
    const [driver, vehicle] = [any(drivers), any(vehicles)]
    switch (random(10)) {
      case 0:
      case 1:
      case 2:
      case 3: {
        const binding = {
          driver,
          vehicle,
          channel: any(['app', 'window', 'kiosk']),
          since: at,
          seq,
          released_at: null,
          released_seq: null,
        }
        tables.bindings.push(binding)
        open.push(binding)
        break
      }
      case 4:
      case 5: {
        const [binding] = open.splice(random(open.length), 1)
        if (binding !== undefined) Object.assign(binding, { released_at: at, released_seq: seq })
        break
      }
      case 6: {
        tables.owners.push({ vehicle, owner: any([...drivers, 'o1']), owner_kind: 'individual', since: at, seq })
        // An office that forgets some of the bindings that a transfer ends.
        for (const binding of open.filter((each) => each.vehicle === vehicle)) {
          if (random(2) === 0) continue
          open.splice(open.indexOf(binding), 1)
          Object.assign(binding, { released_at: at, released_seq: seq })
        }
        break
      }
      case 7:
        tables.violations.push({
          id: `x${index}`,
          vehicle,
          occurred_at: at - random(40) * DAY,
          recorded_at: at,
          seq,
          fine: any([10000, 20000, 20001, 200000]),
          points: any([0, 3, 6, 12]),
          recorded_by: any(['monitoring', 'officer']),
          withdrawn_at: null,
          withdrawn_seq: null,
        })
        break
      default: {
        const violation = tables.violations[random(tables.violations.length)]
        if (violation === undefined) break
        if (random(8) === 0 && violation.withdrawn_seq === null) {
          Object.assign(violation, { withdrawn_at: at, withdrawn_seq: seq })
          break
        }
        const owner = tables.owners.findLast((each) => each.vehicle === violation.vehicle)?.owner
        tables.handlings.push({
          violation: violation.id as string,
          driver,
          vehicle: violation.vehicle as string,
          channel: any(['app', 'window', 'web']),
          at,
          seq,
          own: owner === driver,
          revoked_at: null,
          revoked_seq: null,
        })
        const day = new Date(at + 28_800_000).toISOString().slice(0, 10)
        tables.points_step.push({
          driver,
          day,
          at,
          seq,
          held: any([0, 3, 6, 9, 11, 12, 14]),
          studies: any([0, 0, 1, 3]),
        })
      }
    }
  }
  return tables
}

/** A count that a registry writes is a count that it reads again. */
import { expect, test } from 'vitest'
import { execute, openRegistry } from '../../src/index.ts'
import { cn2024, reform } from '../../src/law/index.ts'
import {
  changesOf,
  openNeighbourhood,
  type Rows,
  recordsOf,
  type StoredRecord,
} from '../../src/registry/neighbourhood.ts'
import { run } from '../hostile/world.ts'

const AT = '2024-11-02T09:00:00+08:00'
const owner = { kind: 'individual', id: 'o' } as const
const law = reform(cn2024, { 'daily-applications': null, 'yearly-applications': null })
const TABLES = { driver: 'drivers', vehicle: 'vehicles', violation: 'violations', party: 'parties' } as const

function rowsOf(
  records: readonly StoredRecord[],
): Record<string, Record<string, { version: number; record: object | null }>> {
  const rows: ReturnType<typeof rowsOf> = { drivers: {}, vehicles: {}, violations: {}, parties: {} }
  for (const { kind, id, record } of records) (rows[TABLES[kind]] as (typeof rows)[string])[id] = { version: 1, record }
  return rows
}

const enrolled = run(openRegistry(law), [
  { type: 'enrolDriver', id: 'd', licence: { states: [], classes: ['C1'], firstIssuedOn: '2016-01-01' }, at: AT },
  { type: 'enrolVehicle', id: 'v', owner, plateType: '02', operating: false, at: AT },
  { type: 'bind', driver: 'd', vehicle: 'v', channel: 'window', identityVerified: true, at: AT },
  { type: 'release', driver: 'd', vehicle: 'v', by: 'driver', at: AT },
])

test('a driver who applied a million times applies once more, and the row is read again', () => {
  const many = structuredClone(rowsOf(recordsOf(enrolled)))
  Object.assign(applicationsOf(many.drivers?.d?.record), { ever: 1_000_000 })
  Object.assign(many.vehicles?.v?.record as object, { bindingsEver: 1_000_000 })
  const opened = openNeighbourhood(law, many as unknown as Rows)
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
  const again = { type: 'bind', driver: 'd', vehicle: 'v', channel: 'window', identityVerified: true, at: AT } as const
  const outcome = execute(opened.value, again)
  expect(outcome.status).toBe('accepted')
  const next = rowsOf(changesOf(outcome))
  expect(next.drivers?.d?.record).toMatchObject({ applications: { ever: 1_000_001 } })
  expect(openNeighbourhood(law, { ...many, ...next } as unknown as Rows)).toMatchObject({ ok: true })
})

test('a vehicle that counts fewer open violations than there are is refused before a count falls below zero', () => {
  const recorded = run(enrolled, [
    {
      type: 'recordViolation',
      id: 'x',
      vehicle: 'v',
      occurredAt: AT,
      fine: 0,
      points: 1,
      recordedBy: 'officer',
      at: AT,
    },
  ])
  const rows = structuredClone(rowsOf(recordsOf(recorded)))
  Object.assign(rows.vehicles?.v?.record as object, { openViolations: 0 })
  expect(openNeighbourhood(law, rows as unknown as Rows)).toMatchObject({
    ok: false,
    issues: [{ code: 'not-reproduced', path: ['vehicles', 'v', 'record', 'openViolations'] }],
  })
})

function applicationsOf(record: object | null | undefined): object {
  return (record as { readonly applications: object }).applications
}

/** A count that a registry writes is a count that it reads again. */
import { expect, test } from 'vitest'
import { bindingFacts, decideBinding, execute, openRegistry } from '../../src/index.ts'
import { cn2024, reform } from '../../src/law/index.ts'
import { type Rows, recordsOf, type StoredRecord } from '../../src/store/index.ts'
import { run } from '../hostile/world.ts'
import { changesOf, openNeighbourhood } from '../support/neighbourhood.ts'

const AT = '2024-11-02T09:00:00+08:00'
const owner = { kind: 'individual', id: 'o' } as const
const law = reform(cn2024, { 'daily-applications': null, 'yearly-applications': null })

function rowsOf(
  records: readonly StoredRecord[],
): Record<string, Record<string, { version: number; record: object | null }>> {
  const rows: ReturnType<typeof rowsOf> = { driver: {}, vehicle: {}, violation: {}, party: {} }
  for (const { kind, id, record } of records) (rows[kind] as (typeof rows)[string])[id] = { version: 1, record }
  return rows
}

const enrolled = run(openRegistry(law), [
  { type: 'enrolDriver', id: 'd', licence: { states: [], classes: ['C1'], firstIssuedOn: '2016-01-01' }, at: AT },
  { type: 'enrolVehicle', id: 'v', owner, plateType: '02', operating: false, at: AT },
  { type: 'bind', driver: 'd', vehicle: 'v', channel: 'window', identityVerified: true, at: AT },
  { type: 'release', driver: 'd', vehicle: 'v', by: 'driver', at: AT },
])

test('a driver who applied a million times applies once more: the count stays, and the row and the facts are read again', () => {
  const many = structuredClone(rowsOf(recordsOf(enrolled)))
  Object.assign(applicationsOf(many.driver?.d?.record), { ever: 1_000_000 })
  Object.assign(many.vehicle?.v?.record as object, { bindingsEver: 1_000_000 })
  const opened = openNeighbourhood(law, many as unknown as Rows)
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
  const again = { type: 'bind', driver: 'd', vehicle: 'v', channel: 'window', identityVerified: true, at: AT } as const
  const outcome = execute(opened.value, again)
  expect(outcome.status).toBe('accepted')
  const next = rowsOf(changesOf(outcome))
  expect(next.driver?.d?.record).toMatchObject({ applications: { ever: 1_000_000, thatDay: 2 } })
  expect(next.vehicle?.v?.record).toMatchObject({ bindingsEver: 1_000_000 })
  const { type: _, ...asked } = again
  const facts = bindingFacts(outcome.registry, asked)
  expect(decideBinding(JSON.parse(JSON.stringify(facts)), law)).toEqual(decideBinding(facts, law))
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
  Object.assign(rows.vehicle?.v?.record as object, { openViolations: 0 })
  expect(openNeighbourhood(law, rows as unknown as Rows)).toMatchObject({
    ok: false,
    issues: [{ code: 'not-reproduced', path: ['vehicle', 'v', 'record', 'openViolations'] }],
  })
})

function applicationsOf(record: object | null | undefined): object {
  return (record as { readonly applications: object }).applications
}

test.each(['ever', 'thatDay', 'thatYear'])('a count past a million is no count of a row: %s', (key) => {
  const rows = structuredClone(rowsOf(recordsOf(enrolled)))
  Object.assign(applicationsOf(rows.driver?.d?.record), { ever: 1_000_000, thatYear: 1_000_000, [key]: 1_000_001 })
  expect(openNeighbourhood(law, rows as unknown as Rows)).toMatchObject({
    ok: false,
    issues: [{ code: 'out-of-range', path: ['driver', 'd', 'record', 'applications', key] }],
  })
})

test('open violations are counted as far as numbers go, and the row is read again', () => {
  const rows = structuredClone(rowsOf(recordsOf(enrolled)))
  Object.assign(rows.vehicle?.v?.record as object, { openViolations: Number.MAX_SAFE_INTEGER })
  const opened = openNeighbourhood(law, { ...rows, violation: { x: null } } as unknown as Rows)
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
  const more = { type: 'recordViolation', id: 'x', vehicle: 'v', occurredAt: AT, fine: 0, points: 1 } as const
  const outcome = execute(opened.value, { ...more, recordedBy: 'officer', at: AT })
  expect(openNeighbourhood(law, { ...rows, ...rowsOf(changesOf(outcome)) } as unknown as Rows)).toMatchObject({
    ok: true,
  })
})

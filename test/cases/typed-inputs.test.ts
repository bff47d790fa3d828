/** What people type into five fields of a form, and what they would want of it, written down in `inputs.json`: compared with what the form says. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { zhCNHandling } from '../../src/explain/index.ts'
import { beijingTime, handlingForm, licenceNumber, plate } from '../../src/form/index.ts'
import { cn2024Handling } from '../../src/law/index.ts'

type Row = readonly [typed: string, wanted: string | number]
const { about: _, ...TABLE } = JSON.parse(readFileSync(new URL('inputs.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, readonly Row[]>
>

const form = handlingForm({
  ask: ['vehicle', 'driver', 'occurredAt', 'fineYuan', 'points'],
  read: { vehicle: plate, driver: licenceNumber, occurredAt: beijingTime },
  rules: cn2024Handling,
  locale: zhCNHandling,
})
const FIELDS = {
  plate: 'vehicle',
  licenceNumber: 'driver',
  time: 'occurredAt',
  fineYuan: 'fineYuan',
  points: 'points',
} as const

describe.each(Object.entries(FIELDS))('%s', (column, field) => {
  test.each((TABLE[column] ?? []).map((row, index) => [index, ...row] as const))('%i %j: %j', (_, typed, wanted) => {
    const { byField, values } = form.judge({ [field]: typed })
    const fault = byField[field]?.find(({ kind }) => kind !== 'refused')
    expect(fault?.message ?? values[field === 'fineYuan' ? 'fine' : field]).toBe(wanted)
  })
})

test('the table has all 239', () => {
  expect(Object.values(TABLE).reduce((sum, rows) => sum + rows.length, 0)).toBe(239)
})

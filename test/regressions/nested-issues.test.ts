import { expect, test } from 'vitest'
import { enrolVehicle, openRegistry } from '../../src/index.ts'
import { asReported, parseRuleSet } from '../../src/rules.ts'

const paths = (issues: readonly { readonly path: readonly (string | number)[] }[]) =>
  issues.map(({ path }) => path.join('.'))

test('a missing key of an owner is reported though the vehicle has an issue at a key of the same name', () => {
  const at = '2018-09-10T15:00:00+08:00'
  const input = { id: 5, owner: { kind: 'individual' }, plateType: '02', operating: false, at }
  const outcome = enrolVehicle(openRegistry(), input as never)
  if (outcome.status !== 'invalid') throw new Error(outcome.status)
  expect(paths(outcome.issues).sort()).toEqual(['id', 'owner.id'])
})

test('a missing parameter is reported in every provision that lacks it', () => {
  const provisions = asReported.bind
    .filter(({ rule }) => rule === 'driver-cap' || rule === 'vehicle-cap')
    .map((provision, index) => ({ ...provision, limit: index === 0 ? -1 : undefined }))
  const parsed = parseRuleSet({ ...asReported, id: 'mine', bind: provisions })
  if (parsed.ok) throw new Error('accepted')
  expect(paths(parsed.issues)).toEqual(['bind.0.limit', 'bind.1.limit'])
})

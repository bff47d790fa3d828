import { expect, test } from 'vitest'
import {
  bind,
  enrolVehicle,
  type Issue,
  openRegistry,
  type Parsed,
  parseBindingFacts,
  restore,
} from '../../src/index.ts'
import { asReported, parseRuleSet } from '../../src/law/index.ts'

const paths = (issues: readonly { readonly path: readonly (string | number)[] }[]) =>
  issues.map(({ path }) => path.join('.'))

test('a missing key of an owner is reported though the vehicle has an issue at a key of the same name', () => {
  const at = '2018-09-10T15:00:00+08:00'
  const input = { id: 5, owner: { kind: 'individual' }, plateType: '02', operating: false, at }
  const outcome = enrolVehicle(openRegistry(asReported), input as never)
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

test('of input that is no object, or has too many keys, one thing is said, and not that its keys are missing', () => {
  const many = Object.fromEntries(Array.from({ length: 257 }, (_, index) => [`k${index}`, 0]))
  const registry = openRegistry(asReported)
  for (const [input, code] of [
    [5, 'wrong-type'],
    [[], 'wrong-type'],
    [many, 'too-many'],
  ] as const) {
    const outcome = bind(registry, input as never)
    const found = [
      outcome.status === 'invalid' ? outcome.issues : [],
      issuesOf(parseRuleSet(input)),
      issuesOf(restore(asReported, input)),
      issuesOf(parseBindingFacts(input)),
    ]
    expect(found.map((issues) => issues.map((issue) => [issue.code, issue.path.length]))).toEqual(
      found.map(() => [[code, 0]]),
    )
  }
})

function issuesOf(parsed: Parsed<unknown>): readonly Issue[] {
  return parsed.ok ? [] : parsed.issues
}

import { assertType, describe, expectTypeOf, test } from 'vitest'
import {
  bind,
  bindingFacts,
  type Command,
  type Decision,
  decideBinding,
  decideHandling,
  type Fen,
  type Finding,
  type Invalid,
  type Outcome,
  parseDriverId,
  parseFen,
  parseLicenceNumber,
  parsePlate,
  type Registry,
  screenHandling,
  type Verdict,
  yuan,
} from '../../src/index.ts'
import {
  asReported,
  cn2024,
  cn2024Binding,
  cn2024Handling,
  cnBinding,
  type RuleId,
  type Rules,
  reform,
  ruleSetOn,
} from '../../src/law/index.ts'

const id = parseDriverId('d')
const licence = parseLicenceNumber('11010519491231002X')
const plate = parsePlate('京A12345')
declare const registry: Registry

describe('what was typed and what was accepted are different types', () => {
  test('facts are taken as they come or as they were read, but not what a parser gave back unopened', () => {
    assertType<Fen>(yuan(200))
    decideHandling({ fine: yuan(200) }, asReported)
    decideHandling({ fine: 20_000, boundSince: null, occurredAt: new Date(0) }, asReported)
    // @ts-expect-error -- what a parser gave back may be issues.
    decideHandling({ fine: parseFen(20_000) })
    if (id.ok) decideBinding({ driver: id.value }, asReported)
    if (licence.ok) decideBinding({ driver: licence.value }, asReported)
    if (plate.ok) decideBinding({ vehicle: plate.value }, asReported)
    decideBinding({ driver: 'd', at: '2018-09-10T15:00:00.000+08:00', channel: undefined }, asReported)
    // @ts-expect-error -- no such channel.
    decideBinding({ channel: 'phone' })
    // @ts-expect-error -- no such fact.
    decideBinding({ fine: 20_000 })
  })

  test('commands take raw input, and only the fields and words there are', () => {
    assertType<Outcome>(bind(registry, { driver: 'd', vehicle: 'v', channel: 'app', at: 0 }))
    // @ts-expect-error -- no such channel.
    bind(registry, { driver: 'd', vehicle: 'v', channel: 'phone', at: 0 })
    // @ts-expect-error -- no such field.
    bind(registry, { driver: 'd', vehicle: 'v', channel: 'app', at: 0, force: true })
    const command: Command = { type: 'bind', driver: 'd', vehicle: 'v', channel: 'app', at: 0 }
    // @ts-expect-error -- the function says of which type it is.
    bindingFacts(registry, command)
    const { type: _, ...input } = command
    bindingFacts(registry, input)
    // @ts-expect-error -- a literal is no registry.
    bind({}, { driver: 'd', vehicle: 'v', channel: 'app', at: 0 })
  })
})

describe('every case must be thought of', () => {
  test('the half of the other question does not compile', () => {
    decideBinding({}, cn2024Binding)
    const law: Rules = cn2024
    screenHandling({}, law)
    // @ts-expect-error -- the half of handling.
    decideBinding({}, cn2024Handling)
    // @ts-expect-error -- the books too.
    screenHandling({}, cnBinding)
  })

  test('a missed verdict does not compile', () => {
    const said = (decision: Decision | Invalid): string => {
      switch (decision.verdict) {
        case 'permitted':
          return 'yes'
        case 'refused':
          return 'no'
        case 'undetermined':
          return 'not known'
        case 'invalid':
          return 'not judged'
      }
    }
    expectTypeOf(said).returns.toEqualTypeOf<string>()
    // @ts-expect-error -- `undetermined` is missing.
    const missed: Record<Verdict, string> = { permitted: 'yes', refused: 'no' }
    void missed
  })

  test('a missed finding code does not compile', () => {
    type Codes = Finding['rule']
    expectTypeOf<Codes>().toEqualTypeOf<RuleId | 'no-rule-set-in-force'>()
    // @ts-expect-error -- all but one are missing.
    const words: Record<Codes, string> = { 'driver-cap': 'too many' }
    void words
  })

  test('a finding carries the types of its rule', () => {
    const told = (finding: Finding): unknown => {
      if (finding.outcome !== 'fails' || finding.rule !== 'driver-cap') return undefined
      expectTypeOf(finding.supplied).toEqualTypeOf<number>()
      expectTypeOf(finding.limit).toEqualTypeOf<number>()
      // @ts-expect-error -- nothing is missing when a rule fails.
      return finding.missing
    }
    void told
  })

  test('a reform changes only parameters there are', () => {
    reform(asReported, { 'driver-cap': { limit: 2 } })
    // @ts-expect-error -- no such rule.
    void (() => reform(asReported, { 'driver-caps': { limit: 2 } }))
    // @ts-expect-error -- no such parameter.
    void (() => reform(asReported, { 'driver-cap': { cap: 2 } }))
    void (() =>
      reform(asReported, (draft) => {
        draft.bind.push({ rule: 'cooling-off', days: 30, channels: ['app'], vehicles: 'all' })
        draft.bind.push({ rule: 'cooling-off', days: 30, channels: 'all', vehicles: 'all', citation: 'apl-37' })
        draft.handle.push(...cn2024.handle.filter(({ rule }) => rule === 'single-points-limit'))
        draft.verifiedOn = '2025-06-30'
        for (const provision of draft.handle) if (provision.rule === 'licence-state') provision.barred = ['annulled']
        // @ts-expect-error -- a parameter is missing.
        draft.bind.push({ rule: 'cooling-off', channels: 'all', vehicles: 'all' })
        // @ts-expect-error -- no such parameter of this rule.
        draft.bind.push({ rule: 'cooling-off', days: 30, limit: 3, channels: 'all', vehicles: 'all' })
        // @ts-expect-error -- no such rule.
        draft.bind.push({ rule: 'cooling', days: 30, channels: 'all', vehicles: 'all' })
      }))
    // @ts-expect-error -- a rule set is no book.
    void (() => ruleSetOn(asReported, '2018-09-01'))
  })
})

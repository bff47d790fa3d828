/** Nothing stands in no order: `<`, `≤`, `>` and `≥` are false where a side is `null`, in code, in SQL and in z3 alike. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compile, FAILS, HOLDS, outcomeOf } from '../../src/decision/compile.ts'
import { BINDING_FACTS, parseBindingFacts, type Relation, relates } from '../../src/index.ts'
import { constant, day, daysAfter, fact, factsOf, type Term } from '../../src/law/expression.ts'
import { BINDING_ROWS } from '../../src/law/facts.ts'
import { cn2024 } from '../../src/law/index.ts'
import { ALL_KNOWN } from '../../src/law/known-facts.ts'
import { placesOf } from '../../src/sql/columns.ts'
import { grammarOf } from '../../src/sql/dialects.ts'
import { statusSql } from '../../src/sql/status.ts'
import { type Database, database } from '../store/pglite.ts'
import { asserted } from './caps.ts'
import { conditionOf, declarations } from './formulas.ts'
import { openProver, type Prover } from './z3.ts'

let prover: Prover
let db: Database
beforeAll(async () => {
  prover = await openProver()
  db = await database()
})
afterAll(async () => {
  await prover.end()
  await db.close()
})

const released = fact('vehicleReleasedAt')
const SIDES: readonly (readonly [what: string, side: Term, other: Term])[] = [
  ['instants', released, fact('at')],
  ['days', day(released), day(fact('at'))],
  ['days after', daysAfter(day(released), constant(2)), day(fact('at'))],
]
const ORDERS: readonly Relation[] = ['<', '≤', '>', '≥']
const CASES = SIDES.flatMap(([what, one, other]) =>
  ORDERS.flatMap((relation) => [
    [what, relation, 'supplied', one, other] as const,
    [what, relation, 'limit', other, one] as const,
  ]),
)
const AT = '2024-12-01T10:00:00.000+08:00'

describe.each(CASES)('%s %s, with nothing as %s', (what, relation, _, supplied, limit) => {
  const when = { kind: 'compare', supplied, relation, limit } as const
  const provision = cn2024.bind[0] as (typeof cn2024.bind)[number]
  const { rule, channels, vehicles, citation } = provision
  const resolved = { rule, channels, vehicles, citation, ...when, exempt: [], asks: factsOf(when) }

  test('does not hold in code', () => {
    const check = compile(resolved, provision, BINDING_FACTS, BINDING_ROWS)
    const come = (vehicleReleasedAt: string | null) => {
      const facts = parseBindingFacts({ at: AT, vehicleReleasedAt })
      if (!facts.ok) throw new Error(JSON.stringify(facts.issues))
      return [outcomeOf(check, facts.value, ALL_KNOWN, 0), check.finding(facts.value, ALL_KNOWN, 0).outcome]
    }
    expect(come(null)).toEqual([FAILS, 'fails'])
    // Some other time before or after holds, so that the comparison is one.
    const others = ['2024-11-01T00:00:00.000+08:00', '2025-01-01T00:00:00.000+08:00'].map(come)
    expect(others).toContainEqual([HOLDS, 'holds'])
  })

  test('does not hold in SQL', async () => {
    const grammar = grammarOf('test', 'postgresql')
    const places = placesOf('test', grammar, 'bind', undefined, [])
    const status = statusSql({ provision: resolved, laws: [1] } as never, undefined, { places, grammar })
    const [row] = await db.rows(
      `SELECT ${status} AS status FROM (SELECT ${Date.parse(AT)}::bigint AS at, NULL::bigint AS vehicle_released_at, TRUE AS vehicle_released_at_known) AS facts`,
    )
    expect(row).toEqual({ status: 3 })
  })

  test('does not hold in z3', async () => {
    const script = (isNull: boolean) =>
      [declarations(), asserted(conditionOf(when)), ...(isNull ? [asserted('vehicleReleasedAt.null')] : [])].join('\n')
    expect((await prover.check(`${what} ${relation} null`, script(true))).answer).toBe('unsat')
    expect((await prover.check(`${what} ${relation}`, script(false))).answer).toBe('sat')
  })
})

test('nor does it when a finding is computed again, for numbers either', () => {
  for (const relation of ORDERS) {
    expect([relates(null, relation, AT), relates(AT, relation, null), relates(null, relation, null)]).toEqual([
      ...[false, false, false],
    ])
    expect([relates(null, relation, 0), relates(0, relation, null)]).toEqual([false, false])
  }
})

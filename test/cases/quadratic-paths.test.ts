/** Paths whose work grew with the square of what came before. Each is counted: the steps of one call, after little and after much. */
import { describe, expect, test } from 'vitest'
import type { Command, Registry } from '../../src/index.ts'

const { stepsOf } = await import('../support/steps.ts')
const index = await import('../../src/index.ts')
const { cn2024 } = await import('../../src/law/index.ts')
const { openNeighbourhood } = await import('../support/neighbourhood.ts')
const { workOf } = await import('../support/work.ts')

const at = '2025-03-03T10:00:00.000+08:00'
const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' } as const
const vehicle = (id: string, owner: string) =>
  ({
    type: 'enrolVehicle',
    id,
    owner: { kind: 'individual', id: owner },
    plateType: '02',
    operating: false,
    at,
  }) as const
const two: readonly Command[] = [{ type: 'enrolDriver', id: 'd', licence, at }, vehicle('own', 'd'), vehicle('v', 'o')]
const record = (id: string, on: string) =>
  ({
    type: 'recordViolation',
    id,
    vehicle: on,
    occurredAt: at,
    fine: 5000,
    points: 0,
    recordedBy: 'monitoring',
    at,
  }) as const
const handle = (violation: string, driver = 'd') =>
  ({ type: 'handle', violation, driver, channel: 'window', offenderPresent: true, identityVerified: true, at }) as const
const upTo = (count: number) => [...Array(count).keys()]
const grown = (rules: typeof cn2024, history: readonly Command[]): Registry => {
  const { registry, outcomes } = index.executeAll(index.openRegistry(rules), history)
  expect(outcomes.filter(({ status }) => status !== 'accepted')).toEqual([])
  return registry
}
/** The steps of a command after a short history and after one forty times as long: about the same, for the depth of a trie. */
async function expectSteady(ask: (count: number) => () => unknown): Promise<void> {
  for (const count of [10, 50]) await ask(count)()
  const [few, many] = [await stepsOf(ask(50)), await stepsOf(ask(2000))]
  expect(many).toBeLessThan(1.5 * few + 300)
}

describe('unpaid fines of one driver, in the scoring periods that follow', () => {
  const later = '2026-06-02T10:00:00.000+08:00'
  /** So many unpaid fines; then as many violations in the next period, each handled although there is nothing to enter, and one refused. */
  const history = (count: number): readonly Command[] => {
    const [fines, free] = [upTo(count).map((each) => `x${each}`), upTo(count).map((each) => `y${each}`)]
    return [
      ...two,
      ...fines.map((id) => record(id, 'own')),
      ...fines.map((id) => handle(id)),
      ...free.map((id) => ({ ...record(id, 'own'), fine: 0, occurredAt: later, at: later })),
      ...free.map((id) => ({ ...handle(id), at: later })),
    ]
  }

  test('each further act looks at no fine again: accepted with nothing to enter, refused, replayed', async () => {
    const steps = async (count: number) => {
      const commands = history(count)
      const again = commands.filter(({ type }) => type === 'handle').map((command) => ({ ...command, at: later }))
      const made = await stepsOf(() => grown(cn2024, commands))
      const registry = grown(cn2024, commands)
      const refused = await stepsOf(() => index.executeAll(registry, again))
      const events = index.eventsOf(registry)
      return [made, refused, await stepsOf(() => index.replay(cn2024, events))]
    }
    await steps(10)
    const [once, twice] = [await steps(400), await steps(800)]
    for (const [each, count] of twice.entries()) expect(count, `${each}`).toBeLessThan(2.6 * (once[each] as number))
  })

  test('what a driver may handle, and the points, are asked once for all fines, however many periods later', async () => {
    const registryOf = (count: number) =>
      grown(cn2024, [
        ...two,
        ...upTo(2 * count).map((each) => record(`x${each}`, 'own')),
        ...upTo(count).map((each) => handle(`x${each}`)),
      ])
    /** Each asked of a registry of its own, since what one query found may be known to the next. */
    const asked = async (count: number, at: string) => {
      const registries = upTo(3).map(() => registryOf(count)) as [Registry, Registry, Registry]
      const given = { driver: 'd', violation: `x${count}`, channel: 'window', at } as const
      return [
        await stepsOf(() => expect(index.openViolationsFor(registries[0], 'd', at)).toHaveLength(count)),
        await stepsOf(() => index.pointsOf(registries[1], 'd', at)),
        await stepsOf(() => index.handlingFacts(registries[2], given)),
      ]
    }
    await asked(10, later)
    const [once, twice] = [await asked(400, later), await asked(800, later)]
    for (const [each, count] of twice.entries())
      expect(count, `${each}`).toBeLessThan(2.6 * (once[each] as number) + 300)
    const far = await asked(400, '2190-06-02T10:00:00.000+08:00')
    for (const [each, count] of far.entries()) expect(count, `${each}`).toBeLessThan(1.1 * (once[each] as number) + 300)
  })
})

describe('rows of a store, however long the lists in one of them', () => {
  const since = '2025-03-03T15:00:00.000+08:00'
  const end = { since, channel: 'app', first: true } as const
  const driver = (id: string, bindings: readonly object[]) => {
    const last = bindings.length > 0 ? since.slice(0, 10) : null
    const applications = { ever: bindings.length, last, thatDay: bindings.length, thatYear: bindings.length }
    return {
      version: 1,
      record: { id, licence, bindings, applications, ledger: null, handledForOthers: [], last: since },
    }
  }
  const car = (id: string, bindings: readonly object[], drivers: readonly string[]) => {
    const years = bindings.length > 0 ? { year: '2025', drivers } : null
    const ownedSince = '2020-01-01T00:00:00.000+08:00'
    const record = {
      owner: { kind: 'individual', id: 'o' },
      ownedSince,
      plateType: '02',
      operating: false,
      deregisteredAt: null,
      bindings,
    }
    const counts = {
      bindingsEver: bindings.length,
      ended: [],
      boundInYear: years,
      openViolations: 0,
      handledByOthers: [],
    }
    return { version: 1, record: { id, ...record, ...counts, last: since } }
  }
  test.each<readonly [string, (count: number) => object]>([
    [
      'many drivers of one vehicle',
      (count) => {
        const ids = upTo(count)
          .map((each) => `d${each}`)
          .sort()
        const drivers = Object.fromEntries(ids.map((id) => [id, driver(id, [{ vehicle: 'v', ...end }])]))
        return {
          driver: drivers,
          vehicle: {
            v: car(
              'v',
              ids.map((id) => ({ driver: id, ...end })),
              ids,
            ),
          },
        }
      },
    ],
    [
      'many vehicles of one driver',
      (count) => {
        const ids = upTo(count).map((each) => `v${each}`)
        const vehicles = Object.fromEntries(ids.map((id) => [id, car(id, [{ driver: 'd', ...end }], ['d'])]))
        return {
          driver: {
            d: driver(
              'd',
              ids.map((id) => ({ vehicle: id, ...end })),
            ),
          },
          vehicle: vehicles,
        }
      },
    ],
  ])('%s', async (_, rowsOf) => {
    const work = async (count: number) => {
      const rows = rowsOf(count)
      const open = () => expect(openNeighbourhood(cn2024, rows as never)).toMatchObject({ ok: true })
      return [await stepsOf(open), workOf(open)] as const
    }
    await work(10)
    const [once, twice] = [await work(800), await work(1600)]
    for (const [each, count] of twice.entries()) expect(count, `${each}`).toBeLessThan(2.6 * (once[each] as number))
  })
})

describe('a query looks at what it is about', () => {
  test('what a driver may handle, beside many violations of others', async () => {
    await expectSteady((count) => {
      const registry = grown(cn2024, [
        ...two,
        record('mine', 'own'),
        ...upTo(count).map((each) => record(`x${each}`, 'v')),
      ])
      return () => {
        const found = index.openViolationsFor(registry, 'd', at, {
          channel: 'window',
          offenderPresent: true,
          identityVerified: true,
        })
        expect(found.map(({ violation }) => violation)).toEqual(['mine'])
      }
    })
  })

  test('a term under a calendar of ten thousand days, which is read once', async () => {
    const holidays = upTo(10_000).map((each) => new Date(Date.UTC(2060, 0, 1 + each)).toISOString().slice(0, 10))
    const calendar = index.parseCalendar({ holidays })
    if (!calendar.ok) throw new Error(JSON.stringify(calendar.issues))
    const days = upTo(50).map((each) => `2050-01-${String((each % 28) + 1).padStart(2, '0')}` as never)
    const steps = (days: readonly never[], by: typeof calendar.value) =>
      stepsOf(() => days.map((day) => index.payByDay(day, by)))
    await steps(days.slice(0, 1), calendar.value)
    const [plain, long] = [await steps(days, index.weekendsOnly), await steps(days, calendar.value)]
    expect(long).toBeLessThan(1.2 * plain + 300)
    const registry = index.openRegistry(cn2024, { calendar: { holidays } })
    const history = [...two, ...upTo(20).flatMap((each) => [record(`x${each}`, 'own'), handle(`x${each}`)])]
    expect(await stepsOf(() => index.executeAll(registry, history))).toBeLessThan(60_000)
  })

  test('scoring periods of any number of days are kept to a bound: what is remembered is forgotten in time', () => {
    const { clear } = Map.prototype
    let cleared = 0
    Map.prototype.clear = function (this: Map<unknown, unknown>) {
      cleared++
      clear.call(this)
    }
    try {
      for (const each of upTo(45_000)) {
        const first = new Date(Date.UTC(1960, 0, 1 + (each % 15_000))).toISOString().slice(0, 10)
        index.scoringPeriodOn(first as never, `${2010 + Math.floor(each / 15_000) * 20}-06-15` as never)
      }
    } finally {
      Map.prototype.clear = clear
    }
    expect(cleared).toBeGreaterThanOrEqual(2)
  })
})

/** Systems of which the kit once said that they hold, or that they agree: each is found now. */
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  bindingsOfDriver,
  type Command,
  driverIdsOf,
  execute,
  openRegistry,
  type Registry,
  vehicleIdsOf,
  violationsOfVehicle,
} from '../../src/index.ts'
import { asReported, cn, cn2024 } from '../../src/law/index.ts'
import { recordsOf } from '../../src/store/index.ts'
import { type Adapter, type Answer, type Bound, checkAgainst, concurrently } from '../../src/testing/index.ts'
// The search alone, since few systems of the kit's rounds take as many commands as it gives up on.
import { explained } from '../../src/testing/orders.ts'
import { load, type Store } from '../model/store.ts'
import { openNeighbourhood, scopeOf, widen } from '../support/neighbourhood.ts'

// Without fast-check's own search for a smaller history, which takes long; `checks.test.ts` has it.
beforeAll(() => fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true }))

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** This library, one command at a time, and everything that an adapter can tell. */
function correct(rules = asReported): Adapter & { registry: () => Registry; take: (registry: Registry) => void } {
  let registry = openRegistry(rules)
  return {
    registry: () => registry,
    take: (next) => {
      registry = next
    },
    reset: () => {
      registry = openRegistry(rules)
    },
    execute: (command) => {
      const outcome = execute(registry, command)
      registry = outcome.registry
      return outcome.status === 'refused' ? { status: 'refused', code: outcome.code } : { status: outcome.status }
    },
    bindings: () => driverIdsOf(registry).flatMap((driver) => bindingsOfDriver(registry, driver)),
    handled: () =>
      vehicleIdsOf(registry)
        .flatMap((vehicle) => violationsOfVehicle(registry, vehicle))
        .flatMap(({ id, handledBy }) => (handledBy === null ? [] : [{ violation: id, driver: handledBy }])),
  }
}

/** What a system answers without telling the code. */
const statusOf = async (answer: Answer | Promise<Answer>): Promise<Answer> => ({ status: (await answer).status })

describe('several clients at once', () => {
  test('a correct system that tells everything holds', async () => {
    for (const rules of [asReported, cn2024, cn]) {
      const system = correct(rules as typeof asReported)
      expect(await concurrently(system, { rules, seed: 7, rounds: 50 })).toEqual({ kind: 'holds', rounds: 50, seed: 7 })
      const slow: Adapter = {
        ...system,
        execute: async (command) => {
          await turn()
          return system.execute(command)
        },
      }
      expect((await concurrently(slow, { rules, seed: 8, rounds: 10 })).kind).toBe('holds')
    }
  })

  test('bindings that are inserted, checked and rolled back are seen while they are there', async () => {
    const inner = correct()
    const provisional = new Set<Bound>()
    const system: Adapter = {
      ...inner,
      execute: async (command) => {
        if (command.type !== 'bind') return inner.execute(command)
        const pair = { driver: command.driver, vehicle: command.vehicle }
        provisional.add(pair)
        await turn()
        provisional.delete(pair)
        return inner.execute(command)
      },
      bindings: async () => [...(await inner.bindings()), ...provisional],
    }
    // One by one, there is nothing wrong with it.
    expect((await checkAgainst(system, { rules: asReported, seed: 7, histories: 20 })).kind).toBe('agrees')
    const found = await concurrently(system, { rules: asReported, seed: 7 })
    expect(found).toMatchObject({ kind: 'breaks', breach: 'cap-passed' })
  })

  test('two drivers who handle one violation', async () => {
    const inner = correct()
    const system: Adapter = {
      ...inner,
      execute: async (command) => {
        if (command.type !== 'handle') return inner.execute(command)
        const before = execute(inner.registry(), command)
        await turn()
        // Each driver is judged, and entered, as if nobody else had come; only the same driver twice is noticed.
        const after = execute(inner.registry(), command)
        if (after.status === 'accepted') inner.take(after.registry)
        return { status: before.status }
      },
    }
    expect((await checkAgainst(system, { rules: asReported, seed: 7, histories: 20 })).kind).toBe('agrees')
    for (const seen of [system, { reset: system.reset, execute: system.execute, bindings: system.bindings }]) {
      const found = await concurrently(seen, { rules: asReported, seed: 7 })
      if (found.kind !== 'breaks') throw new Error('the fault was not found')
      const handled = found.together.filter(
        ({ command, answer }) => command.type === 'handle' && answer.status === 'accepted',
      )
      expect(handled.length).toBeGreaterThanOrEqual(1)
    }
  })

  test('a handling that is lost, and a system that forgets what was handled', async () => {
    const { reset, execute: asked, bindings } = correct()
    // It tells nothing of handlings, so that only what is asked afterwards shows them.
    const losing: Adapter = {
      ...{ reset, bindings },
      execute: (command) => (command.type === 'handle' ? { status: 'accepted' } : asked(command)),
    }
    const lost = await concurrently(losing, { rules: asReported, seed: 7 })
    if (lost.kind !== 'breaks') throw new Error('the fault was not found')
    expect(lost.breach).toBe('no-order-explains-it')
    expect(lost.after.map(({ answer }) => answer.status)).toEqual(['accepted', 'accepted'])
    let handled = false
    const forgetting: Adapter = {
      reset: () => {
        handled = false
        return reset()
      },
      execute: (command) => {
        if (command.type !== 'handle') return asked(command)
        const status = handled ? 'refused' : 'accepted'
        handled = true
        return { status }
      },
      bindings: () => {
        handled = false
        return bindings()
      },
    }
    const found = await concurrently(forgetting, { rules: asReported, seed: 7 })
    expect(found).toMatchObject({ kind: 'breaks', breach: 'no-order-explains-it' })
  })

  test('a system that accepts everything but on the ids that the kit once had', async () => {
    const inner = correct()
    const known = /^(?:d[1-5]|v[1-5]|own|owner-of-v[1-5]|x[12])$/
    const system: Adapter = {
      ...inner,
      execute: (command) => {
        const ids = ['id', 'driver', 'vehicle', 'violation'].flatMap((name) =>
          name in command ? [String((command as unknown as Record<string, unknown>)[name])] : [],
        )
        return ids.every((id) => known.test(id)) ? inner.execute(command) : { status: 'accepted' }
      },
    }
    expect((await concurrently(system, { rules: asReported, seed: 7 })).kind).toBe('breaks')
  })

  test('a check that is atomic for up to five clients', async () => {
    const inner = correct()
    let clients = 0
    const system: Adapter = {
      ...inner,
      execute: async (command) => {
        clients++
        const before = inner.registry()
        await turn()
        const crowded = clients > 5
        await turn()
        clients--
        if (!crowded) return inner.execute(command)
        const outcome = execute(before, command)
        if (outcome.status === 'accepted') inner.take(outcome.registry)
        return { status: outcome.status }
      },
    }
    expect((await concurrently(system, { rules: asReported, seed: 7, clients: 5 })).kind).toBe('holds')
    const found = await concurrently(system, { rules: asReported, seed: 7 })
    if (found.kind !== 'breaks') throw new Error('the fault was not found')
    expect(found.together.length).toBeGreaterThanOrEqual(6)
  })

  test('a refusal with the code of another rule', async () => {
    const inner = correct()
    const system: Adapter = {
      ...inner,
      execute: async (command) => {
        const answer = await inner.execute(command)
        return answer.code === 'vehicle-cap' ? { ...answer, code: 'driver-cap' } : answer
      },
    }
    const found = await concurrently(system, { rules: asReported, seed: 7 })
    expect(found).toMatchObject({ kind: 'breaks', breach: 'no-order-explains-it' })
    // What it does not tell is not held against it.
    const silent: Adapter = { ...system, execute: (command) => statusOf(system.execute(command)) }
    expect((await concurrently(silent, { rules: asReported, seed: 7 })).kind).toBe('holds')
  })

  test('another handler, another day of a binding and another time of a command are found where they are told', async () => {
    const inner = correct()
    const faults: Readonly<Record<string, Partial<Adapter>>> = {
      since: {
        bindings: async () => (await inner.bindings()).map((pair) => ({ ...pair, since: '2018-09-09T00:00:00+08:00' })),
      },
      handler: {
        handled: async () =>
          ((await inner.handled?.()) ?? []).map(({ violation }) => ({ violation, driver: 'nobody' })),
      },
      at: {
        // It says that it took everything at one moment, in which a command that came too late is not too late.
        execute: async (command) => ({ ...(await inner.execute(command)), at: '1999-01-01T00:00:00+08:00' }),
      },
    }
    for (const [fault, wrong] of Object.entries(faults)) {
      const system = { ...inner, ...wrong }
      expect((await concurrently(system, { rules: asReported, seed: 7 })).kind, fault).toBe('breaks')
      expect((await checkAgainst(system, { rules: asReported, seed: 1, maxCommands: 30 })).kind, fault).toBe('differs')
    }
  })

  test('where the orders are too many it says so, after counted steps, and not that it holds', async () => {
    // Sixteen that are accepted in any order, and an end that none of them has: every order would have to be tried.
    const people = Array.from({ length: 16 }, (_, each) => `p${each}`)
    const answered = people.map((id) => ({
      command: {
        type: 'enrolDriver',
        id,
        licence: { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' },
        at: '2018-09-10T15:00:00+08:00',
      } as const,
      answer: { status: 'accepted' } as const,
    }))
    const empty = openRegistry(asReported)
    expect(explained(empty, answered, () => false)).toBe('undecided')
    expect(explained(empty, answered, () => true)).toBe('explained')
    expect(explained(empty, answered.slice(0, 8), () => false)).toBe('unexplained')
  })
})

describe('clocks', () => {
  /** A store of rows, each with its own clock: only the rows that a command is about are read. */
  function perRecord(): Adapter {
    const store: { -readonly [K in keyof Store]: Store[K] } = { rows: new Map() }
    const whole = correct()
    return {
      ...whole,
      reset: () => {
        store.rows = new Map()
        return whole.reset()
      },
      execute: (command) => {
        let rows = load(store, scopeOf(command))
        const more = widen(command, rows)
        if (more !== undefined) rows = load(store, more, rows)
        const opened = openNeighbourhood(asReported, rows)
        if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
        const outcome = execute(opened.value, command)
        if (outcome.status === 'accepted') {
          whole.take(execute(whole.registry(), command).registry)
          for (const { kind, id, record } of recordsOf(whole.registry())) {
            store.rows.set(`${kind} ${id}`, { version: 1, text: JSON.stringify(record) })
          }
        }
        return outcome.status === 'refused' ? { status: 'refused', code: outcome.code } : { status: outcome.status }
      },
    }
  }

  test('a store with a clock for each record agrees and holds', async () => {
    expect(await checkAgainst(perRecord(), { rules: asReported, seed: 7, histories: 40 })).toMatchObject({
      kind: 'agrees',
    })
    expect(await concurrently(perRecord(), { rules: asReported, seed: 7, rounds: 30 })).toMatchObject({ kind: 'holds' })
  })

  test('a store with one clock for all is found', async () => {
    const inner = correct()
    let last = ''
    const system: Adapter = {
      ...inner,
      reset: () => {
        last = ''
        return inner.reset()
      },
      execute: async (command) => {
        const at = new Date(String(command.at)).toISOString()
        if (at < last) return { status: 'refused', code: 'out-of-order' }
        const answer = await inner.execute(command)
        if (answer.status === 'accepted') last = at
        return answer
      },
    }
    const found = await checkAgainst(system, { rules: asReported, seed: 7 })
    expect(found).toMatchObject({ kind: 'differs', difference: { in: 'answer', received: { code: 'out-of-order' } } })
  })

  test.each([
    ['without the vehicle', 'vehicle'],
    ['without the driver', 'driver'],
  ] as const)('a store that asks no clock of the records %s is found', async (_, kind) => {
    const inner = correct()
    const system: Adapter = {
      ...inner,
      execute: (command: Command) => {
        const outcome = execute(inner.registry(), command)
        // It lets a command pass that is too early for that kind of record alone, and enters nothing.
        const passes = outcome.status === 'refused' && outcome.ahead?.kind === kind
        return passes ? { status: 'accepted' } : inner.execute(command)
      },
    }
    expect((await checkAgainst(system, { rules: asReported, seed: 7 })).kind).toBe('differs')
  })

  test.each(['payFine', 'transferVehicle', 'changeLicence'])(
    'a store that takes %s, and nothing else, a millisecond too early is found',
    async (type) => {
      const inner = correct()
      const system: Adapter = {
        ...inner,
        execute: (command: Command) => {
          const outcome = execute(inner.registry(), command)
          const clock = outcome.status === 'refused' ? outcome.ahead?.last : undefined
          const isClose = clock !== undefined && Date.parse(clock) - Date.parse(String(command.at)) === 1
          return isClose && command.type === type ? { status: 'accepted' } : inner.execute(command)
        },
      }
      expect((await checkAgainst(system, { rules: asReported, seed: 1, maxCommands: 30 })).kind).toBe('differs')
    },
  )

  test('a store that stamps its commands agrees, whatever they say of their time', async () => {
    const inner = correct()
    let now = Date.UTC(2018, 8, 10)
    const system: Adapter = {
      ...inner,
      execute: async (command) => {
        const at = (now += 60_000)
        return { ...(await inner.execute({ ...command, at })), at }
      },
    }
    expect((await checkAgainst(system, { rules: asReported, seed: 7, histories: 40 })).kind).toBe('agrees')
    expect((await concurrently(system, { rules: asReported, seed: 7, rounds: 30 })).kind).toBe('holds')
  })
})

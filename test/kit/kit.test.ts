import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Command, Registry } from '../../src/index.ts'
import { bindingsOfDriver, driverIdsOf, execute, openRegistry } from '../../src/index.ts'
import { asReported, reform } from '../../src/law/index.ts'
import { type Adapter, type Answer, checkAgainst, concurrently } from '../../src/testing/index.ts'

// What is found is made small here, even where it counts alone that something is found.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: false })

/** A correct system: this library behind an asynchronous door, one command at a time. */
function correct(rules = asReported): Adapter {
  let registry: Registry = openRegistry(rules)
  let turn: Promise<unknown> = Promise.resolve()
  return {
    reset: () => {
      registry = openRegistry(rules)
    },
    execute: (command) => {
      const answer = turn.then(() => answerOf(command))
      turn = answer
      return answer
    },
    bindings: () => driverIdsOf(registry).flatMap((driver) => bindingsOfDriver(registry, driver)),
  }
  function answerOf(command: Command): Answer {
    const outcome = execute(registry, command)
    registry = outcome.registry
    return outcome.status === 'refused' ? { status: 'refused', code: outcome.code } : { status: outcome.status }
  }
}

/** Correct but for handlings: each is judged on what the system was when it came, and entered a moment later. */
function judgedThenEntered(): Adapter {
  const inner = correct()
  let handled: string[] = []
  let points = 0
  return {
    ...inner,
    reset: () => {
      handled = []
      points = 0
      return inner.reset()
    },
    execute: async (command) => {
      if (command.type !== 'handle') return inner.execute(command)
      const fits = !handled.includes(command.violation) && points + 6 < 12
      await Promise.resolve()
      if (!fits) return { status: 'refused' }
      handled.push(command.violation)
      points += 6
      return { status: 'accepted' }
    },
  }
}

/** Correct but for the cap on drivers, which is one too many. */
const offByOne = (): Adapter => correct(reform(asReported, { 'driver-cap': { limit: 4 } }))

/** Correct but forgets that a transfer ends the bindings. */
function forgetsTransfers(): Adapter {
  const inner = correct()
  let kept: { driver: string; vehicle: string }[] = []
  return {
    ...inner,
    reset: () => {
      kept = []
      return inner.reset()
    },
    execute: async (command) => {
      const before = await inner.bindings()
      const answer = await inner.execute(command)
      if (command.type === 'transferVehicle' && answer.status === 'accepted') {
        kept.push(...before.filter(({ vehicle }) => vehicle === command.vehicle))
      }
      return answer
    },
    bindings: async () => [...(await inner.bindings()), ...kept],
  }
}

/** Whether a system gives every answer of the library to a history. */
async function agree(adapter: Adapter, history: readonly Command[]): Promise<boolean> {
  await adapter.reset()
  let registry: Registry = openRegistry(asReported)
  for (const command of history) {
    const outcome = execute(registry, command)
    registry = outcome.registry
    const { status, code } = await adapter.execute(command)
    if (status !== outcome.status || (outcome.status === 'refused' && code !== outcome.code)) return false
  }
  return true
}

/** Counts first and inserts afterwards, with a wait in between: correct alone, wrong together. */
function countThenInsert(): Adapter {
  let registry = openRegistry(asReported)
  let late: Registry = registry
  const pairs = new Set<string>()
  return {
    reset: () => {
      registry = openRegistry(asReported)
      late = registry
      pairs.clear()
    },
    execute: async (command) => {
      const outcome = execute(registry, command)
      await Promise.resolve()
      if (outcome.status !== 'accepted') return { status: outcome.status }
      const again = execute(registry, command)
      registry = again.registry
      if (command.type === 'bind') pairs.add(JSON.stringify([command.driver, command.vehicle]))
      if (command.type === 'release') pairs.delete(JSON.stringify([command.driver, command.vehicle]))
      late = registry
      return { status: 'accepted' }
    },
    bindings: () => {
      expect(late).toBe(registry)
      return [...pairs].map((pair) => {
        const [driver, vehicle] = JSON.parse(pair) as [string, string]
        return { driver, vehicle }
      })
    },
  }
}

/** The last one to write wins: two commands read the same registry, and one of them is lost. */
function lostUpdate(): Adapter {
  let registry = openRegistry(asReported)
  return {
    reset: () => {
      registry = openRegistry(asReported)
    },
    execute: async (command) => {
      const outcome = execute(registry, command)
      await Promise.resolve()
      registry = outcome.registry
      return { status: outcome.status }
    },
    bindings: () => driverIdsOf(registry).flatMap((driver) => bindingsOfDriver(registry, driver)),
  }
}

/** Without fast-check's own search for a smaller one, which takes long. */
async function first<T>(find: () => Promise<T>): Promise<T> {
  const usual = fc.readConfigureGlobal()
  fc.configureGlobal({ ...usual, endOnFailure: true })
  try {
    return await find()
  } finally {
    fc.configureGlobal(usual)
  }
}

describe('checkAgainst', () => {
  test('a correct system agrees', async () => {
    expect((await checkAgainst(correct(), { rules: asReported, histories: 40 })).kind).toBe('agrees')
  })

  test('a cap that is one too many is found, with a history from which nothing can be left out', async () => {
    const found = await checkAgainst(offByOne(), { rules: asReported, histories: 400 })
    if (found.kind !== 'differs') throw new Error('the fault was not found')
    const expected = { status: 'refused', code: 'driver-cap' }
    expect(found.difference).toMatchObject({ in: 'answer', expected })
    // At a window, where nobody's identity was checked, the system refuses too, but for that reason alone.
    const { received } = found.difference as { received: { status: string; code?: string } }
    expect([{ status: 'accepted' }, { status: 'refused', code: 'identity-verified' }]).toContainEqual(received)
    // One driver, four vehicles, three bindings and the fourth; and a transfer where a vehicle was the driver's own.
    expect(found.history.length).toBeGreaterThanOrEqual(1 + 4 + 3 + 1)
    const types = found.history.map(({ type }) => type)
    expect(types.filter((type) => type === 'bind')).toHaveLength(4)
    expect(types.filter((type) => type === 'enrolVehicle')).toHaveLength(4)
    for (const left of found.history.keys()) {
      const without = found.history.filter((_, index) => index !== left)
      expect(await agree(offByOne(), without), `without command ${left + 1}`).toBe(true)
    }
    expect(found.story).toHaveLength(found.history.length + 1)
    expect(found.story.at(-1)).toMatch(/^This should be refused \(driver-cap\); the system says /)
  })

  test('a transfer that leaves bindings behind is found in the bindings', async () => {
    const found = await checkAgainst(forgetsTransfers(), { rules: asReported, histories: 400 })
    if (found.kind !== 'differs') throw new Error('the fault was not found')
    expect(found.difference.in).toBe('bindings')
    const types = found.history.map(({ type }) => type)
    // A transfer before them where the vehicle was the driver's own.
    expect(types.slice(-2)).toEqual(['bind', 'transferVehicle'])
    expect([...types.slice(0, -2)].sort()).toEqual(
      found.history.length === 4 ? ['enrolDriver', 'enrolVehicle'] : ['enrolDriver', 'enrolVehicle', 'transferVehicle'],
    )
  })

  test('the same seed always finds the same', async () => {
    const find = () => first(() => checkAgainst(offByOne(), { rules: asReported, histories: 400, seed: 7 }))
    const one = await find()
    expect(one.kind).toBe('differs')
    expect(await find()).toEqual(one)
  })
})

describe('concurrently', () => {
  test('a system that takes one command at a time holds', async () => {
    expect((await concurrently(correct(), { rules: asReported, rounds: 60 })).kind).toBe('holds')
  })

  test('count-then-insert passes the cap, though it agrees when asked one by one', async () => {
    const found = await first(() => concurrently(countThenInsert(), { rules: asReported, rounds: 2000 }))
    if (found.kind !== 'breaks') throw new Error('the fault was not found')
    expect(['cap-passed', 'no-order-explains-it']).toContain(found.breach)
    expect(found.together.length).toBeGreaterThanOrEqual(2)
    expect(found.story.length).toBeGreaterThan(found.together.length)
  })

  test('an update that is lost is found, though no cap is passed', async () => {
    const found = await first(() => concurrently(lostUpdate(), { rules: asReported, rounds: 500 }))
    if (found.kind !== 'breaks') throw new Error('the fault was not found')
    expect(found.breach).toBe('no-order-explains-it')
  })

  test('a handling that is lost is found, and so are two that make the score full together', async () => {
    const losing = correct()
    const lost = await concurrently(
      {
        ...losing,
        execute: (command) => (command.type === 'handle' ? { status: 'accepted' } : losing.execute(command)),
      },
      { rules: asReported, seed: 7 },
    )
    if (lost.kind !== 'breaks') throw new Error('the fault was not found')
    expect(lost.breach).toBe('no-order-explains-it')
    expect(lost.after.map(({ answer }) => answer.status)).toEqual(['accepted', 'accepted'])
    expect(Object.isFrozen(lost.after) && lost.after.every((each) => Object.isFrozen(each))).toBe(true)
    // Until it is asked for the bindings it remembers what was handled.
    const inner = correct()
    let handled = false
    const forgetting: Adapter = {
      ...inner,
      reset: () => {
        handled = false
        return inner.reset()
      },
      execute: (command) => {
        if (command.type !== 'handle') return inner.execute(command)
        const status = handled ? 'refused' : 'accepted'
        handled = true
        return { status }
      },
      bindings: () => {
        handled = false
        return inner.bindings()
      },
    }
    expect(await concurrently(forgetting, { rules: asReported, seed: 7 })).toMatchObject({
      kind: 'breaks',
      breach: 'no-order-explains-it',
    })
    const found = await concurrently(judgedThenEntered(), { rules: asReported, seed: 7, rounds: 500 })
    if (found.kind !== 'breaks') throw new Error('the fault was not found')
    expect(found.breach).toBe('no-order-explains-it')
    const accepted = found.together.filter(
      ({ command, answer }) => command.type === 'handle' && answer.status === 'accepted',
    )
    expect(accepted.length).toBeGreaterThan(0)
  })

  test('a number of clients that is invalid throws', async () => {
    await expect(concurrently(correct(), { rules: asReported, clients: 1 })).rejects.toThrow(RangeError)
  })
})

import { describe, expect, test } from 'vitest'
import { bindingsOfDriver, type Command, driverIdsOf, execute, openRegistry } from '../../src/index.ts'
import { asReported, cn, cn2024, plan2018, reform, ruleBook } from '../../src/law/index.ts'
import {
  type Adapter,
  type Answer,
  checkAgainst,
  command,
  commands,
  concurrently,
  registry,
} from '../../src/testing/index.ts'

const broken: Adapter = {
  reset: () => {},
  execute: async () => {
    throw new Error('no connection')
  },
  bindings: () => [],
}

test('a system that throws when it is asked by several at once is not said to hold', async () => {
  await expect(concurrently(broken, { rules: asReported, seed: 7 })).rejects.toThrow('no connection')
  await expect(checkAgainst(broken, { rules: asReported, seed: 7 })).rejects.toThrow('no connection')
})

describe('a system that answers nothing is named, not called wrong', () => {
  const pair = 'a pair, an object with driver and vehicle'
  test.each<[string, () => unknown, string]>([
    ['execute', () => undefined, 'execute(command): undefined is not an answer, an object with a status'],
    ['execute', async () => {}, 'execute(command): undefined is not an answer, an object with a status'],
    ['execute', () => 'accepted', 'execute(command): "accepted" is not an answer, an object with a status'],
    ['execute', () => [], 'execute(command): array is not an answer, an object with a status'],
    ['bindings', () => undefined, 'bindings(): undefined is not a list of pairs'],
    ['bindings', () => ({}), 'bindings(): object is not a list of pairs'],
    ['bindings', () => [null], `bindings(): null is not ${pair}`],
    ['bindings', async () => [undefined], `bindings(): undefined is not ${pair}`],
    ['bindings', () => ['d1 v1'], `bindings(): "d1 v1" is not ${pair}`],
    // biome-ignore lint/suspicious/noSparseArray: a hole is a pair that is missing.
    ['bindings', () => [,], `bindings(): undefined is not ${pair}`],
  ])('%s: %s', async (method, answer, said) => {
    for (const call of [checkAgainst, concurrently]) {
      await expect(call({ ...system(), [method]: answer }, { rules: asReported, seed: 7 })).rejects.toThrow(
        new TypeError(`adapter.${said}`),
      )
    }
  })
})

test('an option that is misspelt is not taken for one that was left out', async () => {
  await expect(checkAgainst(broken, { sed: 7 } as never)).rejects.toThrow(
    'checkAgainst(options): "sed" is not an option; the options are rules, histories, maxCommands, seed',
  )
  await expect(concurrently(broken, { round: 1 } as never)).rejects.toThrow(
    'concurrently(options): "round" is not an option; the options are rules, rounds, clients, seed',
  )
  for (const [call, drawn] of [
    ['command', command],
    ['commands', commands],
    ['registry', (options: object) => registry(asReported, options)],
  ] as const) {
    expect(() => drawn({ maxCommand: 1 } as never)).toThrow(
      `${call}(options): "maxCommand" is not an option; the options are maxCommands, starts`,
    )
  }
})

test.each([undefined, new Error('reset by peer')])('what a system throws once is thrown on: %s', async (cause) => {
  let thrown = false
  const once = system((command) => {
    if (command.type !== 'bind' || thrown) return
    thrown = true
    throw cause
  })
  const outcome = await checkAgainst(once, { rules: asReported, seed: 7, histories: 40, maxCommands: 12 }).then(
    () => 'answered',
    (error) => ({ error }),
  )
  expect(outcome).toEqual({ error: cause })
  expect(outcome).toHaveProperty('error', cause)
})

describe('a system may do with a command what it likes', () => {
  const spoils: Readonly<Record<string, (command: Record<string, unknown>) => void>> = {
    'take its type away': (command) => void delete command.type,
    'give it another time': (command) => void Object.assign(command, { at: 'gone' }),
    'take its licence apart': ({ licence }) => void Object.assign(Object(licence), { states: ['lent'], classes: 7 }),
  }

  test.each(Object.entries(spoils))('%s: right answers stay right', async (_, spoil) => {
    const spoiling = system(undefined, spoil as never)
    expect(await concurrently(spoiling, { rules: asReported, seed: 7, rounds: 40 })).toMatchObject({ kind: 'holds' })
    expect(await checkAgainst(spoiling, { rules: asReported, seed: 7, histories: 10 })).toMatchObject({
      kind: 'agrees',
    })
  })

  test.each(Object.entries(spoils))('%s: wrong ones are told by the commands as they were', async (_, spoil) => {
    const wrong = async (after?: (command: never) => void): Promise<readonly unknown[]> => [
      await checkAgainst(system(undefined, after as never, { status: 'refused' }), {
        rules: asReported,
        seed: 7,
        histories: 10,
      }),
      await concurrently(system(undefined, after as never, { status: 'refused' }), {
        rules: asReported,
        seed: 7,
        rounds: 10,
      }),
    ]
    const told = await wrong(spoil as never)
    expect(told).toMatchObject([{ kind: 'differs' }, { kind: 'breaks' }])
    expect(told).toEqual(await wrong())
  })

  test('nothing that was found can be changed', async () => {
    const refusing = system(undefined, undefined, { status: 'refused' })
    const differs = await checkAgainst(refusing, { rules: asReported, seed: 7, histories: 10 })
    const breaks = await concurrently(refusing, { rules: asReported, seed: 7, rounds: 10 })
    if (differs.kind !== 'differs' || breaks.kind !== 'breaks') throw new Error('nothing was found')
    for (const { history, story } of [differs, { history: breaks.before, story: breaks.story }]) {
      for (const part of [history, ...history, story]) expect(Object.isFrozen(part)).toBe(true)
    }
    for (const part of [breaks, breaks.together, breaks.bindings, differs, differs.difference]) {
      expect(Object.isFrozen(part)).toBe(true)
    }
    for (const { command } of breaks.together) expect(Object.isFrozen(command)).toBe(true)
    for (const command of differs.history) {
      if (command.type === 'enrolDriver') expect(Object.isFrozen(command.licence.states)).toBe(true)
    }
  })
})

describe('several clients at once', () => {
  const later = reform(cn2024, { 'vehicle-cap': { limit: 1 } })
  const refusing = (rules: typeof asReported | typeof cn): Adapter => {
    const inner = system(undefined, undefined, undefined, rules)
    return {
      ...inner,
      execute: (command) => (command.type === 'bind' ? { status: 'refused' } : inner.execute(command)),
    }
  }

  test.each([
    ['as-reported', asReported, '2018-09-10', 'qr'],
    ['the plan of 2018', plan2018, '2018-09-10', 'registered-owner'],
    ['the rules of 2024', cn2024, '2024-11-01', 'qr'],
    ['the rule book', cn, '2024-11-01', 'qr'],
    ['a book that has ended before', ruleBook('early', [asReported]), '2018-09-10', 'qr'],
  ] as const)(
    '%s: a system that keeps to the rules holds, one that refuses every binding does not',
    async (_, rules, day, ownerConsent) => {
      expect(await concurrently(system(undefined, undefined, undefined, rules), { rules, seed: 7 })).toMatchObject({
        kind: 'holds',
      })
      const found = await concurrently(refusing(rules), { rules, seed: 7 })
      if (found.kind !== 'breaks') throw new Error('the fault was not found')
      expect(found.breach).toBe('no-order-explains-it')
      const sent = [...found.before, ...found.together.map(({ command }) => command)]
      for (const { at } of sent) expect(String(at)).toMatch(new RegExp(`^${day}T15:0[0-9]:`))
      for (const command of sent) if (command.type === 'bind') expect(command.ownerConsent).toBe(ownerConsent)
    },
  )

  test('the caps of a book are those of its last rule set', async () => {
    const rules = ruleBook('stricter', [asReported, later])
    expect(await concurrently(system(undefined, undefined, undefined, rules), { rules, seed: 7 })).toMatchObject({
      kind: 'holds',
    })
    const found = await concurrently(system(undefined, undefined, undefined, cn), { rules, seed: 1, rounds: 300 })
    expect(found).toMatchObject({ kind: 'breaks', breach: 'cap-passed' })
  })

  test('rules that are invalid are named', async () => {
    await expect(concurrently(broken, { rules: {} as never })).rejects.toThrow(
      'concurrently(options.rules): object is not a rule set or a rule book of this copy of the library',
    )
    await expect(checkAgainst(broken, { rules: {} as never })).rejects.toThrow(
      'checkAgainst(options.rules): object is not a rule set or a rule book of this copy of the library',
    )
  })
})

/** This library one command at a time; what is done before and after each, and what is said of bindings, may be told. */
function system(
  before: (command: Command) => void = () => {},
  after: (command: Command) => void = () => {},
  answer?: Answer,
  rules: Parameters<typeof openRegistry>[0] = asReported,
): Adapter {
  let registry = openRegistry(rules)
  return {
    reset: () => {
      registry = openRegistry(rules)
    },
    execute: async (command) => {
      before(command)
      const outcome = execute(registry, command)
      registry = outcome.registry
      after(command)
      return answer ?? { status: outcome.status }
    },
    bindings: () => driverIdsOf(registry).flatMap((driver) => bindingsOfDriver(registry, driver)),
  }
}

/// <reference types="node" />
/**
 * What the kit draws for a seed, in one text that was read: drawn.golden.txt. A seed that a user reported brings the same
 * history about again; so what is drawn, and how often, changes only where this text is changed with it.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import {
  bindingsOfDriver,
  type Command,
  driverIdsOf,
  execute,
  openRegistry,
  parseBindingFacts,
  parseHandlingFacts,
  type Registry,
  snapshot,
} from '../../src/index.ts'
import { asReported, cn, reform } from '../../src/law/index.ts'
import { timed } from '../../src/testing/commands.ts'
import * as kit from '../../src/testing/index.ts'

const GOLDEN = fileURLToPath(new URL('drawn.golden.txt', import.meta.url))
const SEED = 20180224
const DRAWS = 300

const DRAWN: Readonly<Record<string, () => fc.Arbitrary<unknown>>> = {
  driverIds: kit.driverIds,
  ownerIds: kit.ownerIds,
  vehicleIds: kit.vehicleIds,
  violationIds: kit.violationIds,
  instants: kit.instants,
  amounts: kit.amounts,
  legalDays: kit.legalDays,
  licenceNumbers: kit.licenceNumbers,
  plates: kit.plates,
  ruleSet: () => kit.ruleSet().map(({ id }) => id),
  driver: kit.driver,
  vehicle: kit.vehicle,
  violation: kit.violation,
  facts: kit.facts,
  wholeBindingFacts: kit.wholeBindingFacts,
  wholeHandlingFacts: kit.wholeHandlingFacts,
  partialBindingFacts: kit.partialBindingFacts,
  partialHandlingFacts: kit.partialHandlingFacts,
  command: kit.command,
  'command of a leap day': () => kit.command({ starts: ['2024-02-29'] }),
  commands: kit.commands,
  'three commands': () => kit.commands({ maxCommands: 3, starts: ['2020-02-28'] }),
  registry: () => kit.registry(asReported).map(snapshot),
  'registry under a book': () => kit.registry(cn, { maxCommands: 12 }).map(snapshot),
}

function drawn(name: string, draws: number = DRAWS): readonly unknown[] {
  const arbitrary = DRAWN[name] as () => fc.Arbitrary<unknown>
  const most = name.startsWith('registry') ? 20 : name === 'commands' ? 40 : DRAWS
  return fc.sample(arbitrary(), { seed: SEED, numRuns: Math.min(draws, most) })
}

const plain = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (inner === undefined ? '(undefined)' : inner))

/** Systems that are wrong, and what the kit says of them for one seed. */
const JUDGED: Readonly<Record<string, () => Promise<unknown>>> = {
  'a system that refuses all': () =>
    kit.checkAgainst(saying({ status: 'refused', code: 'busy' }), { rules: asReported, seed: SEED }),
  'a system that accepts all': () =>
    kit.checkAgainst(saying({ status: 'accepted' }), { rules: asReported, seed: SEED }),
  'a system that calls a refusal by another name': () =>
    kit.checkAgainst(
      system(asReported, (answer) => (answer.code === 'own-vehicle' ? { ...answer, code: 'own' } : answer)),
      { rules: asReported, seed: SEED },
    ),
  'a system that shows two pairs too many': () =>
    kit.checkAgainst(
      { ...system(), bindings: () => ['9', '8'].map((name) => ({ driver: `d${name}`, vehicle: `v${name}` })) },
      { rules: asReported, seed: SEED, histories: 10, maxCommands: 5 },
    ),
  'a system that shows one pair at most': () => {
    const inner = system()
    return kit.checkAgainst(
      { ...inner, bindings: async () => (await inner.bindings()).slice(0, 1) },
      { rules: asReported, seed: SEED },
    )
  },
  'a system that says yes and does nothing': () =>
    kit.concurrently(saying({ status: 'accepted' }), { rules: asReported, seed: SEED }),
  'a system that does not count': () =>
    kit.concurrently(uncounted('driver'), { rules: asReported, seed: SEED, rounds: 300 }),
  'a system that does not count drivers': () =>
    kit.concurrently(uncounted('vehicle'), { rules: asReported, seed: SEED, rounds: 300 }),
  'a system that loses one of two': () =>
    kit.concurrently(forgetful(), { rules: asReported, seed: SEED, rounds: 300, clients: 2 }),
  'a system that says no too often': () =>
    kit.concurrently(
      system(asReported, () => ({ status: 'refused' })),
      { rules: asReported, seed: SEED, clients: 5 },
    ),
}

describe('drawn.golden.txt has', () => {
  const lines = ['What the kit draws and says for one seed: the first draws, and a digest of all of them.']
  const kept = readFileSync(GOLDEN, 'utf8')
  const how = 'to accept another text, run again with UPDATE_GOLDEN=1 in the environment and read the diff'
  const part = (name: string, said: string): void => {
    lines.push(`\n== ${name}\n${said}`)
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(GOLDEN, `${lines.join('\n')}\n`)
    else expect(kept.includes(`\n== ${name}\n${said}\n`), `${name}: ${how}\n${said}`).toBe(true)
  }

  test.each(Object.keys(DRAWN))('%s', (name) => {
    const draws = drawn(name)
    const digest = createHash('sha256').update(plain(draws)).digest('hex').slice(0, 16)
    const first = draws.slice(0, 3).map((each) => plain(each).slice(0, 400))
    part(name, [...first, `${draws.length} draws: ${digest}`].join('\n'))
  })

  // Without fast-check's own search for a smaller history, which takes long: the kit shortens what it found.
  const usual = fc.readConfigureGlobal()
  afterEach(() => fc.configureGlobal(usual))
  test.each(Object.keys(JUDGED))('%s', async (name) => {
    fc.configureGlobal({ ...usual, endOnFailure: true })
    part(
      name,
      plain(await (JUDGED[name] as () => Promise<unknown>)()).replace(
        /\{"type"|"(?:together|difference|bindings|story)"/g,
        '\n$&',
      ),
    )
  })
})

describe('what is drawn', () => {
  test.each(Object.keys(DRAWN))('%s is made of plain objects', (name) => {
    const check = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      expect([Object.prototype, Array.prototype]).toContain(Object.getPrototypeOf(value))
      Object.values(value).forEach(check)
    }
    drawn(name, 20).forEach(check)
  })

  test('facts are always whole, or always some of the whole', () => {
    for (const [name, parse, whole] of [
      ['wholeBindingFacts', parseBindingFacts, true],
      ['wholeHandlingFacts', parseHandlingFacts, true],
      ['partialBindingFacts', parseBindingFacts, false],
      ['partialHandlingFacts', parseHandlingFacts, false],
    ] as const) {
      for (const facts of drawn(name)) {
        const read = parse(facts)
        expect(read.ok || read.issues.every(({ code }) => !whole && code === 'missing')).toBe(true)
      }
    }
  })

  test('a history begins on one of its days and holds no more commands than were asked for', () => {
    const days = new Set<string>()
    for (const history of fc.sample(kit.commands({ maxCommands: 2 }), { seed: SEED, numRuns: 200 })) {
      const first = history.findIndex(({ type }) => type !== 'enrolDriver' && type !== 'enrolVehicle')
      if (first >= 0) expect(history.length - first).toBeLessThanOrEqual(2)
      const day = String(history[0]?.at).slice(0, 10)
      days.add(day)
    }
    for (const start of kit.STARTS) expect(days).toContain(start)
    const [none] = fc.sample(kit.commands({ maxCommands: 0 }), { seed: SEED, numRuns: 1 })
    expect(none?.every(({ type }) => type === 'enrolDriver' || type === 'enrolVehicle')).toBe(true)
    const lengths = fc.sample(kit.commands(), { seed: SEED, numRuns: 200 }).map(({ length }) => length)
    expect(Math.max(...lengths)).toBeGreaterThan(100)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(kit.DRIVERS.length + kit.VEHICLES.length + 100)
  })

  test('times are counted in days and years of China', () => {
    const said = { command: { type: 'payFine', violation: 'x1' } as never }
    const times = timed('2020-02-28', [
      { ...said, wait: 0 },
      { ...said, wait: 60_000 },
      { ...said, wait: { days: 1, at: 0 } },
      { ...said, wait: -60_000 },
      { ...said, wait: 1 },
      { ...said, wait: { years: 1, days: 0 } },
      { ...said, wait: { years: 1, days: -1 } },
    ]).map(({ at }) => at)
    expect(times).toEqual([
      '2020-02-28T10:00:00.000+08:00',
      '2020-02-28T10:01:00.000+08:00',
      '2020-02-29T00:00:00.000+08:00',
      '2020-02-28T23:59:00.000+08:00',
      '2020-02-29T00:00:00.001+08:00',
      '2021-03-01T00:00:00.001+08:00',
      '2022-02-28T00:00:00.001+08:00',
    ])
    expect(() => timed('2199-12-31', [{ ...said, wait: { days: 1, at: 0 } }])).toThrow(
      new RangeError('commands: 7258089600000 is no instant of the library'),
    )
  })
})

describe('what cannot be drawn is named', () => {
  const calls: readonly (readonly [string, (options: never) => unknown])[] = [
    ['command', kit.command],
    ['commands', kit.commands],
    ['registry', (options) => kit.registry(asReported, options)],
  ]
  test.each(calls)('%s', (name, call) => {
    const wrong = (options: unknown, argument: string, said: string, kind: typeof RangeError) =>
      expect(() => call(options as never)).toThrow(new kind(`${name}(${argument}): ${said}`))
    wrong(7, 'options', '7 is not options', TypeError)
    wrong({ maxCommands: -1 }, 'options.maxCommands', '-1 is not a whole number from 0 to 1000000', RangeError)
    wrong(
      { maxCommands: 1_000_001 },
      'options.maxCommands',
      '1000001 is not a whole number from 0 to 1000000',
      RangeError,
    )
    wrong({ starts: '2018' }, 'options.starts', '"2018" is not a list of days', TypeError)
    wrong({ starts: [] }, 'options.starts', 'array is not a list of days', TypeError)
    wrong({ starts: ['2018-02-24', '2090-01-01'] }, 'options.starts', '"2090-01-01" is not before 2090', RangeError)
    expect(() => call({ starts: ['2018-02-30'] } as never)).toThrow(
      /^(command|commands|registry)\(options\.starts\): "2018-02-30"/,
    )
    expect(() => call({ starts: ['2089-12-31'], maxCommands: 0 } as never)).not.toThrow()
    expect(() => call({ maxCommands: 1_000_000 } as never)).not.toThrow()
  })
})

describe('what cannot be tried is named', () => {
  const calls: readonly (readonly [string, (adapter: never, options: never) => Promise<unknown>])[] = [
    ['checkAgainst', kit.checkAgainst],
    ['concurrently', kit.concurrently],
  ]
  test.each(calls)('%s', async (name, call) => {
    const wanted = 'an adapter with reset, execute and bindings'
    const good = system() as never
    const wrong = (adapter: unknown, options: unknown, said: string) =>
      expect(call(adapter as never, options as never)).rejects.toThrow(`${name}(${said}`)
    await wrong(undefined, undefined, `adapter): undefined is not ${wanted}`)
    for (const lacking of ['reset', 'execute', 'bindings']) {
      await wrong({ ...system(), [lacking]: undefined }, undefined, `adapter): object is not ${wanted}`)
    }
    await wrong(good, 7, 'options): 7 is not options')
    await wrong(
      good,
      { rules: asReported, seed: 0.5 },
      'options.seed): 0.5 is not a whole number from -2147483648 to 4294967295',
    )
    const [rounds, most] = [name === 'checkAgainst' ? 'histories' : 'rounds', 1_000_000]
    for (const number of [0, most + 1]) {
      await wrong(
        good,
        { rules: asReported, [rounds]: number },
        `options.${rounds}): ${number} is not a whole number from 1 to ${most}`,
      )
    }
    for (const rules of [undefined, {}]) await wrong(good, { rules }, 'options.rules): ')
  })

  test('a number of clients below two or above sixteen', async () => {
    for (const clients of [1, 17]) {
      await expect(kit.concurrently(system(), { rules: asReported, clients })).rejects.toThrow(
        `concurrently(options.clients): ${clients} is not a whole number from 2 to 16`,
      )
    }
    expect((await kit.concurrently(system(), { rules: asReported, clients: 5, rounds: 3 })).kind).toBe('holds')
  })

  test('a longest history that is invalid', async () => {
    await expect(kit.checkAgainst(system(), { rules: asReported, maxCommands: -1 })).rejects.toThrow(
      'commands(options.maxCommands): -1 is not a whole number from 0 to 1000000',
    )
  })
})

describe('what a system is asked', () => {
  test('as many histories as were wanted, a hundred unless given, each from nothing; and the seed is told', async () => {
    const counted = async (options?: Omit<kit.CheckOptions, 'rules'>) => {
      let resets = 0
      const inner = system()
      const found = await kit.checkAgainst(
        {
          ...inner,
          reset: () => {
            resets++
            return inner.reset()
          },
        },
        { rules: asReported, maxCommands: 3, ...options },
      )
      return [found, resets] as const
    }
    expect(await counted({ seed: 7 })).toEqual([{ kind: 'agrees', histories: 100, seed: 7 }, 100])
    expect(await counted({ histories: 3, seed: -1 })).toEqual([{ kind: 'agrees', histories: 3, seed: -1 }, 3])
    const [found] = await counted()
    expect(found).toEqual({ kind: 'agrees', histories: 100, seed: expect.any(Number) })
    expect(Object.isFrozen(found)).toBe(true)
  })

  test('as many rounds as were wanted, a hundred unless given, with up to sixteen clients', async () => {
    let [resets, most, together] = [0, 0, 0]
    const inner = system()
    const adapter: kit.Adapter = {
      reset: () => {
        resets++
        return inner.reset()
      },
      execute: async (command) => {
        most = Math.max(most, ++together)
        const answer = await inner.execute(command)
        together--
        return answer
      },
      bindings: () => inner.bindings(),
    }
    expect(await kit.concurrently(adapter, { rules: asReported, seed: 7 })).toEqual({
      kind: 'holds',
      rounds: 100,
      seed: 7,
    })
    expect([resets, most]).toEqual([100, 16])
    const found = await kit.concurrently(adapter, { rules: asReported, rounds: 5 })
    expect(found).toEqual({ kind: 'holds', rounds: 5, seed: expect.any(Number) })
    expect(Object.isFrozen(found)).toBe(true)
  })

  test('no code is asked for where a system gives none, nor looked at where nothing is refused', async () => {
    const silent = system(asReported, ({ status }) => ({ status }))
    expect((await kit.checkAgainst(silent, { rules: asReported, seed: SEED, histories: 20 })).kind).toBe('agrees')
    const chatty = system(asReported, (answer) => (answer.status === 'refused' ? answer : { ...answer, code: 'done' }))
    expect((await kit.checkAgainst(chatty, { rules: asReported, seed: SEED, histories: 20 })).kind).toBe('agrees')
  })

  test('by the seed that fast-check was given for all, unless another is', async () => {
    const usual = fc.readConfigureGlobal()
    try {
      fc.configureGlobal({ ...usual, seed: 99 })
      expect(await kit.checkAgainst(system(), { rules: asReported, histories: 2, maxCommands: 1 })).toMatchObject({
        seed: 99,
      })
      expect(
        await kit.checkAgainst(system(), { rules: asReported, histories: 2, maxCommands: 1, seed: 7 }),
      ).toMatchObject({ seed: 7 })
      expect(await kit.concurrently(system(), { rules: asReported, rounds: 2 })).toMatchObject({ seed: 99 })
      expect(await kit.concurrently(system(), { rules: asReported, rounds: 2, seed: 7 })).toMatchObject({ seed: 7 })
    } finally {
      fc.configureGlobal(usual)
    }
  })

  test('up to twelve bindings before those that come together, however large fast-check draws', async () => {
    let [asked, most] = [0, 0]
    const inner = system()
    const counting: kit.Adapter = {
      ...inner,
      reset: () => {
        asked = 0
        return inner.reset()
      },
      execute: (command) => {
        most = Math.max(most, ++asked)
        return inner.execute(command)
      },
    }
    const usual = fc.readConfigureGlobal()
    try {
      fc.configureGlobal({ ...usual, baseSize: 'large' })
      await kit.concurrently(counting, { rules: asReported, seed: SEED, rounds: 200 })
    } finally {
      fc.configureGlobal(usual)
    }
    // People, vehicles, violations; bindings before; at the same time; each violation once more by two drivers.
    expect(most).toBeGreaterThan(30)
    expect(most).toBeLessThanOrEqual(5 + 6 + 4 + 12 + 16 + 8)
  })

  test('what comes after a difference is left out, though nothing before it can be', async () => {
    const usual = fc.readConfigureGlobal()
    try {
      fc.configureGlobal({ ...usual, endOnFailure: true })
      const options = { rules: asReported, histories: 1, maxCommands: 5, seed: SEED }
      const [history] = (await playedFor(options)) as [readonly Command[]]
      const but = (...left: number[]) => history.filter((_, index) => !left.includes(index))
      const last = history.length - 1
      const found = async (...wrong: (readonly Command[])[]) => {
        const told = await kit.checkAgainst(wrongAfter(wrong), options)
        return told.kind === 'differs' ? told.history : told.kind
      }
      expect(await found(history)).toEqual(history)
      expect(await found(but(last))).toEqual(but(last))
      expect(await found(history, but(last - 2, last))).toEqual(but(last - 2, last))
    } finally {
      fc.configureGlobal(usual)
    }
  })

  test('two commands that can only be left out together are left out, of a history of up to 24', async () => {
    const usual = fc.readConfigureGlobal()
    try {
      fc.configureGlobal({ ...usual, endOnFailure: true })
      const options = { rules: asReported, histories: 60, maxCommands: 60, seed: SEED }
      const all = await playedFor(options)
      const drawn = all.find((each) => each.length > 24) as readonly Command[]
      for (const length of [1, 2, 3, 6, 24, 25]) {
        const history = drawn.slice(0, length)
        const but = (...left: number[]) => history.filter((_, index) => !left.includes(index))
        let [asked, resets] = [0, 0]
        const found = async (...wrong: (readonly Command[])[]) => {
          const adapter = wrongAfter(wrong, () => resets++)
          resets = 0
          const told = await kit.checkAgainst(adapter, options)
          asked = resets
          return told.kind === 'differs' ? told.history : told.kind
        }
        expect(await found(history)).toEqual(history)
        // Until it was found, once more, each of the others left out, and every two of them, and once for the story.
        const ones = length - 1
        const twos = length > 24 ? 0 : (ones * (ones - 1)) / 2
        const runs = 1 + all.findIndex((each) => plain(each.slice(0, length)) === plain(history))
        expect(asked).toBe(runs + 1 + ones + twos + 1)
        if (length < 3) continue
        // What could not be left out can be once another is.
        expect(await found(history, but(0), but(0, length - 2))).toEqual(but(0, length - 2))
        for (const pair of [
          [0, 1],
          [0, length - 2],
          [length - 3, length - 2],
        ]) {
          expect(await found(history, but(...pair))).toEqual(length > 24 ? history : but(...pair))
        }
        if (length === 6) expect(await found(history, but(1, 3), but(0, 1, 2, 3))).toEqual(but(0, 1, 2, 3))
      }
    } finally {
      fc.configureGlobal(usual)
    }
  })

  test('other rules, where it claims others', async () => {
    const rules = reform(asReported, { 'driver-cap': { limit: 4 }, 'vehicle-cap': { limit: 1 } })
    expect((await kit.checkAgainst(system(rules), { rules, seed: SEED, histories: 15 })).kind).toBe('agrees')
    expect((await kit.checkAgainst(system(rules), { rules: asReported, seed: SEED, histories: 60 })).kind).toBe(
      'differs',
    )
    expect((await kit.concurrently(system(rules), { rules, seed: SEED, rounds: 30 })).kind).toBe('holds')
    expect((await kit.concurrently(system(rules), { rules: asReported, seed: SEED, rounds: 60 })).kind).toBe('breaks')
  })

  test('a system that answers the same history differently is no system to compare', async () => {
    let wrong = true
    const fickle = system(asReported, (answer) => {
      if (!wrong) return answer
      wrong = false
      return { status: 'invalid' }
    })
    const thrown: unknown = await kit
      .checkAgainst(fickle, { rules: asReported, seed: 7, maxCommands: 1 })
      .catch((error) => error)
    expect(thrown).toBeInstanceOf(Error)
    expect(String(thrown)).toBe(
      'Error: checkAgainst(adapter): the system answers the same history differently (seed 7)',
    )
  })
})

/** This library behind an asynchronous door, one command at a time; what it says may be told otherwise. */
function system(rules = asReported, telling = (answer: kit.Answer): kit.Answer => answer): kit.Adapter {
  let registry: Registry = openRegistry(rules)
  let turn: Promise<unknown> = Promise.resolve()
  return {
    reset: () => {
      registry = openRegistry(rules)
    },
    execute: (command) => {
      const answer = turn.then(() => {
        const outcome = execute(registry, command)
        registry = outcome.registry
        return telling(
          outcome.status === 'refused' ? { status: 'refused', code: outcome.code } : { status: outcome.status },
        )
      })
      turn = answer
      return answer
    },
    bindings: () => driverIdsOf(registry).flatMap((driver) => bindingsOfDriver(registry, driver)),
  }
}

function saying(answer: kit.Answer): kit.Adapter {
  return { reset: () => {}, execute: () => answer, bindings: () => [] }
}

/** The histories that a system which is right is asked for these options. */
async function playedFor(options: kit.CheckOptions): Promise<readonly (readonly Command[])[]> {
  const histories: Command[][] = []
  const inner = system()
  const listening: kit.Adapter = {
    ...inner,
    reset: () => {
      histories.push([])
      return inner.reset()
    },
    execute: (command) => {
      histories.at(-1)?.push(command)
      return inner.execute(command)
    },
  }
  expect((await kit.checkAgainst(listening, options)).kind).toBe('agrees')
  return histories
}

/** Wrong in its last answer to exactly these histories. */
function wrongAfter(histories: readonly (readonly Command[])[], asking = () => {}): kit.Adapter {
  const inner = system()
  const wrong = histories.map((history) => ({ length: history.length, text: plain(history) }))
  let asked: Command[] = []
  return {
    ...inner,
    reset: () => {
      asking()
      asked = []
      return inner.reset()
    },
    execute: async (command) => {
      asked.push(command)
      const answer = await inner.execute(command)
      const isWrong = wrong.some(({ length, text }) => length === asked.length && text === plain(asked))
      return isWrong ? { status: 'invalid' } : answer
    },
  }
}

/** Binds whatever is asked of one side once, and never counts that side. */
function uncounted(side: 'driver' | 'vehicle'): kit.Adapter {
  return system(reform(asReported, { [side === 'driver' ? 'driver-cap' : 'vehicle-cap']: { limit: 100 } }))
}

/** Says that it bound the second of two that come together, and does not. */
function forgetful(): kit.Adapter {
  const inner = system()
  let busy = false
  return {
    ...inner,
    execute: async (command: Command) => {
      if (busy && command.type === 'bind') return { status: 'accepted' }
      busy = true
      const answer = await inner.execute(command)
      await Promise.resolve()
      busy = false
      return answer
    },
  }
}

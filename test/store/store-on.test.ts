/** What a store does on any database: here on one in memory, and on one whose answers get lost. */
import { describe, expect, test, vi } from 'vitest'
import { parseInstant } from '../../src/index.ts'
import { asReported, cn } from '../../src/law/index.ts'
import type { StoreCommand } from '../../src/postgres/index.ts'
import { type CommandReport, type StoreAdapter, storeOn } from '../../src/store/index.ts'
import { checkAgainst } from '../../src/testing/index.ts'
import { expectSameAgain } from './again.ts'
import { bind, enrolDriver, enrolVehicle } from './commands.ts'
import { HISTORY } from './history.ts'
import { memoryAdapter } from './memory.ts'

const START = Date.parse('2018-09-10T09:00:00+08:00')

async function filled(adapter: StoreAdapter, reports: CommandReport[] = []) {
  const store = storeOn(adapter, { rules: asReported, now: () => START, onCommand: (report) => reports.push(report) })
  const commands = [...['d1', 'd2', 'd3', 'd4'].map(enrolDriver), enrolVehicle('v1', 'o'), enrolVehicle('v2', 'o')]
  for (const { status } of await store.executeMany(commands)) expect(status).toBe('accepted')
  return store
}
const codeOf = (outcome: { readonly status: string; readonly code?: string }) => outcome.code ?? outcome.status

test.each([
  ['a clock that is a time', { now: START }, `store(now): ${START} is not a function that gives the time`],
  ['a log instead of a function', { onCommand: [] }, 'store(onCommand): array is not a function that is told'],
])('%s is named, with what is wanted', (_, options, message) => {
  const open = () => storeOn(memoryAdapter(), { rules: asReported, ...(options as object) })
  expect(open).toThrow(new TypeError(message))
})

describe('on a database in memory', () => {
  test('it agrees with the library', async () => {
    let memory = memoryAdapter()
    const found = await checkAgainst(
      {
        reset: () => void (memory = memoryAdapter()),
        execute: async ({ at, ...command }) => {
          const read = parseInstant(at)
          // The store stamps, so an invalid time cannot reach it.
          if (!read.ok) return { status: 'invalid' }
          const now = Date.parse(read.value)
          const store = storeOn(memory, { rules: asReported, now: () => now, maxClockStep: 0 })
          const outcome = await store.execute(command as StoreCommand)
          return { status: outcome.status, code: outcome.status === 'refused' ? outcome.code : undefined }
        },
        bindings: () =>
          [...memory.records].flatMap(([name, row]) => {
            if (!name.startsWith('driver ')) return []
            const { id, bindings } = JSON.parse(row).record
            return bindings.map(({ vehicle, since }: { vehicle: string; since: string }) => ({
              driver: id,
              vehicle,
              since,
            }))
          }),
      },
      { rules: asReported, histories: Number(process.env.DEMERIT_RUNS ?? 20), maxCommands: 40 },
    )
    expect(found).toMatchObject({ kind: 'agrees' })
  })

  test('every kind of command is executed, and told of with its trips: two, and a third where it leads to what it does not name', async () => {
    let now = Date.parse('2024-11-04T09:00:00+08:00')
    const reports: CommandReport[] = []
    const store = storeOn(memoryAdapter(), { rules: cn, now: () => now, onCommand: (report) => reports.push(report) })
    for (const [days, command, key] of HISTORY) {
      now += days * 86_400_000
      const begun = performance.now()
      const outcome = await store.execute(command, key === undefined ? {} : { key })
      const report = reports.at(-1)
      expect(report).toMatchObject({
        type: command.type,
        code: codeOf(outcome as never),
        tries: 1,
        ms: expect.any(Number),
      })
      expect(report?.ms).toBeLessThanOrEqual(performance.now() - begun)
      expect(report?.trips).toBeLessThanOrEqual(3)
    }
    expect(JSON.stringify(reports)).not.toMatch(/"(?:d1|v1|x1|o|key-1)"/)
  })

  test('of clients that race for the last places as many win as there are places', async () => {
    const reports: CommandReport[] = []
    const store = await filled(memoryAdapter(), reports)
    const outcomes = await Promise.all(['d1', 'd2', 'd3', 'd4'].map((driver) => store.execute(bind(driver, 'v1'))))
    expect(outcomes.map((outcome) => codeOf(outcome as never)).sort()).toEqual([
      ...['accepted', 'accepted', 'accepted'],
      'vehicle-cap',
    ])
    expect(Math.max(...reports.map(({ tries }) => tries))).toBeGreaterThan(1)
  })

  test.each([
    ['a vehicle with one comes into the name', 'own2'],
    ['it is of a vehicle that is there', 'own1'],
  ])('a study is judged again where an open violation comes between load and save: %s', async (_, vehicle) => {
    const memory = memoryAdapter()
    const options = { rules: cn, now: () => Date.parse('2025-03-03T09:00:00+08:00') }
    const other = storeOn(memory, options)
    const recorded = (id: string, its: string) =>
      ({
        type: 'recordViolation',
        id,
        vehicle: its,
        occurredAt: '2025-03-03T08:00:00+08:00',
        fine: 0,
        points: 3,
        recordedBy: 'monitoring',
      }) as const
    const seen = { channel: 'window', offenderPresent: true, identityVerified: true } as const
    const begun = [
      enrolDriver('d1'),
      enrolVehicle('own1', 'd1'),
      recorded('x1', 'own1'),
      { type: 'handle', violation: 'x1', driver: 'd1', ...seen } as const,
    ]
    for (const { status } of await other.executeMany(begun)) expect(status).toBe('accepted')
    let loads = 0
    const save: StoreAdapter['save'] = async (what) => {
      const between =
        vehicle === 'own1' ? [recorded('x2', vehicle)] : [enrolVehicle(vehicle, 'd1'), recorded('x2', vehicle)]
      if (!memory.records.has('violation x2')) await other.executeMany(between)
      return await memory.save(what)
    }
    const load: StoreAdapter['load'] = async (wanted) => {
      loads++
      return await memory.load(wanted)
    }
    const study = { type: 'deductByStudy', driver: 'd1', way: 'online' } as const
    expect(codeOf(await storeOn({ load, save }, options).execute(study))).toBe('own-violations-open')
    expect(loads).toBe(4)
  })

  test('a used key is answered in one trip, as before; of another command it is refused', async () => {
    const reports: CommandReport[] = []
    const store = await filled(memoryAdapter(), reports)
    const first = await store.execute(bind('d1', 'v1'), { key: 'k' })
    expect(await store.execute(bind('d1', 'v1'), { key: 'k' })).toEqual({ ...first, repeated: true })
    expect(reports.at(-1)).toMatchObject({ trips: 1, code: 'accepted' })
    expect(await store.execute(bind('d2', 'v1'), { key: 'k' })).toEqual({ status: 'refused', code: 'key-reused' })
    expect(await store.outcomeOf(bind('d1', 'v1'), 'k')).toEqual({ ...first, repeated: true })
  })

  test('what is answered again under a key is put into words as the first time', () =>
    expectSameAgain((now) => storeOn(memoryAdapter(), { rules: cn, now })))

  test('a decision that was edited into nonsense is not answered', async () => {
    const memory = memoryAdapter()
    const store = await filled(memory)
    await store.execute(bind('d1', 'v1'), { key: 'person-7' })
    memory.answers.set('person-7', (memory.answers.get('person-7') as string).replace('"permitted"', '"yes"'))
    await expect(store.execute(bind('d1', 'v1'), { key: 'person-7' })).rejects.toMatchObject({
      ...{ code: 'bad-row', table: 'keys', id: 'person-7', field: 'outcome.decision.verdict' },
      message: expect.not.stringContaining('person-7'),
    })
  })
})

describe('a database that fails', () => {
  test('in the middle of a save: nothing is kept, the error is thrown on and told, and the command can be sent again', async () => {
    const reports: CommandReport[] = []
    const memory = memoryAdapter()
    const store = await filled(memory, reports)
    const before = JSON.stringify([...memory.records, memory.events])
    memory.halfway = () => {
      throw Object.assign(new Error('the disk is full'), { code: '53100' })
    }
    await expect(store.execute(bind('d1', 'v1'), { key: 'k' })).rejects.toThrow('the disk is full')
    expect(reports.at(-1)).toMatchObject({ type: 'bind', code: '53100', trips: 2, tries: 1 })
    expect(JSON.stringify([...memory.records, memory.events])).toBe(before)
    memory.halfway = () => {}
    expect(await store.execute(bind('d1', 'v1'), { key: 'k' })).toMatchObject({ status: 'accepted' })
  })

  test('whose answer is lost on the way: with the same key the command was executed once', async () => {
    const memory = memoryAdapter()
    const store = await filled(memory)
    const { save } = memory
    const lossy = storeOn(
      {
        ...memory,
        save: async (what) => {
          await save(what)
          throw new Error('connection reset')
        },
      },
      { rules: asReported, now: () => START },
    )
    await expect(lossy.execute(bind('d1', 'v1'), { key: 'k' })).rejects.toThrow('connection reset')
    const events = memory.events.length
    expect(await store.execute(bind('d1', 'v1'), { key: 'k' })).toMatchObject({
      status: 'accepted',
      event: { position: String(events) },
    })
    expect(memory.events.length).toBe(events)
  })

  test('where another writer is always first: contention, after 200 tries', async () => {
    // How long it waits between them is random: here not at all.
    const random = vi.spyOn(Math, 'random').mockReturnValue(0)
    const memory = memoryAdapter()
    await filled(memory)
    const reports: CommandReport[] = []
    const store = storeOn(
      { ...memory, save: async () => ({ lost: undefined }) },
      { rules: asReported, now: () => START, onCommand: (report) => reports.push(report) },
    )
    await expect(store.execute(bind('d1', 'v1'))).rejects.toMatchObject({ code: 'contention' })
    expect(reports).toMatchObject([{ code: 'contention', tries: 200, trips: 400 }])
    random.mockRestore()
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('the log is full')
      },
    ],
    ['gives what rejects', () => Promise.reject(new Error('the log is full'))],
  ])('a callback that %s breaks no command', async (_, onCommand) => {
    const store = storeOn(memoryAdapter(), { rules: asReported, now: () => START, onCommand })
    expect(await store.execute(enrolDriver('d1'))).toMatchObject({ status: 'accepted' })
    expect(await store.execute(enrolDriver('d1'))).toMatchObject({ status: 'refused', code: 'driver-exists' })
  })

  test('whose row was edited into nonsense: it is named, and not judged', async () => {
    const memory = memoryAdapter()
    const store = await filled(memory)
    memory.records.set('driver d1', memory.records.get('driver d1')?.replace('"ever":0', '"ever":-1') as string)
    await expect(store.execute(bind('d1', 'v1'))).rejects.toMatchObject({
      code: 'bad-row',
      id: 'd1',
      field: 'applications.ever',
    })
  })
})

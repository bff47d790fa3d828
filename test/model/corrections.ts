/** Random corrections of random histories, for registries and stores. */
import type { Command, CommandEvent, CommandType, HistoryChange, Registry, RegistryEvent } from '../../src/index.ts'
import { eventsOf } from '../../src/index.ts'
import { COMMAND_TYPES, COMMANDS } from '../../src/registry/commands/index.ts'
import { commandTypeOf } from '../../src/registry/log/events.ts'
import { DRIVERS, OWNERS, VEHICLES, VIOLATIONS } from '../../src/testing/index.ts'

export type Fields = { [name: string]: unknown }
export type Random = (below: number) => number

/** What stands in a log, and the number of what stands in each place. */
export function standingIn(events: readonly RegistryEvent[]): Map<number, CommandEvent> {
  const places = new Map<number, CommandEvent>()
  for (const event of events) {
    if (event.type !== 'history-corrected') places.set(event.place ?? event.seq, event)
    else for (const seq of event.omitted) places.delete(events[seq - 1]?.place ?? seq)
  }
  return places
}

export function told(event: CommandEvent): Fields {
  const type = commandTypeOf(event.type) as CommandType
  const said = event as unknown as Fields
  return { type, ...Object.fromEntries(COMMANDS[type].fields.names.map((name) => [name, said[name]])) }
}

/** Random whole numbers below one, the same of the same seed. */
export function randomFrom(seed: number): Random {
  let state = seed | 0
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    const again = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((again ^ (again >>> 14)) >>> 0) % below
  }
}

/** The same command with something else in it, as an officer may have got it wrong; sometimes what cannot be put right so. */
function mistaken(command: Fields, random: Random, one: <T>(list: readonly T[]) => T): Fields {
  const { at, ...said } = command
  const owner = () =>
    one([
      { kind: 'individual', id: one([...DRIVERS, ...OWNERS.slice(0, 2)]) },
      { kind: 'unit', id: 'u1' },
    ])
  const licence = said.licence as Fields
  const other: { [type: string]: () => Fields } = {
    enrolDriver: () => ({
      licence: {
        ...licence,
        ...one([{ firstIssuedOn: one(['2012-03-01', '2018-11-30', '2009-10-31']) }, { states: ['suspended'] }]),
      },
    }),
    enrolVehicle: () =>
      one([
        { owner: owner() },
        { operating: !said.operating },
        { plateType: one(['01', '02', '15']) },
        { ownedSince: undefined },
      ]),
    bind: () =>
      one([
        { channel: one(['app', 'window']) },
        { ownerConsent: one(['qr', 'none', 'sms']) },
        { driver: one(DRIVERS) },
      ]),
    release: () => ({ by: one(['driver', 'owner']) }),
    transferVehicle: () => ({ to: owner() }),
    changeLicence: () => ({ licence: { ...licence, states: one([[], ['cancelled'], ['seized'], ['unverified']]) } }),
    recordViolation: () =>
      one<Fields>([{ points: random(13) }, { fine: one([0, 19_999, 20_000, 50_000]) }, { vehicle: one(VEHICLES) }]),
    withdrawViolation: () => ({ ground: '其他' }),
    handle: () => one<Fields>([{ channel: one(['app', 'window']) }, { identityVerified: random(2) === 0 }]),
    revokeHandling: () => ({ ground: one(['points-traded', '其他']) }),
    payFine: () =>
      one<Fields>([
        {},
        { paidOn: undefined },
        { paidOn: earlier(at, random(40)) },
        { paidOn: earlier(at, random(400)) },
      ]),
    deductByStudy: () => ({ way: one(['online', 'on-site', 'service']) }),
    completeFullScoreStudy: () => ({ days: one([7, 30, 120]) }),
    changeVehicle: () => ({ operating: !said.operating }),
    deregisterVehicle: () => ({ because: one(['lost', 'returned']) }),
    reissueLicence: () => ({ licence: { ...licence, firstIssuedOn: earlier(at, random(40)) } }),
    tellHistory: () => ({ history: { deducted: random(7), studies: random(2) } }),
  }
  return { ...said, ...other[String(said.type)]?.() }
}

function earlier(at: unknown, days: number): string {
  return new Date(Date.parse(String(at).slice(0, 10)) - days * 86_400_000).toISOString().slice(0, 10)
}

/** A random change to the history of a registry; often one that cannot be made. */
export function randomChange(registry: Registry, at: string, random: Random): HistoryChange {
  const one = <T>(list: readonly T[]): T => list[random(list.length)] as T
  const events = eventsOf(registry)
  const standing = [...standingIn(events).values()]
  const gone = events.filter((event) => event.type !== 'history-corrected' && !standing.includes(event))
  const kind = standing.length === 0 ? 6 : random(10)
  if (kind < 3) return { omit: random(6) === 0 ? 1 + random(2 * events.length + 2) : one(standing).seq }
  if (kind < 6) {
    const event = one(standing)
    return { omit: event.seq, instead: mistaken(told(event), random, one) as never }
  }
  if (kind < 8) {
    const type = one([...COMMAND_TYPES.filter((each) => COMMANDS[each].late), 'bind' as const])
    const said: { [type: string]: () => Fields } = {
      payFine: () => ({ violation: one(VIOLATIONS.slice(0, 6)) }),
      release: () => ({ driver: one(DRIVERS), vehicle: one(VEHICLES), by: 'owner' }),
      transferVehicle: () => ({ vehicle: one(VEHICLES), to: { kind: 'individual', id: one([...DRIVERS, 'o2']) } }),
      changeLicence: () => ({ driver: one(DRIVERS), licence: { states: one([[], ['cancelled']]), classes: ['C1'] } }),
      changeVehicle: () => ({ vehicle: one(VEHICLES), plateType: one(['01', '02']), operating: random(2) === 0 }),
      deregisterVehicle: () => ({ vehicle: one(VEHICLES), because: one(['lost', 'returned']) }),
      enrolDriver: () => ({ id: one(DRIVERS), licence: { states: [], classes: ['C1'], firstIssuedOn: '2012-03-01' } }),
      enrolVehicle: () => ({
        id: one(VEHICLES),
        owner: { kind: 'individual', id: one([...DRIVERS, 'o2']) },
        plateType: '02',
        operating: false,
      }),
      tellHistory: () => ({ driver: one(DRIVERS), history: one([{ deducted: 2 }, { studies: 1 }, {}]) }),
      bind: () => ({
        driver: one(DRIVERS),
        vehicle: one(VEHICLES),
        channel: 'window',
        ownerConsent: 'none',
        identityVerified: true,
      }),
    }
    const when = random(8) === 0 ? '2099-01-01T00:00:00.000+08:00' : standing.length > 0 ? one(standing).at : at
    return { insert: { type, at: when, ...said[type]?.() } as Command }
  }
  if (kind < 9 && gone.length > 0) return { restore: one(gone).seq }
  const rename = one(['driver', 'owner', 'vehicle', 'violation'] as const)
  const ids = { driver: DRIVERS, owner: OWNERS, vehicle: VEHICLES, violation: VIOLATIONS.slice(0, 6) }[rename]
  if (random(3) === 0) return { merge: rename, from: one(ids), to: one(ids) }
  return { rename, from: one(ids), to: random(2) === 0 ? one(ids) : `${one(ids)}${random(9)}` }
}

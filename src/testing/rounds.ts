import * as fc from 'fast-check'
import { frozen } from '../input/freeze.ts'
import { has } from '../input/own.ts'
import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Command } from '../registry/commands/index.ts'
import type { OwnerConsent } from '../values/channel.ts'
import { instantAt } from '../values/instant.ts'
import { driverIds, vehicleIds, violationIds } from './values.ts'

/** What is done in one round. */
export interface Round {
  /** Sent one after the other: enrolments of all that the round is about, and what is on record before. */
  readonly before: readonly Command[]
  /** Sent at the same time, each by a client of its own. */
  readonly together: readonly Command[]
  /** Sent one after the other when all have been answered: who can still handle which violation. */
  readonly after: readonly Command[]
}

/** When the commands come, unless the rule set begins later. */
const DAY = '2018-09-10'
const DRIVERS = 5
const VEHICLES = 5
/** Who owns the vehicles at first, and to whom they are transferred: the two after the drivers. */
const OWNER = DRIVERS
const BUYER = DRIVERS + 1
/** The first driver's own vehicle, after the others. */
const OWN = VEHICLES
/**
 * What is recorded against which vehicle: two on the first driver's own make the score full together, so that one stays open;
 * the others can be handled by several drivers, of whom one may.
 */
const RECORDED = [
  { vehicle: OWN, points: 6 },
  { vehicle: OWN, points: 6 },
  { vehicle: 0, points: 3 },
  { vehicle: 1, points: 0 },
] as const
/** What the clocks of clients are off by, in milliseconds. */
const SKEWS = [0, 0, 0, 0, -1_500, 2_000]

/** Places in the lists of names, before there are names. */
type Draft =
  | { readonly type: 'bind' | 'release'; readonly driver: number; readonly vehicle: number }
  | { readonly type: 'transferVehicle'; readonly vehicle: number; readonly to: number }
  | { readonly type: 'handle'; readonly violation: number; readonly driver: number }
  | { readonly type: 'revokeHandling'; readonly violation: number }

interface Names {
  readonly people: readonly string[]
  readonly vehicles: readonly string[]
  readonly violations: readonly string[]
}

/** Rounds with up to `clients` clients, on names that no system can know beforehand. */
export function rounds(rules: RuleSet, clients: number): fc.Arbitrary<Round> {
  const day = [DAY, rules.from].sort()[1] as string
  const ownerConsent = consentUnder(rules)
  const sentTogether = fc.tuple(
    fc.oneof(
      { weight: 6, arbitrary: bound() },
      { weight: 6, arbitrary: handled() },
      { weight: 2, arbitrary: pair().map((each): Draft => ({ type: 'release', ...each })) },
      { weight: 1, arbitrary: transferred() },
      {
        weight: 1,
        arbitrary: fc.nat(RECORDED.length - 1).map((violation): Draft => ({ type: 'revokeHandling', violation })),
      },
    ),
    fc.constantFrom(...SKEWS),
  )
  return fc
    .record({
      names: fc.noShrink(names()),
      before: fc.array(fc.oneof({ weight: 8, arbitrary: bound() }, { weight: 1, arbitrary: handled() }), {
        maxLength: 12,
        size: 'max',
      }),
      together: fc.array(sentTogether, { minLength: 2, maxLength: clients, size: 'max' }),
    })
    .map(({ names: given, before, together }) => {
      const command = commandsOf(given, ownerConsent)
      const noon = `${day}T15:00:00.000+08:00`
      const drafts = [...before, ...together.map(({ 0: draft }) => draft)]
      const recorded = RECORDED.map((_, violation) => violation).filter((violation) =>
        drafts.some((draft) => has(draft, 'violation') && draft.violation === violation),
      )
      return frozen({
        before: [...enrolments(given, drafts, recorded, noon), ...before.map((draft) => command(draft, noon))],
        together: together.map(({ 0: draft, 1: skew }) => command(draft, laterThan(noon, 60_000 + skew))),
        after: recorded.flatMap((violation) =>
          [0, 1].map((driver) => command({ type: 'handle', violation, driver }, laterThan(noon, 120_000))),
        ),
      })
    })
}

function bound(): fc.Arbitrary<Draft> {
  return pair().map((each): Draft => ({ type: 'bind', ...each }))
}

function handled(): fc.Arbitrary<Draft> {
  return fc
    .oneof(
      fc.record({ violation: fc.nat(1), driver: fc.constant(0) }),
      fc.record({ violation: fc.integer({ min: 2, max: RECORDED.length - 1 }), driver: fc.nat(2) }),
    )
    .map((each): Draft => ({ type: 'handle', ...each }))
}

function transferred(): fc.Arbitrary<Draft> {
  return fc
    .record({ vehicle: fc.nat(VEHICLES - 1), to: fc.constantFrom(0, 1, BUYER) })
    .map((each): Draft => ({ type: 'transferVehicle', ...each }))
}

/** Any pair, and more often one of the first drivers and vehicles, so that caps are reached. */
function pair(): fc.Arbitrary<{ readonly driver: number; readonly vehicle: number }> {
  const upTo = (drivers: number, vehicles: number) =>
    fc.record({ driver: fc.nat(drivers - 1), vehicle: fc.nat(vehicles - 1) })
  return fc.oneof({ weight: 2, arbitrary: upTo(DRIVERS, VEHICLES) }, { weight: 1, arbitrary: upTo(3, 2) })
}

function names(): fc.Arbitrary<Names> {
  const different = (letter: string, ids: fc.Arbitrary<string>, length: number) => {
    const plain = fc.nat(9_999).map((number) => `${letter}${number}`)
    const any = fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: ids })
    return fc.uniqueArray(any, { minLength: length, maxLength: length })
  }
  return fc.record({
    people: different('d', driverIds(), DRIVERS + 2),
    vehicles: different('v', vehicleIds(), VEHICLES + 1),
    violations: different('x', violationIds(), RECORDED.length),
  })
}

/** The drivers, vehicles and violations that a round is about; nothing else is enrolled. */
function enrolments(
  { people, vehicles, violations }: Names,
  drafts: readonly Draft[],
  recorded: readonly number[],
  at: string,
): readonly Command[] {
  const drivers = drafts.flatMap((draft) =>
    has(draft, 'driver') ? [draft.driver] : draft.type === 'transferVehicle' && draft.to < DRIVERS ? [draft.to] : [],
  )
  const cars = [
    ...drafts.flatMap((draft) => (has(draft, 'vehicle') ? [draft.vehicle] : [])),
    ...recorded.map((violation) => RECORDED[violation]?.vehicle as number),
  ]
  const licence = { states: [], classes: ['C1'], firstIssuedOn: '2010-01-01' } as const
  return [
    // The driver who is asked about at the end is there.
    ...inOrder([...drivers, ...(recorded.length > 0 ? [0, 1] : [])]).map(
      (driver) => ({ type: 'enrolDriver', id: people[driver] as string, licence, at }) as const,
    ),
    ...inOrder(cars).map((vehicle) => {
      const owner = { kind: 'individual', id: people[vehicle === OWN ? 0 : OWNER] as string } as const
      const id = vehicles[vehicle] as string
      return { type: 'enrolVehicle', id, owner, plateType: '02', operating: false, at } as const
    }),
    ...recorded.map((violation) => {
      const { vehicle, points } = RECORDED[violation] as (typeof RECORDED)[number]
      const weight = { fine: 10_000, points, recordedBy: 'monitoring' } as const
      const id = violations[violation] as string
      return {
        type: 'recordViolation',
        id,
        vehicle: vehicles[vehicle] as string,
        occurredAt: at,
        ...weight,
        at,
      } as const
    }),
  ]
}

function inOrder(places: readonly number[]): readonly number[] {
  return [...new Set(places)].sort((one, other) => one - other)
}

/** Makes a command of a draft. */
function commandsOf({ people, vehicles, violations }: Names, ownerConsent: OwnerConsent) {
  const asked = { channel: 'app', identityVerified: true } as const
  return (draft: Draft, at: string): Command => {
    const driver = has(draft, 'driver') ? (people[draft.driver] as string) : ''
    const vehicle = has(draft, 'vehicle') ? (vehicles[draft.vehicle] as string) : ''
    const violation = has(draft, 'violation') ? (violations[draft.violation] as string) : ''
    switch (draft.type) {
      case 'bind':
        return { type: 'bind', driver, vehicle, ...asked, ownerConsent, at }
      case 'release':
        return { type: 'release', driver, vehicle, by: 'driver', at }
      case 'transferVehicle': {
        const to = { kind: 'individual', id: people[draft.to] as string } as const
        return { type: 'transferVehicle', vehicle, to, at }
      }
      case 'handle':
        return { type: 'handle', violation, driver, ...asked, offenderPresent: true, at }
      case 'revokeHandling':
        return { type: 'revokeHandling', violation, ground: 'points-traded', at }
    }
  }
}

/** The owner agrees in the first way that the rule set accepts: where it accepts none, nothing would ever be bound. */
function consentUnder({ bind }: RuleSet): OwnerConsent {
  const asked = bind.find(({ rule }) => rule === 'owner-consent')
  return asked?.rule === 'owner-consent' ? (asked.accepted[0] as OwnerConsent) : 'qr'
}

function laterThan(instant: string, milliseconds: number): string {
  return instantAt(Date.parse(instant) + milliseconds) as string
}

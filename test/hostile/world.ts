import { expect } from 'vitest'
import {
  bind,
  type Command,
  type CommandInputs,
  type CommandType,
  enrolDriver,
  enrolVehicle,
  execute,
  handle,
  type Outcome,
  openRegistry,
  type Registry,
  recordViolation,
} from '../../src/index.ts'
import { asReported, type RuleBook, type RuleSet } from '../../src/law/index.ts'

export const DAY = '2018-03-05'
/** A moment of the day everything happens on, unless another day is said. */
export const at = (time: string, day: string = DAY): string => `${day}T${time}:00.000+08:00`

export const LICENCE = { states: [], classes: ['C1'], firstIssuedOn: '2016-02-29' } as const

/** Drivers d1 to d5 and vehicles v1 to v5 of somebody else, enrolled in the morning; and d1’s own vehicle, own. */
export function world(rules: RuleSet | RuleBook = asReported, day: string = DAY): Registry {
  let registry = openRegistry(rules)
  for (let index = 1; index <= 5; index++) {
    registry = must(enrolDriver(registry, { id: `d${index}`, licence: LICENCE, at: at('08:00', day) }))
    registry = must(enrolVehicle(registry, vehicle(`v${index}`, 'owner', day)))
  }
  return must(enrolVehicle(registry, vehicle('own', 'd1', day)))
}

export function vehicle(id: string, owner: string, day: string = DAY): CommandInputs['enrolVehicle'] {
  return { id, owner: { kind: 'individual', id: owner }, plateType: '02', operating: false, at: at('08:00', day) }
}

export function bindAt(
  registry: Registry,
  driver: string,
  vehicle: string,
  time = '09:00',
  more: object = {},
): Outcome {
  return bind(registry, { driver, vehicle, channel: 'window', identityVerified: true, at: at(time), ...more })
}

export function recordAt(registry: Registry, id: string, vehicle: string, time = '10:00', more: object = {}): Outcome {
  const input = {
    id,
    vehicle,
    occurredAt: at(time),
    fine: 20_000,
    points: 3,
    recordedBy: 'monitoring' as const,
    at: at(time),
  }
  return recordViolation(registry, { ...input, ...more })
}

export function handleAt(
  registry: Registry,
  violation: string,
  driver: string,
  time = '11:00',
  more: object = {},
): Outcome {
  const input = {
    violation,
    driver,
    channel: 'window' as const,
    offenderPresent: true,
    identityVerified: true,
    at: at(time),
  }
  return handle(registry, { ...input, ...more })
}

/** The registry after a command that has to be accepted. */
export function must(outcome: Outcome): Registry {
  if (outcome.status !== 'accepted')
    throw new Error(`not accepted: ${JSON.stringify({ ...outcome, registry: undefined })}`)
  return outcome.registry
}

/** The code of a refusal, or the status. */
export function codeOf(outcome: Outcome): string {
  return outcome.status === 'refused' ? outcome.code : outcome.status
}

export function run(registry: Registry, commands: readonly Command[]): Registry {
  return commands.reduce((now, command) => must(execute(now, command)), registry)
}

/** Three bindings of d1, as many as there may be. */
export function full(rules?: RuleSet): Registry {
  return must(bindAt(must(bindAt(must(bindAt(world(rules), 'd1', 'v1')), 'd1', 'v2')), 'd1', 'v3'))
}

export type { CommandType }

/** Everything reachable through own properties that is not frozen, by where it is. */
export function loose(value: unknown, path = 'value', seen: Set<unknown> = new Set()): readonly string[] {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return []
  seen.add(value)
  // Of a function, what is told with it: that it could be given more changes no answer.
  const keys = Reflect.ownKeys(value).filter((key) => typeof value !== 'function' || key !== 'prototype')
  const inside = keys.flatMap((key) => loose(Reflect.get(value, key), `${path}.${String(key)}`, seen))
  return typeof value === 'function' || Object.isFrozen(value) ? inside : [path, ...inside]
}

/** Every object reachable through own properties. */
export function reachable(value: unknown, seen: Set<unknown> = new Set()): Set<unknown> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return seen
  seen.add(value)
  for (const key of Reflect.ownKeys(value)) reachable(Reflect.get(value, key), seen)
  return seen
}

/** Nothing was taken from what the caller handed in. */
export function expectNothingShared(input: unknown, output: unknown): void {
  const handed = reachable(input)
  const shared = [...reachable(output)].filter((each) => handed.has(each))
  expect(shared).toEqual([])
}

/** What an entry exports, by name. Node gives the whole of a CommonJS module once more, under names of its own. */
export function exportsOf(entry: object): readonly (readonly [name: string, value: unknown])[] {
  return Object.entries(entry).filter(([name]) => name !== 'default' && name !== 'module.exports')
}

import * as fc from 'fast-check'
import {
  bindingsOfDriver,
  bindingsOfVehicle,
  type Command,
  driverIdsOf,
  driverOf,
  eventsOf,
  execute,
  type Outcome,
  openRegistry,
  openViolationsFor,
  overdueFines,
  type Registry,
  remainingBindings,
  scoringPeriodOf,
  vehicleIdsOf,
  vehicleOf,
  violationsOfVehicle,
} from '../../src/index.ts'
import type { RuleBook, RuleSet } from '../../src/law/index.ts'
import { timed } from '../../src/testing/commands.ts'
import { draft } from '../../src/testing/drafts.ts'
import { commands } from '../../src/testing/index.ts'
import { BOOK } from '../oracle/decisions.ts'
import type { Law } from '../oracle/registry.ts'
import { lawFor } from './lock-step.ts'
import { cast, DAYS, loneReasons, milestones, type Scenario } from './scenarios.ts'

/** A history that was played: the registries it went through, and what came of each command. */
export interface Played {
  readonly rules: RuleSet | RuleBook
  readonly history: readonly Command[]
  /** Before the first command, and after each. */
  readonly registries: readonly Registry[]
  readonly outcomes: readonly Outcome[]
  readonly last: Registry
}

export function play(rules: RuleSet | RuleBook, history: readonly Command[]): Played {
  const registries = [openRegistry(rules)]
  const outcomes: Outcome[] = []
  for (const command of history) {
    const outcome = execute(registries.at(-1) as Registry, command)
    outcomes.push(outcome)
    registries.push(outcome.registry)
  }
  return { rules, history, registries, outcomes, last: registries.at(-1) as Registry }
}

/** Any history under the rule as reported, under the national book, or under its latest set: random, or directed. */
export function played(): fc.Arbitrary<Played & { readonly law: Law }> {
  return fc
    .constantFrom<Law>('as-reported', 'cn', 'cn-2024-11-01')
    .chain((law) => histories(law).map((history) => told({ law, ...play(lawFor(law), history) })))
}

/** When a property fails, the law and the history are what one wants to read. */
function told<T extends Played & { readonly law: Law }>(one: T): T {
  const tell = () => `under ${one.law}: ${one.history.map((command) => JSON.stringify(command)).join('\n')}`
  return Object.defineProperty(one, fc.toStringMethod, { value: tell })
}

/** What is rare under a law: each rule as the only reason of a refusal, and each milestone. */
export function scenariosOf(law: Law): readonly Scenario[] {
  const sets =
    law === 'cn' ? BOOK.slice(1).map(([, set]) => set) : law === 'reformed' ? (['as-reported'] as const) : [law]
  return sets.flatMap((set) => [...loneReasons(set), ...milestones(set, law === 'cn')])
}

/** Random histories of up to sixty commands, and histories directed at something rare that end at random. */
export function histories(law: Law): fc.Arbitrary<readonly Command[]> {
  const scenarios = scenariosOf(law)
  const directed = fc
    .tuple(fc.constantFrom(...scenarios), fc.nat({ max: 9 }), cast(), fc.array(draft(), { maxLength: 20 }))
    .map(([{ days, play: drafts }, day, who, end]) =>
      timed(days[day % days.length] as string, [...drafts(who), ...end]),
    )
  return fc.oneof(commands({ maxCommands: 60 }), directed, commands({ maxCommands: 60, starts: DAYS['cn-2024-11-01'] }))
}

/** Everything that can be seen of a registry by its own ids, as JSON, at an instant not before its last event. */
export function viewOf(registry: Registry, at: string = lastAt(registry)): string {
  const drivers = [...driverIdsOf(registry)].sort()
  const vehicles = [...vehicleIdsOf(registry)].sort()
  return JSON.stringify({
    drivers: drivers.map((driver) => [
      driverOf(registry, driver),
      bindingsOfDriver(registry, driver),
      scoringPeriodOf(registry, driver, at),
      remainingBindings(registry, driver, at),
      openViolationsFor(registry, driver, at).map(({ violation, code }) => [violation, code]),
    ]),
    vehicles: vehicles.map((vehicle) => [
      vehicleOf(registry, vehicle),
      bindingsOfVehicle(registry, vehicle),
      violationsOfVehicle(registry, vehicle),
    ]),
    overdue: overdueFines(registry, at),
  })
}

export function lastAt(registry: Registry): string {
  const times = eventsOf(registry).map(({ at }) => at)
  return times.sort().at(-1) ?? '1900-01-01T00:00:00.000+08:00'
}

/** An outcome without its registry. */
export function saidOf({ registry: _registry, ...said }: Outcome): object {
  return said
}

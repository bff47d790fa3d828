import { type Issue, shorten } from '../../input/issue.ts'
import { read } from '../../input/read.ts'
import {
  type BindingFacts,
  bindingRecord,
  type HandlingFacts,
  handlingRecord,
  type OthersFact,
} from '../../law/facts.ts'
import { markRead } from '../../law/known-facts.ts'
import { legalDay } from '../../values/instant.ts'
import { COMMANDS, type CommandInputs, type Commands } from '../commands/index.ts'
import { type Registry, stateOf } from '../registry.ts'
import { factsOfBinding, factsOfHandling } from '../state/facts.ts'
import { recordIn } from '../state/subjects.ts'
import { notAhead } from './present.ts'

/**
 * The facts of a binding as the registry knows them: what {@link bind} judges. Handed to {@link decideBinding} with the rule set of
 * the day they give the command's own decision.
 *
 * @throws RangeError if the input is malformed, or names a driver or vehicle the registry does not know,
 * or is dated before the last event about one of them.
 */
export function bindingFacts(registry: Registry, input: CommandInputs['bind']): Omit<BindingFacts, OthersFact> {
  const state = stateOf(registry)
  const given = wellFormed('bind', input)
  const driver = known(recordIn(state, 'driver', given.driver), 'driver', given.driver)
  const vehicle = known(recordIn(state, 'vehicle', given.vehicle), 'vehicle', given.vehicle)
  notAhead('input.at', given.at, 'driver', driver)
  notAhead('input.at', given.at, 'vehicle', vehicle)
  return markRead(factsOfBinding(driver, vehicle, given, legalDay(given.at)) as BindingFacts, bindingRecord)
}

/**
 * The facts of a handling as the registry knows them: what {@link handle} judges.
 *
 * @throws RangeError if the input is malformed, or names a driver or violation the registry does not know or was told of before,
 * or is dated before the last event about one of them or about the violation's vehicle.
 */
export function handlingFacts(registry: Registry, input: CommandInputs['handle']): Omit<HandlingFacts, OthersFact> {
  const state = stateOf(registry)
  const given = wellFormed('handle', input)
  const driver = known(recordIn(state, 'driver', given.driver), 'driver', given.driver)
  const violation = known(recordIn(state, 'violation', given.violation), 'violation', given.violation)
  if (violation.vehicle === null)
    throw new RangeError(
      `input.violation: ${shorten(given.violation)} was told of before, and its vehicle is not known`,
    )
  const vehicle = known(recordIn(state, 'vehicle', violation.vehicle), 'vehicle', violation.vehicle)
  notAhead('input.at', given.at, 'violation', violation)
  notAhead('input.at', given.at, 'vehicle', vehicle)
  notAhead('input.at', given.at, 'driver', driver)
  const day = legalDay(given.at)
  return markRead(factsOfHandling(driver, vehicle, violation, given, day) as HandlingFacts, handlingRecord)
}

function wellFormed<T extends 'bind' | 'handle'>(type: T, input: unknown): Commands[T] {
  const issues: Issue[] = []
  const { record } = read(COMMANDS[type].fields, input, [], issues)
  const first = issues.length > 0 ? issues[0] : undefined
  if (first === undefined) return record as unknown as Commands[T]
  throw new RangeError(`input.${first.path.join('.')}: ${first.code}, wanted ${first.expected}, got ${first.received}`)
}

function known<R>(record: R | undefined, what: string, id: string): R {
  if (record === undefined) throw new RangeError(`input.${what}: the registry knows no ${what} ${shorten(id)}`)
  return record
}

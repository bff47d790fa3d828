/**
 * What a registry knows, counted again from its events alone, in the plainest way: every question goes through the whole
 * list. Nothing under `src/` is imported but types. Good for one scoring period within one year.
 */

import type { Command, RegistryEvent } from '../../src/index.ts'
import type { BindRow, HandleRow } from '../oracle/decisions.ts'

type Of<T extends RegistryEvent['type']> = Extract<RegistryEvent, { readonly type: T }>
export type Said<T extends Command['type']> = Extract<Command, { readonly type: T }>

interface Binding {
  readonly driver: string
  readonly vehicle: string
  readonly since: string
  readonly first: boolean
}
interface Handled {
  readonly violation: string
  readonly vehicle: string
  readonly driver: string
  readonly day: string
  readonly asOwner: boolean
  readonly points: number
}

export interface Recount {
  /** Why the command should be refused, or `null`; rules that a rule set judges are not looked at. */
  refusal(command: Command): string | null
  binding(command: Said<'bind'>): BindRow
  handling(command: Said<'handle'>): HandleRow
}

export function recount(events: readonly RegistryEvent[]): Recount {
  const licences = new Map<string, { states: readonly string[]; classes: readonly string[] }>()
  const vehicles = new Map<
    string,
    { owner: string; kind: string; plateType: string; operating: boolean; ownedSince: string }
  >()
  const violations = new Map<string, Of<'violation-recorded'>>()
  const stands = new Map<string, 'open' | 'handled' | 'withdrawn'>()
  const made: Of<'vehicle-bound'>[] = []
  let open: Binding[] = []
  /** Bindings that ended, in that order. */
  const ended: { driver: string; vehicle: string; at: string }[] = []
  let handled: Handled[] = []
  /** The vehicle and day by which a driver's points became full. */
  const fullBy = new Map<string, string>()

  const pointsOf = (driver: string): number =>
    handled.reduce((sum, each) => sum + (each.driver === driver ? each.points : 0), 0)

  const endWhere = (at: string, ends: (binding: Binding) => boolean): void => {
    for (const binding of open) if (ends(binding)) ended.push({ driver: binding.driver, vehicle: binding.vehicle, at })
    open = open.filter((binding) => !ends(binding))
  }

  for (const event of events) {
    switch (event.type) {
      case 'driver-enrolled':
        licences.set(event.id, event.licence)
        break
      case 'vehicle-enrolled':
        vehicles.set(event.id, { ...event, owner: event.owner.id, kind: event.owner.kind })
        break
      case 'vehicle-bound':
        open.push({
          driver: event.driver,
          vehicle: event.vehicle,
          since: event.at,
          first: made.every(({ vehicle }) => vehicle !== event.vehicle),
        })
        made.push(event)
        break
      case 'binding-released':
        endWhere(event.at, ({ driver, vehicle }) => driver === event.driver && vehicle === event.vehicle)
        break
      case 'vehicle-transferred': {
        const vehicle = vehicles.get(event.vehicle)
        const { id: owner, kind } = event.to
        if (vehicle !== undefined) vehicles.set(event.vehicle, { ...vehicle, owner, kind, ownedSince: event.at })
        endWhere(event.at, (binding) => binding.vehicle === event.vehicle)
        break
      }
      case 'licence-changed':
        licences.set(event.driver, event.licence)
        if (event.licence.states.includes('cancelled')) endWhere(event.at, ({ driver }) => driver === event.driver)
        break
      case 'violation-recorded':
        violations.set(event.id, event)
        stands.set(event.id, 'open')
        break
      case 'violation-withdrawn':
        stands.set(event.violation, 'withdrawn')
        break
      case 'violation-handled': {
        const violation = violations.get(event.violation)
        if (violation === undefined) throw new Error(`handled before it was recorded: ${event.violation}`)
        const before = pointsOf(event.driver)
        const day = event.at.slice(0, 10)
        handled.push({
          violation: event.violation,
          vehicle: violation.vehicle,
          driver: event.driver,
          day,
          asOwner: vehicles.get(violation.vehicle)?.owner === event.driver,
          points: violation.points,
        })
        if (before < 12 && pointsOf(event.driver) >= 12) fullBy.set(event.driver, `${violation.vehicle} ${day}`)
        stands.set(event.violation, 'handled')
        break
      }
      case 'handling-revoked':
        handled = handled.filter(({ violation }) => violation !== event.violation)
        stands.set(event.violation, 'open')
        break
      default:
        throw new Error(`not counted here: ${event.type}`)
    }
  }

  const isOpen = (driver: string, vehicle: string): boolean =>
    open.some((binding) => binding.driver === driver && binding.vehicle === vehicle)

  return {
    refusal(command) {
      switch (command.type) {
        case 'release':
          return isOpen(command.driver, command.vehicle) ? null : 'not-bound'
        case 'transferVehicle': {
          if (vehicles.get(command.vehicle)?.owner === command.to.id) return 'same-owner'
          const waiting = [...violations.values()].some(
            ({ id, vehicle }) => vehicle === command.vehicle && stands.get(id) === 'open',
          )
          return waiting ? 'open-violations' : null
        }
        case 'changeLicence': {
          const ended = (states: readonly string[]) =>
            states.some((state) => ['annulled', 'revoked', 'cancelled'].includes(state))
          const was = licences.get(command.driver)?.states ?? []
          return ended(was) && !ended(command.licence.states) ? 'licence-ended' : null
        }
        case 'recordViolation':
          if (violations.has(command.id)) return 'violation-exists'
          return String(command.occurredAt) > String(command.at) ? 'occurs-in-future' : null
        case 'withdrawViolation':
          return stands.get(command.violation) === 'open' ? null : 'violation-not-open'
        case 'revokeHandling':
          return stands.get(command.violation) === 'handled' ? null : 'violation-not-handled'
        default:
          return null
      }
    },

    binding({ driver, vehicle, channel, ownerConsent = 'none', identityVerified = false, at }) {
      const facts = vehicles.get(vehicle)
      const on = String(at).slice(0, 10)
      const mine = made.filter((each) => each.driver === driver)
      const boundThisYear = made.filter((each) => each.vehicle === vehicle && each.at.slice(0, 4) === on.slice(0, 4))
      return {
        at: String(at),
        channel,
        driver,
        vehicle,
        vehicleOwner: facts?.owner,
        vehicleOwnerKind: facts?.kind,
        plateType: facts?.plateType,
        operating: facts?.operating,
        pairBound: isOpen(driver, vehicle),
        driverBindings: open.filter((each) => each.driver === driver).length,
        vehicleBindings: open.filter((each) => each.vehicle === vehicle).length,
        driverBindingsEver: mine.length,
        driverApplicationsToday: mine.filter((each) => each.at.slice(0, 10) === on).length,
        driverApplicationsThisYear: mine.filter((each) => each.at.slice(0, 4) === on.slice(0, 4)).length,
        ownerConsent,
        identityVerified,
        vehicleReleasedAt:
          ended.filter((each) => each.vehicle === vehicle && each.driver !== driver).at(-1)?.at ?? null,
        vehicleDriversBoundThisYear: new Set([driver, ...boundThisYear.map((each) => each.driver)]).size,
      }
    },

    handling({ violation: id, driver, channel, offenderPresent = false, identityVerified = false, at }) {
      const violation = violations.get(id)
      if (violation === undefined) throw new Error(`handled before it was recorded: ${id}`)
      const { vehicle } = violation
      const facts = vehicles.get(vehicle)
      const licence = licences.get(driver)
      const own = facts?.owner === driver
      const binding = open.find((each) => each.driver === driver && each.vehicle === vehicle)
      const held = pointsOf(driver)
      const today = String(at).slice(0, 10)
      const finishes = channel === 'window' && (own || today >= '2022-04-01')
      const excused = finishes && fullBy.get(driver) === `${vehicle} ${today}`
      const full = held >= 12 && !excused && !licence?.states.includes('full-points') ? ['full-points'] : []
      const forOthers = handled.filter(({ asOwner }) => !asOwner)
      const ofOthers = forOthers.filter((each) => each.driver === driver).map((each) => each.vehicle)
      // The present owner of the vehicle is no other, whatever they did before.
      const byOthers = forOthers
        .filter((each) => each.vehicle === vehicle && each.driver !== facts?.owner)
        .map((each) => each.driver)
      return {
        at: String(at),
        channel,
        driver,
        vehicle,
        vehicleOwner: facts?.owner,
        plateType: facts?.plateType,
        violationState: stands.get(id),
        occurredAt: violation.occurredAt,
        fine: violation.fine,
        points: violation.points,
        recordedBy: violation.recordedBy,
        boundSince: binding?.since ?? null,
        firstBinding: binding?.first ?? false,
        licenceStates: [...(licence?.states ?? []), ...full],
        licenceClasses: licence?.classes,
        pointsHeld: held,
        fullScoreStudies: 0,
        offenderPresent,
        identityVerified,
        othersVehiclesHandledThisYear: new Set(own ? ofOthers : [...ofOthers, vehicle]).size,
        vehicleOtherDriversThisYear: new Set(own ? byOthers : [...byOthers, driver]).size,
        ownedSince: facts?.ownedSince,
      }
    },
  }
}

import type { HandlingFacts } from 'demerit'
import type { FinalKnown } from 'demerit/form'
import { HERE } from './form.ts'

/** Who is signed in. Here the sessions are made up; elsewhere a login makes them, and no client chooses whose it is. */
export function signedIn(authorization: string | null | undefined): string | undefined {
  return SESSIONS.get(authorization ?? '')
}
const SESSIONS = new Map([
  ['Bearer 1', '11010519491231002X'],
  ['Bearer 2', '310101199003071097'],
])

/**
 * The facts of the office, about the driver who is signed in and one violation. Here they are made up; elsewhere they come from its
 * records. Every fact is named, and nothing is believed that a page sends.
 */
export function office(driver: string, violation: string): FinalKnown<HandlingFacts, 'driver'> {
  return {
    at: new Date(),
    // From the login, and from the record of the violation: a client that names others is refused.
    driver,
    vehicle: '京A12345',
    ...HERE,
    identityVerified: true,
    vehicleOwner: 'o1',
    plateType: '02',
    violationState: 'open',
    occurredAt: '2026-01-05T09:30:00+08:00',
    fine: 20_000,
    points: 3,
    recordedBy: 'monitoring',
    boundSince: '2025-12-01T10:00:00+08:00',
    firstBinding: true,
    licenceStates: [],
    licenceClasses: ['C1'],
    pointsHeld: driver === '310101199003071097' ? 9 : 0,
    fullScoreStudies: 0,
    // For this violation the office has no count at the moment.
    othersVehiclesHandledThisYear: violation === 'V0' ? undefined : 1,
    vehicleOtherDriversThisYear: 1,
    ownedSince: '2020-06-01T10:00:00+08:00',
  }
}

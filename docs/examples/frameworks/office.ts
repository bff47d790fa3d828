import type { BindingFacts, DriverId, VehicleId } from 'demerit'
import type { FinalKnown } from 'demerit/form'

/** The facts of the office. Here they are made up; elsewhere they come from its records. Every fact is named. */
export function office(driver: DriverId, vehicle: VehicleId): FinalKnown<BindingFacts> {
  return {
    at: new Date(),
    channel: 'app',
    ownerConsent: 'qr',
    identityVerified: true,
    vehicleOwner: 'o1',
    vehicleOwnerKind: 'individual',
    plateType: '02',
    operating: false,
    pairBound: false,
    driverBindings: driver === '310101199003071097' ? 3 : 0,
    // Of this vehicle the office has no record at the moment.
    vehicleBindings: vehicle === '京A00000' ? undefined : 0,
    driverBindingsEver: 0,
    driverApplicationsToday: 0,
    driverApplicationsThisYear: 0,
    vehicleReleasedAt: null,
    vehicleDriversBoundThisYear: 1,
  }
}

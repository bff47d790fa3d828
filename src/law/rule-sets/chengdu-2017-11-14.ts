import { SELF_SERVICE } from '../../values/channel.ts'
import type { LegalDay } from '../../values/instant.ts'
import { PLATE_TYPES } from '../../values/vehicle.ts'
import {
  alreadyBound,
  driverCap,
  driversPerYear,
  identityVerified,
  licenceHeld,
  licenceState,
  nonOperating,
  notBeforeOccurrence,
  offenderPresent,
  openBinding,
  ownVehicle,
  plateType,
  sinceBinding,
  vehicleCap,
  vehiclesPerYear,
  violationOpen,
} from '../rules.ts'
import { NOT_IN_FORCE } from './licence-states.ts'
import { half, type Provided, provide, type RuleSet, straightCode, whole } from './rule-set.ts'

const header = {
  id: 'chengdu-2017-11-14',
  title: { zh: '成都“蓉e行”2017年规定', en: 'the rule of Chengdu’s city app, 2017' },
  from: '2017-11-14' as LegalDay,
  began: null,
  verifiedOn: '2017-11-16' as LegalDay,
  hypothetical: false,
}

/**
 * One city's precursor, the app 蓉e行 of Chengdu (F1.2). Driver and owner sign at a window 面签. The first binding of a vehicle
 * clears its backlog. The app takes no large or medium vehicles and none for hire. Not modelled: no release within one year.
 */
export const chengdu2017: RuleSet = whole(
  half(header, 'bind', binding()),
  half(header, 'handle', handling()),
  straightCode(),
)

function binding(): readonly Provided[] {
  return [
    provide(ownVehicle, { channels: 'all', citation: 'cd17-own-vehicle' }),
    provide(alreadyBound, { channels: 'all', citation: 'cd17-already-bound' }),
    provide(driverCap, { channels: 'all', limit: 3, citation: 'cd17-driver-cap' }),
    provide(vehicleCap, { channels: 'all', limit: 3, citation: 'cd17-vehicle-cap' }),
    provide(plateType, { channels: SELF_SERVICE, allowed: ['02', '52'], citation: 'cd14-plate-type-inferred' }),
    provide(nonOperating, { channels: SELF_SERVICE, citation: 'cd14-non-operating' }),
    provide(identityVerified, { channels: ['window'], citation: 'cd17-identity-verified' }),
  ]
}

function handling(): readonly Provided[] {
  return [
    provide(violationOpen, { channels: 'all', citation: 'apl-29' }),
    provide(notBeforeOccurrence, { channels: 'all', citation: 'proc-19' }),
    provide(openBinding, { channels: 'all', scope: 'all', citation: 'cd17-open-binding' }),
    provide(sinceBinding, {
      channels: 'all',
      grain: 'day',
      scope: 'all',
      firstClearsBacklog: true,
      citation: 'cd17-since-binding',
    }),
    provide(plateType, {
      channels: SELF_SERVICE,
      allowed: PLATE_TYPES.filter((type) => type !== '01' && type !== '51'),
      citation: 'cd14-plate-type',
    }),
    provide(vehiclesPerYear, { channels: 'all', limit: 3, citation: 'n13-vehicles-per-year' }),
    provide(driversPerYear, { channels: 'all', limit: 3, citation: 'n13-drivers-per-year' }),
    provide(licenceState, { channels: 'all', barred: NOT_IN_FORCE, citation: 'impl-28' }),
    provide(licenceHeld, { channels: 'all', citation: 'impl-23-licence-held' }),
    provide(offenderPresent, { channels: ['window'], citation: 'proc-52' }),
    provide(identityVerified, { channels: ['window'], citation: 'proc-10' }),
  ]
}

import type { LegalDay } from '../../values/instant.ts'
import {
  driversPerYear,
  identityVerified,
  licenceHeld,
  licenceState,
  notBeforeOccurrence,
  offenderPresent,
  vehiclesPerYear,
  violationOpen,
} from '../rules.ts'
import { NOT_IN_FORCE } from './licence-states.ts'
import { half, type Provided, provide, type RuleSet, type RuleSetOf, straightCode, whole } from './rule-set.ts'

const header = {
  id: 'cn-2013-05-02',
  title: { zh: '2013年规定（重点人员名单）', en: 'the rule of 2013 (watch list)' },
  from: '2013-05-02' as LegalDay,
  began: null,
  verifiedOn: '2018-02-23' as LegalDay,
  hypothetical: false,
}

/** Its half on binding 备案. */
export const cn2013Binding: RuleSetOf<'bind'> = half(header, 'bind', binding(), ['handle'])

/** Its half on handling 处理. */
export const cn2013Handling: RuleSetOf<'handle'> = half(header, 'handle', handling(), ['handle'])

/**
 * The list of suspected substitutes 重点人员名单, the only control before 2018 (F1.1). No filing 备案 existed: nothing
 * provides for binding, so that a binding asked for is refused with `no-rule-set-in-force`. The list's end was not found.
 */
export const cn2013: RuleSet = whole(cn2013Binding, cn2013Handling, straightCode())

function binding(): readonly Provided[] {
  return []
}

function handling(): readonly Provided[] {
  return [
    provide(violationOpen, { channels: 'all', citation: 'apl-29' }),
    provide(notBeforeOccurrence, { channels: 'all', citation: 'proc-19' }),
    provide(vehiclesPerYear, { channels: 'all', limit: 3, citation: 'n13-vehicles-per-year' }),
    provide(driversPerYear, { channels: 'all', limit: 3, citation: 'n13-drivers-per-year' }),
    provide(licenceState, { channels: 'all', barred: NOT_IN_FORCE, citation: 'impl-28' }),
    provide(licenceHeld, { channels: 'all', citation: 'impl-23-licence-held' }),
    provide(offenderPresent, { channels: ['window'], citation: 'proc-52' }),
    provide(identityVerified, { channels: ['window'], citation: 'proc-10' }),
  ]
}

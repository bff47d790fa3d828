import type { LegalDay } from '../../values/instant.ts'
import { day, daysAfter, fact, is, notBefore } from '../expression.ts'
import { exempt, type Rule, rule } from '../rule.ts'

/** The parameter of `cooling-off`. */
export interface Days {
  /** Calendar days; 0 asks for nothing. */
  readonly days: number
}

/**
 * After another driver's binding of the vehicle ended, `days` calendar days pass before the next driver binds it 冷静期: from
 * that day on it may be bound. In no set that ships: for reforms, against a vehicle handed from one driver to the next.
 */
export const coolingOff: Rule<'cooling-off', Days, LegalDay, LegalDay> = /* @__PURE__ */ rule('cooling-off', {
  questions: ['bind'],
  parameters: { days: 'days' },
  holds: ({ days }) => notBefore(day(fact('at')), daysAfter(day(fact('vehicleReleasedAt')), days)),
  exempt: () => [exempt('no-release', is(fact('vehicleReleasedAt'), null))],
})

import type { OwnerConsent } from '../../values/channel.ts'
import { fact, isOneOf } from '../expression.ts'
import { type Rule, rule } from '../rule.ts'

export interface Accepted {
  readonly accepted: readonly OwnerConsent[]
}

/** The registered owner agreed in a way that counts 所有人同意 (F1.17, F1.18). */
export const ownerConsent: Rule<'owner-consent', Accepted, OwnerConsent, readonly OwnerConsent[]> =
  /* @__PURE__ */ rule('owner-consent', {
    questions: ['bind'],
    parameters: { accepted: 'owner-consents' },
    holds: ({ accepted }) => isOneOf(fact('ownerConsent'), accepted),
  })

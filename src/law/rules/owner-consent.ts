import { OWNER_CONSENTS, type OwnerConsent } from '../../values/channel.ts'
import { someOf } from '../parameters.ts'
import type { Rule } from '../rule.ts'

export interface Accepted {
  readonly accepted: readonly OwnerConsent[]
}

/**
 * The registered owner agreed in a way that counts 所有人同意 (F1.17, F1.18).
 *
 *     ownerConsent ∈ accepted
 */
export const ownerConsent: Rule<'owner-consent', Accepted, OwnerConsent, readonly OwnerConsent[]> = {
  id: 'owner-consent',
  questions: ['bind'],
  formula: 'ownerConsent ∈ accepted',
  vehicles: 'all',
  needs: () => ['ownerConsent'],
  supplied: (facts) => facts.ownerConsent,
  relation: () => '∈',
  limit: (_, { accepted }) => accepted,
  fixedLimit: true,
  parameters: { accepted: /* @__PURE__ */ someOf(OWNER_CONSENTS) },
}

import { binds, type RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Channel, OwnerConsent } from '../values/channel.ts'

/** The first way of consent 所有人同意方式 that the rules accept through a channel; `none` if they ask for none. */
export function consentIn({ bind }: RuleSet, channel: Channel): OwnerConsent {
  const asked = bind.find((provision) => provision.rule === 'owner-consent' && binds(provision, channel))
  return (asked?.rule === 'owner-consent' ? asked.accepted.at(0) : undefined) ?? 'none'
}

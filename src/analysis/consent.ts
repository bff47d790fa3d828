import type { RuleSet } from '../law/rule-sets/rule-set.ts'
import type { Channel, OwnerConsent } from '../values/channel.ts'

/** The first way of consent 所有人同意方式 that the rules accept through a channel; `none` if they ask for none. */
export function consentIn({ bind }: RuleSet, channel: Channel): OwnerConsent {
  for (const provision of bind) {
    const { channels } = provision
    if (provision.rule !== 'owner-consent' || (channels !== 'all' && !channels.includes(channel))) continue
    return provision.accepted[0] ?? 'none'
  }
  return 'none'
}

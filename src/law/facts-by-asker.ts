const facts = ['at', 'channel', 'driver', 'vehicle', 'ownerConsent', 'identityVerified', 'offenderPresent'] as const
/** The facts that the person who asks supplies, for a page that needs no more of the table of facts. There every other fact says that the office does. */
export const FACTS_BY_ASKER: typeof facts = facts
export type FactByAsker = (typeof facts)[number]

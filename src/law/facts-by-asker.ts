const facts = ['at', 'channel', 'driver', 'vehicle', 'ownerConsent', 'identityVerified', 'offenderPresent'] as const
/** The facts that the person who asks supplies; all others the office does. By itself, for a page that needs no more of the table of facts. */
export const FACTS_BY_ASKER: typeof facts = facts

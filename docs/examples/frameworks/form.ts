import { parseViolationId } from 'demerit'
import { zhCNHandling } from 'demerit/explain'
import { handlingForm, licenceNumber, plate } from 'demerit/form'
import { cn2024Handling } from 'demerit/rules'

/** How whoever fills in the form comes: what cannot be chosen is not asked. The pages and the servers know it alike. */
export const HERE = { channel: 'app', offenderPresent: false } as const

/** What a driver is asked who wants to handle a violation. The page and the server use the same form. */
export const form = handlingForm({
  ask: ['driver', 'vehicle', 'fineYuan'],
  read: { driver: licenceNumber, vehicle: plate },
  known: HERE,
  also: { violation: parseViolationId },
  rules: cn2024Handling,
  locale: zhCNHandling,
})

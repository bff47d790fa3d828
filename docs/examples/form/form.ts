import { parseViolationId } from 'demerit'
import type { zhCNHandling } from 'demerit/explain'
import { beijingTime, handlingForm, licenceNumber, plate } from 'demerit/form'
import { cn2024Handling } from 'demerit/rules'

/** How whoever fills in the form comes: what cannot be chosen is not asked. The page and the server know it alike. */
export const HERE = { channel: 'web', offenderPresent: false } as const

/** What is asked of a driver who wants to handle a violation, in one language. The page and the server use the same form. */
export const formIn = (locale: typeof zhCNHandling) =>
  handlingForm({
    ask: ['driver', 'vehicle', 'occurredAt', 'fineYuan', 'points'],
    read: { driver: licenceNumber, vehicle: plate, occurredAt: beijingTime },
    also: { violation: parseViolationId },
    known: () => ({ at: new Date(), ...HERE }),
    rules: cn2024Handling,
    locale,
  })

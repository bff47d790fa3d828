import { parseViolationId } from 'demerit'
import type { HandlingFormWords, HandlingWords } from 'demerit/explain'
import { beijingTime, handlingForm, licenceNumber, plate, yuan } from 'demerit/form'
import { cn2024Handling } from 'demerit/rules'

/** What is asked of a driver who wants to handle a violation, in one language. The page and the server use the same form. */
export const formIn = (locale: HandlingWords | HandlingFormWords) =>
  handlingForm({
    ask: ['driver', 'vehicle', 'occurredAt', 'fine', 'points', 'channel', 'offenderPresent'],
    read: { driver: licenceNumber, vehicle: plate, occurredAt: beijingTime, fine: yuan },
    also: { violation: parseViolationId },
    known: () => ({ at: new Date() }),
    rules: cn2024Handling,
    locale,
  })

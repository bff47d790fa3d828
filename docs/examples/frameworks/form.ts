import { parseViolationId } from 'demerit'
import { zhCNHandlingForm } from 'demerit/explain'
import { handlingForm, licenceNumber, plate, yuan } from 'demerit/form'
import { cn2024Handling } from 'demerit/rules'

/** What a driver is asked who wants to handle a violation. The page and the server use the same form. */
export const form = handlingForm({
  ask: ['driver', 'vehicle', 'fine', 'channel'],
  read: { driver: licenceNumber, vehicle: plate, fine: yuan },
  also: { violation: parseViolationId },
  rules: cn2024Handling,
  locale: zhCNHandlingForm,
})

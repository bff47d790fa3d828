import { zhCNBindingForm } from 'demerit/explain'
import { bindingForm, licenceNumber, plate } from 'demerit/form'
import { cn2024Binding } from 'demerit/rules'

/** What a driver is asked for. The page and the server use the same form. */
export const form = bindingForm({
  ask: ['driver', 'vehicle', 'channel', 'ownerConsent'],
  read: { driver: licenceNumber, vehicle: plate },
  rules: cn2024Binding,
  locale: zhCNBindingForm,
})

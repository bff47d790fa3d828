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

/** What the pages call the fields. */
export const FIELDS = {
  violation: '违法编号',
  driver: '驾驶证号',
  vehicle: '号牌号码',
  fineYuan: '罚款金额（元）',
} as const
export const NAMES = ['violation', 'driver', 'vehicle', 'fineYuan'] as const

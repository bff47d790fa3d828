import { zhCNHandling } from 'demerit/explain'
import { beijingTime, handlingForm, plate } from 'demerit/form'
import { cn2024Handling } from 'demerit/rules'

const form = handlingForm({
  ask: ['vehicle', 'occurredAt', 'fineYuan', 'points'],
  read: { vehicle: plate, occurredAt: beijingTime },
  known: { at: '2025-03-03T10:00:00+08:00', channel: 'app', driver: 'd', vehicleOwner: 'o', pointsHeld: 3 },
  rules: cn2024Handling,
  locale: zhCNHandling,
})

/** What the page shows, a line each. */
export function said(typed) {
  const { headline, byField } = form.judge(typed)
  const messages = Object.values(byField).flatMap((list) => list ?? [])
  return [headline, ...messages.map(({ message }) => message)].join('\n')
}

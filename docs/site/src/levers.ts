import { cn2024, type RuleSet, reform } from 'demerit/rules'

/** What the page lets one change in the law of today. The window comes first: there the trade was. */
export interface Levers {
  readonly bindAtWindow: boolean
  readonly dateAtWindow: boolean
  readonly fineAtWindow: boolean
  readonly dayExcluded: boolean
  readonly driverCap: number
  readonly vehicleCap: number
}

export const NO_LEVER: Levers = {
  bindAtWindow: false,
  dateAtWindow: false,
  fineAtWindow: false,
  dayExcluded: false,
  driverCap: 3,
  vehicleCap: 3,
}

/** The law of today with the levers pulled. */
export function leversPulled(levers: Levers): RuleSet {
  if (JSON.stringify(levers) === JSON.stringify(NO_LEVER)) return cn2024
  const everywhere = [
    ...(levers.bindAtWindow ? ['open-binding'] : []),
    ...(levers.dateAtWindow ? ['since-binding'] : []),
    ...(levers.fineAtWindow ? ['fine-limit'] : []),
  ]
  return reform(
    cn2024,
    (draft) => {
      for (const provision of draft.handle) {
        if (everywhere.includes(provision.rule)) provision.channels = 'all'
        if (provision.rule === 'since-binding' && levers.dayExcluded) provision.grain = 'next-day'
      }
      for (const provision of draft.bind) {
        if (provision.rule === 'driver-cap') provision.limit = levers.driverCap
        if (provision.rule === 'vehicle-cap') provision.limit = levers.vehicleCap
      }
    },
    { id: 'what-if' },
  )
}

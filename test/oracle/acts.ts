/** The seventeen commands in the oracle's own words: whole, every absent optional spelt out as *no*. */
export type Act = { at: string } & (
  | {
      type: 'enrolDriver'
      id: string
      licence: { states: string[]; classes: string[]; firstIssuedOn: string }
      history?: History | null | undefined
    }
  | {
      type: 'enrolVehicle'
      id: string
      owner: { kind: string; id: string }
      plateType: string
      operating: boolean
      ownedSince?: string | undefined
    }
  | {
      type: 'bind'
      driver: string
      vehicle: string
      channel: string
      ownerConsent: string
      identityVerified: boolean
    }
  | { type: 'release'; driver: string; vehicle: string; by: string }
  | { type: 'transferVehicle'; vehicle: string; to: { kind: string; id: string } }
  | { type: 'changeLicence'; driver: string; licence: { states: string[]; classes: string[] } }
  | {
      type: 'recordViolation'
      id: string
      vehicle: string
      occurredAt: string
      fine: number
      points: number
      recordedBy: string
    }
  | { type: 'withdrawViolation'; violation: string; ground: string }
  | {
      type: 'handle'
      violation: string
      driver: string
      channel: string
      offenderPresent: boolean
      identityVerified: boolean
    }
  | { type: 'revokeHandling'; violation: string; ground: string }
  | { type: 'payFine'; violation: string; paidOn?: string | undefined }
  | { type: 'deductByStudy'; driver: string; way: string; ownVehicleOverdue?: boolean }
  | { type: 'completeFullScoreStudy'; driver: string; days: number; tests: string[] }
  | { type: 'changeVehicle'; vehicle: string; plateType: string; operating: boolean }
  | { type: 'deregisterVehicle'; vehicle: string; because: string }
  | { type: 'reissueLicence'; driver: string; licence: { states: string[]; classes: string[]; firstIssuedOn: string } }
  | { type: 'tellHistory'; driver: string; history: History }
)

/** What is told of the time before. */
export type History = {
  violations?: Array<{
    id: string
    occurredAt: string
    handledAt: string
    points: number
    fine: number
    paidOn?: string | null | undefined
  }>
  deducted?: number
  studies?: number
  studiesBefore?: number
}

/** One kind of act. */
export type ActOf<T extends Act['type']> = Extract<Act, { type: T }>

/** What an act tells of the time before, and of whom; nothing if it tells nothing. */
export function telling(act: Act): { driver: string; history: History; at: string } | undefined {
  if (act.type === 'tellHistory') return act
  return act.type === 'enrolDriver' && act.history ? { driver: act.id, history: act.history, at: act.at } : undefined
}

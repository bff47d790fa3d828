import type { HandlingFacts } from 'demerit'
import { problemOfJudgement, zhCN, zhCNHandling } from 'demerit/explain'
import { type FinalKnown, finalForm } from 'demerit/form'
import { formIn, HERE } from './form.ts'

/** The violations that the office has on record. */
const VIOLATIONS = new Set(['V1'])

/** The records of the office on that violation. Here they are made up; elsewhere they come from a database. Every fact is named. */
const office = (): FinalKnown<HandlingFacts, 'driver'> => ({
  at: new Date(),
  // From the login, and from the record of the violation: a client that names others is refused.
  driver: '11010519491231002X',
  vehicle: '京A12345',
  ...HERE,
  identityVerified: true,
  vehicleOwner: 'o1',
  plateType: '02',
  violationState: 'open',
  occurredAt: '2026-01-05T09:30:00+08:00',
  fine: 20_000,
  points: 3,
  recordedBy: 'monitoring',
  boundSince: '2025-12-01T10:00:00+08:00',
  firstBinding: true,
  licenceStates: [],
  licenceClasses: ['C1'],
  pointsHeld: 8,
  fullScoreStudies: 0,
  othersVehiclesHandledThisYear: 1,
  vehicleOtherDriversThisYear: 1,
  ownedSince: '2020-06-01T10:00:00+08:00',
})

/** What is sent back. */
export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: { readonly headline?: string; readonly detail?: string; readonly status?: number }
}

/** Nothing passes but what is permitted on the facts of the office; what was sent must equal them. */
export function answer(sent: FormData): Answer {
  const violation = String(sent.get('violation') ?? '').trim()
  // A blank one the form asks for.
  if (violation !== '' && !VIOLATIONS.has(violation)) return problem(404, '没有该违法记录，请核对违法编号。')
  const judged = finalForm(formIn(zhCNHandling), office()).judge(sent)
  // Here the act happens: what the form permits, a store decides once more.
  if (judged.status === 'permitted') {
    return { status: 201, type: 'application/json', body: { headline: '已办理。' } }
  }
  const body = problemOfJudgement(judged, zhCN)
  return { status: body.status, type: 'application/problem+json', body }
}

/** A problem that is none of the form. */
export function problem(status: number, detail: string): Answer {
  return { status, type: 'application/problem+json', body: { status, detail } }
}

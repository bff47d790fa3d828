import { type Problem, type ProblemJudgement, problemOfJudgement, zhCN } from 'demerit/explain'

/** Why nothing was done: a problem of RFC 9457, to be sent as `application/problem+json` with its `status`. */
export class Refused extends Error {
  readonly problem: Problem

  constructor(judged: ProblemJudgement) {
    const problem = problemOfJudgement(judged, zhCN)
    super(problem.detail)
    this.problem = problem
  }
}

export const TYPE = 'application/problem+json'
export const NOT_SIGNED_IN = { type: 'urn:example:status:401', title: 'Unauthorized', status: 401 } as const
/** What was sent could not be read: JSON that is malformed, nothing at all, or a type that is not read here. */
export const UNREAD = { type: 'urn:example:status:400', title: 'Bad Request', status: 400 } as const
export const WRONG_TYPE = { type: 'urn:example:status:415', title: 'Unsupported Media Type', status: 415 } as const
export const FAILED = { type: 'urn:example:status:500', title: 'Internal Server Error', status: 500 } as const
export const DONE = { headline: '已办理。' } as const

import { initTRPC, TRPCError } from '@trpc/server'
import type { ProblemJudgement } from 'demerit/explain'
import { finalForm } from 'demerit/form'
import { form } from './form.ts'
import { office, signedIn } from './office.ts'
import { DONE, Refused } from './refused.ts'

const t = initTRPC.context<{ readonly authorization: string | null | undefined }>().create({
  // tRPC has an envelope of its own: the problem goes along in it.
  errorFormatter: ({ shape, error: { cause } }) => {
    return { ...shape, data: { ...shape.data, problem: cause instanceof Refused ? cause.problem : undefined } }
  },
})

const CODES = {
  400: 'BAD_REQUEST',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  422: 'UNPROCESSABLE_CONTENT',
  500: 'INTERNAL_SERVER_ERROR',
} as const

function refusal(judged: ProblemJudgement): TRPCError {
  const cause = new Refused(judged)
  return new TRPCError({ code: CODES[cause.problem.status], message: cause.message, cause })
}

export const router = t.router({
  handle: t.procedure
    .use(async ({ getRawInput, next }) => {
      const judged = form.judge(await getRawInput())
      // By itself tRPC answers 400 to whatever does not pass, also to what is refused.
      if (judged.status !== 'clear-so-far') throw refusal(judged)
      return next()
    })
    .input(form)
    .mutation(({ input, ctx: { authorization } }) => {
      const driver = signedIn(authorization)
      if (driver === undefined) throw new TRPCError({ code: 'UNAUTHORIZED' })
      const judged = finalForm(form, office(driver, input.violation)).judge(input)
      if (judged.status === 'permitted') return DONE
      throw refusal(judged)
    }),
})
export type Router = typeof router

import { initTRPC, TRPCError } from '@trpc/server'
import { form } from './form.ts'
import { office } from './office.ts'

const t = initTRPC.create()

const CODES = {
  refused: 'CONFLICT',
  malformed: 'BAD_REQUEST',
  incomplete: 'BAD_REQUEST',
  'clear-so-far': 'INTERNAL_SERVER_ERROR',
} as const

export const router = t.router({
  bind: t.procedure.input(form).mutation(({ input }) => {
    const { status, headline, values } = form.final(office(input.driver, input.vehicle)).judge(input)
    if (status === 'permitted') return { headline, vehicle: values.vehicle }
    // An answer contradicts the office, or the office lacks a fact: the latter is the server's own fault.
    throw new TRPCError({ code: CODES[status], message: headline })
  }),
})
export type Router = typeof router

import { initTRPC, TRPCError } from '@trpc/server'
import { form } from './form.ts'
import { office } from './office.ts'

const t = initTRPC.create()

export const router = t.router({
  bind: t.procedure.input(form).mutation(({ input }) => {
    const { status, headline, values } = form.final(office(input.driver, input.vehicle)).judge(input)
    if (status === 'permitted') return { headline, vehicle: values.vehicle }
    // What is not refused lacks a fact of the office: that is the server's own fault.
    throw new TRPCError({ code: status === 'clear-so-far' ? 'INTERNAL_SERVER_ERROR' : 'CONFLICT', message: headline })
  }),
})
export type Router = typeof router

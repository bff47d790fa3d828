import { sValidator } from '@hono/standard-validator'
import { type Context, Hono } from 'hono'
import { form } from './form.ts'
import { office, signedIn } from './office.ts'
import { DONE, NOT_SIGNED_IN, Refused, TYPE } from './refused.ts'

export const app = new Hono()

app.post(
  '/handlings',
  // Without the hook the answer would repeat what was sent, and with it a licence number.
  sValidator('json', form, (result, c) => {
    if (!result.success) return answer(c, new Refused(form.judge(result.data)).problem)
  }),
  async (c) => {
    const driver = signedIn(c.req.header('authorization'))
    if (driver === undefined) return answer(c, NOT_SIGNED_IN)
    const { violation } = c.req.valid('json')
    // What was sent, and not what the validator made of it: a fine would be read twice.
    const judged = form.final(office(driver, violation)).judge(await c.req.json())
    return judged.status === 'permitted' ? c.json(DONE, 201) : answer(c, new Refused(judged).problem)
  },
)

function answer(c: Context, problem: Refused['problem'] | typeof NOT_SIGNED_IN): Response {
  return c.json(problem, problem.status, { 'content-type': TYPE })
}

import { sValidator } from '@hono/standard-validator'
import { finalForm } from 'demerit/form'
import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { form } from './form.ts'
import { office, signedIn } from './office.ts'
import { DONE, FAILED, NOT_SIGNED_IN, Refused, TYPE, UNREAD, WRONG_TYPE } from './refused.ts'

export const app = new Hono()

/** A program that sends JSON. */
app.post(
  '/handlings',
  async (c, next) => {
    // Of another type the validator would see an empty record.
    return /^application\/json\b/.test(c.req.header('content-type') ?? '') ? next() : answer(c, WRONG_TYPE)
  },
  // Without the hook the answer would repeat what was sent, and with it a licence number.
  sValidator('json', form, (result, c) => {
    if (!result.success) return answer(c, new Refused(form.judge(result.data)).problem)
  }),
  async (c) => handled(c, c.req.valid('json').violation, c.req.valid('json')),
)

/** A page that sends a form: read as it is sent, since of the record that Hono makes of `'form'` a box that is not ticked is missing. */
app.post('/forms/handlings', async (c) => {
  const sent = await c.req.formData().catch(() => undefined)
  if (sent === undefined) return answer(c, UNREAD)
  const read = form.judge(sent)
  if (read.status !== 'clear-so-far' && read.status !== 'permitted') return answer(c, new Refused(read).problem)
  return handled(c, read.values.violation, sent)
})

/** Malformed JSON, or nothing where JSON was announced; what else is thrown is the server's fault. */
app.onError((error, c) => answer(c, error instanceof HTTPException && error.status === 400 ? UNREAD : FAILED))

function handled(c: Context, violation: string, sent: unknown): Response {
  const driver = signedIn(c.req.header('authorization'))
  if (driver === undefined) return answer(c, NOT_SIGNED_IN)
  const judged = finalForm(form, office(driver, violation)).judge(sent)
  return judged.status === 'permitted' ? c.json(DONE, 201) : answer(c, new Refused(judged).problem)
}

type Answer = Refused['problem'] | typeof NOT_SIGNED_IN | typeof UNREAD | typeof WRONG_TYPE | typeof FAILED
function answer(c: Context, problem: Answer): Response {
  return c.json(problem, problem.status, { 'content-type': TYPE })
}

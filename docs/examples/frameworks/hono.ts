import { sValidator } from '@hono/standard-validator'
import { Hono } from 'hono'
import { form } from './form.ts'
import { office } from './office.ts'

export const app = new Hono()

app.post(
  '/bindings',
  // Without the hook the answer would repeat what was sent, and with it a licence number.
  sValidator('json', form, (result, c) => {
    if (!result.success) return c.json({ messages: result.error.map(({ message }) => message) }, 400)
  }),
  (c) => {
    const asked = c.req.valid('json')
    const { status, headline, byField } = form.final(office(asked.driver, asked.vehicle)).judge(asked)
    // What is not refused is permitted, unless the office lacks a fact: that is the server's own fault.
    return c.json({ headline, byField }, status === 'permitted' ? 201 : status === 'clear-so-far' ? 500 : 409)
  },
)

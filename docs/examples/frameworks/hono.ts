import { sValidator } from '@hono/standard-validator'
import { problemOf, zhCNBinding } from 'demerit/explain'
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
    const { status, headline, decision, byField } = form.final(office(asked.driver, asked.vehicle)).judge(asked)
    if (status === 'permitted') return c.json({ headline }, 201)
    if (status === 'refused') return c.json(problemOf(decision, zhCNBinding, { audience: 'driver' }), 409)
    // An answer contradicts the office, or the office lacks a fact: the latter is the server's own fault.
    return c.json({ headline, byField }, status === 'clear-so-far' ? 500 : 400)
  },
)

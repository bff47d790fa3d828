import type { OutputOf } from 'demerit/form'
import Fastify, { type FastifyInstance, type FastifySchemaCompiler } from 'fastify'
import { form } from './form.ts'
import { office } from './office.ts'

/** Fastify's own compiler would remove what was not asked for, and change types: the form reads the body itself. */
const byStandardSchema: FastifySchemaCompiler<typeof form> = ({ schema }) => {
  return (body) => {
    const result = schema['~standard'].validate(body)
    if (result.issues === undefined) return { value: result.value }
    return { error: new Error(result.issues.map(({ message }) => message).join(' ')) }
  }
}

const CODES = { permitted: 201, refused: 409, malformed: 400, incomplete: 400, 'clear-so-far': 500 } as const

export function server(): FastifyInstance {
  const app = Fastify()
  app.setValidatorCompiler(byStandardSchema)
  app.post<{ Body: OutputOf<typeof form> }>('/bindings', { schema: { body: form } }, (request, reply) => {
    const asked = request.body
    const { status, headline, byField } = form.final(office(asked.driver, asked.vehicle)).judge(asked)
    // An answer contradicts the office, or the office lacks a fact: the latter is the server's own fault.
    return reply.code(CODES[status]).send({ headline, byField })
  })
  return app
}

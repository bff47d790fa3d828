import type { InputOf } from 'demerit/form'
import Fastify, { type FastifyInstance, type FastifySchemaCompiler } from 'fastify'
import { form } from './form.ts'
import { office, signedIn } from './office.ts'
import { DONE, NOT_SIGNED_IN, Refused, TYPE } from './refused.ts'

/**
 * Fastify's own compiler would remove what was not asked for, and change types: the form checks the body itself, and leaves it as it
 * was sent, for `final` to read.
 */
const byForm: FastifySchemaCompiler<typeof form> = ({ schema }) => {
  return (body) =>
    schema['~standard'].validate(body).issues === undefined ? true : { error: new Refused(schema.judge(body)) }
}

export function server(): FastifyInstance {
  const app = Fastify()
  app.setValidatorCompiler(byForm)
  app.setErrorHandler((error, _, reply) => {
    if (!(error instanceof Refused)) throw error
    return reply.code(error.problem.status).type(TYPE).send(error.problem)
  })
  app.post<{ Body: InputOf<typeof form> }>('/handlings', { schema: { body: form } }, (request, reply) => {
    const driver = signedIn(request.headers.authorization)
    if (driver === undefined) return reply.code(401).type(TYPE).send(NOT_SIGNED_IN)
    const judged = form.final(office(driver, request.body.violation)).judge(request.body)
    if (judged.status !== 'permitted') throw new Refused(judged)
    return reply.code(201).send(DONE)
  })
  return app
}

import { finalForm, type InputOf } from 'demerit/form'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyRequest,
  type FastifySchemaCompiler,
} from 'fastify'
import { form } from './form.ts'
import { office, signedIn } from './office.ts'
import { DONE, FAILED, NOT_SIGNED_IN, Refused, TYPE, UNREAD, WRONG_TYPE } from './refused.ts'

/**
 * Fastify's own compiler would remove what was not asked for, and change types: the form checks the body itself, and leaves it as it
 * was sent, for `finalForm` to read.
 */
const byForm: FastifySchemaCompiler<typeof form> = ({ schema }) => {
  return (body) =>
    schema['~standard'].validate(body).issues === undefined ? true : { error: new Refused(schema.judge(body)) }
}

export function server(): FastifyInstance {
  const app = Fastify()
  app.setValidatorCompiler(byForm)
  // What Fastify itself refuses, such as malformed JSON, it would answer in a form of its own.
  app.setErrorHandler((error: FastifyError | Refused, _, reply) => {
    const problem = error instanceof Refused ? error.problem : problemAt(error.statusCode)
    return reply.code(problem.status).type(TYPE).send(problem)
  })
  app.removeContentTypeParser('text/plain')
  // What a page sends of a form, read by the platform: `FormData` goes to the form as it is.
  app.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer<ArrayBuffer>) =>
      new Response(body, { headers: { 'content-type': request.headers['content-type'] ?? '' } })
        .formData()
        .catch(() => {
          throw Object.assign(new Error('a form that cannot be read'), { statusCode: 400 })
        }),
  )
  app.post<{ Body: InputOf<typeof form> | FormData }>('/handlings', { schema: { body: form } }, (request, reply) => {
    const driver = signedIn(request.headers.authorization)
    if (driver === undefined) return reply.code(401).type(TYPE).send(NOT_SIGNED_IN)
    const read = form.judge(request.body)
    if (read.status !== 'clear-so-far' && read.status !== 'permitted') throw new Refused(read)
    const judged = finalForm(form, office(driver, read.values.violation)).judge(request.body)
    if (judged.status !== 'permitted') throw new Refused(judged)
    return reply.code(201).send(DONE)
  })
  return app
}

function problemAt(status = 500): typeof UNREAD | typeof WRONG_TYPE | typeof FAILED {
  if (status === 415) return WRONG_TYPE
  return status < 500 ? UNREAD : FAILED
}

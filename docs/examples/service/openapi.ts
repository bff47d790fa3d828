import { parseCommand } from 'demerit'
import { zhCNHandling } from 'demerit/explain'
import { formIn } from '../form/form.ts'

const TARGET = { target: 'draft-2020-12' }

/** The description of the service, from the schemas by which it reads. */
export function openApi(): object {
  const problem = answer('a problem of RFC 9457', 'application/problem+json', { type: 'object' })
  const done = answer('the event', 'application/json', { type: 'object' })
  const ok = answer('the answer', 'application/json', {})
  const { input } = formIn(zhCNHandling)['~standard'].jsonSchema
  const responses = { 201: done, 400: problem, 404: problem, 409: problem }
  return {
    openapi: '3.1.0',
    info: { title: 'Bindings and handlings', version: '1' },
    paths: {
      '/health': { get: { responses: { 200: ok } } },
      '/openapi.json': { get: { responses: { 200: ok } } },
      '/commands': {
        post: { requestBody: body('application/json', parseCommand['~standard'].jsonSchema.input(TARGET)), responses },
      },
      '/handlings': { post: { requestBody: body('multipart/form-data', input(TARGET)), responses } },
      '/drivers/{driver}/handleable': {
        get: {
          parameters: [{ name: 'driver', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: ok, 404: problem },
        },
      },
      '/events': {
        get: {
          parameters: [
            { name: 'after', in: 'query', schema: { type: 'string' } },
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100_000 } },
          ],
          responses: { 200: ok, 400: problem },
        },
      },
    },
  }
}

function body(type: string, schema: object): object {
  return { required: true, content: { [type]: { schema } } }
}

function answer(description: string, type: string, schema: object): object {
  return { description, content: { [type]: { schema } } }
}

import { zhCNHandling } from 'demerit/explain'
import { parseStoreCommand } from 'demerit/postgres'
import { formIn } from '../form/form.ts'

const TARGET = { target: 'draft-2020-12' }

/** The description of the service, from the schemas by which it reads. */
export function openApi(): object {
  const form = formIn(zhCNHandling)['~standard'].jsonSchema.input(TARGET)
  // Of a box that is not ticked a browser sends nothing; in JSON the form asks for it.
  const whole = { ...form, required: Object.keys(Object(form.properties)) }
  const done = {
    type: 'object',
    required: ['headline', 'event'],
    properties: { headline: { type: 'string' }, event: { type: 'object' } },
  }
  const key = { name: 'idempotency-key', in: 'header', schema: { type: 'string' } }
  const command = { 'application/json': parseStoreCommand['~standard'].jsonSchema.input(TARGET) }
  const handling = {
    'multipart/form-data': form,
    'application/x-www-form-urlencoded': form,
    'application/json': whole,
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Bindings and handlings', version: '1' },
    paths: {
      '/health': { get: { responses: answers({ 200: { type: 'object' } }, 500) } },
      '/openapi.json': { get: { responses: answers({ 200: { type: 'object' } }) } },
      '/commands': {
        post: {
          parameters: [key],
          requestBody: { required: true, content: content(command) },
          responses: answers({ 201: done }, 400, 404, 409, 413, 415, 500),
        },
      },
      '/handlings': {
        post: {
          parameters: [key],
          requestBody: { required: true, content: content(handling) },
          responses: answers({ 201: done }, 400, 404, 409, 413, 415, 500),
        },
      },
      '/drivers/{driver}/handleable': {
        get: {
          parameters: [{ name: 'driver', in: 'path', required: true, schema: { type: 'string' } }],
          responses: answers({ 200: { type: 'array' } }, 400, 404, 409, 500),
        },
      },
      '/events': {
        get: {
          parameters: [
            { name: 'after', in: 'query', schema: { type: 'string' } },
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100_000 } },
          ],
          responses: answers({ 200: { type: 'object' } }, 400, 500),
        },
      },
    },
  }
}

/** What a problem of RFC 9457 has. */
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
  },
}

/** What is answered where all is well, by status, and the statuses of problems. */
function answers(ok: Readonly<Record<number, object>>, ...problems: readonly number[]): object {
  const found = Object.entries(ok).map(([status, schema]) => [status, answer('the answer', 'application/json', schema)])
  const problem = answer('a problem of RFC 9457', 'application/problem+json', PROBLEM)
  return Object.fromEntries([...found, ...problems.map((status) => [status, problem])])
}

function answer(description: string, type: string, schema: object): object {
  return { description, content: content({ [type]: schema }) }
}

function content(schemas: Readonly<Record<string, object>>): object {
  return Object.fromEntries(Object.entries(schemas).map(([type, schema]) => [type, { schema }]))
}

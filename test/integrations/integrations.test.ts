/** Forms in the hands of other libraries: one object, no glue, against the packed package. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runTool } from '../package/consumer.ts'
import { isInstalled, type Workshop, workshop } from './workshop.ts'

// biome-ignore lint/suspicious/noExplicitAny: the types of the packages are checked where the examples are compiled.
type Any = any

const RIGHT = { violation: 'V1', driver: '11010519491231002x', vehicle: '京A·12345', fineYuan: '200' }
const READ = { violation: 'V1', driver: '11010519491231002X', vehicle: '京A12345', fine: 20_000 }
const LOGIN = 'Bearer 1'
/** Who is signed in so holds nine points. */
const OTHER_LOGIN = 'Bearer 2'
const OTHER = { ...RIGHT, driver: '310101199003071097' }

let shop: Workshop
beforeAll(async () => {
  if (isInstalled) shop = await workshop('frameworks')
})
afterAll(() => shop?.remove())

describe.skipIf(!isInstalled)('the examples', () => {
  test.each([
    ['5.9.3', 'typescript-5/bin/tsc'],
    ['6.0.3', 'typescript/bin/tsc'],
    ['7.0.2', 'typescript-7/bin/tsc'],
  ])('compile under TypeScript %s without a cast', async (version, compiler) => {
    expect((await runTool(compiler, ['--version'], shop.folder)).stdout).toBe(`Version ${version}\n`)
    const { stdout, stderr } = await runTool(compiler, ['--pretty', 'false', '-p', '.'], shop.example)
    expect(`${stdout}${stderr}`).toBe('')
  })
})

describe.skipIf(!isInstalled)('React Hook Form', () => {
  const formControl = async (known = {}) => {
    const { createFormControl } = await shop.use<Any>('react-hook-form')
    const { standardSchemaResolver } = await shop.use<Any>('@hookform/resolvers/standard-schema')
    const { form } = await shop.load<Any>('form.ts')
    return createFormControl({
      resolver: standardSchemaResolver(form.with(known)),
      defaultValues: Object.fromEntries(Object.keys(RIGHT).map((name) => [name, ''])),
    })
  }
  const submitted = async (values: object, known = {}) => {
    const { formControl: control, handleSubmit } = await formControl(known)
    let valid: unknown
    let errors: Any
    for (const [name, value] of Object.entries(values)) control.setValue(name, value)
    await handleSubmit(
      (given: unknown) => (valid = given),
      (found: unknown) => (errors = found),
    )()
    return { valid, errors }
  }

  test('submits what was read, tidied', async () => {
    expect((await submitted(RIGHT)).valid).toEqual(READ)
  })

  test('has an error beside each field that is blank or malformed, and submits nothing', async () => {
    const { valid, errors } = await submitted({ ...RIGHT, driver: '', vehicle: '京A1O345' })
    expect(valid).toBeUndefined()
    expect(Object.keys(errors)).toEqual(['vehicle', 'driver'])
    expect(errors.driver.message).toMatch(/^请填写/)
  })

  test('submits nothing that is refused, also where the refusal belongs to no field', async () => {
    expect((await submitted(RIGHT, { pointsHeld: 10, points: 3 })).errors.driver.message).toMatch(/12/)
    const { valid, errors } = await submitted(RIGHT, { recordedBy: 'officer' })
    expect(valid).toBeUndefined()
    expect(Object.keys(errors)).toEqual(['recordedBy'])
  })

  test('is shown with its sentence, and each field with its label and the place of its message', async () => {
    const { ReactHookForm } = await shop.load<Any>('ReactHookForm.tsx')
    const { createElement } = await shop.use<Any>('react')
    const { renderToString } = (await shop.use<Any>('react-dom/server')).default
    const page = renderToString(createElement(ReactHookForm, { onAsked: () => {} }))
    expect(page).toContain('还有内容没有填。')
    for (const name of Object.keys(RIGHT)) {
      expect(page).toContain(`for="${name}"`)
      expect(page).toMatch(new RegExp(`<input[^>]*id="${name}"[^>]*aria-describedby="${name}-note"`))
      expect(page).toContain(`<p id="${name}-note" role="alert"`)
    }
  })
})

describe.skipIf(!isInstalled)('Next.js', () => {
  const sent = (values: object) => {
    const data = new FormData()
    for (const [name, value] of Object.entries({ $ACTION_REF_1: '', $ACTION_KEY: 'k', ...values }))
      data.append(name, value)
    return data
  }

  test('its server action passes over what Next.js adds, and gives plain data', async () => {
    const { handle } = await shop.load<Any>('nextAction.ts')
    const done = await handle(undefined, sent(RIGHT))
    expect(done).toEqual({ headline: '可以处理该违法。', byField: expect.any(Object) })
    expect(Object.getPrototypeOf(done.byField)).toBe(Object.prototype)
    const wrong = await handle(undefined, sent({ ...RIGHT, vehicle: '京A1234' }))
    expect(wrong.byField.vehicle[0]).toMatchObject({ code: 'too-short', left: 1 })
    expect((await handle(undefined, sent({ ...RIGHT, driver: OTHER.driver }))).byField.driver[0].code).toBe(
      'contradicted',
    )
  })

  test('its page shows the fields and their names before anything is typed', async () => {
    const { NextPage } = await shop.load<Any>('NextPage.tsx')
    const { createElement } = (await shop.use<Any>('react')).default
    const { renderToString } = (await shop.use<Any>('react-dom/server')).default
    const page = renderToString(createElement(NextPage))
    for (const name of Object.keys(RIGHT)) expect(page).toContain(`name="${name}"`)
    expect(page).not.toContain('请填写')
  })
})

describe.skipIf(!isInstalled)('Vue', () => {
  test('is shown with its sentence, and each field with its label and the place of its message', async () => {
    const { default: component } = await shop.load<Any>('VueForm.vue')
    const { createSSRApp } = await shop.use<Any>('vue')
    const { renderToString } = await shop.use<Any>('vue/server-renderer')
    const page = await renderToString(createSSRApp(component))
    expect(page).toContain('还有内容没有填。')
    expect(page).not.toContain('请填写')
    for (const name of Object.keys(RIGHT)) {
      expect(page).toContain(`for="${name}"`)
      expect(page).toMatch(new RegExp(`<input[^>]*id="${name}"[^>]*aria-describedby="${name}-note"`))
      expect(page).toContain(`<p id="${name}-note" class="note" role="alert"`)
    }
  })
})

describe.skipIf(!isInstalled)('TanStack Form', () => {
  const made = async (defaultValues: object) => {
    const { FormApi, FieldApi } = await shop.use<Any>('@tanstack/react-form')
    const { options } = await shop.load<Any>('TanStackForm.tsx')
    let valid: unknown
    const form = new FormApi({ ...options, defaultValues, onSubmit: ({ value }: Any) => (valid = value) })
    form.mount()
    const fields = Object.fromEntries(
      Object.keys(RIGHT).map((name) => {
        const field = new FieldApi({ form, name })
        field.mount()
        return [name, field]
      }),
    ) as Record<string, Any>
    await form.handleSubmit()
    return { form, fields, valid }
  }

  test('submits what is clear so far', async () => {
    const { valid, form } = await made(RIGHT)
    expect(valid).toEqual(RIGHT)
    expect(form.state.canSubmit).toBe(true)
  })

  test('has an error at each field, which goes when the field is right', async () => {
    const { valid, fields, form } = await made({ ...RIGHT, vehicle: '京', driver: '' })
    expect(valid).toBeUndefined()
    expect(fields.driver.state.meta.errors.map(({ message }: Any) => message)).toEqual([
      expect.stringMatching(/^请填写/),
      expect.stringMatching(/^请填写/),
    ])
    expect(fields.vehicle.state.meta.errors.length).toBeGreaterThan(0)
    fields.vehicle.handleChange('京A12345')
    expect(fields.vehicle.state.meta.errorMap.onChange).toBeUndefined()
    expect(form.state.canSubmit).toBe(false)
  })

  test('is shown with its sentence, and each field with its label and the place of its message', async () => {
    const { TanStackForm } = await shop.load<Any>('TanStackForm.tsx')
    const { createElement } = await shop.use<Any>('react')
    const { renderToString } = (await shop.use<Any>('react-dom/server')).default
    const page = renderToString(createElement(TanStackForm, { onAsked: () => {} }))
    expect(page).toContain('还有内容没有填。')
    for (const name of Object.keys(RIGHT)) {
      expect(page).toContain(`for="${name}"`)
      expect(page).toMatch(new RegExp(`<input[^>]*id="${name}"[^>]*aria-describedby="${name}-note"`))
      expect(page).toContain(`<p id="${name}-note" role="alert"`)
    }
  })
})

/** What each of the servers must answer, and of a 400 where the faults are. */
const ANSWERS: readonly (readonly [
  of: string,
  body: unknown,
  status: number,
  at?: string | undefined,
  login?: string,
])[] = [
  ['what is permitted on the facts of the office', RIGHT, 201],
  ['a fine as a number of yuan', { ...RIGHT, fineYuan: 200 }, 201],
  ['what a rule refuses', OTHER, 409, undefined, OTHER_LOGIN],
  ['who is not signed in', RIGHT, 401, undefined, 'Bearer 3'],
  ['another driver than the one who is signed in', OTHER, 400, 'driver'],
  ['another vehicle than that of the violation', { ...RIGHT, vehicle: '京A54321' }, 400, 'vehicle'],
  ['a fine in fen, which is read as yuan', { ...RIGHT, fineYuan: '20000' }, 409],
  ['a smaller fine than on record', { ...RIGHT, fineYuan: '100' }, 400, 'fineYuan'],
  ['how the client comes, which the server knows', { ...RIGHT, channel: 'web' }, 400, 'channel'],
  ['what the office lacks a fact for', { ...RIGHT, violation: 'V0' }, 500],
  ['what is malformed', { ...RIGHT, vehicle: '京' }, 400, 'vehicle'],
  ['what is blank', { ...RIGHT, driver: '' }, 400, 'driver'],
  ['a fact that the client may not send', { ...RIGHT, pointsHeld: 0 }, 400, 'pointsHeld'],
  ['null where HTML sends none', { ...RIGHT, vehicle: null }, 400, 'vehicle'],
  ['a list', [], 400],
]

/** Bodies that are not read: a problem too, whatever the framework makes of them by itself. */
const UNREAD: readonly (readonly [of: string, type: string, body: string, status: number])[] = [
  ['malformed JSON', 'application/json', '{', 400],
  ['nothing', 'application/json', '', 400],
  ['text', 'text/plain', '{}', 415],
]

/** That it is a problem of RFC 9457, located, in words, without what was sent. */
function expectProblem(problem: Any, status: number, at: string | undefined): void {
  expect(problem.status).toBe(status)
  expect(JSON.stringify(problem)).not.toContain('11010519491231002')
  if (status === 401) return
  expect(problem.type).toMatch(/^urn:demerit:/)
  expect(problem.detail).toMatch(/[\u4e00-\u9fff].*。$/)
  if (status === 500) expect(problem.missing).toEqual(['othersVehiclesHandledThisYear'])
  if (at !== undefined) expect(problem.issues.map(({ path }: Any) => path)).toEqual([[at]])
}

describe.skipIf(!isInstalled)('Hono', () => {
  test.each(ANSWERS.map((each) => [...each] as const))('%s', async (_, body, status, at, authorization = LOGIN) => {
    const { app } = await shop.load<Any>('hono.ts')
    const headers = { 'content-type': 'application/json', authorization }
    const answer = await app.request('/handlings', { method: 'POST', headers, body: JSON.stringify(body) })
    expect(answer.status).toBe(status)
    if (status === 201) return expect(await answer.json()).toEqual({ headline: '已办理。' })
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expectProblem(await answer.json(), status, at)
  })

  test.each(UNREAD)('%s', async (_, type, body, status) => {
    const { app } = await shop.load<Any>('hono.ts')
    const headers = { 'content-type': type, authorization: LOGIN }
    const answer = await app.request('/handlings', { method: 'POST', headers, body })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json'])
    expect(await answer.json()).toMatchObject({ type: `urn:example:status:${status}`, status })
  })

  test('its route for pages takes a form as it is sent', async () => {
    const { app } = await shop.load<Any>('hono.ts')
    const post = (body: FormData | URLSearchParams | string, headers = {}) =>
      app.request('/forms/handlings', { method: 'POST', body, headers: { authorization: LOGIN, ...headers } })
    const data = new FormData()
    for (const [name, value] of Object.entries(RIGHT)) data.append(name, value)
    for (const body of [data, new URLSearchParams(RIGHT)]) expect((await post(body)).status).toBe(201)
    const blank = await post(new URLSearchParams({ ...RIGHT, driver: '' }))
    expect(blank.status).toBe(400)
    expectProblem(await blank.json(), 400, 'driver')
    const dear = await post(new URLSearchParams({ ...RIGHT, fineYuan: '201' }))
    expect((await dear.json()).issues).toMatchObject([{ path: ['fineYuan'], code: 'fine-limit' }])
    const broken = await post('x', { 'content-type': 'multipart/form-data' })
    expect([broken.status, broken.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
  })

  test('reads what a page sends of a form', async () => {
    const { Hono } = await shop.use<Any>('hono')
    const { sValidator } = await shop.use<Any>('@hono/standard-validator')
    const { form } = await shop.load<Any>('form.ts')
    const app = new Hono().post('/', sValidator('form', form), (c: Any) => c.json(c.req.valid('form')))
    const sent = await app.request('/', { method: 'POST', body: new URLSearchParams(RIGHT) })
    expect(await sent.json()).toEqual(READ)
  })
})

describe.skipIf(!isInstalled)('Fastify', () => {
  test.each(ANSWERS.map((each) => [...each] as const))('%s', async (_, body, status, at, authorization = LOGIN) => {
    const { server } = await shop.load<Any>('fastify.ts')
    const headers = { authorization }
    const answer = await server().inject({ method: 'POST', url: '/handlings', headers, payload: body as object })
    expect(answer.statusCode).toBe(status)
    if (status === 201) return expect(answer.json()).toEqual({ headline: '已办理。' })
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expectProblem(answer.json(), status, at)
  })

  test.each([...UNREAD, ['a form that is none', 'multipart/form-data', 'x', 400] as const])(
    '%s',
    async (_, type, payload, status) => {
      const { server } = await shop.load<Any>('fastify.ts')
      const headers = { 'content-type': type, authorization: LOGIN }
      const answer = await server().inject({ method: 'POST', url: '/handlings', headers, payload })
      expect(answer.statusCode).toBe(status)
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
      expect(answer.json()).toMatchObject({ type: `urn:example:status:${status}`, status })
    },
  )

  test('takes a form as a page sends it', async () => {
    const { server } = await shop.load<Any>('fastify.ts')
    const post = (typed: Record<string, string>) =>
      server().inject({
        method: 'POST',
        url: '/handlings',
        headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: LOGIN },
        payload: new URLSearchParams(typed).toString(),
      })
    expect((await post(RIGHT)).statusCode).toBe(201)
    const blank = await post({ ...RIGHT, driver: '' })
    expect(blank.statusCode).toBe(400)
    expectProblem(blank.json(), 400, 'driver')
  })

  test('its own compiler reads the JSON Schema in strict mode', async () => {
    const { default: Fastify } = await shop.use<Any>('fastify')
    const { form } = await shop.load<Any>('form.ts')
    const { withJsonSchema } = await shop.use<Any>('demerit/form')
    const app = Fastify({ ajv: { customOptions: { strict: true, removeAdditional: false, coerceTypes: false } } })
    const body = withJsonSchema(form)['~standard'].jsonSchema.input({ target: 'draft-07' })
    app.post('/', { schema: { body } }, async (request: Any) => form.judge(request.body).values)
    const post = async (payload: object) => app.inject({ method: 'POST', url: '/', payload })
    expect((await post(RIGHT)).json()).toEqual(READ)
    expect((await post({ ...RIGHT, pointsHeld: 0 })).statusCode).toBe(400)
    expect((await post({ ...RIGHT, fineYuan: [] })).statusCode).toBe(400)
  })
})

describe.skipIf(!isInstalled)('tRPC', () => {
  test.each(ANSWERS.map((each) => [...each] as const))('%s', async (_, input, status, at, authorization = LOGIN) => {
    const { router } = await shop.load<Any>('trpc.ts')
    const { fetchRequestHandler } = await shop.use<Any>('@trpc/server/adapters/fetch')
    const headers = { 'content-type': 'application/json' }
    const answer: Response = await fetchRequestHandler({
      endpoint: '/trpc',
      router,
      req: new Request('http://x/trpc/handle', { method: 'POST', headers, body: JSON.stringify(input) }),
      createContext: () => ({ authorization }),
    })
    const { result, error } = (await answer.json()) as Any
    if (status === 201) return expect([answer.status, result.data]).toEqual([200, { headline: '已办理。' }])
    expect(answer.status).toBe(status)
    if (status !== 401) expectProblem(error.data.problem, status, at)
  })
})

describe.skipIf(!isInstalled)('other schemas', () => {
  test('zod reads a field that is no fact, and says of itself what JSON Schema can', async () => {
    const { bindingForm, withJsonSchema } = await shop.use<Any>('demerit/form')
    const { cn2024Binding } = await shop.use<Any>('demerit/rules')
    const { zhCN } = await shop.use<Any>('demerit/explain')
    const { z } = await shop.use<Any>('zod')
    const also = { phone: z.string().regex(/^1\d{10}$/, '请填写手机号') }
    const form = bindingForm({ ask: ['channel'], also, rules: cn2024Binding, locale: zhCN })
    expect(form.judge({ channel: 'app', phone: '13800138000' }).values).toEqual({
      channel: 'app',
      phone: '13800138000',
    })
    expect(form.judge({ channel: 'app', phone: '1' }).byField.phone[0].message).toBe('请填写手机号')
    const { properties } = withJsonSchema(form)['~standard'].jsonSchema.input({ target: 'draft-2020-12' })
    expect(properties.phone).toMatchObject({ type: 'string', pattern: '^1\\d{10}$' })
  })
})

describe.skipIf(!isInstalled)('OpenAPI', () => {
  test.each([
    ['3.0.3', 'openapi-3.0'],
    ['3.1.0', 'draft-2020-12'],
  ])('%s: the schemas of forms and parsers make a valid document', async (openapi, target) => {
    const { Validator } = await shop.use<Any>('@seriousme/openapi-schema-validator')
    const { form } = await shop.load<Any>('form.ts')
    const { withJsonSchema } = await shop.use<Any>('demerit/form')
    const { parseBindingFacts, parseCommand, parseHandlingFacts } = await shop.use<Any>('demerit')
    const schemas = {
      form: withJsonSchema(form),
      command: parseCommand,
      binding: parseBindingFacts,
      handling: parseHandlingFacts,
    }
    const content = (side: 'input' | 'output') =>
      Object.fromEntries(
        Object.entries(schemas).map(([name, each]) => {
          const { $schema: _, ...schema } = each['~standard'].jsonSchema[side]({ target })
          return [`${name}-${side}`, schema]
        }),
      )
    const all = { ...content('input'), ...content('output') }
    const body = (name: string) => ({
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
    })
    const paths = Object.fromEntries(
      Object.keys(schemas).map((name) => [
        `/${name}`,
        {
          post: {
            requestBody: body(`${name}-input`),
            responses: { 200: { description: 'read', ...body(`${name}-output`) } },
          },
        },
      ]),
    )
    const document = { openapi, info: { title: 'demerit', version: '1' }, paths, components: { schemas: all } }
    expect(await new Validator().validate(document)).toEqual({ valid: true })
  })
})

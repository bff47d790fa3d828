/** The example service: it starts with one command, speaks problems in two languages, describes itself, and stops without losing anything. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enginesInstalled, postgresServer, type Server } from '../engines/engines.ts'
import { runTool } from '../package/consumer.ts'
import { type Service, startService } from './service.ts'
import { isInstalled } from './workshop.ts'

// biome-ignore lint/suspicious/noExplicitAny: what a service answers is looked at, not typed.
type Any = any

const DRIVER = '11010519491231002X'

describe.skipIf(!isInstalled)('the example service', () => {
  let service: Service
  beforeAll(async () => {
    service = await startService()
  })
  afterAll(() => service?.remove())

  const post = async (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const isForm = body instanceof FormData
    const answer = await fetch(service.url + path, {
      method: 'POST',
      headers: { ...(!isForm && { 'content-type': 'application/json' }), ...headers },
      body: isForm ? body : JSON.stringify(body),
    })
    return { status: answer.status, type: answer.headers.get('content-type'), body: (await answer.json()) as Any }
  }
  const get = async (path: string): Promise<Any> => (await fetch(service.url + path)).json()
  const typed = async (changes: Readonly<Record<string, string>> = {}) => {
    const { events } = await get('/events')
    const { occurredAt } = events.find(({ type }: Any) => type === 'violation-recorded')
    const data = new FormData()
    const local = occurredAt.slice(0, 16)
    const fields = {
      driver: DRIVER,
      vehicle: '京A-12345',
      occurredAt: local,
      fine: '200',
      points: '3',
      channel: 'web',
      violation: 'V1',
    }
    for (const [name, value] of Object.entries({ ...fields, ...changes })) if (value !== '') data.append(name, value)
    return data
  }

  test.each(['typescript-5', 'typescript', 'typescript-7'])(
    'compiles without a cast, and with it the example form, under %s',
    async (compiler) => {
      const flags = ['--pretty', 'false', '-p', '.']
      const { stdout, stderr } = await runTool(`${compiler}/bin/tsc`, flags, service.shop.example)
      expect(`${stdout}${stderr}`).toBe('')
    },
  )

  test('is well, serves the page, and describes itself in OpenAPI 3.1', async () => {
    expect(await get('/health')).toEqual({ status: 'ok' })
    for (const path of ['/', '/page.js', '/page.css']) expect((await fetch(service.url + path)).status).toBe(200)
    const { Validator } = await service.shop.use<Any>('@seriousme/openapi-schema-validator')
    const described = await get('/openapi.json')
    expect(described.openapi).toBe('3.1.0')
    expect(await new Validator().validate(described)).toEqual({ valid: true })
  })

  test.each(['', '"two words"', 'x'.repeat(65)])('a key that is none, %j, is malformed: 400', async (key) => {
    const { status, body } = await post('/commands', { type: 'payFine', violation: 'V1' }, { 'idempotency-key': key })
    expect([status, body.code, body.issues[0].path]).toEqual([400, 'invalid', ['key']])
  })

  test.each(['after=abc', 'limit=0', 'limit=x', 'after=1-99999999999999999999'])(
    'events after what is no position, %s: 400',
    async (query) => {
      const answer = await fetch(`${service.url}/events?${query}`)
      expect([answer.status, ((await answer.json()) as Any).code]).toEqual([400, 'invalid'])
    },
  )

  test.each([
    ['what is malformed', { type: 'bind', driver: 7 }, 400, 'invalid'],
    ['a command that does not exist', { type: 'fly' }, 400, 'invalid'],
    ['a time of the client', { type: 'payFine', violation: 'V1', at: '2016-05-05T10:00:00+08:00' }, 400, 'invalid'],
    [
      'somebody who is not there',
      { type: 'release', driver: 'nobody', vehicle: '京A12345', by: 'driver' },
      404,
      'unknown-driver',
    ],
    [
      'what a rule refuses',
      { type: 'bind', driver: DRIVER, vehicle: '京A12345', channel: 'window', identityVerified: true },
      409,
      'already-bound',
    ],
  ])('%s is a problem in the language asked for', async (_, command, status, code) => {
    const zh = await post('/commands', command, { 'accept-language': 'zh-CN' })
    const english = await post('/commands', command, { 'accept-language': 'en-GB,en;q=0.9' })
    for (const each of [zh, english]) {
      expect([each.status, each.body.status, each.body.code]).toEqual([status, status, code])
      expect(each.type).toMatch(/^application\/problem\+json/)
      expect(JSON.stringify(each.body)).not.toContain(DRIVER)
    }
    expect(zh.body.type).toBe(english.body.type)
    expect(zh.body.detail).toMatch(/[\u4e00-\u9fff]/)
    expect(english.body.detail).toMatch(/^[\x20-\x7e]+$/)
  })

  test.each([
    ['what is blank', { driver: '' }, 400],
    ['what is malformed', { vehicle: '京' }, 400],
    ['what contradicts the records', { points: '0' }, 400],
    ['a fact that a client may not send', { pointsHeld: '0' }, 400],
    ['a violation that is not there', { violation: 'V9' }, 404],
    ['a driver who is not there', { driver: '310101199003071097' }, 404],
  ])('a form with %s is not taken', async (_, changes, status) => {
    expect((await post('/handlings', await typed(changes))).status).toBe(status)
  })

  test('what a driver who is not there can handle is a problem, not a fault of the service', async () => {
    expect(await get('/drivers/nobody/handleable')).toMatchObject({ status: 404, code: 'unknown-driver' })
  })

  test('a form is taken once, and a key gives the same answer again', async () => {
    const headers = { 'idempotency-key': 'k1' }
    const first = await post('/handlings', await typed(), headers)
    expect([first.status, first.body.headline]).toEqual([201, '已办理。'])
    const [handled] = await get(`/drivers/${DRIVER}/handleable`)
    expect(handled).toBeUndefined()
    const again = await post('/handlings', await typed())
    expect([again.status, again.body.code]).toEqual([409, 'violation-open'])
    const command = { type: 'payFine', violation: 'V1' }
    const paid = await post('/commands', command, { 'idempotency-key': 'k2' })
    expect(await post('/commands', command, { 'idempotency-key': 'k2' })).toEqual(paid)
    const reused = await post('/commands', { type: 'payFine', violation: 'V9' }, { 'idempotency-key': 'k2' })
    expect([reused.status, reused.body.code]).toEqual([409, 'key-reused'])
  })

  test('logs a line a request, and no id of anybody', async () => {
    const { lines } = service
    const requests = lines.map((line) => JSON.parse(line)).filter(({ method }) => method !== undefined)
    expect(requests.length).toBeGreaterThan(20)
    expect(requests[0]).toEqual({ method: 'GET', route: '/health', status: 200, ms: expect.any(Number) })
    for (const id of [DRIVER, '京A12345', 'V1', 'k1']) expect(lines.join('\n')).not.toContain(id)
  })

  test('stops when it is asked to, after what is under way', async () => {
    const { child, lines } = service
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve([code, signal])))
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(JSON.parse(lines.at(-1) as string)).toEqual({ stopped: true })
  })
})

describe.skipIf(!isInstalled || !enginesInstalled)('the example service on PostgreSQL', () => {
  let server: Server
  beforeAll(async () => {
    server = await postgresServer()
  })
  afterAll(() => server?.remove())

  test('keeps what it took when it is started again, and starts twice at once on empty tables', async () => {
    const [first, second] = await Promise.all([startService(server.url), startService(server.url)])
    const send = async (url: string, command: object) => {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': JSON.stringify(command).length.toString(),
      }
      return (await fetch(`${url}/commands`, { method: 'POST', headers, body: JSON.stringify(command) })).status
    }
    const licence = { states: [], classes: ['C1'], firstIssuedOn: '2012-04-01' }
    const owner = { kind: 'individual', id: 'owner' }
    const vehicle = { type: 'enrolVehicle', id: '京A12345', owner, plateType: '02', operating: false }
    expect(await send(first.url, { type: 'enrolDriver', id: DRIVER, licence })).toBe(201)
    expect(await send(second.url, vehicle)).toBe(201)
    expect(await send(first.url, { type: 'release', driver: DRIVER, vehicle: '京A12345', by: 'driver' })).toBe(409)
    for (const service of [first, second]) {
      const ended = new Promise((resolve) => service.child.once('exit', resolve))
      service.child.kill('SIGTERM')
      expect(await ended).toBe(0)
      service.remove()
    }
    const third = await startService(server.url)
    const { events } = (await (await fetch(`${third.url}/events`)).json()) as Any
    expect(events.map(({ type }: Any) => type)).toEqual(['driver-enrolled', 'vehicle-enrolled'])
    const handleable = () => fetch(`${third.url}/drivers/${DRIVER}/handleable`)
    expect((await handleable()).status).toBe(200)
    // Its idle connections are cut: it goes on, on new ones.
    await server.stop()
    await server.start()
    expect((await handleable()).status).toBe(200)
    expect(third.child.exitCode).toBeNull()
    expect(third.lines.some((line) => line.includes('"idle"'))).toBe(true)
    third.remove()
  })
})

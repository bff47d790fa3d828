/** The example service: it starts with one command, speaks problems in two languages, describes itself, and stops without losing anything. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMAND_TYPES, parseDriverId } from '../../src/index.ts'
import { checkDigitOf } from '../../src/typed/licence-number.ts'
import { enginesInstalled, postgresPair, postgresServer, type Server } from '../engines/engines.ts'
import { ROOT, runTool } from '../package/consumer.ts'
import { EVERY } from '../support/every-command.ts'
import { type Service, startService } from './service.ts'
import { isInstalled, type Workshop, workshop } from './workshop.ts'

// biome-ignore lint/suspicious/noExplicitAny: what a service answers is looked at, not typed.
type Any = any

const DRIVER = '110105194912310046'
const OTHER = '110101199003070011'
/** The ids in `EVERY` as this service reads them: numbers of persons, and plates. */
function asRead(text: string): string {
  return text.replaceAll(/"([dov])(\d)"/g, (_, kind: string, number: string) => {
    const person = `110101199003070${kind === 'd' ? 0 : 5}${number}`
    return kind === 'v' ? `"京A5432${number}"` : `"${person}${checkDigitOf(person)}"`
  })
}

/** What is asked for, as the document writes it. */
const pathOf = (url: string) => url.replace(/\?.*/, '').replace(/^\/drivers\/[^/]+/, '/drivers/{driver}')

/** Whether an answer is as the document says, which allows no property that it does not have. */
function asDescribed({ paths, components }: Any, method: string, url: string, status: number, body: unknown): void {
  const { schema } = Object.values<Any>(paths[pathOf(url)][method].responses[status].content)[0]
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true }).addVocabulary(['components'])
  const isValid = ajv.compile({ ...schema, components })
  expect(
    isValid(body),
    `${method} ${url} ${status}: ${JSON.stringify(isValid.errors)} of ${JSON.stringify(body)}`,
  ).toBe(true)
}
async function described(at: string, method: string, url: string, { status }: Response, body: unknown): Promise<void> {
  asDescribed(await (await fetch(`${at}/openapi.json`)).json(), method, url, status, body)
}

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
    const read = (await answer.json()) as Any
    await described(service.url, 'post', path, answer, read)
    return { status: answer.status, type: answer.headers.get('content-type'), body: read }
  }
  const get = async (path: string): Promise<Any> => {
    const answer = await fetch(service.url + path)
    const read = await answer.json()
    await described(service.url, 'get', path, answer, read)
    return read
  }
  const typed = async (changes: Readonly<Record<string, string>> = {}) => {
    const { events } = await get('/events')
    const { occurredAt } = events.find(({ type }: Any) => type === 'violation-recorded')
    const data = new FormData()
    const local = occurredAt.slice(0, 16)
    const fields = {
      driver: DRIVER,
      vehicle: '京A-12345',
      occurredAt: local,
      fineYuan: '200',
      points: '3',
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
    const document = await get('/openapi.json')
    expect(document.openapi).toBe('3.1.0')
    expect(await new Validator().validate(document)).toEqual({ valid: true })
    const operations = Object.values<Any>(document.paths).flatMap((methods) => Object.values<Any>(methods))
    for (const { summary } of operations) expect(summary).toMatch(/^[A-Z]/)
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
  })

  test.each(['', '"two words"', 'x'.repeat(65)])('a key that is none, %j, is malformed: 400', async (key) => {
    const { status, body } = await post('/commands', { type: 'payFine', violation: 'V1' }, { 'idempotency-key': key })
    expect([status, body.code, body.issues[0].path]).toEqual([400, 'invalid', ['idempotency-key']])
    expect([body.detail, body.issues[0].detail]).toEqual(Array(2).fill(expect.stringContaining('Idempotency-Key')))
  })

  test.each(['after=abc', 'limit=0', 'limit=x', 'after=1-99999999999999999999'])(
    'events after what is no position, %s: 400, and it says what there is',
    async (query) => {
      for (const [language, said] of [
        ['zh', { after: 'next', limit: '1至100000' }],
        ['en', { after: 'next', limit: 'from 1 to 100,000' }],
      ] as const) {
        const answer = await fetch(`${service.url}/events?${query}`, { headers: { 'accept-language': language } })
        const { code, detail, issues } = (await answer.json()) as Any
        expect([answer.status, code]).toEqual([400, 'invalid'])
        const expected = expect.stringContaining(query.startsWith('after') ? said.after : said.limit)
        expect([detail, issues[0].detail]).toEqual([expected, expected])
      }
    },
  )

  test('what is not in UTF-8 is not taken, as JSON or as a form: 400', async () => {
    const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
    const bytes = Buffer.from('driver=\u00ff', 'latin1')
    const { title } = (await (await fetch(`${service.url}/handlings`, { ...form, body: bytes })).json()) as Any
    expect(title).toBe('请求有误。')
    const [before, after] = ['{"type":"withdrawViolation","violation":"V1","ground":"a', 'b"}'].map((text) =>
      Buffer.from(text),
    )
    const body = Buffer.concat([before as Buffer, Buffer.from([0xff, 0xfe]), after as Buffer])
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${service.url}/commands`, { method: 'POST', headers, body })
    expect([answer.status, ((await answer.json()) as Any).title]).toEqual([400, '请求有误。'])
    expect(JSON.stringify(await get('/events'))).not.toContain('\ufffd')
  })

  test('what a driver who is not there can handle is a problem, not a fault of the service', async () => {
    expect(await get(`/drivers/${OTHER}/open-violations`)).toMatchObject({ status: 404, code: 'unknown-driver' })
    expect(await get('/drivers/nobody/open-violations')).toMatchObject({ status: 400, code: 'invalid' })
  })

  test('what a driver can handle, and what not, is as it is described', async () => {
    const [open] = await get(`/drivers/${DRIVER}/open-violations`)
    expect([open.violation, open.code, open.decision.verdict]).toEqual(['V1', undefined, 'permitted'])
  })

  test('a form is taken once, and a key gives the same answer again', async () => {
    const headers = { 'idempotency-key': 'k1' }
    const form = await typed()
    const atOnce = await Promise.all(Array.from({ length: 50 }, () => post('/handlings', form, headers)))
    const [first] = atOnce as [(typeof atOnce)[0]]
    expect([first.status, first.body.headline]).toEqual([201, '已办理。'])
    for (const each of [...atOnce, await post('/handlings', form, headers)]) expect(each).toEqual(first)
    const { events } = await get('/events')
    expect(events.filter(({ type }: Any) => type === 'violation-handled')).toEqual([first.body.event])
    const [handled] = await get(`/drivers/${DRIVER}/open-violations`)
    expect(handled).toBeUndefined()
    const again = await post('/handlings', form)
    expect([again.status, again.body.code]).toEqual([409, 'violation-open'])
    const other = await post('/handlings', form, { 'idempotency-key': 'k3' })
    expect([other.status, other.body.code]).toEqual([409, 'violation-open'])
    expect(await post('/handlings', form, { 'idempotency-key': 'k3' })).toEqual(other)
    const bound = { type: 'bind', driver: DRIVER, vehicle: '京A12345', channel: 'window', identityVerified: true }
    const refused = await post('/commands', bound, { 'idempotency-key': 'k4' })
    expect([refused.status, refused.body.code]).toEqual([409, 'already-bound'])
    expect(await post('/commands', bound, { 'idempotency-key': 'k4' })).toEqual(refused)
    // Another form under the key is another request.
    for (const change of [{ points: '0' }, { vehicle: '沪A12345' }]) {
      const wrong = await post('/handlings', await typed(change), headers)
      expect([wrong.status, wrong.body.code]).toEqual([409, 'violation-open'])
    }
    const spelt = await typed({ fineYuan: '200元', vehicle: '京A12345' })
    expect(await post('/handlings', spelt, headers)).toEqual(first)
    const command = { type: 'payFine', violation: 'V1' }
    const paid = await post('/commands', command, { 'idempotency-key': 'k2' })
    expect(await post('/commands', command, { 'idempotency-key': 'k2' })).toEqual(paid)
    const reused = await post('/commands', { type: 'payFine', violation: 'V9' }, { 'idempotency-key': 'k2' })
    expect([reused.status, reused.body.code]).toEqual([409, 'key-reused'])
  })

  test('a command that is valid by the document is taken, of every type; one with a time is neither', async () => {
    const { paths } = await get('/openapi.json')
    const { schema } = paths['/commands'].post.requestBody.content['application/json']
    const isValid = new Ajv2020({ strict: true }).compile(schema)
    const types = new Set<string>()
    let last = ''
    for (const { at: _, ...said } of EVERY) {
      // What is recorded happened after the binding, and before now; a fine is paid today.
      const command = {
        ...JSON.parse(asRead(JSON.stringify(said))),
        ...('occurredAt' in said && { occurredAt: last }),
        ...('paidOn' in said && { paidOn: last.slice(0, 10) }),
      }
      expect(isValid(command), JSON.stringify(isValid.errors)).toBe(true)
      const timed = { ...command, at: '2026-01-05T09:30:00+08:00' }
      expect(isValid(timed)).toBe(false)
      const refused = await post('/commands', timed)
      expect([refused.status, refused.body.issues]).toEqual([400, [expect.objectContaining({ path: ['at'] })]])
      const { status, body } = await post('/commands', command)
      expect([status, body.code, command.type]).toEqual([201, undefined, command.type])
      last = body.event.at
      types.add(command.type)
    }
    expect([...types].sort()).toEqual([...COMMAND_TYPES].sort())
  })

  test('a late file of the bank is told row by row, and again is the same; each event says who and under which request', async () => {
    const { events: past } = await get('/events')
    const occurredAt = past.at(-1).at
    const recorded = { id: 'V2', vehicle: '京a·12345', occurredAt, fine: 10_000, points: 0, recordedBy: 'monitoring' }
    expect((await post('/commands', { type: 'recordViolation', ...recorded })).status).toBe(201)
    const act = { type: 'handle', driver: DRIVER, violation: 'V2', channel: 'app', identityVerified: true }
    expect((await post('/commands', act)).status).toBe(201)
    const before = (await get('/events')).events
    const paidOn = before.at(-1).at.slice(0, 10)
    const row = (receipt: string, violation: string) => ({ receipt, violation, paidOn })
    const rows = [row('b1', 'V9'), row('b2', 'V1'), row('b3', 'V2'), row('b4', 'V2')]
    const paid = { ...row('', 'V2'), receipt: undefined }
    const payments = [...rows, { ...row('b5', 'V2'), paidOn: '2026-02-30' }, paid, { ...paid, receipt: 6 }, 7]
    const headers = { 'x-authenticated-user': 'bank' }
    const sent = (file: string, of: readonly unknown[]) => post('/payments', { file, payments: of }, headers)
    const told = ({ body }: Any) => body.payments.map(({ status, code, repeated }: Any) => [status, code, repeated])
    const first = await sent('f1', payments)
    const malformed = Array(4).fill(['invalid', 'invalid', undefined])
    expect([first.status, told(first)]).toEqual([
      200,
      [
        ['refused', 'unknown-violation', undefined],
        ['refused', 'already-paid', undefined],
        ['accepted', undefined, undefined],
        ['refused', 'already-paid', undefined],
        ...malformed,
      ],
    ])
    expect(first.body.payments.slice(5, 7).map(({ row, detail }: Any) => [row, detail])).toEqual([
      [5, 'receipt 应为银行的交易流水号，以文本填写。'],
      [6, 'receipt 应为银行的交易流水号，以文本填写。'],
    ])
    const again = await sent('f1', payments)
    expect(again.body.payments).toEqual(
      first.body.payments.map((each: Any) => ({ ...each, ...(each.status !== 'invalid' && { repeated: true }) })),
    )
    // A second payment is told from the first by its number, and one number can pay two fines.
    const standing = { by: 'bank', file: 'f1', receipt: 'b3' }
    expect(first.body.payments[3].paid).toMatchObject(standing)
    // In a later file a row that was refused is judged anew.
    const late = { type: 'recordViolation', ...recorded, id: 'V9' }
    expect((await post('/commands', late)).status).toBe(201)
    expect(told(await sent('f2', [row('b1', 'V9'), row('b3', 'V2')]))).toEqual([
      ['refused', 'violation-not-handled', undefined],
      ['refused', 'already-paid', undefined],
    ])
    expect(told(await sent('f1', [row('b3', 'V9')]))).toEqual([['refused', 'violation-not-handled', undefined]])
    // A row whose day was put right is judged anew too.
    const other = { ...row('b3', 'V2'), paidOn: '2026-01-02' }
    expect(told(await sent('f1', [other]))).toEqual([['refused', 'already-paid', undefined]])
    for (const file of [undefined, '', 7]) {
      expect((await post('/payments', { file, payments: rows }, headers)).status).toBe(400)
    }
    const { events } = await get('/events')
    expect(events).toHaveLength(before.length + 2)
    expect(events.at(before.length)).toMatchObject({
      type: 'fine-paid',
      violation: 'V2',
      note: { ...standing, request: expect.any(String) },
    })
    // A payment that was taken back is told as such when its file is sent again.
    const { position } = events.at(before.length)
    const taken = { changes: [{ omit: position }], ground: 'the payment came back' }
    const officer = { 'x-authenticated-user': Buffer.from('陈警官').toString('latin1') }
    const correction = await post('/corrections', taken, officer)
    expect(correction.status).toBe(201)
    const gone = { row: 0, receipt: 'b3', violation: 'V2', status: 'accepted', repeated: true }
    expect((await sent('f1', [row('b3', 'V2')])).body.payments).toEqual([
      { ...gone, omittedBy: correction.body.event.position },
    ])
    // Once it is restored it stands: with the row of the bank, and with who did so.
    const back = await post('/corrections', { changes: [{ restore: position }], ground: 'it came after all' }, officer)
    const { position: last, note } = back.body.entered[0]
    const stands = { paid: { position: last, paidOn, ...standing, ...note } }
    expect((await sent('f1', [row('b3', 'V2')])).body.payments).toEqual([{ ...gone, ...stands }])
    expect((await sent('f3', [row('b8', 'V2')])).body.payments[0]).toMatchObject(stands)
    expect(note.by).toBe('陈警官')
    // What an officer enters of a bank's file has its row.
    const changes = [{ omit: last }, { insert: { type: 'payFine', violation: 'V2', paidOn, at: back.body.event.at } }]
    const anew = { changes, ground: 'of another notice', file: 'f4', receipt: 'b9' }
    expect((await post('/corrections', { ...anew, receipt: 9 }, officer)).status).toBe(400)
    expect((await post('/corrections', anew, officer)).body).toMatchObject({ event: expect.anything() })
    expect((await sent('f5', [row('b9', 'V2')])).body.payments[0].paid).toMatchObject({ file: 'f4', receipt: 'b9' })
  })

  test('an officer corrects what was entered by mistake: conflicts are told in words, and settled in the same correction', async () => {
    const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' }
    const [driver, owner] = ['110101199003070054', { kind: 'individual', id: '110101199003070062' }]
    const entered = async (command: object) => {
      const { status, body } = await post('/commands', command)
      expect([status, body.detail]).toEqual([201, undefined])
      return body.event
    }
    await entered({ type: 'enrolDriver', id: driver, licence })
    await entered({ type: 'enrolVehicle', id: '京A77777', owner, plateType: '02', operating: false })
    const how = { channel: 'app', ownerConsent: 'qr', identityVerified: true }
    const bound = await entered({ type: 'bind', driver, vehicle: '京A77777', ...how })
    const record = { vehicle: '京A77777', occurredAt: bound.at, fine: 10_000, points: 3, recordedBy: 'monitoring' }
    await entered({ type: 'recordViolation', id: 'V7', ...record })
    const handled = await entered({ type: 'handle', driver, violation: 'V7', channel: 'app', identityVerified: true })
    const headers = { 'x-authenticated-user': 'chief', 'accept-language': 'en' }
    const corrected = (changes: readonly object[], key?: string) => {
      const keyed = { ...headers, ...(key !== undefined && { 'idempotency-key': key }) }
      return post('/corrections', { changes, ground: 'the wrong vehicle' }, keyed)
    }
    const told = await corrected([{ omit: bound.position }])
    expect([told.status, told.body.code]).toEqual([409, 'conflicts'])
    expect(told.body.conflicts).toEqual([
      { event: handled.position, change: null, code: 'open-binding', detail: expect.stringContaining('not bound') },
    ])
    const changes = [{ omit: bound.position }, { omit: handled.position }]
    const done = await corrected(changes, 'c1')
    expect([done.status, done.body.event]).toEqual([
      201,
      expect.objectContaining({
        type: 'history-corrected',
        omitted: [bound.position, handled.position],
        points: [{ driver, before: 3, after: 0 }],
        note: { by: 'chief', request: expect.any(String) },
      }),
    ])
    expect((await corrected(changes, 'c1')).body).toEqual(done.body)
    const { events } = await get('/events')
    const omitted = events.filter(({ omittedBy }: Any) => omittedBy === done.body.event.position)
    expect(omitted.map(({ position }: Any) => position)).toEqual([bound.position, handled.position])
    for (const [wrong, status] of [
      [{ changes: [{ drop: 1 }], ground: 'x' }, 400],
      [{ changes: [{ omit: bound.position }], ground: 'x' }, 409],
      [null, 400],
    ] as const)
      expect((await post('/corrections', wrong, headers)).status, JSON.stringify(wrong)).toBe(status)
    const { paths } = await get('/openapi.json')
    const { schema } = paths['/corrections'].post.requestBody.content['application/json']
    const isValid = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)
    expect(isValid({ changes, ground: 'x' }), JSON.stringify(isValid.errors)).toBe(true)
    expect(isValid({ changes: [{ drop: 1 }], ground: 'x' })).toBe(false)
  })

  test('logs a line a request, and no id of anybody', async () => {
    const { lines } = service
    const requests = lines.map((line) => JSON.parse(line)).filter(({ method }) => method !== undefined)
    expect(requests.length).toBeGreaterThan(20)
    expect(requests[0]).toEqual({
      request: expect.any(String),
      method: 'GET',
      route: '/health',
      status: 200,
      ms: expect.any(Number),
    })
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

test.skipIf(!isInstalled)(
  'npm start hands on the signal that ends it: the server stops, and nothing is left running',
  async () => {
    const shop = await workshop('service', 'form')
    mkdirSync(join(shop.example, 'dist'))
    renameSync(await shop.built('main.ts'), join(shop.example, 'dist', 'main.mjs'))
    // What is built before the start is there.
    const npm = spawn('npm', ['start', '--ignore-scripts'], {
      cwd: shop.example,
      env: { ...process.env, PORT: '0', DATABASE_URL: undefined },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    })
    try {
      let text = ''
      await new Promise<void>((resolve, reject) => {
        npm.on('exit', () => reject(new Error(`it ended:\n${text}`)))
        npm.stdout.on('data', (chunk: Buffer) => {
          text += chunk
          if (text.includes('"listening"')) resolve()
        })
      })
      // Whoever still runs holds the stream open.
      const closed = new Promise((resolve) => npm.once('close', resolve))
      npm.kill('SIGTERM')
      await closed
      expect(text).toContain('{"stopped":true}')
    } finally {
      try {
        process.kill(-(npm.pid as number), 'SIGKILL')
      } catch {
        // Nobody is left.
      }
      shop.remove()
    }
  },
)

test.skipIf(!isInstalled)(
  'what cannot start says why in a line of its log, without any address, and ends with 1',
  async () => {
    const shop = await workshop('service', 'form')
    const busy = createServer()
    try {
      const main = await shop.built('main.ts')
      await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve))
      const { port } = busy.address() as AddressInfo
      const started = async (env: Readonly<Record<string, string | undefined>>) => {
        const child = spawn(process.execPath, [main], {
          env: { ...process.env, DATABASE_URL: undefined, ...env },
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        let text = ''
        for (const stream of [child.stdout, child.stderr]) {
          stream.on('data', (chunk: Buffer) => {
            text += chunk
          })
        }
        const code = await new Promise((resolve) => child.once('close', resolve))
        return [code, text]
      }
      const failed = (code: string) => [1, `${JSON.stringify({ failed: code })}\n`]
      for (const bad of ['abc', '65536', '-1', '']) expect(await started({ PORT: bad })).toEqual(failed('bad-port'))
      expect(await started({ PORT: String(port) })).toEqual(failed('EADDRINUSE'))
      // Nobody listens at the port of nothing.
      const nowhere = 'postgres://somebody:secret@127.0.0.1:1/none'
      expect(await started({ PORT: '0', DATABASE_URL: nowhere })).toEqual(failed('ECONNREFUSED'))
      // Here somebody listens who is no database and says nothing.
      const silent = `postgres://somebody:secret@127.0.0.1:${port}/none`
      expect(await started({ PORT: '0', DATABASE_URL: silent })).toEqual(
        failed('Connection terminated due to connection timeout'),
      )
    } finally {
      busy.close()
      shop.remove()
    }
  },
)

describe.skipIf(!isInstalled)('what the document of the example service says of its answers', () => {
  const PROBLEM = 'application/problem+json'
  const AT = '2026-01-05T09:30:00+08:00'
  const violation = { driver: DRIVER, vehicle: '京A12345', occurredAt: AT, fine: 20_000, points: 3 }
  const { fine: _, ...asked } = violation
  const handled = { ...asked, fineYuan: '200', points: '3', violation: 'V1' }
  const json = { 'content-type': 'application/json' }
  const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' }
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
  const command = { type: 'payFine', violation: 'V1' }
  const partsOf = (fields: object) =>
    `${Object.entries(fields)
      .map(([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      .join('')}--x--\r\n`
  const long = 'x'.repeat(2 ** 20)
  const failing = (code: string) => async () => {
    throw Object.assign(new Error('it failed'), { code })
  }
  /** All the facts that the example asks the store for. */
  const facts = {
    at: AT,
    ...violation,
    channel: 'web',
    offenderPresent: false,
    identityVerified: true,
    vehicleOwner: 'owner',
    plateType: '02',
    violationState: 'open',
    recordedBy: 'monitoring',
    boundSince: '2025-12-01T10:00:00+08:00',
    firstBinding: true,
    licenceStates: [],
    licenceClasses: ['C1'],
    pointsHeld: 0,
    fullScoreStudies: 0,
    othersVehiclesHandledThisYear: 1,
    vehicleOtherDriversThisYear: 1,
    ownedSince: '2020-06-01T10:00:00+08:00',
  }
  const event = {
    type: 'fine-paid',
    violation: 'V1',
    at: '2026-01-05T09:30:00.000+08:00',
    driver: DRIVER,
    paidOn: '2026-01-05',
    ruleSet: 'cn',
    position: '1-1',
  }
  const accepting = async () => ({ status: 'accepted', event })
  const STORE = {
    execute: accepting,
    correct: async () => ({ ...(await accepting()), entered: [event] }),
    handlingFacts: async () => facts,
    openViolationsFor: failing('unknown-driver'),
    remainingBindings: failing('unknown-driver'),
    executeMany: async (commands: object[]) => Promise.all(commands.map(accepting)),
    events: async () => ({ events: [], next: '0-0' }),
  }
  const invalid = async () => {
    throw Object.assign(new Error('it failed'), { code: 'invalid', ...parseDriverId(' ') })
  }

  type Ask = {
    readonly headers?: Record<string, string>
    readonly payload?: string
    readonly store?: object
    readonly writable?: boolean
  }
  const [COMMAND, FORM] = [
    { headers: json, payload: JSON.stringify(command) },
    { headers: multipart, payload: partsOf(handled) },
  ]
  const payments = [{ receipt: 'b1', violation: 'V1', paidOn: '2026-01-04' }]
  const FILE = { headers: json, payload: JSON.stringify({ file: 'f1', payments }) }
  const CORRECTION = { headers: json, payload: JSON.stringify({ changes: [{ omit: '1-1' }], ground: 'a mistake' }) }
  const correcting = (outcome: object) => ({ store: { correct: async () => outcome } })
  const conflicts = [{ event: '2-2', change: null, command: { ...command, at: AT }, code: 'violation-open' }]
  const refusing = (code: string) => ({ execute: async () => ({ status: 'refused', code }) })
  const factsWith = (changes: object) => ({ handlingFacts: async () => ({ ...facts, ...changes }) })
  const healthFailing = (code: string) => ({ remainingBindings: failing(code) })
  const openFailing = (code: string) => ({ openViolationsFor: failing(code) })
  const [OPEN, OTHER_TEXT] = ['/drivers/d/open-violations', { headers: { 'content-type': 'text/plain' }, payload: 'x' }]
  const ASKED: readonly (readonly [of: string, method: 'GET' | 'POST', url: string, status: number, ask: Ask])[] = [
    ['well', 'GET', '/health', 200, {}],
    ['a store that fails', 'GET', '/health', 500, { store: healthFailing('bad-row') }],
    ['a store under another law', 'GET', '/health', 503, { store: healthFailing('other-law') }],
    ['a server that takes no writes', 'GET', '/health', 503, { writable: false }],
    ['the document', 'GET', '/openapi.json', 200, {}],
    ['a command', 'POST', '/commands', 201, COMMAND],
    ['JSON that breaks off', 'POST', '/commands', 400, { headers: json, payload: '{"type":' }],
    ['nobody', 'POST', '/commands', 404, { ...COMMAND, store: refusing('unknown-violation') }],
    ['what is refused', 'POST', '/commands', 409, { ...COMMAND, store: refusing('violation-open') }],
    ['too much', 'POST', '/commands', 413, { headers: json, payload: JSON.stringify({ ...command, long }) }],
    ['text', 'POST', '/commands', 415, OTHER_TEXT],
    ['a store that fails', 'POST', '/commands', 500, { ...COMMAND, store: { execute: failing('bad-clock') } }],
    ['others who were first', 'POST', '/commands', 503, { ...COMMAND, store: { execute: failing('contention') } }],
    ['a form in JSON', 'POST', '/handlings', 201, { headers: json, payload: JSON.stringify(handled) }],
    [
      'a form in an address',
      'POST',
      '/handlings',
      201,
      { headers: urlencoded, payload: String(new URLSearchParams(handled as never)) },
    ],
    ['a form in parts', 'POST', '/handlings', 201, FORM],
    ['a form that breaks off', 'POST', '/handlings', 400, { headers: multipart, payload: '--x\r\nbroken' }],
    [
      'a driver who is not there',
      'POST',
      '/handlings',
      404,
      { ...FORM, store: { handlingFacts: failing('unknown-driver') } },
    ],
    ['a full score', 'POST', '/handlings', 409, { ...FORM, store: factsWith({ pointsHeld: 12 }) }],
    ['too much', 'POST', '/handlings', 413, { headers: urlencoded, payload: long + long }],
    ['text', 'POST', '/handlings', 415, OTHER_TEXT],
    ['a store that lacks a fact', 'POST', '/handlings', 500, { ...FORM, store: factsWith({ pointsHeld: undefined }) }],
    [
      'a connection that is lost',
      'POST',
      '/handlings',
      503,
      { ...FORM, store: { handlingFacts: failing('ECONNRESET') } },
    ],
    ['a file', 'POST', '/payments', 200, FILE],
    ['no file', 'POST', '/payments', 400, { headers: json, payload: '{"file":"f1","payments":{}}' }],
    ['too much', 'POST', '/payments', 413, { headers: json, payload: JSON.stringify({ payments: [long, long] }) }],
    ['text', 'POST', '/payments', 415, OTHER_TEXT],
    ['a store that fails', 'POST', '/payments', 500, { ...FILE, store: { executeMany: failing('bad-row') } }],
    ['a server that takes no writes', 'POST', '/payments', 503, { ...FILE, store: { executeMany: failing('25006') } }],
    ['a correction', 'POST', '/corrections', 201, CORRECTION],
    [
      'no changes',
      'POST',
      '/corrections',
      400,
      { ...CORRECTION, ...correcting({ status: 'invalid', ...parseDriverId(' ') }) },
    ],
    [
      'what would not stand',
      'POST',
      '/corrections',
      409,
      { ...CORRECTION, ...correcting({ status: 'refused', code: 'conflicts', conflicts }) },
    ],
    ['too much', 'POST', '/corrections', 413, { headers: json, payload: JSON.stringify({ ...command, long }) }],
    ['text', 'POST', '/corrections', 415, OTHER_TEXT],
    ['a store that fails', 'POST', '/corrections', 500, { ...CORRECTION, store: { correct: failing('bad-row') } }],
    [
      'others who were first',
      'POST',
      '/corrections',
      503,
      { ...CORRECTION, store: { correct: failing('contention') } },
    ],
    ['a driver', 'GET', OPEN, 200, { store: { openViolationsFor: async () => [] } }],
    ['no id', 'GET', '/drivers/%20/open-violations', 400, { store: { openViolationsFor: invalid } }],
    ['nobody', 'GET', OPEN, 404, {}],
    ['a clock ahead', 'GET', OPEN, 409, { store: openFailing('out-of-order') }],
    ['a store that fails', 'GET', OPEN, 500, { store: openFailing('bad-row') }],
    ['a statement that takes too long', 'GET', OPEN, 503, { store: openFailing('57014') }],
    ['events', 'GET', '/events?limit=1', 200, {}],
    ['no position', 'GET', '/events?after=1&after=2', 400, { store: { events: invalid } }],
    ['a store that fails', 'GET', '/events', 500, { store: { events: failing('not-migrated') } }],
    ['a server that is silent', 'GET', '/events', 503, { store: { events: failing('Query read timeout') } }],
  ]

  let shop: Workshop
  // biome-ignore lint/suspicious/noExplicitAny: an app of a framework.
  let appOn: (store: object, patience?: number, writable?: boolean) => any
  const lines: string[] = []
  beforeAll(async () => {
    shop = await workshop('service', 'form')
    const { service } = await shop.load<Any>('app.ts')
    appOn = (store, patience, writable = true) =>
      service({
        store: { ...STORE, ...store },
        isWritable: async () => writable,
        pages: '',
        log: (line: string) => lines.push(line),
        patience,
      })
  })
  afterAll(() => shop?.remove())

  // English gives Chinese terms in brackets.
  const titles = { zh: /^[\u4e00-\u9fff].*。$/, en: /^(?:[\x20-\x7e]|\([\u4e00-\u9fff]+\))+$/ }
  const inBoth = async (store: object, request: object, writable = true): Promise<readonly Any[]> =>
    Promise.all(
      (['zh', 'en'] as const).map(async (language) => {
        const { headers, ...rest } = request as { headers?: object }
        const answer = await appOn(store, undefined, writable).inject({
          ...rest,
          headers: { ...headers, 'accept-language': language },
        })
        if (answer.statusCode < 400) return answer
        const body = answer.json()
        expect([answer.headers['content-type'], body.status]).toEqual([
          expect.stringContaining(PROBLEM),
          answer.statusCode,
        ])
        expect(body.title).toMatch(titles[language])
        expect(body.detail ?? body.title).toMatch(titles[language])
        expect(body.type).toBe(
          body.code === undefined ? `urn:example:status:${body.status}` : `urn:demerit:${body.code}`,
        )
        return answer
      }),
    )

  test.each(ASKED)('%s: %s %s is %i, and a problem in the language asked for', async (_, method, url, status, ask) => {
    const { store = {}, writable, ...rest } = ask
    const answers = await inBoth(store, { method, url, ...rest }, writable)
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([status, status])
    const document = (await appOn({}).inject('/openapi.json')).json()
    for (const answer of answers) {
      asDescribed(document, method.toLowerCase(), url, status, answer.json())
      expect(answer.headers['retry-after']).toBe(status === 503 ? '5' : undefined)
    }
    const { paths } = document
    const { requestBody, responses } = paths[pathOf(url)][method.toLowerCase()]
    expect(Object.keys(responses[status].content)).toEqual([status < 400 ? 'application/json' : PROBLEM])
    if (status === 415 || rest.headers === undefined) return
    expect(Object.keys(requestBody.content)).toContain(rest.headers['content-type']?.replace(/;.*/, ''))
  })

  test('README lists the problems of each address as the document does', async () => {
    const { paths } = (await appOn({}).inject('/openapi.json')).json()
    const described = Object.entries<Any>(paths).map(([path, methods]) => {
      const [[method, { responses }]] = Object.entries<Any>(methods) as [[string, Any]]
      const problems = Object.keys(responses).filter((status) => Number(status) >= 400)
      return [`${method.toUpperCase()} ${path}`, problems.join(' ')]
    })
    const page = readFileSync(join(ROOT, 'docs/examples/service/README.md'), 'utf8')
    const listed = [...page.matchAll(/^\| `(\w+ \/[^`]*)` +\|[^|]+\| ([\d ]*) *\|$/gm)].map(([, of, problems]) => [
      of,
      problems?.trim(),
    ])
    expect(listed.sort()).toEqual([['GET /', ''], ...described].sort())
  })

  test('whatever the document lists was asked for above: each status, and each type of a body', async () => {
    const { paths } = (await appOn({}).inject('/openapi.json')).json()
    const listed = Object.entries<Any>(paths).flatMap(([path, methods]) =>
      Object.entries<Any>(methods).flatMap(([method, { responses, requestBody }]) => [
        ...Object.keys(responses).map((status) => `${method} ${path} ${status}`),
        ...Object.keys(requestBody?.content ?? {}).map((type) => `${method} ${path} ${type}`),
      ]),
    )
    const asked = ASKED.flatMap(([, method, url, status, { headers }]) => {
      const path = pathOf(url)
      const type = headers?.['content-type']?.replace(/;.*/, '')
      return [String(status), ...(status < 400 && type !== undefined ? [type] : [])].map(
        (each) => `${method.toLowerCase()} ${path} ${each}`,
      )
    })
    expect([...new Set(listed)].sort()).toEqual([...new Set(asked)].sort())
  })

  test.each([
    ['PUT', '/commands', 'POST'],
    ['GET', '/handlings', 'POST'],
    ['POST', '/health', 'GET, HEAD'],
  ])('%s %s is 405, and says what there is', async (method, url, allowed) => {
    const answer = await appOn({}).inject({ method, url, headers: { 'content-type': 'text/csv' }, payload: 'x' })
    expect([answer.statusCode, answer.headers.allow.split(', ').sort().join(', ')]).toEqual([405, allowed])
    expect(answer.headers['content-type']).toContain(PROBLEM)
  })

  test.each([
    ['', 'zh-CN'],
    ['en', 'en'],
    ['zh;q=0.1,en;q=0.9', 'en'],
    ['en;q=0.1, zh-Hans-CN;q=0.9', 'zh-CN'],
    ['en;q=0', 'zh-CN'],
    ['*', 'zh-CN'],
    ['fr, de;q=0.9, EN;q=0.2', 'en'],
  ])('of the languages %j it answers in %s, and says so', async (accepted, language) => {
    const request = { method: 'POST', url: '/commands', payload: command }
    const key = { 'idempotency-key': 'k' }
    for (const [status, store] of [
      [201, {}],
      [503, { execute: failing('contention') }],
    ] as const) {
      const answer = await appOn(store).inject({ ...request, headers: { ...key, 'accept-language': accepted } })
      expect(answer.statusCode).toBe(status)
      expect([answer.headers['content-language'], answer.headers.vary]).toEqual([language, 'accept-language'])
      expect(/[\u4e00-\u9fff]/.test(answer.body)).toBe(language === 'zh-CN')
    }
  })

  /** A connection as it is, and what is answered on it until it ends. */
  const opened = async (
    app: Any,
  ): Promise<{ readonly write: (text: string) => void; readonly answered: Promise<string> }> => {
    await app.listen({ port: 0, host: '127.0.0.1' })
    const socket = connect(app.server.address().port, '127.0.0.1').setEncoding('utf8')
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    const answered = new Promise<string>((resolve, reject) => {
      socket.on('error', reject)
      socket.on('end', () => resolve(text))
    })
    return { write: (sent) => void socket.write(sent), answered }
  }

  const [BAD, TOO_LARGE] = [
    { both: '请求有误。 Bad Request', en: 'Bad Request', zh: '请求有误。' },
    'Request Header Fields Too Large',
  ]
  const large = `x: ${'x'.repeat(20_000)}`
  const chunked = 'POST /commands HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked'
  test.each([
    ['such headers behind a language', `GET / HTTP/1.1\r\nAccept-Language: en\r\n${large}\r\n\r\n`, 431, TOO_LARGE],
    ['what is no HTTP', 'hello\r\n\r\n', 400, BAD.both],
    ['a header that is none', 'GET / HTTP/1.1\r\naccept-language: zh-CN\r\nx y\r\n\r\n', 400, BAD.zh],
    ['a chunk that is none', `${chunked}\r\naccept-language: en\r\n\r\nzz\r\n`, 400, BAD.en],
    ['no host', 'GET /health HTTP/1.1\r\naccept-language: en\r\nconnection: close\r\n\r\n', 400, BAD.en],
  ])('%s: a problem too, in both languages where none is known', async (_, text, status, title) => {
    const app = appOn({})
    const { write, answered } = await opened(app)
    write(text)
    const [head, body] = (await answered).split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*content-type: ${PROBLEM.replace('+', '\\+')}`, 's'))
    expect(JSON.parse(body as string)).toEqual({ type: `urn:example:status:${status}`, title, status })
    const tags = /[\u4e00-\u9fff]/.test(title) ? ['zh-CN', ...(/[a-z]/.test(title) ? ['en'] : [])] : ['en']
    expect(head).toContain(`content-language: ${tags.join(', ')}\r\n`)
    await app.close()
  })

  test('without its script the page is answered with a sentence, and no JSON', async () => {
    const request = { method: 'POST', url: '/handlings', headers: { ...urlencoded, accept: 'text/html,*/*' } }
    for (const [payload, status, said] of [
      [String(new URLSearchParams(handled as never)), 201, /^已办理。$/],
      ['driver=1', 400, /^[^{]*驾驶证号[^{]*$/],
      [long + long, 413, /^提交的内容过大。$/],
    ] as const) {
      const answer = await appOn({}).inject({ ...request, payload })
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([status, 'text/plain; charset=utf-8'])
      expect(answer.headers.vary).toBe('accept, accept-language')
      expect(answer.body).toMatch(said)
    }
  })

  test.each([
    ['before its headers are whole', 'GET /health HT', '请求超时，请重试。 Request Timeout'],
    [
      'within its body',
      'POST /commands HTTP/1.1\r\nhost: x\r\naccept-language: en\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
      'Request Timeout',
    ],
  ])('a client that stalls %s is told so: 408', async (_, text, title) => {
    const app = appOn({}, 100)
    const { write, answered } = await opened(app)
    write(text)
    const [head, body] = (await answered).split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 408 /)
    expect(JSON.parse(body as string)).toEqual({ type: 'urn:example:status:408', title, status: 408 })
    await app.close()
  })

  test.each([
    ['another charset', { 'content-type': 'application/json; charset=gb18030' }],
    ['such a form', { 'content-type': 'application/x-www-form-urlencoded;charset="GBK"' }],
    ['what is packed', { ...json, 'content-encoding': 'gzip' }],
  ])('%s would be read as other text: 415', async (_, headers) => {
    const url = headers['content-type'].includes('json') ? '/commands' : '/handlings'
    const answers = await inBoth({}, { method: 'POST', url, headers, payload: JSON.stringify(command) })
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([415, 415])
  })

  test('the log of what failed has its code, and nothing else of it', async () => {
    lines.length = 0
    await appOn({ events: failing('not-migrated') }).inject('/events')
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { route: '/events', error: 'not-migrated' },
      { request: expect.any(String), method: 'GET', route: '/events', status: 500, ms: expect.any(Number) },
    ])
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
    const owner = { kind: 'individual', id: OTHER }
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
    const openViolationsFor = () => fetch(`${third.url}/drivers/${DRIVER}/open-violations`)
    expect((await openViolationsFor()).status).toBe(200)
    // A table that somebody else has locked is not waited for without end.
    const { default: pg } = await third.shop.use<Any>('pg')
    const other = new pg.Client({ connectionString: server.url })
    await other.connect()
    await other.query('BEGIN; LOCK TABLE demerit.drivers, demerit.migrations')
    // But who starts waits for whoever makes the tables, here from before to behind all that the third waits.
    const fourth = startService(server.url)
    const isWaited = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'demerit.migrations'::regclass"
    while ((await other.query(isWaited)).rows.length === 0);
    expect((await fetch(`${third.url}/health`)).status).toBe(503)
    expect(third.lines.some((line) => line.includes('"55P03"'))).toBe(true)
    await other.end()
    const { remove } = await fourth
    remove()
    expect((await fetch(`${third.url}/health`)).status).toBe(200)
    // Its idle connections are cut: it goes on, on new ones.
    await server.stop()
    await server.start()
    expect((await openViolationsFor()).status).toBe(200)
    expect(third.child.exitCode).toBeNull()
    expect(third.lines.some((line) => line.includes('"idle"'))).toBe(true)
    third.remove()
  })

  /**
   * Forty requests at once, a correction and malformed ones among them, to two workers; what is not answered, or is not for now, is sent again, to
   * the second. Once ten are answered something breaks. Each is executed once.
   */
  async function fortyRequests(first: Service, second: Service, breaks: () => unknown): Promise<void> {
    type Request = readonly [path: string, body: object, key: string]
    const send = async ({ url }: Service, [path, body, key]: Request) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key }
      const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: answer.status, body: (await answer.json()) as Any }
    }
    const [driver, vehicle] = ['110101199003070070', '京A80000']
    const licence = { states: [], classes: ['C1'], firstIssuedOn: '2016-05-05' }
    const owner = { kind: 'individual', id: driver }
    const recorded = (id: string) => {
      const occurredAt = '2026-01-05T09:30:00+08:00'
      return { type: 'recordViolation', id, vehicle, occurredAt, fine: 10_000, points: 1, recordedBy: 'monitoring' }
    }
    const begin: object[] = [
      { type: 'enrolDriver', id: driver, licence },
      { type: 'enrolVehicle', id: vehicle, owner, plateType: '02', operating: false },
      recorded('W0'),
    ]
    let last: Any
    for (const [index, each] of begin.entries()) last = await send(second, ['/commands', each, `begin-${index}`])
    const changes = [{ omit: last.body.event.position }]
    const requests = Array.from({ length: 40 }, (_, index): Request => {
      if (index === 15) return ['/corrections', { changes, ground: 'never happened' }, 'w-15']
      if (index % 13 === 0) return ['/commands', { type: 'recordViolation', id: `W${index}` }, `w-${index}`]
      return ['/commands', recorded(`W${index}`), `w-${index}`]
    })
    let answered = 0
    let broken: unknown
    const answers = await Promise.all(
      requests.map(async (request, index) => {
        for (let service = index % 2 === 0 ? first : second; ; service = second) {
          const answer = await send(service, request).catch(() => undefined)
          if (answer !== undefined && answer.status !== 503) {
            if (++answered === 10) broken = breaks()
            return answer
          }
          await setTimeout(20)
        }
      }),
    )
    await broken
    const malformed = [0, 13, 26, 39]
    expect(answers.map(({ status }) => status)).toEqual(
      requests.map((_, index) => (malformed.includes(index) ? 400 : 201)),
    )
    const { events } = (await (await fetch(`${second.url}/events`)).json()) as Any
    const since = events.filter(({ id, type }: Any) => /^W/.test(id) || type === 'history-corrected')
    const names = since.map(({ id, type }: Any) => id ?? type)
    const ids = requests.flatMap((_, index) => (index === 15 || malformed.includes(index) ? [] : [`W${index}`]))
    expect(names.sort()).toEqual(['W0', ...ids, 'history-corrected'].sort())
    expect(since.filter(({ omittedBy }: Any) => omittedBy !== undefined).map(({ id }: Any) => id)).toEqual(['W0'])
    const open = (await (await fetch(`${second.url}/drivers/${driver}/open-violations`)).json()) as Any
    expect(open.map(({ violation }: Any) => violation).sort()).toEqual(ids.sort())
  }

  test('forty requests to two workers of which one is killed: each is executed once', async () => {
    const [first, second] = await Promise.all([startService(server.url), startService(server.url)])
    await fortyRequests(first, second, () => first.child.kill('SIGKILL'))
    for (const { remove } of [first, second]) remove()
  })

  test('forty requests while the server fails over: it is not well until writes are taken, and each is executed once', async () => {
    const pair = await postgresPair()
    // The address that both servers have, one after the other.
    let port = pair.port
    const relay = createServer((from) => {
      const to = connect(port, '127.0.0.1')
      for (const [one, other] of [
        [from, to],
        [to, from],
      ] as const)
        one.on('error', () => other.destroy()).on('close', () => other.destroy())
      from.pipe(to).pipe(from)
    })
    await once(relay.listen(0, '127.0.0.1'), 'listening')
    const address = (relay.address() as AddressInfo).port
    const service = await startService(pair.standby.url.replace(`:${pair.standby.port}/`, `:${address}/`))
    const health = async () => (await fetch(`${service.url}/health`)).status
    const seen: number[] = []
    await fortyRequests(service, service, async () => {
      await pair.fail()
      port = pair.standby.port
      // Connections lead to a server that takes no writes, and commands come there.
      while (!service.lines.some((line) => line.includes('"25006"'))) await setTimeout(20)
      seen.push(await health())
      await pair.promote()
      while ((await health()) !== 200);
      seen.push(await health())
    })
    expect(seen).toEqual([503, 200])
    service.remove()
    relay.close()
    await pair.remove()
  })
})

import { isUtf8 } from 'node:buffer'
import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { METHODS } from 'node:http'
import { MIMEType } from 'node:util'
import { type HandlingFacts, type Issue, parseViolationId, REFUSAL_CODES } from 'demerit'
import { problemOfIssues, problemOfJudgement, problemOfOutcome } from 'demerit/explain'
import { finalForm, type Message } from 'demerit/form'
import type { Store, StoreCommand, StoredEvent, StoreOutcome } from 'demerit/postgres'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { formIn, HERE } from '../form/form.ts'
import { connections } from './connections.ts'
import { openApi } from './openapi.ts'
import { formWordsFor, languageOf, malformed, plainProblem, problem, told, wordsFor } from './problems.ts'

/** What the service needs of the world. */
export interface Surroundings {
  readonly store: Store
  /** Whether the database takes writes. */
  readonly isWritable: () => Promise<boolean>
  /** The folder with the page of the form. */
  readonly pages: string
  /** Takes one line of the log. */
  readonly log: (line: string) => void
  /** How many milliseconds a request may take to come in, and how long a stop waits for those under way; 30,000 unless given. */
  readonly patience?: number
}

/** What the framework or the store throws. */
type Failure = Error & { readonly statusCode?: number; readonly code?: string; readonly issues?: readonly Issue[] }

/** The service: commands as JSON, the form of a page, a file of payments, corrections, what a driver can handle, events, health, and its own description. */
export function service({ store, isWritable, pages, log, patience = 30_000 }: Surroundings): FastifyInstance {
  const { unread, watch } = connections(patience, log)
  // What comes in while the service stops is answered too. An address that cannot be read goes to no route, and what is no HTTP is no request.
  const app = Fastify({
    return503OnClosing: false,
    // Of its own, whichever process it was.
    genReqId: () => randomUUID(),
    requestTimeout: patience,
    // An id that is too long is malformed, as any other id, up to what headers may have.
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (error, request, reply) => {
      log(JSON.stringify({ unread: error.code }))
      failed(error, request, reply)
    },
    clientErrorHandler: unread,
    // Node would allow a minute where headers may take longer than requests, and answer what has no host with no problem.
    http: { headersTimeout: patience, connectionsCheckingInterval: patience, requireHostHeader: false },
  })

  watch(app)

  // One line an answer, without ids of persons: the route as it is declared, never the address that was asked for. It is written before
  // the answer is sent, since what a client that is gone asked for was done too.
  app.addHook('onSend', async (request, reply) => {
    const { method, routeOptions } = request
    const answer = { request: request.id, method, route: routeOptions.url ?? 'unknown', status: reply.statusCode }
    const ms = Math.round(reply.elapsedTime)
    log(JSON.stringify({ ...answer, ms, ...(reply.raw.destroyed && { gone: true }) }))
  })
  // Fastify measures how long an answer takes only where a hook waits for its end.
  app.addHook('onResponse', async () => {})
  app.setErrorHandler(failed)
  app.setNotFoundHandler((_, reply) => plainProblem(reply, 404))

  app.addHook('onRequest', async ({ raw, headers }) => {
    // Of two such headers Node gives the first.
    const names = raw.rawHeaders.flatMap((each, index) => (index % 2 === 0 ? each.toLowerCase() : []))
    const isTwice = (name: string) => names.indexOf(name) !== names.lastIndexOf(name)
    if (isTwice('host') || isTwice('content-type')) throw statusOnly(400)
    if (raw.httpVersion === '1.1' && headers.host === undefined) throw statusOnly(400)
  })
  // A server may pass over what a client expects. Node would answer 417 by itself.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  // What is not in UTF-8, or packed, would be read as other text. What Fastify would read as text is nothing that this service takes.
  app.addHook('preParsing', async ({ headers }) => {
    const coding = headers['content-encoding'] ?? 'identity'
    const isRead = /^(utf-?8|us-ascii)$/i.test(charsetIn(headers['content-type'] ?? ''))
    if (!isRead || coding.toLowerCase() !== 'identity') throw statusOnly(415)
  })
  app.removeContentTypeParser('text/plain')
  // Fastify would put U+FFFD where bytes are none of UTF-8, and events are kept for good.
  app.removeContentTypeParser('application/json')
  const readJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body)) readJson(request, body.toString(), done)
    else done(statusOnly(400))
  })

  function failed(error: Failure, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    // The store has nothing to judge, since somebody or something is not there.
    const code = REFUSAL_CODES.find((each) => each === error.code)
    if (code !== undefined) {
      return problem(reply, problemOfOutcome({ status: 'refused', code }, wordsFor(request)))
    }
    // What was asked is malformed, such as the position of an event in an address.
    if (error.code === 'invalid' && error.issues !== undefined) {
      return problem(reply, malformed(request, error.issues))
    }
    const status = error.statusCode ?? (PASSES.test(error.code ?? '') ? 503 : 500)
    if (status === 503) reply.header('retry-after', WAIT)
    // A client that still sends would be cut before it reads the answer. What more it sends is passed over, for as long as a request may take.
    if (status === 413) reply.removeHeader('connection')
    // Of an error the code names nobody; its properties can.
    if (status >= 500)
      log(JSON.stringify({ route: request.routeOptions.url ?? 'unknown', error: error.code ?? error.name }))
    return plainProblem(reply, status)
  }

  // At the address of another method, of whichever Node knows, it is said which there are. No body of one is read.
  for (const method of METHODS) {
    if (!TAKEN.includes(method)) app.addHttpMethod(method, { hasBody: false, overrideExisting: true })
  }
  const methodsOf = new Map<string, string[]>()
  app.addHook('onRoute', ({ url, method }) => {
    methodsOf.set(url, [...(methodsOf.get(url) ?? []), ...[method].flat()])
  })

  app.get('/health', async () => {
    // This fails where commands do, as under another law, or where the clock is days off. The driver of this number need not be there.
    await store.remainingBindings('11010519491231002X').catch((error: Failure) => {
      if (error.code !== 'unknown-driver') throw error
    })
    if (!(await isWritable())) throw statusOnly(503)
    return { status: 'ok' }
  })
  app.get('/openapi.json', async () => openApi())
  app.get('/', async (_, reply) => reply.type('text/html').send(await readFile(`${pages}/index.html`)))
  app.get('/page.css', async (_, reply) => reply.type('text/css').send(await readFile(`${pages}/page.css`)))
  app.get('/page.js', async (_, reply) => reply.type('text/javascript').send(await readFile(`${pages}/page.js`)))

  app.post<{ Body: StoreCommand }>('/commands', async (request, reply) => {
    // The store reads what is sent as untrusted, and ids as they are written here. It stamps commands: one with a time of its own is malformed.
    const key = keyOf(request)
    return answered(
      reply,
      await store.execute(request.body, { note: noteOf(request), ...(key !== undefined && { key }) }),
    )
  })

  // What a bank reports, days late: each row is told by itself, judged in the order of the days of payment. The same file again gets the same
  // answers, and pays nothing twice. What was refused comes again in a later file, and is told with the payment that stands, if one does.
  app.post('/payments', async (request, reply) => {
    const { file, payments } = Object(request.body) as { readonly file?: unknown; readonly payments?: unknown }
    if (!isText(file) || !Array.isArray(payments) || payments.length > MOST_PAYMENTS) throw statusOnly(400)
    const sent: readonly Partial<Record<'receipt' | 'violation' | 'paidOn', string>>[] = payments.map(Object)
    const rows = [...sent.entries()].sort(([, { paidOn: one = '' }], [, { paidOn: other = '' }]) =>
      one < other ? -1 : Number(one > other),
    )
    const outcomes = await store.executeMany(
      rows.map(([, { violation = '', paidOn = '' }]) => ({ type: 'payFine', violation, paidOn }) as const),
      {
        keys: rows.map(([, { receipt, violation, paidOn }]) =>
          isText(receipt) ? hashOf(['bank', file, receipt, violation, paidOn]) : '',
        ),
        notes: rows.map(([, { receipt }]) => ({ ...noteOf(request), file, receipt })),
      },
    )
    const answers: object[] = []
    for (const [index, outcome] of outcomes.entries()) {
      const [row, { receipt, violation }] = rows[index] as (typeof rows)[number]
      const { status } = outcome
      const which = { ...(isText(receipt) && { receipt }), ...(isText(violation) && { violation }) }
      const answer = { row, ...which, status, ...('repeated' in outcome && { repeated: true }) }
      if (status === 'accepted') {
        const { omittedBy } = outcome.event
        const standing = omittedBy !== undefined && ((await paymentOf(String(violation))) ?? { omittedBy })
        answers[row] = { ...answer, ...standing }
        continue
      }
      const { code, detail, title } =
        status === 'invalid' ? malformed(request, outcome.issues) : problemOfOutcome(outcome, wordsFor(request))
      const standing = code === 'already-paid' ? await paymentOf(String(violation)) : undefined
      answers[row] = { ...answer, code, detail: detail ?? title, ...standing }
    }
    return told(reply).send({ payments: answers })
  })

  /** The payment that stands: its day, and what was noted of it, by whoever entered it last and by the row of the bank whose place it took. */
  async function paymentOf(violation: string): Promise<object | undefined> {
    const { events } = await store.historyOf({ violation })
    const payments = events.filter((each) => each.type === 'fine-paid')
    const standing = payments.findLast(({ omittedBy }) => omittedBy === undefined)
    if (standing === undefined) return undefined
    const notes = payments.filter((each) => placeOf(each) === placeOf(standing)).map(({ note }) => note)
    return { paid: { position: standing.position, paidOn: standing.paidOn, ...Object.assign({}, ...notes) } }
  }

  // An officer's. What is in front of this service passes it for those alone who may correct.
  app.post<{ Body: Corrected }>('/corrections', async (request, reply) => {
    const key = keyOf(request)
    const { file, receipt, ...correction } = Object(request.body) as Corrected
    // A payment that an officer enters is told from others by the row of the bank, as one that came in a file is.
    if ([file, receipt].some((each) => each !== undefined && !isText(each))) throw statusOnly(400)
    const note = { ...noteOf(request), ...(file && { file }), ...(receipt && { receipt }) }
    const outcome = await store.correct(correction, { note, ...(key !== undefined && { key }) })
    // What does not stand any more is told as conflicts, which the officer settles in the same correction.
    if (outcome.status !== 'accepted') return problem(reply, problemOfOutcome(outcome, wordsFor(request)))
    const { event, entered } = outcome
    return told(reply)
      .code(201)
      .send({ headline: DONE[languageOf(request)], event, entered })
  })

  app.register(async (forms) => {
    // What a browser sends of a form, read by the platform.
    forms.addContentTypeParser(
      ['application/x-www-form-urlencoded', 'multipart/form-data'],
      { parseAs: 'buffer' },
      async ({ headers }: FastifyRequest, body: Buffer<ArrayBuffer>) => {
        const sent = new Response(body, { headers: { 'content-type': headers['content-type'] ?? '' } })
        const form = isUtf8(body) ? await sent.formData().catch(() => undefined) : undefined
        if (form === undefined) throw statusOnly(400)
        return form
      },
    )
    // Without its script the page is sent by the browser itself, and what comes back is read by a person.
    forms.addHook<string>('onSend', async ({ headers }, reply, body) => {
      if (!headers.accept?.includes('text/html')) return body
      const { headline, detail, title } = JSON.parse(body)
      reply.type('text/plain; charset=utf-8').header('vary', 'accept, accept-language')
      return headline ?? detail ?? title
    })
    forms.post('/handlings', handling)
  })

  async function handling(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const words = wordsFor(request)
    const form = formIn(formWordsFor(request))
    const read = form.judge(request.body)
    const { driver, violation } = read.values
    if (driver === undefined || violation === undefined) {
      // No record is known to judge by: told is what cannot be read, and nothing that a rule says of what was merely claimed.
      const faults = messagesOf(read).filter(({ kind }) => kind !== 'refused')
      return problem(reply, problemOfIssues(faults, words))
    }
    // This service has no login: one client alone calls it, which vouches for the driver. Where drivers call, take the driver from the
    // session instead.
    const act = { driver, violation, ...HERE, identityVerified: true } as const
    const command = { type: 'handle', ...act } as const
    // The store does not see all that was typed: of another form, with another fine, it has to have another key.
    const sent = keyOf(request)
    const key = sent === undefined ? undefined : hashOf([sent, read.values])

    let facts: HandlingFacts
    try {
      facts = await store.handlingFacts(act)
    } catch (error) {
      // There is nothing to judge, or not any more: a first try with this key may have been answered.
      const before = key === undefined ? undefined : await store.outcomeOf(command, key)
      if (before === undefined) throw error
      return answered(reply, before)
    }
    // The facts of the store have the driver, and the vehicle of the violation: what was typed must equal them.
    const judged = finalForm(form, facts).judge(request.body)
    // What was done already is refused now. With a key the store has the word: it gives the first answer again, or refuses by the same
    // rules. It does not see what was typed, so nothing else may be wrong with it.
    const isForStore =
      judged.status === 'permitted' || (key !== undefined && messagesOf(judged).every(({ kind }) => kind === 'refused'))
    if (!isForStore) return problem(reply, problemOfJudgement(judged, words))
    return answered(reply, await store.execute(command, { note: noteOf(request), ...(key !== undefined && { key }) }))
  }

  app.get<{ Params: { driver: string } }>('/drivers/:driver/open-violations', async ({ params }) =>
    store.openViolationsFor(params.driver),
  )
  app.get<{ Querystring: { after?: string; limit?: string } }>('/events', async ({ query: { after, limit } }) =>
    store.events({ ...(after !== undefined && { after }), ...(limit !== undefined && { limit: wholeIn(limit) }) }),
  )
  // Behind all other routes.
  app.register(async (others) => {
    for (const [url, methods] of [...methodsOf]) {
      const wrong = async (_: FastifyRequest, reply: FastifyReply) =>
        plainProblem(reply.header('allow', methods.join(', ')), 405)
      const method = others.supportedMethods.filter((each) => !methods.includes(each))
      // It is said before a body is read, of whatever type.
      others.route({ url, method, onRequest: wrong, handler: wrong })
    }
  })
  return app
}

/** A number in an address, in digits: `Number` would take `0x10` and `1e2` as well. */
function wholeIn(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN
}

/** What a form says, of all fields. */
function messagesOf({
  byField,
}: {
  readonly byField: Readonly<Record<string, readonly Message[]>>
}): readonly Message[] {
  return Object.values(byField).flat()
}

/**
 * Codes of what passes, so that the client may send it again with its key: others were first, or this law is not in the tables yet; the
 * server takes no writes after a failover; the server, the network or `pg`, which has sentences for it, broke off or took too long.
 */
const PASSES =
  /^(?:contention|other-law|(?:08|40|53|57)\w{3}|25006|55P03|E(?:CONN\w+|PIPE|TIMEDOUT|HOSTUNREACH|AI_AGAIN)|.* .*)$/
/** Seconds. */
const WAIT = 5

/** What is thrown where nothing more is to be said than the status. */
function statusOnly(statusCode: number): Failure {
  return Object.assign(new Error(`answered with ${statusCode}`), { statusCode })
}

/** What became of a command: the event, or a problem in the language asked for. */
function answered(reply: FastifyReply, outcome: StoreOutcome): FastifyReply {
  const { request } = reply
  const language = languageOf(request)
  if (outcome.status === 'accepted')
    return told(reply).code(201).send({ headline: DONE[language], event: outcome.event })
  return problem(reply, problemOfOutcome(outcome, wordsFor(request), { audience: 'driver' }))
}
const DONE = { zh: '已办理。', en: 'Done.' } as const
/** The methods of the routes. */
const TAKEN = ['GET', 'HEAD', 'POST']

/** Who did it, as the login in front of this service says in UTF-8, and under which request: kept beside the event. */
function noteOf({ headers, id }: Pick<FastifyRequest, 'headers' | 'id'>): object {
  const by = Buffer.from(String(headers[USER] ?? ''), 'latin1').toString()
  return { by: by.slice(0, 100), request: id }
}
const USER = 'x-authenticated-user'
/** What an officer sends, with the row of the bank's file if it is of one. */
type Corrected = Parameters<Store['correct']>[0] & { readonly file?: string; readonly receipt?: string }

/** Where an event stands: the number of the one whose place it took, or its own. */
function placeOf({ place, position }: Pick<StoredEvent, 'place' | 'position'>): number {
  return place ?? Number(position.split('-')[1])
}

/** Rows of a file. */
const MOST_PAYMENTS = 5_000

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function charsetIn(type: string): string {
  try {
    return new MIMEType(type).params.get('charset') ?? 'utf-8'
  } catch {
    // What is no type the framework refuses.
    return 'utf-8'
  }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

/**
 * The same key with the same command gets the same answer again. Clients write it with quotation marks or without. One client alone
 * calls this service: with more, put the name of the client that was authenticated before the key, since keys are one space for all.
 */
function keyOf({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  const sent = headers[KEY]
  if (typeof sent !== 'string') return undefined
  // A key is written as every id is.
  const read = parseViolationId(sent.replace(/^"(.*)"$/, '$1'))
  if (read.ok) return read.value
  const issues = read.issues.map((issue) => ({ ...issue, path: [KEY] }))
  throw Object.assign(new Error('the key is malformed'), { code: 'invalid', issues })
}
const KEY = 'idempotency-key'

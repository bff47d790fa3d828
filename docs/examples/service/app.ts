import { readFile } from 'node:fs/promises'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { type Issue, REFUSAL_CODES } from 'demerit'
import { en, enRegistry, problemOf, zhCN, zhCNRegistry } from 'demerit/explain'
import type { Message } from 'demerit/form'
import { parseStoreCommand, type Store, type StoreOutcome } from 'demerit/postgres'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { formIn } from '../form/form.ts'
import { type Here, openApi } from './openapi.ts'

const LANGUAGES = { zh: { ...zhCN, ...zhCNRegistry }, en: { ...en, ...enRegistry } } as const

/** How whoever fills in the form comes, which the server knows. */
const HERE = { channel: 'web', offenderPresent: false } as const satisfies Here

/** What the service needs of the world. */
export interface Surroundings {
  readonly store: Store
  /** The folder with the page of the form. */
  readonly pages: string
  /** Takes one line of the log. */
  readonly log: (line: string) => void
  /** How many milliseconds a request may take to come in, and how long a stop waits for those under way; 30,000 unless given. */
  readonly patience?: number
}

/** What the framework or the store throws. */
type Failure = Error & { readonly statusCode?: number; readonly code?: string; readonly issues?: readonly Issue[] }

/** The service: commands as JSON, the form of a page, what a driver can handle, events, health, and its own description. */
export function service({ store, pages, log, patience = 30_000 }: Surroundings): FastifyInstance {
  // What comes in while the service stops is answered too. An address that cannot be read goes to no route, and what is no HTTP is no request.
  const app = Fastify({
    return503OnClosing: false,
    requestTimeout: patience,
    // An id that is too long is malformed, as any other id, up to what headers may have.
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: failed,
    clientErrorHandler: unread,
  })

  // A stop waits for what is under way, but for no client: what is answered last on a connection ends it, and one that stalls is cut.
  let closing = false
  const latest = new WeakMap<object, FastifyRequest>()
  app.addHook('preClose', async () => {
    closing = true
    setTimeout(() => app.server.closeAllConnections(), patience).unref()
  })
  app.addHook('onRequest', async (request) => void latest.set(request.raw.socket, request))
  app.addHook('onSend', async (request, reply) => {
    if (closing && latest.get(request.raw.socket) === request) reply.header('connection', 'close')
  })

  // One line a request, without ids of persons: the route as it is declared, never the address that was asked for.
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    const ms = Math.round(reply.elapsedTime)
    log(JSON.stringify({ method, route: routeOptions.url ?? 'unknown', status: reply.statusCode, ms }))
  })
  app.setErrorHandler(failed)
  app.setNotFoundHandler((request, reply) => problem(reply, plain(languageOf(request), 404)))
  // What Fastify would read as text is nothing that this service takes: 415.
  app.removeContentTypeParser('text/plain')

  function failed(error: Failure, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    // The store has nothing to judge, since somebody or something is not there.
    const code = REFUSAL_CODES.find((each) => each === error.code)
    if (code !== undefined) {
      return problem(
        reply,
        problemOf({ status: 'refused', code }, LANGUAGES[languageOf(request)], { audience: 'driver' }),
      )
    }
    // What was asked is malformed, such as the position of an event in an address.
    if (error.code === 'invalid' && error.issues !== undefined) {
      return problem(reply, problemOf(error.issues, LANGUAGES[languageOf(request)]))
    }
    const status = error.statusCode ?? 500
    // Of an error the code names nobody; its properties can.
    if (status >= 500)
      log(JSON.stringify({ route: request.routeOptions.url ?? 'unknown', error: error.code ?? error.name }))
    return problem(reply, plain(languageOf(request), status))
  }

  // At the address of another method it is said which there are.
  const methodsOf = new Map<string, string[]>()
  app.addHook('onRoute', ({ url, method }) => {
    methodsOf.set(url, [...(methodsOf.get(url) ?? []), ...[method].flat()])
  })

  app.get('/health', async () => {
    // Unlike `events` this fails where commands do, as under another law. Nobody has this id, and that is the healthy answer.
    await store.handleable('nobody').catch((error: Failure) => {
      if (error.code !== 'unknown-driver') throw error
    })
    return { status: 'ok' }
  })
  app.get('/openapi.json', async () => openApi(HERE))
  app.get('/', async (_, reply) => reply.type('text/html').send(await readFile(`${pages}/index.html`)))
  app.get('/page.css', async (_, reply) => reply.type('text/css').send(await readFile(`${pages}/page.css`)))
  app.get('/page.js', async (_, reply) => reply.type('text/javascript').send(await readFile(`${pages}/page.js`)))

  app.post('/commands', async (request, reply) => {
    // The store stamps commands with its own clock: a command with a time of its own is malformed.
    const parsed = parseStoreCommand(request.body)
    if (!parsed.ok) return problem(reply, problemOf(parsed.issues, LANGUAGES[languageOf(request)]))
    return answered(request, reply, await store.execute(parsed.value, keyOf(request)))
  })

  app.register(async (forms) => {
    // What a browser sends of a form, read by the platform.
    forms.addContentTypeParser(
      ['application/x-www-form-urlencoded', 'multipart/form-data'],
      { parseAs: 'buffer' },
      (request: FastifyRequest, body: Buffer<ArrayBuffer>) =>
        new Response(body, { headers: { 'content-type': request.headers['content-type'] ?? '' } })
          .formData()
          .catch(() => {
            throw Object.assign(new Error('a form that cannot be read'), { statusCode: 400 })
          }),
    )
    forms.post('/handlings', handling)
  })

  async function handling(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const words = LANGUAGES[languageOf(request)]
    const form = formIn(words)
    const read = form.judge(request.body)
    const { driver, violation } = read.values
    if (driver === undefined || violation === undefined) {
      // No record is known to judge by: told is what cannot be read, and nothing that a rule says of what was merely claimed.
      const faults = Object.values(read.byField).flatMap((messages) => messages ?? [])
      return problem(
        reply,
        problemOf(
          faults.filter(({ kind }) => kind !== 'refused'),
          words,
        ),
      )
    }
    // The server knows through which channel it is asked, and whether a person stands there. This service has no login: one client
    // alone calls it, which vouches for the driver. Where drivers call, take the driver from the session instead.
    const act = { driver, violation, ...HERE, identityVerified: true } as const
    // The facts of the store have the driver, and the vehicle of the violation: what was typed must equal them.
    const judged = form.final(await store.handlingFacts(act)).judge(request.body)
    const key = keyOf(request)
    // What was done already is refused now. With a key the store has the word: it gives the first answer again, or refuses by the same
    // rules. It does not see what was typed, so nothing else may be wrong with it.
    const isForStore =
      judged.status === 'permitted' ||
      (key.key !== undefined && messagesOf(judged).every(({ kind }) => kind === 'refused'))
    if (!isForStore) return problem(reply, problemOf(judged, words))
    return answered(request, reply, await store.execute({ type: 'handle', ...act }, key))
  }

  app.get<{ Params: { driver: string } }>('/drivers/:driver/handleable', async ({ params }) =>
    store.handleable(params.driver),
  )
  app.get<{ Querystring: { after?: string; limit?: string } }>('/events', async ({ query: { after, limit } }) =>
    store.events({ ...(after !== undefined && { after }), ...(limit !== undefined && { limit: Number(limit) }) }),
  )
  // Behind all other routes.
  app.register(async (others) => {
    for (const [url, methods] of [...methodsOf]) {
      const wrong = async (request: FastifyRequest, reply: FastifyReply) =>
        problem(reply.header('allow', methods.join(', ')), plain(languageOf(request), 405))
      // It is said before a body is read, of whatever type.
      others.route({ url, method: METHODS.filter((each) => !methods.includes(each)), onRequest: wrong, handler: wrong })
    }
  })
  return app
}
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

function messagesOf({ byField }: Pick<ReturnType<ReturnType<typeof formIn>['judge']>, 'byField'>): readonly Message[] {
  return Object.values(byField).flat()
}

/** What became of a command: the event, or a problem in the language asked for. */
function answered(request: FastifyRequest, reply: FastifyReply, outcome: StoreOutcome): FastifyReply {
  const language = languageOf(request)
  if (outcome.status === 'accepted')
    return told(reply).code(201).send({ headline: DONE[language], event: outcome.event })
  // The command itself was read before: what the store finds malformed is the key.
  if (outcome.status === 'invalid') {
    const [detail, path] = [KEY_IS[language], [KEY]]
    const issues = outcome.issues.map(({ code }) => ({ path, code, detail }))
    const ofKey = { ...problemOf(outcome, LANGUAGES[language]), detail, issues }
    return problem(reply, ofKey)
  }
  return problem(reply, problemOf(outcome, LANGUAGES[language], { audience: 'driver' }))
}
const DONE = { zh: '已办理。', en: 'Done.' } as const
const KEY = 'idempotency-key'
const KEY_IS = {
  zh: '请求头 Idempotency-Key 应为1至64个字母、数字、汉字或者符号，不得含有空格、引号和反斜杠。',
  en: 'The header Idempotency-Key must be 1 to 64 ASCII or Han characters, without spaces, quotation marks and backslashes.',
} as const

/** An answer in the language asked for says so, also to whoever keeps answers. */
function told(reply: FastifyReply): FastifyReply {
  return reply.headers({ 'content-language': TAGS[languageOf(reply.request)], vary: 'accept-language' })
}
const TAGS = { zh: 'zh-CN', en: 'en' } as const

function problem(reply: FastifyReply, of: { readonly status: number }): FastifyReply {
  return told(reply).code(of.status).type(PROBLEM).send(of)
}
const PROBLEM = 'application/problem+json'

interface Plain {
  readonly type: 'about:blank'
  readonly title: string
  readonly status: number
}
/** A problem of which nothing more is known than its status: its title is the phrase of that status, in the language asked for. */
function plain(language: keyof typeof LANGUAGES, status: number): Plain {
  const title = (language === 'zh' ? PHRASES[status] : STATUS_CODES[status]) ?? PHRASES_OF_OTHERS[language]
  return { type: 'about:blank', title, status }
}
const PHRASES: Readonly<Record<number, string>> = {
  400: '请求有误。',
  404: '没有该地址。',
  405: '该地址不支持此请求方法。',
  408: '请求超时，请重试。',
  413: '提交的内容过大。',
  415: '不支持该类型的内容。',
  431: '请求头过大。',
  500: '服务暂时出错，请稍后再试。',
}
const PHRASES_OF_OTHERS = { zh: '请求未能处理。', en: 'Not Processed' } as const

/** Answers what could not be read so far that its language would be known, such as headers that are too large. */
function unread({ code }: { readonly code: string }, socket: Socket): void {
  if (!socket.writable) return void socket.destroy()
  const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  const body = JSON.stringify(plain('zh', status))
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'connection: close',
    `content-type: ${PROBLEM}`,
    `content-language: ${TAGS.zh}`,
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** Which of the two languages the client wants more, by its weights; the one it names first where they are equal, Chinese where it wants neither. */
function languageOf(request: FastifyRequest): keyof typeof LANGUAGES {
  const ranges = (request.headers['accept-language'] ?? '').split(',').flatMap((each) => {
    const { of, q = '1' } = RANGE.exec(each.trim())?.groups ?? {}
    return of === undefined ? [] : [{ of: of.toLowerCase(), q: Number(q) }]
  })
  const weightOf = (language: string) => {
    const named = ranges.filter(({ of }) => of === language)
    const of = named.length > 0 ? named : ranges.filter(({ of }) => of === '*')
    return Math.max(0, ...of.map(({ q }) => q))
  }
  const [zh, en] = [weightOf('zh'), weightOf('en')]
  const isEnglishFirst = ranges.find(({ of }) => of === 'zh' || of === 'en')?.of === 'en'
  return en > zh || (en === zh && en > 0 && isEnglishFirst) ? 'en' : 'zh'
}
/** A range of RFC 9110: the language, without its script and region, and its weight. */
const RANGE = /^(?<of>[a-z]{1,8}|\*)(?:-[a-z0-9-]+)?(?:\s*;\s*q=(?<q>[01](?:\.\d{0,3})?))?$/i

/**
 * The same key with the same command gets the same answer again. Clients write it with quotation marks or without. One client alone
 * calls this service: with more, put the name of the client that was authenticated before the key, since keys are one space for all.
 */
function keyOf({ headers }: FastifyRequest): { readonly key?: string } {
  const key = headers[KEY]
  return typeof key === 'string' ? { key: key.replace(/^"(.*)"$/, '$1') } : {}
}

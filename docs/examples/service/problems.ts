import { STATUS_CODES } from 'node:http'
import type { Issue } from 'demerit'
import {
  en,
  enHandling,
  enRegistry,
  type Problem,
  problemOfIssues,
  zhCN,
  zhCNHandling,
  zhCNRegistry,
} from 'demerit/explain'
import type { FastifyReply, FastifyRequest } from 'fastify'

// Whatever goes wrong is a problem of RFC 9457, in the language asked for.

type Language = 'zh' | 'en'
const LANGUAGES: readonly Language[] = ['zh', 'en']
const WORDS = { zh: { ...zhCN, ...zhCNRegistry }, en: { ...en, ...enRegistry } } as const
const TAGS = { zh: 'zh-CN', en: 'en' } as const

/** The language that a client asks for. */
export function languageOf({ headers }: Pick<FastifyRequest, 'headers'>): Language {
  return languageIn(headers['accept-language'] ?? '')
}

/** The words in which a client is answered. */
export function wordsFor(request: FastifyRequest): (typeof WORDS)[Language] {
  return WORDS[languageOf(request)]
}

/** The words of the form in that language. */
export function formWordsFor(request: FastifyRequest): typeof zhCNHandling {
  return { zh: zhCNHandling, en: enHandling }[languageOf(request)]
}

/** Answers in the language asked for, and says so, also to whoever keeps answers. */
export function told(reply: FastifyReply): FastifyReply {
  return reply.headers({ 'content-language': TAGS[languageOf(reply.request)], vary: 'accept-language' })
}

export function problem(reply: FastifyReply, of: Problem | Plain): FastifyReply {
  return told(reply).code(of.status).type(PROBLEM).send(of)
}
const PROBLEM = 'application/problem+json'

/** What is malformed in a request. What is no field of a form or a command this service says itself. */
export function malformed(request: FastifyRequest, found: readonly Issue[]): Problem {
  const { issues = [], ...rest } = problemOfIssues(found, wordsFor(request))
  const told = issues.map((issue) => {
    const own = TO_WRITE[String(issue.path[0])]?.[languageOf(request)]
    return { ...issue, ...(own && { detail: own }) }
  })
  return { ...rest, ...(told[0] && { detail: told[0].detail }), issues: told }
}
const TO_WRITE: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'idempotency-key': {
    zh: '请求头 Idempotency-Key 应为1至64个字母、数字或者符号，不得含有空格、引号和反斜杠。',
    en: 'The header Idempotency-Key must be 1 to 64 ASCII characters, without spaces, quotation marks and backslashes.',
  },
  // Of a row of the bank's file it is made of the receipt.
  key: {
    zh: 'receipt 应为银行的交易流水号，以文本填写。',
    en: 'The receipt must be the transaction number of the bank, as text.',
  },
  after: {
    zh: '参数 after 应为本服务给出过的 next 或者 position。',
    en: 'The parameter after must be a next or a position that this service gave.',
  },
  limit: {
    zh: '参数 limit 应为1至100000的整数。',
    en: 'The parameter limit must be a whole number from 1 to 100,000.',
  },
}

/** A problem of which nothing more is known than its status. */
export function plainProblem(reply: FastifyReply, status: number): FastifyReply {
  return problem(reply, plain([languageOf(reply.request)], status))
}

interface Plain {
  readonly type: `urn:example:status:${number}`
  readonly title: string
  readonly status: number
}
/** Its type is the service's own, by the status, and its title the phrase of it, in each of the languages. */
function plain(languages: readonly Language[], status: number): Plain {
  const phrases = {
    zh: PHRASES[status] ?? '请求未能处理。',
    en: STATUS_CODES[status] ?? 'Not Processed',
  }
  return { type: `urn:example:status:${status}`, title: languages.map((each) => phrases[each]).join(' '), status }
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
  503: '服务暂时不可用，请稍后重试。',
}

/**
 * The response to what is no HTTP, such as headers that are too large. The language is that which its text or an earlier request on the
 * connection asks for; where neither does, the response is in both.
 */
export function responseToUnread(code: string, text: string, earlier: string | undefined): string {
  const [headers = ''] = text.split('\r\n\r\n')
  const named = [...headers.matchAll(/^accept-language:(.*)$/gim)].map(([, value = '']) => value)
  const accepted = named.length > 0 ? named.join() : earlier
  const languages = accepted === undefined ? LANGUAGES : [languageIn(accepted)]
  const status = STATUSES[code] ?? 400
  const body = JSON.stringify(plain(languages, status))
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'connection: close',
    `content-type: ${PROBLEM}`,
    `content-language: ${languages.map((each) => TAGS[each]).join(', ')}`,
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
/** By the codes of Node. */
const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** Which of the two languages is wanted more, by its weights; the one named first where they are equal, Chinese where neither is wanted. */
function languageIn(accepted: string): Language {
  const ranges = accepted.split(',').flatMap((each) => {
    const { of, q = '1' } = RANGE.exec(each.trim())?.groups ?? {}
    return of === undefined ? [] : [{ of: of.toLowerCase(), q: Number(q) }]
  })
  const weightOf = (language: Language) => {
    const named = ranges.filter(({ of }) => of === language)
    const of = named.length > 0 ? named : ranges.filter(({ of }) => of === '*')
    return Math.max(0, ...of.map(({ q }) => q))
  }
  const [zh, en] = [weightOf('zh'), weightOf('en')]
  const isEnglishFirst = ranges.find(({ of }) => of === 'zh' || of === 'en')?.of === 'en'
  return en > zh || (en === zh && en > 0 && isEnglishFirst) ? 'en' : 'zh'
}
/** A range of RFC 9110: the language, without its script and region, and its weight; what comes behind that does not count. */
const RANGE = /^(?<of>[a-z]{1,8}|\*)(?:-[a-z0-9-]+)?(?:\s*;\s*q=(?<q>[01](?:\.\d{0,3})?)(?:\s*;.*)?)?$/i

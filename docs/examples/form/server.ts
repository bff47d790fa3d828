import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { HandlingFacts } from 'demerit'
import { problemOfJudgement, zhCN, zhCNHandling } from 'demerit/explain'
import { type FinalKnown, finalForm } from 'demerit/form'
import { formIn, HERE } from './form.ts'

/** The violations that the office has on record. */
const VIOLATIONS = new Set(['V1'])

/** The records of the office on that violation. Here they are made up; elsewhere they come from a database. Every fact is named. */
const office = (): FinalKnown<HandlingFacts, 'driver'> => ({
  at: new Date(),
  // From the login, and from the record of the violation: a client that names others is refused.
  driver: '11010519491231002X',
  vehicle: '京A12345',
  ...HERE,
  identityVerified: true,
  vehicleOwner: 'o1',
  plateType: '02',
  violationState: 'open',
  occurredAt: '2026-01-05T09:30:00+08:00',
  fine: 20_000,
  points: 3,
  recordedBy: 'monitoring',
  boundSince: '2025-12-01T10:00:00+08:00',
  firstBinding: true,
  licenceStates: [],
  licenceClasses: ['C1'],
  pointsHeld: 8,
  fullScoreStudies: 0,
  othersVehiclesHandledThisYear: 1,
  vehicleOtherDriversThisYear: 1,
  ownedSince: '2020-06-01T10:00:00+08:00',
})

const FILES = new Map([
  ['/', { file: 'index.html', type: 'text/html; charset=utf-8' }],
  ['/page.css', { file: 'page.css', type: 'text/css' }],
  ['/page.js', { file: 'page.js', type: 'text/javascript' }],
])

/** Serves the page of a folder, and answers what is sent from it. */
export function serve(folder: string): Server {
  return createServer((request, response) => {
    // A client that goes away while it sends, or a page that is not there, ends this answer and nothing else.
    respond(folder, request, response).catch(() => response.destroy())
  })
}

async function respond(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [path = ''] = (request.url ?? '').split('?')
  const found = FILES.get(path)
  if (request.method === 'POST' && path === '/handlings') {
    const sent = await formDataOf(request)
    const { status, type, body } = sent instanceof FormData ? answer(sent) : sent
    // Without its script the page is sent by the browser itself, and what comes back is read by a person.
    if (request.headers.accept?.includes('text/html')) {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body.detail ?? body.headline)
    } else response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body))
  } else if (found !== undefined) {
    response.writeHead(200, { 'content-type': found.type }).end(await readFile(`${folder}/${found.file}`))
  } else {
    response.writeHead(404).end()
  }
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly body: { readonly headline?: string; readonly detail?: string; readonly status?: number }
}

/** Nothing passes but what is permitted on the facts of the office; what was sent must equal them. */
function answer(sent: FormData): Answer {
  const violation = String(sent.get('violation') ?? '').trim()
  // A blank one the form asks for.
  if (violation !== '' && !VIOLATIONS.has(violation)) return problem(404, '没有该违法记录，请核对违法编号。')
  const judged = finalForm(formIn(zhCNHandling), office()).judge(sent)
  // Here the act happens: what the form permits, a store decides once more.
  if (judged.status === 'permitted') {
    return { status: 201, type: 'application/json', body: { headline: '已办理。' } }
  }
  const body = problemOfJudgement(judged, zhCN)
  return { status: body.status, type: 'application/problem+json', body }
}

/** A problem that is none of the form. */
function problem(status: number, detail: string): Answer {
  return { status, type: 'application/problem+json', body: { status, detail } }
}

const MOST_BYTES = 65_536

/** What a page sent of a form; a problem where it is too much, or no form. */
async function formDataOf(request: IncomingMessage): Promise<FormData | Answer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    // The rest is passed over: a client that is cut while it sends does not read the answer.
    if (size <= MOST_BYTES) chunks.push(chunk)
  }
  if (size > MOST_BYTES) return problem(413, '提交的内容过大。')
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  return new Response(Buffer.concat(chunks), { headers }).formData().catch(() => problem(415, '提交的不是表单。'))
}

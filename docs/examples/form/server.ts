import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { HandlingFacts } from 'demerit'
import { zhCNHandlingForm } from 'demerit/explain'
import type { FinalKnown } from 'demerit/form'
import { formIn } from './form.ts'

/** The records of the office. Here they are made up; elsewhere they come from a database. Every fact is named. */
const office = (): FinalKnown<HandlingFacts> => ({
  at: new Date(),
  // The server knows through which channel it was asked.
  channel: 'web',
  offenderPresent: false,
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
  ['/', ['index.html', 'text/html; charset=utf-8']],
  ['/page.css', ['page.css', 'text/css']],
  ['/page.js', ['page.js', 'text/javascript']],
])

/** Serves the page of a folder, and answers what is sent from it. */
export function serve(folder: string): Server {
  return createServer(async (request, response) => {
    const [file, type] = FILES.get(request.url ?? '') ?? []
    if (request.method === 'POST' && request.url === '/handlings') {
      const { status, body } = answer(await formDataOf(request))
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    } else if (file !== undefined && type !== undefined) {
      response.writeHead(200, { 'content-type': type }).end(await readFile(`${folder}/${file}`))
    } else {
      response.writeHead(404).end()
    }
  })
}

const CODES = { permitted: 201, refused: 409, malformed: 400, incomplete: 400, 'clear-so-far': 500 } as const

/** Nothing passes but what is permitted on the facts of the office; what was sent must equal them. */
function answer(sent: FormData): { readonly status: number; readonly body: object } {
  const { status, headline, byField } = formIn(zhCNHandlingForm).final(office()).judge(sent)
  return { status: CODES[status], body: { headline, byField } }
}

const MOST_BYTES = 65_536

/** What a page sent of a form. */
async function formDataOf(request: IncomingMessage): Promise<FormData> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > MOST_BYTES) return new FormData()
    chunks.push(chunk)
  }
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  return new Response(Buffer.concat(chunks), { headers }).formData().catch(() => new FormData())
}

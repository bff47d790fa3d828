import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { zhCNHandling } from 'demerit/explain'
import { beijingTime, handlingForm, licenceNumber, plate } from 'demerit/form'
import { cn2024Handling } from 'demerit/rules'

/** The form stands on the server alone: law and words are not sent to the page. */
const form = handlingForm({
  ask: ['driver', 'vehicle', 'occurredAt', 'fineYuan'],
  read: { driver: licenceNumber, vehicle: plate, occurredAt: beijingTime },
  known: () => ({ at: new Date(), channel: 'web', offenderPresent: false, ...office() }),
  rules: cn2024Handling,
  locale: zhCNHandling,
})

/** What the office knows of whoever is signed in. Here it is made up; elsewhere it comes from a database. */
const office = () => ({ pointsHeld: 10, points: 1, licenceStates: [], licenceClasses: ['C1'], identityVerified: true })

/** What the page is told: nothing else of a judgement, whose advice has facts of the office. */
export interface Answer {
  readonly headline: string
  readonly byField: Readonly<Record<string, readonly { readonly kind: string; readonly message: string }[] | undefined>>
}

const FILES = new Map([
  ['/', { file: 'index.html', type: 'text/html; charset=utf-8' }],
  ['/page.js', { file: 'page.js', type: 'text/javascript' }],
])
const MOST_BYTES = 4096

/** Serves the page of a folder, and judges what is typed there. Nothing is done here: that is for `finalForm`, as in the example `form`. */
export function serve(folder: string): Server {
  return createServer(async (request, response) => {
    try {
      if (request.method === 'POST' && request.url === '/judgements') {
        let sent = ''
        for await (const chunk of request.setEncoding('utf8')) {
          sent += chunk
          if (sent.length > MOST_BYTES) return response.writeHead(413, { connection: 'close' }).end()
        }
        const { headline, byField } = form.judge(new URLSearchParams(sent))
        const answer: Answer = { headline, byField }
        return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
      }
      const found = FILES.get(request.url ?? '')
      if (found === undefined) return response.writeHead(404).end()
      return response.writeHead(200, { 'content-type': found.type }).end(await readFile(`${folder}/${found.file}`))
    } catch {
      return response.destroy()
    }
  })
}

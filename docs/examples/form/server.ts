import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Answer, answer, problem } from './answer.ts'

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

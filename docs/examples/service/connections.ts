import type { Socket } from 'node:net'
import type { ConnectionError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { responseToUnread } from './problems.ts'

/** What becomes of connections, whatever is asked on them. */
export interface Connections {
  /** Answers what is no HTTP, or comes in too slowly. */
  readonly unread: (error: ConnectionError, socket: Socket) => void
  /** Ends connections as the service stops. */
  readonly watch: (app: FastifyInstance) => void
}

/**
 * @param patience how many milliseconds a client is waited for.
 * @param log takes one line of the log.
 */
export function connections(patience: number, log: (line: string) => void): Connections {
  /** What was asked last on a connection. */
  const latest = new WeakMap<object, { readonly request: FastifyRequest; readonly reply: FastifyReply }>()

  const unread = ({ code, rawPacket }: ConnectionError, socket: Socket): void => {
    log(JSON.stringify({ unread: code }))
    const before = latest.get(socket)
    const refuse = (): void => {
      if (!socket.writable) return void socket.destroy()
      const text = Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1') : ''
      const earlier = before?.request.headers['accept-language']
      // Within a body there are no headers.
      socket.end(responseToUnread(code, before?.request.raw.complete === false ? '' : text, earlier))
      // A client that does not close its end is not waited for.
      setTimeout(() => socket.destroy(), patience).unref()
    }
    if (before === undefined) return void refuse()
    const { request, reply } = before
    // What came whole before is answered first: a client would take this for the answer to it.
    if (request.raw.complete && !reply.raw.writableFinished) reply.raw.once('finish', refuse)
    // What never came whole may have its answer, as where it is too large.
    else if (!request.raw.complete && reply.raw.headersSent) socket.destroy()
    else refuse()
  }

  const watch = (app: FastifyInstance): void => {
    // A stop waits for what is under way, but for no client: what is answered last on a connection ends it, and one that stalls is cut.
    let closing = false
    app.addHook('preClose', async () => {
      closing = true
      setTimeout(() => app.server.closeAllConnections(), patience).unref()
    })
    app.addHook('onRequest', async (request, reply) => void latest.set(request.raw.socket, { request, reply }))
    app.addHook('onSend', async (request, reply) => {
      if (closing && latest.get(request.raw.socket)?.request === request) reply.header('connection', 'close')
    })
  }
  return { unread, watch }
}

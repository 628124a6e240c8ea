import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../kernel/failure.ts'
import type { Caller, Route } from '../../modules/team/index.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { admit, type Visit } from './admit.ts'
import { sendAnswer } from './answer.ts'
import { keyOf } from './kept-answers.ts'
import { readInput } from './read-input.ts'
import { uploadOnce } from './upload-once.ts'
import { filesOf } from './uploads.ts'
import { writeOnce } from './write-once.ts'

/** Puts a route on the wire: whoever may not call it is turned away before a byte of the body is read. */
export function mount(
  app: FastifyInstance,
  world: NetworkedWorld,
  route: Route<NetworkedWorld>,
  stopping: AbortSignal,
): void {
  const visits = new WeakMap<FastifyRequest, Visit>()
  app.route({
    method: route.method,
    url: route.path,
    // A network asks for the size of a file before it fetches it.
    exposeHeadRoute: route.path.startsWith('/media/public/'),
    onRequest: async (request, reply) => {
      const visit = await admit(world, route, request)
      visits.set(request, visit)
      for (const cookie of visit.setCookies) reply.header('set-cookie', cookie)
    },
    handler: async (request, reply) => {
      const visit = visits.get(request)
      if (!visit) throw new Error('a request came past the door')
      return answer({ world, route, request, reply, visit, stopping })
    },
  })
}

export type Exchange = {
  world: NetworkedWorld
  route: Route<NetworkedWorld>
  request: FastifyRequest
  reply: FastifyReply
  visit: Visit
  stopping: AbortSignal
}

async function answer(exchange: Exchange): Promise<FastifyReply> {
  const { world, route, request, visit } = exchange
  if (route.upload && !request.headers['content-type']?.startsWith('multipart/form-data'))
    throw new Refusal(415, 'request.notMultipart')
  const input = readInput(route, request)
  const gone = goneWith(exchange)
  const handle = (within: NetworkedWorld) =>
    route.handle({
      params: input.params as never,
      query: input.query as never,
      body: input.body as never,
      caller: visit.caller ?? nobody,
      world: within,
      headers: singleHeaders(request),
      locale: visit.locale,
      ip: request.ip,
      signal: gone,
      files: () => filesOf(request),
    })
  const key = keyOf(exchange, input.body)
  if (!key) return sendAnswer(exchange, await handle(world), gone)
  return route.upload || route.callsNetworks ? uploadOnce(exchange, key, handle) : writeOnce(exchange, key, handle)
}

/** Without a caller, asking who calls is an error of the program, not an undefined that slips through. */
const nobody = new Proxy({} as Caller, {
  get: () => {
    throw new Error('a public route has no caller')
  },
})

function singleHeaders(request: FastifyRequest): Record<string, string | undefined> {
  const entries = Object.entries(request.headers)
  return Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]))
}

/** Aborts when the caller hangs up. A stream of events also ends when the desk stops; other work is let finish. */
function goneWith({ route, reply, stopping }: Exchange): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new Error('the caller is gone'))
  })
  return route.streams ? AbortSignal.any([gone.signal, stopping]) : gone.signal
}

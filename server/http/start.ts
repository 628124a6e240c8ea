import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { type FastifyInstance, fastify } from 'fastify'
import type { Running } from '../../kernel/module.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import type { DeskModule } from '../load-modules.ts'
import { docsPage } from './docs-page.ts'
import { openInlets } from './inlets.ts'
import { dropOldAnswers } from './kept-answers.ts'
import { mount } from './mount.ts'
import { type ApiDescription, describeApi } from './openapi.ts'
import { onlyJsonAndUploads } from './parsers.ts'
import { answerProblem } from './problem.ts'
import { securityHeaders } from './security-headers.ts'
import { serveWeb } from './serve-web.ts'
import { openWebhookDoors } from './webhooks.ts'

export type Served = Running & { address: string }

const largestBody = 8 * 1024 * 1024
const sweepEveryMs = 10 * 60_000

/**
 * Answers on `config.host` and `config.port` until stopped: the routes of all modules, their description, and the web
 * interface. Stopping ends the event streams, lets the requests in hand finish, and takes no new ones.
 */
export async function startHttp(
  world: NetworkedWorld,
  modules: Pick<DeskModule, 'name' | 'routes'>[],
  given: { webFolder?: string } = {},
): Promise<Served> {
  const { config, log } = world
  const app = fastify({
    logger: false,
    trustProxy: config.trustProxy,
    bodyLimit: largestBody,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    requestTimeout: 0,
    routerOptions: { maxParamLength: 300 },
  })
  const stopping = new AbortController()
  const inHand = answersInHand(app)
  onlyJsonAndUploads(app)
  app.addHook('onRequest', securityHeaders(config))
  app.addHook('preClose', async () => stopping.abort())
  app.addHook('onSend', async (_request, reply) => {
    if (stopping.signal.aborted) reply.header('connection', 'close')
  })
  app.setErrorHandler((error, request, reply) => answerProblem(world, error, request, reply))
  const routes = modules.flatMap((module) => module.routes ?? [])
  for (const route of routes) mount(app, world, route, stopping.signal)
  let description: ApiDescription | undefined
  const described = () => {
    description ??= describeApi(routes, config.publicUrl)
    return description
  }
  app.get('/api/openapi.json', (_request, reply) => reply.type('application/json').send(described()))
  app.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(docsPage(described())))
  await openWebhookDoors(app, world)
  await openInlets(app, world)
  await serveWeb(app, world, given.webFolder)

  const address = await app.listen({ host: config.host, port: config.port })
  config.publicUrl = withRealPort(config.publicUrl, address)
  const sweep = setInterval(() => {
    dropOldAnswers(world).catch((error) => log.warn({ err: error }, 'old answers could not be dropped'))
  }, sweepEveryMs)
  sweep.unref()
  return {
    address,
    stop: async () => {
      clearInterval(sweep)
      const closed = app.close()
      await inHand.over()
      app.server.closeAllConnections()
      await closed
    },
  }
}

/** A server waits for every connection, one over which nothing was ever asked as well: browsers open those beforehand. */
function answersInHand(app: FastifyInstance): { over: () => Promise<void> } {
  const open = new Set<ServerResponse>()
  app.addHook('onRequest', async (_request, { raw }) => {
    open.add(raw)
    raw.once('close', () => open.delete(raw))
  })
  return {
    over: async () => {
      for (const one of open) await once(one, 'close')
    },
  }
}

/** Where any free port was asked for, the address people use is known only once one was taken. */
function withRealPort(publicUrl: string, address: string): string {
  const url = new URL(publicUrl)
  if (url.port !== '0') return publicUrl
  url.port = new URL(address).port
  return url.origin
}

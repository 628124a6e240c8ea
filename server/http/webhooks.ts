import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../kernel/failure.ts'
import { receiveDelivery } from '../../modules/inbox/index.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { deliveryCounter } from './count-deliveries.ts'

const largest = 1024 * 1024

/**
 * `/webhooks/:network`, and `/webhooks/:network/:accountId` where each account has its own door: where networks deliver. They
 * sign the bytes, so the body is kept as it came.
 */
export async function openWebhookDoors(app: FastifyInstance, world: NetworkedWorld): Promise<void> {
  const deliveries = deliveryCounter(world.clock)
  await app.register(async (doors) => {
    doors.removeAllContentTypeParsers()
    doors.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largest }, (_request, body, done) =>
      done(null, body),
    )
    // Before the body is read.
    doors.addHook('onRequest', async (request) => deliveries.count(request.ip))
    const answer = async (request: FastifyRequest, reply: FastifyReply) => {
      try {
        return await answerDelivery(world, request, reply)
      } catch (error) {
        if (error instanceof Refusal && error.status === 403) deliveries.forged(request.ip)
        throw error
      }
    }
    for (const url of ['/webhooks/:network', '/webhooks/:network/:accountId']) {
      doors.get(url, answer)
      doors.post(url, answer)
    }
  })
}

async function answerDelivery(world: NetworkedWorld, request: FastifyRequest, reply: FastifyReply) {
  const url = `${world.config.publicUrl}${request.url}`
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
  const { status, body, type } = await receiveDelivery(world, request.params as { network: string }, {
    ...{ method: request.method, url, headers: Object.fromEntries(headers) },
    query: Object.fromEntries(new URL(url).searchParams),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  })
  return reply
    .status(status)
    .type(type ?? 'text/plain; charset=utf-8')
    .send(body)
}

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { chooseLocale } from '../../kernel/i18n.ts'
import { receiveTold } from '../../modules/listening/index.ts'
import { wordsIn } from '../../modules/team/index.ts'
import type { NetworkedWorld } from '../../networks/world.ts'
import { deliveryCounter } from './count-deliveries.ts'
import { fieldProblems } from './field-problems.ts'

const largest = 8 * 1024 * 1024

/** `/inlets/:inletId`: where anything else tells what is said. The bytes are signed, so the body is kept as it came. */
export async function openInlets(app: FastifyInstance, world: NetworkedWorld): Promise<void> {
  const deliveries = deliveryCounter(world.clock)
  await app.register(async (doors) => {
    doors.removeAllContentTypeParsers()
    doors.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largest }, (_request, body, done) =>
      done(null, body),
    )
    doors.addHook('onRequest', async (request) => deliveries.count(request.ip))
    doors.post('/inlets/:inletId', async (request, reply) => {
      try {
        const answer = await answerInlet(world, request)
        return reply.status(answer.taken === 0 && answer.refused.length > 0 ? 422 : 200).send(answer)
      } catch (error) {
        if (error instanceof Error && 'status' in error && error.status === 403) deliveries.forged(request.ip)
        throw error
      }
    })
  })
}

async function answerInlet(world: NetworkedWorld, request: FastifyRequest) {
  const { inletId } = request.params as { inletId: string }
  const header = (name: string) => String(request.headers[name] ?? '')
  const { taken, refused } = await receiveTold(world, inletId, {
    ...{ id: header('webhook-id'), timestamp: header('webhook-timestamp'), signature: header('webhook-signature') },
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  })
  const { say } = wordsIn(chooseLocale(request.headers['accept-language']))
  return {
    taken,
    refused: refused.map(({ at, given, error }) => ({
      at,
      fields: fieldProblems(error, given).map(({ path, code, values }) => ({ path, code, message: say(code, values) })),
    })),
  }
}

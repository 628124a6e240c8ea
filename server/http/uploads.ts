import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../../kernel/failure.ts'

export type Arriving = { field: string; fileName: string; mime: string; stream: Readable }

const limits = { files: 50, fields: 100, parts: 150, fieldSize: 64 * 1024, headerPairs: 50 }

/**
 * The files of a multipart body as they arrive, one after the other, never held whole. What the reader leaves of one is
 * skipped. When the sender breaks off, the file in hand ends with an error rather than short.
 */
export async function* filesOf(request: FastifyRequest): AsyncGenerator<Arriving> {
  const parser = parserFor(request)
  const arrived: Arriving[] = []
  let inHand: Readable | undefined
  let state: { ended: boolean; error?: unknown } = { ended: false }
  let wake = () => {}
  parser.on(
    'file',
    (field: string, stream: BusboyFileStream, fileName: string | undefined, _encoding: string, mime: string) => {
      arrived.push({ field, fileName: fileName ?? '', mime, stream })
      stream.once('error', () => wake())
      wake()
    },
  )
  const end = (error?: unknown) => {
    state = { ended: true, error }
    const broken = error instanceof Error ? error : undefined
    if (broken) for (const one of [inHand, ...arrived.map(({ stream }) => stream)]) one?.destroy(broken)
    wake()
  }
  pipeline(request.raw, parser).then(() => end(), end)
  try {
    while (true) {
      const next = arrived.shift()
      if (next) {
        inHand = next.stream
        yield next
        if (!next.stream.readableEnded) next.stream.resume()
      } else if (state.error) throw new Refusal(400, 'request.uploadBroken', { cause: state.error })
      else if (state.ended) return
      else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  } finally {
    for (const { stream } of arrived) stream.resume()
    if (inHand && !inHand.readableEnded) inHand.resume()
  }
}

function parserFor(request: FastifyRequest): BusboyInstance {
  try {
    return new Busboy({ headers: request.headers as BusboyHeaders, limits })
  } catch (cause) {
    throw new Refusal(400, 'request.notMultipart', { cause })
  }
}

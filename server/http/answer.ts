import { once } from 'node:events'
import type { FastifyReply } from 'fastify'
import type { Log } from '../../kernel/log.ts'
import type { Download, Reply, Route, Stream, Written } from '../../modules/team/index.ts'
import type { NetworkedWorld } from '../../networks/world.ts'

/** Sends what a handler answered: JSON as its schema promises, a file, or a stream of events. */
export function sendAnswer(
  { world, route, reply }: { world: NetworkedWorld; route: Route<NetworkedWorld>; reply: FastifyReply },
  answer: unknown,
  signal: AbortSignal,
): FastifyReply {
  if (isStream(answer)) return sendEvents(answer, reply, signal, world.log)
  if (isDownload(answer)) return sendDownload(answer, reply)
  return sendJson(reply.headers(headersOf(answer) ?? {}), statusOf(route), bodyOf(route, answer))
}

/** Can it be given again later? */
export const isRepeatable = (answer: unknown) => !isStream(answer) && !isDownload(answer)

/** Those that an answer sets besides its body, such as a cookie; null when it sets none. */
export const headersOf = (answer: unknown) => (isReply(answer) ? answer.headers : null)

export const statusOf = (route: Route<NetworkedWorld>) => route.status ?? (route.answer ? 200 : 204)

/** Only what the route promises leaves the house; an answer that breaks the promise is an error of ours. */
export function bodyOf(route: Route<NetworkedWorld>, answer: unknown): string | null {
  if (!route.answer) return null
  const told = isReply(answer) ? answer.reply : answer
  return isWritten(told) ? told.written : JSON.stringify(route.answer.parse(told))
}

export function sendJson(reply: FastifyReply, status: number, body: string | null): FastifyReply {
  reply.code(status).header('cache-control', 'no-store')
  return body === null ? reply.send() : reply.type('application/json; charset=utf-8').send(body)
}

function sendDownload(answer: Download, reply: FastifyReply): FastifyReply {
  const way = answer.inline ? 'inline' : 'attachment'
  const name = answer.fileName
    ? `; filename*=UTF-8''${encodeURIComponent(answer.fileName).replace(/['()*]/g, percent)}`
    : ''
  return reply
    .code(answer.status ?? 200)
    .headers({
      'cache-control': 'private, no-cache',
      'content-disposition': `${way}${name}`,
      ...sandboxed(answer.type),
    })
    .headers(answer.headers ?? {})
    .type(answer.type)
    .send(answer.download)
}

const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`

/** A file somebody uploaded never runs anything as a page of the desk. */
const sandboxed = (type: string) =>
  type.startsWith('image/') || type.startsWith('video/') || type.startsWith('audio/')
    ? {}
    : { 'content-security-policy': `sandbox; default-src 'none'` }

const beatEveryMs = 15_000

function sendEvents({ stream }: Stream, reply: FastifyReply, signal: AbortSignal, log: Log): FastifyReply {
  const { raw } = reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    connection: 'close',
  })
  raw.write('retry: 2000\n\n')
  const beat = setInterval(() => raw.write(': still here\n\n'), beatEveryMs)
  const pour = async () => {
    for await (const { id, event, data } of stream) {
      if (signal.aborted) break
      const text = `${id ? `id: ${id}\n` : ''}${event ? `event: ${event}\n` : ''}data: ${JSON.stringify(data)}\n\n`
      if (!raw.write(text)) await once(raw, 'drain', { signal })
    }
  }
  pour()
    .catch((error: unknown) => {
      if (!signal.aborted) log.error({ err: error }, 'a stream of events broke')
    })
    .finally(() => {
      clearInterval(beat)
      raw.end()
    })
  return reply
}

const isObject = (answer: unknown): answer is object => typeof answer === 'object' && answer !== null
const isStream = (answer: unknown): answer is Stream => isObject(answer) && 'stream' in answer
const isDownload = (answer: unknown): answer is Download => isObject(answer) && 'download' in answer
const isWritten = (answer: unknown): answer is Written => isObject(answer) && 'written' in answer
const isReply = (answer: unknown): answer is Reply<unknown> =>
  isObject(answer) && 'reply' in answer && 'headers' in answer

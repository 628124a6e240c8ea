import { StringDecoder } from 'node:string_decoder'
import { NetworkFailure } from '../../kernel/failure.ts'
import type { Call } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import type { Status } from './entities.ts'
import { instanceOf } from './limits.ts'

/** Servers send a sign of life every fifteen seconds: https://docs.joinmastodon.org/methods/streaming/ (read 2026-11-22). */
const longestSilenceMs = 60_000
/** No status is this long; a server that sends more without a line's end is not listened to. */
const longestLine = 2_000_000

/** One stream of server-sent events until it ends; `streamed` is false where the server has none or it cannot be reached. */
export async function followEvents(
  call: Call,
  path: string,
  query: Record<string, string>,
  take: (status: Status) => void,
): Promise<{ streamed: boolean }> {
  const wire = { ...wireOf(call), server: instanceOf(call.account.facts).streaming ?? call.account.server }
  const read = readEvents((kind, data) => {
    if (kind === 'update') take(JSON.parse(data) as Status)
  })
  try {
    await ask(wire, {
      path,
      query,
      headers: { accept: 'text/event-stream' },
      receive: read,
      timeoutMs: longestSilenceMs,
    })
    return { streamed: true }
  } catch (error) {
    if (call.signal.aborted) return { streamed: true }
    if (error instanceof NetworkFailure && error.kind !== 'reconnect') return { streamed: false }
    throw error
  }
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream */
export function readEvents(heard: (kind: string, data: string) => void): (piece: Buffer) => void {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let kind = 'message'
  let data: string[] = []
  return (piece) => {
    const lines = (rest + decoder.write(piece)).split(/\r\n|\n|\r/)
    rest = lines.pop() ?? ''
    if (rest.length > longestLine) throw new Error('the stream sends no end of line')
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) heard(kind, data.join('\n'))
        kind = 'message'
        data = []
      } else if (line.startsWith('event:')) kind = line.slice(6).trim()
      else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''))
    }
  }
}

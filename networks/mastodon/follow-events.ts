import { StringDecoder } from 'node:string_decoder'
import type { Call } from '../contract.ts'
import { ask, wireOf } from './client.ts'
import { instanceOf } from './limits.ts'

/** Servers send a sign of life every fifteen seconds: https://docs.joinmastodon.org/methods/streaming/ (read 2026-11-23). */
const longestSilenceMs = 60_000
/** No status is this long; a server that sends more without a line's end is not listened to. */
const longestLine = 2_000_000

/** `alive`: a comment, which servers send only to show that they are there. */
export type Told = { kind: string; data: string } | 'alive'
export type Take = (told: Told) => Promise<void> | undefined

/** One stream of server-sent events until it ends; no more is read while what was told waits to be taken. */
export async function followEvents(
  call: Call,
  path: string,
  query: Record<string, string>,
  take: Take,
): Promise<'ended' | 'none here'> {
  const wire = { ...wireOf(call), server: instanceOf(call.account.facts).streaming ?? call.account.server }
  const receive = readEvents(take)
  const headers = { accept: 'text/event-stream' }
  const fine = [401, 403, 404, 405]
  const answer = await ask(wire, { path, query, headers, receive, fine, timeoutMs: longestSilenceMs })
  return answer.status === 200 ? 'ended' : 'none here'
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream */
export function readEvents(take: Take): (piece: Buffer) => Promise<void> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let kind = 'message'
  let data: string[] = []
  return async (piece) => {
    const lines = (rest + decoder.write(piece)).split(/\r\n|\n|\r/)
    rest = lines.pop() ?? ''
    if (rest.length > longestLine) throw new Error('the stream sends no end of line')
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) await take({ kind, data: data.join('\n') })
        kind = 'message'
        data = []
      } else if (line.startsWith('event:')) kind = line.slice(6).trim()
      else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''))
      else if (line.startsWith(':')) await take('alive')
    }
  }
}

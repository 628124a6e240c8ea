import { type Dispatcher, WebSocket } from 'undici'
import { NetworkFailure } from '../failure.ts'

/** What is spoken over a WebSocket: `say` at once, then `hear` gets each text that comes, until it answers that it heard enough. */
export type Conversation = {
  say: string[]
  hear: (text: string, reply: (text: string) => void) => boolean
}
type Bounds = { headers?: Record<string, string>; timeoutMs: number; maxBytes: number; signal?: AbortSignal }

/**
 * Resolves when enough was heard. Rejects when the door does not open, closes early, stays silent for `timeoutMs`, or says
 * more than `maxBytes`; the failure's code is `NEVER_OPEN` when surely nothing was said.
 */
export function converse(url: URL, { say, hear }: Conversation, dispatcher: Dispatcher, bounds: Bounds): Promise<void> {
  return new Promise((resolve, reject) => {
    const address = new URL(url)
    address.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(address, { dispatcher, headers: bounds.headers })
    let opened = false
    let heardBytes = 0
    const fail = (reason: string) =>
      end(Object.assign(new Error(reason), { code: opened ? 'CONVERSATION' : 'NEVER_OPEN' }))
    let silence = setTimeout(() => fail('nobody answered'), bounds.timeoutMs)
    const aborted = () => fail('it was given up')
    const end = (error?: unknown) => {
      clearTimeout(silence)
      bounds.signal?.removeEventListener('abort', aborted)
      if (socket.readyState < WebSocket.CLOSING) socket.close()
      if (error) reject(error)
      else resolve()
    }
    socket.addEventListener('open', () => {
      opened = true
      for (const text of say) socket.send(text)
    })
    socket.addEventListener('message', ({ data }) => {
      clearTimeout(silence)
      silence = setTimeout(() => fail('it fell silent'), bounds.timeoutMs)
      if (typeof data !== 'string') return fail('it spoke no text')
      heardBytes += data.length
      if (heardBytes > bounds.maxBytes) return fail(`it said more than ${bounds.maxBytes} bytes`)
      try {
        if (hear(data, (text) => socket.send(text))) end()
      } catch (error) {
        end(error)
      }
    })
    socket.addEventListener('close', () => fail('it closed the door'))
    socket.addEventListener('error', ({ error }) =>
      fail(error instanceof Error ? error.message : 'the door did not open'),
    )
    if (bounds.signal?.aborted) aborted()
    else bounds.signal?.addEventListener('abort', aborted, { once: true })
  })
}

/** What a broken conversation means: before anything was said it is surely not done. */
export function lostConversation(error: unknown, writes: boolean): unknown {
  if (error instanceof NetworkFailure || !(error instanceof Error) || !('code' in error)) return error
  const { code } = error
  if (code !== 'NEVER_OPEN' && code !== 'CONVERSATION') return error
  const kind = writes && code === 'CONVERSATION' ? 'unknown-outcome' : 'network-down'
  return new NetworkFailure(kind, error.message, { cause: error, evidence: { code } })
}
